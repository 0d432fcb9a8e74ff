"""The group's tablet: everybody's picture, a tap, and who it is."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app.door.signin import sign_in
from app.given.house import ComesFirst, Db, OpenForm, Page, Photos
from app.given.person import ATablet
from app.pages.who import IsThisYouPage, WhoPage
from app.routes.photos import photo_answer
from boards.database import now
from boards.photo import Photo
from boards.problems import NotFound
from boards.record import Did

router = APIRouter(prefix="/who")


@router.get("")
def index(tablet: ATablet, page: Page, finished: str = "") -> Response:
    """Who is cooking today?"""
    is_open = tablet.is_open(now())
    return page(WhoPage.of(tablet, tablet.members(), is_open=is_open, has_finished=bool(finished)))


@router.get("/{person_id}")
def ask(tablet: ATablet, page: Page, person_id: str) -> Response:
    """Whether a picture is of whoever tapped it."""
    person = tablet.member(person_id, now())
    return page(IsThisYouPage.of(person, tablet.viewer, action=f"/who/{person.id}", under="/who", not_me="/who"))


@router.post("/{person_id}", dependencies=[ComesFirst])
def create(request: Request, _form: OpenForm, tablet: ATablet, db: Db, person_id: str) -> Response:
    """Sign a member in by their picture."""
    response = RedirectResponse("/", 303)
    sign_in(tablet.member(person_id, now()), Did.SIGNED_IN_BY_TABLET, request, response)
    db.commit()
    return response


@router.get("/photos/{photo}/{size}")
def photo(request: Request, tablet: ATablet, db: Db, photos: Photos, photo: str, size: str) -> Response:
    """A photo on one of the tiles."""
    if not tablet.may_see_photo(photo, now()):
        raise NotFound
    return photo_answer(request, photos, Photo.find(db, photo), size)
