"""The pages of what somebody takes with them: a recipe, and what leads to the recipes."""

from dataclasses import dataclass
from typing import ClassVar

from app import words
from app.copy.bundle import beside
from app.pages.parts.cards import title_shown
from app.pages.parts.frame import Page
from app.pages.parts.machine_recipe import Said
from app.pages.parts.needs import YouNeed
from app.pages.parts.shot import Shot
from app.pages.parts.steps import StepCard, step_cards
from boards.shown import ShownRecipe


@dataclass(frozen=True)
class TakenCard:
    """A recipe on the first page: the file of its page, and the photo that stands for it."""

    file: str
    title: str
    shot: Shot | None

    @classmethod
    def of(cls, file: str, recipe: ShownRecipe) -> "TakenCard":
        """The card of a recipe whose page is in a file."""
        return cls(file, title_shown(recipe), beside(recipe.cover, ""))


@dataclass(frozen=True, kw_only=True)
class TakenRecipePage(Page):
    """A recipe: what it needs, and its steps. `back` says where the first page leads; `for_machines` is for recipe
    apps, where it is to be read by them.
    """

    template: ClassVar[str] = "taken/recipe.html"
    back: str = words.TAKEN_BACK
    needs: YouNeed
    steps: tuple[StepCard, ...]
    for_machines: Said | None = None

    @classmethod
    def of(
        cls, recipe: ShownRecipe, *, back: str = words.TAKEN_BACK, for_machines: Said | None = None
    ) -> "TakenRecipePage":
        """The page of a recipe."""
        return cls(
            heading=title_shown(recipe),
            back=back,
            needs=YouNeed.of(recipe, beside),
            steps=step_cards(recipe.steps, beside),
            for_machines=for_machines,
        )


@dataclass(frozen=True, kw_only=True)
class TakenPage(Page):
    """The first page of somebody's own copy: the recipes, and the photos of whoever it belongs to."""

    template: ClassVar[str] = "taken/index.html"
    lead: str
    cards: tuple[TakenCard, ...]
    photos_heading: str
    photos: tuple[Shot, ...]
    credits: str = ""


@dataclass(frozen=True)
class Shelf:
    """The recipes of a board on the first page. Without a heading: those that stand on no board, or there is one."""

    heading: str
    cards: tuple[TakenCard, ...]


@dataclass(frozen=True, kw_only=True)
class TakenElsewherePage(Page):
    """The first page of what was taken elsewhere: the recipes, by their boards."""

    template: ClassVar[str] = "taken/elsewhere.html"
    lead: str
    shelves: tuple[Shelf, ...]
    credits: str = ""
