"""Recipes that are taken elsewhere: pages for people, and a listing from which a program makes the recipes again."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, ClassVar

from app import words
from app.copy.bundle import FIRST, Bundle, File, file_of
from app.copy.pages import Shelf, TakenCard, TakenElsewherePage, TakenRecipePage
from app.pages.parts.cards import title_shown
from app.pages.parts.frame import Page
from app.pages.parts.machine_recipe import machine_recipe
from boards.hands.elsewhere import Elsewhere, ShownBoard
from boards.photo import Picture
from boards.shown import ShownNeed, ShownRecipe, ShownStep

LISTING = "recipes.json"

FORMAT = 1
"""The version of the listing. Whoever changes what stands in it so that an older reader would err raises it."""


@dataclass(frozen=True, kw_only=True)
class TakenElsewhere(Bundle):
    """Recipes with the boards that they stand on."""

    named: ClassVar[str] = "recipes.zip"
    group: str
    title: str
    day: date
    boards: tuple[ShownBoard, ...]

    @classmethod
    def of(cls, elsewhere: Elsewhere, today: date) -> "TakenElsewhere":
        """What may leave the group on a day."""
        parcel = elsewhere.parcel()
        return cls(group=parcel.group, title=parcel.title, day=today, boards=parcel.boards, recipes=parcel.recipes)

    @property
    def pages(self) -> Iterator[tuple[str, Page]]:
        """Its pages, by the names of their files."""
        yield FIRST, self._first()
        for file, recipe in self.files():
            said = machine_recipe(recipe, self.group, page=file, photo=file_of)
            yield file, TakenRecipePage.of(recipe, back=words.ELSEWHERE_BACK, for_machines=said)

    def listing(self, files: Mapping[str, File]) -> tuple[str, dict[str, Any]]:
        """The recipes and boards as values, and what each file must be. Recipes are named by their pages."""
        pages = {recipe.id: file for file, recipe in self.files()}
        return LISTING, {
            "format": FORMAT,
            "group": self.group,
            "taken": self.day.isoformat(),
            "boards": [
                {"title": board.title, "recipes": [pages[recipe_id] for recipe_id in board.recipes]}
                for board in self.boards
            ],
            "recipes": [_recipe(file, recipe) for file, recipe in self.files()],
            "files": {name: asdict(file) for name, file in files.items()},
        }

    def _first(self) -> TakenElsewherePage:
        return TakenElsewherePage(
            heading=self.title or title_shown(self.recipes[0]),
            lead=words.ELSEWHERE_LEAD.format(group=self.group, day=words.day(self.day)),
            shelves=tuple(self._shelves()),
            credits=words.CREDITS if self.drawings else "",
        )

    def _shelves(self) -> Iterator[Shelf]:
        cards = {recipe.id: TakenCard.of(file, recipe) for file, recipe in self.files()}
        left = dict(cards)
        for board in self.boards:
            yield Shelf(board.title if board.title != self.title else "", tuple(cards[one] for one in board.recipes))
            for one in board.recipes:
                left.pop(one, None)
        if left:
            yield Shelf(words.ELSEWHERE_NO_BOARD if self.boards else "", tuple(left.values()))


def _recipe(file: str, recipe: ShownRecipe) -> dict[str, Any]:
    return {
        "page": file,
        "title": recipe.title,
        "made_on": recipe.made_on.date().isoformat(),
        "cover": _photo(recipe.cover),
        "reminders": list(recipe.reminders),
        "ingredients": [_need(need) for need in recipe.ingredients],
        "tools": [_need(need) for need in recipe.tools],
        "steps": [_step(step) for step in recipe.steps],
    }


def _step(step: ShownStep) -> dict[str, Any]:
    return {"photo": _photo(step.picture), "words": step.words, "careful": step.careful, "timer": step.timer}


def _need(need: ShownNeed) -> dict[str, Any]:
    return {"words": need.words, "amount": need.amount, "symbol": need.symbol, "photo": _photo(need.picture)}


def _photo(picture: Picture | None) -> str | None:
    return file_of(picture) if picture else None
