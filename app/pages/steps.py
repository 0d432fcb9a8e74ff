"""The pages of one step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from app import addresses, words
from app.pages.parts.frame import Frame, HousePage
from app.pages.parts.photo_form import PhotoForm
from app.pages.parts.shot import Shot
from app.pages.parts.steps import turn_of
from app.pages.recipes import ALL, crumb
from boards.recipe import Step


@dataclass(frozen=True, kw_only=True)
class StepPage(HousePage):
    """A step's photo, its words, what to be careful of and its minutes, to change them."""

    template: ClassVar[str] = "steps/show.html"
    asks: ClassVar[tuple[str, ...]] = ("words", "careful", "timer", "opened_on")
    called: ClassVar[Mapping[str, str]] = {
        "words": words.STEP_WORDS,
        "careful": words.STEP_CAREFUL,
        "timer": words.STEP_TIMER,
    }
    part: str = "recipes"
    address: str
    add_before: str
    turn: str
    shot: Shot | None
    words: str
    careful: str
    timer: str
    opened_on: str = ""

    @classmethod
    def of(cls, step: Step, frame: Frame) -> "StepPage":
        """The form with what is kept."""
        return cls(
            heading=words.STEP_CHANGE.format(number=step.number),
            frame=frame,
            trail=(ALL, crumb(step.recipe)),
            address=addresses.step(step.id),
            add_before=f"{addresses.recipe(step.recipe_id)}/steps?before={step.id}",
            turn=turn_of(step.photo, frame.viewer),
            shot=Shot.of(step.photo.picture_for(frame.viewer), alt=words.PHOTO_OF_STEP.format(number=step.number)),
            words=step.words,
            careful=step.careful,
            timer=step.told["timer"],
            opened_on=step.opened_on,
        )


@dataclass(frozen=True, kw_only=True)
class StepPhotoPage(HousePage):
    """Another photo for a step."""

    template: ClassVar[str] = "steps/photo.html"
    part: str = "recipes"
    lead: str
    photos: PhotoForm

    @classmethod
    def of(cls, step: Step, frame: Frame) -> "StepPhotoPage":
        """The page of a step."""
        return cls(
            heading=words.STEP_PHOTO,
            frame=frame,
            trail=(ALL, crumb(step.recipe)),
            lead=words.STEP_PHOTO_LEAD.format(number=step.number),
            photos=PhotoForm.to(f"{addresses.step(step.id)}/photo", frame),
        )
