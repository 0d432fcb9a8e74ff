"""Cooking: one step a screen, for the group and for a family."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from app import addresses, words
from app.pages.parts.cards import titled
from app.pages.parts.family import Notice, SharedPage
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.parts.needs import NeedCard, ReminderLine
from app.pages.parts.shot import Shot
from boards.shown import Shared, ShownRecipe, ShownStep

NEED, DONE = "need", "done"
"""The screens before the first step and after the last, as they stand in the address."""


@dataclass(frozen=True)
class Timer:
    """How long a step takes, in minutes and in words, and what its button says."""

    minutes: int
    takes: str
    start: str

    @classmethod
    def of(cls, minutes: int | None) -> "Timer | None":
        """The timer of a step that has one."""
        if minutes is None:
            return None
        return cls(
            minutes,
            words.counted(minutes, words.TIMER_TAKES_ONE, words.TIMER_TAKES),
            words.counted(minutes, words.TIMER_START_ONE, words.TIMER_START),
        )


@dataclass(frozen=True)
class CookStep:
    """A step on a screen of its own. `id` stands in the address; `back` and `next` are the screens beside it."""

    id: str
    number: int
    of: str
    says: str
    careful: str
    timer: Timer | None
    shot: Shot | None
    back: str
    next: str

    @property
    def speaks(self) -> bool:
        """Whether there is something to listen to."""
        return bool(self.says or self.careful or self.timer)


@dataclass(frozen=True)
class Cooking:
    """The screens of a recipe: what it needs, if that is known, its steps, and the dish. `leave` leads back to it."""

    leave: str
    first: str
    reminders: tuple[ReminderLine, ...]
    food: tuple[NeedCard, ...]
    tools: tuple[NeedCard, ...]
    steps: tuple[CookStep, ...]
    dish: Shot | None

    @classmethod
    def of(cls, recipe: ShownRecipe, *, leave: str, under: str = "") -> "Cooking":
        """The screens of a recipe, with its photos under an address."""
        needs = bool(recipe.reminders or recipe.ingredients or recipe.tools)
        ids = [*([NEED] if needs else []), *(f"step-{number}" for number in range(1, len(recipe.steps) + 1)), DONE]
        return cls(
            leave=leave,
            first=ids[0],
            reminders=tuple(ReminderLine.of(one) for one in recipe.reminders),
            food=tuple(NeedCard.of(need, under=under) for need in recipe.ingredients),
            tools=tuple(NeedCard.of(need, under=under) for need in recipe.tools),
            steps=tuple(_steps(recipe.steps, ids, under)),
            dish=Shot.of(recipe.cover, under=under, alt=titled(recipe.title, recipe.number, recipe.made_on)),
        )


def _steps(steps: tuple[ShownStep, ...], ids: list[str], under: str) -> Iterator[CookStep]:
    first = len(ids) - 1 - len(steps)
    for number, step in enumerate(steps, start=1):
        place = first + number - 1
        photo = words.PHOTO_OF_STEP.format(number=number)
        yield CookStep(
            id=ids[place],
            number=number,
            of=words.STEP_OF.format(number=number, count=len(steps)),
            says=step.words,
            careful=step.careful,
            timer=Timer.of(step.timer),
            shot=Shot.of(step.picture, under=under, alt="" if step.words else photo),
            back=ids[place - 1] if place else "",
            next=ids[place + 1],
        )


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
            heading=titled(recipe.title, recipe.number, recipe.made_on),
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
            heading=titled(recipe.title, recipe.number, recipe.made_on),
            tab=words.SHARED_TITLE_RECIPE,
            notice=Notice.of(shown),
            trail=(Crumb(words.COOK_RECIPE, leave),),
            cooking=Cooking.of(recipe, leave=leave, under=addresses.shared(key)),
            thank=f"{addresses.shared_recipe(key, recipe.id)}/hearts",
        )
