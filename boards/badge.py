"""A badge is what people call their card: it is printed, carries a QR code, and signs one member in."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Field, Relationship, SQLModel, col, select

from boards.database import Db, db_of, new_id, now
from boards.key import Seed, hash_of
from boards.permission import Viewer
from boards.person import Person
from boards.problems import NotFound
from boards.right import Role
from boards.session import Session


class Badge(SQLModel, table=True):
    """A member's badge. Only the hash of its key is kept; a person has one that works at the most."""

    __tablename__ = "card"

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    key_hash: str = Field(unique=True)
    made_at: datetime = Field(default_factory=now)
    stopped_at: datetime | None = None

    person: Person = Relationship(sa_relationship_kwargs={"lazy": "joined"})

    @classmethod
    def make(cls, person: Person, seed: Seed) -> "Badge":
        """A new badge for a person. The one that they had stops."""
        cls.stop_all(person)
        badge = cls(person_id=person.id, key_hash="")
        badge.key_hash = hash_of(seed.key_for(badge.id))
        db_of(person).add(badge)
        return badge

    @classmethod
    def find(cls, db: Db, key: str, *, group_id: str | None = None) -> "Badge":
        """The badge with this key, if it works: here, on a tablet of the group that is said. Raises NotFound alike
        for stopped, foreign and never made."""
        badge = db.exec(select(cls).where(col(cls.key_hash) == hash_of(key))).first()
        if badge is None or not badge.works or (group_id and badge.person.group_id != group_id):
            raise NotFound
        return badge

    @classmethod
    def working(cls, people: Sequence[Person]) -> list["Badge"]:
        """The badges of some people that work."""
        if not people:
            return []
        theirs = col(cls.person_id).in_([person.id for person in people])
        return list(db_of(people[0]).exec(select(cls).where(theirs, col(cls.stopped_at).is_(None))).all())

    @classmethod
    def stop_all(cls, person: Person) -> bool:
        """Stop a person's badge and sign out whoever came in with it. Says whether there was one."""
        badges = cls.working([person])
        for badge in badges:
            badge.stopped_at = now()
        Session.end_of_badges(db_of(person), [badge.id for badge in badges])
        return bool(badges)

    @property
    def viewer(self) -> Viewer:
        """The eyes of whoever found it: a badge can be lost."""
        return Viewer.outside(self.person.group)

    @property
    def works(self) -> bool:
        """Whether it signs somebody in: a badge is for members alone."""
        return self.stopped_at is None and self.person.is_here and self.person.role == Role.MEMBER
