"""What waits for a worker: photos to look at, people to ask, permissions that fall due, and words to read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import String, cast
from sqlmodel import and_, col, not_, or_, select

from boards.clock import ahead, come, has_come, is_beyond
from boards.database import Db, now
from boards.group import Group
from boards.hands import Hands
from boards.hands.album import SAID, chosen_audience, photos_of
from boards.heart import Heart, Hearts
from boards.permission import LASTS, REASON, Audience, Explained, Permission, Saying, audiences, decidable
from boards.person import Person
from boards.photo import Answer, Photo
from boards.problems import NotFound, Problem, together
from boards.recipe import Recipe
from boards.record import Did, Record
from boards.right import Right
from boards.showing import is_shown_today, recipes_showing
from boards.text import TITLE, needed_line, needed_lines

SOON = timedelta(days=30)
"""How long before its end a permission is listed."""


@dataclass(frozen=True)
class Asking:
    """A person to ask about a photo. `is_past` is true when what they said no longer holds."""

    photo: Photo
    person: Person
    permission: Permission


@dataclass(frozen=True)
class Waiting:
    """What waits: photos of which nobody knows who is in them, people to ask, what falls due within a month, and the
    words of families that nobody has read yet.
    """

    photos: Sequence[Photo]
    to_ask: Sequence[Asking]
    due: Sequence[Asking]
    hearts: Sequence[Heart] = ()

    @property
    def count(self) -> int:
        """How many things wait today."""
        return len(self.photos) + len(self.to_ask) + len(self.hearts)


class Review(Hands):
    """What a worker sees and does about photos of people, and about what families say. Members may not."""

    right = Right.LOOK_AFTER

    def __init__(self, me: Person) -> None:
        super().__init__(me)
        self.hearts = Hearts(me)

    def waiting(self) -> Waiting:
        """Everything that waits, the oldest first; but of the photos to look at, those first where an answer counts
        fewer people than we think there are.
        """
        at = now()
        people, shown = self._people(), self._shown()
        asking = [
            Asking(photo, people[one.person_id], one)
            for photo in shown
            if photo.answer == Answer.PEOPLE
            for one in photo.permissions
            if one.person_id in people
        ]
        to_ask = [one for one in asking if one.permission.waits(at)]
        due = [one for one in asking if one not in to_ask and _ends_soon(one.permission)]
        photos = sorted((photo for photo in shown if photo.waits_for_worker), key=lambda photo: not photo.is_doubted)
        return Waiting(photos, to_ask, due, self.hearts.waiting())

    def among(self, keys: Collection[str]) -> list[Photo]:
        """Those of the group's photos that have one of some keys."""
        ours = select(Photo).where(Photo.group_id == self.me.group_id, col(Photo.removed_at).is_(None))
        return list(self.db.exec(ours.where(col(Photo.key).in_(keys))).all()) if keys else []

    def recipes_of(self, waiting: Waiting, *, more: Collection[Photo] = ()) -> dict[str, Recipe]:
        """The recipes that show what waits, and some photos more, by the keys of the photos."""
        keys = [photo.key for photo in (*waiting.photos, *more)]
        keys += [one.photo.key for one in (*waiting.to_ask, *waiting.due)]
        return recipes_showing(self.db, keys)

    def people(self) -> list[Person]:
        """Everybody who is here, in the order of the alphabet."""
        return sorted(self._people().values(), key=lambda person: person.name.casefold())

    def people_of(self, photo: Photo) -> list[Person]:
        """Who can be in a photo: everybody who is here, and after them those in it who have left."""
        here = self._people()
        gone = [one.person_id for one in photo.permissions if one.person_id not in here]
        return [*self.people(), *(self.db.get_one(Person, person_id) for person_id in gone)]

    def find(self, key: str) -> Photo:
        """One of the group's photos. Raises NotFound."""
        return self.me.photo_they_see(key)

    def find_to_stop(self, key: str, person_id: str) -> tuple[Photo, Person]:
        """A photo, and somebody who is in it or was. Raises NotFound."""
        photo, person = self.find(key), self._people().get(person_id)
        if person is None or not photo.may_be_stopped_by(person_id):
            raise NotFound
        return photo, person

    def asking(self, key: str, person_id: str) -> Asking:
        """Somebody in a photo, and what they said. Raises NotFound."""
        photo = self.find(key)
        person, one = self._people().get(person_id), photo.permission_of(person_id)
        if person is None or one is None:
            raise NotFound
        return Asking(photo, person, one)

    def show_people(self, photo: Photo, people: Collection[str], *, version: str, child: bool, stranger: bool) -> None:
        """Say who is in a photo; nobody at all is fine. `version` is what the worker was shown of it.

        Raises SaidMeanwhile when somebody has said something since: what an old page doesn't show must not be undone.
        """
        self.me.must(Right.REVIEW)
        photo.must_be(version)
        known = {person.id for person in self.people_of(photo)}
        if not known.issuperset(people):
            raise NotFound
        photo.show_people(people, child=child, stranger=stranger, by_id=self.me.id)
        self.me.did(Did.SAID_NO_ONE if photo.answer == Answer.NO_ONE else Did.SAID_PEOPLE, photo=photo)

    def ask(self, asking: Asking) -> None:
        """Let a question wait for somebody until they come in."""
        self.me.must(Right.LOOK_AFTER)
        asking.photo.ask(asking.person.id)

    def write_down(
        self, asking: Asking, audience: str, *, version: str, explained: str, understood: bool, until: datetime
    ) -> Audience:
        """Write down what somebody said, who could say who will see them. Raises Several, and SaidMeanwhile for what
        opens the photo and rests on what no longer holds.
        """
        self.me.must(Right.REVIEW)
        kept = together(
            audience=lambda: chosen_audience(audience, audiences(self.me.group.basis_of_photos)),
            explained=lambda: _how(explained),
            understood=lambda: _told_back(understood),
            until=lambda: _in_time(until),
        )
        saying = Saying(kept["audience"], self.me.id, kept["explained"], helper_id=self.me.id, until=until)
        self._permit(asking, saying, version)
        self.me.did(SAID[saying.audience], whom=asking.person, photo=asking.photo)
        return saying.audience

    def decide(
        self, asking: Asking, audience: str, *, version: str, reason: str, consulted: str, until: datetime
    ) -> Audience:
        """Write down a decision in somebody's best interests, for who can't decide this now, as far as the group lets a
        decision open a photo. Raises Several, and SaidMeanwhile.
        """
        self.me.must(Right.REVIEW)
        kept = together(
            audience=lambda: chosen_audience(audience, decidable(self.me.group)),
            reason=lambda: needed_lines(reason, "reason", most=REASON),
            consulted=lambda: needed_line(consulted, "consulted", most=TITLE),
            until=lambda: _in_time(until),
        )
        saying = Saying(
            kept["audience"],
            self.me.id,
            Explained.WORDS,
            helper_id=self.me.id,
            until=until,
            reason=kept["reason"],
            consulted=kept["consulted"],
        )
        self._permit(asking, saying, version)
        self.me.did(Did.BEST_INTERESTS, whom=asking.person, name=saying.audience, photo=asking.photo)
        return saying.audience

    def _permit(self, asking: Asking, saying: Saying, version: str) -> None:
        if saying.audience is not Audience.ME:
            asking.photo.must_be(version)
        asking.photo.permit(asking.person.id, saying)

    def _people(self) -> dict[str, Person]:
        ours = select(Person).where(Person.group_id == self.me.group_id, col(Person.left_at).is_(None))
        return {person.id: person for person in self.db.exec(ours).all()}

    def _shown(self) -> Sequence[Photo]:
        """The photos that stand somewhere today, not in a bin, the oldest first."""
        ours = select(Photo).where(
            Photo.group_id == self.me.group_id, col(Photo.removed_at).is_(None), is_shown_today()
        )
        # Most photos are of food alone: they are many, and need nothing more.
        unlooked = and_(col(Photo.by_tap), or_(col(Photo.had_people), not_(col(Photo.searched))))
        doubtful = and_(col(Photo.checked_at).is_(None), or_(cast(col(Photo.found), String) != "[]", unlooked))
        ours = ours.where(or_(col(Photo.answer) != Answer.NO_ONE, doubtful))
        return self.db.exec(ours.order_by(col(Photo.made_at), col(Photo.key))).all()


