"""A member's badge: opening it asks who it is, and only a button signs in."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.door.signin import sign_in
from app.given.house import ComesFirst, Db, OpenForm, Page, Photos
from app.given.person import ABadge
from app.pages.badge import ScanPage
from app.pages.who import IsThisYouPage
from app.routes.photos import photo_answer
from boards.problems import NotFound
from boards.record import Did

router = APIRouter(prefix="/card")

WITH_CAMERA = {"Permissions-Policy": "camera=(self), microphone=(), geolocation=()"}
"""What the one page says that reads a badge."""


@router.get("")
def scan(page: Page) -> Response:
    """The page that reads a badge with the camera."""
    response = page(ScanPage())
    response.headers.update(WITH_CAMERA)
    return response


@router.get("/{key}")
def ask(badge: ABadge, page: Page, key: str) -> Response:
    """Whether a badge is of whoever opened it."""
    return page(IsThisYouPage.of_badge(badge, key))


@router.post("/{key}", dependencies=[ComesFirst])
def create(request: Request, _form: OpenForm, badge: ABadge, db: Db) -> Response:
    """Sign a member in by their badge."""
    response = RedirectResponse("/", 303)
    sign_in(badge.person, Did.SIGNED_IN_BY_BADGE, request, response, badge=badge)
    db.commit()
    return response


@router.get("/{key}/photos/{photo}/{size}")
def photo(request: Request, badge: ABadge, photos: Photos, photo: str, size: str) -> Response:
    """The photo of whoever the badge belongs to."""
    theirs = badge.person.photo
    if theirs is None or theirs.key != photo or not theirs.is_shown_to(badge.viewer):
        raise NotFound
    return photo_answer(request, photos, theirs, size)
