"""The first start, signing in as a worker, and signing out."""

import re

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse, Response

from app import words
from app.asks_again import asks_again
from app.done import done
from app.door.cookies import Cookie
from app.door.signin import question_answer, sign_in, sign_out, tablet_of
from app.given.house import APassword, ComesFirst, Db, OpenForm, Page, TheSite
from app.house import House
from app.limits.network import network_of
from app.pages.signin import SetupPage, SignInPage
from boards.attempt import count_question
from boards.group import SetupCode
from boards.hands.boards import Boards
from boards.passkey import Passkey
from boards.person import Person
from boards.record import Did

router = APIRouter()

OUR_PAGE = re.compile(r"/[A-Za-z0-9_-][A-Za-z0-9_/-]*")


@router.get("/setup")
def setup(db: Db, page: Page, code: str = "") -> Response:
    """The form for the group and its first worker. It needs the one-time code."""
    SetupCode.find(db, code)
    return page(SetupPage(code=code))


@router.post("/setup")
@asks_again(setup)
def start(request: Request, form: OpenForm, db: Db) -> Response:
    """Make the group and its first worker, who is signed in at once."""
    code = SetupCode.find(db, form.text("code"))
    worker = Person.first(**{name: form.text(name) for name in ("group", "name", "email", "password")})
    db.add(worker)
    db.delete(code)
    db.flush()
    worker.did(Did.GROUP_MADE)
    board = Boards(worker).make(words.EXAMPLE_BOARD) if form.text("example") else None
    response = done(worker, "/", words.SETUP_DONE.format(name=worker.name))
    sign_in(worker, Did.SIGNED_IN, request, response)
    db.commit()
    if board:
        # Its photos take a while; the recipes appear one by one.
        response.background = BackgroundTask(_fill, House.of(request), worker.id, board.id)
    return response


async def _fill(house: House, worker_id: str, board_id: str) -> None:
    from app.example.board import ExampleBoard  # loaded by who asks for it, and not at every start

    await ExampleBoard(house).fill(worker_id, board_id)


@router.get("/sign-in")
def new(page: Page, next: str = "/", out: str = "", again: str = "") -> Response:  # noqa: A002 - the address says so
    """The form for a worker."""
    asked_for = _ours(next)
    said = {"1": words.SIGNED_OUT, "everywhere": words.SIGNED_OUT_EVERYWHERE}.get(out, "")
    says = words.SIGN_IN_FRESH if again else said or (words.SIGN_IN_AGAIN if asked_for != "/" else "")
    return page(SignInPage(asked_for=asked_for, says=says))


@router.post("/sign-in", dependencies=[ComesFirst])
@asks_again(new)
def create(request: Request, form: OpenForm, password: APassword, db: Db) -> Response:
    """Sign a worker in by their password."""
    response = RedirectResponse(_ours(form.text("next")), 303)
    sign_in(password.proved(db).person(db), Did.SIGNED_IN, request, response)
    db.commit()
    return response


@router.post("/sign-in/passkey/question", dependencies=[ComesFirst])
def ask_passkey(request: Request, _form: OpenForm, db: Db, site: TheSite) -> Response:
    """What the browser asks a device that may hold a passkey."""
    count_question(db, network_of(request))
    return question_answer(request, db, *Passkey.ask_any(db, site))


@router.post("/sign-in/passkey", dependencies=[ComesFirst])
@asks_again(new)
def create_by_passkey(request: Request, form: OpenForm, db: Db, site: TheSite) -> Response:
    """Sign a worker in by their passkey."""
    answer, question = form.text("answer"), Cookie.QUESTION.of(request)
    person = Passkey.signing_in(db, answer=answer, question=question, site=site)
    response = RedirectResponse(_ours(form.text("next")), 303)
    sign_in(person, Did.SIGNED_IN_BY_PASSKEY, request, response)
    db.commit()
    return response


@router.post("/sign-out", dependencies=[ComesFirst])
def remove(request: Request, _form: OpenForm, db: Db) -> Response:
    """Sign out, whoever it is: on a tablet to its pictures."""
    response = RedirectResponse("/who?finished=1" if tablet_of(request, db) else "/sign-in?out=1", 303)
    sign_out(db, request, response)
    db.commit()
    return response


def _ours(address: str) -> str:
    """A page of ours to go to; anything else is the home page."""
    return address if OUR_PAGE.fullmatch(address) else "/"
