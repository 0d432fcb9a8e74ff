"""Asking before something that can't simply be undone."""

from dataclasses import dataclass, field
from typing import ClassVar

from app.pages.parts.frame import HousePage


@dataclass(frozen=True, kw_only=True)
class ConfirmPage(HousePage):
    """What will happen, in a few sentences; a button that does it, and a way back that is as large.

    `is_equal`: the two look the same, where nobody shall be led to either.
    """

    template: ClassVar[str] = "confirm.html"
    facts: tuple[str, ...]
    action: str
    do: str
    keep: str
    back: str
    symbol: str = "close"
    is_equal: bool = False
    fields: dict[str, str] = field(default_factory=dict)