def stop_showing_all(person: Person, *, by: Person) -> None:
    """Show no photo of somebody to anybody but those in it: they leave, and can't change their mind here any more."""
    for photo in photos_of(person):
        photo.permit(person.id, Saying(Audience.ME, by.id, helper_id=by.id))


def ask_families_anew(group_id: str, db: Db) -> None:
    """Let only the group see those who said yes to families, and ask them anew: from now on it counts again."""
    wide = select(Permission).join(Photo).where(Photo.group_id == group_id, Permission.audience == Audience.FAMILY)
    for one in db.exec(wide.where(col(Permission.ended_at).is_(None))).all():
        db.get_one(Photo, one.photo_key).narrow(one, Audience.GROUP)


def narrow_decisions(group: Group, db: Db) -> None:
    """Let decisions in somebody's best interests open their photos no further than the group lets them now."""
    those = select(Permission).join(Photo).where(Photo.group_id == group.id, col(Permission.ended_at).is_(None))
    allowed = decidable(group)
    for one in db.exec(those.where(Permission.reason != "")).all():
        if one.audience and one.audience not in allowed:
            db.get_one(Photo, one.photo_key).narrow(one, allowed[-1])


def close_past_permissions(db: Db) -> None:
    """End what is past its day, or was said on one to come, and let the question wait for the person anew.

    The caller commits.
    """
    is_over = or_(come(Permission.ask_again_at), ahead(Permission.said_at))
    for one in db.exec(select(Permission).where(col(Permission.ended_at).is_(None), is_over)).all():
        photo = db.get_one(Photo, one.photo_key)
        photo.lapse(one)
        db.add(Record(group_id=photo.group_id, did=Did.PERMISSION_PAST, whom_id=one.person_id, photo_key=photo.key))


def _ends_soon(one: Permission) -> bool:
    return one.audience != Audience.ME and one.ask_again_at is not None and not is_beyond(one.ask_again_at, SOON)


def _how(explained: str) -> Explained:
    if explained not in tuple(Explained):
        raise Problem("not_explained", "explained")
    return Explained(explained)


def _told_back(understood: bool) -> None:
    if not understood:
        raise Problem("not_understood", "understood")


def _in_time(until: datetime) -> None:
    if has_come(until):
        raise Problem("ends_in_the_past", "ends")
    if is_beyond(until, LASTS):
        raise Problem("ends_too_late", "ends", within=LASTS)
