"""Where photos are kept: a folder.

    photos/Xq/XqP0…/tile.webp card.webp step.webp full.jpg     one folder a photo, by its key's first letters
    photos/.new-…  photos/.gone-…                              on their way in, and on their way out

A photo is written whole under a passing name and then moved into place with one rename, so it appears whole
or not at all: no reader ever sees a photo with two of its four sizes, a failure has one folder to take away,
and a crash leaves one that `sweep` knows by its name. It costs four fsyncs for files and two for folders;
renaming file by file costs no fewer.
"""

import errno
import logging
import os
import secrets
import shutil
import stat
import time
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

from media.developed import Developed
from media.photo import Photo, is_key, new_key
from media.sizes import SIZES

log = logging.getLogger("recipe_board")

_NEW: Final = ".new-"
_GONE: Final = ".gone-"
_FULL_DISK: Final = (errno.ENOSPC, errno.EDQUOT)


class Missing(Exception):  # noqa: N818
    """No photo is kept under this key, or none in this size. What isn't a key is simply missing."""


class NoRoom(Exception):  # noqa: N818
    """The disk, or our share of it, is full. Nothing of the photo was kept."""


class FolderStore:
    """Photos in a folder on one file system, which `root` names and which is made if it isn't there.

    Several processes may use the same folder. Every call waits for the disk: call from a thread, not from an
    event loop. What the disk answers beyond a full disk (EIO, EROFS, EACCES) is raised as the OSError it is.
    """

    def __init__(self, root: Path) -> None:
        self._root: Final = root
        _make_folder(root)

    def keep(self, developed: Developed) -> Photo:
        """Keep a photo under a new key. When this returns, a power cut can't take the photo away.

        Raises NoRoom. Whatever is raised, nothing stays behind.
        """
        key = new_key()
        passing = self._passing(_NEW)
        with _room_told(), _taken_away(passing):
            passing.mkdir(mode=0o700)
            _write_all(passing, developed)
            self._move_in(passing, key)
        return Photo(key, developed.width, developed.height, developed.tone)

    def open(self, key: str, size: str) -> bytes:
        """The file of one size of a photo. Raises Missing."""
        if size not in SIZES:
            raise Missing(size)
        try:
            return (self._place(key) / SIZES[size].filename).read_bytes()
        except FileNotFoundError as error:
            raise Missing(key) from error

    def weight(self, key: str, size: str) -> int:
        """How many bytes the file of one size of a photo has. Raises Missing."""
        if size not in SIZES:
            raise Missing(size)
        try:
            return (self._place(key) / SIZES[size].filename).stat().st_size
        except FileNotFoundError as error:
            raise Missing(key) from error

    def remove(self, key: str) -> None:
        """Remove every size of a photo at once, and for good; nothing happens where there is none."""
        with suppress(Missing, FileNotFoundError):
            place, passing = self._place(key), self._passing(_GONE)
            place.rename(passing)
            _sync_folder(place.parent)
            _sync_folder(self._root)
            shutil.rmtree(passing)

    def remove_each(self, keys: Iterable[str]) -> None:
        """Remove photos that no row knows any more. One that can't be removed now goes when it is swept."""
        for key in keys:
            try:
                self.remove(key)
            except OSError:
                log.exception("A photo's files could not be removed")

    def keys(self) -> Iterator[str]:
        """The keys of all photos, in no order."""
        for group in _folders(self._root):
            yield from (place.name for place in _folders(group) if is_key(place.name))

    def sweep(self, wanted: Container[str], older_than: timedelta) -> list[str]:
        """Remove photos that aren't wanted, and what a crash left half-way; gives the keys of the photos
        removed.

        Only what is older than `older_than`: a photo is kept a moment before its step is written down.
        """
        before = time.time() - older_than.total_seconds()
        for passing in [*self._root.glob(f"{_NEW}*"), *self._root.glob(f"{_GONE}*")]:
            if _changed(passing) < before:
                shutil.rmtree(passing, ignore_errors=True)
        orphans = [key for key in self.keys() if key not in wanted and _changed(self._place(key)) < before]
        for key in orphans:
            self.remove(key)
        return orphans

    def room(self) -> int:
        """Bytes still free for us on the file system."""
        return shutil.disk_usage(self._root).free

    def _place(self, key: str) -> Path:
        if not is_key(key):
            raise Missing(key)
        return self._root / key[:2] / key

    def _passing(self, prefix: str) -> Path:
        return self._root / f"{prefix}{secrets.token_hex(8)}"

    def _move_in(self, passing: Path, key: str) -> None:
        place = self._place(key)
        _make_folder(place.parent)
        try:
            passing.rename(place)
            _sync_folder(place.parent)
        except OSError:
            shutil.rmtree(place, ignore_errors=True)
            with suppress(OSError):  # not empty: other photos live there
                place.parent.rmdir()
            raise


def _write_all(folder: Path, developed: Developed) -> None:
    """Write first and sync afterwards: the disk then takes the four files in one go."""
    files = []
    try:
        for name, content in developed.files.items():
            files.append(os.open(folder / SIZES[name].filename, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            _write(files[-1], content)
        for file in files:
            os.fsync(file)
    finally:
        for file in files:
            os.close(file)
    _sync_folder(folder)


def _write(file: int, content: bytes) -> None:
    """All of it: a nearly full disk may take a part and say so only by the count."""
    rest = memoryview(content)
    while rest:
        rest = rest[os.write(file, rest) :]


def _make_folder(folder: Path) -> None:
    """A folder that a power cut can't take away, with those above it; nothing happens if it is there."""
    if folder.is_dir():
        return
    _make_folder(folder.parent)
    with suppress(FileExistsError):  # another process was quicker
        folder.mkdir(mode=0o700)
    _sync_folder(folder.parent)


def _sync_folder(folder: Path) -> None:
    """A new name is only safe once the folder that holds it is."""
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


@contextmanager
def _room_told() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _FULL_DISK:
            raise NoRoom from error
        raise


@contextmanager
def _taken_away(passing: Path) -> Iterator[None]:
    """Also when the process is told to stop in the middle: whatever ends the block, no half photo stays."""
    try:
        yield
    except BaseException:
        shutil.rmtree(passing, ignore_errors=True)
        raise


def _folders(folder: Path) -> Iterator[Path]:
    with suppress(FileNotFoundError):  # removed while we look
        yield from (child for child in folder.iterdir() if not child.name.startswith(".") and child.is_dir())


def _changed(place: Path) -> float:
    """When, in seconds since 1970; what is gone by now counts as new, so that nobody removes it."""
    try:
        status = place.stat()
    except FileNotFoundError:
        return time.time()
    return status.st_mtime if stat.S_ISDIR(status.st_mode) else time.time()
