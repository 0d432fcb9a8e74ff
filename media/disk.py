"""What a file needs to be safe: written whole, synced, and the folder that holds its name synced, too."""

import errno
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

_FULL: Final = (errno.ENOSPC, errno.EDQUOT)
_SHUT: Final = (errno.EROFS, errno.EACCES, errno.EPERM)


class NoRoom(Exception):  # noqa: N818
    """The disk, or our share of it, is full. Nothing was kept."""


class Shut(OSError):  # noqa: N818
    """Nothing can be written there: the disk is read-only, or the folder isn't ours. Nothing was kept."""


@contextmanager
def room_told() -> Iterator[None]:
    """Raise NoRoom for what a full disk answers, and Shut where nobody may write. Anything else that it answers is
    raised as the OSError it is.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise NoRoom(str(error)) from error
        if error.errno in _SHUT:
            raise Shut(error.errno, error.strerror, error.filename) from error
        raise


def write(file: int, content: bytes) -> None:
    """All of it: a nearly full disk may take a part and say so only by the count."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]


def make_folder(folder: Path) -> None:
    """A folder that a power cut can't take away, with those above it; nothing happens if it is there."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    with suppress(FileExistsError):  # another process was quicker
        folder.mkdir(mode=0o700)
    sync_folder(folder.parent)


def sync_folder(folder: Path) -> None:
    """A new name is only safe once the folder that holds it is."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def folders(folder: Path) -> Iterator[Path]:
    """The folders in a folder, but those with a dot before their name."""
    with suppress(FileNotFoundError):  # removed while we look
        yield from (child for child in folder.iterdir() if not child.name.startswith(".") and child.is_dir())


def replace(file: Path, content: bytes) -> None:
    """Write a small file anew: whoever reads it finds the old one or the new one, whole."""
    passing = file.with_name(f"{file.name}-{secrets.token_hex(8)}")
    try:
        opened = os.open(passing, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            write(opened, content)
            os.fsync(opened)
        finally:
            os.close(opened)
        passing.rename(file)
    except BaseException:
        passing.unlink(missing_ok=True)
        raise
    sync_folder(file.parent)
