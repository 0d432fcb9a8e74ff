"""A worker's password."""

from dataclasses import dataclass
from typing import ClassVar

from app.door.attempt import Secret
from app.limits.turns import Rank
from boards.attempt import WINDOW, PasswordTry
from boards.database import Db
from boards.person import Person
from boards.problems import Problem


@dataclass(frozen=True)
class Owner:
    """Whose password it was, and what was kept of the one that it was checked against."""

    person_id: str
    password_hash: str | None

    def person(self, db: Db) -> Person:
        """Who it is. Raises Problem when they have left, or have another password since."""
        person = db.get_one(Person, self.person_id)
        person.wait_for_turn()
        if not person.is_worker or person.password_hash != self.password_hash:
            raise Problem("wrong_password", "email")
        return person


@dataclass(frozen=True, kw_only=True)
class Password(Secret[Owner]):
    """An email address and a password."""

    rank: ClassVar[Rank] = Rank.FIRST
    email: str

    def tried(self, _db: Db) -> PasswordTry:
        """What it counts as."""
        return PasswordTry(self.email, self.network)

    def check(self, db: Db) -> Owner:
        """Whose it is. Raises Problem."""
        person = Person.signing_in(db, email=self.email, password=self.typed)
        return Owner(person.id, person.password_hash)

    def refused(self, db: Db) -> None:
        """Tell the group of whoever has the address."""
        if person := Person.with_address(db, self.email):
            person.was_tried(WINDOW)
