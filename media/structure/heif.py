"""What a HEIC or an AVIF shows, by its boxes: one coded picture, or a grid of them (ISO 23008-12).

The format can do more: lay pictures over each other, derive one from another that is derived itself, turn one a
hundred times. A file of a kilobyte then asks for any amount of work. Phones write one picture, or one grid.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from struct import unpack_from
from typing import Final

from media.photo import PhotoProblem, Reason
from media.structure import coded

BOXES: Final = 8_000
"""An iPhone's photo has a few hundred, one of 48 megapixels (192 tiles, a map of its lights, a thumbnail) 2,000."""

DESCRIBED: Final = 1_000_000
"""Bytes of the box that describes the pictures: a thousand of them take a tenth."""

TILES: Final = 600
"""A phone's tiles have 512 pixels a side: 192 for 50 megapixels. As many may tell what is see-through."""

BESIDE: Final = 1024
"""Pixels by which a grid's tiles may reach over its edge: two of a phone's. What is see-through has tiles as well."""

LAYERS: Final = 4
"""Frames of one AV1 picture, each better than the one before: as many as the format has. Phones write one."""

_CODED: Final = {b"hvc1", b"av01"}
_TURNS: Final = (b"irot", b"imir", b"clap")
_ALPHA: Final = (b":alpha", b"auxid:1\0")


@dataclass
class _Told:
    """What the boxes say: which picture is shown, of what kind each is, what it is made of and what is said of it."""

    shown: int = 0
    kinds: dict[int, bytes] = field(default_factory=dict)
    parts: dict[int, list[int]] = field(default_factory=dict)
    others: dict[int, list[int]] = field(default_factory=dict)
    """Pictures that go with one: what is see-through in it, how far things are, its lights."""
    places: dict[int, list[tuple[int, int, int]]] = field(default_factory=dict)
    """Where the bytes of a picture lie: in the file, or beside what describes it; from where, and to where."""
    beside: int = 0
    """Where the bytes beside what describes the pictures begin."""
    said: list[tuple[bytes, bytes]] = field(default_factory=list)
    said_of: dict[int, list[int]] = field(default_factory=dict)

    def of(self, item: int, name: bytes) -> list[bytes]:
        """What is said of a picture under a name."""
        numbers = (number for number in self.said_of.get(item, ()) if 0 < number <= len(self.said))
        return [body for kind, body in (self.said[number - 1] for number in numbers) if kind == name]

    def size(self, item: int) -> tuple[int, int]:
        """The width and height in pixels that a picture is said to have."""
        spoken = self.of(item, b"ispe")
        if not spoken:
            raise PhotoProblem(Reason.DAMAGED)
        width, height = unpack_from(">II", spoken[0], 4)
        return width, height

    def see_through(self, item: int) -> list[int]:
        """The pictures that tell what is see-through in one: they are decoded with it."""
        others = self.others.get(item, ())
        return [other for other in others if any(mark in body for body in self.of(other, b"auxC") for mark in _ALPHA)]


def check(content: bytes) -> None:
    """The picture that is shown, and all that is decoded for it. A film may have none: its first is decoded alone."""
    boxes = _Boxes(content)
    described = [box for box in boxes.within(0, len(content)) if box[0] in (b"meta", b"moov")]
    metas = [box for box in described if box[0] == b"meta"]
    if len(metas) > 1 or sum(end - start for _, start, end in described) > DESCRIBED:
        raise PhotoProblem(Reason.UNUSUAL)
    if metas:
        _check(boxes.told(*metas[0][1:]), content)
    for _, start, end in (box for box in described if box[0] == b"moov"):
        for first in boxes.first_of_films(start, end):
            _check_frames(content[slice(*first)])


def exif_of_the_unturned(content: bytes) -> bytes | None:
    """The Exif of a HEIC whose boxes don't say how its picture stands; None where they do, or where it has none.

    Raises as `check` does.
    """
    told = _told(content)
    if told.of(told.shown, b"irot") or told.of(told.shown, b"imir"):
        return None
    for item in (item for item, kind in told.kinds.items() if kind == b"Exif"):
        for beside, first, last in told.places.get(item, ()):
            whole = content[first + told.beside * beside : last + told.beside * beside]
            return b"Exif\0\0" + whole[4 + int.from_bytes(whole[:4], "big") :]  # ISO 23008-12, A.2.1
    return None


