"""Fruit, whole and cut."""

from app.example.painting.kitchen.grain import Paint, dice
from app.example.painting.kitchen.piece import Piece, together
from app.example.painting.kitchen.shape import (
    Outline,
    Point,
    arc,
    disc,
    line,
    moved,
    oval,
    polar,
    ribbon,
    scaled,
    smooth,
    turned,
    wedge,
    wobbly,
)
from app.example.painting.kitchen.vegetable import GREEN

BERRY = Paint("#8e0f17", "#e23b2f", "#c41f22", ((60, 60, 2), (14, 14, 0.6)), 31)
BLUE = Paint("#161d42", "#5d6fa3", "#2c3a6e", ((24, 24, 1), (4, 4, 0.5)), 32)
GRAPE = Paint("#92ad3e", "#bfd46e", "#a9c252", ((60, 60, 1),), 33)
ORANGE = Paint("#d8660e", "#fba13a", "#ee8220", ((40, 40, 1), (5, 5, 0.5)), 34)
BANANA = Paint("#d79a1c", "#fbdc62", "#f0c23b", ((120, 120, 1), (30, 8, 0.5)), 35)
FLESH = Paint("#ecd9a4", "#fdf4d6", "#f7e9c0", ((30, 30, 1), (6, 6, 0.5)), 36)


def _heart(size: float) -> Outline:
    """A strawberry's outline, its tip to the right."""
    side = [(-0.46, -0.16), (-0.34, -0.38), (-0.06, -0.42), (0.26, -0.27), (0.48, -0.06)]
    return scaled(smooth([*side, (0.51, 0), *[(x, -y) for x, y in side[::-1]]], steps=6), size)


def strawberry(size: float, degrees: float, seed: int) -> Piece:
    outline = turned(_heart(size), degrees)
    piece = Piece(outline, BERRY).shade(size * 0.16, 1.7)
    rows = [(x / 10, y / 10 + (x % 2) * 0.06) for x in range(-3, 5) for y in range(-4, 5, 1) if abs(y) < 3.4 - x * 0.55]
    seeds = turned(scaled([(x, y * 1.12) for x, y in rows], size), degrees)
    piece.mark(
        lambda pen: pen.fills(
            [moved(turned(oval(size * 0.045, size * 0.03), degrees), x, y) for x, y in seeds], "#6d0a10c0"
        )
    )
    piece.mark(
        lambda pen: pen.fills(
            [moved(turned(oval(size * 0.034, size * 0.02), degrees), x - 0.6, y - 0.6) for x, y in seeds],
            "#f3c76a",
        )
    )
    piece.gleam(moved(turned(oval(size * 0.24, size * 0.11), -40), -size * 0.12, -size * 0.16), size * 0.035, 0.5)
    return _with_cap(piece, size, degrees, seed)


def _with_cap(berry: Piece, size: float, degrees: float, seed: int) -> Piece:
    """The berry and its green cap, as one piece."""
    chance = dice(seed)
    cap: list[Point] = []
    for number in range(7):
        angle, tip = number * 51 + chance.uniform(-8, 8), size * chance.uniform(0.2, 0.27)
        cap += [polar(tip * 0.3, angle - 22), polar(tip, angle), polar(tip * 0.4, angle + 14)]
    place = turned([(-size * 0.43, 0)], degrees)[0]
    leaves = Piece(smooth(cap, steps=4), GREEN).shade(4, 1.4)
    return together([(berry, (0, 0)), (leaves, place)], size * 0.03)


def strawberry_half(size: float, degrees: float, seed: int) -> Piece:
    piece = Piece(turned(_heart(size), degrees), BERRY)
    pulp = Paint("#e2514a", "#f59a88", "#ec7468", ((26, 26, 1), (5, 5, 0.5)), seed)
    face = Piece(turned(scaled(_heart(size), 0.9), degrees), pulp)
    for spread in range(-4, 5):
        ray = line(
            (-size * 0.2, spread * size * 0.02),
            (size * (0.36 - abs(spread) * 0.05), spread * size * 0.085),
            4,
        )
        face.stain(turned(ribbon(ray, [size * 0.02, size * 0.02]), degrees), "#fff0e4", size * 0.012, 0.6)
    face.stain(turned(scaled(_heart(size), 0.46, 0.3), degrees), "#fff1e6", size * 0.06, 0.95)
    face.stain(turned(moved(oval(size * 0.34, size * 0.07), -size * 0.04, 0), degrees), "#d8605a", size * 0.03, 0.6)
    piece.lay(face, height=0)
    return piece.shade(size * 0.05, 1.3).bump(0.25, 10, seed, 0.5, 155)


