"""Tries of passwords and of links' words, counted in the database so that every process knows of them."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, ClassVar

from sqlalchemy import case
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Field, SQLModel, col, delete, select, update

from boards.clock import holding
from boards.database import Db, now
from boards.key import hash_of
from boards.problems import Problem
from boards.text import tidy_address

WINDOW = timedelta(minutes=15)
"""How long attempts count."""

MOST_AT_ONE_ACCOUNT = 10
"""Attempts at one email address from one network."""

MOST_FROM_ONE_NETWORK = 100
"""Attempts from one network, whatever the email address: a service may share one address."""

MOST_AT_ALL = 100
"""Attempts at one email address from everywhere. A passkey, or an invitation from another worker, still opens."""

MOST_QUESTIONS = 1000
"""Questions for a passkey to one network: far more than a service asks, and few enough to keep."""


class TooOften(Problem):
    """Somebody has tried too often; it can be tried again after a while."""

    def __init__(self, field: str = "email") -> None:
        super().__init__("too_often", field, minutes=int(WINDOW.total_seconds() // 60))


class Tries(SQLModel, table=True):
    """How often something was tried since a moment. What it was is kept as a hash, and for a short while."""

    of: str = Field(primary_key=True, max_length=64)
    count: int
    since: datetime = Field(index=True)


@dataclass(frozen=True)
class Try(ABC):
    """One try of something secret. It counts as a wrong one until it succeeds."""

    field: ClassVar[str]
    """Where it is typed."""

    @property
    @abstractmethod
    def limits(self) -> Mapping[str, int]:
        """How many may count, by what they count against."""

    def begin(self, db: Db) -> None:
        """Count it. Raises TooOften, and then it counts no further. The caller commits either way, for `is_over`."""
        for of, most in self.limits.items():
            if _counted(db, of) > most:
                raise TooOften(self.field)

    def is_over(self, db: Db) -> bool:
        """Whether one more is refused, as the last one was. Nothing is counted, so nobody waits for it."""
        return any(
            db.exec(select(Tries.of).where(Tries.of == of, Tries.count > most, holding(Tries.since, WINDOW))).first()
            for of, most in self.limits.items()
        )

    def succeed(self, db: Db) -> None:
        """Take it back: it was right. The caller commits."""
        db.exec(update(Tries).where(col(Tries.of).in_(self.limits)).values(count=col(Tries.count) - 1))


@dataclass(frozen=True)
class PasswordTry(Try):
    """One password: for which email address, and where it comes from."""

    field = "email"
    email: str
    network: str

    @property
    def limits(self) -> Mapping[str, int]:
        """At this address from here, from here, and at this address from everywhere."""
        return {
            self._account: MOST_AT_ONE_ACCOUNT,
            _hidden("network", self.network): MOST_FROM_ONE_NETWORK,
            _hidden("everywhere", tidy_address(self.email)): MOST_AT_ALL,
        }

    def succeed(self, db: Db) -> None:
        """Take it back, and those before it that were wrong: it was whoever it said. The caller commits."""
        super().succeed(db)
        db.exec(delete(Tries).where(col(Tries.of) == self._account))

    @property
    def _account(self) -> str:
        return _hidden("account", tidy_address(self.email), self.network)


MOST_WORDS = 10
"""Words for one link from one network."""

MOST_WORDS_AT_ALL = 50
"""Words for one link from everywhere: whoever has a link has its key, and there are few of them."""


@dataclass(frozen=True)
class LinkTry(Try):
    """One word: for which link, and where it comes from."""

    field = "word"
    link_id: str
    network: str

    @property
    def limits(self) -> Mapping[str, int]:
        """For this link from here, and from everywhere."""
        return {
            _hidden("word", self.link_id, self.network): MOST_WORDS,
            _hidden("word", self.link_id): MOST_WORDS_AT_ALL,
        }


def count_question(db: Db, network: str) -> None:
    """Count that a network asked for a passkey. Raises TooOften. The caller commits."""
    if _counted(db, _hidden("question", network)) > MOST_QUESTIONS:
        raise TooOften


def forget_tries(db: Db) -> None:
    """Remove what no longer counts."""
    db.exec(delete(Tries).where(~holding(Tries.since, WINDOW)))


def _counted(db: Db, of: str) -> int:
    """Count one more in a single statement, so that many at once are all counted; begin anew after the window."""
    insert: Any = postgresql.insert if db.get_bind().dialect.name == "postgresql" else sqlite.insert
    at, is_over = now(), ~holding(Tries.since, WINDOW)
    statement = (
        insert(Tries)
        .values(of=of, count=1, since=at)
        .on_conflict_do_update(
            index_elements=[Tries.of],
            set_={
                "count": case((is_over, 1), else_=col(Tries.count) + 1),
                "since": case((is_over, at), else_=col(Tries.since)),
            },
        )
        .returning(col(Tries.count))
    )
    return int(db.execute(statement).scalar_one())


def _hidden(*said: str) -> str:
    return hash_of("\0".join(said))
