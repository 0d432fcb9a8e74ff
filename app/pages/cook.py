"""Cooking: one step a screen, for the group and for a family."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from app import addresses, words
from app.pages.parts.cards import title_shown
from app.pages.parts.family import Notice, SharedPage
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.parts.needs import YouNeed
from app.pages.parts.shot import Shot, on_screen
from app.pages.parts.steps import StepCard, step_cards
from boards.shown import Shared, ShownRecipe

NEED, DONE = "need", "done"
"""The screens before the first step and after the last, as they stand in the address."""


@dataclass(frozen=True)
class CookStep:
    """A step on a screen of its own. `back` and `next` are the screens beside it, as they stand in the address."""

    step: StepCard
    back: str
    next: str

    @property
    def speaks(self) -> bool:
        """Whether there is something to listen to."""
        return self.step.shown.says_something


@dataclass(frozen=True)
class Cooking:
    """The screens of a recipe: what it needs, if that is known, its steps, and the dish. `leave` leads back to it."""

    leave: str
    first: str
    needs: YouNeed
    steps: tuple[CookStep, ...]
    dish: Shot | None

    @classmethod
    def of(cls, recipe: ShownRecipe, *, leave: str, under: str = "") -> "Cooking":
        """The screens of a recipe, with its photos under an address."""
        shows = on_screen(under)
        needs, steps = YouNeed.of(recipe, shows), step_cards(recipe.steps, shows)
        ids = [*([NEED] if needs else []), *(step.id for step in steps), DONE]
        return cls(
            leave=leave,
            first=ids[0],
            needs=needs,
            steps=tuple(_screens(steps, ids)),
            dish=shows(recipe.cover, title_shown(recipe)),
        )


def _screens(steps: tuple[StepCard, ...], ids: list[str]) -> Iterator[CookStep]:
    for step in steps:
        place = ids.index(step.id)
        yield CookStep(step, ids[place - 1] if place else "", ids[place + 1])


@dataclass(frozen=True, kw_only=True)
class CookPage(HousePage):
    """Cooking in the group."""

    template: ClassVar[str] = "recipes/cook.html"
    part: str = "recipes"
    cooking: Cooking

    @classmethod
    def of(cls, recipe: ShownRecipe, frame: Frame) -> "CookPage":
        """The page of a recipe, as whoever cooks may see it."""
        leave = addresses.recipe(recipe.id)
        return cls(
            heading=title_shown(recipe),
            frame=frame,
            trail=(Crumb(words.COOK_RECIPE, leave),),
            cooking=Cooking.of(recipe, leave=leave),
        )


@dataclass(frozen=True, kw_only=True)
class SharedCookPage(SharedPage):
    """Cooking at home. `thank` is where a family says thank you, if it can."""

    template: ClassVar[str] = "shared/cook.html"
    trail: tuple[Crumb, ...]
    cooking: Cooking
    thank: str

    @classmethod
    def of(cls, recipe: ShownRecipe, shown: Shared, key: str) -> "SharedCookPage":
        """The page of one recipe of a link."""
        leave = addresses.shared_recipe(key, recipe.id)
        return cls(
            heading=title_shown(recipe),
            tab=words.SHARED_TITLE_RECIPE,
            notice=Notice.of(shown),
            trail=(Crumb(words.COOK_RECIPE, leave),),
            cooking=Cooking.of(recipe, leave=leave, under=addresses.shared(key)),
            thank=f"{addresses.shared_recipe(key, recipe.id)}/hearts",
        )
