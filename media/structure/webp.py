"""A WebP's chunks (RFC 9649, section 2)."""

from struct import unpack_from
from typing import Final

from media.photo import PhotoProblem, Reason

CHUNKS: Final = 4_000
"""A photo has up to six. A film has one a picture, of which the first is decoded alone."""


def check(content: bytes) -> None:
    """All chunks of it."""
    place = 12
    for _ in range(CHUNKS):
        if place + 8 > len(content):
            return
        length = unpack_from("<I", content, place + 4)[0]
        place += 8 + length + length % 2
    raise PhotoProblem(Reason.UNUSUAL)
