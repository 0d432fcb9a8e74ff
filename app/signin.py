"""The session cookie: a cookie in, a person out."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.exc import OperationalError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from app.settings import Settings
from boards.database import Database, Db, now
from boards.person import Person
from boards.problems import Problem
from boards.session import Session

log = logging.getLogger("recipe_board")

REFRESHED = timedelta(hours=1)
"""How old a session's last sighting may grow before it is written anew."""


class SignInNeeded(Problem):
    """Nobody is signed in; the sign-in page is shown, and afterwards the page that was asked for."""

    def __init__(self) -> None:
        super().__init__("sign_in_needed")


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in, known before anything else of the request is read."""

    person_id: str

    def person(self, db: Db) -> Person:
        """The person as they are now."""
        person = db.get(Person, self.person_id)
        if person is None:
            raise SignInNeeded
        return person

    def writer(self, db: Db) -> Person:
        """The person about to change something: whoever else would in their group waits for this transaction.

        SQLite has one writer at a time and no row locks; on PostgreSQL the group's row is the lock.
        """
        person = self.person(db)
        db.refresh(person.group, with_for_update=True)
        return person


def cookie_name(settings: Settings) -> str:
    """The cookie's name: over HTTPS a browser takes a __Host- cookie from nobody else."""
    return "__Host-session" if settings.is_secure else "session"


@dataclass(frozen=True)
class Attempt:
    """What came of an email address and a password: a person, or why not."""

    person_id: str = ""
    problem: Problem | None = None

    @classmethod
    def made(cls, database: Database, email: str, password: str) -> "Attempt":
        """Check them. It takes long on purpose, and so holds no lock."""
        with database.reading() as db:
            try:
                return cls(Person.signing_in(db, email=email, password=password).id)
            except Problem as problem:
                return cls(problem=problem)

    def person(self, db: Db) -> Person:
        """Who it is. Raises Problem when it is nobody."""
        if self.problem:
            raise self.problem
        return SignedIn(self.person_id).person(db)


async def who(request: Request) -> SignedIn:
    """Who is signed in on this browser. Raises SignInNeeded."""
    state = request.app.state
    cookie = request.cookies.get(cookie_name(state.settings), "")
    if not cookie:
        raise SignInNeeded
    signed_in, is_stale = await run_in_threadpool(_found, state.database, cookie, state.settings)
    if is_stale:
        async with state.turn_to_write:
            await run_in_threadpool(_refresh, state.database, cookie, state.settings)
    return signed_in


def _found(database: Database, cookie: str, settings: Settings) -> tuple[SignedIn, bool]:
    with database.reading() as db:
        session = Session.of(db, cookie, idle=settings.idle)
        if session is None:
            raise SignInNeeded
        return SignedIn(session.person_id), now() - session.seen_at > REFRESHED


def sign_in(db: Db, person: Person, request: Request, response: Response) -> None:
    """Begin a new session on a browser, in place of the one that it had. The caller commits."""
    settings: Settings = request.app.state.settings
    Session.end(db, request.cookies.get(cookie_name(settings), ""))
    response.set_cookie(
        cookie_name(settings),
        Session.begin(db, person),
        max_age=int(settings.idle.total_seconds()) * 2,
        httponly=True,
        samesite="lax",
        secure=settings.is_secure,
    )


def sign_out(db: Db, request: Request, response: Response) -> None:
    """End this browser's session and take its cookie back. The caller commits."""
    settings: Settings = request.app.state.settings
    Session.end(db, request.cookies.get(cookie_name(settings), ""))
    response.delete_cookie(cookie_name(settings), httponly=True, samesite="lax", secure=settings.is_secure)
    response.headers["Clear-Site-Data"] = '"cache", "storage"'


def _refresh(database: Database, cookie: str, settings: Settings) -> None:
    try:
        with database.writing() as db:
            if session := Session.of(db, cookie, idle=settings.idle):
                session.seen()
                db.commit()
    except OperationalError:
        log.exception("A session could not be written anew")  # the page that was asked for can still be read
