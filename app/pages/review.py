"""What waits for a worker, and the pages on which they help somebody to say who can see a photo."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from app import addresses, words
from app.pages.hearts import KindWords
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.parts.shot import Shot
from app.pages.photos import SEEN_BY, name_of_photo
from boards.database import now
from boards.hands.review import Asking, Waiting
from boards.permission import Audience, Permission
from boards.person import Person
from boards.photo import Answer, Photo
from boards.recipe import Recipe

PART = "people"

ALL = Crumb(words.REVIEW, "/review")


SAID = {
    Audience.ME: words.SEES_SAID_ME,
    Audience.GROUP: words.SEES_SAID_GROUP,
    Audience.FAMILY: words.SEES_SAID_FAMILY,
}


@dataclass(frozen=True)
class WaitingRow:
    """A photo that waits: what it is, why, and where to look at it."""

    shot: Shot | None
    name: str
    says: tuple[str, ...]
    href: str


@dataclass(frozen=True, kw_only=True)
class ReviewPage(HousePage):
    """Everything that waits, by its kind; a kind of which there is nothing is left out. `kind_words` are to be read."""

    template: ClassVar[str] = "review/index.html"
    part: str = PART
    kinds: tuple[tuple[str, tuple[WaitingRow, ...]], ...]
    kind_words: tuple[KindWords, ...] = ()

    @classmethod
    def of(
        cls,
        waiting: Waiting,
        people: Mapping[str, Person],
        recipes: Mapping[str, Recipe],
        thanked: Mapping[str, Recipe],
        frame: Frame,
        *,
        lost: Sequence[Photo] = (),
    ) -> "ReviewPage":
        """The page of what waits. `recipes` show the photos, by key; `thanked` are those of the hearts, by id; `lost`
        are photos that can't be shown any more.
        """

        def asking(one: Asking, says: str) -> WaitingRow:
            name = name_of_photo(recipes.get(one.photo.key))
            return WaitingRow(_small(one.photo, frame), name, (says,), addresses.in_photo(one.photo.key, one.person.id))

        def gone(photo: Photo) -> WaitingRow:
            name = name_of_photo(recipes.get(photo.key))
            return WaitingRow(_small(photo, frame), name, (words.REVIEW_LOST_SAYS,), addresses.photo(photo.key))

        kinds = (
            (words.REVIEW_LOST, tuple(map(gone, lost))),
            (words.REVIEW_PHOTOS, tuple(_photo_row(photo, people, recipes, frame) for photo in waiting.photos)),
            (words.REVIEW_ASK, tuple(asking(one, _to_ask(one)) for one in waiting.to_ask)),
            (words.REVIEW_DUE, tuple(asking(one, _due(one)) for one in waiting.due)),
        )
        return cls(
            heading=words.REVIEW,
            frame=frame,
            kinds=tuple(kind for kind in kinds if kind[1]),
            kind_words=KindWords.waiting(waiting.hearts, thanked),
        )


def _small(photo: Photo, frame: Frame) -> Shot | None:
    return Shot.of(photo.picture_for(frame.viewer))


def _photo_row(photo: Photo, people: Mapping[str, Person], recipes: Mapping[str, Recipe], frame: Frame) -> WaitingRow:
    says = why_waits(photo, people)
    name = name_of_photo(recipes.get(photo.key))
    return WaitingRow(_small(photo, frame), name, says, addresses.photo(photo.key))


def why_waits(photo: Photo, people: Mapping[str, Person]) -> tuple[str, ...]:
    """Why a photo waits for a worker, line by line; nothing where it doesn't."""
    if not photo.waits_for_worker:
        return ()
    person = people.get(photo.answered_by_id or "")
    name = person.name if person and person.name else words.SOMEBODY
    said = {
        Answer.NO_ONE: words.REVIEW_NO_ONE,
        Answer.PEOPLE: words.REVIEW_ONE_ALONE,
        Answer.OTHERS: words.REVIEW_OTHERS,
        Answer.UNSURE: words.REVIEW_UNSURE,
    }
    why = said.get(Answer(photo.answer), words.REVIEW_NOT_SAID).format(name=name)
    found = words.counted(len(photo.found), words.REVIEW_FOUND_ONE, words.REVIEW_FOUND) if photo.found else ""
    unlooked = words.REVIEW_UNSEARCHED if photo.waits_for_families else ""
    before = words.REVIEW_HAD_PEOPLE if photo.is_doubted and not photo.found else ""
    return tuple(sentence for sentence in (why, found, unlooked, before) if sentence)


def _to_ask(one: Asking) -> str:
    if wish := wished(one.person, one.permission):
        return wish[0]
    waits = one.permission.holds(now()) or one.permission.asked_at is not None
    return (words.REVIEW_ASKED if waits else words.REVIEW_TO_ASK).format(name=one.person.name)


def _due(one: Asking) -> str:
    ends = one.permission.ask_again_at
    return words.REVIEW_ENDS.format(name=one.person.name, day=words.day(ends) if ends else "")


def said_by(person: Person, one: Permission, at: datetime) -> str:
    """What somebody in a photo has said, at a moment."""
    if not one.holds(at):
        return words.SEES_SAID_NOTHING.format(name=person.name)
    return SAID[Audience(one.audience)].format(name=person.name)


def wished(person: Person, one: Permission) -> tuple[str, ...]:
    """What somebody chose on the tablet and nobody has asked them about yet."""
    chosen = SEEN_BY[Audience(one.wish)][0] if one.wish else ""
    return (words.REVIEW_WISH.format(name=person.name, what=chosen),) if chosen else ()


def said_and_wished(person: Person, one: Permission, at: datetime) -> tuple[str, ...]:
    """What somebody said, and what they chose on the tablet. Who has only done that has said something."""
    wish = wished(person, one)
    return wish if wish and not one.holds(at) else (said_by(person, one, at), *wish)
