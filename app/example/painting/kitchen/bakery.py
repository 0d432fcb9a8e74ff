"""Bread, cheese, eggs, flour and pancakes."""

from dataclasses import replace
from math import cos, radians, sin

from app.example.painting.kitchen import light
from app.example.painting.kitchen.grain import Paint, dice
from app.example.painting.kitchen.piece import Piece, cut
from app.example.painting.kitchen.shape import (
    Outline,
    Point,
    arc,
    disc,
    moved,
    oval,
    ribbon,
    scaled,
    smooth,
    turned,
    wobbly,
)

CRUST = Paint("#6f3a14", "#c07c36", "#99591f", ((50, 50, 1), (6, 6, 0.7)), 41)
CRUMB = Paint("#e0c590", "#faeecf", "#f1dfb4", ((46, 46, 1), (9, 9, 1), (3, 3, 0.6)), 42)
TOAST = Paint("#a9641f", "#ebbf76", "#d0944a", ((70, 70, 1.6), (9, 9, 1), (3, 3, 0.6)), 43)
CHEDDAR = Paint("#dc901f", "#fbcb58", "#f0b037", ((80, 80, 1), (12, 12, 0.5)), 44)
MELTED = Paint("#d98a1a", "#fcd566", "#f3b73a", ((110, 110, 1.4), (30, 30, 0.7)), 45)
GOLD = Paint("#9a5216", "#e9b264", "#c67f2e", ((80, 80, 1), (26, 26, 1.3), (6, 6, 0.8)), 46)
FLOUR = Paint("#dfd6c6", "#fffdf8", "#f4eee2", ((50, 50, 1), (4, 4, 0.4)), 47)


def loaf(width: float) -> Outline:
    """The outline of a slice from a tin loaf."""
    side = [
        (0, -0.49),
        (0.24, -0.53),
        (0.46, -0.45),
        (0.5, -0.27),
        (0.44, -0.1),
        (0.45, 0.2),
        (0.46, 0.44),
        (0.4, 0.5),
        (0.2, 0.49),
    ]
    return scaled(smooth([*side, *[(-x, y) for x, y in side[:0:-1]]], steps=6), width)


def bread(width: float, degrees: float, seed: int, crumb: Paint = CRUMB) -> Piece:
    return slice_of(turned(loaf(width), degrees), seed, crumb, width)


def sourdough(width: float, degrees: float, seed: int) -> Piece:
    return slice_of(turned(scaled(wobbly(width / 2, seed, 0.035), 1, 0.58), degrees), seed, CRUMB, width, 1.5)


def slice_of(outline: Outline, seed: int, crumb: Paint, width: float, holes: float = 1) -> Piece:
    chance = dice(seed)
    piece = Piece(outline, CRUST).shade(width * 0.025, 1.6)
    face = Piece(scaled(outline, 0.935), Paint(crumb.dark, crumb.light, crumb.mid, crumb.weaves, seed))
    gaps = []
    for _ in range(round(70 * holes)):
        angle, far = chance.uniform(0, 6.28), chance.random() ** 0.5
        edge = outline[int(angle / 6.28 * len(outline)) % len(outline)]
        size = chance.uniform(0.006, 0.02) * width * holes
        hole = moved(
            turned(oval(size * chance.uniform(1, 2), size), chance.uniform(0, 180)),
            edge[0] * far * 0.86,
            edge[1] * far * 0.86,
        )
        gaps.append(hole)
    face.mark(lambda pen: pen.holes(gaps, "#9c6f3480", "#fff8e080"))
    face.bump(0.22, 16, seed).bump(0.14, 6, seed + 1).shade(width * 0.03, 0.8)
    piece.stain(scaled(outline, 0.95), crumb.mid or crumb.dark, width * 0.012)
    piece.lay(face, height=0)
    return piece


def cheese_block(width: float, height: float, degrees: float) -> list[Piece]:
    """A block of cheddar as its dark side and its top; lay both at one place, the side first."""
    top = smooth(
        [
            (-width / 2, -height / 2),
            (width / 2, -height / 2),
            (width / 2, height / 2),
            (-width / 2, height / 2),
        ],
        steps=1,
    )
    turned_top = turned(top, degrees)
    side = moved(turned_top, 12, 26)
    hull = [*turned_top, *side]
    side_piece = Piece(_hull(hull), Paint("#a9620f", "#d98d22", None, ((60, 60, 1),), 4))
    face = Piece(turned_top, CHEDDAR).shade(5, 1).bump(0.3, 22, 3, 0.25, 150)
    return [side_piece, face]


def _hull(points: Outline) -> Outline:
    """The convex outline round the points."""
    ordered_points = sorted(points)

    def chain(ordered: Outline) -> Outline:
        kept: list[Point] = []
        for x, y in ordered:
            while len(kept) > 1 and (kept[-1][0] - kept[-2][0]) * (y - kept[-2][1]) <= (kept[-1][1] - kept[-2][1]) * (
                x - kept[-2][0]
            ):
                kept.pop()
            kept.append((x, y))
        return kept

    return [*chain(ordered_points)[:-1], *chain(ordered_points[::-1])[:-1]]


def shreds(count: int, length: float, seed: int) -> list[Piece]:
    """Strands of grated cheese."""
    chance = dice(seed)
    strands = []
    for number in range(count):
        bend = chance.uniform(20, 70)
        radius = length / radians(bend)
        path = moved(arc(radius, -bend / 2, bend / 2, 8), -radius, 0)
        wide = length * chance.uniform(0.15, 0.22)
        paint = Paint("#efb03a", "#ffe48a", "#fad062", ((20, 20, 1),), seed + number)
        strands.append(
            Piece(turned(ribbon(path, [wide * 0.5, wide, wide * 0.6]), chance.uniform(0, 360)), paint, 3).shade(3, 1)
        )
    return strands


