"""A photo: one picture as we keep it, who is in it, and who may see it."""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import JSON, Field, Relationship, SQLModel, col, select

from boards.database import Db, db_of, new_id, now
from boards.group import Basis
from boards.permission import LASTS, WORDING, Audience, Permission, Saying, Viewer
from boards.problems import NotFound, Problem, SaidMeanwhile


class Answer(StrEnum):
    """Who is in a photo, as far as somebody has said."""

    NOT_YET = ""
    NO_ONE = "no_one"
    ONLY_ME = "me"
    OTHERS = "others"
    UNSURE = "unsure"
    PEOPLE = "people"


Region = tuple[float, float, float, float]
"""A region in a picture: left, top, width and height, each as a share of the picture."""

Checksums = Mapping[str, tuple[int, str]]
"""By what a photo's files are known again: for each size, by its name, the length in bytes and the SHA-256 in
hexadecimal letters. Empty where nobody has read them yet."""

HIDDEN = 0.75
"""The share of a region from which a mask hides who was found there. Less may hide them from the finder alone."""

AGAIN = 0.5
"""The share of a region from which who is found there now is who was found there before."""

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
    region where we think a person is. `searched` is true where the finder has really looked: where it has not, no
    places say nothing. `masks` are the places that were masked just now. `leaves` is true where it may leave the
    group, on paper too. `checksums` are known where it was taken in just now. `turned` is by how many quarters its
    files are turned, clockwise, from what they are made of.
    """

    key: str
    width: int
    height: int
    tone: str
    sent: str = ""
    found: tuple[Region, ...] = ()
    searched: bool = False
    masks: tuple[Region, ...] = ()
    leaves: bool = False
    checksums: Checksums = field(default_factory=dict, hash=False)
    turned: int = 0


class Photo(SQLModel, table=True):
    """A photo of a group. Whoever wants to show it asks `picture_for`, which knows who may see it.

    `maker_id` is who took it. Until somebody has said who is in it, they and the workers see it, and nobody else. The
    same holds where an answer counts fewer people than we found: a worker looks first, and what they say settles it.
    """

    key: str = Field(primary_key=True, max_length=32)
    group_id: str = Field(foreign_key="group.id", index=True)
    maker_id: str | None = Field(default=None, foreign_key="person.id")
    width: int
    height: int
    tone: str = Field(max_length=7)
    found: list[Any] = Field(default_factory=list, sa_type=JSON)
    searched: bool = False
    """Whether anything looked for people in it: the finder may be missing, or fail."""
    answer: str = Field(default=Answer.NOT_YET, max_length=10)
    answered_by_id: str | None = Field(default=None, foreign_key="person.id")
    answered_at: datetime | None = None
    by_tap: bool = False
    """Whether whoever answered had only tapped a picture on a tablet: somebody else could have done that."""
    checked_at: datetime | None = None
    """Since when a worker has looked at it and said who is in it."""
    had_people: bool = False
    """Whether somebody has said that a person is in it, or may be. A tap doesn't undo that."""
    is_new: bool = False
    """Whether families don't see its step yet: nobody has settled who is in the photo that the step came with."""
    with_child: bool = False
    with_stranger: bool = False
    """Somebody is in it who is not of the group, and whom nobody can ask."""
    is_masked: bool = Field(default=False, sa_column_kwargs={"name": "is_covered"})
    turned: int = 0
    """By how many quarters somebody has turned it, clockwise: 0 to 3. Four make none."""
    made_at: datetime = Field(default_factory=now)
    removed_at: datetime | None = None
    """Since when its files are gone for good. The step that showed it stays, with its words."""

    checksums: dict[str, Any] = Field(default_factory=dict, sa_type=JSON)
    """By what its files are known again (`Checksums`); empty for one from before they were kept."""

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
            searched=picture.searched,
            checksums=_plain(picture.checksums),
            turned=picture.turned,
        )

    @classmethod
    def brought(cls, picture: Picture, *, group_id: str, by_id: str) -> "Photo":
        """A photo that somebody brought from elsewhere: what was said of it there counts for nothing here, and a worker
        looks.
        """
        photo = cls.of(picture, group_id=group_id, maker_id=by_id)
        photo.is_new = True
        photo.say(Answer.UNSURE, by_id=by_id)
        return photo

    @classmethod
    def left_behind(cls, *, group_id: str) -> "Photo":
        """Stands for a photo that stayed where its step came from: it has no files, and nobody sees it ever."""
        none = Picture(new_id(), 1, 1, "#ffffff")
        photo = cls.of(none, group_id=group_id, maker_id=None)
        photo.answer = Answer.NO_ONE
        photo.remove()
        return photo

    @classmethod
    def find(cls, db: Db, key: str) -> "Photo":
        """The photo with a key, or what took its place since: an address outlives what is masked. Raises NotFound."""
        photo = db.get(cls, key)
        if photo is None and (after := db.get(Successor, key)):
            photo = db.get(cls, after.photo_key)
        if photo is None:
            raise NotFound
        return photo

    def note_checksums(self, checksums: Checksums) -> None:
        """Note by what its files are known again."""
        self.checksums = _plain(checksums)

    @property
    def permissions(self) -> list[Permission]:
        """What those who are in it have said: one for each of them."""
        return sorted((one for one in self.all_permissions if one.ended_at is None), key=lambda one: one.made_at)

    @property
    def version(self) -> str:
        """What was said of it so far, in a few characters: a page carries along on which of it its answer rests."""
        said = sorted((one.id, one.audience, one.wish) for one in self.permissions)
        at = self.answered_at.timestamp() if self.answered_at else None
        whole = [self.key, self.answer, self.answered_by_id, at, self.checked_at is None, said]
        return hashlib.sha256(json.dumps([*whole, self.with_child, self.with_stranger]).encode()).hexdigest()[:16]

    def must_be(self, version: str) -> None:
        """Raise SaidMeanwhile where somebody has said something since a page showed a version."""
        if version != self.version:
            raise SaidMeanwhile

    @property
    def is_doubted(self) -> bool:
        """Whether its answer counts fewer people than we found, or than somebody has said there are: a worker looks."""
        counted = {Answer.NO_ONE: 0, Answer.PEOPLE: len(self.permissions)}.get(Answer(self.answer))
        if counted is None or self.checked_at:
            return False
        tapped_away = counted == 0 and self.by_tap and self.had_people
        return tapped_away or counted < len(self.found)

    @property
    def is_settled(self) -> bool:
        """Whether it is known who is in it."""
        return self.answer in (Answer.NO_ONE, Answer.PEOPLE) and not self.is_doubted

    @property
    def waits_for_families(self) -> bool:
        """Whether only a tap says that nobody is in it, and nothing looked: a worker does before a family sees it."""
        by_tap_alone = self.by_tap and not self.searched and self.checked_at is None
        return self.answer == Answer.NO_ONE and by_tap_alone and not self.is_doubted

    @property
    def waits_for_worker(self) -> bool:
        """Whether a worker is to look at who is in it."""
        return not self.is_settled or self.waits_for_families

    def is_shown_to(self, viewer: Viewer) -> bool:
        """May this be seen, by somebody and now? It is answered here, and nowhere else."""
        if self.removed_at or viewer.group_id != self.group_id:
            return False
        if viewer.looks_after:
            return True
        if not self.is_settled:
            is_mine = viewer.person_id is not None and viewer.person_id == self.maker_id
            return is_mine and viewer.audience is not Audience.FAMILY
        if self.answer == Answer.NO_ONE:
            return viewer.audience is not Audience.FAMILY or not self.waits_for_families
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
        if self.waits_for_worker:
            return Standing.UNKNOWN
        is_kept = family.basis != Basis.CONSENT or all(one.holds(family.at) for one in self.permissions)
        return Standing.KEPT if is_kept else Standing.UNKNOWN

    def permission_of(self, person_id: str) -> Permission | None:
        """What somebody has said about it, if they are in it."""
        return next((one for one in self.permissions if one.person_id == person_id), None)

    def has_said_no(self, person_id: str) -> bool:
        """Whether the last that somebody said about it was that nobody else may see it, also if a worker has said since
        that they aren't in it.
        """
        theirs = [one for one in self.all_permissions if one.person_id == person_id and one.audience]
        last = max(theirs, key=lambda one: (one.made_at, one.said_at or one.made_at), default=None)
        return last is not None and last.audience == Audience.ME

    def is_about(self, person_id: str) -> bool:
        """Whether somebody can always reach it, since they are in it or said no to it."""
        return self.permission_of(person_id) is not None or self.has_said_no(person_id)

    def may_be_stopped_by(self, person_id: str) -> bool:
        """Whether somebody's no to it counts: they are in it, or were. Their page may have shown it a moment ago."""
        return any(one.person_id == person_id for one in self.all_permissions)

    def say(self, answer: Answer, *, by_id: str, by_tap: bool = False) -> None:
        """Say who is in it: nobody, whoever says it, or something that a worker looks at.

        Where somebody else is in it, as was said before, or may be, a tap doesn't make it whoever says it alone.
        """
        if answer is Answer.ONLY_ME and by_tap and self.had_people and self.permission_of(by_id) is None:
            answer = Answer.UNSURE
        self._settle(Answer.PEOPLE if answer is Answer.ONLY_ME else answer, [by_id] if answer is Answer.ONLY_ME else [])
        self.answered_by_id, self.by_tap, self.checked_at = by_id, by_tap, None
        self.with_child = self.with_stranger = False
        if answer is not Answer.NOT_YET:
            self.had_people = answer is not Answer.NO_ONE or (by_tap and self.had_people)
        self.is_new = self.is_new and not self.is_settled

    def show_people(self, people: Collection[str], *, child: bool, stranger: bool, by_id: str) -> None:
        """Say who is in it, by their ids: a worker has looked. Nobody at all is fine. What somebody said holds on."""
        self.had_people = bool(people) or child or stranger
        self._settle(Answer.PEOPLE if self.had_people else Answer.NO_ONE, people)
        self.answered_by_id, self.by_tap, self.checked_at = by_id, False, now()
        self.with_child, self.with_stranger = child, stranger
        self.is_new = False

    def stop(self, person_id: str, *, by_id: str, helper_id: str | None = None) -> None:
        """Show it to nobody but who is in it: somebody changed their mind. Who was in it before is in it again.

        Raises NotFound for who never was.
        """
        if not self.may_be_stopped_by(person_id):
            raise NotFound
        if self.permission_of(person_id) is None:
            self.all_permissions.append(Permission(photo_key=self.key, person_id=person_id, asked_at=now()))
            self.answer = Answer.PEOPLE if self.answer == Answer.NO_ONE else self.answer
        self.permit(person_id, Saying(Audience.ME, by_id, helper_id=helper_id))

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

    def wish(self, person_id: str, audience: Audience) -> None:
        """Let a wider choice that was tapped wait until a worker has asked. What was said before holds until then."""
        one = self.permission_of(person_id)
        if one is None:
            raise Problem("not_in_photo")
        one.wish, one.asked_at = audience, one.asked_at or now()

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

    def narrow(self, wide: Permission, audience: Audience) -> None:
        """Let no wider audience see them any more, and let the question wait: what was said rested on what is past."""
        kept = wide.model_dump(exclude={"id", "audience", "asked_at", "made_at"})
        self._replace(wide, Permission(**kept, audience=audience, asked_at=now()))

    def masked_by(self, picture: Picture) -> "Photo":
        """A photo in which something of this one is masked. Who is in it and what was said stays as it is; so does who
        was found, unless a mask hides them: a stripe over a face is enough for the finder, and for nobody else.
        """
        masked = self._anew(picture)
        masked.found += [region for region in self.found if not _is_hidden(region, picture)]
        masked.is_masked = True
        return masked

    def turned_by(self, quarters: int, picture: Picture) -> "Photo":
        """The same photo, turned clockwise by some quarters. Who was found is found where they are now, and whoever is
        found besides only now counts too; that it lies another way shows it to nobody more.
        """
        turned = self._anew(picture)
        there = [_turned(region, quarters) for region in self.found]
        besides = [one for one in turned.found if not any(_is_same(one, other) for other in there)]
        turned.found = [*map(list, there), *besides]
        turned.searched, turned.is_masked, turned.made_at = self.searched, self.is_masked, self.made_at
        return turned

    def can_be_turned_by(self, viewer: Viewer) -> bool:
        """Whether somebody can turn it: they took it or look after it, and see it."""
        is_mine = viewer.person_id is not None and viewer.person_id == self.maker_id
        return (is_mine or viewer.looks_after) and self.is_shown_to(viewer)

    def can_be_answered_by(self, person_id: str) -> bool:
        """Whether somebody can still say themselves who is in it: they took it, and nobody else has said anything."""
        if self.maker_id != person_id or self.removed_at:
            return False
        by_another = self.answer in (Answer.NO_ONE, Answer.PEOPLE) and self.answered_by_id != person_id
        others = any(one.person_id != person_id or one.said_at for one in self.permissions)
        return not (by_another or others or self.with_child or self.with_stranger)

    def remove(self) -> None:
        """Show it to nobody ever again: its files are about to be deleted. Nothing waits for who was in it."""
        self.removed_at = self.removed_at or now()
        self.is_new = False
        self.found = []
        self.all_permissions = []

    def _anew(self, picture: Picture) -> "Photo":
        """Another picture of the same, of which the same is said."""
        anew = Photo.of(picture, group_id=self.group_id, maker_id=self.maker_id)
        for said in SAID_OF_IT:
            setattr(anew, said, getattr(self, said))
        return anew

    def _settle(self, answer: Answer, people: Collection[str]) -> None:
        for one in self.permissions:
            if one.person_id not in people:
                one.ended_at = now()
        for person_id in people:
            if self.permission_of(person_id) is None:
                self.all_permissions.append(Permission(photo_key=self.key, person_id=person_id, asked_at=now()))
        self.answer, self.answered_at = answer, now()

    def _replace(self, before: Permission, after: Permission) -> None:
        before.ended_at = now()
        db_of(self).flush()  # so that never two hold at once
        self.all_permissions.append(after)


