"""A PNG's chunks (W3C PNG, section 5)."""

from struct import unpack_from
from typing import Final

from media.photo import PhotoProblem, Reason

CHUNKS: Final = 20_000
"""Pillow reads them one by one. libpng writes 8 KB of a picture in each: 10,000 for the largest file taken in."""


PACKED: Final = 200
"""A colour profile and words, each of which may unfold to a megabyte."""

_PACKED: Final = {b"iCCP", b"iTXt", b"zTXt"}


def check(content: bytes) -> None:
    """All chunks up to its end."""
    place, packed = 8, 0
    for _ in range(CHUNKS):
        if place + 8 > len(content):
            return
        length, name = unpack_from(">I4s", content, place)
        packed += name in _PACKED
        if name == b"IEND":
            return
        if packed > PACKED:
            break
        place += length + 12
    raise PhotoProblem(Reason.UNUSUAL)
