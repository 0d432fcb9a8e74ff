"""Outlines: points about their own middle, in pixels of the finished picture."""

from collections.abc import Sequence
from math import cos, hypot, pi, radians, sin

from app.example.painting.kitchen.grain import dice

Point = tuple[float, float]
Outline = Sequence[Point]


def oval(width: float, height: float, points: int = 96) -> Outline:
    angles = [2 * pi * number / points for number in range(points)]
    return [(width / 2 * cos(angle), height / 2 * sin(angle)) for angle in angles]


def disc(radius: float) -> Outline:
    return oval(2 * radius, 2 * radius, 96 if radius < 200 else 180)


def wobbly(radius: float, seed: int, amount: float = 0.05, points: int = 96) -> Outline:
    """A disc drawn by hand: `amount` is how far from round it strays, as a share of the radius."""
    chance = dice(seed)
    waves = [(count, chance.uniform(0, 2 * pi), chance.uniform(0.4, 1) / count) for count in range(2, 8)]
    outline: list[Point] = []
    for number in range(points):
        angle = 2 * pi * number / points
        reach = radius * (1 + 2 * amount * sum(size * sin(n * angle + at) for n, at, size in waves))
        outline.append((reach * cos(angle), reach * sin(angle)))
    return outline


def rounded(width: float, height: float, corner: float) -> Outline:
    outline: list[Point] = []
    right, low = width / 2 - corner, height / 2 - corner
    for quarter, (x, y) in enumerate([(right, low), (-right, low), (-right, -low), (right, -low)]):
        for number in range(13):
            angle = (quarter + number / 12) * pi / 2
            outline.append((x + corner * cos(angle), y + corner * sin(angle)))
    return outline


def smooth(corners: Outline, closed: bool = True, steps: int = 8) -> Outline:
    """A soft curve through the corners (Catmull-Rom)."""
    count = len(corners)
    outline: list[Point] = []
    for index in range(count if closed else count - 1):
        near = [index - 1, index, index + 1, index + 2]
        ends = [corners[n % count] if closed else corners[min(max(n, 0), count - 1)] for n in near]
        outline += [_between(ends, step / steps) for step in range(steps)]
    return outline if closed else [*outline, corners[-1]]


def _between(ends: Outline, share: float) -> Point:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = ends
    one, two, three = share, share * share, share * share * share

    def mix(a: float, b: float, c: float, d: float) -> float:
        bend = (2 * a - 5 * b + 4 * c - d) * two + (3 * b - a - 3 * c + d) * three
        return (2 * b + (c - a) * one + bend) / 2

    return mix(ax, bx, cx, dx), mix(ay, by, cy, dy)


def ribbon(path: Outline, widths: Sequence[float]) -> Outline:
    """A band along the path. The widths are spread evenly from its start to its end."""
    left: list[Point] = []
    right: list[Point] = []
    last = len(path) - 1
    for index, (x, y) in enumerate(path):
        (ax, ay), (bx, by) = path[max(index - 1, 0)], path[min(index + 1, last)]
        length = hypot(bx - ax, by - ay) or 1
        half = _along(widths, index / last) / 2
        across = (-(by - ay) / length * half, (bx - ax) / length * half)
        left.append((x + across[0], y + across[1]))
        right.append((x - across[0], y - across[1]))
    return left + right[::-1]


def _along(widths: Sequence[float], share: float) -> float:
    place = share * (len(widths) - 1)
    before = min(int(place), len(widths) - 2)
    return widths[before] + (widths[before + 1] - widths[before]) * (place - before)


def line(start: Point, end: Point, steps: int = 12) -> Outline:
    return [
        (start[0] + (end[0] - start[0]) * n / steps, start[1] + (end[1] - start[1]) * n / steps)
        for n in range(steps + 1)
    ]


def arc(radius: float, start: float, end: float, steps: int = 24) -> Outline:
    """Part of a circle, from one angle to another in degrees; 0 points right and 90 points down."""
    angles = [radians(start + (end - start) * n / steps) for n in range(steps + 1)]
    return [(radius * cos(angle), radius * sin(angle)) for angle in angles]


def polar(radius: float, degrees: float) -> Point:
    return radius * cos(radians(degrees)), radius * sin(radians(degrees))


def wedge(radius: float, start: float, end: float) -> Outline:
    return [(0, 0), *arc(radius, start, end)]


def turned(outline: Outline, degrees: float) -> Outline:
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return [(x * c - y * s, x * s + y * c) for x, y in outline]


def moved(outline: Outline, x: float, y: float) -> Outline:
    return [(a + x, b + y) for a, b in outline]


def scaled(outline: Outline, across: float, down: float | None = None) -> Outline:
    return [(x * across, y * (across if down is None else down)) for x, y in outline]


def scattered(count: int, radius: float, seed: int, apart: float = 0) -> Outline:
    """Places in a disc, in the order to lay them; `apart` pixels from each other where there is room."""
    chance = dice(seed)
    places: list[Point] = []
    for _ in range(count):
        for _try in range(12):
            angle, reach = chance.uniform(0, 2 * pi), radius * chance.random() ** 0.5
            place = (reach * cos(angle), reach * sin(angle))
            if all(hypot(place[0] - x, place[1] - y) >= apart for x, y in places):
                break
        places.append(place)
    return places
