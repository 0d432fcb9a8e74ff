"""Short lists that people put in order. What lies in the bin keeps its place between the others, so that it comes back
there, whatever else went and came back meanwhile: so places have gaps, and people are told numbers.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Anything with a place in a list."""

    place: int


Item = TypeVar("Item", bound=Placed)


def move(items: Sequence[Item], item: Item, to: int, *, among: Sequence[Item] = ()) -> int:
    """Put an item at a number among those that are seen, counted from 1; returns the number that it had. A number off
    the end is the end. `among` are all of them in order, those in the bin included, if any are.
    """
    was = list(items).index(item) + 1
    others = [other for other in items if other is not item]
    rest = [other for other in among or items if other is not item]
    at = max(to, 1) - 1
    rest.insert(rest.index(others[at]) if at < len(others) else len(rest), item)
    renumber(rest)
    return was


def renumber(items: Sequence[Item]) -> None:
    """Let the items stand as they are given."""
    for place, item in enumerate(items, start=1):
        if item.place != place:
            item.place = place


def end(items: Iterable[Placed]) -> int:
    """The place after all of these, those in the bin included."""
    return max((item.place for item in items), default=0) + 1
