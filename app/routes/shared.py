"""Everything that a family can reach. Each page is made from what the link shows."""

from fastapi import APIRouter
from starlette.responses import Response

from app.needs import AShown, Page
from app.pages.shared import SharedBoardPage, SharedRecipePage

router = APIRouter(prefix="/s/{key}")


@router.get("")
def show(shown: AShown, page: Page, key: str, see: str = "cards") -> Response:
    """The board or the recipe that a link is to."""
    if shown.board is None:
        return page(SharedRecipePage.of(shown.recipes[0], shown, key))
    return page(SharedBoardPage.of(shown, key, as_list=see == "list"))


@router.get("/recipes/{recipe_id}")
def show_recipe(shown: AShown, page: Page, key: str, recipe_id: str) -> Response:
    """One of the recipes that a link shows."""
    return page(SharedRecipePage.of(shown.recipe(recipe_id), shown, key))
