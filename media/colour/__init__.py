"""Whatever colours a picture came in: to 8-bit sRGB, opaque, on a canvas of its own."""

from io import BytesIO
from typing import Final

from PIL import Image, ImageCms

_SRGB: Final = ImageCms.createProfile("sRGB")
_SPACES: Final = {"L": "GRAY", "RGB": "RGB ", "CMYK": "CMYK"}
"""Which colour space (ICC.1:2022, 7.2.6) a profile must be for, to say anything about a picture of that
mode.
"""

_UNSEEN: Final = 2
"""A profile that moves no colour by more than this, of 255, isn't worth a conversion. Most phones attach
plain sRGB.
"""

_PROFILE: Final = 4_000_000
"""Bytes of the largest profile that is believed: twice those of printing presses."""

_DEAR: Final = (b"D2B", b"B2D")
"""Tags with chains of calculations of any length (ICC.1:2022, 9.2.27 on). No phone or camera writes them."""

_CUBE: Final = bytes(level for r in range(6) for g in range(6) for b in range(6) for level in (r * 51, g * 51, b * 51))


def resizable(image: Image.Image) -> Image.Image:
    """The picture in a mode that can be resized without loss of sense: L, LA, RGB, RGBA or CMYK."""
    if image.mode.startswith("I"):  # 16 bits of grey: converting would cut everything over 255 to white
        return image.point(lambda level: level * (1 / 256)).convert("L")
    if image.mode in ("PA", "La", "RGBa") or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode in ("L", "LA", "RGB", "RGBA", "CMYK"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def flat(image: Image.Image, profile: bytes | None) -> Image.Image:
    """A picture that `resizable` gave, as sRGB on a new canvas: white shows where it was see-through.

    A new canvas, because Pillow carries comments, profiles and Exif along from picture to picture and writes
    some of them out again. A profile that is broken, or made for other kinds of picture, is dropped.
    """
    canvas = Image.new("RGB", image.size, None)  # not filled: the paste covers all of it
    canvas.paste(_in_srgb(_opaque(image), profile))
    return canvas


def _opaque(image: Image.Image) -> Image.Image:
    if image.mode not in ("LA", "RGBA"):
        return image
    solid = image.mode.removesuffix("A")
    paper = Image.new(solid, image.size, "white")
    paper.paste(image.convert(solid), mask=image.getchannel("A"))
    return paper


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    conversion = _conversion(image.mode, profile) if profile else None
    if conversion is None or (image.mode == "RGB" and _changes_nothing(conversion)):
        return image if image.mode == "RGB" else image.convert("RGB")
    return conversion.apply(image)


def _conversion(mode: str, profile: bytes) -> ImageCms.ImageCmsTransform | None:
    if _is_dear(profile):
        return None
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        if source.profile.xcolor_space != _SPACES[mode]:
            return None
        return ImageCms.ImageCmsTransform(
            source,
            ImageCms.ImageCmsProfile(_SRGB),
            mode,
            "RGB",
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (OSError, ValueError, ImageCms.PyCMSError):
        return None


def _is_dear(profile: bytes) -> bool:
    tags = 132 + 12 * int.from_bytes(profile[128:132], "big")
    return len(profile) > _PROFILE or any(profile[at : at + 3] in _DEAR for at in range(132, min(tags, 1332), 12))


def _changes_nothing(conversion: ImageCms.ImageCmsTransform) -> bool:
    before = Image.frombytes("RGB", (36, 6), _CUBE)
    after = conversion.apply(before).tobytes()
    return all(abs(old - new) <= _UNSEEN for old, new in zip(_CUBE, after, strict=True))
