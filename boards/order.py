"""Short lists that people put in order. A place is counted from 1, and a move rewrites the numbers."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Anything with a place in a list."""

    place: int


Item = TypeVar("Item", bound=Placed)


def move(items: Sequence[Item], item: Item, to: int) -> int:
    """Put an item at a place, and return the place that it had. A place off the end is the end."""
    was = list(items).index(item) + 1
    others = [other for other in items if other is not item]
    others.insert(max(to, 1) - 1, item)
    renumber(others)
    return was


def renumber(items: Sequence[Item]) -> None:
    """Number the items as they stand."""
    for place, item in enumerate(items, start=1):
        if item.place != place:
            item.place = place
