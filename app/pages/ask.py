"""Asking before something that can't simply be undone."""

from dataclasses import dataclass, field
from typing import ClassVar

from app.pages.frame import HousePage


@dataclass(frozen=True, kw_only=True)
class AskPage(HousePage):
    """What will happen, in a few sentences; a button that does it, and a way back that is as large."""

    template: ClassVar[str] = "ask.html"
    facts: tuple[str, ...]
    action: str
    do: str
    keep: str
    back: str
    symbol: str = "close"
    fields: dict[str, str] = field(default_factory=dict)
