"""A step of a recipe, as it stands in every medium: what is shown of it, whole, and what pages say around it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app import addresses, words
from app.pages.parts.shot import Shot, Shows, on_screen
from boards.permission import Viewer
from boards.photo import Photo
from boards.recipe import Recipe
from boards.shown import ShownRecipe, ShownStep


@dataclass(frozen=True)
class Timer:
    """How long a step takes, in minutes: alone, in a sentence, and as its button says it."""

    minutes: int

    @classmethod
    def of(cls, step: ShownStep) -> "Timer | None":
        """The timer of a step that has one."""
        return cls(step.timer) if step.timer else None

    @property
    def says(self) -> str:
        """How many minutes."""
        return words.minutes(self.minutes)

    @property
    def takes(self) -> str:
        """The same in a sentence."""
        return words.counted(self.minutes, words.TIMER_TAKES_ONE, words.TIMER_TAKES)

    @property
    def start(self) -> str:
        """What the button says that starts it."""
        return words.counted(self.minutes, words.TIMER_START_ONE, words.TIMER_START)


def alt_of(step: ShownStep, number: int) -> str:
    """What a step's photo shows in words: nothing more, where the step's own stand beside it."""
    return "" if step.words else words.PHOTO_OF_STEP.format(number=number)


@dataclass(frozen=True, kw_only=True)
class StepCard:
    """A step on a page: all that is shown of it, its place among the others, and its photo as this page shows it.

    `id` stands in the address. In the group, `href` leads to where it is changed, and `ask` to where somebody can say
    who is in the photo, while nobody has; `turn` turns the photo, for those who can.
    """

    shown: ShownStep
    id: str
    number: int
    count: int
    shot: Shot | None
    href: str = ""
    ask: str = ""
    turn: str = ""

    @property
    def said(self) -> str:
        """Which of the steps it is."""
        return words.STEP_OF.format(number=self.number, count=self.count)

    @property
    def timer(self) -> Timer | None:
        """How long it takes, if that is said."""
        return Timer.of(self.shown)


def step_cards(steps: Sequence[ShownStep], shows: Shows) -> tuple[StepCard, ...]:
    """Steps for who reads them."""
    return tuple(
        StepCard(
            shown=step,
            id=f"step-{number}",
            number=number,
            count=len(steps),
            shot=shows(step.picture, alt_of(step, number)),
        )
        for number, step in enumerate(steps, start=1)
    )


def steps_to_change(recipe: Recipe, shown: ShownRecipe, viewer: Viewer) -> tuple[StepCard, ...]:
    """The steps of a recipe for the group, with the ways to change each."""
    cards = zip(step_cards(shown.steps, on_screen()), recipe.steps_for(viewer), strict=True)
    return tuple(
        replace(
            card,
            id=f"step-{step.id}",
            href=addresses.step(step.id),
            ask=ask_about(step.photo, viewer),
            turn=turn_of(step.photo, viewer),
        )
        for card, step in cards
    )


def ask_about(photo: Photo, viewer: Viewer) -> str:
    """Where somebody can say who is in a photo: they took it or look after it, and it is not known yet."""
    if photo.is_settled or not photo.is_shown_to(viewer):
        return ""
    if viewer.looks_after:
        return addresses.photo(photo.key)
    return f"{addresses.photo(photo.key)}/people" if photo.can_be_answered_by(viewer.person_id or "") else ""


def turn_of(photo: Photo, viewer: Viewer) -> str:
    """Where somebody can turn a photo; empty where they can't."""
    return f"{addresses.photo(photo.key)}/turn" if photo.can_be_turned_by(viewer) else ""
