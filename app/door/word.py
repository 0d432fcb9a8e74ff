"""A family's door: the word that a link may ask for, and the count of who came in."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from app import addresses
from app.door.tally import Tally
from app.house import House
from app.limits.network import network_of
from app.limits.turns import FAMILIES_WAIT, Rank, asker_of
from app.settings import Settings
from boards.attempt import LinkTry, TooOften
from boards.database import Database, db_of, now
from boards.link import Link
from boards.problems import Problem

REMEMBERED = timedelta(days=30)
"""How long a browser remembers that the word was right."""


class WordNeeded(Problem):
    """A link that asks for a word, and a browser that hasn't said it."""

    def __init__(self) -> None:
        super().__init__("word_needed")


@dataclass(frozen=True)
class WordTry:
    """What came of a word that was typed for a link: the proof for its browser, or why not."""

    network: str
    proof: str = ""
    problem: Problem | None = None

    @classmethod
    async def made(cls, request: Request, key: str, word: str) -> "WordTry":
        """Count the try, then check it. Raises NotFound where there is no such link."""
        house, network = House.of(request), network_of(request)
        async with house.turn_to_write.take(asker_of(request), Rank.LATER, patience=FAMILIES_WAIT):
            refused = await run_in_threadpool(_tried, house.database, house.settings, key, network)
        if refused:
            return cls(network, problem=refused)
        check = partial(cls._checked, house.database, house.settings, key, network, word)
        return await house.prover.prove(check, asker_of(request), Rank.LATER, patience=FAMILIES_WAIT)

    @classmethod
    def _checked(cls, database: Database, settings: Settings, key: str, network: str, word: str) -> "WordTry":
        with database.reading() as db:
            link = Link.find(db, key, now(), settings.zone)
            try:
                return cls(network, proof=link.unlock(word))
            except Problem as problem:
                return cls(network, problem=problem)

    def proved(self, link: Link) -> str:
        """The proof; a right word doesn't count. Raises Problem when it was wrong, or typed too often."""
        if self.problem:
            raise self.problem
        db = db_of(link)
        LinkTry(link.id, self.network).succeed(db)
        db.commit()
        return self.proof


def _tried(database: Database, settings: Settings, key: str, network: str) -> Problem | None:
    with database.writing() as db:
        link = Link.find(db, key, now(), settings.zone)
        try:
            LinkTry(link.id, network).begin(db)
        except TooOften as refused:
            return refused
        db.commit()
        return None


def _named(settings: Settings, link: Link) -> str:
    # One for each link, and sent to its addresses alone: a link opens nothing but itself.
    return f"{'__Secure-' if settings.is_secure else ''}word-{link.id}"


def word_cookie(request: Request, link: Link) -> str:
    """What the browser keeps of a link's word, or nothing."""
    return request.cookies.get(_named(House.of(request).settings, link), "")


def remember_word(request: Request, response: Response, link: Link, proof: str) -> None:
    """Let the browser keep that the word was right."""
    settings = House.of(request).settings
    response.set_cookie(
        _named(settings, link),
        proof,
        max_age=int(REMEMBERED.total_seconds()),
        path=addresses.shared(link.key),
        httponly=True,
        samesite="lax",
        secure=settings.is_secure,
    )


def counts_opening(request: Request, response: Response, link_id: str) -> Response:
    """Count, once the page was sent, that a link was opened. Who asks for its head alone has seen nothing."""
    if request.scope.get("is_head"):
        return response
    response.background = BackgroundTask(_count, House.of(request).tally, link_id)
    return response


async def _count(tally: Tally, link_id: str) -> None:
    tally.link_opened(link_id)
