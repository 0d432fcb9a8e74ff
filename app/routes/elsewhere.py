"""Taking recipes elsewhere, as one file: one, a board, or all of a group. It is written down, so this is no GET."""

from fastapi import APIRouter
from starlette.responses import Response

from app.given.found import ABoard, ARecipe
from app.given.house import ACopy
from app.given.person import MayShare
from app.given.photos import Who
from boards.hands.elsewhere import Elsewhere

router = APIRouter()


@router.post("/recipes/{recipe_id}/elsewhere")
def recipe(me: MayShare, recipe: ARecipe, known: Who, copy: ACopy) -> Response:
    """A recipe, to take elsewhere."""
    return copy.elsewhere(Elsewhere(me, recipe), known)


@router.post("/boards/{board_id}/elsewhere")
def board(me: MayShare, board: ABoard, known: Who, copy: ACopy) -> Response:
    """A board with its recipes, to take elsewhere."""
    return copy.elsewhere(Elsewhere(me, board), known)


@router.post("/elsewhere")
def group(me: MayShare, known: Who, copy: ACopy) -> Response:
    """All recipes and boards of the group, to take elsewhere."""
    return copy.elsewhere(Elsewhere(me), known)
