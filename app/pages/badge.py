"""Reading a member's badge with a camera, and a badge that opens nothing."""

from dataclasses import dataclass
from typing import ClassVar

from app import words
from app.pages.parts.frame import Page


@dataclass(frozen=True, kw_only=True)
class ScanPage(Page):
    """Reads a badge with the camera, where the browser can."""

    template: ClassVar[str] = "signin/scan.html"
    heading: str = words.BADGE_HAVE


@dataclass(frozen=True, kw_only=True)
class BadgeRefusedPage(Page):
    """The one page for a badge that was stopped, belongs elsewhere, or never was."""

    template: ClassVar[str] = "signin/badge_refused.html"
    heading: str = words.BADGE_REFUSED
