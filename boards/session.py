"""A session says who is signed in on one browser. It is a row, so that it can be ended from anywhere."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlmodel import Field, Relationship, SQLModel, col, delete, select

from boards.database import Db, new_id, now
from boards.person import Person


class Session(SQLModel, table=True):
    """One signed-in browser. Only the hash of its cookie is kept."""

    id: str = Field(default_factory=new_id, primary_key=True)
    cookie_hash: str = Field(unique=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    made_at: datetime = Field(default_factory=now)
    seen_at: datetime = Field(default_factory=now)

    person: Person = Relationship(sa_relationship_kwargs={"lazy": "joined"})

    @classmethod
    def begin(cls, db: Db, person: Person) -> str:
        """Begin a session, and return the cookie that stands for it: 256 random bits."""
        cookie = secrets.token_urlsafe(32)
        db.add(cls(person_id=person.id, cookie_hash=_hashed(cookie)))
        return cookie

    @classmethod
    def of(cls, db: Db, cookie: str, *, idle: timedelta) -> "Session | None":
        """The session of a cookie, if it has been seen within `idle`."""
        session = db.exec(select(cls).where(col(cls.cookie_hash) == _hashed(cookie))).first()
        return session if session and now() - session.seen_at < idle else None

    @classmethod
    def end(cls, db: Db, cookie: str) -> None:
        """End the session of a cookie; one that has ended already is fine."""
        db.exec(delete(cls).where(col(cls.cookie_hash) == _hashed(cookie)))

    @classmethod
    def forget(cls, db: Db, *, idle: timedelta) -> None:
        """Remove the sessions that nobody has used within `idle`."""
        db.exec(delete(cls).where(col(cls.seen_at) < now() - idle))

    def seen(self) -> None:
        """Say that it was used now."""
        self.seen_at = now()


def _hashed(cookie: str) -> str:
    return hashlib.sha256(cookie.encode("utf-8", "surrogatepass")).hexdigest()
