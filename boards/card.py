"""A card is printed, carries a QR code, and signs one member in."""

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


class Card(SQLModel, table=True):
    """A member's card. Only the hash of its key is kept; a person has one that works at the most."""

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    key_hash: str = Field(unique=True)
    made_at: datetime = Field(default_factory=now)
    stopped_at: datetime | None = None

    person: Person = Relationship(sa_relationship_kwargs={"lazy": "joined"})

    @classmethod
    def make(cls, person: Person, seed: Seed) -> "Card":
        """A new card for a person. The one that they had stops."""
        cls.stop_all(person)
        card = cls(person_id=person.id, key_hash="")
        card.key_hash = hash_of(seed.key_for(card.id))
        db_of(person).add(card)
        return card

    @classmethod
    def find(cls, db: Db, key: str, *, group_id: str | None = None) -> "Card":
        """The card with this key, if it works: here, on a tablet of the group that is said. Raises NotFound alike
        for stopped, foreign and never made."""
        card = db.exec(select(cls).where(col(cls.key_hash) == hash_of(key))).first()
        if card is None or not card.works or (group_id and card.person.group_id != group_id):
            raise NotFound
        return card

    @classmethod
    def working(cls, people: Sequence[Person]) -> list["Card"]:
        """The cards of some people that work."""
        if not people:
            return []
        theirs = col(cls.person_id).in_([person.id for person in people])
        return list(db_of(people[0]).exec(select(cls).where(theirs, col(cls.stopped_at).is_(None))).all())

    @classmethod
    def stop_all(cls, person: Person) -> bool:
        """Stop a person's card and sign out whoever came in with it. Says whether there was one."""
        cards = cls.working([person])
        for card in cards:
            card.stopped_at = now()
        Session.end_of_cards(db_of(person), [card.id for card in cards])
        return bool(cards)

    @property
    def viewer(self) -> Viewer:
        """The eyes of whoever found it: a card can be lost."""
        return Viewer.outside(self.person.group)

    @property
    def works(self) -> bool:
        """Whether it signs somebody in: a card is for members alone."""
        return self.stopped_at is None and self.person.is_here and self.person.role == Role.MEMBER
