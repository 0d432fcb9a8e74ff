"""A photo: one picture as we keep it, who is in it, and who may see it. The one place that answers that."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import JSON, Field, Relationship, SQLModel, col, select

from boards.database import Db, db_of, now
from boards.group import Basis
from boards.permission import LASTS, WORDING, Audience, Permission, Saying, Viewer
from boards.problems import Problem


class Answer(StrEnum):
    """Who is in a photo, as far as somebody has said."""

    NOT_YET = ""
    NO_ONE = "no_one"
    ONLY_ME = "me"
    OTHERS = "others"
    UNSURE = "unsure"
    PEOPLE = "people"


ANSWERS = (Answer.NO_ONE, Answer.ONLY_ME, Answer.OTHERS, Answer.UNSURE)
"""What whoever took a photo can answer. The last two wait for a worker, who says which people are in it."""


class Standing(StrEnum):
    """Whether a family sees a photo, and if not, why."""

    SEEN = "seen"
    KEPT = "kept"
    """It stays in the group: somebody said so, or nobody may say otherwise."""
    UNKNOWN = "unknown"
    """Nobody has said yet who is in it, or somebody in it hasn't been asked."""


@dataclass(frozen=True)
class Picture:
    """A photo as the domain is given it: its key, its size in pixels and its placeholder colour (#rrggbb).

    `sent` stands for the bytes that it was made from: a form that is sent twice sends the same again. `found` are the
    places where we think a person is: left, top, width and height, each as a share of the picture. `searched` is true
    where the finder has really looked: where it has not, no places say nothing. `leaves` is true where it may leave the
    group, on paper too.
    """

    key: str
    width: int
    height: int
    tone: str
    sent: str = ""
    found: tuple[tuple[float, float, float, float], ...] = ()
    searched: bool = False
    leaves: bool = False


