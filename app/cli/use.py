"""Who uses the data folder: servers share it, and a restore has it to itself."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

LOCK: Final = ".in-use"


class InUse(Exception):  # noqa: N818 - it is what it is
    """A server uses the folder, or a restore does."""


@contextmanager
def in_use(data: Path, *, alone: bool = False) -> Iterator[None]:
    """Use a data folder until the block ends: with others, or alone. Raises InUse and OSError."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = os.open(data / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(lock, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse from None
        yield
    finally:
        os.close(lock)
