"""Permission: what a person said about one photo of them, and who may therefore see it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import CheckConstraint, Field, Index, SQLModel, text

from boards.clock import is_ahead, is_to_come
from boards.database import new_id, now
from boards.group import Basis, Group, Reach
from boards.text import TITLE

LASTS = timedelta(days=365)
"""After this a person is asked again, unless an earlier day is chosen. Nothing is agreed to for longer."""

WORDING = 2
"""The version of the sentences that people are asked with. Whoever changes those in the catalogue raises it."""

REASON = 500
"""Most characters of a reason."""


class Audience(StrEnum):
    """For whom a photo is, from the narrowest to the widest: each holds those before it."""

    ME = "me"
    GROUP = "group"
    FAMILY = "family"

    def holds(self, other: "Audience") -> bool:
        """Whether whoever belongs to another audience belongs to this one."""
        order = list(Audience)
        return order.index(other) <= order.index(self)


class Explained(StrEnum):
    """How it was explained to somebody what they say yes or no to."""

    SCREEN = "screen"
    WORDS = "words"
    PICTURES = "pictures"
    SIGNS = "signs"
    LANGUAGE = "language"


def audiences(basis: Basis) -> tuple[Audience, ...]:
    """Whom a person can choose between, by what the group's photos of people rest on."""
    everybody = tuple(Audience)
    return everybody if basis == Basis.CONSENT else everybody[:-1]


def decidable(group: Group) -> tuple[Audience, ...]:
    """Whom a decision in somebody's best interests can choose between, as the group has settled it."""
    widest = {Reach.NOBODY: Audience.ME, Reach.GROUP: Audience.GROUP, Reach.FAMILY: Audience.FAMILY}[
        Reach(group.decisions)
    ]
    return tuple(audience for audience in audiences(group.basis_of_photos) if widest.holds(audience))


@dataclass(frozen=True)
class Viewer:
    """Who looks at photos, and when: somebody of a group, its tablet, or whoever is outside of it.

    `person_id` is whose own eyes these are, if they are anybody's; `looks_after` is true for those who keep people
    safe, and who must see what they decide about; `has_link` for a family, which sees what is finished and no more.
    """

    group_id: str
    audience: Audience
    basis: Basis = Basis.HANDS
    person_id: str | None = None
    looks_after: bool = False
    has_link: bool = False
    at: datetime = field(default_factory=now)

    @classmethod
    def inside(cls, group: Group, person_id: str | None = None, *, looks_after: bool = False) -> "Viewer":
        """Somebody of the group, or its tablet, on which nobody is known yet."""
        return cls(group.id, Audience.GROUP, group.basis_of_photos, person_id, looks_after)

    @classmethod
    def family(cls, group: Group) -> "Viewer":
        """Whoever holds a link."""
        return cls(group.id, Audience.FAMILY, group.basis_of_photos, has_link=True)

    @classmethod
    def outside(cls, group: Group, person_id: str | None = None) -> "Viewer":
        """Whoever gets what leaves the group by hand: a sheet of paper, or somebody's own copy to take away."""
        return cls(group.id, Audience.FAMILY, group.basis_of_photos, person_id)

    @property
    def elsewhere(self) -> "Viewer":
        """Whoever gets a print of what these eyes see."""
        return Viewer(self.group_id, Audience.FAMILY, self.basis, at=self.at)


NOBODY = Viewer("", Audience.FAMILY)
"""Sees no photo at all."""


class Permission(SQLModel, table=True):
    """What one person said about one photo that they are in. The newest holds; those before it are kept as history.

    `audience` is empty until they have said something. `wish` is a wider one that was chosen where anybody could have
    tapped their picture: it waits until a worker has asked them. `by_id` wrote it down: themselves, or a worker for
    them; then `explained` says how it was explained and `helper_id` who helped. `reason` and `consulted` are filled
    where a worker decided in their best interests (Mental Capacity Act 2005, section 4).
    """

    __table_args__ = (
        Index(
            "permission_holds_once",
            "photo_key",
            "person_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
        CheckConstraint("audience IN ('', 'me', 'group', 'family')", name="permission_audience_known"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    photo_key: str = Field(foreign_key="photo.key", index=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    audience: str = Field(default="", max_length=10)
    wish: str = Field(default="", max_length=10)
    asked_at: datetime | None = None
    """Since when a question waits for the person."""
    said_at: datetime | None = None
    by_id: str | None = Field(default=None, foreign_key="person.id")
    explained: str = Field(default="", max_length=10)
    helper_id: str | None = Field(default=None, foreign_key="person.id")
    wording: int | None = None
    """Which version of our words they were asked with."""
    ask_again_at: datetime | None = Field(default=None, index=True)
    reason: str = Field(default="", max_length=REASON)
    consulted: str = Field(default="", max_length=TITLE)
    made_at: datetime = Field(default_factory=now)
    ended_at: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether they have said something that isn't past, nor said on a day to come."""
        if not self.audience or (self.said_at and is_ahead(self.said_at, at=at)):
            return False
        return self.ask_again_at is None or is_to_come(self.ask_again_at, LASTS, at=at)

    def lets(self, viewer: Viewer) -> bool:
        """Whether the person agrees that somebody sees them. Everybody sees themselves."""
        if viewer.person_id == self.person_id:
            return True
        if viewer.audience is Audience.FAMILY and viewer.basis != Basis.CONSENT:
            return False
        return self.holds(viewer.at) and Audience(self.audience).holds(viewer.audience)

    def reaches(self, audience: Audience, at: datetime) -> bool:
        """Whether they agree that an audience sees them, wherever the group lets each person decide."""
        return self.holds(at) and Audience(self.audience).holds(audience)

    def waits(self, at: datetime) -> bool:
        """Whether the person is to be asked: they haven't said, it is past, or somebody wants to ask anew."""
        return self.asked_at is not None or not self.holds(at)


@dataclass(frozen=True)
class Saying:
    """What somebody said, and how it came about. They are asked again after `until`: in a year unless it is said, and
    never where only they see it.

    `reason` and `consulted` are filled for a decision in their best interests.
    """

    audience: Audience
    by_id: str
    explained: Explained = Explained.SCREEN
    helper_id: str | None = None
    until: datetime | None = None
    reason: str = ""
    consulted: str = ""
