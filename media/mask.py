"""Solid shapes over parts of a picture. Runs in the workshop's processes only.

Both codecs work in blocks of 16 by 16 pixels: JPEG's MCU with halved colour (ITU-T T.81, A.2), VP8's macroblock (RFC
6386, 2). A mask is every block that its region touches, and one block more on every side, in every size:

- A JPEG's block carries traces of all that lay in it, and its halved colours are smoothed one pixel beyond (libjpeg's
  "fancy upsampling"). So the picture to mask shows traces of what was in the region up to a pixel outside its blocks.
- In the new JPEG that pixel of smoothing comes from outside: a region whose edge lay on that of the last solid block
  would take a line of colour from it. Measured over 60 masks: 11 had it without a margin, none with one of 1 px.
- A WebP's first solid block is guessed from the picture beside it and takes an error from there; the loop filter
  reaches some pixels further. One block takes the most of it in; for the rest see `darkroom`.
"""

from collections.abc import Collection, Iterable
from io import BytesIO
from typing import Final

from PIL import Image

from media.region import Region

COLOUR: Final = (0x0C, 0x51, 0x32)
"""A calm dark green, which nobody takes for a part of the dish."""

_BLOCK: Final = 16


def masked(image: Image.Image, regions: Iterable[Region]) -> Image.Image:
    """The picture itself, with the regions painted over."""
    for region in regions:
        image.paste(COLOUR, _blocks(region, *image.size))
    return image


def is_even(content: bytes, regions: Collection[Region]) -> bool:
    """Has each region one colour only, as whoever opens this WebP sees it? Without regions nothing is decoded."""
    if not regions:
        return True
    with Image.open(BytesIO(content), formats=["WEBP"]) as image:
        return all(_has_one_colour(image.crop(region.pixels(*image.size))) for region in regions)


def _has_one_colour(image: Image.Image) -> bool:
    return len(image.getcolors(2) or ()) == 1


def _blocks(region: Region, width: int, height: int) -> tuple[int, int, int, int]:
    """The region's blocks and one more on every side, as far as the picture goes."""
    left, top, right, bottom = region.pixels(width, height)
    return (
        max(left // _BLOCK - 1, 0) * _BLOCK,
        max(top // _BLOCK - 1, 0) * _BLOCK,
        min((-(-right // _BLOCK) + 1) * _BLOCK, width),
        min((-(-bottom // _BLOCK) + 1) * _BLOCK, height),
    )
