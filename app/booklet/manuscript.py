"""What stands in a booklet: finished values, made from what is shown and from nothing else."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property

from app import words
from app.assets import assets, icon
from app.pages.parts.cards import title_shown
from app.pages.parts.steps import Timer, alt_of
from app.pantry.drawings import drawing_for
from boards.photo import Picture
from boards.shown import Shown, ShownNeed, ShownRecipe, ShownStep

ICONS = ("pot", "warning", "minutes")

INK = "#1c1a17"


@dataclass(frozen=True)
class Thing:
    """Something that is needed: all that is shown of it, and the name of its drawing, if there is one."""

    shown: ShownNeed
    drawing: str


@dataclass(frozen=True)
class Leaf:
    """A step: all that is shown of it, what it is called, and how long it takes in a sentence, if that is said. `alt`
    says what its photo is where no words do, and is empty beside them.
    """

    shown: ShownStep
    name: str
    alt: str
    takes: str


@dataclass(frozen=True)
class Chapter:
    """A recipe."""

    title: str
    cover: str
    reminders: tuple[str, ...]
    ingredients: tuple[Thing, ...]
    tools: tuple[Thing, ...]
    steps: tuple[Leaf, ...]


@dataclass(frozen=True)
class Manuscript:
    """A booklet before it is printed. Photos stand in it by their keys; `made_on` is its day as ISO has it."""

    title: str
    group: str
    made_on: str
    day: str
    count: str
    is_board: bool
    cover: str
    recipes: tuple[Chapter, ...]

    @classmethod
    def of(cls, shown: Shown, on: date) -> "Manuscript":
        """The booklet of all that is shown. A board is shown by its first recipe that has a photo to show."""
        recipes = tuple(_chapter(recipe) for recipe in shown.recipes)
        is_board = shown.board is not None
        return cls(
            shown.board if shown.board is not None else recipes[0].title,
            shown.group,
            on.isoformat(),
            words.whole_day(on),
            words.recipes(len(recipes)) if is_board else "",
            is_board,
            next((recipe.cover for recipe in recipes if recipe.cover), ""),
            recipes,
        )

    @cached_property
    def photos(self) -> tuple[str, ...]:
        """The keys of all photos in it, each once."""
        return tuple(dict.fromkeys(key for key in self._all_photos() if key))

    @property
    def drawings(self) -> dict[str, bytes]:
        """The drawings and icons in it as SVG, by their names."""
        icons = {f"icon-{name}": icon(name).replace("currentColor", INK).encode() for name in ICONS}
        return icons | {thing.drawing: assets().svg(thing.drawing) for thing in self._things if thing.drawing}

    @cached_property
    def values(self) -> bytes:
        """What the template is given, as JSON."""
        more = {"said": SAID, "credits": words.CREDITS if any(thing.drawing for thing in self._things) else ""}
        return json.dumps(asdict(self) | more, ensure_ascii=False).encode()

    @cached_property
    def key(self) -> str:
        """The same for the same content, and for no other. Whoever may not see the same never gets the same file."""
        return hashlib.sha256(self.values).hexdigest()

    @property
    def _things(self) -> Iterator[Thing]:
        for recipe in self.recipes:
            yield from (*recipe.ingredients, *recipe.tools)

    def _all_photos(self) -> Iterator[str]:
        yield self.cover
        for recipe in self.recipes:
            yield recipe.cover
            yield from (_key(thing.shown.picture) for thing in (*recipe.ingredients, *recipe.tools))
            yield from (_key(step.shown.picture) for step in recipe.steps)


SAID = {
    "contents": words.BOOKLET_CONTENTS,
    "need": words.YOU_NEED,
    "ingredients": words.INGREDIENTS,
    "tools": words.TOOLS,
    "careful": words.CAREFUL,
    "not_shown": words.PHOTO_NOT_SHOWN,
    "page": words.BOOKLET_PAGE,
    "please": words.SHARED_PLEASE,
    "no_recipes": words.SHARED_EMPTY,
    "no_steps": words.RECIPE_EMPTY,
}
"""The words that stand in every booklet."""


def _chapter(recipe: ShownRecipe) -> Chapter:
    return Chapter(
        title_shown(recipe),
        _key(recipe.cover),
        tuple(words.REMINDS[one] for one in recipe.reminders),
        _things(recipe.ingredients),
        _things(recipe.tools),
        tuple(_leaf(step, number) for number, step in enumerate(recipe.steps, start=1)),
    )


def _things(needs: Sequence[ShownNeed]) -> tuple[Thing, ...]:
    return tuple(Thing(one, drawing_for(one.symbol)) for one in needs)


def _leaf(step: ShownStep, number: int) -> Leaf:
    timer = Timer.of(step)
    return Leaf(step, words.STEP_NUMBER.format(number=number), alt_of(step, number), timer.takes if timer else "")


def _key(picture: Picture | None) -> str:
    return picture.key if picture else ""
