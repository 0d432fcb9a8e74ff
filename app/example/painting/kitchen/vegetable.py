"""Tomatoes, onions, basil and other leaves."""

from app.example.painting.kitchen.grain import Paint, dice
from app.example.painting.kitchen.piece import Piece, Surface
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
    wobbly,
)

RED = Paint("#96160d", "#de4a26", "#c32c18", ((110, 110, 2), (24, 24, 0.6)), 21)
GREEN = Paint("#29501d", "#6d9a3c", "#467429", ((50, 50, 1), (6, 6, 0.6)), 22)
BASIL = Paint("#1f5220", "#5c9a3d", "#37752b", ((60, 60, 1), (6, 6, 0.5)), 23)
ONION = Paint("#d9cdb9", "#fbf7ec", "#efe7d8", ((40, 40, 1), (6, 6, 0.4)), 24)


def tomato(radius: float, seed: int) -> Piece:
    piece = Piece(wobbly(radius, seed, 0.025), RED).shade(radius * 0.5, 1.6).shade(radius * 0.14, 0.8)
    piece.gleam(
        moved(turned(oval(radius * 0.5, radius * 0.26), -42), -radius * 0.42, -radius * 0.42),
        radius * 0.07,
        0.62,
    )
    piece.lay(_calyx(radius * 0.62, seed), (radius * 0.06, radius * 0.04), radius * 0.06, 0.6)
    piece.lay(Piece(disc(radius * 0.1), GREEN).shade(4, 1.5), (radius * 0.06, radius * 0.02), radius * 0.05)
    return piece


def _calyx(radius: float, seed: int) -> Piece:
    chance = dice(seed)
    points: list[Point] = []
    for number in range(5):
        angle = number * 72 + chance.uniform(-10, 10)
        tip = radius * chance.uniform(0.75, 1)
        for turn, reach in ((-24, 0.2), (-8, 0.6), (4, 1), (10, 0.55)):
            points.append(polar(tip * reach, angle + turn))
    return Piece(smooth(points, steps=5), GREEN).shade(4, 1.3)


def tomato_half(radius: float, seed: int) -> Piece:
    """The cut side: flesh, and chambers of seeds."""
    piece = Piece(wobbly(radius, seed, 0.02), RED)
    flesh = Paint("#d94a32", "#ec7453", "#e25c41", ((40, 40, 1), (6, 6, 0.3)), seed)
    inner = Piece(wobbly(radius * 0.93, seed, 0.02), flesh)
    for number in range(5):
        inner.lay(_chamber(radius, seed + number), polar(radius * 0.52, number * 72 + seed * 31), 0)
    inner.bump(0.14, 22, seed, 0.6, 142)
    piece.lay(inner, height=0)
    return piece.shade(radius * 0.08, 1.2)


def _chamber(radius: float, seed: int) -> Piece:
    chance = dice(seed)
    gel = Paint("#a8280f", "#e0702c", "#c9481c", ((20, 20, 1),), seed)
    piece = Piece(wobbly(radius * 0.235, seed, 0.09), gel).sink(5, 0.45)
    seeds = [polar(radius * chance.uniform(0.02, 0.16), number * 60) for number in range(6)]
    for place in seeds:
        seed_piece = Piece(turned(oval(radius * 0.11, radius * 0.065), chance.uniform(0, 180)), "#f3d89a", 2).shade(
            2, 1
        )
        piece.lay(seed_piece, place, 2, 0.4)
    return piece


def tomato_chunk(size: float, seed: int) -> Piece:
    """A chopped piece: skin along its round side, then flesh, then seeds."""
    chance = dice(seed)
    turn, wide = chance.uniform(0, 360), chance.uniform(48, 66)
    outer = [*arc(size * 0.62, -wide, wide, 14), (-size * 0.16, size * 0.1), (-size * 0.18, -size * 0.12)]

    def placed(outline: Outline) -> Outline:
        return turned(moved(outline, -size * 0.2, 0), turn)

    piece = Piece(placed(smooth(outer, steps=3)), RED)
    if seed % 4 == 3:
        piece.shade(size * 0.22, 1.5)
        return piece.gleam(placed(moved(oval(size * 0.12, size * 0.34), size * 0.3, -size * 0.1)), size * 0.05, 0.6)
    flesh = [
        *arc(size * 0.54, -wide * 0.9, wide * 0.9, 14),
        (-size * 0.14, size * 0.06),
        (-size * 0.14, -size * 0.06),
    ]
    pulp = Piece(placed(smooth(flesh, steps=3)), Paint("#d9452c", "#ee7550", "#e45c3c", ((18, 18, 1),), seed))
    for side in (-1, 1):
        gel = moved(oval(size * 0.22, size * 0.3), size * 0.2, side * size * 0.2)
        pulp.stain(placed(gel), "#b9300f", size * 0.03, 0.85)
        pips = [
            moved(
                turned(oval(size * 0.1, size * 0.055), n * 60),
                size * (0.14 + n * 0.06),
                side * size * (0.14 + n % 2 * 0.1),
            )
            for n in range(3)
        ]
        pulp.mark(lambda pen, pips=pips: pen.fills([placed(pip) for pip in pips], "#f6d79a"))  # type: ignore[misc]
    piece.lay(pulp, height=0)
    return piece.shade(size * 0.08, 1.3).bump(0.18, 16, seed, 0.7, 146)


