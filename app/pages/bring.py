"""The pages on which a worker brings recipes in: which file, and what is in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from app import words
from app.pages.parts.confirm import ConfirmPage
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.recipes import ALL, PART
from boards.hands.bringing import BroughtRecipe, Parcel

HERE = Crumb(words.BRING, "/bring-in")


@dataclass(frozen=True, kw_only=True)
class BringPage(HousePage):
    """Which file? `action` says who opened the form."""

    template: ClassVar[str] = "bring/new.html"
    part: str = PART
    action: str

    @classmethod
    def of(cls, frame: Frame) -> "BringPage":
        """The page of whoever is here."""
        return cls(heading=words.BRING, frame=frame, trail=(ALL,), action=frame.own("/bring-in"))


def look_page(parcel: Parcel, token: str, frame: Frame) -> ConfirmPage:
    """What a file would make, before anything is made."""
    return ConfirmPage(
        heading=words.BRING_TITLE,
        part=PART,
        frame=frame,
        trail=(ALL, HERE),
        facts=tuple(_facts(parcel)),
        action=f"/bring-in/{token}",
        do=words.BRING_DO,
        symbol="check",
        keep=words.BRING_KEEP,
        back="/bring-in",
    )


def _facts(parcel: Parcel) -> Iterator[str]:
    steps = [step for recipe in parcel.recipes for step in recipe.steps]
    bare = sum(step.photo is None for step in steps)
    yield words.BRING_NOTHING_YET
    yield " ".join(
        [
            words.counted(len(parcel.recipes), words.BRING_RECIPE, words.BRING_RECIPES),
            words.counted(len(steps), words.BRING_STEP, words.BRING_STEPS),
            words.counted(len(parcel.photos), words.BRING_PHOTO, words.BRING_PHOTOS),
        ]
    )
    yield from (words.BRING_BOARD.format(board=board.title) for board in parcel.boards)
    yield from (_told(recipe) for recipe in parcel.recipes)
    if parcel.are_photos:
        yield words.BRING_ORDER
    if bare:
        yield words.counted(bare, words.BRING_WITHOUT, words.BRING_WITHOUTS)
    yield words.BRING_FAMILIES if parcel.photos else words.BRING_FAMILIES_LATER


def _told(recipe: BroughtRecipe) -> str:
    parts = (
        words.counted(len(recipe.steps), words.BRING_STEP, words.BRING_STEPS),
        words.counted(len(recipe.photos), words.BRING_PHOTO, words.BRING_PHOTOS),
    )
    return words.BRING_ONE.format(title=recipe.title or words.BRING_UNNAMED, count=" ".join(parts))
