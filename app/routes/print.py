"""Paper: the ways to print or keep something, and the sheets themselves. Made from what may leave the group."""

from fastapi import APIRouter
from starlette.responses import Response

from app import addresses
from app.given.found import ABoard, ARecipe
from app.given.house import Page, TheSite
from app.given.link import AShown
from app.given.person import AFrame, MaySee
from app.pages import boards as board_pages
from app.pages import recipes as recipe_pages
from app.pages.parts.frame import Crumb, Frame
from app.pages.print import (
    PrintPage,
    SharedPrintPage,
    SharedSheetPage,
    SheetPage,
    crumb_to,
    layout_named,
    way_back,
)
from app.words import SHARED_BACK
from boards.board import Board
from boards.person import Person
from boards.recipe import Recipe
from boards.right import Right
from boards.shown import Shared, shown_to

router = APIRouter()


@router.get("/recipes/{recipe_id}/print")
def recipe(me: MaySee, recipe: ARecipe, frame: AFrame, page: Page, site: TheSite, layout: str = "") -> Response:
    """A recipe on paper, or the ways to print or keep it."""
    trail = (recipe_pages.ALL, recipe_pages.crumb(recipe))
    return page(_paper(me, recipe, frame, trail, layout, site.origin))


@router.get("/boards/{board_id}/print")
def board(me: MaySee, board: ABoard, frame: AFrame, page: Page, site: TheSite, layout: str = "") -> Response:
    """A board on paper, or the ways to print or keep it."""
    trail = (board_pages.HOME, board_pages.crumb(board))
    return page(_paper(me, board, frame, trail, layout, site.origin))


@router.get("/s/{key}/print")
def shared(shown: AShown, page: Page, site: TheSite, key: str, layout: str = "") -> Response:
    """What a link shows on paper, or the ways to print or keep it."""
    address = addresses.shared(key) if shown.board is not None else addresses.shared_recipe(key, shown.recipes[0].id)
    return page(_shared_paper(shown, key, address, (crumb_to(shown, addresses.shared(key)),), layout, site.origin))


@router.get("/s/{key}/recipes/{recipe_id}/print")
def shared_recipe(shown: AShown, page: Page, site: TheSite, key: str, recipe_id: str, layout: str = "") -> Response:
    """One recipe of a link on paper, or the ways to print or keep it."""
    one, address = shown.only(recipe_id), addresses.shared_recipe(key, recipe_id)
    above = (Crumb(SHARED_BACK, addresses.shared(key)),) if shown.board is not None else ()
    return page(_shared_paper(one, key, address, (*above, crumb_to(one, address)), layout, site.origin))


def _paper(
    me: Person, what: Board | Recipe, frame: Frame, trail: tuple[Crumb, ...], layout: str, origin: str
) -> PrintPage | SheetPage:
    # Paper leaves the group: what somebody here may see is not what it may show.
    shown, how, address = shown_to(me.viewer.elsewhere, what, me.group), layout_named(layout), trail[-1].href
    if how is None:
        return PrintPage.of(shown, address, frame, trail, may_share=me.may(Right.SHARE))
    return SheetPage.of(shown, how, frame, (*trail, way_back(address)), origin=origin)


def _shared_paper(
    shown: Shared, key: str, address: str, trail: tuple[Crumb, ...], layout: str, origin: str
) -> SharedPrintPage | SharedSheetPage:
    how = layout_named(layout)
    if how is None:
        return SharedPrintPage.of(shown, address, trail)
    return SharedSheetPage.of(shown, how, key, (*trail, way_back(address)), origin=origin)
