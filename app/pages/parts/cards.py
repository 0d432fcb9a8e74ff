"""What boards and recipes look like wherever they are listed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from app import addresses, words
from app.pages.parts.shot import Shot
from boards.board import Board
from boards.permission import Viewer
from boards.recipe import Recipe, Step
from boards.shown import ShownRecipe


def title_of(recipe: Recipe) -> str:
    """A recipe's title; one without goes by its number and the day that it was made."""
    return _titled(recipe.title, recipe.number, recipe.made_at)


def title_shown(recipe: ShownRecipe) -> str:
    """The same for a recipe as somebody sees it."""
    return _titled(recipe.title, recipe.number, recipe.made_on)


def _titled(title: str, number: int, made_at: datetime) -> str:
    return title or words.RECIPE_OF_DAY.format(number=number, day=words.day(made_at))


def name_of(step: Step) -> str:
    """What a step is called in a sentence: its first line. One without words is its photo."""
    return step.words.split("\n")[0].rstrip(".") or words.THIS_PHOTO


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
