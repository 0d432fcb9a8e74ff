"""Tomato soup, on slate, in an ochre pot."""

from PIL import Image

from app.example.painting.kitchen import tool
from app.example.painting.kitchen.bakery import sourdough
from app.example.painting.kitchen.crockery import CREAM, NAVY, bowl, ears, fill, plate, pot, set_down
from app.example.painting.kitchen.grain import Paint
from app.example.painting.kitchen.piece import Piece
from app.example.painting.kitchen.shape import Outline, Point, arc, disc, moved, oval, ribbon, scattered, turned
from app.example.painting.kitchen.vegetable import (
    onion,
    onion_dice,
    onion_half,
    sprig,
    tomato,
    tomato_chunk,
    tomato_half,
)
from app.example.painting.kitchen.worktop import OLIVE, Table, board, linen, stone

OCHRE = Paint("#b9822a", "#d9a548", "#c99438", ((160, 160, 1), (4, 4, 0.4)), 51)
SOUP = Paint("#c64316", "#e26a2a", "#d65520", ((160, 160, 1.5), (50, 50, 0.6), (4, 4, 0.25)), 52)
OIL = Paint("#a06a20", "#cf9c46", "#b98232", ((90, 90, 1),), 53)
SOFT_ONION = Paint("#cf9f4c", "#fdf0c8", "#f0d698", ((30, 30, 1),), 54)
BROWNED = Paint("#9c5f1e", "#eec67c", "#cf9844", ((22, 22, 1),), 55)
CLOTH = ("#b3a58c", "#f1e9d8")


def _table(seed: int) -> Table:
    return stone("#1d3036", "#547078", seed, "#374f57")


def _pot(food: Piece, at: Point, table: Table) -> None:
    vessel = fill(pot(470, OCHRE), food, 40, 0.6)
    set_down(table, at, vessel, ears(470, 24, OCHRE), 44)


def _chop() -> Image.Image:
    table = _table(3)
    table.lay(linen(720, 620, -18, CLOTH, "#35566b", 2), (560, -420), 7)
    table.lay(board(1240, 860, -5, OLIVE, 3), (-90, 70), 26)
    for at, radius, seed in (((520, -430), 128, 4), ((690, -250), 118, 5), ((360, -540), 112, 6)):
        table.lay(tomato(radius, seed), at, 30)
    table.lay(onion_half(150, 3), (-500, -160), 30)
    table.lay(tomato_half(140, 2), (-190, -190), 28)
    table.lay(tomato_half(132, 7), (90, -150), 28)
    diced = [onion_dice(50, seed) for seed in range(14)]
    table.scatter(diced, moved(scattered(90, 150, 3, 24), -470, 200), 8)
    chunks = [tomato_chunk(112, seed) for seed in range(10)]
    table.scatter(chunks, moved(scattered(28, 165, 8, 62), -70, 220), 13)
    tool.knife(table, (420, 340), -128, 1.12)
    sprig(table, (-690, -480), 170, 5)
    return table.seen(1)


def _soften() -> Image.Image:
    table = _table(4)
    table.lay(linen(760, 640, 14, CLOTH, "#35566b", 3), (-520, 380), 7)
    oil = Piece(disc(437), OIL).bump(0.6, 110, 3, 0.6, 150)
    soft = [onion_dice(66, seed, SOFT_ONION) for seed in range(22)]
    soft += [onion_dice(64, seed, BROWNED) for seed in range(5)]
    oil.scatter(soft, scattered(210, 400, 4, 40), 7, 0.5)
    _pot(oil, (40, 10), table)
    tool.wooden_spoon(table, (120, 60), -34, 1.25)
    table.lay(onion(150, 4), (-640, -450), 34)
    table.lay(onion_half(140, 3), (-620, -130), 28)
    return table.seen(2)


