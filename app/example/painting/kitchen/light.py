"""Light from the upper left: how a height throws light and shade, and how a shape throws a shadow."""

from PIL import Image, ImageChops, ImageFilter

from app.example.painting.kitchen.grain import Size, dye

NIGHT, DAY = "#170a1c", "#fff4dc"


def blurred(grey: Image.Image, radius: float) -> Image.Image:
    """A soft blur; a wide one is done small, where it is fast."""
    step = 1 if radius < 4 else 2 if radius < 9 else 4 if radius < 24 else 8
    small = grey.reduce(step).filter(ImageFilter.GaussianBlur(radius / step))
    return small if step == 1 else small.resize(grey.size, Image.Resampling.BILINEAR)


def relief(height: Image.Image, reach: int, strength: float) -> Image.Image:
    """Light on a height map: slopes that face the upper left are over 128, those that turn away under."""
    ahead, behind = ImageChops.offset(height, -reach, -reach), ImageChops.offset(height, reach, reach)
    return ImageChops.subtract(ahead, behind, 1 / strength, 128)


def slope(size: Size, strength: float) -> Image.Image:
    """Light that falls evenly from the upper left corner (over 128) to the lower right."""
    row = range(-8, 8)
    values = bytes(round(min(max(128 - (x + y) * 8 * strength, 0), 255)) for y in row for x in row)
    return Image.frombytes("L", (16, 16), values).resize(size, Image.Resampling.BILINEAR)


def lit(colour: Image.Image, light: Image.Image) -> Image.Image:
    """The colour under the light: warm where it is bright, plum where it is dark."""
    tinted = dye(light, NIGHT, DAY, "#808080")
    return Image.blend(ImageChops.overlay(colour, tinted), ImageChops.hard_light(colour, tinted), 0.4)


def glinting(colour: Image.Image, light: Image.Image, over: int, amount: float, tint: str = DAY) -> Image.Image:
    """Adds a wet shine wherever the light is over a level."""
    span = max(255 - over, 1)
    shine = light.point([round(max(v - over, 0) / span * 255 * amount) for v in range(256)])
    return ImageChops.screen(colour, dye(shine, "#000000", tint))
