"""What boards and recipes look like wherever they are listed."""

from dataclasses import dataclass

from app import words
from app.pages.photo import Shot
from boards.board import Board
from boards.recipe import Recipe, Step


def title_of(recipe: Recipe) -> str:
    """A recipe's title; one without goes by the day that it was made."""
    return recipe.title or words.RECIPE_OF_DAY.format(day=words.day(recipe.made_at))


def name_of(step: Step) -> str:
    """What a step is called in a sentence: its first line, or its number."""
    return step.words.split("\n")[0].rstrip(".") or words.THE_PHOTO_OF_STEP.format(number=step.place)


@dataclass(frozen=True)
class BoardCard:
    """A board on a page of boards: up to three covers, the first of them large."""

    id: str
    href: str
    title: str
    count: str
    shots: tuple[Shot, ...]

    @classmethod
    def of(cls, board: Board) -> "BoardCard":
        """A board's card."""
        shots = tuple(Shot.of(cover.picture) for cover in board.covers[:3])
        return cls(
            f"board-{board.id}",
            f"/boards/{board.id}",
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
    def of(cls, recipe: Recipe) -> "RecipeCard":
        """A recipe's card for the group."""
        shot = Shot.of(recipe.cover.picture) if recipe.cover else None
        return cls(
            f"recipe-{recipe.id}",
            f"/recipes/{recipe.id}",
            title_of(recipe),
            words.steps(len(recipe.steps)),
            shot,
        )


@dataclass(frozen=True)
class StepCard:
    """A step of a recipe: its number, its photo and its words."""

    id: str
    number: int
    of: str
    words: str
    shot: Shot
    href: str = ""

    @classmethod
    def steps(cls, recipe: Recipe) -> "tuple[StepCard, ...]":
        """The steps of a recipe for the group."""
        return tuple(cls._of(step, number, len(recipe.steps)) for number, step in enumerate(recipe.steps, 1))

    @classmethod
    def _of(cls, step: Step, number: int, count: int) -> "StepCard":
        alt = "" if step.words else words.PHOTO_OF_STEP.format(number=number)
        said = words.STEP_OF.format(number=number, count=count)
        shot = Shot.of(step.picture, alt=alt)
        return cls(f"step-{step.id}", number, said, step.words, shot, f"/steps/{step.id}")


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
    def all(cls, rows: list[tuple[str, str, str, Shot | None]]) -> "tuple[MoveRow, ...]":
        """Rows from (element id, value to send, title, shot), in order."""
        last = len(rows)
        return tuple(
            cls(*row[:3], place, row[3], place - 1 or None, place + 1 if place < last else None)
            for place, row in enumerate(rows, start=1)
        )
