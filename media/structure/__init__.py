"""What a file is made of, read without decoding a pixel. Runs in the workshop's processes only.

A few bytes can ask for endless work: a JPEG of 208 KB can have 1,500 scans, and a HEIC can show one tile a thousand
times. What no camera, phone or editor makes is refused here, in a time that follows from the file's length.
"""

from collections.abc import Callable
from typing import Final

from media.photo import PhotoProblem, Reason
from media.structure import heif, jpeg, png, webp
from media.structure.heif import colours_of as colours_of
from media.structure.heif import exif_of_the_unturned as exif_of_the_unturned

_CHECKS: Final[dict[str, Callable[[bytes], None]]] = {
    "AVIF": heif.check,
    "HEIF": heif.check,
    "JPEG": jpeg.check,
    "PNG": png.check,
    "WEBP": webp.check,
}


def check(content: bytes, image_format: str) -> None:
    """Raises PhotoProblem as UNUSUAL for what is dear to decode and made by nobody; IndexError, ValueError or
    struct.error for what can't be read. The format has Pillow's name.
    """
    _CHECKS[image_format](content)


def format_of(start: bytes) -> str:
    """Pillow's name of the format, by the file's first 64 bytes. Raises PhotoProblem for any but the five."""
    if start.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "WEBP"
    if start[4:8] == b"ftyp":
        return _brand(start)
    raise PhotoProblem(Reason.NOT_A_PHOTO)


def _brand(start: bytes) -> str:
    """HEIC and AVIF share one box, which lists what the file can be read as (ISO 14496-12, 4.3), the best
    first.
    """
    length = int.from_bytes(start[:4], "big")
    listed = start[8:12] + start[16:length]
    brands = {listed[place : place + 4] for place in range(0, len(listed), 4)}
    if brands & {b"avif", b"avis"}:
        return "AVIF"
    if brands & {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}:
        return "HEIF"
    raise PhotoProblem(Reason.NOT_A_PHOTO)
