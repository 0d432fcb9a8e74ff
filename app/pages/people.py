"""The pages of the people of a group, which only workers see."""

from dataclasses import dataclass
from typing import ClassVar
from zoneinfo import ZoneInfo

from markupsafe import Markup

from app import addresses, words
from app.pages.parts.confirm import ConfirmPage
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.parts.photo_form import PhotoForm
from app.pages.parts.qr import qr_of
from app.pages.parts.tiles import Tile
from app.pantry.drawings import SYMBOLS
from boards.badge import Badge
from boards.hands.people import People, WaysIn
from boards.invitation import Invitation
from boards.permission import Viewer
from boards.person import Person
from boards.right import Role

PART = "people"

ALL = Crumb(words.PEOPLE, "/people")


def crumb(person: Person) -> Crumb:
    """The way to a person."""
    return Crumb(person.name, addresses.person(person.id))


def state_of(person: Person, ways: WaysIn, zone: ZoneInfo) -> str:
    """How somebody comes in, in words."""
    if not person.is_worker:
        return words.HAS_BADGE if ways.badge else words.HAS_NO_BADGE
    if ways.invitation:
        return words.INVITED_UNTIL.format(day=words.day(ways.invitation.ends_at.astimezone(zone)))
    both = (ways.has_passkey, ways.has_password)
    way = {(True, True): words.WAY_BOTH, (True, False): words.WAY_PASSKEY, (False, True): words.WAY_PASSWORD}.get(both)
    return words.SIGNS_IN.format(ways=way) if way else words.NOT_INVITED


def role_of(person: Person) -> str:
    """What somebody does, or did, in the group."""
    return words.PERSON_WORKER if person.role == Role.WORKER else words.PERSON_MEMBER


@dataclass(frozen=True)
class PersonRow:
    """Somebody in a list: their tile, and what there is to say of them."""

    id: str
    tile: Tile
    state: str


@dataclass(frozen=True, kw_only=True)
class PeoplePage(HousePage):
    """Everybody in the group, and who has left."""

    template: ClassVar[str] = "people/index.html"
    part: str = PART
    members: tuple[PersonRow, ...]
    workers: tuple[PersonRow, ...]
    gone: tuple[PersonRow, ...]

    @classmethod
    def of(cls, people: People, frame: Frame, zone: ZoneInfo) -> "PeoplePage":
        """The page of a group's people."""
        here, gone = people.here(), people.gone()
        ways = people.ways_in(here)
        states = {person.id: state_of(person, ways[person.id], zone) for person in here}
        states[people.me.id] = words.PERSON_IS_YOU
        return cls(
            heading=words.PEOPLE,
            frame=frame,
            members=tuple(_row(person, states[person.id], frame.viewer) for person in here if not person.is_worker),
            workers=tuple(_row(person, states[person.id], frame.viewer) for person in here if person.is_worker),
            gone=tuple(_row(person, role_of(person), frame.viewer) for person in gone),
        )


@dataclass(frozen=True, kw_only=True)
class AddMembersPage(HousePage):
    """Adding members: a name on each line."""

    template: ClassVar[str] = "people/add_members.html"
    asks: ClassVar[tuple[str, ...]] = ("names",)
    part: str = PART
    names: str = ""

    @classmethod
    def of(cls, frame: Frame) -> "AddMembersPage":
        """The empty form."""
        return cls(heading=words.MEMBERS_ADD, frame=frame, trail=(ALL,))


@dataclass(frozen=True, kw_only=True)
class AddWorkerPage(HousePage):
    """Adding a worker, who is then invited."""

    template: ClassVar[str] = "people/add_worker.html"
    asks: ClassVar[tuple[str, ...]] = ("name",)
    part: str = PART
    name: str = ""

    @classmethod
    def of(cls, frame: Frame) -> "AddWorkerPage":
        """The empty form."""
        return cls(heading=words.WORKER_ADD, frame=frame, trail=(ALL,))


@dataclass(frozen=True, kw_only=True)
class PersonPage(HousePage):
    """One person, and what can be changed about them."""

    template: ClassVar[str] = "people/show.html"
    part: str = PART
    address: str
    tile: Tile
    facts: tuple[str, ...]
    photos: str
    is_worker: bool

    @classmethod
    def of(cls, person: Person, ways: WaysIn, frame: Frame, zone: ZoneInfo) -> "PersonPage":
        """The page of a person."""
        state = state_of(person, ways, zone)
        return cls(
            heading=person.name,
            frame=frame,
            trail=(ALL,),
            address=addresses.person(person.id),
            tile=Tile.of(person, frame.viewer),
            facts=(role_of(person), state),
            photos=words.PHOTOS_OF.format(name=person.name),
            is_worker=person.is_worker,
        )


@dataclass(frozen=True, kw_only=True)
class NamePage(HousePage):
    """A person's name."""

    template: ClassVar[str] = "people/name.html"
    asks: ClassVar[tuple[str, ...]] = ("name",)
    part: str = PART
    action: str
    name: str

    @classmethod
    def of(cls, person: Person, frame: Frame) -> "NamePage":
        """The form for a person's name, with it."""
        return cls(
            heading=words.PERSON_NAME,
            frame=frame,
            trail=(ALL, crumb(person)),
            action=f"{addresses.person(person.id)}/name",
            name=person.name,
        )


