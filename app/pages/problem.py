"""Pages for when something can't be shown. They know nothing of who asks."""

from dataclasses import dataclass
from typing import ClassVar

from app import words
from app.pages.parts.frame import Page


@dataclass(frozen=True, kw_only=True)
class ProblemPage(Page):
    """What went wrong in a sentence, and a way on: the page to try again, the group's recipes, or neither."""

    template: ClassVar[str] = "problems/problem.html"
    lead: str
    again: str = ""
    home: str = "/"


@dataclass(frozen=True, kw_only=True)
class ClosedPage(Page):
    """The one page for a link that ended, was closed, or never was."""

    template: ClassVar[str] = "shared/closed.html"
    heading: str = words.CLOSED