def colours_of(content: bytes) -> tuple[int, int]:
    """The numbers of the primaries and of the transfer of a HEIC or AVIF (ITU-T H.273), or 2, which says nothing.

    They stand with the picture, or with its tiles. Raises as `check` does.
    """
    told = _told(content)
    for item in (told.shown, *told.parts.get(told.shown, ())[:1]):
        for body in told.of(item, b"colr"):
            if body[:4] == b"nclx":
                primaries, transfer = unpack_from(">HH", body, 4)
                return primaries, transfer
    return 2, 2


def _told(content: bytes) -> _Told:
    boxes = _Boxes(content)
    meta = next((box for box in boxes.within(0, len(content)) if box[0] == b"meta"), None)
    return boxes.told(*meta[1:]) if meta else _Told()


def _check(told: _Told, content: bytes) -> None:
    decoded = list(_decoded(told))
    tiles = [item for item in decoded if told.kinds.get(item) in _CODED]
    if len(decoded) > TILES or not all(_is_plain(told, item) for item in decoded):
        raise PhotoProblem(Reason.UNUSUAL)
    width, height = told.size(told.shown)
    if sum(wide * high for wide, high in map(told.size, tiles)) > 2 * (width + BESIDE) * (height + BESIDE):
        raise PhotoProblem(Reason.UNUSUAL)
    if _overlap([place for item in tiles for place in told.places.get(item, ())]):
        raise PhotoProblem(Reason.UNUSUAL)
    for item in tiles:
        _check_coded(told, item, content)


def _check_coded(told: _Told, item: int, content: bytes) -> None:
    """What is coded for one picture is one picture."""
    places = told.places.get(item, ())
    if any(beside > 1 for beside, _, _ in places):
        raise PhotoProblem(Reason.UNUSUAL)
    whole = b"".join(
        content[first + told.beside * beside : last + told.beside * beside] for beside, first, last in places
    )
    if told.kinds[item] == b"av01":
        _check_frames(whole)
    elif coded.in_hevc(whole) > 1 or any(map(coded.in_config, told.of(item, b"hvcC"))):
        raise PhotoProblem(Reason.UNUSUAL)


def _check_frames(whole: bytes) -> None:
    if coded.in_av1(whole) > LAYERS:
        raise PhotoProblem(Reason.UNUSUAL)


def _decoded(told: _Told) -> Iterator[int]:
    """Each picture that is decoded for the one that is shown, as often as it is."""
    for item in (told.shown, *told.parts.get(told.shown, ())):
        yield item
        for other in told.see_through(item):
            yield from (other, *told.parts.get(other, ()))


def _overlap(places: list[tuple[int, int, int]]) -> bool:
    """Whether the same bytes are shown twice."""
    places.sort()
    return any(one[0] == other[0] and other[1] < one[2] for one, other in pairwise(places))


def _is_plain(told: _Told, item: int) -> bool:
    """Whether a picture is coded, or a grid of coded ones; and turned and cut once at most, and never enlarged."""
    kind, parts = told.kinds.get(item), told.parts.get(item, [])
    is_whole = kind in _CODED and not parts
    is_grid = kind == b"grid" and all(told.kinds.get(part) in _CODED for part in parts)
    is_turned_once = all(len(told.of(item, turn)) <= 1 for turn in _TURNS)
    return (is_whole or is_grid) and is_turned_once and not told.of(item, b"iscl")


