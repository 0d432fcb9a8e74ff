"""How somebody likes pages: the same choices for the group and for families."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from app import addresses, words
from app.pages.parts.family import Notice, SharedPage
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.parts.pick import Choice
from boards.looks import Colours, Light, Looks, Reads, Size, View
from boards.shown import Shared

PICTURES: MappingProxyType[StrEnum, str] = MappingProxyType(
    {
        **dict.fromkeys(Size, "letter"),
        View.BOTH: "both",
        View.PICTURES: "photos",
        View.LIST: "list",
        Colours.CALM: "calm",
        Colours.STRONG: "strong",
        Light.DEVICE: "tablet",
        Light.LIGHT: "sun",
        Light.DARK: "moon",
        Reads.NO: "quiet",
        Reads.YES: "aloud",
    }
)
"""The icon of each choice. The letter grows with its choice."""


@dataclass(frozen=True)
class Look:
    """Some ways to like one thing, of which one is chosen."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    chosen: str

    @classmethod
    def all(cls, looks: Looks) -> "tuple[Look, ...]":
        """Everything that can be liked in one way or another, with what is liked now."""
        return tuple(
            cls(name, words.LOOKS_OF[name], tuple(Choice(one, words.LIKE[one], PICTURES[one]) for one in kind), now)
            for (name, kind), now in zip(Looks.kinds().items(), looks.said.values(), strict=True)
        )


@dataclass(frozen=True, kw_only=True)
class LooksPage(HousePage):
    """How somebody of the group likes pages."""

    template: ClassVar[str] = "me/looks.html"
    likings: tuple[Look, ...]

    @classmethod
    def of(cls, frame: Frame) -> "LooksPage":
        """The page, with what is liked now."""
        trail = (Crumb(words.BOARDS, "/"),)
        return cls(heading=words.LOOKS, frame=frame, trail=trail, likings=Look.all(frame.looks))


@dataclass(frozen=True, kw_only=True)
class SharedLooksPage(SharedPage):
    """How a family's browser likes pages. There are no notes for them, so the page itself says that it was saved."""

    template: ClassVar[str] = "shared/looks.html"
    trail: tuple[Crumb, ...]
    likings: tuple[Look, ...]
    is_saved: bool

    @classmethod
    def of(cls, shown: Shared, key: str, looks: Looks, *, is_saved: bool) -> "SharedLooksPage":
        """The page under a link, with what is liked now."""
        return cls(
            heading=words.LOOKS,
            tab=words.LOOKS,
            notice=Notice.of(shown),
            trail=(Crumb(words.GO_BACK, addresses.shared(key)),),
            likings=Look.all(looks),
            is_saved=is_saved,
        )
