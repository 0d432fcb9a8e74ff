"""Who uses the data folder: servers share it, and a restore has it to itself."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from app.keeping.lock import locked

LOCK: Final = ".in-use"


@contextmanager
def in_use(data: Path, *, alone: bool = False) -> Iterator[None]:
    """Use a data folder until the block ends: with others, or alone. Raises Held and OSError."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    with locked(data / LOCK, shared=not alone):
        yield
