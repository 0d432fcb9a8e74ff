"""Cheese on toast, on a walnut table."""

from PIL import Image, ImageChops

from app.example.painting.kitchen import tool
from app.example.painting.kitchen.bakery import CRUMB, TOAST, bread, cheese_block, loaf, melted, shreds
from app.example.painting.kitchen.crockery import CREAM, IRON, NAVY, STEEL, WHITE, bowl, fill, plate, tray
from app.example.painting.kitchen.grain import Paint
from app.example.painting.kitchen.piece import Piece, cut
from app.example.painting.kitchen.shape import (
    Outline,
    line,
    moved,
    oval,
    ribbon,
    scaled,
    scattered,
    smooth,
    turned,
    wobbly,
)
from app.example.painting.kitchen.vegetable import leaf, tomato, tomato_half
from app.example.painting.kitchen.worktop import BEECH, WALNUT, Table, board, linen, planks

CLOTH = ("#8d9fa6", "#e8ecea")
SALAD = Paint("#3f6f22", "#9cc455", "#6a9a37", ((40, 40, 1), (6, 6, 0.5)), 61)
GLOVE = Paint("#2c4a63", "#54789a", "#3d607f", ((60, 60, 1), (3, 3, 0.9)), 62)


def _table(seed: int) -> Table:
    return planks(WALNUT, seed, 4)


def _grate() -> Image.Image:
    table = _table(3)
    table.lay(linen(700, 560, 12, CLOTH, "#9b3a2c", 2), (-600, -440), 7)
    table.lay(board(1260, 880, 4, BEECH, 5), (30, 60), 26)
    strands = shreds(24, 90, 4)
    table.stain(moved(oval(520, 380), 220, 270), "#e6ac48", 50, 0.75)
    table.scatter(strands, moved(scaled(scattered(240, 250, 6), 1.15, 0.85), 220, 270), 6)
    table.scatter(strands, moved(scaled(scattered(150, 150, 7), 1.15, 0.85), 200, 270), 10)
    tool.grater(table, (-120, -40), -38, 1.15)
    for part in cheese_block(360, 250, -38):
        table.lay(part, (-190, -10), 30)
    table.scatter(strands, moved(scattered(26, 330, 8), 180, 230), 5)
    return table.seen(1)


