"""Where the cooking happens: wood, stone, painted boards and linen, and the light of the room."""

from PIL import Image, ImageChops, ImageDraw

from app.example.painting.kitchen import light
from app.example.painting.kitchen.grain import Size, contrast, dice, dye, noise, tone
from app.example.painting.kitchen.piece import Piece, Surface
from app.example.painting.kitchen.shape import Outline, rounded, turned

PICTURE: Size = (1600, 1200)

WALNUT = ("#2b1a13", "#7d5137", "#533323")
BEECH = ("#b98550", "#efcf9c", "#dcb279")
OLIVE = ("#7d5730", "#d8b078", "#b0834c")
"""Woods, as dark, light and middle."""


class Table(Surface):
    """The worktop of one picture."""

    def seen(self, seed: int = 1) -> Image.Image:
        """The finished picture: the room's light from the upper left, and a little grain."""
        small = self.size[0] // 4, self.size[1] // 4
        glow = ImageChops.add(light.slope(small, 0.55), _window(small), 1, -128)
        room = dye(glow, light.NIGHT, light.DAY, "#808080").resize(self.size, Image.Resampling.BILINEAR)
        picture = ImageChops.soft_light(self.colour, room)
        speck = contrast(noise(self.size, 1.6, 1.6, seed + 900), 0.075)
        return ImageChops.overlay(picture, Image.merge("RGB", (speck, speck, speck)))


def _window(size: Size) -> Image.Image:
    """Panes of soft daylight across the table, as light over or under 128."""
    small = PICTURE[0] // 8, PICTURE[1] // 8
    panes = Image.new("L", small, 108)
    draw = ImageDraw.Draw(panes)
    for left in (-40, 36, 112):
        for low, high in ((-20, 52), (60, 132)):
            draw.polygon(
                [
                    (left + low * 0.5, low),
                    (left + 66 + low * 0.5, low - 10),
                    (left + 66 + high * 0.5, high - 10),
                    (left + high * 0.5, high),
                ],
                fill=146,
            )
    return light.blurred(panes, 4).resize(size, Image.Resampling.BICUBIC)


def wood(size: Size, colours: tuple[str, str, str], seed: int, figure: float = 5) -> Image.Image:
    """Timber with its grain from left to right; `figure` is how many rings it shows."""
    flow = tone(size, ((700, 90, 3), (260, 36, 1)), seed)
    rings = flow.point([round(128 + 127 * _saw(value / 255 * figure)) for value in range(256)])
    fibre = tone(size, ((240, 4, 2), (90, 2, 2), (26, 1.5, 1)), seed + 7)
    shade = Image.blend(Image.blend(fibre, rings, 0.3), noise(size, 500, 200, seed + 9), 0.22)
    return dye(contrast(shade, 1.25), *colours)


def _saw(place: float) -> float:
    share = place % 1
    return 2 * (share / 0.8 if share < 0.8 else (1 - share) / 0.2) - 1


def planks(colours: tuple[str, str, str], seed: int, count: int = 5) -> Table:
    """A table top of planks."""
    top = Image.new("RGB", PICTURE)
    chance = dice(seed)
    deep = PICTURE[1] // count + 1
    for row in range(count):
        board = wood((PICTURE[0] + 200, deep), colours, seed + 31 * row, chance.uniform(3, 6))
        glow = Image.new("L", board.size, round(chance.uniform(112, 142)))
        top.paste(light.lit(board, glow).crop((100, 0, PICTURE[0] + 100, deep)), (0, row * deep))
    return _gapped(top, deep)


def _gapped(top: Image.Image, deep: int) -> Table:
    """Dark gaps between boards, with a worn edge that catches the light."""
    draw = ImageDraw.Draw(top, "RGBA")
    for y in range(deep, top.size[1], deep):
        draw.line([(0, y), (top.size[0], y)], fill="#140a08c8", width=4)
        draw.line([(0, y - 3), (top.size[0], y - 3)], fill="#140a0838", width=3)
        draw.line([(0, y + 3), (top.size[0], y + 3)], fill="#ffe9c848", width=2)
    return Table(top)


