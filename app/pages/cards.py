"""The cards that members sign in with: choosing who gets one, and the sheet to print."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from app import words
from app.pages.parts.frame import NO_ERRORS, Errors, Frame, HousePage
from app.pages.parts.qr import qr_of
from app.pages.parts.tiles import Tile
from app.pages.people import ALL, PART
from boards.card import Card
from boards.people import People


@dataclass(frozen=True)
class Choice:
    """A member who can be chosen for a new card."""

    id: str
    tile: Tile
    state: str
    is_chosen: bool


@dataclass(frozen=True, kw_only=True)
class ChooseCardsPage(HousePage):
    """Who gets a new card. At first, those who have none."""

    template: ClassVar[str] = "cards/new.html"
    part: str = PART
    choices: tuple[Choice, ...]

    @classmethod
    def of(cls, people: People, frame: Frame, errors: Errors = NO_ERRORS) -> "ChooseCardsPage":
        """The page for a group's members."""
        members = people.members()
        ways = people.ways_in(members)
        choices = tuple(
            Choice(
                person.id,
                Tile.of(person, frame.viewer),
                words.HAS_CARD if ways[person.id].card else words.HAS_NO_CARD,
                is_chosen=ways[person.id].card is None,
            )
            for person in members
        )
        return cls(heading=words.CARDS, frame=frame, trail=(ALL,), choices=choices, errors=errors)


@dataclass(frozen=True)
class Badge:
    """One card as it is printed."""

    tile: Tile
    group: str
    qr: Markup
    qr_alt: str

    @classmethod
    def of(cls, card: Card, url: str) -> "Badge":
        """A card that opens an address."""
        person = card.person
        return cls(
            Tile.of(person, card.viewer),
            person.group.name,
            qr_of(url, on_paper=True),
            words.CARD_QR_ALT.format(name=person.name),
        )


@dataclass(frozen=True, kw_only=True)
class CardSheetPage(HousePage):
    """Cards to print, eight to a page of A4."""

    template: ClassVar[str] = "cards/sheet.html"
    part: str = PART
    badges: tuple[Badge, ...]

    @classmethod
    def of(cls, cards: Sequence[tuple[Card, str]], frame: Frame) -> "CardSheetPage":
        """The sheet of some cards, each with the address that it opens."""
        badges = tuple(Badge.of(card, url) for card, url in cards)
        return cls(heading=words.CARDS_SHEET, frame=frame, trail=(ALL,), badges=badges)
