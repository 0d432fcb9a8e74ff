"""Hearts: a family says thank you, and a worker reads their words first."""

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from app import addresses, words
from app.asks_again import asks_again
from app.done import done
from app.given.album import AHeart, TheReview
from app.given.house import ComesFirst, Db, OpenForm, Page
from app.given.link import ALinkHeld, AShown
from app.given.person import MayLookAfter
from app.pages.hearts import SayThankYouPage
from app.pages.parts.frame import Undo
from boards.heart import Heart, send_heart

router = APIRouter()


@router.get("/s/{key}/recipes/{recipe_id}/hearts")
def new(shown: AShown, page: Page, key: str, recipe_id: str, sent: str = "") -> Response:
    """The page on which a family says thank you for a recipe."""
    return page(SayThankYouPage.of(shown.recipe(recipe_id), shown, key, sent=sent))


@router.post("/s/{key}/recipes/{recipe_id}/hearts")
@asks_again(new)
def send(form: OpenForm, link: ALinkHeld, shown: AShown, db: Db, key: str, recipe_id: str) -> Response:
    """Send a heart, with a few words if there are any."""
    heart = send_heart(db, link, shown.recipe(recipe_id).id, form.text("words"))
    what = "words" if heart.words else "heart"
    db.commit()
    return RedirectResponse(f"{addresses.shared_recipe(key, recipe_id)}/hearts?sent={what}#told", 303)


@router.post("/hearts/{heart_id}/show")
def show(me: MayLookAfter, review: TheReview, heart: AHeart) -> Response:
    """Let the group see the words of a heart."""
    to = _back(heart)
    review.hearts.show(heart)
    undo = Undo(f"/hearts/{heart.id}/hide")
    return done(me, to, words.HEART_SHOWN.format(name=heart.sender), undo)


@router.post("/hearts/{heart_id}/hide", dependencies=[ComesFirst])
def hide(me: MayLookAfter, review: TheReview, heart: AHeart) -> Response:
    """Keep the words of a heart back."""
    to = _back(heart)
    review.hearts.hide(heart)
    undo = Undo(f"/hearts/{heart.id}/show")
    return done(me, to, words.HEART_HIDDEN.format(name=heart.sender), undo)


def _back(heart: Heart) -> str:
    """To the next words that wait, or to the recipe that these stand on."""
    return "/review" if heart.waits else addresses.recipe(heart.recipe_id)