def kiwi_slice(radius: float, seed: int) -> Piece:
    chance = dice(seed)
    piece = Piece(wobbly(radius, seed, 0.02), Paint("#5b4a22", "#8f7a3e", None, ((8, 8, 1),), seed))
    green = Paint("#6f9a22", "#b4d354", "#8fb935", ((20, 20, 1), (5, 5, 0.6)), seed)
    face = Piece(wobbly(radius * 0.955, seed, 0.02), green)
    face.stain(scaled(disc(radius), 0.62), "#c5de74", radius * 0.1, 0.6)
    rays = [
        ribbon([polar(radius * 0.2, a), polar(radius * 0.82, a)], [radius * 0.05, radius * 0.015])
        for a in range(0, 360, 15)
    ]
    for ray in rays:
        face.stain(ray, "#dcecA0", radius * 0.02, 0.5)
    face.stain(oval(radius * 0.5, radius * 0.42), "#f6f3d2", radius * 0.04, 1)
    seeds = [(a + chance.uniform(-4, 4), radius * chance.uniform(0.34, 0.52)) for a in range(0, 360, 12)]
    face.mark(
        lambda pen: pen.fills(
            [moved(turned(oval(radius * 0.11, radius * 0.055), a), *polar(r, a)) for a, r in seeds], "#1e1a12"
        )
    )
    face.bump(0.2, 12, seed, 0.55, 150)
    piece.lay(face, height=0)
    return piece.shade(radius * 0.05, 1.1)


def orange_slice(radius: float, seed: int) -> Piece:
    piece = Piece(wobbly(radius, seed, 0.012), ORANGE)
    piece.lay(Piece(wobbly(radius * 0.93, seed, 0.012), "#fbe3b0"), height=0)
    pulp = Paint("#e8760f", "#fdb552", "#f5942c", ((12, 12, 1), (4, 4, 0.5)), seed)
    for number in range(10):
        start = number * 36 + seed * 7
        cell = [
            polar(radius * 0.1, start + 18),
            polar(radius * 0.8, start + 3),
            polar(radius * 0.86, start + 18),
            polar(radius * 0.8, start + 33),
        ]
        part = Piece(smooth(cell, steps=6), pulp, 2).shade(radius * 0.03, 0.9)
        piece.lay(part, height=0)
    return piece.shade(radius * 0.04, 1).bump(0.25, 9, seed, 0.6, 155)


def orange(radius: float, seed: int) -> Piece:
    piece = Piece(wobbly(radius, seed, 0.012), ORANGE).bump(0.28, 7, seed)
    piece.shade(radius * 0.5, 1.6)
    piece.gleam(
        moved(turned(oval(radius * 0.5, radius * 0.34), -42), -radius * 0.4, -radius * 0.4),
        radius * 0.14,
        0.45,
    )
    piece.lay(Piece(wobbly(radius * 0.1, seed, 0.1, 20), GREEN, 2).shade(3, 1), (radius * 0.1, radius * 0.06), 2)
    return piece


def apple(radius: float, seed: int) -> Piece:
    """An apple from above, red with yellow streaks, its stalk in the hollow."""
    chance = dice(seed)
    piece = Piece(wobbly(radius, seed, 0.035), Paint("#8d1420", "#d5402f", "#b52427", ((50, 50, 1), (8, 8, 0.4)), seed))
    for _ in range(70):
        angle, low = chance.uniform(0, 360), radius * chance.uniform(0.1, 0.4)
        streak = ribbon([polar(low, angle), polar(low + radius * chance.uniform(0.2, 0.5), angle + 4)], [2, 7, 2])
        piece.stain(streak, "#f2b13f", 3, chance.uniform(0.2, 0.55))
    piece.stain(disc(radius * 0.24), "#c79a34", radius * 0.12, 0.8)
    piece.shade(radius * 0.5, 1.6)
    piece.stain(disc(radius * 0.13), "#3d2712", radius * 0.08, 0.9)
    piece.gleam(
        moved(turned(oval(radius * 0.5, radius * 0.26), -42), -radius * 0.46, -radius * 0.44),
        radius * 0.08,
        0.6,
    )
    stalk = Piece(
        ribbon(
            smooth([(0, 0), (radius * 0.16, -radius * 0.14), (radius * 0.3, -radius * 0.34)], closed=False),
            [9, 8, 12],
        ),
        "#5a3c1e",
    ).shade(3, 1.3)
    piece.lay(stalk, (0, 0), 10)
    return piece