class _Boxes:
    """The boxes of a file: name, and where its content begins and ends (ISO 14496-12, 4.2). Not endlessly many."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._left = BOXES

    def within(self, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
        while start + 8 <= end:
            self._left -= 1
            if self._left < 0:
                raise PhotoProblem(Reason.UNUSUAL)
            length, name = unpack_from(">I4s", self._content, start)
            head = 8
            if length == 1:
                (length,), head = unpack_from(">Q", self._content, start + 8), 16
            stop = end if length == 0 else min(start + max(length, head), end)
            yield name, start + head, stop
            start = stop

    def told(self, start: int, end: int) -> _Told:
        """What the boxes in a meta box say (8.11)."""
        told = _Told()
        for name, inner, stop in self.within(start + 4, end):
            match name:
                case b"pitm":
                    told.shown = self._number(inner + 4, 4 if self._content[inner] else 2)
                case b"iinf":
                    self._read_kinds(told, inner + (8 if self._content[inner] else 6), stop)
                case b"iref":
                    self._read_parts(told, inner, stop)
                case b"iloc":
                    self._read_places(told, inner, stop)
                case b"idat":
                    told.beside = inner
                case b"iprp":
                    self._read_said(told, inner, stop)
        return told

    def first_of_films(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where the first picture of each film begins and ends (8.5 to 8.7)."""
        at, long = [], []
        for name, inner, stop in self.within(start, end):
            match name:
                case b"trak" | b"mdia" | b"minf" | b"stbl":
                    yield from self.first_of_films(inner, stop)
                case b"stco" | b"co64":
                    at.append(self._number(inner + 8, 4 if name == b"stco" else 8))
                case b"stsz":
                    long.append(self._number(inner + 4, 4) or self._number(inner + 12, 4))
        yield from ((first, first + length) for first, length in zip(at, long, strict=False))

    def _number(self, at: int, length: int) -> int:
        if at + length > len(self._content):
            raise IndexError(at)
        return int.from_bytes(self._content[at : at + length], "big")

    def _read_kinds(self, told: _Told, start: int, end: int) -> None:
        for name, inner, _ in self.within(start, end):
            if name != b"infe" or self._content[inner] < 2:
                continue
            wide = 4 if self._content[inner] > 2 else 2
            item = self._number(inner + 4, wide)
            if item in told.kinds:
                raise PhotoProblem(Reason.UNUSUAL)
            told.kinds[item] = self._content[inner + 6 + wide : inner + 10 + wide]

    def _read_parts(self, told: _Told, start: int, end: int) -> None:
        wide = 4 if self._content[start] else 2
        for name, inner, stop in self.within(start + 4, end):
            item, count = self._number(inner, wide), self._number(inner + wide, 2)
            first = inner + wide + 2
            others = [self._number(at, wide) for at in range(first, min(first + count * wide, stop), wide)]
            if name == b"dimg":
                told.parts.setdefault(item, []).extend(others)
            elif name == b"auxl":
                for other in others:
                    told.others.setdefault(other, []).append(item)

    def _read_said(self, told: _Told, start: int, end: int) -> None:
        for name, inner, stop in self.within(start, end):
            if name == b"ipco":
                told.said += [(kind, self._content[at:until]) for kind, at, until in self.within(inner, stop)]
            elif name == b"ipma":
                self._read_said_of(told, inner)

    def _read_said_of(self, told: _Told, at: int) -> None:
        wide = 4 if self._content[at] else 2
        long = 2 if self._content[at + 3] & 1 else 1
        count, at = self._number(at + 4, 4), at + 8
        for _ in range(count):
            item, many = self._number(at, wide), self._number(at + wide, 1)
            at += wide + 1
            numbers = [self._number(at + place * long, long) for place in range(many)]
            told.said_of.setdefault(item, []).extend(number & (0x7FFF if long == 2 else 0x7F) for number in numbers)
            at += many * long

    def _read_places(self, told: _Told, at: int, end: int) -> None:
        version, sizes = self._content[at], self._number(at + 4, 2)
        offset, length, base, index = (sizes >> shift & 15 for shift in (12, 8, 4, 0))
        wide = 4 if version > 1 else 2
        count, at = self._number(at + 6, wide), at + 6 + wide
        for _ in range(count):
            item, at = self._number(at, wide), at + wide
            beside, at = (self._number(at, 2) & 15, at + 2) if version else (0, at)
            begin, at = self._number(at + 2, base), at + 2 + base
            many, at = self._number(at, 2), at + 2
            for _ in range(many):
                at += index if version else 0
                first, long = begin + self._number(at, offset), self._number(at + offset, length)
                at += offset + length
                last = first + long if long else len(self._content)
                told.places.setdefault(item, []).append((beside, first, last))
            if at > end:
                raise IndexError(at)
