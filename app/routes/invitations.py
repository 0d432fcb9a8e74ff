"""An invitation: whoever opens it chooses how they sign in, once."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from app import words
from app.asks_again import asks_again
from app.done import done
from app.door.cookies import Cookie
from app.door.signin import question_answer, sign_in
from app.given.house import Db, OpenForm, Page, TheSite
from app.given.person import AnInvitation
from app.pages.invitations import JoinPage
from boards.hands.oneself import Oneself
from boards.person import Person
from boards.record import Did

router = APIRouter(prefix="/invitations/{key}")


@router.get("")
def show(invitation: AnInvitation, page: Page, key: str) -> Response:
    """The choice between a passkey and a password."""
    return page(JoinPage.of(invitation, key))


@router.post("")
@asks_again(show)
def join(request: Request, form: OpenForm, invitation: AnInvitation, db: Db, key: str) -> Response:
    """Come in with a password."""
    person = invitation.use()
    Oneself(person).change_password(form.text("email"), form.text("password"))
    return _come_in(request, person, db)


@router.post("/passkey/question")
def ask_passkey(request: Request, _form: OpenForm, invitation: AnInvitation, db: Db, site: TheSite) -> Response:
    """What the browser asks a device that is to hold a new passkey."""
    return question_answer(request, db, *Oneself(invitation.person).ask_passkey(site))


@router.post("/passkey")
@asks_again(show)
def join_by_passkey(
    request: Request, form: OpenForm, invitation: AnInvitation, db: Db, site: TheSite, key: str
) -> Response:
    """Come in with a passkey."""
    person = invitation.use()
    Oneself(person).add_passkey(answer=form.text("answer"), question=Cookie.QUESTION.of(request), site=site)
    return _come_in(request, person, db)


def _come_in(request: Request, person: Person, db: Db) -> Response:
    response = done(person, "/", words.JOINED.format(name=person.name))
    sign_in(person, Did.JOINED, request, response)
    db.commit()
    return response
