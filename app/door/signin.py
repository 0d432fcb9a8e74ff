"""Who is signed in on a browser, and how they come in and go."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from app.door.cookies import Cookie
from app.house import House
from app.settings import Settings
from boards.badge import Badge
from boards.clock import holds
from boards.database import Database, Db, db_of, now
from boards.passkey import PATIENCE
from boards.person import Person
from boards.problems import NotFound, Problem
from boards.record import Did
from boards.session import LONGEST, Session
from boards.tablet import Tablet

REFRESHED = timedelta(hours=1)
"""How old a session's last sighting may grow before it is written anew."""


class SignInNeeded(Problem):
    """Nobody is signed in; the sign-in page is shown, and afterwards the page that was asked for."""

    def __init__(self) -> None:
        super().__init__("sign_in_needed")


class FreshSignInNeeded(Problem):
    """Somebody is signed in, but it is too long ago for what they want to do."""

    def __init__(self) -> None:
        super().__init__("sign_in_again")


class SomebodyElse(Problem):
    """Who is signed in didn't open the form that was sent: on a tablet somebody else may have come meanwhile."""

    def __init__(self) -> None:
        super().__init__("somebody_else")


class BadgeRefused(NotFound):
    """A badge that doesn't work here: stopped, of another group than the tablet, or never made."""


@dataclass(frozen=True)
class SignedIn:
    """Who is signed in, known before anything else of the request is read.

    `proved_at` is when they last showed a passkey or a password, `is_lasting` says whether they stay signed in until
    they sign out, and `by_tap` whether all that they did was to tap a picture on a tablet.
    """

    session_id: str
    person_id: str = ""
    group_id: str = ""
    proved_at: datetime | None = None
    is_lasting: bool = False
    by_tap: bool = False

    def person(self, db: Db) -> Person:
        """The person as they are now, if their session hasn't ended since: a body may have taken long to arrive."""
        session = db.get(Session, self.session_id)
        if session is None or not session.person.is_here:
            raise SignInNeeded
        return session.person

    def writer(self, db: Db) -> Person:
        """The person about to change something: whoever else would in their group waits for this transaction.

        SQLite has one writer at a time and no row locks; on PostgreSQL the group's row is the lock.
        """
        self.person(db).wait_for_turn()
        return self.person(db)

    def is_fresh(self, within: timedelta) -> bool:
        """Whether they showed a passkey or a password within a while."""
        return self.proved_at is not None and holds(self.proved_at, within)


async def who(request: Request) -> SignedIn:
    """Who is signed in on this browser. Raises SignInNeeded, and SomebodyElse for the form of another person."""
    house = House.of(request)
    cookie = Cookie.SESSION.of(request)
    if not cookie:
        raise SignInNeeded
    signed_in, is_stale = await run_in_threadpool(_found, house.database, cookie, house.settings)
    request.state.asker, request.state.group = f"person {signed_in.person_id}", signed_in.group_id
    if opened_by(request) not in ("", signed_in.person_id):
        raise SomebodyElse
    if is_stale:
        house.tally.session_used(signed_in.session_id)
        request.state.renewed = cookie if signed_in.is_lasting else ""
    return signed_in


def opened_by(request: Request) -> str:
    """The id of whoever opened the form that a request sends, if its address says so."""
    return request.query_params.get("opened_by", "")


def _found(database: Database, cookie: str, settings: Settings) -> tuple[SignedIn, bool]:
    with database.reading() as db:
        session = Session.of(db, cookie, idle=settings.idle)
        if session is None:
            raise SignInNeeded
        me, proved_at, is_lasting = session.person, session.proved_at, not session.is_short
        signed_in = SignedIn(session.id, me.id, me.group_id, proved_at, is_lasting, session.by_tap)
        return signed_in, not holds(session.seen_at, REFRESHED)


def renew(request: Request, response: Response) -> None:
    """Let the browser keep the cookie of a lasting session as long again, now and then while it is used."""
    if cookie := getattr(request.state, "renewed", ""):
        Cookie.SESSION.give(request, response, cookie, LONGEST)


def sign_in(person: Person, how: Did, request: Request, response: Response, *, badge: Badge | None = None) -> None:
    """Begin a new session on a browser, in place of the one that it had. The caller commits.

    Raises SignInNeeded, BadgeRefused and NotFound for what was stopped, or for who was made a worker, a moment ago.
    """
    settings = House.of(request).settings
    db = db_of(person)
    person.wait_for_turn()
    tablet = tablet_of(request, db)
    if not person.is_here or (how == Did.SIGNED_IN_BY_TABLET and tablet is None):
        raise SignInNeeded
    if badge and not badge.works:
        raise BadgeRefused
    if tablet and how == Did.SIGNED_IN_BY_TABLET:
        tablet.member(person.id, now())
    Session.end(db, Cookie.SESSION.of(request))
    is_ours = tablet is not None and tablet.group_id == person.group_id
    proved = how in (Did.SIGNED_IN, Did.SIGNED_IN_BY_PASSKEY, Did.JOINED)
    cookie = Session.begin(
        person, proved=proved, badge_id=badge.id if badge else None, tablet_id=tablet.id if tablet and is_ours else None
    )
    person.did(how, name=tablet.name if tablet and how == Did.SIGNED_IN_BY_TABLET else "")
    Cookie.SESSION.give(request, response, cookie, settings.idle * 2 if person.is_worker or tablet else LONGEST)
    if tablet:
        tablet.seen()
        Cookie.TABLET.give(request, response, Cookie.TABLET.of(request), LONGEST)


def sign_out(db: Db, request: Request, response: Response) -> None:
    """End this browser's session and take its cookies back; a tablet stays a tablet. The caller commits."""
    Session.end(db, Cookie.SESSION.of(request))
    Cookie.SESSION.take_back(request, response)
    Cookie.SEED.take_back(request, response)
    # Not the storage: in it photos wait for their person. What is kept of recipes goes at the next contact.
    response.headers["Clear-Site-Data"] = '"cache"'


def question_answer(request: Request, db: Db, question: str, key: str) -> Response:
    """Commit, and answer a script with what to ask a device; the key to it stays in the browser."""
    response = Response(question, media_type="application/json")
    Cookie.QUESTION.give(request, response, key, PATIENCE)
    db.commit()
    return response


def tablet_of(request: Request, db: Db) -> Tablet | None:
    """The tablet that a browser is, if it is one."""
    key = Cookie.TABLET.of(request)
    try:
        return Tablet.find(db, key) if key else None
    except NotFound:
        return None
