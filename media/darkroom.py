"""An upright picture -> the files of every size."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from typing import Final

from PIL import Image

from media.developed import Developed
from media.intake import picture
from media.mask import is_even, masked
from media.region import Region
from media.sizes import CARD, FULL, STEP, TILE, Size

_QUALITIES: Final = (78, 85, 90, 95)
"""Of a WebP: the first, and what is tried after it where a mask comes out uneven.

VP8 leaves a block's error alone when it is smaller than its steps, and hands it on to the next block. Of 36
masks on real photos 24 kept 1 to 4 levels of it at 78, 10 at 85, none at 90.
"""

_CLOCKWISE: Final = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}
"""Pillow counts the other way round."""


def develop(content: bytes) -> Developed:
    """A stranger's bytes -> a clean photo. Raises PhotoProblem. Call it in the workshop's processes only."""
    upright = picture(content, as_far_as_it_goes=True)
    return replace(_in_every_size(upright.image, upright.taken, ()), is_partial=upright.is_partial)


def mask(content: bytes, regions: Collection[Region]) -> Developed:
    """Our own full size -> the photo anew, with every region one solid colour. Raises PhotoProblem. When it was
    taken is no longer known.
    """
    return _in_every_size(picture(content).image, None, regions)


def turn(content: bytes, quarters: int) -> Developed:
    """Our own full size -> the photo turned so many quarters clockwise, in every size. Raises PhotoProblem.

    Not turned at all, its full size is the one that came, to the last byte.
    """
    upright = picture(content).image
    if quarters:
        return _in_every_size(upright.transpose(_CLOCKWISE[quarters]), None, ())
    developed = _in_every_size(upright, None, ())
    return replace(developed, files=developed.files | {FULL.name: content})


def _in_every_size(upright: Image.Image, taken: datetime | None, regions: Collection[Region]) -> Developed:
    """Each size is made from the one above it, which costs a fraction of making each from the largest. The
    card is first halved by averaging: a quarter of the time, and as like the original as the step is (SSIM
    0.996).

    The largest is masked first, so no other size is made from what was under a mask. They are masked
    again, because resizing blurs a mask's edge, and a block takes up more of a smaller picture.
    """
    full = masked(upright, regions)
    step = masked(_resized(full, STEP, full), regions)
    card = masked(_resized(step, CARD, full, reducing_gap=1.0), regions)
    tile = masked(_resized(card, TILE, full), regions)
    files = {size.name: _webp(image, regions) for size, image in ((TILE, tile), (CARD, card), (STEP, step))}
    files[FULL.name] = _jpeg(full)
    return Developed(full.width, full.height, _tone(tile), taken, files)


def _resized(image: Image.Image, size: Size, full: Image.Image, reducing_gap: float | None = None) -> Image.Image:
    """`image` in a size whose measures follow from `full`, as the pages work them out."""
    measures = size.of(*full.size)
    if measures == image.size:
        return image
    return image.resize(measures, Image.Resampling.LANCZOS, reducing_gap=reducing_gap)


def _webp(image: Image.Image, regions: Collection[Region]) -> bytes:
    """As small as it can be with every region even; without loss, it always is."""
    for quality in _QUALITIES:
        content = _saved(image, "WEBP", quality=quality, method=2)
        if is_even(content, regions):
            return content
    return _saved(image, "WEBP", lossless=True, method=2)


def _jpeg(image: Image.Image) -> bytes:
    return _saved(image, "JPEG", quality=85)


def _saved(image: Image.Image, image_format: str, **how: int) -> bytes:
    content = BytesIO()
    image.save(content, image_format, **how)
    return content.getvalue()


def _tone(image: Image.Image) -> str:
    pixel = image.resize((1, 1), Image.Resampling.BOX).tobytes()
    return f"#{pixel.hex()}"