def onion_half(radius: float, seed: int, degrees: float = 0) -> Piece:
    """The cut side, with its rings."""
    piece = Piece(wobbly(radius, seed, 0.02), Paint("#8f5a24", "#d59a4c", "#b5762f", ((40, 40, 1),), seed))
    piece.lay(Piece(wobbly(radius * 0.955, seed, 0.02), ONION), height=0)
    rings = [wobbly(radius * share, seed + n, 0.02) for n, share in enumerate((0.84, 0.72, 0.6, 0.47, 0.34, 0.2))]
    piece.mark(lambda pen: pen.lines([[*ring, ring[0]] for ring in rings], 3.4, "#b9a27a90"))
    bright = [scaled(ring, 0.965) for ring in rings]
    piece.mark(lambda pen: pen.lines([[*ring, ring[0]] for ring in bright], 3, "#ffffffa0"))
    piece.stain(turned(oval(radius * 0.26, radius * 0.16), degrees), "#cfd08a", 6, 0.6)
    return piece.shade(radius * 0.1, 1.2).bump(0.2, 14, seed, 0.35, 150)


def onion_dice(size: float, seed: int, paint: Paint = ONION) -> Piece:
    """A chopped piece: a short, bent bit of a few layers, a little see-through."""
    chance = dice(seed)
    radius, wide = size * chance.uniform(1.1, 2.2), size * chance.uniform(0.45, 0.8)
    bend, turn = 28 * size / radius * chance.uniform(0.9, 1.3), chance.uniform(0, 360)
    path = moved(arc(radius, -bend, bend, 8), -radius, 0)
    chip = smooth(ribbon(path[::4], [wide * 0.8, wide, wide * 0.85]), steps=4)
    piece = Piece(turned(chip, turn), paint, 3)
    layers = [moved(arc(radius + wide * at, -bend, bend, 8), -radius, 0) for at in (-0.18, 0.18)]
    piece.mark(lambda pen: pen.lines([turned(layer, turn) for layer in layers], 2, "#a98a5470"))
    piece.shade(size * 0.06, 1.1).gleam(turned(oval(size * 0.3, size * 0.2), turn), size * 0.09, 0.55)
    piece.alpha = piece.alpha.point([round(v * 0.86) for v in range(256)])
    return piece


def onion(radius: float, seed: int) -> Piece:
    """A whole onion in its skin, its top up."""
    chance = dice(seed)
    skin = Paint("#a9642a", "#dc9a52", "#c57f3c", ((70, 70, 1), (8, 8, 0.3)), seed)
    piece = Piece(wobbly(radius, seed, 0.02), skin)
    spokes = [[polar(radius * 0.12, a), polar(radius, a + 5)] for a in range(0, 360, 9)]
    piece.mark(lambda pen: pen.lines(spokes, 2, "#7a3f1660"))
    for _ in range(16):
        angle = chance.uniform(0, 360)
        streak = ribbon([polar(radius * 0.15, angle), polar(radius * 0.85, angle + 4)], [3, 16, 4])
        piece.stain(streak, "#f0bd7c", 5, 0.4)
    piece.shade(radius * 0.5, 1.6).stain(disc(radius * 0.12), "#5c3413", radius * 0.07, 0.8)
    glow = moved(turned(oval(radius * 0.5, radius * 0.24), -42), -radius * 0.42, -radius * 0.42)
    piece.gleam(glow, radius * 0.08, 0.5)
    tuft = smooth(
        [polar(radius * (0.2 if n % 2 else 0.07), n * 45 + chance.uniform(-14, 14)) for n in range(8)],
        steps=3,
    )
    piece.lay(Piece(tuft, Paint("#8f5c2a", "#e0b878", None, ((8, 8, 1),), seed)).shade(4, 1.5), (0, 0), 6)
    return piece


def leaf(length: float, degrees: float, seed: int, paint: Paint = BASIL, width: float = 0.62) -> Piece:
    """A basil leaf, puffed between its veins; its stalk end points away from the angle."""
    chance = dice(seed)
    half = length / 2
    rise = length * width / 2
    side = [
        (-half, 0),
        (-half * 0.72, -rise * 0.62),
        (-half * 0.1, -rise * chance.uniform(0.92, 1.08)),
        (half * 0.55, -rise * 0.6),
        (half, 0),
    ]
    other = [(x, -y * chance.uniform(0.88, 1.1)) for x, y in side[-2:0:-1]]
    piece = Piece(turned(smooth([*side, *other], steps=6), degrees), paint)
    veins = []
    for place in (-0.5, -0.2, 0.1, 0.4):
        for turn in (-1, 1):
            puff = moved(
                turned(oval(length * 0.17, rise * 0.8), turn * -38),
                half * place + length * 0.06,
                turn * rise * 0.42,
            )
            piece.stain(turned(puff, degrees), "#8fc45a", length * 0.025, 0.42)
            vein = line((half * place, 0), (half * (place + 0.26), turn * rise * 0.8), 4)
            veins.append(turned(vein, degrees))
    piece.mark(lambda pen: pen.lines(veins, max(1, length * 0.008), "#1c4a1c90"))
    piece.mark(
        lambda pen: pen.line(turned(line((-half, 0), (half * 0.92, 0)), degrees), max(1.5, length * 0.016), "#b7d98ac0")
    )
    return piece.shade(length * 0.06, 1.3).bump(0.25, length * 0.12, seed, 0.3, 150)


def sprig(table: Surface, at: Point, size: float, seed: int, paint: Paint = BASIL, height: float = 9) -> None:
    """Five leaves from one stalk."""
    chance = dice(seed)
    turn = chance.uniform(0, 360)
    for number, length in enumerate((1, 0.95, 0.9, 0.7, 0.55)):
        degrees = turn + number * (360 / 3 + 14)
        reach = size * length * (0.46 if number < 3 else 0.24)
        x, y = polar(reach, degrees)
        table.lay(leaf(size * length, degrees, seed + number, paint), (at[0] + x, at[1] + y), height)
