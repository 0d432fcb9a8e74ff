"""Fruit salad, on marble."""

from PIL import Image

from app.example.painting.kitchen import fruit, tool
from app.example.painting.kitchen.crockery import CREAM, NAVY, STEEL, bowl, fill
from app.example.painting.kitchen.grain import Paint, dice
from app.example.painting.kitchen.piece import Piece
from app.example.painting.kitchen.shape import (
    Outline,
    arc,
    disc,
    line,
    moved,
    ribbon,
    rounded,
    scattered,
    smooth,
    wobbly,
)
from app.example.painting.kitchen.vegetable import sprig
from app.example.painting.kitchen.worktop import WALNUT, Table, board, linen, stone

YOGHURT = Paint("#ece6da", "#fffdf8", "#f7f2e9", ((60, 60, 1),), 71)
MINT = Paint("#2a6a34", "#7fbc62", "#4d9147", ((40, 40, 1), (6, 6, 0.5)), 72)
COLANDER = Paint("#98a0a4", "#c9cecf", "#b1b8ba", ((200, 200, 2), (60, 2, 0.6)), 8)
CLOTH = ("#9aa892", "#e6eadf")


def _table(seed: int) -> Table:
    return stone("#cfc8be", "#f6f2ea", seed, "#e9e3d9", "#85807c")


def _wash() -> Image.Image:
    table = _table(5)
    basin = Piece(rounded(1420, 1060, 120), STEEL).shade(5, 2)
    floor = Piece(
        rounded(1370, 1010, 100), Paint("#8d979c", "#c6cdcf", "#a9b2b6", ((300, 300, 2), (90, 2, 0.6)), 8)
    ).sink(60, 0.55)
    basin.lay(floor, height=0)
    table.lay(basin, (0, 60), 0)
    drops = _drops(5)
    table.scatter(drops, [(x * 1.3, y * 0.92 + 60) for x, y in scattered(90, 500, 7)], 2, 0.3)
    _colander(table)
    _fruit_pile(table)
    table.scatter(drops, moved(scattered(50, 340, 9), 0, 120), 2, 0.4)
    _tap(table)
    return table.seen(1)


def _drops(seed: int) -> list[Piece]:
    chance = dice(seed)
    drops = []
    for number in range(16):
        size = chance.uniform(5, 15)
        drop = Piece(wobbly(size, number, 0.08, 24), "#b9cdd6", 2).shade(size * 0.4, 1.6)
        drops.append(drop.gleam(moved(disc(size * 0.3), -size * 0.3, -size * 0.3), 1, 1, "#ffffff"))
    return drops


