"""What an example recipe is: a title, and steps that draw themselves."""

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

from PIL import Image


@dataclass(frozen=True)
class ExampleStep:
    """A few words, and how to draw the step's picture: 1600 by 1200 pixels, RGB."""

    words: str
    draw: Callable[[], Image.Image]


@dataclass(frozen=True)
class ExampleRecipe:
    """The picture of the last step is the finished dish."""

    title: str
    steps: tuple[ExampleStep, ...]


def jpeg(step: ExampleStep) -> bytes:
    """The step's picture as a JPEG file."""
    file = BytesIO()
    step.draw().save(file, "JPEG", quality=90)
    return file.getvalue()
