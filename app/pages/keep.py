"""What a device shows when a page can't come."""

from dataclasses import dataclass
from typing import ClassVar

from app import words
from app.pages.parts.frame import Page


@dataclass(frozen=True, kw_only=True)
class KeptPage(Page):
    """What stands for a page that can't come: what is kept on this device."""

    template: ClassVar[str] = "kept.html"
    heading: str = words.KEPT
