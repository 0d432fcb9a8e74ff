"""What an example recipe is: a title, and steps that draw themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image

from boards.recipe import Reminder


@dataclass(frozen=True)
class ExampleStep:
    """A few words, and how to draw the step's picture: 1600 by 1200 pixels, RGB.

    `careful` says what to be careful of; `timer` is in minutes.
    """

    words: str
    draw: Callable[[], Image.Image]
    careful: str = ""
    timer: int | None = None


@dataclass(frozen=True)
class ExampleNeed:
    """Something that a recipe needs: the thing in the kitchen, how much of it, and other words if it has them."""

    thing: str
    amount: str = ""
    words: str = ""


@dataclass(frozen=True)
class ExampleRecipe:
    """The picture of the last step is the finished dish."""

    title: str
    steps: tuple[ExampleStep, ...]
    needs: tuple[ExampleNeed, ...] = ()
    reminders: tuple[Reminder, ...] = ()


def jpeg(step: ExampleStep) -> bytes:
    """The step's picture as a JPEG file."""
    file = BytesIO()
    step.draw().save(file, "JPEG", quality=90)
    return file.getvalue()