def apple_wedge(size: float, degrees: float, seed: int) -> Piece:
    half = wedge(size * 0.5, 12, 168)
    skin = [*arc(size * 0.5, 8, 172), (0, size * 0.05)]
    piece = Piece(moved(turned(skin, degrees), 0, 0), Paint("#8d1420", "#d5402f", "#b52427", ((30, 30, 1),), seed))
    pulp = Piece(turned(moved(scaled(half, 0.92, 0.86), 0, size * 0.035), degrees), FLESH)
    core = turned(moved(oval(size * 0.3, size * 0.12), 0, size * 0.12), degrees)
    pulp.stain(core, "#d9c083", 4, 0.7)
    pips = turned([(-size * 0.06, size * 0.13), (size * 0.06, size * 0.13)], degrees)
    pulp.mark(
        lambda pen: pen.fills(
            [moved(turned(oval(size * 0.08, size * 0.045), degrees), x, y) for x, y in pips], "#4a2a16"
        )
    )
    piece.lay(pulp, height=0)
    return piece.shade(size * 0.04, 1.2).bump(0.15, 12, seed, 0.3, 148)


def banana(length: float, degrees: float, seed: int) -> Piece:
    """A whole banana, curved round its place."""
    path = moved(arc(length * 0.55, 205, 335, 40), 0, length * 0.3)
    piece = Piece(turned(ribbon(path, [16, 30, 84, 124, 136, 134, 116, 74, 28, 20]), degrees), BANANA)
    ridge = moved(arc(length * 0.57, 216, 326, 40), 0, length * 0.3)
    piece.stain(turned(ribbon(ridge, [4, 8, 8, 4]), degrees), "#b87a14", 4, 0.6)
    piece.stain(
        turned(ribbon(moved(arc(length * 0.5, 216, 326), 0, length * 0.3), [6, 26, 26, 6]), degrees),
        "#c78c1c",
        8,
        0.5,
    )
    for end in (path[0], path[-1]):
        piece.stain(moved(disc(20), *turned([end], degrees)[0]), "#5c4420", 6, 0.9)
    chance = dice(seed)
    flecks = [path[chance.randint(8, 32)] for _ in range(14)]
    for x, y in flecks:
        spot = turned([(x + chance.uniform(-20, 20), y + chance.uniform(-36, 36))], degrees)[0]
        piece.stain(moved(oval(chance.uniform(4, 12), 4), *spot), "#7a5218", 1.5, 0.5)
    return piece.shade(34, 1.6)


def banana_slice(radius: float, seed: int) -> Piece:
    chance = dice(seed)
    piece = Piece(wobbly(radius, seed, 0.03), FLESH)
    piece.stain(disc(radius * 0.5), "#ead08e", radius * 0.2, 0.6)
    turn = chance.uniform(0, 120)
    for number in range(3):
        angle = turn + 120 * number
        piece.stain(
            ribbon([(0, 0), polar(radius * 0.36, angle)], [3, radius * 0.12, 2]),
            "#b58c4a",
            radius * 0.03,
            0.65,
        )
    dots = [polar(radius * chance.uniform(0.16, 0.32), turn + n * 40 + chance.uniform(-8, 8)) for n in range(9)]
    piece.mark(lambda pen: pen.dots(dots, radius * 0.035, "#5b401e"))
    return piece.shade(radius * 0.12, 1.3).bump(0.15, 9, seed, 0.35, 150)


def blueberry(radius: float, seed: int) -> Piece:
    chance = dice(seed)
    piece = Piece(wobbly(radius, seed, 0.02, 48), BLUE).shade(radius * 0.5, 1.8)
    piece.gleam(moved(oval(radius * 0.6, radius * 0.4), -radius * 0.34, -radius * 0.38), radius * 0.16, 0.5, "#c3cfe8")
    place = polar(radius * 0.25, chance.uniform(0, 360))
    crown = smooth([polar(radius * (0.36 if n % 2 else 0.2), n * 36 + seed) for n in range(10)], steps=3)
    piece.mark(lambda pen: pen.fill(moved(crown, *place), "#0d1230"))
    piece.mark(lambda pen: pen.dot(place, radius * 0.12, "#39487a"))
    return piece


def grape(radius: float, seed: int) -> Piece:
    piece = Piece(turned(oval(radius * 2.12, radius * 1.92, 64), seed * 37), GRAPE).shade(radius * 0.42, 1.3)
    piece.stain(moved(oval(radius * 0.9, radius * 0.7), radius * 0.28, radius * 0.3), "#eef3b0", radius * 0.24, 0.5)
    return piece.gleam(moved(oval(radius * 0.42, radius * 0.26), -radius * 0.4, -radius * 0.42), radius * 0.08, 0.8)