def _add() -> Image.Image:
    table = _table(5)
    table.lay(linen(760, 640, 14, CLOTH, "#35566b", 3), (560, 420), 7)
    food = Piece(disc(437), OIL).bump(0.6, 110, 3, 0.6, 150)
    food.scatter([onion_dice(66, seed, SOFT_ONION) for seed in range(10)], scattered(170, 410, 4, 34), 6, 0.45)
    chunks = [tomato_chunk(132, seed) for seed in range(10)]
    food.scatter(chunks, moved(scattered(52, 270, 5, 60), -60, -30), 14)
    _pot(food, (140, 90), table)
    table.lay(board(820, 520, 38, OLIVE, 3), (-520, -400), 46, 0.6)
    table.scatter(chunks, moved(scattered(20, 170, 6, 70), -430, -330), 14)
    table.scatter(chunks, [(-250, -250), (-190, -140), (-110, -190), (-290, -150)], 24)
    return table.seen(3)


def _soup(radius: float, swirls: float) -> Piece:
    """Smooth soup with a swirl that has gone round `swirls` times."""
    soup = Piece(disc(radius), SOUP)
    for start, colour, amount in (
        (0, "#f59c55", 0.7),
        (60, "#a82f0d", 0.5),
        (180, "#f08a45", 0.6),
        (240, "#b23710", 0.45),
    ):
        path = _spiral(radius * 0.06, radius * 0.96, start, swirls)
        soup.stain(ribbon(path, [3, radius * 0.09, radius * 0.08, radius * 0.05]), colour, radius * 0.028, amount)
    return soup.bump(0.22, radius * 0.34, 3, 0.5, 140).bump(0.1, 26, 4, 0.3, 140)


def _spiral(near: float, far: float, start: float, turns: float) -> Outline:
    steps = round(turns * 40)
    return [arc(near + (far - near) * n / steps, start + 360 * turns * n / steps, 0, 1)[0] for n in range(steps + 1)]


def _blend() -> Image.Image:
    table = _table(6)
    table.lay(linen(760, 640, 14, CLOTH, "#35566b", 3), (-560, -420), 7)
    soup = _soup(437, 1.6)
    _pot(soup, (-60, 50), table)
    tool.stick_blender(table, (-40, 70), -36, 1.1)
    table.stain(moved(turned(oval(90, 190), -36), -84, 102), "#cf4d1c", 12, 0.96)
    for reach in (66, 118):
        ripple = moved(arc(reach, 60, 240), -66, 90)
        table.stain(ribbon(ripple, [2, 16, 2]), "#f7a868", 4, 0.7)
    return table.seen(4)


def _eat() -> Image.Image:
    table = _table(7)
    table.lay(linen(900, 820, -14, CLOTH, "#35566b", 5), (-220, 120), 7)
    table.lay(plate(330, NAVY), (520, -330), 22)
    for at, degrees, seed in (((470, -400), -30, 3), ((560, -270), -12, 4)):
        table.lay(sourdough(520, degrees, seed), at, 24)
    table.lay(plate(480, NAVY), (-180, 60), 22)
    vessel = fill(bowl(400, CREAM), _served(356), 34, 0.5)
    table.lay(vessel, (-180, 60), 40)
    sprig(table, (-150, 45), 150, 6, height=10)
    tool.spoon(table, (480, 180), 62, 1.15)
    table.lay(tomato(96, 4), (690, 60), 26)
    sprig(table, (-690, -480), 160, 5)
    return table.seen(5)


def _served(radius: float) -> Piece:
    soup = _soup(radius, 0.7)
    path = _spiral(radius * 0.14, radius * 0.74, 200, 1.9)
    soup.stain(ribbon(path, [6, 26, 15, 24, 12, 22, 3]), "#fff1d8", 3, 0.95)
    pepper = scattered(70, radius * 0.85, 6)
    soup.mark(lambda pen: pen.fills([moved(disc(1.5 + n % 3), x, y) for n, (x, y) in enumerate(pepper)], "#2a1208c0"))
    return soup.bump(0.16, 40, 8, 0.4, 140)


TOMATO_SOUP = (_chop, _soften, _add, _blend, _eat)
"""Its steps, in their order."""
