"""The badges that members sign in with: choosing who gets one, and the sheet to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from app import words
from app.pages.parts.frame import Frame, HousePage
from app.pages.parts.qr import qr_of
from app.pages.parts.tiles import Tile
from app.pages.people import ALL, PART
from boards.badge import Badge
from boards.hands.people import People


@dataclass(frozen=True)
class Choice:
    """A member who can be chosen for a new badge."""

    id: str
    tile: Tile
    state: str


@dataclass(frozen=True, kw_only=True)
class ChooseBadgesPage(HousePage):
    """Who gets a new badge: `people`, by their ids. At first, those who have none."""

    template: ClassVar[str] = "badges/new.html"
    asks: ClassVar[tuple[str, ...]] = ("people",)
    part: str = PART
    choices: tuple[Choice, ...]
    people: tuple[str, ...] = ()

    @classmethod
    def of(cls, people: People, frame: Frame) -> "ChooseBadgesPage":
        """The page for a group's members."""
        members = people.members()
        ways = people.ways_in(members)
        choices = tuple(
            Choice(
                person.id,
                Tile.of(person, frame.viewer),
                words.HAS_BADGE if ways[person.id].badge else words.HAS_NO_BADGE,
            )
            for person in members
        )
        chosen = tuple(person.id for person in members if ways[person.id].badge is None)
        return cls(heading=words.BADGES, frame=frame, trail=(ALL,), choices=choices, people=chosen)


@dataclass(frozen=True)
class PrintedBadge:
    """One badge as it is printed."""

    tile: Tile
    group: str
    qr: Markup
    qr_alt: str

    @classmethod
    def of(cls, badge: Badge, url: str) -> "PrintedBadge":
        """A badge that opens an address."""
        person = badge.person
        return cls(
            Tile.of(person, badge.viewer),
            person.group.name,
            qr_of(url, on_paper=True),
            words.BADGE_QR_ALT.format(name=person.name),
        )


@dataclass(frozen=True, kw_only=True)
class BadgeSheetPage(HousePage):
    """Badges to print, eight to a page of A4."""

    template: ClassVar[str] = "badges/sheet.html"
    part: str = PART
    badges: tuple[PrintedBadge, ...]

    @classmethod
    def of(cls, badges: Sequence[tuple[Badge, str]], frame: Frame) -> "BadgeSheetPage":
        """The sheet of some badges, each with the address that it opens."""
        printed = tuple(PrintedBadge.of(badge, url) for badge, url in badges)
        return cls(heading=words.BADGES_SHEET, frame=frame, trail=(ALL,), badges=printed)
