"""Everything that a family can reach. Each page is made from what the link shows."""

from datetime import timedelta

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app import addresses
from app.asks_again import asks_again
from app.door.cookies import Cookie
from app.door.word import counts_opening, remember_word
from app.given.house import Db, OpenForm, Page, TheSite
from app.given.link import ALinkHeld, APreview, AShown, AWord, TheirLooks
from app.pages.cook import SharedCookPage
from app.pages.looks import SharedLooksPage
from app.pages.shared import SharedBoardPage, SharedRecipePage, WordPage
from boards.looks import Looks

router = APIRouter(prefix="/s/{key}")

KEPT = timedelta(days=365)
"""How long a browser keeps how somebody likes pages."""


@router.get("")
def show(
    request: Request,
    link: ALinkHeld,
    shown: AShown,
    looks: TheirLooks,
    page: Page,
    site: TheSite,
    preview: APreview,
    key: str,
    see: str = "",
) -> Response:
    """The board or the recipe that a link is to."""
    if shown.board is None:
        recipe_page = SharedRecipePage.of(shown.recipes[0], shown, key, origin=site.origin, preview=preview)
        return counts_opening(request, page(recipe_page), link.id)
    board_page = SharedBoardPage.of(shown, key, as_list=looks.lists(see), preview=preview)
    return counts_opening(request, page(board_page), link.id)


def ask_word(page: Page, key: str) -> Response:
    """Ask for the word of a link. That has no address of its own: whatever is asked for under the link, this comes."""
    return page(WordPage.of(key))


@router.post("/word")
@asks_again(ask_word)
def unlock(request: Request, word: AWord, db: Db, link: ALinkHeld, key: str) -> Response:
    """Say the word that a link asks for."""
    response = RedirectResponse(addresses.shared(key), 303)
    remember_word(request, response, link, word.proved(db))
    db.commit()
    return response


@router.get("/recipes/{recipe_id}")
def show_recipe(shown: AShown, page: Page, site: TheSite, preview: APreview, key: str, recipe_id: str) -> Response:
    """One of the recipes that a link shows."""
    return page(SharedRecipePage.of(shown.recipe(recipe_id), shown, key, origin=site.origin, preview=preview))


@router.get("/recipes/{recipe_id}/cook")
def cook(shown: AShown, page: Page, key: str, recipe_id: str) -> Response:
    """One of the recipes that a link shows, to cook from."""
    return page(SharedCookPage.of(shown.recipe(recipe_id), shown, key))


@router.get("/looks")
def looks(shown: AShown, looks: TheirLooks, page: Page, key: str, saved: str = "") -> Response:
    """How this browser likes pages under a link."""
    return page(SharedLooksPage.of(shown, key, looks, is_saved=bool(saved)))


@router.post("/looks")
@router.post("/likes")  # of a page that has stood open
def like(request: Request, form: OpenForm, _shown: AShown, key: str) -> Response:
    """Let this browser keep how somebody likes pages, for every link."""
    response = RedirectResponse(f"{addresses.shared(key)}/looks?saved=1#told", 303)
    Cookie.LOOKS.give(request, response, str(Looks.chosen(form.fields)), KEPT)
    return response


@router.get("/likes")
def looks_before(_shown: AShown, key: str) -> Response:
    """Where `looks` stood before."""
    return RedirectResponse(f"{addresses.shared(key)}/looks", 308)
