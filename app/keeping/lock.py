"""A lock on a file, which ends with whoever holds it."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class Held(Exception):  # noqa: N818 - it is what it is
    """Somebody else holds it."""


@contextmanager
def locked(file: Path, *, shared: bool = False, waits: bool = False) -> Iterator[None]:
    """Hold a lock until the block ends: alone, or with others who share it. Its folder is there.

    Raises Held where others hold it and one doesn't wait for them, and OSError.
    """
    lock = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(lock, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | (0 if waits else fcntl.LOCK_NB))
        except BlockingIOError:
            raise Held from None
        yield
    finally:
        os.close(lock)
