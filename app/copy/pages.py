"""Somebody's own copy of their things: pages that open without a server, beside their photos."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from app import words
from app.pages.parts.cards import title_of
from app.pages.parts.frame import Page
from boards.need import Kind
from boards.photo import Picture
from boards.recipe import Recipe, Step
from boards.things import Things


@dataclass(frozen=True)
class TakenPhoto:
    """A photo in the copy: its key in the store, its file in the copy, its size in pixels, and what it shows."""

    key: str
    file: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class TakenStep:
    """A step in the copy. Without a photo, somebody in it hasn't agreed that it leaves the group."""

    said: str
    words: str
    photo: TakenPhoto | None
    careful: str = ""
    timer: str = ""


@dataclass(frozen=True)
class TakenCard:
    """A recipe on the first page of the copy: the file of its page, and the photo that stands for it."""

    file: str
    title: str
    photo: TakenPhoto | None


@dataclass(frozen=True, kw_only=True)
class TakenRecipePage(Page):
    """A recipe in the copy: what keeps people safe, what it needs by its kind, and its steps."""

    template: ClassVar[str] = "taken/recipe.html"
    reminders: tuple[str, ...] = ()
    needs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    steps: tuple[TakenStep, ...]


@dataclass(frozen=True, kw_only=True)
class TakenPage(Page):
    """The first page of the copy: the recipes, and the photos of whoever it belongs to."""

    template: ClassVar[str] = "taken/index.html"
    lead: str
    cards: tuple[TakenCard, ...]
    photos_heading: str
    photos: tuple[TakenPhoto, ...]


@dataclass(frozen=True)
class Copy:
    """Somebody's own copy of their things: its pages by the names of their files, and its photos, with their keys.

    It holds what may leave the group with them, and nothing else.
    """

    pages: tuple[tuple[str, Page], ...]
    photos: tuple[TakenPhoto, ...]

    @classmethod
    def of(cls, things: Things, today: date) -> "Copy":
        """The copy of a day."""
        name = things.person.name
        recipes = [(f"recipe-{number}.html", one) for number, one in enumerate(things.recipes(), start=1)]
        pages = [(file, _recipe_page(recipe, things)) for file, recipe in recipes]
        shown = (photo.picture_for(things.viewer) for photo in things.photos())
        of_them = tuple(_photo(picture, "") for picture in shown if picture)
        first = TakenPage(
            heading=words.TAKEN_TITLE.format(name=name),
            lead=words.TAKEN_LEAD.format(day=words.day(today)),
            cards=tuple(TakenCard(file, page.heading, _cover(page)) for file, page in pages),
            photos_heading=words.PHOTOS_OF.format(name=name),
            photos=of_them,
        )
        in_steps = (step.photo for _, page in pages for step in page.steps)
        photos = {photo.file: photo for photo in (*in_steps, *of_them) if photo}
        return cls((("index.html", first), *pages), tuple(photos.values()))

    def without(self, keys: Collection[str]) -> "Copy":
        """The copy without some photos, whose files are missing."""
        if not keys:
            return self
        pages = tuple((name, _page_without(page, keys)) for name, page in self.pages)
        return Copy(pages, tuple(photo for photo in self.photos if photo.key not in keys))


def _page_without(page: Page, keys: Collection[str]) -> Page:
    def kept(photo: TakenPhoto | None) -> TakenPhoto | None:
        return None if photo and photo.key in keys else photo

    if isinstance(page, TakenRecipePage):
        return replace(page, steps=tuple(replace(step, photo=kept(step.photo)) for step in page.steps))
    assert isinstance(page, TakenPage)
    cards = tuple(replace(card, photo=kept(card.photo)) for card in page.cards)
    return replace(page, cards=cards, photos=tuple(photo for photo in page.photos if photo.key not in keys))


def _recipe_page(recipe: Recipe, things: Things) -> TakenRecipePage:
    steps = tuple(_step(step, place, len(recipe.steps), things) for place, step in enumerate(recipe.steps, start=1))
    reminders = tuple(words.REMINDS[one] for one in recipe.reminders)
    kinds = ((words.INGREDIENTS, Kind.INGREDIENT), (words.TOOLS, Kind.TOOL))
    needs = tuple((said, _needed(recipe, kind)) for said, kind in kinds if recipe.needs_of(kind))
    return TakenRecipePage(heading=title_of(recipe), reminders=reminders, needs=needs, steps=steps)


def _needed(recipe: Recipe, kind: Kind) -> tuple[str, ...]:
    return tuple(f"{one.words}, {one.amount}" if one.amount else one.words for one in recipe.needs_of(kind))


def _step(step: Step, place: int, count: int, things: Things) -> TakenStep:
    picture = step.photo.picture_for(things.viewer)
    alt = "" if step.words else words.PHOTO_OF_STEP.format(number=place)
    photo = _photo(picture, alt) if picture else None
    timer = words.minutes(step.timer) if step.timer else ""
    return TakenStep(words.STEP_OF.format(number=place, count=count), step.words, photo, step.careful, timer)


def _cover(page: TakenRecipePage) -> TakenPhoto | None:
    return next((step.photo for step in reversed(page.steps) if step.photo), None)


def _photo(picture: Picture, alt: str) -> TakenPhoto:
    return TakenPhoto(picture.key, f"photos/{picture.key}.jpg", picture.width, picture.height, alt)
