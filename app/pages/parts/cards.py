"""What boards and recipes look like wherever they are listed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from app import addresses, words
from app.pages.parts.shot import Shot
from boards.board import Board
from boards.permission import Viewer
from boards.photo import Photo, Picture
from boards.recipe import Recipe, Step
from boards.shown import ShownStep


def title_of(recipe: Recipe) -> str:
    """A recipe's title; one without goes by its number and the day that it was made."""
    return titled(recipe.title, recipe.number, recipe.made_at)


def titled(title: str, number: int, made_at: datetime) -> str:
    """A title, or the number and the day in its place."""
    return title or words.RECIPE_OF_DAY.format(number=number, day=words.day(made_at))


def name_of(step: Step) -> str:
    """What a step is called in a sentence: its first line. One without words is its photo."""
    return step.words.split("\n")[0].rstrip(".") or words.THIS_PHOTO


def ask_about(photo: Photo, viewer: Viewer) -> str:
    """Where somebody can say who is in a photo: they took it or look after it, and it is not known yet."""
    if photo.is_settled or not photo.is_shown_to(viewer):
        return ""
    if viewer.looks_after:
        return addresses.photo(photo.key)
    return f"{addresses.photo(photo.key)}/people" if photo.can_be_answered_by(viewer.person_id or "") else ""


@dataclass(frozen=True)
class BoardCard:
    """A board on a page of boards: up to three covers, the first of them large."""

    id: str
    href: str
    title: str
    count: str
    shots: tuple[Shot, ...]

    @classmethod
    def of(cls, board: Board, viewer: Viewer) -> "BoardCard":
        """A board's card, with the photos that somebody may see."""
        shots = tuple(Shot.seen(cover) for cover in board.covers_for(viewer)[:3])
        return cls(
            f"board-{board.id}",
            addresses.board(board.id),
            board.title,
            words.recipes(len(board.recipes)),
            shots,
        )


@dataclass(frozen=True)
class RecipeCard:
    """A recipe on a board or in a list."""

    id: str
    href: str
    title: str
    count: str
    shot: Shot | None

    @classmethod
    def of(cls, recipe: Recipe, viewer: Viewer, *, on: Board | None = None) -> "RecipeCard":
        """A recipe's card for the group. From a board's card the way back leads to that board."""
        return cls(
            f"recipe-{recipe.id}",
            f"{addresses.recipe(recipe.id)}?board={on.id}" if on else addresses.recipe(recipe.id),
            title_of(recipe),
            words.steps(len(recipe.steps)),
            Shot.of(recipe.cover_for(viewer)),
        )


@dataclass(frozen=True)
class StepCard:
    """A step of a recipe: its number, its photo and its words, what to be careful of and how long it takes.

    `ask` is where somebody can say who is in the photo, while nobody has.
    """

    id: str
    number: int
    said: str
    words: str
    shot: Shot | None
    href: str = ""
    ask: str = ""
    careful: str = ""
    timer: str = ""

    @classmethod
    def steps(cls, recipe: Recipe, viewer: Viewer) -> "tuple[StepCard, ...]":
        """The steps of a recipe for the group."""
        return tuple(
            replace(
                cls._of(
                    step.words, step.photo.picture_for(viewer), number, len(recipe.steps), anchor=f"step-{step.id}"
                ),
                href=addresses.step(step.id),
                ask=ask_about(step.photo, viewer),
                careful=step.careful,
                timer=words.minutes(step.timer) if step.timer else "",
            )
            for number, step in enumerate(recipe.steps, start=1)
        )

    @classmethod
    def shared(cls, steps: Sequence[ShownStep], *, under: str) -> "tuple[StepCard, ...]":
        """The steps that a link shows."""
        return tuple(
            replace(
                cls._of(step.words, step.picture, number, len(steps), anchor=f"step-{number}", under=under),
                careful=step.careful,
                timer=words.minutes(step.timer) if step.timer else "",
            )
            for number, step in enumerate(steps, start=1)
        )

    @classmethod
    def _of(
        cls, typed: str, picture: Picture | None, number: int, count: int, *, anchor: str, under: str = ""
    ) -> "StepCard":
        """A step's card. Where its words stand beside the photo, the photo says nothing more."""
        alt = "" if typed else words.PHOTO_OF_STEP.format(number=number)
        said = words.STEP_OF.format(number=number, count=count)
        return cls(anchor, number, said, typed, Shot.of(picture, under=under, alt=alt))


@dataclass(frozen=True)
class MoveRow:
    """A row of a list that is being put in order: where it can move, if it can."""

    id: str
    value: str
    title: str
    number: int
    shot: Shot | None
    up: int | None
    down: int | None

    @classmethod
    def all(cls, rows: Sequence[tuple[str, str, str, Shot | None]]) -> "tuple[MoveRow, ...]":
        """Rows from (element id, value to send, title, shot), in order."""
        last = len(rows)
        return tuple(
            cls(*row[:3], place, row[3], place - 1 or None, place + 1 if place < last else None)
            for place, row in enumerate(rows, start=1)
        )
