"""A piece: one thing cut out of paint, shaded, and laid on the table or on another piece."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from math import ceil

from PIL import Image, ImageChops, ImageDraw

from app.example.painting.kitchen import light
from app.example.painting.kitchen.grain import Paint, Size, noise
from app.example.painting.kitchen.shape import Outline, Point, disc, moved

SHADOW = "#1b0d12"

Ring = tuple[float, float, float, float]
"""A turned band: its outer and inner radius, how it leans (over 0 outward, under 0 in), how soft it is."""


class Pen:
    """Draws on a piece, about its middle."""

    def __init__(self, draw: ImageDraw.ImageDraw, middle: Point, scale: int) -> None:
        self.draw, self.middle, self.scale = draw, middle, scale

    def fill(self, outline: Outline, colour: str) -> None:
        self.draw.polygon(self._placed(outline), fill=colour)

    def line(self, path: Outline, width: float, colour: str) -> None:
        self.draw.line(self._placed(path), fill=colour, width=max(1, round(width * self.scale)), joint="curve")

    def dot(self, at: Point, radius: float, colour: str) -> None:
        self.fill(moved(disc(radius), *at), colour)

    def fills(self, outlines: Iterable[Outline], colour: str) -> None:
        for outline in outlines:
            self.fill(outline, colour)

    def lines(self, paths: Iterable[Outline], width: float, colour: str) -> None:
        for path in paths:
            self.line(path, width, colour)

    def dots(self, places: Iterable[Point], radius: float, colour: str) -> None:
        for place in places:
            self.dot(place, radius, colour)

    def holes(self, outlines: Iterable[Outline], dark: str, bright: str) -> None:
        """Small holes whose far edge catches the light."""
        for outline in outlines:
            self.fill(moved(outline, 1, 1), bright)
            self.fill(outline, dark)

    def _placed(self, outline: Outline) -> Outline:
        return [((x + self.middle[0]) * self.scale, (y + self.middle[1]) * self.scale) for x, y in outline]


class Surface:
    """Something that pieces can be laid on. Places are measured from its middle."""

    def __init__(self, colour: Image.Image) -> None:
        self.colour = colour

    @property
    def size(self) -> Size:
        return self.colour.size

    def lay(self, piece: Piece, at: Point = (0, 0), height: float = 10, dark: float = 0.5) -> None:
        """Lays a piece with its middle at a place. The height, in pixels, sets how far its shadow falls."""
        left, top = self._corner(piece.size, at)
        if height:
            shade, edge = piece.shadow(height, dark)
            self.colour.paste(SHADOW, (left - edge, top - edge), shade)
        self.colour.paste(piece.colour, (left, top), piece.alpha)

    def scatter(self, pieces: list[Piece], places: Outline, height: float = 5, dark: float = 0.5) -> None:
        for number, place in enumerate(places):
            self.lay(pieces[number % len(pieces)], place, height, dark)

    def mark(self, draw: Callable[[Pen], None]) -> None:
        """Draws crisp details with a pen; colours may be see-through."""
        scale = 3 if self.size[0] < 300 else 2
        large = self.colour.resize((self.size[0] * scale, self.size[1] * scale), Image.Resampling.NEAREST)
        draw(Pen(ImageDraw.Draw(large, "RGBA"), (self.size[0] / 2, self.size[1] / 2), scale))
        self.colour = large.reduce(scale)

    def stain(self, outline: Outline, colour: str, blur: float = 6, amount: float = 1) -> None:
        """A soft patch of colour, reckoned only where it falls."""
        (left, top), (right, low) = ((pick(x for x, _ in outline), pick(y for _, y in outline)) for pick in (min, max))
        middle = round((left + right) / 2), round((top + low) / 2)
        patch = moved(outline, -middle[0], -middle[1])
        spot = light.blurred(cut(patch, reach(patch, ceil(blur * 3) + 2)), blur)
        corner = self._corner(spot.size, middle)
        self.colour.paste(colour, corner, spot.point([round(v * amount) for v in range(256)]))

    def _corner(self, size: Size, at: Point) -> tuple[int, int]:
        """Where the upper left corner of something goes whose middle is at a place."""
        return round((self.size[0] - size[0]) / 2 + at[0]), round((self.size[1] - size[1]) / 2 + at[1])


class Piece(Surface):
    """Paint cut to an outline. What is laid on it is clipped to it."""

    def __init__(self, outline: Outline, paint: Paint | Image.Image | str, margin: int = 4) -> None:
        size = reach(outline, margin)
        super().__init__(spread(paint, size))
        self.outline = outline
        self.alpha = cut(outline, size)
        self._shadows: dict[tuple[float, float], tuple[Image.Image, int]] = {}

    def shade(self, soft: float, strength: float = 1) -> Piece:
        """Models the piece as a cushion with edges `soft` pixels wide."""
        height = light.blurred(self.alpha, soft)
        if soft > 12:
            height = Image.blend(height, light.blurred(self.alpha, soft / 3), 0.35)
        glow = light.relief(height, max(1, round(soft / 4)), strength)
        self.colour = light.lit(self.colour, glow)
        return self

    def bump(self, strength: float, cell: float, seed: int = 5, glint: float = 0, over: int = 190) -> Piece:
        """Roughens the surface; `glint` makes it wet."""
        rough = light.relief(noise(self.size, cell, cell, seed), max(1, round(cell / 6)), strength)
        self.colour = light.lit(self.colour, rough)
        if glint:
            self.colour = light.glinting(self.colour, rough, over, glint)
        return self

    def turn(self, *rings: Ring) -> Piece:
        """Lights it as if turned on a wheel, ring by ring."""
        glow = Image.new("L", self.size, 128)
        for outer, inner, strength, soft in rings:
            band = ImageChops.subtract(cut(disc(outer), self.size), cut(disc(max(inner, 1)), self.size))
            glow.paste(light.slope(self.size, strength), (0, 0), light.blurred(band, soft))
        self.colour = light.lit(self.colour, glow)
        return self

    def sink(self, depth: float, dark: float = 0.6) -> Piece:
        """The shadow that a rim throws on what lies `depth` pixels below it."""
        outside = ImageChops.invert(self.alpha)
        fallen = light.blurred(ImageChops.offset(outside, round(depth * 0.7), round(depth)), depth * 0.7)
        self.colour.paste(SHADOW, (0, 0), fallen.point([round(v * dark) for v in range(256)]))
        return self

    def gleam(self, outline: Outline, blur: float = 4, amount: float = 0.7, tint: str = light.DAY) -> Piece:
        """A highlight."""
        self.stain(outline, tint, blur, amount)
        return self

    def shadow(self, height: float, dark: float) -> tuple[Image.Image, int]:
        """The shadow's mask, and how many pixels it reaches beyond the piece on each side."""
        if (height, dark) not in self._shadows:
            self._shadows[height, dark] = self._cast(height, dark)
        return self._shadows[height, dark]

    def _cast(self, height: float, dark: float) -> tuple[Image.Image, int]:
        edge = ceil(height * 2.6) + 4
        size = self.size[0] + 2 * edge, self.size[1] + 2 * edge
        fallen, close = Image.new("L", size), Image.new("L", size)
        fallen.paste(self.alpha, (edge + round(height * 0.6), edge + round(height * 0.8)))
        close.paste(self.alpha, (edge + round(height * 0.15), edge + round(height * 0.2)))
        fallen, close = light.blurred(fallen, height * 0.75), light.blurred(close, max(1.5, height * 0.22))
        both = Image.blend(fallen, close, 0.4)
        return both.point([round(v * dark) for v in range(256)]), edge