def _plain(checksums: Checksums) -> dict[str, Any]:
    return {size: list(checksum) for size, checksum in checksums.items()}


def _is_hidden(region: Region, picture: Picture) -> bool:
    """Whether nobody else is to be thought of in a region: it is masked, or somebody is found there again."""
    is_masked = any(_share(region, mask) >= HIDDEN for mask in picture.masks)
    return is_masked or any(_share(region, found) >= AGAIN for found in picture.found)


def _is_same(region: Region, other: Region) -> bool:
    """Whether one and the same is found in two regions."""
    return max(_share(region, other), _share(other, region)) >= AGAIN


def _turned(region: Sequence[float], quarters: int) -> Region:
    """Where a region lies once its picture is turned by some quarters, clockwise."""
    left, top, width, height = region
    for _ in range(quarters):
        left, top, width, height = max(1 - top - height, 0.0), left, height, width
    return left, top, width, height


def _share(region: Region, other: Region) -> float:
    """How much of a region lies in another one."""
    (left, top, width, height), (beside, over, broad, high) = region, other
    across = min(left + width, beside + broad) - max(left, beside)
    down = min(top + height, over + high) - max(top, over)
    return max(across, 0) * max(down, 0) / (width * height) if width and height else 0


class Successor(SQLModel, table=True):
    """Which photo took the place of one that is gone, so that its address and every *no* still find it."""

    key: str = Field(primary_key=True, max_length=32)
    photo_key: str = Field(foreign_key="photo.key", max_length=32, index=True)


SAID_OF_IT = (
    *("answer", "answered_by_id", "answered_at", "by_tap", "checked_at", "had_people", "is_new"),
    *("with_child", "with_stranger"),
)
"""What a photo is said to show: it holds on when something in it is masked, and when it is turned."""


def checksums_noted(db: Db, *, of: str = "") -> dict[str, dict[str, Any]]:
    """What is noted of the files of every photo whose files are wanted, or of one, by its key (`Checksums`)."""
    wanted = select(Photo.key, Photo.checksums).where(col(Photo.removed_at).is_(None))
    wanted = wanted.where(Photo.key == of) if of else wanted
    return {key: dict(checksums) for key, checksums in db.exec(wanted).all()}


def photo_keys(db: Db, *, among: Collection[str] | None = None) -> set[str]:
    """The keys of every photo whose files are wanted, or of those among some keys."""
    wanted = select(Photo.key).where(col(Photo.removed_at).is_(None))
    return set(db.exec(wanted if among is None else wanted.where(col(Photo.key).in_(among))).all())
