"""The people who cook together. Everything belongs to exactly one group."""

import hmac
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import CheckConstraint, Field, SQLModel, select

from boards.clock import is_to_come
from boards.database import Db, new_id, now
from boards.key import hash_of, new_key
from boards.problems import NotFound, together
from boards.text import TITLE, needed_line

LONGEST_OPEN = timedelta(hours=25)
"""How long tablets stay open at most: to the end of the longest day."""


class Basis(StrEnum):
    """What the group's photos of people rest on."""

    HANDS = "hands"
    """Hands and food, no faces: a photo that shows a person never leaves the group."""
    CONSENT = "consent"
    """Each person says who may see a photo of them."""


class Previews(StrEnum):
    """What stands in a chat before somebody opens a link."""

    NOTHING = "nothing"
    FOOD = "food"
    """A photo of food in which nobody is."""


class Reach(StrEnum):
    """How far a decision in somebody's best interests may open a photo of them, from the narrowest to the widest."""

    NOBODY = "nobody"
    GROUP = "group"
    FAMILY = "family"


class Group(SQLModel, table=True):
    """A group: its name, and the name of the person to ask for help."""

    __table_args__ = (
        CheckConstraint("basis IN ('hands', 'consent')", name="group_basis_known"),
        CheckConstraint("previews IN ('nothing', 'food')", name="group_previews_known"),
        CheckConstraint("decisions IN ('nobody', 'group', 'family')", name="group_decisions_known"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    name: str = Field(max_length=TITLE)
    helper: str = Field(max_length=TITLE)
    made_at: datetime = Field(default_factory=now)
    opens_tablets: bool = False
    """Whether a worker opens each cooking session before members can sign in on a tablet."""
    tablets_open_until: datetime | None = None
    basis: str = Field(default=Basis.HANDS, max_length=10)
    previews: str = Field(default=Previews.NOTHING, max_length=10)
    decisions: str = Field(default=Reach.GROUP, max_length=10)
    """How far a decision in somebody's best interests may open a photo of them."""

    @classmethod
    def named(cls, name: str, *, helper: str) -> "Group":
        """A new group. Raises Problem when a name is empty, too long or can't be kept."""
        return cls(name=needed_line(name, "group"), helper=needed_line(helper, "name"))

    @property
    def basis_of_photos(self) -> Basis:
        """What its photos of people rest on."""
        return Basis(self.basis)

    def tablets_are_open(self, at: datetime) -> bool:
        """Whether members can sign in on the group's tablets at this moment."""
        until = self.tablets_open_until
        return not self.opens_tablets or (until is not None and is_to_come(until, LONGEST_OPEN, at=at))

    def call(self, name: str, *, helper: str) -> None:
        """Give the group and the person to ask for help their names. Raises Several."""
        kept = together(name=lambda: needed_line(name, "group"), helper=lambda: needed_line(helper, "helper"))
        self.name, self.helper = kept["name"], kept["helper"]


class SetupCode(SQLModel, table=True):
    """The one-time code of the first start. Only its hash is kept, and only until it is used."""

    __tablename__ = "setup_code"

    id: int = Field(default=1, primary_key=True)
    hash: str

    @classmethod
    def renew(cls, db: Db) -> str | None:
        """A new code in place of the last; None once a group exists. The caller commits."""
        if not cls.is_awaited(db):
            return None
        code = new_key()
        db.merge(cls(hash=hash_of(code)))
        return code

    @classmethod
    def is_awaited(cls, db: Db) -> bool:
        """Whether the first start is still to come: there is no group yet."""
        return db.exec(select(Group.id).limit(1)).first() is None

    @classmethod
    def find(cls, db: Db, code: str) -> "SetupCode":
        """The code that is waiting to be used. Raises NotFound for any other, and once a group exists."""
        waiting = db.get(cls, 1, with_for_update=True)
        if waiting is None or not cls.is_awaited(db) or not hmac.compare_digest(waiting.hash, hash_of(code)):
            raise NotFound
        return waiting
