"""A zip that a stranger may have made. Nothing of it is ever written under a name that it says."""

import re
import stat
import struct
import unicodedata
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO, Final
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from app.bring.unread import Unread, Why

MOST_ENTRIES: Final = 4000
MOST_LISTED: Final = 2_000_000
"""Bytes of the list at the end of a zip: it is read before anything can be counted."""

MOST_OF_ONE: Final = 80_000_000
"""Bytes of one entry once it is unpacked, as large as a photo may be."""

MOST_OF_ALL: Final = 2_000_000_000
MOST_RATIO: Final = 150
"""How many times larger an entry may be than what it is packed into. Pages of ours reach a tenth of that."""

ANY_RATIO: Final = 64 * 1024
"""Bytes of an entry so small that it may be anything."""

LONGEST_NAME: Final = 400

_END: Final = struct.Struct("<4s4H2LH")
_LOCAL: Final = struct.Struct("<4s5H3L2H")
_LARGE: Final = 20
"""Bytes of what stands before the end of a zip for more than 4 GB."""

_SECRET: Final = 0x1 | 0x20 | 0x40 | 0x2000
_DRIVE: Final = re.compile(r"[A-Za-z]:")
_CONTROL: Final = re.compile("[\x00-\x1f\x7f-\x9f]")
_KINDS: Final = (0, stat.S_IFREG, stat.S_IFDIR)
_PIECE: Final = 256 * 1024

_WHAT_ZIPFILE_RAISES: Final = (
    *(BadZipFile, OSError, EOFError, ValueError, LookupError, RuntimeError, OverflowError),
    *(struct.error, zlib.error),
)


class Archive:
    """A zip whose every entry was looked at before one is unpacked. Raises Unread, whatever is wrong with it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._end = _end_of(file)
        try:
            self._zip = ZipFile(file)
            self._entries = {info.filename: info for info in self._zip.infolist() if not info.is_dir()}
            self._look()
        except _WHAT_ZIPFILE_RAISES as fault:
            raise Unread(Why.DAMAGED) from fault

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its files, in the order of its list."""
        return tuple(self._entries)

    def length(self, name: str) -> int:
        """How many bytes a file of it has; `read` gives so many, or raises."""
        return self._entries[name].file_size

    def read(self, name: str) -> bytes:
        """A file of it, whole. Raises Unread where it isn't as long as it says, or its sum isn't right."""
        info = self._entries.get(name)
        if info is None:
            raise Unread(Why.DAMAGED)
        try:
            with self._zip.open(info) as packed:
                content = b"".join(_pieces(packed, info.file_size + 1))
        except _WHAT_ZIPFILE_RAISES as fault:
            raise Unread(Why.DAMAGED) from fault
        if len(content) != info.file_size:
            raise Unread(Why.DAMAGED)
        return content

    def _look(self) -> None:
        entries = self._zip.infolist()
        known: set[str] = set()
        for info in entries:
            _look_at_name(info)
            _look_at_kind(info)
            _look_at_size(info)
            name = _told_apart(info.filename)
            if name in known:
                raise Unread(Why.NAMES)
            known.add(name)
        files = known - {_told_apart(info.filename) for info in entries if info.is_dir()}
        if any(above in files for name in known for above in _above(name)):
            raise Unread(Why.NAMES)
        if sum(info.file_size for info in entries) > MOST_OF_ALL:
            raise Unread(Why.TOO_LARGE)
        self._look_at_places(entries)

    def _look_at_places(self, entries: list[ZipInfo]) -> None:
        """No two of them may share bytes, and what stands before an entry must be what the list says of it."""
        free = 0
        for info in sorted(entries, key=lambda info: info.header_offset):
            if info.header_offset < free:
                raise Unread(Why.DAMAGED)
            self._file.seek(info.header_offset)
            local = _LOCAL.unpack(self._file.read(_LOCAL.size))
            mark, flags, method, named, extra = local[0], local[2], local[3], local[9], local[10]
            name = self._file.read(named)
            utf = "utf-8" if flags & 0x800 else "cp437"
            is_same = name.decode(utf) == info.orig_filename and method == info.compress_type
            if mark != b"PK\x03\x04" or flags & _SECRET or not is_same:
                raise Unread(Why.DAMAGED)
            free = info.header_offset + _LOCAL.size + named + extra + info.compress_size
        if free > self._end:
            raise Unread(Why.DAMAGED)


def _end_of(file: BinaryIO) -> int:
    """Where the list of entries begins. Looked at by hand: `zipfile` makes a value of each entry before it counts."""
    length = file.seek(0, 2)
    if length < _END.size:
        raise Unread(Why.DAMAGED)
    file.seek(-_END.size, 2)
    mark, disk, first, here, count, size, begins, comment = _END.unpack(file.read(_END.size))
    if mark != b"PK\x05\x06" or comment or disk or first or here != count:
        raise Unread(Why.DAMAGED)
    if count > MOST_ENTRIES or size > MOST_LISTED:
        raise Unread(Why.TOO_MANY)
    if begins + size != length - _END.size:
        raise Unread(Why.DAMAGED)
    if length >= _END.size + _LARGE:
        file.seek(-_END.size - _LARGE, 2)
        if file.read(4) == b"PK\x06\x07":
            raise Unread(Why.TOO_LARGE)
    return int(begins)


def _look_at_name(info: ZipInfo) -> None:
    name = info.orig_filename
    parts = name.removesuffix("/").split("/")
    is_odd = name != info.filename or "\\" in name or _DRIVE.match(name) or _CONTROL.search(name)
    if is_odd or len(name) > LONGEST_NAME or any(part in ("", ".", "..") for part in parts):
        raise Unread(Why.NAMES)


def _look_at_kind(info: ZipInfo) -> None:
    if info.flag_bits & _SECRET:
        raise Unread(Why.LOCKED)
    if stat.S_IFMT(info.external_attr >> 16) not in _KINDS:
        raise Unread(Why.NAMES)
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise Unread(Why.DAMAGED)


def _look_at_size(info: ZipInfo) -> None:
    size, packed = info.file_size, info.compress_size
    if size > MOST_OF_ONE or (size > ANY_RATIO and size > MOST_RATIO * packed):
        raise Unread(Why.TOO_LARGE)
    if (info.compress_type == ZIP_STORED and size != packed) or (info.is_dir() and size):
        raise Unread(Why.DAMAGED)


def _told_apart(name: str) -> str:
    """A name as the least careful of file systems has it."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold()).removesuffix("/")


def _above(name: str) -> Iterator[str]:
    while "/" in name:
        name = name.rsplit("/", 1)[0]
        yield name


def _pieces(packed: IO[bytes], most: int) -> Iterator[bytes]:
    while most > 0 and (piece := packed.read(min(_PIECE, most))):
        most -= len(piece)
        yield piece
