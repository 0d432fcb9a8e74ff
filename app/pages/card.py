"""Reading a member's card with a camera, and a card that opens nothing."""

from dataclasses import dataclass
from typing import ClassVar

from app import words
from app.pages.parts.frame import Page


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
