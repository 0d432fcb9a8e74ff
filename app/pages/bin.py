"""The bin."""

from dataclasses import dataclass
from typing import ClassVar

from app import words
from app.pages.cards import name_of, title_of
from app.pages.frame import Frame, HousePage
from app.pages.photo import Shot
from boards.bin import Bin
from boards.board import Board
from boards.recipe import Recipe, Step


@dataclass(frozen=True)
class BinRow:
    """Something that can be put back: what it is called, what it looks like, and where to send the wish."""

    title: str
    shot: Shot | None
    action: str


@dataclass(frozen=True, kw_only=True)
class BinPage(HousePage):
    """Everything that can be put back, by its kind."""

    template: ClassVar[str] = "bin/index.html"
    part: str = "bin"
    kinds: tuple[tuple[str, tuple[BinRow, ...]], ...]

    @classmethod
    def of(cls, found: Bin, frame: Frame) -> "BinPage":
        """The page of a bin; a kind of which there is nothing is left out."""
        kinds = (
            (words.BIN_RECIPES, tuple(_recipe(recipe) for recipe in found.recipes)),
            (words.BIN_STEPS, tuple(_step(step) for step in found.steps)),
            (words.BIN_BOARDS, tuple(_board(board) for board in found.boards)),
        )
        return cls(heading=words.BIN, frame=frame, kinds=tuple(kind for kind in kinds if kind[1]))


def _recipe(recipe: Recipe) -> BinRow:
    shot = Shot.of(recipe.cover.picture) if recipe.cover else None
    return BinRow(title_of(recipe), shot, f"/recipes/{recipe.id}/put-back")


def _step(step: Step) -> BinRow:
    title = name_of(step) if step.words else words.BIN_STEP_OF.format(title=title_of(step.recipe))
    return BinRow(title, Shot.of(step.picture), f"/steps/{step.id}/put-back")


def _board(board: Board) -> BinRow:
    cover = board.covers[0] if board.covers else None
    return BinRow(board.title, Shot.of(cover.picture) if cover else None, f"/boards/{board.id}/put-back")
