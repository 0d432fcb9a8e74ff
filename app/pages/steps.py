"""The pages of one step."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from app import addresses, words
from app.pages.parts.frame import NO_ERRORS, Errors, Frame, HousePage
from app.pages.parts.photo_form import PhotoForm
from app.pages.parts.shot import Shot
from app.pages.recipes import ALL, crumb
from boards.recipe import Step


@dataclass(frozen=True, kw_only=True)
class StepPage(HousePage):
    """A step's photo, its words, what to be careful of and its minutes, to change them."""

    template: ClassVar[str] = "steps/show.html"
    part: str = "recipes"
    address: str
    shot: Shot | None
    typed: str
    careful: str
    timer: str

    @classmethod
    def of(
        cls,
        step: Step,
        frame: Frame,
        *,
        typed: Mapping[str, str] | None = None,
        errors: Errors = NO_ERRORS,
    ) -> "StepPage":
        """The form with what is kept, or with what was typed."""
        said = step.told | dict(typed or {})
        return cls(
            heading=words.STEP_CHANGE.format(number=step.place),
            frame=frame,
            trail=(ALL, crumb(step.recipe)),
            address=addresses.step(step.id),
            shot=Shot.of(step.photo.picture_for(frame.viewer), alt=words.PHOTO_OF_STEP.format(number=step.place)),
            typed=said["words"],
            careful=said["careful"],
            timer=said["timer"],
            errors=errors,
        )


@dataclass(frozen=True, kw_only=True)
class StepPhotoPage(HousePage):
    """Another photo for a step."""

    template: ClassVar[str] = "steps/photo.html"
    part: str = "recipes"
    lead: str
    photos: PhotoForm

    @classmethod
    def of(cls, step: Step, frame: Frame, errors: Errors = NO_ERRORS) -> "StepPhotoPage":
        """The page of a step."""
        return cls(
            heading=words.STEP_PHOTO,
            frame=frame,
            trail=(ALL, crumb(step.recipe)),
            lead=words.STEP_PHOTO_LEAD.format(number=step.place),
            photos=PhotoForm.to(f"{addresses.step(step.id)}/photo", frame),
            errors=errors,
        )
