"""Knives, spoons and other things for the hand. Each is laid on a table at a place and an angle."""

from collections.abc import Sequence

from app.example.painting.kitchen.crockery import STEEL
from app.example.painting.kitchen.grain import Paint
from app.example.painting.kitchen.piece import Piece, Surface
from app.example.painting.kitchen.shape import (
    Outline,
    Point,
    disc,
    line,
    moved,
    oval,
    ribbon,
    rounded,
    scaled,
    smooth,
    turned,
)

HANDLE = Paint("#2a1710", "#5b3622", "#40241a", ((120, 5, 2), (40, 2, 1)), 11)
SPOON_WOOD = Paint("#a8743f", "#dcb07a", "#c69559", ((120, 120, 1), (40, 6, 1)), 12)
RED_HANDLE = Paint("#8f2a20", "#c85745", "#ab3a2d", ((90, 90, 1),), 13)


def knife(table: Surface, at: Point, degrees: float, size: float = 1) -> None:
    """A cook's knife; its heel is at the place and its tip points along the angle."""
    edge = [
        (-14, -40),
        (180, -38),
        (360, -26),
        (462, -6),
        (486, 10),
        (440, 30),
        (330, 50),
        (170, 58),
        (-8, 56),
        (-18, 40),
    ]
    blade = Piece(turned(scaled(smooth(edge), size), degrees), STEEL)
    bevel = ribbon(smooth([(-8, 48), (170, 50), (330, 42), (440, 24), (482, 9)], closed=False), [14, 16, 12, 4])
    blade.stain(turned(scaled(bevel, size), degrees), "#ffffff", 2, 0.6)
    blade.stain(turned(scaled(ribbon(line((0, -8), (430, 4)), [26, 40, 6]), size), degrees), "#7d878c", 12, 0.75)
    blade.stain(turned(scaled(ribbon(line((10, 24), (390, 22)), [10, 14, 3]), size), degrees), "#ffffff", 6, 0.9)
    table.lay(blade.shade(3, 0.9), at, 9)
    grip = [
        (-6, -42),
        (-120, -34),
        (-240, -44),
        (-268, -24),
        (-262, 10),
        (-230, 16),
        (-120, 0),
        (-30, 14),
        (-4, 20),
    ]
    stock = Piece(turned(scaled(smooth(grip), size), degrees), HANDLE).shade(9, 2)
    rivets = turned(scaled([(-40, -14), (-125, -17), (-210, -18)], size), degrees)
    stock.mark(lambda pen: pen.dots(rivets, 7 * size, "#b9bdbd"))
    table.lay(stock, at, 13)


def wooden_spoon(table: Surface, at: Point, degrees: float, size: float = 1, paint: Paint = SPOON_WOOD) -> None:
    """Its bowl is at the place; its handle points along the angle."""
    stick = ribbon(line((60, 0), (760, 0)), [30, 30, 30, 36])
    head = smooth([(-110, 0), (-84, -58), (0, -74), (70, -40), (110, -14), (110, 14), (70, 40), (0, 74), (-84, 58)])
    shaft = Piece(turned(scaled(stick, size), degrees), paint).shade(7, 1.5)
    table.lay(shaft, at, 14)
    cup = Piece(turned(scaled(head, size), degrees), paint).shade(8, 1.4)
    hollow = Piece(turned(scaled(moved(scaled(head, 0.8), -8, 0), size), degrees), paint).sink(14, 0.35)
    cup.lay(hollow, height=0)
    table.lay(cup, at, 14)


def spoon(table: Surface, at: Point, degrees: float, size: float = 1) -> None:
    """A table spoon; its bowl is at the place and its handle points along the angle."""
    stem = ribbon(line((50, 0), (460, 0)), [20, 14, 18, 26, 34])
    shaft = Piece(turned(scaled(stem, size), degrees), STEEL).shade(5, 1.8)
    table.lay(shaft, at, 8)
    cup = Piece(turned(scaled(oval(180, 112), size), degrees), STEEL).shade(4, 1.6)
    hollow = Piece(turned(scaled(oval(162, 96), size), degrees), STEEL).shade(22, -2.2)
    hollow.gleam(turned(scaled(moved(oval(70, 26), 10, 18), size), degrees), 6, 0.9)
    cup.lay(hollow, height=0)
    table.lay(cup, at, 8)


def fork(table: Surface, at: Point, degrees: float, size: float = 1) -> None:
    """Its prongs end at the place; its handle points along the angle."""
    neck = smooth([(120, -46), (170, -44), (220, -14), (240, -8), (240, 8), (220, 14), (170, 44), (120, 46)])
    stem = ribbon(line((228, 0), (620, 0)), [16, 14, 20, 30, 34])
    prongs = [ribbon(line((0, y * 1.04), (136, y)), [7, 13, 14]) for y in (-39, -13, 13, 39)]
    for part in [*prongs, neck, stem]:
        table.lay(Piece(turned(scaled(part, size), degrees), STEEL).shade(4, 1.7), at, 7)


