"""How a worker signs in: their passkeys, their password, and signing out everywhere."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app import words
from app.cookies import Cookie
from app.needs import AForm, AFrame, Page, TheSettings, TheSite, WayChooser
from app.notes import done
from app.pages.frame import Frame
from app.pages.me import MePage, PasswordPage
from app.problems import asks_again
from app.signin import question_answer, sign_out
from boards.database import db_of
from boards.passkey import Passkey
from boards.session import Session

router = APIRouter(prefix="/me")


@router.get("")
def show(me: WayChooser, frame: AFrame, page: Page, settings: TheSettings) -> Response:
    """How they sign in."""
    return page(MePage.of(me, Passkey.of(me), frame, settings.zone))


@router.get("/password")
def password(me: WayChooser, frame: AFrame, page: Page) -> Response:
    """The form for another password."""
    return page(PasswordPage.of(me.email or "", frame))


@router.post("/password")
@asks_again(lambda errors, me, form, **_: PasswordPage.of(form.text("email"), Frame.around(me), errors=errors))
def change_password(me: WayChooser, form: AForm) -> Response:
    """Take another address and password."""
    me.change_password(form.text("email"), form.text("password"))
    return done(me, "/me", words.PASSWORD_CHANGED)


@router.post("/passkeys/question")
def ask_passkey(request: Request, me: WayChooser, site: TheSite) -> Response:
    """What the browser asks a device that is to hold a new passkey."""
    return question_answer(request, db_of(me), *Passkey.ask_new(me, site))


@router.post("/passkeys")
@asks_again(lambda errors, me, settings, **_: MePage.of(me, Passkey.of(me), Frame.around(me), settings.zone, errors))
def add_passkey(request: Request, me: WayChooser, form: AForm, site: TheSite, settings: TheSettings) -> Response:
    """Keep the passkey that a device made."""
    Passkey.add(me, answer=form.text("answer"), question=Cookie.QUESTION.of(request), site=site)
    return done(me, "/me", words.ME_PASSKEY_ADDED)


@router.post("/passkeys/{passkey_id}/remove")
@asks_again(lambda errors, me, settings, **_: MePage.of(me, Passkey.of(me), Frame.around(me), settings.zone, errors))
def remove_passkey(me: WayChooser, passkey_id: str, settings: TheSettings) -> Response:
    """Remove a passkey."""
    Passkey.find(me, passkey_id).remove()
    return done(me, "/me", words.ME_PASSKEY_REMOVED)


@router.post("/sign-out")
def sign_out_everywhere(request: Request, me: WayChooser) -> Response:
    """Sign out on every device."""
    response = RedirectResponse("/sign-in?out=everywhere", 303)
    Session.end_everywhere(me)
    sign_out(db_of(me), request, response)
    db_of(me).commit()
    return response
