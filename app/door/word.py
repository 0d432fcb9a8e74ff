"""A family's door: the word that a link may ask for, and the count of who came in."""

from dataclasses import dataclass
from datetime import timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import Response

from app import addresses
from app.door.attempt import Secret
from app.door.tally import Tally
from app.house import House
from app.limits.turns import FAMILIES_WAIT, Rank
from app.settings import Settings
from boards.attempt import LinkTry
from boards.database import Db, now
from boards.link import Link
from boards.problems import Problem

REMEMBERED = timedelta(days=30)
"""How long a browser remembers that the word was right."""


class WordNeeded(Problem):
    """A link that asks for a word, and a browser that hasn't said it."""

    def __init__(self) -> None:
        super().__init__("word_needed")


@dataclass(frozen=True, kw_only=True)
class Word(Secret[str]):
    """A word that was typed for the link with a key. What it proves is kept by the browser."""

    rank: ClassVar[Rank] = Rank.LATER
    patience: ClassVar[float | None] = FAMILIES_WAIT
    key: str
    zone: ZoneInfo

    def tried(self, db: Db) -> LinkTry:
        """What it counts as. Raises NotFound where there is no such link."""
        return LinkTry(self._link(db).id, self.network)

    def check(self, db: Db) -> str:
        """The proof. Raises Problem."""
        return self._link(db).unlock(self.typed)

    def _link(self, db: Db) -> Link:
        return Link.find(db, self.key, now(), self.zone)


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
