"""Plates, bowls, pans and trays, seen from above."""

from app.example.painting.kitchen.grain import Paint
from app.example.painting.kitchen.piece import Piece
from app.example.painting.kitchen.shape import Point, arc, disc, moved, ribbon, rounded, smooth, turned
from app.example.painting.kitchen.worktop import Table

CREAM = Paint("#ebe1cf", "#f7f0e2", "#f1e8d7", ((160, 160, 1), (4, 4, 0.3)), 3)
WHITE = Paint("#e9e6e0", "#f6f4ef", "#f0ede7", ((160, 160, 1), (4, 4, 0.2)), 3)
NAVY = Paint("#2a4258", "#3d5a72", "#334e66", ((160, 160, 1), (4, 4, 0.4)), 5)
CLAY = Paint("#b0623f", "#c87f5a", "#bd7350", ((90, 90, 1), (5, 5, 0.7)), 6)
IRON = Paint("#17181b", "#3c3d41", "#28292c", ((60, 60, 1), (3, 3, 1)), 7)
STEEL = Paint("#a2a8ab", "#eceeec", "#cbd0d1", ((200, 200, 2), (60, 2, 0.6)), 8)


def plate(radius: float, glaze: Paint = CREAM, edge: str | None = None) -> Piece:
    piece = Piece(disc(radius), glaze)
    if edge:
        piece.mark(lambda pen: pen.fill(disc(radius), edge))
        piece.lay(Piece(disc(radius * 0.975), glaze), height=0)
    return piece.turn(
        (radius, radius * 0.97, 1.5, 1.5),
        (radius * 0.97, radius * 0.72, -0.5, radius * 0.03),
        (radius * 0.72, radius * 0.64, -2, radius * 0.012),
        (radius * 0.735, radius * 0.715, 1.4, radius * 0.006),
    )


def bowl(radius: float, glaze: Paint = CREAM, inside: Paint | None = None) -> Piece:
    """A deep bowl; lay what is in it with `fill`."""
    piece = Piece(disc(radius), glaze)
    if inside:
        hollow = Piece(disc(radius * 0.955), inside)
        piece.lay(hollow, height=0)
    return piece.turn(
        (radius, radius * 0.965, 1.3, 1.5),
        (radius * 0.955, radius * 0.6, -1.6, radius * 0.05),
        (radius * 0.95, radius * 0.92, -2, 2),
    )


def fill(vessel: Piece, food: Piece, depth: float = 26, dark: float = 0.55) -> Piece:
    """Puts a food's surface in a bowl or pan, in the shadow of the rim."""
    food.sink(depth, dark)
    vessel.lay(food, height=0)
    return vessel


def handle(length: float, degrees: float, start: float, wide: float = 62, paint: Paint = IRON) -> Piece:
    """A pan's handle: lay it where the pan is laid, before the pan."""
    end = start + length
    outline = ribbon(
        [(start - 30 + (end - start + 30) * n / 20, 0) for n in range(21)],
        [wide, wide * 0.7, wide, wide * 1.1, wide * 0.86],
    )
    piece = Piece(turned(outline, degrees), paint).shade(10, 2.2)
    hole = turned([(end - 46, 0)], degrees)[0]
    piece.mark(lambda pen: pen.fill(moved(disc(wide * 0.17), *hole), "#000000b0"))
    return piece


def pan(radius: float, coat: Paint = IRON) -> Piece:
    """A frying pan without its handle."""
    piece = Piece(disc(radius), coat)
    piece.turn(
        (radius, radius * 0.975, 4.5, 1.5),
        (radius * 0.97, radius * 0.86, -3.2, radius * 0.02),
        (radius * 0.86, radius * 0.1, 0.8, radius * 0.03),
    )
    piece.gleam(moved(ribbon(arc(radius * 0.915, 20, 75), [2, radius * 0.05, 2]), 0, 0), 5, 0.35)
    return piece


def pot(radius: float, enamel: Paint, inside: Paint = CREAM) -> Piece:
    """A casserole of enamelled iron, without its handles."""
    piece = Piece(disc(radius), enamel)
    piece.lay(Piece(disc(radius * 0.93), inside), height=0)
    return piece.turn((radius, radius * 0.935, 1.3, 1.5), (radius * 0.93, radius * 0.72, -1.9, radius * 0.03))


def ears(radius: float, degrees: float, enamel: Paint) -> list[Piece]:
    """A pot's two handles: lay them where the pot is laid, before the pot."""
    path = smooth(
        [
            (radius * 0.92, -radius * 0.3),
            (radius * 1.1, -radius * 0.27),
            (radius * 1.17, 0),
            (radius * 1.1, radius * 0.27),
            (radius * 0.92, radius * 0.3),
        ],
        closed=False,
    )
    loop = ribbon(path, [46, 40, 44, 40, 46])
    return [Piece(turned(loop, degrees + half), enamel).shade(12, 1.6) for half in (0, 180)]


def set_down(table: Table, at: Point, vessel: Piece, arms: list[Piece], height: float = 30) -> None:
    """A pan or pot with its handles."""
    for arm in arms:
        table.lay(arm, at, height * 0.8, 0.45)
    table.lay(vessel, at, height, 0.55)


def tray(width: float, height: float, paint: Paint = IRON) -> Piece:
    piece = Piece(rounded(width, height, 50), paint).shade(6, 2.5)
    floor = Piece(rounded(width - 60, height - 60, 36), paint).sink(16, 0.7)
    piece.lay(floor, height=0)
    return piece
