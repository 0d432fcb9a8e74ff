"""The pages of a photo in the hands of a worker: who is in it, asking somebody, and deciding for somebody."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from app import addresses, words
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.parts.pick import Choice
from app.pages.parts.shot import Shot
from app.pages.parts.steps import turn_of
from app.pages.parts.tiles import Tile
from app.pages.photos import SEEN_BY, name_of_photo, shot_of
from app.pages.review import ALL, PART, said_and_wished, why_waits
from boards.database import now
from boards.group import Reach
from boards.hands.review import Asking, Review
from boards.permission import LASTS, Audience, Explained, Permission, audiences, decidable
from boards.person import Person
from boards.photo import Answer, Photo
from boards.recipe import Recipe

EXPLAINED = (
    (Explained.WORDS, words.EXPLAINED_WORDS),
    (Explained.PICTURES, words.EXPLAINED_PICTURES),
    (Explained.SIGNS, words.EXPLAINED_SIGNS),
    (Explained.LANGUAGE, words.EXPLAINED_LANGUAGE),
)


DECIDED = {
    Audience.ME: (words.DECIDE_ME, "lock", words.DECIDE_ME_MEANS),
    Audience.GROUP: (words.DECIDE_GROUP, "people", words.DECIDE_GROUP_MEANS),
    Audience.FAMILY: (words.DECIDE_FAMILY, "home", words.DECIDE_FAMILY_MEANS),
}
"""What each audience is called where a worker decides for somebody."""


REACH = {Audience.ME: Reach.NOBODY, Audience.GROUP: Reach.GROUP, Audience.FAMILY: Reach.FAMILY}


@dataclass(frozen=True)
class InIt:
    """Somebody who can be in a photo."""

    id: str
    tile: Tile


@dataclass(frozen=True)
class Seen:
    """What somebody in a photo said, and the way to ask them."""

    says: tuple[str, ...]
    ask: str
    ask_says: str


@dataclass(frozen=True, kw_only=True)
class PhotoPage(HousePage):
    """One photo for a worker: who is in it, and who can therefore see it. `people` are those in it, by their ids."""

    template: ClassVar[str] = "photos/show.html"
    asks: ClassVar[tuple[str, ...]] = ("people", "child", "stranger")
    part: str = PART
    shot: Shot | None
    facts: tuple[str, ...]
    choices: tuple[InIt, ...]
    people: tuple[str, ...]
    version: str
    child: bool
    stranger: bool
    sees: tuple[str, ...]
    asked: tuple[Seen, ...]
    action: str
    cover: str
    turn: str

    @classmethod
    def of(cls, photo: Photo, review: Review, recipe: Recipe | None, frame: Frame) -> "PhotoPage":
        """The page of a photo."""
        people = review.people_of(photo)
        those = [(person, one) for person in people if (one := photo.permission_of(person.id)) and person.is_here]
        asked = those if photo.is_settled else []
        has_gone = any(photo.permission_of(person.id) and not person.is_here for person in people)
        return cls(
            heading=words.IN_IT,
            frame=frame,
            trail=(ALL,),
            shot=shot_of(photo, frame),
            facts=(name_of_photo(recipe), *why_waits(photo, {person.id: person for person in people})),
            choices=tuple(InIt(person.id, _tile(person, frame)) for person in people),
            people=tuple(person.id for person in people if photo.permission_of(person.id)),
            version=photo.version,
            child=photo.with_child,
            stranger=photo.with_stranger,
            sees=_sees(photo, frame, has_gone=has_gone),
            asked=tuple(_seen(photo, person, one) for person, one in asked),
            action=addresses.photo(photo.key),
            cover=f"{addresses.photo(photo.key)}/cover",
            turn=turn_of(photo, frame.viewer),
        )


@dataclass(frozen=True, kw_only=True)
class AskPersonPage(HousePage):
    """A worker asks somebody, and writes down what they say."""

    template: ClassVar[str] = "photos/ask.html"
    asks: ClassVar[tuple[str, ...]] = ("audience", "explained", "ends")
    # Whether they understood is asked anew: what is wrong with the rest may change what they say yes to.
    part: str = PART
    shot: Shot | None
    lead: str
    facts: tuple[str, ...]
    choices: tuple[Choice, ...]
    audience: str = ""
    ways: tuple[Choice, ...]
    explained: str = ""
    understood: str
    ends: str
    first_day: str
    last_day: str
    action: str
    version: str
    later_hint: str
    decide: str
    stop: str

    @classmethod
    def of(cls, asking: Asking, frame: Frame, zone: ZoneInfo) -> "AskPersonPage":
        """The empty form."""
        name = asking.person.name
        first, last = _days(zone)
        is_seen = asking.permission.holds(frame.viewer.at) and asking.permission.audience != Audience.ME
        return cls(
            heading=words.ASK_TITLE.format(name=name),
            frame=frame,
            trail=(ALL, _crumb(asking.photo)),
            shot=shot_of(asking.photo, frame),
            lead=words.ASK_LEAD.format(name=name),
            facts=(
                *said_and_wished(asking.person, asking.permission, frame.viewer.at),
                words.SEE_FAIR,
                words.SEE_ANY_DAY,
            ),
            choices=_choices(audiences(frame.viewer.basis)),
            ways=tuple(Choice(how, said, "words") for how, said in EXPLAINED),
            understood=words.ASK_UNDERSTOOD.format(name=name),
            ends=last,
            first_day=first,
            last_day=last,
            action=address_of(asking),
            version=asking.photo.version,
            later_hint=words.ASK_LATER_HINT.format(name=name),
            decide=words.DECIDE.format(name=name),
            stop=f"{address_of(asking)}/stop" if is_seen else "",
        )


@dataclass(frozen=True, kw_only=True)
class DecidePage(HousePage):
    """A decision in somebody's best interests, with its reason."""

    template: ClassVar[str] = "photos/decide.html"
    asks: ClassVar[tuple[str, ...]] = ("audience", "reason", "consulted", "ends")
    part: str = PART
    shot: Shot | None
    facts: tuple[str, ...]
    choices: tuple[Choice, ...]
    audience: str = ""
    reason_label: str
    reason_hint: str
    reason: str = ""
    consulted: str = ""
    ends: str
    first_day: str
    last_day: str
    action: str
    version: str

    @classmethod
    def of(cls, asking: Asking, frame: Frame, zone: ZoneInfo) -> "DecidePage":
        """The empty form."""
        name = asking.person.name
        first, last = _days(zone)
        return cls(
            heading=words.DECIDE_TITLE.format(name=name),
            frame=frame,
            trail=(ALL, _crumb(asking.photo)),
            shot=shot_of(asking.photo, frame),
            facts=(
                words.DECIDE_LEAD.format(name=name),
                words.DECIDE_LAW.format(name=name),
                words.DECIDE_REACH[REACH[decidable(asking.person.group)[-1]]],
            ),
            choices=_decisions(asking.person),
            reason_label=words.DECIDE_REASON.format(name=name),
            reason_hint=words.DECIDE_REASON_HINT.format(name=name),
            ends=last,
            first_day=first,
            last_day=last,
            action=f"{address_of(asking)}/decision",
            version=asking.photo.version,
        )


