"""Somebody's own copy of their things."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar, Self

from app import words
from app.copy.bundle import FIRST, Bundle, seen_beside
from app.copy.pages import TakenCard, TakenPage, TakenRecipePage
from app.pages.parts.frame import Page
from boards.hands.things import Things
from boards.photo import Picture


@dataclass(frozen=True, kw_only=True)
class Copy(Bundle):
    """What is shown of somebody's recipes, and the photos of them."""

    named: ClassVar[str] = "my-recipes.zip"
    name: str
    day: date
    of_them: tuple[Picture, ...]

    @classmethod
    def of(cls, things: Things, today: date) -> "Copy":
        """The copy of a day."""
        return cls(name=things.person.name, day=today, recipes=things.shown_recipes(), of_them=things.pictures())

    @property
    def pictures(self) -> Iterator[Picture]:
        """Those of the recipes, and those of them."""
        yield from super().pictures
        yield from self.of_them

    @property
    def pages(self) -> Iterator[tuple[str, Page]]:
        """Its pages, by the names of their files."""
        yield FIRST, self._first()
        for file, recipe in self.files():
            yield file, TakenRecipePage.of(recipe)

    def without(self, keys: Collection[str]) -> Self:
        """The copy without some photos, whose files are missing."""
        of_them = tuple(one for one in self.of_them if one.key not in keys)
        return replace(super().without(keys), of_them=of_them)

    def _first(self) -> TakenPage:
        count = len(self.of_them)
        alts = (words.PHOTO_NUMBER.format(number=number, count=count) for number in range(1, count + 1))
        return TakenPage(
            heading=words.TAKEN_TITLE.format(name=self.name),
            lead=words.TAKEN_LEAD.format(day=words.day(self.day)),
            cards=tuple(TakenCard.of(file, recipe) for file, recipe in self.files()),
            photos_heading=words.PHOTOS_OF.format(name=self.name),
            photos=tuple(seen_beside(picture, alt) for picture, alt in zip(self.of_them, alts, strict=True)),
            credits=words.CREDITS if self.drawings else "",
        )
