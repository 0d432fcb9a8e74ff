"""A JPEG's segments and scans (ITU-T T.81, annex B)."""

import re
from collections.abc import Iterator
from struct import unpack_from
from typing import Final

from media.photo import PhotoProblem, Reason

SCANS: Final = 64
"""libjpeg writes 10 scans of a photo and 18 of one for print, mozjpeg at most 11, a baseline JPEG 1 to 4. Where their
own fuzzers stop, at 100, libjpeg-turbo is slow already.
"""

SCANNED: Final = 1_000_000_000
"""Pixels times scans: each scan goes over the whole picture, in up to 60 ns a block. 18 scans of 50 megapixels, and a
tenth more.
"""

FEW_SCANS: Final = 11
"""As many as libjpeg and mozjpeg write of a photo, however large."""

KEPT: Final = 730_000_000
"""Bytes. A JPEG of several scans is kept whole, as numbers of two bytes, until the last has come: 600 MB of the largest
photo of a phone with halved colours. One of a single scan is decoded row by row.
"""

SEGMENTS: Final = 1_200
"""The longest colour profile takes 255, and depth maps and films of a phone some hundreds."""

PHOTOSHOP: Final = 100
"""Segments whose parts Pillow reads one by one."""

PADDING: Final = 65_536
"""Bytes between the segments before the first scan, which Pillow skips one by one."""

_MARKER: Final = re.compile(rb"\xff([^\x00\xd0-\xd7\xff])", re.DOTALL)
"""Not what stands for 255 within a scan, and not the restarts there."""

_PROGRESSIVE: Final = 0xC2
_FRAMES: Final = {0xC0, 0xC1, _PROGRESSIVE}
_OTHER_FRAMES: Final = {0xC3, *range(0xC5, 0xC8), *range(0xC9, 0xCC), *range(0xCD, 0xD0)}
"""Lossless, hierarchical, arithmetic: no camera's, and slow."""

_SCAN, _END, _APP13, _ALONE = 0xDA, 0xD9, 0xED, 0x01


def check(content: bytes) -> None:
    """The first picture in it: the second of a phone's pair isn't decoded."""
    size = colours = kept = scans = photoshop = 0
    is_progressive = False
    for number, (marker, start) in enumerate(_segments(content), start=1):
        if marker in _FRAMES:
            height, width, colours = unpack_from(">HHB", content, start + 3)
            size, kept = max(size, width * height), max(kept, _kept(content, start))
            is_progressive |= marker == _PROGRESSIVE
        scans += marker == _SCAN
        photoshop += marker == _APP13
        # Too many pixels in one scan are told as that, when they are counted.
        is_scanned_dear = scans > SCANS or (scans > FEW_SCANS and scans * size > SCANNED)
        is_dear = is_scanned_dear or number > SEGMENTS or photoshop > PHOTOSHOP
        if is_dear or marker in _OTHER_FRAMES:
            raise PhotoProblem(Reason.UNUSUAL)
        if marker == _SCAN and kept > KEPT and (is_progressive or content[start + 2] < colours):
            raise PhotoProblem(Reason.TOO_MANY_PIXELS)


def _kept(content: bytes, start: int) -> int:
    """The bytes that a picture takes as numbers: two for each, 64 a block, in whole units of its colours' blocks."""
    height, width, colours = unpack_from(">HHB", content, start + 3)
    shares = [content[start + 9 + 3 * colour] for colour in range(colours)]
    across, down = (max(share >> 4 for share in shares), max(share & 15 for share in shares)) if shares else (1, 1)
    units: int = -(-width // (8 * max(across, 1))) * -(-height // (8 * max(down, 1)))
    return 128 * units * sum((share >> 4) * (share & 15) for share in shares)


def _segments(content: bytes) -> Iterator[tuple[int, int]]:
    """Each segment's marker and where its length stands, to the end of the first picture."""
    place, padding, in_scan = 2, 0, False
    while found := _MARKER.search(content, place):
        marker = found[1][0]
        padding += 0 if in_scan else found.start() - place
        if padding > PADDING:
            raise PhotoProblem(Reason.UNUSUAL)
        if marker == _END:
            return
        yield marker, found.end()
        length = 0 if marker == _ALONE else int.from_bytes(content[found.end() : found.end() + 2], "big")
        place = found.end() + length
        in_scan = in_scan or marker == _SCAN
