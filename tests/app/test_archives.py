"""A zip that a stranger made: read as it was packed, or refused whole."""

import io
import stat
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from random import Random
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pytest

from app.bring.archive import MOST_ENTRIES, Archive
from app.bring.unread import Unread, Why

NAME = "photos/one.jpg"
CONTENT = b"a picture " * 50


def zipped(*names: str, content: bytes = CONTENT, how: int = ZIP_DEFLATED) -> bytes:
    """A zip whose files have these names, exactly as they are said."""
    out = io.BytesIO()
    with ZipFile(out, "w", how) as archive:
        for name in names:
            info = ZipInfo("x")
            info.filename, info.compress_type = name, how
            archive.writestr(info, content)
    return out.getvalue()


def refused(content: bytes) -> Why:
    """Why a zip is refused, at the door or when a file of it is read."""
    with pytest.raises(Unread) as fault:
        _read(content)
    return fault.value.why


def _read(content: bytes) -> list[bytes]:
    archive = Archive(io.BytesIO(content))
    return [archive.read(name) for name in archive.names]


def test_what_was_packed_comes_out_again() -> None:
    for how in (ZIP_DEFLATED, ZIP_STORED):
        archive = Archive(io.BytesIO(zipped(NAME, "recipes.json", how=how)))
        assert archive.names == (NAME, "recipes.json")
        assert [archive.read(name) for name in archive.names] == [CONTENT, CONTENT]
        assert archive.length(NAME) == len(CONTENT)


@pytest.mark.parametrize(
    "name",
    [
        *("../one.jpg", "photos/../../one.jpg", "..", "photos/..", "/etc/passwd", "//host/one.jpg", "./one.jpg"),
        *("..\\one.jpg", "photos\\one.jpg", "\\\\host\\one.jpg", "C:one.jpg", "c:/one.jpg", "photos//one.jpg"),
        *("one.jpg\x00.exe", "one\n.jpg", "one\x1b[2J.jpg", "a" * 500, "photos/./one.jpg"),
    ],
)
def test_a_name_that_could_leave_its_folder_is_refused(name: str) -> None:
    assert refused(zipped(name)) in (Why.NAMES, Why.DAMAGED)


