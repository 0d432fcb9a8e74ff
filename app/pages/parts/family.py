"""What stands around every page under a link."""

from dataclasses import dataclass

from app import words
from app.pages.parts.frame import Page
from app.pages.parts.preview import Preview
from boards.looks import USUAL, Looks
from boards.shown import Shared


@dataclass(frozen=True)
class Notice:
    """What stands at the top of every page under a link."""

    group: str
    chose: str
    ends: str
    help: str

    @classmethod
    def of(cls, shown: Shared) -> "Notice":
        """The notice of a link."""
        return cls(
            shown.group,
            words.SHARED_FROM.format(group=shown.group),
            words.SHARED_ENDS.format(day=words.day(shown.ends)),
            words.SHARED_HELP.format(group=shown.group),
        )


@dataclass(frozen=True, kw_only=True)
class FamilyPage(Page):
    """A page under a link. `tab` names nobody: it stands in histories and previews.

    `looks` is how this browser likes pages. It is put in as the page goes out.
    """

    tab: str
    looks: Looks = USUAL


@dataclass(frozen=True, kw_only=True)
class SharedPage(FamilyPage):
    """A page that shows something of what was shared.

    `change_looks` leads to how one likes it, and is put in likewise.
    """

    notice: Notice
    change_looks: str = ""
    preview: Preview | None = None
    """The photo that stands in a chat, if the group wants one."""
