"""A session says who is signed in on one browser. It is a row, so that it can be ended from anywhere."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from sqlmodel import Field, Relationship, SQLModel, and_, col, delete, or_, select, update

from boards.clock import holding, holds
from boards.database import Db, db_of, new_id, now
from boards.key import hash_of, new_key
from boards.person import Person
from boards.right import Role

LONGEST = timedelta(days=400)
"""How long a member stays signed in unused on a device of their own: as long as browsers keep a cookie."""


class Session(SQLModel, table=True):
    """One signed-in browser. Only the hash of its cookie is kept.

    `proved_at` is when a worker last showed a passkey or a password; a badge or a tablet proves nothing.
    """

    id: str = Field(default_factory=new_id, primary_key=True)
    cookie_hash: str = Field(unique=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    made_at: datetime = Field(default_factory=now)
    seen_at: datetime = Field(default_factory=now)
    proved_at: datetime | None = None
    badge_id: str | None = Field(default=None, foreign_key="card.id", index=True, sa_column_kwargs={"name": "card_id"})
    tablet_id: str | None = Field(default=None, foreign_key="tablet.id", index=True)

    person: Person = Relationship(sa_relationship_kwargs={"lazy": "joined"})

    @classmethod
    def begin(
        cls, person: Person, *, proved: bool = False, badge_id: str | None = None, tablet_id: str | None = None
    ) -> str:
        """Begin a session, and return the cookie that stands for it: 256 random bits."""
        cookie = new_key()
        session = cls(
            cookie_hash=hash_of(cookie),
            person_id=person.id,
            proved_at=now() if proved else None,
            badge_id=badge_id,
            tablet_id=tablet_id,
        )
        db_of(person).add(session)
        return cookie

    @classmethod
    def of(cls, db: Db, cookie: str, *, idle: timedelta) -> "Session | None":
        """The session of a cookie. A worker's, and one on a shared tablet, ends when unused for `idle`, and in any
        case after twice as long."""
        session = db.exec(select(cls).where(col(cls.cookie_hash) == hash_of(cookie))).first()
        if session is None or not session.person.is_here:
            return None
        if not session.is_short:
            return session if holds(session.seen_at, LONGEST) else None
        return session if holds(session.seen_at, idle) and holds(session.made_at, 2 * idle) else None

    @classmethod
    def see(cls, db: Db, sightings: Mapping[str, datetime]) -> None:
        """Say by their ids when sessions were used last, as far as they are still there. The caller commits.

        One that somebody is about to end isn't waited for: it is seen again soon, or ended.
        """
        those = select(cls.id).where(col(cls.id).in_(sightings)).with_for_update(skip_locked=True)
        for found in db.exec(those).all():
            at = sightings[found]
            db.exec(update(cls).where(col(cls.id) == found, col(cls.seen_at) < at).values(seen_at=at))

    @classmethod
    def end(cls, db: Db, cookie: str) -> None:
        """End the session of a cookie; one that has ended already is fine."""
        db.exec(delete(cls).where(col(cls.cookie_hash) == hash_of(cookie)))

    @classmethod
    def end_all(cls, person: Person) -> None:
        """End every session of a person."""
        db_of(person).exec(delete(cls).where(col(cls.person_id) == person.id))

    @classmethod
    def end_of_badges(cls, db: Db, badge_ids: Iterable[str]) -> None:
        """End the sessions that began with these badges."""
        db.exec(delete(cls).where(col(cls.badge_id).in_(badge_ids)))

    @classmethod
    def end_on_tablet(cls, db: Db, tablet_id: str) -> None:
        """End the sessions on a tablet."""
        db.exec(delete(cls).where(col(cls.tablet_id) == tablet_id))

    @classmethod
    def forget(cls, db: Db, *, idle: timedelta) -> None:
        """Remove the sessions that have ended by themselves."""
        workers = select(Person.id).where(Person.role == Role.WORKER)
        is_short = or_(col(cls.person_id).in_(workers), col(cls.tablet_id).is_not(None))
        unused = and_(is_short, ~holding(cls.seen_at, idle))
        db.exec(delete(cls).where(or_(unused, ~holding(cls.seen_at, LONGEST))))

    @property
    def by_tap(self) -> bool:
        """Whether somebody tapped a picture on a tablet, and showed nothing that they alone have."""
        return self.tablet_id is not None and self.badge_id is None and self.proved_at is None

    @property
    def is_short(self) -> bool:
        """Whether it ends by itself: a member's on a device of their own doesn't."""
        return self.person.is_worker or self.tablet_id is not None