def stone(dark: str, light_: str, seed: int, mid: str | None = None, vein: str | None = None) -> Table:
    """Slate or marble."""
    clouds = tone(PICTURE, ((520, 300, 2), (140, 110, 1.2), (36, 36, 1.2), (9, 9, 1.2), (2, 2, 1.6)), seed)
    table = Table(dye(clouds, dark, light_, mid))
    if vein:
        drift = tone(PICTURE, ((620, 420, 4), (150, 120, 1.1), (40, 40, 0.35)), seed + 50)
        crack = drift.point([round(255 * max(0, 1 - abs(v - 128) / 7) ** 2 * 0.7) for v in range(256)])
        crack = ImageChops.multiply(crack, noise(PICTURE, 300, 300, seed + 60))
        table.colour.paste(vein, (0, 0), crack)
    return table


def painted(dark: str, light_: str, seed: int, count: int = 5) -> Table:
    """Painted boards, a little worn."""
    top = tone(PICTURE, ((900, 60, 1), (200, 4, 1.2), (60, 2, 0.8)), seed)
    return _gapped(dye(top, dark, light_), PICTURE[1] // count + 1)


def linen(width: int, height: int, degrees: float, colours: tuple[str, str], stripe: str, seed: int) -> Piece:
    """A cloth with three stripes along its short ends, a little creased."""
    size = width + 24, height + 24
    threads = Image.blend(noise(size, 30, 2.5, seed), noise(size, 2.5, 30, seed + 1), 0.5)
    soft = Image.blend(threads, noise(size, 260, 50, seed + 2), 0.35)
    cloth = dye(contrast(soft, 1.3), *colours)
    _striped(cloth, width, stripe)
    folds = light.relief(noise(size, 420, 150, seed + 3), 16, 1.3)
    weave = light.relief(contrast(threads, 0.8), 1, 0.5)
    cloth = light.lit(cloth, ImageChops.add(folds, weave, 1, -128))
    return Piece(turned(_hem(width, height, seed), degrees), _spun(cloth, degrees)).shade(4, 0.8)


def _striped(cloth: Image.Image, width: int, stripe: str) -> None:
    draw = ImageDraw.Draw(cloth, "RGBA")
    for share, wide in ((0.43, 5), (0.4, 12), (0.37, 5)):
        for side in (-1, 1):
            x = round(cloth.size[0] / 2 + side * share * width)
            draw.line([(x, 0), (x, cloth.size[1])], fill=stripe + "b8", width=wide)


def _hem(width: int, height: int, seed: int) -> Outline:
    """The cloth's edge, not quite straight."""
    chance = dice(seed)
    corners = [
        (-1, -1),
        (-0.3, -1),
        (0.4, -1),
        (1, -1),
        (1, -0.2),
        (1, 1),
        (0.3, 1),
        (-0.4, 1),
        (-1, 1),
        (-1, 0.1),
    ]
    return [(x * width / 2 + chance.uniform(-5, 5), y * height / 2 + chance.uniform(-5, 5)) for x, y in corners]


def board(width: int, height: int, degrees: float, colours: tuple[str, str, str], seed: int) -> Piece:
    """A thick chopping board with rounded corners and a groove."""
    slab = wood((width + 8, height + 8), colours, seed, 7)
    draw = ImageDraw.Draw(slab, "RGBA")
    for edge, wide, colour in ((32, 7, "#2a120880"), (38, 2, "#ffe6b840")):
        box = (edge, edge, width + 8 - edge, height + 8 - edge)
        draw.rounded_rectangle(box, 30, outline=colour, width=wide)
    return Piece(turned(rounded(width, height, 44), degrees), _spun(slab, degrees)).shade(9, 1.5)


def _spun(cloth: Image.Image, degrees: float) -> Image.Image:
    return cloth.rotate(-degrees, Image.Resampling.BILINEAR, expand=True)
