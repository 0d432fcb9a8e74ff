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
from typing import Final, cast

import pi_heif
from PIL import AvifImagePlugin, Image, ImageChops, ImageFile, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

from media.colour import flat, resizable
from media.colour.numbered import in_srgb
from media.photo import PhotoProblem, Reason, weigh
from media.sizes import FULL, STEP
from media.structure import check, colours_of, exif_of_the_unturned, format_of
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

MUCH: Final = 0.03
"""The share of a photo's height that is missed by whoever looks at it."""

NEARLY_ALL: Final = 0.85
"""What is left of such a photo shows nothing."""

_NOTHING_THERE: Final = {"JPEG": (128, 128, 128), "MPO": (128, 128, 128), "PNG": (0, 0, 0)}
"""What decoders leave where a file gives nothing: a JPEG's numbers are 0 there, which is a middle grey; so are a PNG's
pixels.
"""

_EVEN: Final = 2
"""How far that grey may be off after its colours were converted."""

_LONGEST_EXIF: Final = 1_000_000
"""Bytes. A JPEG has room for 65,000 of them."""

_ORIENTATION: Final = 0x0112
_EXIF_FOLDER: Final = 0x8769
_XMP: Final = ("xmp", "XML:com.adobe.xmp", "Raw profile type xmp")
"""Where Pillow keeps it, and looks for an orientation that Exif doesn't tell."""

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
    """Upright sRGB pixels on a canvas of their own, of at most the full size, when they were taken, and whether much of
    them is missing.
    """

    image: Image.Image
    taken: datetime | None
    is_partial: bool = False


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


def picture(content: bytes, *, as_far_as_it_goes: bool = False) -> Picture:
    """The picture in these bytes. Raises PhotoProblem; what a file calls itself plays no part.

    A JPEG or PNG that lost its end is damaged, unless it is wanted `as_far_as_it_goes`.
    """
    weigh(content)
    image = _opened(content)
    _allow(_seconds(image))
    profile = image.info.get("icc_profile")
    missing = 0.0
    try:
        _decode(image)
    except PhotoProblem as problem:
        if not (as_far_as_it_goes and problem.reason is Reason.DAMAGED and image.format in _NOTHING_THERE):
            raise
        del image
        image = _opened(content)
        missing = _decode_what_there_is(image)
    orientation, taken = _exif(image, content)
    upright = flat(_upright(_shrunk(resizable(image)), orientation), profile)
    if image.format in ("AVIF", "HEIF") and not profile:
        with _damage_told():
            upright = in_srgb(upright, colours_of(content))
    return Picture(upright, taken, missing > MUCH)


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


def _decode_what_there_is(image: Image.Image) -> float:
    """Decode as browsers do, up to where a file is whole. The share of its height that is missing then.

    Raises PhotoProblem as DAMAGED where that is nearly all.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        _decode(image)
    except PhotoProblem as problem:
        if problem.reason is not Reason.DAMAGED:
            raise
        cast(ImageFile.ImageFile, image).tile = []  # what was decoded stands there, and nothing is to come
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = False
    with _damage_told():
        nothing = Image.new("RGB", image.size, _NOTHING_THERE[image.format or ""])
        there = (
            ImageChops.difference(image.convert("RGB"), nothing).point(lambda level: 255 * (level > _EVEN)).getbbox()
        )
    missing = 1 - there[3] / image.height if there else 1.0
    if missing > NEARLY_ALL:
        raise PhotoProblem(Reason.DAMAGED)
    return missing


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


def _exif(image: Image.Image, content: bytes) -> tuple[object, datetime | None]:
    """Orientation and time. Exif that can't be read is no reason to refuse a picture that can.

    Only Exif says how to stand, as in browsers: programs left an orientation in XMP when they had turned pixels.
    Of a HEIC its boxes do, and have done so by now; pi-heif takes Exif's out, which counts where they say nothing.
    """
    for name in _XMP:
        image.info.pop(name, None)
    if len(image.info.get("exif") or b"") > _LONGEST_EXIF:
        return None, None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            exif = image.getexif()
            taken = taken_at(exif.get_ifd(_EXIF_FOLDER))
            if image.format == "HEIF":
                exif = Image.Exif()
                exif.load(exif_of_the_unturned(content) or b"")
            return exif.get(_ORIENTATION), taken
        except _WHAT_DECODERS_RAISE:
            return None, None
