"""Everything that a family can reach. Each page is made from what the link shows."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.needs import ALinkHeld, APreview, AShown, AWordTry, Db, Page, TheSite
from app.pages.shared import SharedBoardPage, SharedRecipePage, WordPage
from app.problems import asks_again
from app.shared import counts_opening, remember_word

router = APIRouter(prefix="/s/{key}")


@router.get("")
def show(
    request: Request,
    link: ALinkHeld,
    shown: AShown,
    page: Page,
    site: TheSite,
    preview: APreview,
    key: str,
    see: str = "cards",
) -> Response:
    """The board or the recipe that a link is to."""
    if shown.board is None:
        recipe_page = SharedRecipePage.of(shown.recipes[0], shown, key, origin=site.origin, preview=preview)
        return counts_opening(request, page(recipe_page), link.id)
    board_page = SharedBoardPage.of(shown, key, as_list=see == "list", preview=preview)
    return counts_opening(request, page(board_page), link.id)


@router.post("/word")
@asks_again(lambda errors, key, **_: WordPage.of(key, errors))
def unlock(request: Request, tried: AWordTry, db: Db, link: ALinkHeld, key: str) -> Response:
    """Say the word that a link asks for."""
    response = RedirectResponse(f"/s/{key}", 303)
    remember_word(request, response, link, tried.proved())
    return response


@router.get("/recipes/{recipe_id}")
def show_recipe(shown: AShown, page: Page, site: TheSite, preview: APreview, key: str, recipe_id: str) -> Response:
    """One of the recipes that a link shows."""
    return page(SharedRecipePage.of(shown.recipe(recipe_id), shown, key, origin=site.origin, preview=preview))
