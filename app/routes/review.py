"""What waits for a worker."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app.given.album import TheReview
from app.given.house import Page
from app.given.person import AFrame, MayLookAfter
from app.house import House
from app.pages.review import ReviewPage

router = APIRouter()


@router.get("/review")
def index(request: Request, _me: MayLookAfter, review: TheReview, frame: AFrame, page: Page) -> Response:
    """Photos to look at, people to ask, permissions that fall due, and words to read."""
    waiting = review.waiting()
    people = {person.id: person for person in review.people()}
    thanked = review.hearts.recipes_of(waiting.hearts)
    lost = review.among(House.of(request).damage.keys)
    recipes = review.recipes_of(waiting, more=lost)
    return page(ReviewPage.of(waiting, people, recipes, thanked, frame, lost=lost))
