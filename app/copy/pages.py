"""Somebody's own copy of their things: pages that open without a server, beside their photos."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app import words
from app.pages.parts.cards import title_shown
from app.pages.parts.frame import Page
from app.pages.parts.needs import YouNeed
from app.pages.parts.shot import Shot
from app.pages.parts.steps import StepCard, step_cards
from app.pantry.drawings import drawing_for
from app.pantry.items import NOTHING
from boards.hands.things import Things
from boards.photo import Picture
from boards.shown import ShownNeed, ShownRecipe

FIRST = "index.html"


@dataclass(frozen=True)
class TakenCard:
    """A recipe on the first page of the copy: the file of its page, and the photo that stands for it."""

    file: str
    title: str
    shot: Shot | None


@dataclass(frozen=True, kw_only=True)
class TakenRecipePage(Page):
    """A recipe in the copy: what it needs, and its steps."""

    template: ClassVar[str] = "taken/recipe.html"
    needs: YouNeed
    steps: tuple[StepCard, ...]

    @classmethod
    def of(cls, recipe: ShownRecipe) -> "TakenRecipePage":
        """The page of a recipe."""
        needs, steps = YouNeed.of(recipe, beside), step_cards(recipe.steps, beside)
        return cls(heading=title_shown(recipe), needs=needs, steps=steps)


@dataclass(frozen=True, kw_only=True)
class TakenPage(Page):
    """The first page of the copy: the recipes, and the photos of whoever it belongs to."""

    template: ClassVar[str] = "taken/index.html"
    lead: str
    cards: tuple[TakenCard, ...]
    photos_heading: str
    photos: tuple[Shot, ...]
    credits: str = ""


@dataclass(frozen=True)
class Copy:
    """Somebody's own copy of their things: what is shown of their recipes, and the photos of them.

    It holds what may leave the group with them, and nothing else.
    """

    name: str
    day: date
    recipes: tuple[ShownRecipe, ...]
    of_them: tuple[Picture, ...]

    @classmethod
    def of(cls, things: Things, today: date) -> "Copy":
        """The copy of a day."""
        return cls(things.person.name, today, things.shown_recipes(), things.pictures())

    @property
    def photos(self) -> dict[str, str]:
        """The files of all photos in it, by their keys."""
        pictures = (picture for recipe in self.recipes for picture in recipe.pictures)
        return {picture.key: file_of(picture) for picture in (*pictures, *self.of_them)}

    @property
    def drawings(self) -> set[str]:
        """The drawings that stand in it for what has no photo."""
        return {drawing_for(need.symbol, NOTHING) for need in self._needs() if need.picture is None}

    @property
    def pages(self) -> Iterator[tuple[str, Page]]:
        """Its pages, by the names of their files."""
        yield FIRST, self._first()
        for file, recipe in self._files():
            yield file, TakenRecipePage.of(recipe)

    def without(self, keys: Collection[str]) -> "Copy":
        """The copy without some photos, whose files are missing."""
        recipes = tuple(recipe.without(keys) for recipe in self.recipes)
        return replace(self, recipes=recipes, of_them=tuple(one for one in self.of_them if one.key not in keys))

    def _first(self) -> TakenPage:
        count = len(self.of_them)
        alts = (words.PHOTO_NUMBER.format(number=number, count=count) for number in range(1, count + 1))
        return TakenPage(
            heading=words.TAKEN_TITLE.format(name=self.name),
            lead=words.TAKEN_LEAD.format(day=words.day(self.day)),
            cards=tuple(
                TakenCard(file, title_shown(recipe), beside(recipe.cover, "")) for file, recipe in self._files()
            ),
            photos_heading=words.PHOTOS_OF.format(name=self.name),
            photos=tuple(seen_beside(picture, alt) for picture, alt in zip(self.of_them, alts, strict=True)),
            credits=words.CREDITS if self.drawings else "",
        )

    def _files(self) -> Iterator[tuple[str, ShownRecipe]]:
        for number, recipe in enumerate(self.recipes, start=1):
            yield f"recipe-{number}.html", recipe

    def _needs(self) -> Iterator[ShownNeed]:
        for recipe in self.recipes:
            yield from recipe.needs


def beside(picture: Picture | None, alt: str) -> Shot | None:
    """A picture that lies beside the pages, in one size. None where there is none to see."""
    return seen_beside(picture, alt) if picture else None


def seen_beside(picture: Picture, alt: str) -> Shot:
    """The same for a picture that is there. Who has the copy may print it."""
    return Shot("", file_of(picture), picture.width, picture.height, picture.tone, alt)


def file_of(picture: Picture) -> str:
    """The name of a photo's file in the copy."""
    return f"photos/{picture.key}.jpg"
