"""An invitation lets a worker choose how to sign in: once, through an address that another worker hands on."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Field, Relationship, SQLModel, col, delete, or_, select

from boards.clock import holding, holds
from boards.database import Db, db_of, new_id, now
from boards.key import Seed, hash_of
from boards.passkey import Passkey
from boards.person import Person
from boards.problems import NotFound
from boards.session import Session

LASTS = timedelta(days=7)


class Invitation(SQLModel, table=True):
    """An invitation that is still open; it is gone once it was used. Only the hash of its key is kept."""

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    maker_id: str | None = Field(default=None, foreign_key="person.id", index=True)
    """Who made it; nobody when it was the operator."""
    key_hash: str = Field(unique=True)
    made_at: datetime = Field(default_factory=now)

    person: Person = Relationship(sa_relationship_kwargs={"lazy": "joined", "foreign_keys": "Invitation.person_id"})

    @classmethod
    def make(cls, person: Person, seed: Seed, *, by: Person | None = None) -> "Invitation":
        """A new invitation for a worker. The one that they had is gone."""
        db_of(person).exec(delete(cls).where(col(cls.person_id) == person.id))
        invitation = cls(person_id=person.id, maker_id=by.id if by else None, key_hash="")
        invitation.key_hash = hash_of(seed.key_for(invitation.id))
        db_of(person).add(invitation)
        return invitation

    @classmethod
    def find(cls, db: Db, key: str) -> "Invitation":
        """The open invitation with this key. Raises NotFound alike for used, past and never made."""
        invitation = db.exec(select(cls).where(col(cls.key_hash) == hash_of(key))).first()
        if invitation is None or not invitation.is_open:
            raise NotFound
        return invitation

    @classmethod
    def open_to(cls, people: Sequence[Person]) -> list["Invitation"]:
        """The open invitations of some people."""
        if not people:
            return []
        theirs = col(cls.person_id).in_([person.id for person in people])
        made = db_of(people[0]).exec(select(cls).where(theirs)).all()
        return [invitation for invitation in made if invitation.is_open]

    @classmethod
    def end(cls, person: Person) -> None:
        """Take back what was handed out to a person, and what they handed out."""
        theirs = or_(col(cls.person_id) == person.id, col(cls.maker_id) == person.id)
        db_of(person).exec(delete(cls).where(theirs))

    @classmethod
    def forget(cls, db: Db) -> None:
        """Remove the invitations that are past."""
        db.exec(delete(cls).where(~holding(cls.made_at, LASTS)))

    def use(self) -> Person:
        """Use it up, before a new way in is chosen: the old ones, and whoever came in by them, are out.

        Raises NotFound when somebody else did so a moment ago.
        """
        db, person, own_id = db_of(self), self.person, self.id
        person.wait_for_turn()
        if db.get(Invitation, own_id) is None:
            raise NotFound
        Session.end_all(person)
        Passkey.end_all(person)
        person.password_hash = None
        db.delete(self)
        return person

    @property
    def ends_at(self) -> datetime:
        """When it is past."""
        return self.made_at + LASTS

    @property
    def is_open(self) -> bool:
        """Whether it can be used now."""
        return holds(self.made_at, LASTS) and self.person.is_worker
