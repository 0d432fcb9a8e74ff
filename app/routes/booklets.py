"""Booklets: a recipe or a board as one file, for paper and for keeping. What may not leave the group isn't in it."""

from fastapi import APIRouter
from starlette.responses import Response

from app.given.found import ABoard, ARecipe
from app.given.house import ABooklet
from app.given.link import AShown
from app.given.person import AFrame, MaySee
from app.pages.booklets import BookletPage, SharedBookletPage
from boards.shown import shown_to

router = APIRouter()


@router.get("/boards/{board_id}/booklet.pdf")
def of_board(me: MaySee, board: ABoard, frame: AFrame, booklet: ABooklet) -> Response:
    """The booklet of a board."""
    return booklet(shown_to(me.viewer.elsewhere, board, me.group), BookletPage.of(board, frame))


@router.get("/recipes/{recipe_id}/booklet.pdf")
def of_recipe(me: MaySee, recipe: ARecipe, frame: AFrame, booklet: ABooklet) -> Response:
    """The booklet of a recipe."""
    return booklet(shown_to(me.viewer.elsewhere, recipe, me.group), BookletPage.of(recipe, frame))


@router.get("/s/{key}/booklet.pdf")
def of_link(shown: AShown, booklet: ABooklet, key: str) -> Response:
    """The booklet of all that a link shows."""
    return booklet(shown, SharedBookletPage.of(shown, key))


@router.get("/s/{key}/recipes/{recipe_id}/booklet.pdf")
def of_recipe_under_link(shown: AShown, booklet: ABooklet, key: str, recipe_id: str) -> Response:
    """The booklet of one of the recipes that a link shows."""
    return booklet(shown.only(recipe_id), SharedBookletPage.of(shown, key, recipe=shown.recipe(recipe_id)))
