"""A tablet is a device that a worker has set up. On it, members tap their own picture to sign in."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Field, Relationship, SQLModel, col, select

from boards.database import Db, db_of, new_id, now
from boards.group import Group
from boards.key import hash_of, new_key
from boards.permission import Viewer
from boards.person import Person
from boards.problems import NotFound
from boards.right import Role
from boards.session import Session
from boards.text import TITLE, needed_line


class Tablet(SQLModel, table=True):
    """A tablet of a group. The key in its cookie is what lets members in there; only its hash is kept."""

    id: str = Field(default_factory=new_id, primary_key=True)
    group_id: str = Field(foreign_key="group.id", index=True)
    name: str = Field(max_length=TITLE)
    key_hash: str = Field(unique=True)
    made_at: datetime = Field(default_factory=now)
    seen_at: datetime = Field(default_factory=now)
    stopped_at: datetime | None = None

    group: Group = Relationship(sa_relationship_kwargs={"lazy": "joined"})

    @classmethod
    def named(cls, name: str, *, group_id: str) -> tuple["Tablet", str]:
        """A new tablet, and the key for its cookie. Raises Problem for a name that won't do."""
        key = new_key()
        return cls(name=needed_line(name, "name"), group_id=group_id, key_hash=hash_of(key)), key

    @classmethod
    def find(cls, db: Db, key: str) -> "Tablet":
        """The tablet with this key. Raises NotFound alike for stopped and never made."""
        tablet = db.exec(select(cls).where(col(cls.key_hash) == hash_of(key))).first()
        if tablet is None or tablet.stopped_at:
            raise NotFound
        return tablet

    def is_open(self, at: datetime) -> bool:
        """Whether members can sign in on it at this moment."""
        return self.group.tablets_are_open(at)

    def members(self) -> Sequence[Person]:
        """Who can tap their picture, in the order of the alphabet."""
        theirs = select(Person).where(
            Person.group_id == self.group_id, Person.role == Role.MEMBER, col(Person.left_at).is_(None)
        )
        return sorted(db_of(self).exec(theirs).all(), key=lambda person: person.name.casefold())

    def member(self, person_id: str, at: datetime) -> Person:
        """Who tapped their picture. Raises NotFound for everybody else, and while the tablet isn't open."""
        person = db_of(self).get(Person, person_id)
        is_theirs = person is not None and person.group_id == self.group_id
        if person is None or not is_theirs or not person.is_here or person.is_worker or not self.is_open(at):
            raise NotFound
        return person

    def may_see_photo(self, key: str, at: datetime) -> bool:
        """Whether a photo stands on one of its tiles."""
        here = [person.photo for person in self.members() if person.photo and person.photo.key == key]
        return self.is_open(at) and any(photo.is_shown_to(self.viewer) for photo in here)

    @property
    def viewer(self) -> Viewer:
        """The eyes of whoever stands before it, not yet known."""
        return Viewer.inside(self.group)

    def seen(self) -> None:
        """Say that it was used now."""
        self.seen_at = now()

    def stop(self) -> None:
        """Stop it for good, and sign out whoever is on it."""
        self.stopped_at = self.stopped_at or now()
        Session.end_on_tablet(db_of(self), self.id)
