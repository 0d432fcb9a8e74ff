"""The bin."""

from dataclasses import dataclass
from typing import ClassVar

from app import addresses, words
from app.pages.parts.cards import name_of, title_of
from app.pages.parts.frame import Frame, HousePage
from app.pages.parts.shot import Shot
from app.pantry.drawings import drawing_for
from app.pantry.items import NOTHING
from boards.bin import Bin
from boards.board import Board, Pin
from boards.need import Need
from boards.permission import Viewer
from boards.recipe import Recipe, Step


@dataclass(frozen=True)
class BinRow:
    """Something that can be put back: what it is called, what it looks like, and where to send the wish."""

    title: str
    shot: Shot | None
    action: str
    drawing: str = ""


@dataclass(frozen=True, kw_only=True)
class BinPage(HousePage):
    """Everything that can be put back, by its kind."""

    template: ClassVar[str] = "bin/index.html"
    part: str = "bin"
    kinds: tuple[tuple[str, tuple[BinRow, ...]], ...]

    @classmethod
    def of(cls, found: Bin, frame: Frame) -> "BinPage":
        """The page of a bin; a kind of which there is nothing is left out."""
        eyes = frame.viewer
        kinds = (
            (words.BIN_RECIPES, tuple(_recipe(recipe, eyes) for recipe in found.recipes)),
            (words.BIN_STEPS, tuple(_step(step, eyes) for step in found.steps)),
            (words.BIN_NEEDS, tuple(_need(need, recipe, eyes) for need, recipe in found.needs)),
            (words.BIN_BOARDS, tuple(_board(board, eyes) for board in found.boards)),
            (words.BIN_PINS, tuple(_pin(pin, eyes) for pin in found.pins)),
        )
        return cls(heading=words.BIN, frame=frame, kinds=tuple(kind for kind in kinds if kind[1]))


def _recipe(recipe: Recipe, eyes: Viewer) -> BinRow:
    return BinRow(title_of(recipe), Shot.of(recipe.cover_for(eyes)), f"{addresses.recipe(recipe.id)}/put-back")


def _step(step: Step, eyes: Viewer) -> BinRow:
    title = name_of(step) if step.words else words.BIN_STEP_OF.format(title=title_of(step.recipe))
    return BinRow(title, Shot.of(step.photo.picture_for(eyes)), f"{addresses.step(step.id)}/put-back")


def _need(need: Need, recipe: Recipe, eyes: Viewer) -> BinRow:
    title = words.BIN_NEED_OF.format(what=need.words, title=title_of(recipe))
    put_back = f"{addresses.need(recipe.id, need.id)}/put-back"
    return BinRow(title, Shot.of(need.picture_for(eyes)), put_back, drawing_for(need.symbol, NOTHING))


def _board(board: Board, eyes: Viewer) -> BinRow:
    cover = next(iter(board.covers_for(eyes)), None)
    return BinRow(board.title, Shot.of(cover), f"{addresses.board(board.id)}/put-back")


def _pin(pin: Pin, eyes: Viewer) -> BinRow:
    title = words.BIN_PIN_OF.format(title=title_of(pin.recipe), board=pin.board.title)
    put_back = f"{addresses.board(pin.board_id)}/pins/{pin.id}/put-back"
    return BinRow(title, Shot.of(pin.recipe.cover_for(eyes)), put_back)
