"""What is one's own: the photos of oneself, one's things, and how a worker signs in."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from app import words
from app.asks_again import asks_again
from app.done import deleted, done
from app.door.cookies import Cookie
from app.door.signin import question_answer, sign_out
from app.given.album import TheAlbum
from app.given.house import ACopy, ComesFirst, Page, Photos, TheSettings, TheSite
from app.given.person import AFrame, MayChooseWaysIn, MayOwn, MaySee, MyThings
from app.given.photos import AForm, Who
from app.pages.looks import LooksPage
from app.pages.me import MePage, PasswordPage
from app.pages.parts.frame import Undo
from app.pages.things import PhotosOfPage, ThingsPage, confirm_delete
from boards.database import db_of
from boards.hands.oneself import Oneself
from boards.hands.things import Things
from boards.looks import Looks
from boards.passkey import Passkey

router = APIRouter(prefix="/me")


@router.get("/photos")
def photos(_me: MayOwn, album: TheAlbum, frame: AFrame, page: Page) -> Response:
    """The photos that one is in, and who can see each."""
    return page(PhotosOfPage.of_me(album.me, album.of_me(), frame))


@router.get("/things")
def things(known: Who, me: MayOwn, frame: AFrame, page: Page) -> Response:
    """What is one's own here."""
    return page(ThingsPage.of(Things(me, by=me), frame, by_tap=known.by_tap))


@router.post("/things/copy")
def take(_me: MayOwn, mine: MyThings, known: Who, copy: ACopy) -> Response:
    """A copy of one's things to take away. It is written down, so this is no GET."""
    return copy(mine, known)


@router.get("/things/delete")
def confirm_delete_things(_me: MayOwn, mine: MyThings, frame: AFrame, page: Page, settings: TheSettings) -> Response:
    """Whether to delete one's things."""
    return page(confirm_delete(mine, frame, backups_until=settings.backups_until))


@router.post("/things/delete", dependencies=[ComesFirst])
def delete_things(mine: MyThings, me: MayOwn, store: Photos, settings: TheSettings) -> Response:
    """Delete one's things for good."""
    says = words.THINGS_DELETED.format(day=words.day(settings.backups_until))
    return deleted(mine, me, store, "/me/things", says)


@router.get("/looks")
def looks(_me: MaySee, frame: AFrame, page: Page) -> Response:
    """How one likes pages."""
    return page(LooksPage.of(frame))


@router.post("/looks")
@router.post("/likes")  # of a page that has stood open
def like(me: MaySee, form: AForm) -> Response:
    """Like pages in another way, here and on every tablet."""
    was = Oneself(me).like(Looks.chosen(form.fields))
    return done(me, "/me/looks", words.LOOKS_SAVED, Undo("/me/looks", was.said))


@router.get("/likes")
def looks_before(_me: MaySee) -> Response:
    """Where `looks` stood before."""
    return RedirectResponse("/me/looks", 308)


@router.get("")
def show(me: MayChooseWaysIn, frame: AFrame, page: Page, settings: TheSettings) -> Response:
    """How they sign in."""
    return page(MePage.of(me, Passkey.of(me), frame, settings.zone))


@router.get("/password")
def password(me: MayChooseWaysIn, frame: AFrame, page: Page) -> Response:
    """The form for another password."""
    return page(PasswordPage.of(me.email or "", frame))


@router.post("/password")
@asks_again(password)
def change_password(me: MayChooseWaysIn, form: AForm) -> Response:
    """Take another address and password."""
    Oneself(me).change_password(form.text("email"), form.text("password"))
    return done(me, "/me", words.PASSWORD_CHANGED)


@router.post("/passkeys/question")
def ask_passkey(request: Request, me: MayChooseWaysIn, site: TheSite) -> Response:
    """What the browser asks a device that is to hold a new passkey."""
    return question_answer(request, db_of(me), *Oneself(me).ask_passkey(site))


@router.post("/passkeys")
@asks_again(show)
def add_passkey(request: Request, me: MayChooseWaysIn, form: AForm, site: TheSite, settings: TheSettings) -> Response:
    """Keep the passkey that a device made."""
    Oneself(me).add_passkey(answer=form.text("answer"), question=Cookie.QUESTION.of(request), site=site)
    return done(me, "/me", words.ME_PASSKEY_ADDED)


@router.post("/passkeys/{passkey_id}/remove")
@asks_again(show)
def remove_passkey(me: MayChooseWaysIn, passkey_id: str, settings: TheSettings) -> Response:
    """Remove a passkey."""
    Oneself(me).remove_passkey(passkey_id)
    return done(me, "/me", words.ME_PASSKEY_REMOVED)


@router.post("/sign-out", dependencies=[ComesFirst])
def sign_out_everywhere(request: Request, me: MayChooseWaysIn) -> Response:
    """Sign out on every device."""
    response = RedirectResponse("/sign-in?out=everywhere", 303)
    Oneself(me).sign_out_everywhere()
    sign_out(db_of(me), request, response)
    db_of(me).commit()
    return response
