"""How somebody likes pages: the same choices for the group and for families."""

from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import ClassVar

from app import words
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.parts.pick import Choice
from app.pages.shared import Notice, SharedPage
from boards.likes import Colours, Light, Likes, Reads, Size, View
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
class Liking:
    """Some ways to like one thing, of which one is chosen."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    chosen: str

    @classmethod
    def all(cls, likes: Likes) -> "tuple[Liking, ...]":
        """Everything that can be liked in one way or another, with what is liked now."""
        return tuple(
            cls(name, words.LIKES_OF[name], tuple(Choice(one, words.LIKE[one], PICTURES[one]) for one in kind), now)
            for (name, kind), now in zip(Likes.kinds().items(), likes.said.values(), strict=True)
        )


@dataclass(frozen=True, kw_only=True)
class LikesPage(HousePage):
    """How somebody of the group likes pages."""

    template: ClassVar[str] = "me/likes.html"
    likings: tuple[Liking, ...]

    @classmethod
    def of(cls, frame: Frame) -> "LikesPage":
        """The page, with what is liked now."""
        trail = (Crumb(words.BOARDS, "/"),)
        return cls(heading=words.LIKES, frame=frame, trail=trail, likings=Liking.all(frame.likes))


@dataclass(frozen=True, kw_only=True)
class SharedLikesPage(SharedPage):
    """How a family's browser likes pages. There are no notes for them, so the page itself says that it was saved."""

    template: ClassVar[str] = "shared/likes.html"
    trail: tuple[Crumb, ...]
    likings: tuple[Liking, ...]
    is_saved: bool

    @classmethod
    def of(cls, shown: Shared, key: str, likes: Likes, *, is_saved: bool) -> "SharedLikesPage":
        """The page under a link, with what is liked now."""
        return cls(
            heading=words.LIKES,
            tab=words.LIKES,
            notice=Notice.of(shown),
            trail=(Crumb(words.GO_BACK, f"/s/{key}"),),
            likings=Liking.all(likes),
            is_saved=is_saved,
        )