def address_of(asking: Asking) -> str:
    """Where a worker asks somebody about a photo."""
    return addresses.in_photo(asking.photo.key, asking.person.id)


def _crumb(photo: Photo) -> Crumb:
    return Crumb(words.IN_IT, addresses.photo(photo.key))


def _choices(those: Sequence[Audience]) -> tuple[Choice, ...]:
    return tuple(Choice(audience, *SEEN_BY[audience]) for audience in those)


def _decisions(person: Person) -> tuple[Choice, ...]:
    return tuple(
        Choice(audience, says.format(name=person.name), symbol, means.format(name=person.name))
        for audience in decidable(person.group)
        for says, symbol, means in (DECIDED[audience],)
    )


def _days(zone: ZoneInfo) -> tuple[str, str]:
    today = now().astimezone(zone).date()
    return (today + timedelta(days=1)).isoformat(), (today + LASTS).isoformat()


def _tile(person: Person, frame: Frame) -> Tile:
    tile = Tile.of(person, frame.viewer)
    if person.is_here:
        return tile
    said = words.IN_IT_GONE.format(name=person.name) if person.name else words.SOMEBODY
    return replace(tile, name=said)


def _seen(photo: Photo, person: Person, one: Permission) -> Seen:
    reason = (words.DECIDED_BECAUSE.format(name=person.name, why=one.reason),) if one.reason else ()
    return Seen(
        (*said_and_wished(person, one, now()), *reason),
        addresses.in_photo(photo.key, person.id),
        words.ASK_TOGETHER.format(name=person.name),
    )


def _sees(photo: Photo, frame: Frame, *, has_gone: bool) -> tuple[str, ...]:
    if not photo.is_settled:
        return (words.SEES_WAITS,)
    if photo.answer == Answer.NO_ONE:
        return (words.SEES_GROUP if photo.waits_for_families else words.SEES_EVERYBODY,)
    if photo.with_stranger:
        return (words.SEES_WORKERS,)
    if has_gone:
        return (words.SEES_GONE,)
    kept: Sequence[str] = (words.SEES_CHILD,) if photo.with_child else ()
    is_hands = Audience.FAMILY not in audiences(frame.viewer.basis)
    return (*kept, words.SEES_HANDS) if is_hands else tuple(kept)