def melted(outline: Outline, seed: int) -> Piece:
    """Cheese that has bubbled under the grill."""
    chance = dice(seed)
    piece = Piece(outline, Paint(MELTED.dark, MELTED.light, MELTED.mid, MELTED.weaves, seed))
    for _ in range(44):
        far, edge = chance.random() ** 0.6 * 0.92, outline[chance.randrange(len(outline))]
        place = edge[0] * far, edge[1] * far
        size = chance.uniform(6, 30)
        piece.stain(moved(wobbly(size, seed + 1, 0.1, 24), *place), "#a8541a", size * 0.35, chance.uniform(0.35, 0.85))
        piece.stain(moved(disc(size * 0.45), *place), "#6d2f0e", size * 0.25, chance.uniform(0, 0.6))
    return piece.shade(14, 1.5).bump(0.5, 64, seed, 0.5, 150).bump(0.22, 20, seed + 1, 0.35, 150)


def pancake(radius: float, seed: int, cooked: bool = True) -> Piece:
    """A pancake: golden and mottled, or pale and wet with bubbles."""
    outline = wobbly(radius, seed, 0.014)
    if not cooked:
        return _wet(outline, radius, seed)
    piece = Piece(outline, Paint("#e2b467", "#f7dfa6", "#efcb86", ((30, 30, 1), (6, 6, 0.6)), seed))
    brown = replace(GOLD, seed=seed).spread(piece.size)
    piece.colour.paste(brown, (0, 0), light.blurred(cut(scaled(outline, 0.88), piece.size), radius * 0.05))
    return piece.shade(radius * 0.09, 1.5).bump(0.35, 7, seed)


def _wet(outline: Outline, radius: float, seed: int) -> Piece:
    chance = dice(seed)
    piece = Piece(outline, Paint("#e8cf94", "#fbefc8", "#f4e1b0", ((50, 50, 1), (8, 8, 0.4)), seed))
    gaps = []
    for _ in range(46):
        angle, far = chance.uniform(0, 360), radius * 0.88 * chance.random() ** 0.6
        place = far * cos(radians(angle)), far * sin(radians(angle))
        size = chance.uniform(3, 9)
        gaps.append(moved(disc(size), *place))
    piece.mark(lambda pen: pen.holes(gaps, "#a8782ec0", "#fffbe6"))
    return piece.shade(radius * 0.09, 1.2).bump(0.3, 40, seed, 0.35, 150)


def egg_yolk(radius: float, seed: int) -> Piece:
    piece = Piece(wobbly(radius, seed, 0.02), Paint("#e07d0a", "#fdb92e", "#f59d16", ((40, 40, 1),), seed))
    piece.shade(radius * 0.45, 1.5)
    return piece.gleam(
        moved(turned(oval(radius * 0.5, radius * 0.24), -40), -radius * 0.38, -radius * 0.4),
        radius * 0.07,
        0.9,
    )


def egg_white(radius: float, seed: int) -> Piece:
    piece = Piece(wobbly(radius, seed, 0.12), Paint("#e2d3a2", "#f8f0d2", "#efe4bd", ((40, 40, 1),), seed))
    piece.shade(10, 1.2).bump(0.4, 50, seed, 0.9, 146)
    piece.alpha = piece.alpha.point([round(v * 0.55) for v in range(256)])
    return piece


def egg_shell(radius: float, degrees: float, seed: int) -> Piece:
    """Half a shell with a broken edge, its hollow up."""
    chance = dice(seed)
    edge = [
        (
            radius * chance.uniform(0.93, 1.06) * cos(radians(a)),
            radius * 0.86 * chance.uniform(0.93, 1.06) * sin(radians(a)),
        )
        for a in range(0, 360, 15)
    ]
    piece = Piece(
        turned(edge, degrees), Paint("#b97f58", "#e8bd98", "#d6a07a", ((30, 30, 1), (4, 4, 0.6)), seed)
    ).shade(6, 1)
    hollow = Piece(turned(scaled(edge, 0.9), degrees), Paint("#e9dccb", "#fdf8ef", None, ((40, 40, 1),), seed))
    piece.lay(hollow.shade(radius * 0.4, -1.6).sink(radius * 0.3, 0.35), height=0)
    return piece


def flour_heap(radius: float, seed: int) -> Piece:
    piece = Piece(wobbly(radius, seed, 0.05), FLOUR)
    return piece.shade(radius * 0.4, 1.1).bump(0.4, 60, seed).bump(0.22, 16, seed + 1).bump(0.15, 4, seed + 2)


def butter(size: float, degrees: float) -> Piece:
    piece = Piece(
        turned(
            smooth(
                [
                    (-size / 2, -size * 0.4),
                    (size / 2, -size * 0.42),
                    (size / 2, size * 0.4),
                    (-size / 2, size * 0.42),
                ],
                steps=3,
            ),
            degrees,
        ),
        Paint("#f0c95a", "#fdeea8", "#f9df86", ((40, 40, 1),), 3),
    )
    return piece.shade(size * 0.1, 1.4).bump(0.3, 24, 4, 0.6, 146)


def syrup(outline: Outline, seed: int) -> Piece:
    """Golden syrup, thick and shining."""
    piece = Piece(outline, Paint("#8a3d08", "#dc8a1e", "#b5600f", ((60, 60, 1),), seed))
    piece.shade(9, 1.8).bump(0.7, 46, seed, 0.9, 150)
    return piece
