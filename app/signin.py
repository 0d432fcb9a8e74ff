"""The session cookie: a cookie in, a person out."""

from dataclasses import dataclass
from datetime import timedelta

from starlette.requests import Request
from starlette.responses import Response

from app.settings import Settings
from boards.database import Database, Db, now
from boards.person import Person
from boards.problems import Problem
from boards.session import Session

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


def who(request: Request) -> SignedIn:
    """Who is signed in on this browser. Raises SignInNeeded."""
    database: Database = request.app.state.database
    settings: Settings = request.app.state.settings
    cookie = request.cookies.get(cookie_name(settings), "")
    with database.reading() as db:
        session = Session.of(db, cookie, idle=settings.idle) if cookie else None
        if session is None:
            raise SignInNeeded
        signed_in, stale = SignedIn(session.person_id), now() - session.seen_at > REFRESHED
    if stale:
        _refresh(database, cookie, settings)
    return signed_in


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
    with database.writing() as db:
        if session := Session.of(db, cookie, idle=settings.idle):
            session.seen()
            db.commit()
