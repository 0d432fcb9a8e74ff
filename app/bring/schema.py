"""A recipe as websites write it for recipe apps: schema.org's Recipe in JSON, by itself or in a page.

Its pictures are addresses elsewhere: nothing is fetched from there. https://schema.org/Recipe
"""

import json
import re
import textwrap
from collections.abc import Iterator
from html import unescape
from html.parser import HTMLParser
from typing import Any, BinaryIO

from app.bring.unread import Unread, Why
from boards.hands.bringing import BroughtNeed, BroughtRecipe, BroughtStep, Parcel
from boards.recipe import MOST_NEEDS, MOST_STEPS
from boards.text import TITLE, WORDS, tame_line

MOST_BYTES = 5_000_000
MOST_VALUES = 20_000
"""How many values of a file are looked at."""

_TAG = re.compile(r"<[^<>]*>")


def read_schema(file: BinaryIO) -> Parcel:
    """The recipes that a file tells of. Raises Unread."""
    file.seek(0)
    content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise Unread(Why.TOO_LARGE)
    try:
        said = content.decode("utf-8-sig")
        recipes = tuple(_recipe(one) for told in _told(said) for one in _recipes(told))
    except (ValueError, RecursionError) as fault:
        raise Unread(Why.NOT_OURS) from fault
    recipes = tuple(one for one in recipes if one.steps or one.ingredients)
    if not recipes:
        raise Unread(Why.NOT_OURS)
    if any(len(one.steps) > MOST_STEPS or len(one.ingredients) + len(one.tools) > MOST_NEEDS for one in recipes):
        raise Unread(Why.TOO_MANY)
    return Parcel((), recipes)


class _Scripts(HTMLParser):
    """What a page tells programs."""

    def __init__(self) -> None:
        super().__init__()
        self.is_in = False
        self.told: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        kind = (dict(attrs).get("type") or "").partition(";")[0].strip().lower()
        self.is_in = tag == "script" and kind == "application/ld+json"
        if self.is_in:
            self.told.append("")

    def handle_endtag(self, _tag: str) -> None:
        self.is_in = False

    def handle_data(self, data: str) -> None:
        if self.is_in:
            self.told[-1] += data


def _told(said: str) -> Iterator[Any]:
    if not said.lstrip().startswith("<"):
        yield json.loads(said)
        return
    page = _Scripts()
    page.feed(said)
    for told in page.told:
        try:
            yield json.loads(told)
        except ValueError:
            continue  # another script of the page may be whole


def _recipes(told: Any) -> Iterator[dict[str, Any]]:
    left, seen = [told], 0
    while left and seen < MOST_VALUES:
        one, seen = left.pop(0), seen + 1
        if isinstance(one, list):
            left += one
        elif isinstance(one, dict):
            kinds = one.get("@type")
            if "Recipe" in (kinds if isinstance(kinds, list) else [kinds]):
                yield one
            else:
                left += [one[name] for name in ("@graph", "mainEntity") if name in one]


def _recipe(said: dict[str, Any]) -> BroughtRecipe:
    steps = (part for words in _texts(said.get("recipeInstructions")) for part in _parts(words, WORDS))
    return BroughtRecipe(
        title=tame_line(_plain(said.get("name")), TITLE),
        steps=tuple(BroughtStep(None, part) for part in steps),
        ingredients=tuple(_needs(said.get("recipeIngredient", said.get("ingredients")))),
        tools=tuple(_needs(said.get("tool"))),
    )


def _needs(said: Any) -> Iterator[BroughtNeed]:
    yield from (BroughtNeed(part) for words in _texts(said) for part in _parts(words, TITLE))


def _texts(said: Any, depth: int = 0) -> Iterator[str]:
    """A text, a list of them, steps, or sections of steps."""
    if depth > 5:
        return
    if isinstance(said, str):
        yield from said.split("\n")
    elif isinstance(said, list):
        for one in said:
            yield from _texts(one, depth + 1)
    elif isinstance(said, dict):
        inner = said.get("itemListElement")
        yield from _texts(inner if inner is not None else said.get("text") or said.get("name"), depth + 1)


def _parts(words: str, most: int) -> list[str]:
    """A text in parts that each find room: nothing of it is lost."""
    return textwrap.wrap(tame_line(_plain(words), len(words)), most)


def _plain(said: Any) -> str:
    return unescape(_TAG.sub(" ", said)) if isinstance(said, str) else ""