def together(parts: Sequence[tuple[Piece, Point]], height: float = 0) -> Piece:
    """Pieces that are laid as one; those after the first throw shadows on those before."""
    across = max(part.size[0] / 2 + abs(x) for part, (x, _) in parts)
    down = max(part.size[1] / 2 + abs(y) for part, (_, y) in parts)
    whole = Piece([(-across, -down), (across, -down), (across, down), (-across, down)], SHADOW, 2)
    whole.alpha = Image.new("L", whole.size)
    for number, (part, at) in enumerate(parts):
        whole.lay(part, at, height if number else 0)
        whole.alpha.paste(255, whole._corner(part.size, at), part.alpha)
    return whole


def spread(paint: Paint | Image.Image | str, size: Size) -> Image.Image:
    if isinstance(paint, Paint):
        return paint.spread(size)
    if isinstance(paint, str):
        return Image.new("RGB", size, paint)
    left, top = (paint.size[0] - size[0]) // 2, (paint.size[1] - size[1]) // 2
    return paint.crop((left, top, left + size[0], top + size[1]))


def reach(outline: Outline, margin: int) -> Size:
    """The size that holds the outline with its own middle in the middle."""
    across, down = max(abs(x) for x, _ in outline), max(abs(y) for _, y in outline)
    return 2 * (ceil(across) + margin), 2 * (ceil(down) + margin)


def cut(outline: Outline, size: Size) -> Image.Image:
    """The outline as a mask with smooth edges."""
    scale = 4 if size[0] < 200 else 2
    mask = Image.new("L", (size[0] * scale, size[1] * scale))
    middle = size[0] / 2, size[1] / 2
    ImageDraw.Draw(mask).polygon([((x + middle[0]) * scale, (y + middle[1]) * scale) for x, y in outline], fill=255)
    return mask.reduce(scale)