class Photo(SQLModel, table=True):
    """A photo of a group. Whoever wants to show it asks `picture_for`, which knows who may see it.

    `maker_id` is who took it. Until somebody has said who is in it, they and the workers see it, and nobody else.
    """

    key: str = Field(primary_key=True, max_length=32)
    group_id: str = Field(foreign_key="group.id", index=True)
    maker_id: str | None = Field(default=None, foreign_key="person.id")
    width: int
    height: int
    tone: str = Field(max_length=7)
    found: list[Any] = Field(default_factory=list, sa_type=JSON)
    answer: str = Field(default=Answer.NOT_YET, max_length=10)
    answered_by_id: str | None = Field(default=None, foreign_key="person.id")
    answered_at: datetime | None = None
    with_child: bool = False
    with_stranger: bool = False
    """Somebody is in it who is not of the group, and whom nobody can ask."""
    is_covered: bool = False
    made_at: datetime = Field(default_factory=now)
    removed_at: datetime | None = None
    """Since when its files are gone for good. The step that showed it stays, with its words."""

    all_permissions: list[Permission] = Relationship(
        sa_relationship_kwargs={"lazy": "selectin", "cascade": "all, delete-orphan"}
    )

    @classmethod
    def of(cls, picture: Picture, *, group_id: str, maker_id: str | None) -> "Photo":
        """A photo that was just taken in."""
        return cls(
            key=picture.key,
            group_id=group_id,
            maker_id=maker_id,
            width=picture.width,
            height=picture.height,
            tone=picture.tone,
            found=[list(box) for box in picture.found],
        )

    @property
    def permissions(self) -> list[Permission]:
        """What those who are in it have said: one for each of them."""
        return sorted((one for one in self.all_permissions if one.ended_at is None), key=lambda one: one.made_at)

    @property
    def is_settled(self) -> bool:
        """Whether it is known who is in it."""
        return self.answer in (Answer.NO_ONE, Answer.PEOPLE)

    def is_shown_to(self, viewer: Viewer) -> bool:
        """Whether somebody may see it now. Every page, address, print and copy asks this, and nothing else."""
        if self.removed_at or viewer.group_id != self.group_id:
            return False
        if viewer.looks_after:
            return True
        if not self.is_settled:
            is_mine = viewer.person_id is not None and viewer.person_id == self.maker_id
            return is_mine and viewer.audience is not Audience.FAMILY
        if self.answer == Answer.NO_ONE:
            return True
        if self.with_stranger or (self.with_child and viewer.audience is Audience.FAMILY):
            return False
        those = self.permissions
        return (bool(those) or self.with_child) and all(one.lets(viewer) for one in those)

    def picture_for(self, viewer: Viewer) -> Picture | None:
        """The picture, for whoever may see it now."""
        if not self.is_shown_to(viewer):
            return None
        return Picture(self.key, self.width, self.height, self.tone, leaves=self.is_shown_to(viewer.elsewhere))

    def standing(self, family: Viewer) -> Standing:
        """Whether a family sees it. What waits for an answer is told from what was decided."""
        if self.is_shown_to(family):
            return Standing.SEEN
        if self.removed_at or self.with_child or self.with_stranger:
            return Standing.KEPT
        if not self.is_settled:
            return Standing.UNKNOWN
        is_kept = family.basis != Basis.CONSENT or all(one.holds(family.at) for one in self.permissions)
        return Standing.KEPT if is_kept else Standing.UNKNOWN

    def permission_of(self, person_id: str) -> Permission | None:
        """What somebody has said about it, if they are in it."""
        return next((one for one in self.permissions if one.person_id == person_id), None)

    def say(self, answer: Answer, *, by_id: str) -> None:
        """Say who is in it: nobody, whoever says it, or something that a worker looks at."""
        if answer == Answer.ONLY_ME:
            self._settle(Answer.PEOPLE, [by_id], by_id)
        else:
            self._settle(answer, [], by_id)
        self.with_child = self.with_stranger = False

    def show_people(self, people: Collection[str], *, child: bool, stranger: bool, by_id: str) -> None:
        """Say who is in it, by their ids: a worker has looked. Nobody at all is fine. What somebody said holds on."""
        nobody = not people and not child and not stranger
        self._settle(Answer.NO_ONE if nobody else Answer.PEOPLE, people, by_id)
        self.with_child, self.with_stranger = child, stranger

    def permit(self, person_id: str, saying: Saying) -> Permission:
        """Write down what somebody in it said. Raises Problem for who isn't in it."""
        before = self.permission_of(person_id)
        if before is None:
            raise Problem("not_in_photo")
        at = now()
        said = Permission(
            photo_key=self.key,
            person_id=person_id,
            audience=saying.audience,
            wish=saying.wish or "",
            asked_at=at if saying.wish else None,
            said_at=at,
            by_id=saying.by_id,
            explained=saying.explained,
            helper_id=saying.helper_id,
            wording=WORDING,
            ask_again_at=saying.until or (None if saying.audience is Audience.ME else at + LASTS),
            reason=saying.reason,
            consulted=saying.consulted,
        )
        self._replace(before, said)
        return said

    def ask(self, person_id: str) -> None:
        """Let a question wait for somebody in it. What they said holds until they answer."""
        one = self.permission_of(person_id)
        if one is None:
            raise Problem("not_in_photo")
        one.asked_at = one.asked_at or now()

    def lapse(self, past: Permission) -> None:
        """End what somebody said, since it is past its day: they are asked anew."""
        asked = Permission(photo_key=self.key, person_id=past.person_id, asked_at=now())
        self._replace(past, asked)

    def narrow(self, wide: Permission) -> None:
        """Let only the group see them any more, and let the question wait: a yes to families was said long ago."""
        kept = wide.model_dump(exclude={"id", "audience", "asked_at", "made_at"})
        self._replace(wide, Permission(**kept, audience=Audience.GROUP, asked_at=now()))

    def covered_by(self, picture: Picture) -> "Photo":
        """A photo in which something of this one is covered. Who is in it and what they said stays as it is."""
        covered = Photo.of(picture, group_id=self.group_id, maker_id=self.maker_id)
        covered.is_covered = True
        covered.answer, covered.answered_by_id, covered.answered_at = self.answer, self.answered_by_id, self.answered_at
        covered.with_child, covered.with_stranger = self.with_child, self.with_stranger
        return covered

    def can_be_answered_by(self, person_id: str) -> bool:
        """Whether somebody can still say themselves who is in it: they took it, and nobody else has said anything."""
        by_another = self.is_settled and self.answered_by_id != person_id
        others = any(one.person_id != person_id or one.said_at for one in self.permissions)
        return self.maker_id == person_id and not (by_another or others or self.with_child or self.with_stranger)

    def remove(self) -> None:
        """Show it to nobody ever again: its files are about to be deleted."""
        self.removed_at = self.removed_at or now()
        self.found = []
        self.all_permissions = []

    def _settle(self, answer: Answer, people: Collection[str], by_id: str) -> None:
        for one in self.permissions:
            if one.person_id not in people:
                one.ended_at = now()
        for person_id in people:
            if self.permission_of(person_id) is None:
                self.all_permissions.append(Permission(photo_key=self.key, person_id=person_id, asked_at=now()))
        self.answer, self.answered_by_id, self.answered_at = answer, by_id, now()

    def _replace(self, before: Permission, after: Permission) -> None:
        before.ended_at = now()
        db_of(self).flush()  # so that never two hold at once
        self.all_permissions.append(after)


def photo_keys(db: Db, *, among: Collection[str] | None = None) -> set[str]:
    """The keys of every photo whose files are wanted, or of those among some keys."""
    wanted = select(Photo.key).where(col(Photo.removed_at).is_(None))
    return set(db.exec(wanted if among is None else wanted.where(col(Photo.key).in_(among))).all())