def _heap(table: Table, at: tuple[float, float], width: float, count: int, seed: int) -> None:
    strands = shreds(20, 84, seed)
    bed = [(x * width, y * width) for x, y in scattered(count, 0.46, seed)]
    top = [(x * width, y * width) for x, y in scattered(count // 2, 0.38, seed + 1)]
    table.stain(moved(wobbly(width * 0.44, seed, 0.04), *at), "#e6ac48", width * 0.05, 0.9)
    table.scatter(strands, moved(bed, *at), 7)
    table.scatter(strands, moved(top, *at), 11)


def _put() -> Image.Image:
    table = _table(4)
    table.lay(linen(700, 560, 12, CLOTH, "#9b3a2c", 2), (640, 470), 7)
    table.lay(board(1260, 880, -4, BEECH, 5), (-130, 70), 26)
    for at, degrees, seed in (((-410, 80), -7, 1), ((150, 60), 5, 2)):
        table.lay(bread(520, degrees, seed, CRUMB), at, 24)
    _heap(table, (-410, 90), 470, 330, 3)
    _heap(table, (110, 0), 340, 170, 4)
    dish = fill(bowl(250, NAVY, CREAM), Piece(scaled(bowl(228).outline, 1), CREAM), 24)
    dish.stain(wobbly(165, 3), "#e6ac48", 20, 0.9)
    dish.scatter(shreds(16, 80, 9), scattered(240, 175, 6), 8)
    table.lay(dish, (590, -360), 34)
    table.scatter(shreds(9, 60, 8), scattered(14, 60, 5) and moved(scattered(16, 120, 5), 400, -120), 5)
    return table.seen(2)


def _grilled(width: float, degrees: float, seed: int) -> Piece:
    """A slice of toast under melted cheese, as one piece."""
    toast = bread(width, degrees, seed, TOAST)
    toast.lay(melted(_runny(width * 0.93, degrees, seed), seed), (0, 0), 8)
    return toast


def _runny(width: float, degrees: float, seed: int) -> Outline:
    edges = scattered(len(loaf(1)), 0.016, seed)
    return turned(
        [((x + dx) * width, (y + dy) * width) for (x, y), (dx, dy) in zip(loaf(1), edges, strict=True)],
        degrees,
    )


def _grill() -> Image.Image:
    table = Table(Paint("#0d0b0b", "#2a2422", "#1a1615", ((200, 200, 1), (3, 3, 0.6)), 9).spread((1600, 1200)))
    table.lay(tray(1380, 960, IRON), (0, 130), 30)
    for y in range(-250, 540, 82):
        table.lay(Piece(ribbon(line((-640, 0), (640, 0)), [15, 15]), STEEL).shade(4, 2.5), (0, y), 16, 0.7)
    for x in (-560, 0, 560):
        table.lay(Piece(ribbon(line((0, -420), (0, 420)), [17, 17]), STEEL).shade(4, 2.5), (x, 140), 14, 0.7)
    for at, degrees, seed in (((-310, 110), -3, 3), ((300, 110), 4, 5)):
        table.lay(_grilled(540, degrees, seed), at, 26, 0.7)
        table.stain(moved(oval(560, 130), at[0], -170), "#ff8a2a", 50, 0.42)
    for y in (-545, -430, -315):
        bar = ribbon(line((-860, 0), (860, 0)), [34, 34])
        table.stain(moved(scaled(bar, 1, 3.2), 0, y + 20), "#ff6a1a", 52, 0.6)
        table.lay(Piece(bar, Paint("#ff5a14", "#ffb04a", "#ff7d28", ((120, 40, 1),), 3)), (0, y), 12, 0.4)
        table.stain(moved(scaled(bar, 1, 0.36), 0, y - 2), "#fff2c4", 5, 0.95)
    _glove(table)
    return table.seen(3)


def _glove(table: Table) -> None:
    mitt = smooth(
        [
            (-120, 330),
            (-140, 60),
            (-190, -10),
            (-250, -60),
            (-262, -130),
            (-200, -150),
            (-130, -96),
            (-112, -190),
            (-60, -280),
            (30, -300),
            (110, -250),
            (140, -120),
            (150, 330),
        ]
    )
    glove = Piece(turned(mitt, -24), GLOVE)
    for step in range(-8, 9):
        for lean in (-1, 1):
            seam = line((step * 60 - 300, -300 * lean), (step * 60 + 300, 300 * lean))
            glove.mark(lambda pen, s=seam: pen.line(turned(s, -24), 3, "#1c324670"))  # type: ignore[misc]
    cuff = Piece(turned(moved(ribbon(line((-140, 300), (160, 300)), [70, 70]), 0, 0), -24), CREAM).shade(8, 1.5)
    table.lay(glove.shade(30, 1.8), (640, 520), 34, 0.65)
    table.lay(cuff, (640, 520), 20)


def _half(degrees: float, seed: int, upper: bool) -> Piece:
    """One half of a slice that is cut from corner to corner, with pale crumb along the cut."""
    whole = _grilled(640, 0, seed)
    far = -400 if upper else 400
    crumb = ribbon(line((-330, 330), (330, -330)), [26, 26])
    whole.stain(crumb, "#b06f2a", 6, 0.8)
    whole.stain(crumb, "#f6e3b4", 1, 0.9)
    across = [(-330, 330), (330, -330), (far, far)]
    whole.alpha = ImageChops.multiply(whole.alpha, cut(across, whole.size))
    whole.colour = whole.colour.rotate(-degrees, Image.Resampling.BICUBIC, expand=True)
    whole.alpha = whole.alpha.rotate(-degrees, Image.Resampling.BICUBIC, expand=True)
    return whole


def _salad(table: Table) -> None:
    leaves = (
        (150, -330, 20),
        (300, -270, 70),
        (60, -390, -20),
        (380, -150, 110),
        (230, -200, 50),
        (360, -30, 80),
    )
    for number, (x, y, degrees) in enumerate(leaves):
        table.lay(leaf(240, degrees, number, SALAD, 0.7), (x, y), 12)
    for at, radius, seed in (((290, -240), 92, 2), ((370, -90), 86, 5), ((160, -330), 78, 7)):
        table.lay(tomato_half(radius, seed), at, 20)


def _eat() -> Image.Image:
    table = _table(6)
    table.lay(linen(820, 700, -12, CLOTH, "#9b3a2c", 4), (500, 220), 7)
    table.lay(plate(540, WHITE, "#35566b"), (-80, 10), 28)
    _salad(table)
    table.lay(_half(-16, 3, True), (-150, -20), 28)
    table.lay(_half(12, 3, False), (-40, 70), 32)
    tool.knife(table, (610, 330), -82, 0.9)
    tool.fork(table, (-715, -250), 84, 1.1)
    table.lay(tomato(104, 4), (660, -470), 28)
    table.lay(tomato(90, 8), (500, -530), 28)
    return table.seen(4)


CHEESE_ON_TOAST = (_grate, _put, _grill, _eat)
"""Its steps, in their order."""