@dataclass(frozen=True)
class SymbolChoice:
    """A drawing that can be chosen, by its name."""

    value: str
    name: str
    is_now: bool


@dataclass(frozen=True, kw_only=True)
class PicturePage(HousePage):
    """A person's picture: one of the drawings, or a photo."""

    template: ClassVar[str] = "people/picture.html"
    part: str = PART
    action: str
    lead: str
    photo_lead: str
    photos: PhotoForm
    choices: tuple[SymbolChoice, ...]

    @classmethod
    def of(cls, person: Person, frame: Frame) -> "PicturePage":
        """The page for a person's picture."""
        now = "" if person.photo else person.symbol
        return cls(
            heading=words.PERSON_PICTURE,
            frame=frame,
            trail=(ALL, crumb(person)),
            action=f"{addresses.person(person.id)}/picture",
            lead=words.PERSON_PICTURE_LEAD.format(name=person.name),
            photo_lead=words.PERSON_PICTURE_PHOTO_LEAD.format(name=person.name),
            photos=PhotoForm.to(f"{addresses.person(person.id)}/picture", frame),
            choices=tuple(SymbolChoice(name, words.SYMBOLS[name], is_now=name == now) for name in SYMBOLS),
        )


@dataclass(frozen=True, kw_only=True)
class BadgePage(HousePage):
    """Whether a member has a badge, and a new one."""

    template: ClassVar[str] = "people/badge.html"
    part: str = PART
    action: str
    says: str
    works: bool

    @classmethod
    def of(cls, person: Person, badge: Badge | None, frame: Frame, zone: ZoneInfo) -> "BadgePage":
        """The page of a member's badge."""
        since = words.BADGE_SINCE.format(day=words.day(badge.made_at.astimezone(zone))) if badge else ""
        return cls(
            heading=words.BADGE_OF.format(name=person.name),
            frame=frame,
            trail=(ALL, crumb(person)),
            action=f"{addresses.person(person.id)}/card",
            says=since or words.BADGE_NONE_YET.format(name=person.name),
            works=badge is not None,
        )


@dataclass(frozen=True, kw_only=True)
class LeavePage(HousePage):
    """Somebody leaves: what becomes of their recipes?"""

    template: ClassVar[str] = "people/leave.html"
    part: str = PART
    facts: tuple[str, ...]
    action: str
    has_recipes: bool
    leaves: str
    stays: str
    back: str

    @classmethod
    def of(cls, person: Person, count: int, frame: Frame) -> "LeavePage":
        """The page for a person who made `count` recipes."""
        made = {0: words.LEAVE_NO_RECIPES, 1: words.LEAVE_RECIPES_ONE}.get(count, words.LEAVE_RECIPES)
        return cls(
            heading=words.LEAVE.format(name=person.name),
            frame=frame,
            trail=(ALL, crumb(person)),
            facts=(words.LEAVE_LEAD.format(name=person.name), made.format(name=person.name, count=count)),
            action=f"{addresses.person(person.id)}/leave",
            has_recipes=count > 0,
            leaves=words.LEAVE_DO.format(name=person.name),
            stays=words.LEAVE_NOT.format(name=person.name),
            back=addresses.person(person.id),
        )


@dataclass(frozen=True, kw_only=True)
class InvitationPage(HousePage):
    """An invitation to hand on: its address and QR code, for an hour after it was made."""

    template: ClassVar[str] = "people/invitation.html"
    part: str = PART
    send: str
    once: str
    address: str
    qr: Markup
    qr_alt: str
    again: str

    @classmethod
    def of(cls, invitation: Invitation, frame: Frame, *, url: str, zone: ZoneInfo) -> "InvitationPage":
        """The page of an open invitation. `url` is empty when its key is known no more."""
        person = invitation.person
        return cls(
            heading=words.INVITATION.format(name=person.name),
            frame=frame,
            trail=(ALL, crumb(person)),
            send=words.INVITATION_SEND.format(name=person.name),
            once=words.INVITATION_ONCE.format(day=words.day(invitation.ends_at.astimezone(zone))),
            address=url,
            qr=qr_of(url) if url else Markup(),
            qr_alt=words.INVITATION_QR_ALT.format(name=person.name),
            again=f"{addresses.person(person.id)}/invitation",
        )


def confirm_role(person: Person, frame: Frame) -> ConfirmPage:
    """Asks whether somebody's role is to change."""
    is_worker = person.is_worker
    ask = words.ROLE_MEMBER_ASK if is_worker else words.ROLE_WORKER_ASK
    can = words.ROLE_MEMBER_CAN if is_worker else words.ROLE_WORKER_CAN
    ways = words.ROLE_MEMBER_WAYS if is_worker else words.ROLE_WORKER_BADGE
    return ConfirmPage(
        heading=ask.format(name=person.name),
        frame=frame,
        trail=(ALL, crumb(person)),
        facts=(can, ways.format(name=person.name)),
        action=f"{addresses.person(person.id)}/role",
        fields={"role": Role.MEMBER if is_worker else Role.WORKER},
        do=words.ROLE_MEMBER_DO if is_worker else words.ROLE_WORKER_DO,
        keep=words.KEEP_ROLE,
        back=addresses.person(person.id),
        symbol="check",
        part=PART,
    )


def _row(person: Person, state: str, viewer: Viewer) -> PersonRow:
    return PersonRow(person.id, Tile.of(person, viewer, href=addresses.person(person.id)), state)
