"""The first start, signing in, and an invitation to choose how."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from app import words
from app.pages.frame import NO_ERRORS, Errors, Page
from app.pages.tiles import Tile
from boards.card import Card
from boards.invitation import Invitation
from boards.permission import Viewer
from boards.person import Person
from boards.tablet import Tablet


@dataclass(frozen=True, kw_only=True)
class SetupPage(Page):
    """Names the group and its first worker. `typed` never holds the password."""

    template: ClassVar[str] = "signin/setup.html"
    heading: str = words.SETUP
    code: str
    group: str = ""
    name: str = ""
    email: str = ""
    example: bool = True

    @classmethod
    def again(cls, typed: Mapping[str, str], errors: Errors) -> "SetupPage":
        """The form with what was typed."""
        return cls(
            code=typed.get("code", ""),
            group=typed.get("group", ""),
            name=typed.get("name", ""),
            email=typed.get("email", ""),
            example="example" in typed,
            errors=errors,
        )


@dataclass(frozen=True, kw_only=True)
class SignInPage(Page):
    """A worker's passkey, or their email address and password. `asked_for` is the page to go to afterwards."""

    template: ClassVar[str] = "signin/new.html"
    heading: str = words.SIGN_IN
    email: str = ""
    asked_for: str = ""
    says: str = ""


@dataclass(frozen=True, kw_only=True)
class JoinPage(Page):
    """An invited worker chooses a passkey, or an email address and a password."""

    template: ClassVar[str] = "signin/join.html"
    lead: str
    action: str
    email: str

    @classmethod
    def of(cls, invitation: Invitation, key: str, *, email: str = "", errors: Errors = NO_ERRORS) -> "JoinPage":
        """The page of an open invitation."""
        person = invitation.person
        return cls(
            heading=words.HELLO.format(name=person.name),
            lead=words.JOIN_LEAD.format(group=person.group.name),
            action=f"/invitations/{key}",
            email=email or person.email or "",
            errors=errors,
        )


@dataclass(frozen=True, kw_only=True)
class WhoPage(Page):
    """A tablet's pictures, or why there are none yet."""

    template: ClassVar[str] = "signin/who.html"
    heading: str = words.WHO
    group: str
    helper: str
    is_open: bool
    has_finished: bool
    tiles: tuple[Tile, ...]

    @classmethod
    def of(cls, tablet: Tablet, members: Sequence[Person], *, is_open: bool, has_finished: bool) -> "WhoPage":
        """The page of a tablet. While it isn't open it names nobody."""
        tiles = tuple(Tile.of(person, tablet.viewer, href=f"/who/{person.id}", under="/who") for person in members)
        group = tablet.group
        return cls(
            heading=words.WHO if is_open else words.WHO_SHUT,
            group=group.name,
            helper=group.helper,
            is_open=is_open,
            has_finished=has_finished,
            tiles=tiles if is_open else (),
        )


@dataclass(frozen=True, kw_only=True)
class IsThisYouPage(Page):
    """Somebody tapped a picture or opened a card: is it theirs?"""

    template: ClassVar[str] = "signin/is_this_you.html"
    tile: Tile
    action: str
    not_me: str
    helper: str

    @classmethod
    def of(cls, person: Person, viewer: Viewer, *, action: str, under: str, not_me: str) -> "IsThisYouPage":
        """The page for a person, which sends to `action`."""
        return cls(
            heading=words.HELLO.format(name=person.name),
            tile=Tile.of(person, viewer, under=under),
            action=action,
            not_me=not_me,
            helper=person.group.helper,
        )

    @classmethod
    def of_card(cls, card: Card, key: str) -> "IsThisYouPage":
        """The page of a card."""
        return cls.of(card.person, card.viewer, action=f"/card/{key}", under=f"/card/{key}", not_me="/card")


@dataclass(frozen=True, kw_only=True)
class ScanPage(Page):
    """Reads a card with the camera, where the browser can."""

    template: ClassVar[str] = "signin/scan.html"
    heading: str = words.CARD_HAVE


@dataclass(frozen=True, kw_only=True)
class CardRefusedPage(Page):
    """The one page for a card that was stopped, belongs elsewhere, or never was."""

    template: ClassVar[str] = "signin/card_refused.html"
    heading: str = words.CARD_REFUSED
