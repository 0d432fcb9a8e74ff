"""The drawings that stand for people and items without a photo, by the name that we know each by."""

from types import MappingProxyType

from app.pantry.items import FILES, svg

NOBODY = "person"
"""Stands for who has no drawing yet."""

_PEOPLE = MappingProxyType(
    {
        "apple": "1F34E",
        "banana": "1F34C",
        "carrot": "1F955",
        "lemon": "1F34B",
        "strawberry": "1F353",
        "tomato": "1F345",
        "grapes": "1F347",
        "broccoli": "1F966",
        "pineapple": "1F34D",
        "cherries": "1F352",
        "mushroom": "1F344",
        "pepper": "1FAD1",
        "cat": "1F408",
        "dog": "1F415",
        "bird": "1F426",
        "fish": "1F41F",
        "butterfly": "1F98B",
        "turtle": "1F422",
        "sun": "2600",
        "star": "2B50",
        "rainbow": "1F308",
        "tree": "1F333",
        "sunflower": "1F33B",
        "tulip": "1F337",
        "boat": "26F5",
        "train": "1F682",
        "bicycle": "1F6B2",
        "balloon": "1F388",
        "drum": "1F941",
        "guitar": "1F3B8",
    }
)
"""What can stand for a person, and the file of each: its code point."""

SYMBOLS = tuple(_PEOPLE)

DRAWINGS = MappingProxyType({NOBODY: "1F464", **FILES, **_PEOPLE})
"""Every drawing, of people and of items, and the file of each."""


def drawing(name: str) -> str:
    """A drawing as SVG. Raises KeyError for a name that there isn't."""
    return svg(DRAWINGS[name])


def drawing_for(symbol: str, or_else: str = "") -> str:
    """The name of the drawing that stands for something, if there is one by its symbol, or of another."""
    return symbol if symbol in DRAWINGS else or_else