def _colander(table: Table) -> None:
    for side in (-1, 1):
        grip = ribbon(moved(arc(110, -70, 70), 430, 0), [40, 34, 40])
        table.lay(Piece([(x * side, y) for x, y in grip], STEEL).shade(8, 2), (0, 90), 26)
    vessel = bowl(470, COLANDER)
    holes: Outline = [p for reach in (300, 345, 390) for p in arc(reach, 0, 360, reach // 9)]
    vessel.mark(lambda pen: pen.holes([moved(disc(12), *p) for p in holes], "#3c4448", "#ffffffd0"))
    table.lay(vessel, (0, 90), 40)


def _fruit_pile(table: Table) -> None:
    table.lay(fruit.orange(150, 3), (-160, 10), 36)
    table.lay(fruit.apple(165, 2), (150, -20), 40)
    grapes = [fruit.grape(50, seed) for seed in range(6)]
    table.scatter(grapes, moved(scattered(18, 130, 4, 62), 170, 270), 16)
    for number, (x, y, turn) in enumerate(
        ((-260, 200, 70), (-130, 250, 110), (-10, 180, 40), (-170, 340, 20), (-20, 350, 150), (60, 130, 90))
    ):
        table.lay(fruit.strawberry(170, turn, number), (x, y), 22)


def _tap(table: Table) -> None:
    """Water that runs from a tap, and splashes."""
    stream = Piece(
        ribbon(smooth([(0, -230), (6, -60), (-4, 90), (0, 210)], closed=False), [92, 74, 84, 120]), "#dcebf1"
    )
    for x, wide, amount in ((-26, 9, 0.9), (-4, 14, 0.7), (20, 6, 0.8)):
        stream.stain(ribbon(line((x, -230), (x * 1.2, 210)), [wide, wide * 0.6, wide]), "#ffffff", 3, amount)
    for x, wide in ((-15, 7), (10, 8), (32, 7)):
        stream.stain(ribbon(line((x, -230), (x * 1.2, 210)), [wide, wide]), "#8fb3c4", 4, 0.6)
    stream.alpha = stream.alpha.point([round(v * 0.78) for v in range(256)])
    table.stain(moved(wobbly(150, 3, 0.16), 0, 130), "#f2fafc", 16, 0.8)
    table.stain(moved(wobbly(90, 5, 0.16), 0, 130), "#ffffff", 12, 0.9)
    table.lay(stream.shade(12, 1), (0, -90), 26, 0.4)
    table.scatter(_drops(5), moved(scattered(44, 210, 11), 0, 130), 4, 0.4)
    spout = Piece(ribbon(line((0, -300), (0, 150)), [130, 120, 112]), STEEL)
    spout.stain(ribbon(line((-24, -300), (-22, 150)), [26, 22]), "#ffffff", 6, 0.9)
    spout.stain(ribbon(line((34, -300), (32, 150)), [30, 26]), "#6e787d", 9, 0.7)
    table.lay(spout.shade(14, 1.6), (0, -430), 60, 0.5)
    mouth = Piece(rounded(138, 52, 20), STEEL).shade(10, 2.4)
    table.lay(mouth, (0, -282), 26)


def _cut() -> Image.Image:
    table = _table(6)
    table.lay(linen(700, 600, 16, CLOTH, "#c77c3a", 2), (-600, 420), 7)
    table.lay(board(1260, 900, 3, WALNUT, 6), (10, 40), 26)
    for number, at in enumerate(((-440, -190), (-300, -150), (-170, -200))):
        table.lay(fruit.orange_slice(135, number + 1), at, 14 + 4 * number)
    for number, at in enumerate(((-430, 130), (-300, 180), (-180, 120), (-330, 290))):
        table.lay(fruit.kiwi_slice(105, number + 1), at, 14 + 4 * number)
    for number, (x, y, turn) in enumerate(
        ((60, -230, 60), (200, -250, 110), (120, -110, 30), (270, -120, 80), (350, -240, 140))
    ):
        table.lay(fruit.strawberry_half(165, turn, number), (x, y), 14)
    for number, (x, y, turn) in enumerate(((0, 120, 10), (50, 240, -12), (-20, 350, 20))):
        table.lay(fruit.apple_wedge(250, turn, number), (x, y), 18)
    tool.knife(table, (290, 370), -52, 1.05)
    table.lay(fruit.orange(130, 3), (660, -440), 34)
    table.lay(fruit.apple(140, 2), (-690, -440), 34)
    return table.seen(2)


def _mixed(radius: float, seed: int, size: float = 1) -> Piece:
    """A bowl's worth of cut fruit."""
    food = Piece(disc(radius), Paint("#a8481c", "#e69a4a", "#c96f2c", ((60, 60, 1),), 3))
    bites = [_bite(number, seed, size) for number in range(24)]
    chance = dice(seed)
    places = [place for place in _rows(104 * size, radius) if place[0] ** 2 + place[1] ** 2 < (radius * 0.98) ** 2]
    chance.shuffle(places)
    for place in places:
        food.lay(chance.choice(bites[:16]), place, 14 * size)
    for number, place in enumerate(scattered(26, radius * 0.9, seed, radius * 0.26)):
        food.lay(bites[number % 24], place, 16 * size)
    return food


def _rows(step: float, reach: float) -> Outline:
    """Places in rows, each row half a step along."""
    count = int(reach / step) + 2
    return [
        ((x + y % 2 / 2) * step, y * step * 0.86) for y in range(-count, count + 1) for x in range(-count, count + 1)
    ]


def _bite(number: int, seed: int, size: float) -> Piece:
    turn = number * 67 + seed
    kinds = (
        lambda: fruit.strawberry_half(160 * size, turn, number),
        lambda: fruit.orange_slice(84 * size, number),
        lambda: fruit.kiwi_slice(78 * size, number),
        lambda: fruit.apple_wedge(180 * size, turn, number),
        lambda: fruit.strawberry_half(150 * size, turn + 40, number),
        lambda: fruit.grape(50 * size, number),
        lambda: fruit.blueberry(38 * size, number),
        lambda: fruit.blueberry(36 * size, number + 1),
    )
    return kinds[number % 8]()


def _mix() -> Image.Image:
    table = _table(7)
    table.lay(linen(760, 640, -14, CLOTH, "#c77c3a", 3), (540, 400), 7)
    table.lay(fill(bowl(540, NAVY, CREAM), _mixed(480, 4, 1.12), 40), (-60, 10), 48)
    tool.wooden_spoon(table, (70, 60), -32, 1.35)
    for number, at in enumerate(((10, 100), (90, 140), (-40, 30))):
        table.lay(_bite(number, 3, 1), at, 14)
    table.lay(fruit.orange(120, 3), (-690, -480), 34)
    return table.seen(3)


def _eat() -> Image.Image:
    table = _table(8)
    table.lay(linen(880, 780, 12, CLOTH, "#c77c3a", 4), (-60, 60), 7)
    table.lay(fill(bowl(450, NAVY, CREAM), _mixed(400, 5, 0.95), 34), (-70, 40), 44)
    dollop = Piece(wobbly(190, 5, 0.05), YOGHURT).shade(70, 1.5)
    for shift, tint in ((0, "#b9ac98"), (-9, "#ffffff")):
        for reach in (146, 98, 54):
            curl = moved(arc(reach, reach * 2, reach * 2 + 290, 40), shift, shift)
            dollop.stain(ribbon(curl, [3, 20, 26, 3]), tint, 8, 0.7)
    table.lay(dollop.bump(0.2, 60, 4, 0.3, 140), (-70, 40), 20, 0.4)
    table.lay(fruit.strawberry_half(150, 70, 3), (-130, 60), 12)
    for at, seed in (((-20, 110), 1), ((20, 60), 2), ((-70, 130), 3)):
        table.lay(fruit.blueberry(38, seed), at, 12)
    sprig(table, (-20, -10), 110, 4, MINT)
    tool.spoon(table, (520, -130), 70, 1.15)
    for at, turn, seed in (((-640, -400), 40, 2), ((-520, -480), 120, 3)):
        table.lay(fruit.strawberry(180, turn, seed), at, 22)
    table.scatter([fruit.blueberry(40, s) for s in range(4)], [(-680, 380), (-600, 440), (-690, 480), (620, -480)], 14)
    table.lay(fruit.orange_slice(130, 4), (620, -420), 14)
    return table.seen(4)


FRUIT_SALAD = (_wash, _cut, _mix, _eat)
"""Its steps, in their order."""
