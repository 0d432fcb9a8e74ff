"""Banana pancakes, on painted boards."""

from PIL import Image

from app.example.painting.kitchen import bakery, fruit, tool
from app.example.painting.kitchen.crockery import CLAY, CREAM, WHITE, bowl, fill, handle, pan, plate, set_down
from app.example.painting.kitchen.grain import Paint
from app.example.painting.kitchen.piece import Piece
from app.example.painting.kitchen.shape import arc, disc, moved, scattered, smooth
from app.example.painting.kitchen.worktop import Table, linen, painted

MASH = Paint("#e3c47c", "#f8eab8", "#eed798", ((60, 60, 1.4), (20, 20, 0.8)), 81)
BATTER = Paint("#ebd298", "#f6e4b6", "#f0dba8", ((120, 120, 1),), 82)
POOL = [
    (-250, -90),
    (-120, -240),
    (90, -235),
    (245, -90),
    (235, 110),
    (300, 220),
    (262, 345),
    (205, 250),
    (110, 235),
    (60, 330),
    (20, 400),
    (-26, 320),
    (-60, 240),
    (-180, 200),
    (-245, 300),
    (-290, 240),
    (-255, 110),
]
"""Syrup that runs over the edge in three places."""

BERRIES = [
    (-240, -130),
    (-285, -80),
    (110, 130),
    (60, 175),
    (130, 190),
    (330, 230),
    (280, 300),
    (365, 300),
    (-450, 90),
    (95, -165),
]
CLOTH = ("#b5a284", "#f3ead6")


def _table(seed: int) -> Table:
    return painted("#7fa3a8", "#c3d9d8", seed, 4)


def _mash() -> Image.Image:
    table = _table(3)
    table.lay(linen(760, 620, 14, CLOTH, "#b0603a", 2), (560, 420), 7)
    mash = Piece(disc(418), MASH).bump(0.5, 70, 3).bump(0.4, 26, 4, 0.4, 150).bump(0.15, 9, 5)
    mash.scatter([fruit.banana_slice(74, seed) for seed in range(5)], moved(scattered(9, 180, 6, 120), -150, 120), 14)
    table.lay(fill(bowl(450, CLAY, CREAM), mash, 40), (-120, 60), 48)
    tool.fork(table, (-60, 30), -34, 1.35)
    table.lay(fruit.banana(620, 200, 3), (470, 330), 26)
    table.lay(fruit.banana(640, 186, 4), (500, 440), 30)
    return table.seen(1)


def _stir_in() -> Image.Image:
    table = _table(4)
    table.lay(linen(760, 620, -14, CLOTH, "#b0603a", 2), (-560, -420), 7)
    food = Piece(disc(436), MASH).bump(0.5, 70, 3).bump(0.4, 26, 4, 0.4, 150)
    food.lay(bakery.flour_heap(220, 3), (-160, -110), 14, 0.35)
    for at, seed in (((170, 150), 1), ((-60, 240), 2)):
        food.lay(bakery.egg_white(140, seed), at, 5, 0.3)
        food.lay(bakery.egg_yolk(76, seed), at, 16)
    table.lay(fill(bowl(470, CLAY, CREAM), food, 40), (-80, 20), 48)
    tool.whisk(table, (-30, -10), -28, 1.2)
    for at, turn, seed in (((560, 330), 20, 2), ((440, 450), 130, 3), ((660, 460), 70, 4)):
        table.lay(bakery.egg_shell(92, turn, seed), at, 20)
    return table.seen(2)


def _pan(table: Table, food: list[tuple[Piece, tuple[float, float]]]) -> None:
    vessel = pan(500)
    for piece, at in food:
        vessel.lay(piece, at, 12)
    set_down(table, (-130, 30), vessel, [handle(560, -24, 490, 96)], 40)


def _pour() -> Image.Image:
    table = _table(5)
    table.lay(linen(700, 620, 14, CLOTH, "#b0603a", 2), (620, 460), 7)
    _pan(
        table,
        [
            (bakery.pancake(170, 2, False), (-190, -140)),
            (bakery.pancake(165, 3, False), (-120, 230)),
            (bakery.pancake(150, 4, False), (190, 40)),
        ],
    )
    batter = Piece(disc(208), BATTER).bump(0.25, 80, 3, 0.5, 140)
    table.lay(fill(bowl(240, CLAY, CREAM), batter, 26), (610, 370), 36)
    tool.ladle(table, (70, 60), -62, BATTER, 1.05)
    return table.seen(3)


def _turn() -> Image.Image:
    table = _table(6)
    table.lay(linen(700, 620, 14, CLOTH, "#b0603a", 2), (620, 460), 7)
    _pan(table, [(bakery.pancake(185, 2), (-210, -130)), (bakery.pancake(180, 3, False), (-130, 240))])
    tool.turner(table, (110, 60), 40, 1.2)
    table.lay(bakery.pancake(185, 5), (70, 30), 34, 0.6)
    return table.seen(4)


def _eat() -> Image.Image:
    table = _table(7)
    table.lay(linen(940, 800, -10, CLOTH, "#b0603a", 4), (-160, 80), 7)
    table.lay(plate(520, WHITE, "#bd7350"), (-60, 20), 28)
    for number, at in enumerate(((-110, 60), (-40, 20), (-90, -10), (-60, 10))):
        table.lay(bakery.pancake(352 - 9 * number, number + 6), at, 24, 0.65)
    table.lay(bakery.syrup(smooth(POOL), 3), (-60, 10), 5, 0.35)
    for number in range(9):
        x, y = arc(150, number * 40, 0, 1)[0]
        table.lay(fruit.banana_slice(80, number), (x - 62, y - 20), 14)
    table.lay(bakery.butter(120, 18), (-60, -22), 24)
    berries = [fruit.blueberry(42, seed) for seed in range(6)]
    table.scatter(berries, BERRIES, 16)
    for at, turn, seed in (
        ((330, -130), 130, 1),
        ((-420, 200), 20, 2),
        ((390, 30), 60, 3),
        ((-30, -300), 80, 4),
    ):
        table.lay(fruit.strawberry_half(165, turn, seed), at, 16)
    tool.fork(table, (580, -230), 80, 1.15)
    table.lay(fruit.banana(600, -60, 3), (-680, -380), 26)
    return table.seen(5)


BANANA_PANCAKES = (_mash, _stir_in, _pour, _turn, _eat)
"""Its steps, in their order."""
