"""The group's tablet: everybody's picture, and whether it is this person."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app import words
from app.pages.parts.frame import Page
from app.pages.parts.tiles import Tile
from boards.badge import Badge
from boards.permission import Viewer
from boards.person import Person
from boards.tablet import Tablet


@dataclass(frozen=True, kw_only=True)
class WhoPage(Page):
    """A tablet's pictures, or why there are none yet."""

    template: ClassVar[str] = "signin/who.html"
    heading: str = words.WHO
    group: str
    helper: str
    is_open: bool
    has_finished: bool
    tiles: tuple[Tile, ...]

    @classmethod
    def of(cls, tablet: Tablet, members: Sequence[Person], *, is_open: bool, has_finished: bool) -> "WhoPage":
        """The page of a tablet. While it isn't open it names nobody."""
        tiles = tuple(Tile.of(person, tablet.viewer, href=f"/who/{person.id}", under="/who") for person in members)
        group = tablet.group
        return cls(
            heading=words.WHO if is_open else words.WHO_SHUT,
            group=group.name,
            helper=group.helper,
            is_open=is_open,
            has_finished=has_finished,
            tiles=tiles if is_open else (),
        )


@dataclass(frozen=True, kw_only=True)
class IsThisYouPage(Page):
    """Somebody tapped a picture or opened a badge: is it theirs?"""

    template: ClassVar[str] = "signin/is_this_you.html"
    tile: Tile
    action: str
    not_me: str
    helper: str

    @classmethod
    def of(cls, person: Person, viewer: Viewer, *, action: str, under: str, not_me: str) -> "IsThisYouPage":
        """The page for a person, which sends to `action`."""
        return cls(
            heading=words.HELLO.format(name=person.name),
            tile=Tile.of(person, viewer, under=under),
            action=action,
            not_me=not_me,
            helper=person.group.helper,
        )

    @classmethod
    def of_badge(cls, badge: Badge, key: str) -> "IsThisYouPage":
        """The page of a badge."""
        return cls.of(badge.person, badge.viewer, action=f"/card/{key}", under=f"/card/{key}", not_me="/card")