def whisk(table: Surface, at: Point, degrees: float, size: float = 1) -> None:
    """Its round end is at the place; its handle points along the angle."""
    loops: list[Outline] = []
    for wide in (112, 70, 26):
        half = [(360, 0), (240, wide * 0.6), (110, wide), (30, wide * 0.72), (0, 0)]
        whole = half + [(x, -y) for x, y in half[-2::-1]]
        loops.append(ribbon(smooth(whole, closed=False), [9, 9]))
    for loop in loops:
        table.lay(Piece(turned(scaled(loop, size), degrees), STEEL).shade(3, 2.2), at, 9, 0.45)
    grip = ribbon(line((340, 0), (680, 0)), [26, 40, 44, 46, 40])
    table.lay(Piece(turned(scaled(grip, size), degrees), STEEL).shade(9, 2.4), at, 14)


def turner(table: Surface, at: Point, degrees: float, size: float = 1) -> None:
    """A slotted fish slice; its blade is at the place."""
    blade = Piece(turned(scaled(rounded(250, 220, 30), size), degrees), STEEL)
    slots = [ribbon(line((-80, y), (70, y)), [16, 16]) for y in (-62, -20, 22, 64)]
    blade.mark(lambda pen: pen.fills([turned(scaled(slot, size), degrees) for slot in slots], "#2b2420"))
    table.lay(ribbon_of(line((100, 0), (420, 0)), [30, 24, 24], degrees, size, STEEL), at, 14)
    table.lay(blade.shade(4, 1.4), at, 12)
    table.lay(ribbon_of(line((380, 0), (800, 0)), [40, 46, 46, 52], degrees, size, HANDLE), at, 16)


def ribbon_of(path: Outline, widths: Sequence[float], degrees: float, size: float, paint: Paint) -> Piece:
    return Piece(turned(scaled(ribbon(path, list(widths)), size), degrees), paint).shade(9, 2)


def ladle(table: Surface, at: Point, degrees: float, inside: Paint, size: float = 1) -> None:
    """Its cup is at the place, full of something."""
    table.lay(ribbon_of(line((90, 0), (820, 0)), [34, 26, 26, 34], degrees, size, STEEL), at, 26)
    cup = Piece(disc(118 * size), STEEL).turn((118 * size, 108 * size, 2.5, 1.5))
    cup.lay(Piece(disc(106 * size), inside).sink(16, 0.5).bump(0.5, 60, 3, 0.5, 150), height=0)
    table.lay(cup, at, 26)


def grater(table: Surface, at: Point, degrees: float, size: float = 1) -> None:
    """A flat grater with a red handle, its handle along the angle."""
    frame = [(-330, -150), (330, -128), (330, 128), (-330, 150)]
    table.lay(ribbon_of(line((300, 0), (640, 0)), [70, 84, 92, 96, 84], degrees, size, RED_HANDLE), at, 22)
    sheet = Piece(turned(scaled(frame, size), degrees), STEEL)
    teeth = [(x + (row % 2) * 22, y) for row, y in enumerate(range(-108, 110, 36)) for x in range(-286, 270, 44)]
    places = turned(scaled(teeth, size), degrees)
    for place in places:
        sheet.lay(
            Piece(moved(turned(scaled(oval(26, 18), size), degrees), 0, 0), "#fbfbf8", 2),
            (place[0] - 2, place[1] - 2),
            3,
            0.5,
        )
        sheet.lay(Piece(turned(scaled(oval(22, 12), size), degrees), "#3a3c40", 2), (place[0] + 2, place[1] + 2), 0)
    table.lay(sheet.shade(8, 2), at, 20)


def stick_blender(table: Surface, at: Point, degrees: float, size: float = 1) -> None:
    """Its foot is under the soup at the place; its handle points along the angle."""
    table.lay(ribbon_of(line((40, 0), (430, 0)), [64, 58, 56, 60], degrees, size, STEEL), at, 30)
    table.lay(ribbon_of(line((400, 0), (440, 0)), [92, 110], degrees, size, HANDLE), at, 34)
    bell = ribbon_of(line((-46, 0), (70, 0)), [100, 128, 120, 74], degrees, size, STEEL)
    table.lay(bell, at, 16)
    white = Paint("#dcdad4", "#fbfaf6", "#eeece7", ((200, 200, 1),), 21)
    body = ribbon_of(line((430, 0), (1000, 0)), [116, 134, 128, 120, 124, 110], degrees, size, white)
    body.mark(lambda pen: pen.fill(turned(scaled(moved(rounded(110, 52, 26), 560, 0), size), degrees), "#b8402f"))
    table.lay(body, at, 38)
