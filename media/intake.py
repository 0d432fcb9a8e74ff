"""A stranger's bytes -> an upright picture of at most the full size. Runs in the workshop's processes only.

Nothing but pixels and the time of taking leaves this file: no GPS position, no name of a phone, no thumbnail
that still shows what was cropped away.
"""

import struct
import warnings
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Final

import pi_heif
from PIL import AvifImagePlugin, Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from media.colour import flat, resizable
from media.photo import PhotoProblem, Reason, weigh
from media.sizes import FULL, STEP
from media.structure import check, format_of
from media.taken_at import taken_at

MEGAPIXELS: Final = 250
"""Of a JPEG, which is decoded at an eighth: phones make 200. Others are bounded by what they take."""

MEMORY: Final = 820_000_000
"""Bytes that a photo may take while it is decoded: what a process has, without the 375 MB of a warm one's libraries."""

_TAKES: Final = {"AVIF": (8.7, 12.0), "HEIF": (8.0, 10.0), "PNG": (5.3, 9.5), "WEBP": (15.5, 15.5)}
"""Bytes a pixel at the peak, as measured: without and with something see-through. So 100 megapixels of a HEIC, 50 of a
WebP.
"""

LONGEST_SIDE: Final = 20_000
"""Pixels. A strip of one pixel shows nothing."""

LONGEST_PANORAMA: Final = 65_500
"""Pixels of a JPEG, as libjpeg has it: people turn once round themselves and more."""

SECONDS: Final = 3
SECONDS_A_MEGAPIXEL: Final = 0.3
"""Of a core, for a photo: some five times what the dearest honest one takes, for slower machines than ours. A small
picture that asks for more is a lie or a trap.
"""

_LONGEST_EXIF: Final = 1_000_000
"""Bytes. A JPEG has room for 65,000 of them."""

_ORIENTATION: Final = 0x0112
_EXIF_FOLDER: Final = 0x8769
_TURNS: Final = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""How to stand a picture up, by its Exif orientation (CIPA DC-008, 4.6.4). Others, 1 among them, are
upright.
"""

_PLUGINS: Final = (AvifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin)
"""Loaded here by name: asked for a format it doesn't know yet, Pillow loads all of its four dozen."""

_WHAT_DECODERS_RAISE: Final = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    ArithmeticError,
    EOFError,
    RuntimeError,
    struct.error,
    zlib.error,
)
"""What was seen out of Pillow and pi-heif for damaged files. Only ever caught round their own code."""


@dataclass(frozen=True, slots=True)
class Picture:
    """Upright sRGB pixels on a canvas of their own, of at most the full size, and when they were taken."""

    image: Image.Image
    taken: datetime | None


def _as_it_needs(_seconds: float) -> None:
    """Nobody has said how a photo's time is bounded: it isn't."""


_allow: Callable[[float], None] = _as_it_needs
"""Gives the photo in hand so many seconds of a core, from now on."""


def get_ready(allow: Callable[[float], None] | None = None) -> None:
    """Once a process: the iPhone's format, one thread a decoder, because there is already a process a core, and
    how to `allow` a photo so many seconds once its size is known.
    """
    global _allow
    _allow = allow or _as_it_needs
    Image.MAX_IMAGE_PIXELS = None  # a bound of pixels that knows nothing of how they are decoded: `_measure` does
    pi_heif.register_heif_opener(decode_threads=1, thumbnails=False, depth_images=False, aux_images=False)
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1


def picture(content: bytes) -> Picture:
    """The picture in these bytes. Raises PhotoProblem; what a file calls itself plays no part."""
    weigh(content)
    image = _opened(content)
    _allow(_seconds(image))
    orientation, taken = _exif(image)
    profile = image.info.get("icc_profile")
    _decode(image)
    small = _shrunk(resizable(image))
    return Picture(flat(_upright(small, orientation), profile), taken)


def _opened(content: bytes) -> Image.Image:
    """Only the structure is read: pixels and work are counted before any pixel is decoded."""
    image_format = format_of(content[:64])
    with _damage_told():
        check(content, image_format)
        image = Image.open(BytesIO(content), formats=[image_format])
    _measure(image, len(content))
    return image


def _decode(image: Image.Image) -> None:
    with _damage_told():
        if _is_jpeg(image):
            _draft(image)
        image.load()
    _measure(image, 0)  # a HEIC's header can promise another size than its picture has


@contextmanager
def _damage_told() -> Iterator[None]:
    """Whatever a decoder says about a file becomes a reason. Its warnings are about what is dropped."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Image.DecompressionBombError as error:
        raise PhotoProblem(Reason.TOO_MANY_PIXELS) from error
    except MemoryError as error:
        raise PhotoProblem(Reason.TOO_HARD) from error
    except _WHAT_DECODERS_RAISE as error:
        raise PhotoProblem(Reason.DAMAGED) from error


def _measure(image: Image.Image, length: int) -> None:
    """From the header and the file's length, before any pixel is decoded: 22 KB can unfold to 870 MB."""
    width, height = image.size
    if min(width, height) < 1:
        raise PhotoProblem(Reason.DAMAGED)
    longest = LONGEST_PANORAMA if _is_jpeg(image) else LONGEST_SIDE
    if max(width, height) > longest or not _is_bounded(image, length):
        raise PhotoProblem(Reason.TOO_MANY_PIXELS)


def _is_bounded(image: Image.Image, length: int) -> bool:
    pixels = image.width * image.height
    if _is_jpeg(image):  # what one keeps of all its scans was counted with its structure
        return pixels <= MEGAPIXELS * 1_000_000
    return pixels * _TAKES[image.format or ""][_has_alpha(image)] + length <= MEMORY


def _has_alpha(image: Image.Image) -> bool:
    return image.mode.endswith("A") or "transparency" in image.info


def _is_jpeg(image: Image.Image) -> bool:
    return image.format in ("JPEG", "MPO")


def _seconds(image: Image.Image) -> float:
    return SECONDS + SECONDS_A_MEGAPIXEL * image.width * image.height / 1_000_000


def _draft(image: Image.Image) -> None:
    """Let the JPEG decoder give a half, a quarter or an eighth, where that still makes a whole step size.

    A 12-megapixel photo (4000 px) comes out at 2000 px for a quarter of the work, one of 200 in the memory of 3.
    """
    longest = max(image.size)
    parts = next((parts for parts in (8, 4, 2) if -(-longest // parts) >= STEP.long_side), 1)
    image.draft(None, (image.width // parts, image.height // parts))


def _shrunk(image: Image.Image) -> Image.Image:
    size = FULL.of(*image.size)
    if size == image.size:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)


def _upright(image: Image.Image, orientation: object) -> Image.Image:
    turn = _TURNS.get(orientation) if isinstance(orientation, int) else None
    return image if turn is None else image.transpose(turn)


def _exif(image: Image.Image) -> tuple[object, datetime | None]:
    """Orientation and time. Exif that can't be read is no reason to refuse a picture that can."""
    if len(image.info.get("exif") or b"") > _LONGEST_EXIF:
        return None, None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exif = image.getexif()
            return exif.get(_ORIENTATION), taken_at(exif.get_ifd(_EXIF_FOLDER))
        except _WHAT_DECODERS_RAISE:
            return None, None