@pytest.mark.parametrize(
    "kind", [stat.S_IFLNK, stat.S_IFCHR, stat.S_IFBLK, stat.S_IFIFO, stat.S_IFSOCK], ids=lambda kind: oct(kind)
)
def test_links_and_devices_are_refused(kind: int) -> None:
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        info = ZipInfo(NAME)
        info.create_system, info.external_attr = 3, (kind | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    assert refused(out.getvalue()) is Why.NAMES


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize(
    "names",
    [
        (NAME, NAME),
        (NAME, "photos/ONE.jpg"),
        ("caf\u00e9.jpg", "cafe\u0301.jpg"),
        ("stra\u00dfe.jpg", "STRASSE.jpg"),
        ("\uff41.jpg", "a.jpg"),
        ("photos", NAME),
        (NAME, "PHOTOS"),
    ],
    ids=["twice", "capitals", "accents", "sharp s", "wide letters", "a file as a folder", "the same in capitals"],
)
def test_two_names_that_some_disk_holds_for_one_are_refused(names: tuple[str, ...]) -> None:
    assert refused(zipped(*names)) in (Why.NAMES, Why.DAMAGED)


@pytest.mark.parametrize("flag", [0x1, 0x40, 0x2000, 0x20])
@pytest.mark.parametrize("where", ["list", "entry"])
def test_what_is_locked_is_refused(flag: int, where: str) -> None:
    content = bytearray(zipped(NAME))
    at = content.rindex(b"PK\x01\x02") + 8 if where == "list" else 6
    content[at : at + 2] = struct.pack("<H", flag)
    assert refused(bytes(content)) in (Why.LOCKED, Why.DAMAGED)


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    bomb = zipped("recipes.json", content=bytes(60_000_000))
    tracemalloc.start()
    assert refused(bomb) is Why.TOO_LARGE
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_many_entries_are_refused_before_they_are_listed() -> None:
    assert refused(zipped(*(f"{number}" for number in range(MOST_ENTRIES + 1)), content=b"")) is Why.TOO_MANY


def test_a_zip_in_a_zip_stays_shut() -> None:
    archive = Archive(io.BytesIO(zipped("inner.zip", content=zipped(NAME))))
    assert archive.names == ("inner.zip",)


def entry(content: bytearray) -> int:
    """Where the first line of the list begins."""
    return content.index(b"PK\x01\x02")


def says_larger(content: bytearray) -> None:
    content[entry(content) + 24 : entry(content) + 28] = struct.pack("<L", len(CONTENT) * 2)


def says_smaller(content: bytearray) -> None:
    content[entry(content) + 24 : entry(content) + 28] = struct.pack("<L", 10)


def lies_over_another(content: bytearray) -> None:
    second = content.index(b"PK\x01\x02", entry(content) + 4)
    content[second + 42 : second + 46] = struct.pack("<L", 0)


def shares_its_bytes(content: bytearray) -> None:
    """The first is packed so long that the whole of the second lies in it."""
    second = content.index(b"PK\x03\x04", 4)
    longer = content.index(b"PK\x01\x02") - second + len(CONTENT)
    for at in (entry(content) + 20, entry(content) + 24):
        content[at : at + 4] = struct.pack("<L", longer)


def reaches_into_the_list(content: bytearray) -> None:
    second = content.index(b"PK\x01\x02", entry(content) + 4)
    for at in (second + 20, second + 24):
        content[at : at + 4] = struct.pack("<L", len(content))


def is_named_otherwise_inside(content: bytearray) -> None:
    content[30:36] = b"../../"


def has_something_before(content: bytearray) -> None:
    content[:0] = b"#!/bin/sh\n"


def has_a_comment(content: bytearray) -> None:
    content[-2:] = struct.pack("<H", 4)
    content += b"PK\x05\x06"


LIES: list[Callable[[bytearray], None]] = [
    *(says_larger, says_smaller, lies_over_another, reaches_into_the_list),
    *(is_named_otherwise_inside, has_something_before, has_a_comment),
]


@pytest.mark.parametrize("lie", LIES, ids=lambda lie: lie.__name__)
@pytest.mark.parametrize("how", [ZIP_DEFLATED, ZIP_STORED])
def test_a_zip_that_lies_is_refused(lie: Callable[[bytearray], None], how: int) -> None:
    content = bytearray(zipped(NAME, "photos/two.jpg", how=how))
    lie(content)
    refused(bytes(content))


@pytest.mark.parametrize(
    "lie",
    [lies_over_another, shares_its_bytes, reaches_into_the_list, is_named_otherwise_inside, has_something_before],
    ids=lambda lie: lie.__name__,
)
def test_what_lies_about_its_places_is_refused_before_anything_is_unpacked(lie: Callable[[bytearray], None]) -> None:
    content = bytearray(zipped(NAME, "photos/two.jpg", how=ZIP_STORED))
    lie(content)
    with pytest.raises(Unread):
        Archive(io.BytesIO(content))


def test_a_zip_that_lost_its_end_is_refused() -> None:
    whole = zipped(NAME, "recipes.json")
    for length in range(len(whole)):
        refused(whole[:length])


def test_a_flipped_bit_never_changes_what_is_read() -> None:
    whole, chance = zipped(NAME, "recipes.json"), Random(7)
    for at in range(len(whole)):
        content = bytearray(whole)
        content[at] ^= 1 << chance.randrange(8)
        try:
            read = _read(bytes(content))
        except Unread:
            continue
        assert set(read) == {CONTENT}


def test_what_is_no_zip_at_all_is_refused() -> None:
    for content in (b"", b"PK", b"PK\x05\x06", b"<html></html>" * 100, bytes(1000)):
        assert refused(content) is Why.DAMAGED


def test_a_zip_for_more_than_its_numbers_can_tell_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 1)
    assert refused(zipped(NAME, "recipes.json")) in (Why.TOO_LARGE, Why.TOO_MANY, Why.DAMAGED)
