"""How many pictures there are in what is coded: in HEVC's units (ITU-T H.265, annex B) or AV1's (AV1, 5.3).

A decoder goes through all that comes before the one it shows. A phone codes one.
"""

from collections.abc import Iterator
from typing import Final

from media.photo import PhotoProblem, Reason

UNITS: Final = 4_000
"""Of one coded picture: encoders that cut 50 megapixels into rows write some hundred."""

_FRAMES: Final = {3, 6}
_OTHERS_THAN_PICTURES: Final = 32
"""From here on HEVC's units are about pictures, and none."""


def in_av1(content: bytes) -> int:
    """Frames, shown or not. Raises IndexError for what can't be read."""
    return sum(kind in _FRAMES for kind in _few(_av1_units(content)))


def in_hevc(content: bytes) -> int:
    """Pictures, shown or not: each begins with one slice that says so. Units are told by four bytes of length."""
    return sum(is_first for is_first in _few(_hevc_units(content)))


def _few(units: Iterator[int]) -> Iterator[int]:
    for number, unit in enumerate(units):
        if number >= UNITS:
            raise PhotoProblem(Reason.UNUSUAL)
        yield unit


def _av1_units(content: bytes) -> Iterator[int]:
    place = 0
    while place < len(content):
        head = content[place]
        yield head >> 3 & 15
        if not head & 2:  # it goes on to the end
            return
        place += 2 if head & 4 else 1
        length = shift = 0
        while content[place] & 128:
            length, shift, place = length | (content[place] & 127) << shift, shift + 7, place + 1
        place += 1 + (length | content[place] << shift)


def _hevc_units(content: bytes) -> Iterator[bool]:
    place = 0
    while place + 6 < len(content):
        length = int.from_bytes(content[place : place + 4], "big")
        kind = content[place + 4] >> 1 & 63
        yield kind < _OTHERS_THAN_PICTURES and bool(content[place + 6] & 128)
        place += 4 + length


def in_config(config: bytes) -> int:
    """Pictures among what is said of an HEVC picture (ISO 14496-15, 8.3.3.1): none belong there."""
    place, pictures = 23, 0
    for _ in range(config[22]):
        kind, count, place = config[place] & 63, int.from_bytes(config[place + 1 : place + 3], "big"), place + 3
        pictures += count if kind < _OTHERS_THAN_PICTURES else 0
        for _ in range(count):
            place += 2 + int.from_bytes(config[place : place + 2], "big")
    return pictures
