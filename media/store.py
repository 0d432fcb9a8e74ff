"""Where photos are kept: a folder.

    photos/Xq/XqP0…/tile.webp card.webp step.webp full.jpg     one folder a photo, by its key's first letters
    photos/Xq/XqP0…/source.jpg                                 what it was turned from, where somebody has turned it
    photos/.new-…  photos/.gone-…                              on their way in, and on their way out
    photos/.trash/…                                            what no row wants, for a while (`media/trash.py`)
    photos/.mark                                               a few words by which the folder is known again

A photo is written whole under a passing name and then moved into place with one rename, so it appears whole
or not at all: no reader ever sees a photo with two of its four sizes, a failure has one folder to take away,
and a crash leaves one that `sweep` knows by its name. It costs four fsyncs for files and two for folders;
renaming file by file costs no fewer.
"""

import logging
import os
import secrets
import shutil
import stat
import time
from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Final

from media.developed import Developed
from media.disk import folders, make_folder, replace, room_told, sync_folder, write
from media.photo import Checksum, Photo, is_key, new_key
from media.sizes import FILES, SIZES
from media.trash import Trash

log = logging.getLogger("recipe_board")

_NEW: Final = ".new-"
_GONE: Final = ".gone-"
_MARK: Final = ".mark"

MOST_SWEPT: Final = 0.03
"""Which share of all photos a sweep puts into the trash at most, what lies there already counted in. More than that
are no leftovers of a fault: it is the database that is wrong."""

FEW: Final = 20
"""As many it always takes: in a small folder a handful is a large share."""


class Missing(Exception):  # noqa: N818
    """No photo is kept under this key, or none in this size. What isn't a key is simply missing."""


class TooManyUnwanted(Exception):  # noqa: N818
    """A sweep has stopped before it moved anything: nobody wants `unwanted` of `photos` photos."""

    def __init__(self, unwanted: int, photos: int) -> None:
        super().__init__(f"{unwanted} of {photos}")
        self.unwanted = unwanted
        self.photos = photos


@dataclass(frozen=True)
class Swept:
    """What a sweep did, by the keys of the photos."""

    thrown: list[str] = field(default_factory=list)
    """Nobody wants them: they lie in the trash now."""
    brought_back: list[str] = field(default_factory=list)
    """They lay in the trash, and somebody wants them."""
    emptied: list[str] = field(default_factory=list)
    """They had lain in the trash for their days, and are gone for good."""


