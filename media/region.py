"""A part of a picture, told in shares of it: the same region fits every size."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

MOST_REGIONS: Final = 20
"""On one photo. A photo that needs more is better taken again."""

_FAR: Final = 1_000
"""Pictures away from this one: what lies further off is a mistake, not a region."""


@dataclass(frozen=True, slots=True)
class Region:
    """A rectangle of a picture, in shares (0 to 1) of its width and height, from its top left corner.

    What reaches over the picture's edge is cut off. Raises ValueError for a number that isn't finite, for no
    width or height, and for what lies beside the picture.
    """

    left: float
    top: float
    width: float
    height: float

    def __post_init__(self) -> None:
        left, width = _within(self.left, self.width)
        top, height = _within(self.top, self.height)
        for name, value in (("left", left), ("top", top), ("width", width), ("height", height)):
            object.__setattr__(self, name, value)

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """Left, top, right and bottom in a picture of `width` by `height` pixels, as Pillow crops.

        Rounded outward, and at least one pixel.
        """
        left, right = _whole(self.left, self.width, width)
        top, bottom = _whole(self.top, self.height, height)
        return left, top, right, bottom

    def told(self) -> list[float]:
        """As it goes through the pipe."""
        return [self.left, self.top, self.width, self.height]


def regions_told(value: object) -> tuple[Region, ...]:
    """What `Region.told` told, of several regions. Raises ValueError for anything else: it may come from a process
    that has read a stranger's bytes.
    """
    if not isinstance(value, list) or len(value) > MOST_REGIONS:
        raise ValueError("not a few regions")
    return tuple(map(_box_told, value))


def some_boxes(regions: Sequence[Region]) -> tuple[Region, ...]:
    """The regions, if there are 1 to MOST_REGIONS. Raises ValueError."""
    if not 1 <= len(regions) <= MOST_REGIONS:
        raise ValueError(f"from 1 to {MOST_REGIONS} regions, not {len(regions)}")
    return tuple(regions)


def _box_told(value: object) -> Region:
    if not isinstance(value, list) or len(value) != 4:
        raise ValueError("not a region")
    if not all(type(share) in (int, float) and 0 <= share <= 1 for share in value):  # neither True nor NaN
        raise ValueError("not the shares of a picture")
    return Region(*map(float, value))


def _within(start: float, length: float) -> tuple[float, float]:
    """Left alone where it fits, or a region that is told and read again would creep by a rounding each time."""
    if not (abs(start) <= _FAR and 0 < length <= _FAR):
        raise ValueError("not a region")
    if start >= 0 and start + length <= 1:
        return start, length
    first, last = max(start, 0.0), min(start + length, 1.0)
    if first >= last:
        raise ValueError("a region beside the picture")
    return first, last - first


def _whole(start: float, length: float, side: int) -> tuple[int, int]:
    first = min(math.floor(start * side), side - 1)
    last = max(math.ceil((start + length) * side), first + 1)
    return first, min(last, side)