class FolderStore:
    """Photos in a folder on one file system, which `root` names and which is made if it isn't there.

    Several processes may use the same folder. Every call waits for the disk: call from a thread, not from an
    event loop. What the disk answers beyond a full disk is raised as the OSError it is: Shut where nobody may write.
    """

    def __init__(self, root: Path) -> None:
        self._root: Final = root
        self._trash: Final = Trash(root)
        make_folder(root)

    def keep(self, developed: Developed) -> Photo:
        """Keep a photo under a new key. When this returns, a power cut can't take the photo away.

        Raises NoRoom and Shut. Whatever is raised, nothing stays behind.
        """
        key = new_key()
        passing = self._passing(_NEW)
        with room_told(), _taken_away(passing):
            passing.mkdir(mode=0o700)
            _write_all(passing, developed.files)
            self._move_in(passing, key)
        checksums = {name: Checksum.of(content) for name, content in developed.files.items()}
        return Photo(key, developed.width, developed.height, developed.tone, checksums)

    def lay(self, key: str, files: Mapping[str, bytes]) -> None:
        """Lay a photo in place that was kept under a key before, from its files by their sizes. Raises NoRoom and Shut.
        Whatever is raised, nothing stays behind.
        """
        passing = self._passing(_NEW)
        with room_told(), _taken_away(passing):
            passing.mkdir(mode=0o700)
            _write_all(passing, files)
            self._move_in(passing, key)

    def open(self, key: str, size: str) -> bytes:
        """The file of one size of a photo, out of the trash if it lies there. Raises Missing."""
        for file in self._files(key, size):
            with suppress(FileNotFoundError):
                return file.read_bytes()
        raise Missing(key)

    def weight(self, key: str, size: str) -> int:
        """How many bytes the file of one size of a photo has. Raises Missing."""
        for file in self._files(key, size):
            with suppress(FileNotFoundError):
                return file.stat().st_size
        raise Missing(key)

    def has(self, key: str) -> bool:
        """Whether a photo is there in every size."""
        try:
            return all(self.weight(key, size) for size in SIZES)
        except Missing:
            return False

    def holds(self, key: str) -> bool:
        """Whether anything of a photo is there, in the trash too."""
        return is_key(key) and any(place.exists() for place in (self._place(key), self._trash.place(key)))

    def stand_in(self, new: str, lost: str) -> None:
        """Let a photo take the key of one whose files are lost. Its own key then has none. Raises NoRoom."""
        self.remove(lost)
        with room_told():
            self._move_in(self._place(new), lost)

    def remove(self, key: str) -> None:
        """Remove every size of a photo at once, and for good; nothing happens where there is none."""
        if not is_key(key):
            return
        for place in (self._place(key), self._trash.place(key)):
            with suppress(FileNotFoundError):
                passing = place.rename(self._passing(_GONE))
                sync_folder(place.parent)
                sync_folder(self._root)
                shutil.rmtree(passing)

    def remove_each(self, keys: Iterable[str]) -> list[str]:
        """Remove photos that no row knows any more; gives the keys of those that can't be removed now."""
        left = []
        for key in keys:
            try:
                self.remove(key)
            except OSError:
                log.exception("A photo's files could not be removed")
                left.append(key)
        return left

    def put(self, key: str, size: str, content: bytes) -> None:
        """Write one size of a photo anew, where it was lost. Raises Missing where the photo isn't there, and NoRoom."""
        place = self._place(key)
        if not place.is_dir():
            raise Missing(key)
        with room_told():
            replace(place / FILES[size].filename, content)

    def bring_back(self, key: str) -> None:
        """Take a photo out of the trash; nothing happens where it isn't there."""
        if is_key(key) and not self._place(key).exists():
            self._trash.take_out(key, self._place(key))

    def keys(self) -> Iterator[str]:
        """The keys of all photos, in no order, without those in the trash."""
        for group in folders(self._root):
            yield from (place.name for place in folders(group) if is_key(place.name))

    def thrown(self) -> Iterator[str]:
        """The keys of the photos in the trash, in no order."""
        return self._trash.keys()

    @property
    def mark(self) -> str:
        """What the folder is known by; empty where it was never marked."""
        try:
            return (self._root / _MARK).read_text("utf-8")
        except FileNotFoundError:
            return ""

    def put_mark(self, mark: str) -> None:
        """Mark the folder. Raises NoRoom."""
        with room_told():
            replace(self._root / _MARK, mark.encode())

    def sweep(self, wanted: Container[str], older_than: timedelta, *, however_many: bool = False) -> Swept:
        """Put photos that nobody wants into the trash, bring those back that somebody does, delete for good what has
        lain there for 30 days, and take away what a crash left half-way.

        Only what is older than `older_than`: a photo is kept a moment before its step is written down. Raises
        TooManyUnwanted, and then nothing has happened, unless `however_many` is said: then nothing is deleted for good.
        """
        before = time.time() - older_than.total_seconds()
        here, lying = list(self.keys()), set(self.thrown())
        unwanted = [key for key in here if key not in wanted and _changed(self._place(key)) < before]
        back = [key for key in lying if key in wanted]
        most = max(FEW, MOST_SWEPT * (len(here) + len(lying)))
        if unwanted and not however_many and len(unwanted) + len(lying) - len(back) > most:
            raise TooManyUnwanted(len(unwanted), len(here))
        for key in back:
            self._trash.take_out(key, self._place(key))
        emptied = [] if however_many else self._trash.empty()
        for key in unwanted:
            self._trash.put(self._place(key))
        if not however_many:
            self._clear_passing(before)
        return Swept(unwanted, back, emptied)

    def _clear_passing(self, before: float) -> None:
        for passing in [*self._root.glob(f"{_NEW}*"), *self._root.glob(f"{_GONE}*")]:
            if _changed(passing) < before:
                shutil.rmtree(passing, ignore_errors=True)

    def try_out(self) -> None:
        """Write a small file and take it away again, to see whether photos can be kept. Raises NoRoom and OSError."""
        passing = self._passing(_NEW)
        with room_told(), _taken_away(passing):
            passing.mkdir(mode=0o700)
            replace(passing / _MARK, b"tried")
            shutil.rmtree(passing)

    def room(self) -> int:
        """Bytes still free for us on the file system."""
        return shutil.disk_usage(self._root).free

    def _place(self, key: str) -> Path:
        if not is_key(key):
            raise Missing(key)
        return self._root / key[:2] / key

    def _files(self, key: str, size: str) -> Iterator[Path]:
        if size not in FILES:
            raise Missing(size)
        name = FILES[size].filename
        yield self._place(key) / name
        yield self._trash.place(key) / name

    def _passing(self, prefix: str) -> Path:
        return self._root / f"{prefix}{secrets.token_hex(8)}"

    def _move_in(self, passing: Path, key: str) -> None:
        place = self._place(key)
        make_folder(place.parent)
        try:
            passing.rename(place)
            sync_folder(place.parent)
        except OSError:
            shutil.rmtree(place, ignore_errors=True)
            with suppress(OSError):  # not empty: other photos live there
                place.parent.rmdir()
            raise


def _write_all(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Write first and sync afterwards: the disk then takes the four files in one go."""
    files = []
    try:
        for name, content in contents.items():
            files.append(os.open(folder / FILES[name].filename, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
            write(files[-1], content)
        for file in files:
            os.fsync(file)
    finally:
        for file in files:
            os.close(file)
    sync_folder(folder)


@contextmanager
def _taken_away(passing: Path) -> Iterator[None]:
    """Also when the process is told to stop in the middle: whatever ends the block, no half photo stays."""
    try:
        yield
    except BaseException:
        shutil.rmtree(passing, ignore_errors=True)
        raise


def _changed(place: Path) -> float:
    """When, in seconds since 1970; what is gone by now counts as new, so that nobody removes it."""
    try:
        status = place.stat()
    except FileNotFoundError:
        return time.time()
    return status.st_mtime if stat.S_ISDIR(status.st_mode) else time.time()
