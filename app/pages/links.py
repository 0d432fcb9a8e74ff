"""The pages of links, which only workers see."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar
from zoneinfo import ZoneInfo

from markupsafe import Markup

from app import addresses, words
from app.pages import boards as board_pages
from app.pages import recipes as recipe_pages
from app.pages.parts.cards import title_of
from app.pages.parts.confirm import ConfirmPage
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.parts.qr import qr_of
from app.pages.parts.shot import Shot
from app.pages.review import said_by
from boards.board import Board
from boards.link import MOST_DAYS, USUAL_DAYS, Link
from boards.need import Kind
from boards.person import Person
from boards.photo import Photo, Standing
from boards.recipe import Recipe
from boards.shown import recipes_of

ALL = Crumb(words.LINKS, "/links")


def name_of(what: Board | Recipe) -> str:
    """What a board or a recipe is called."""
    return what.title if isinstance(what, Board) else title_of(what)


@dataclass(frozen=True)
class LinkRow:
    """A link in a list: for whom, to what, and whether it is open."""

    href: str
    name: str
    shows: str
    state: str
    is_open: bool
    opened: str
    lock: str

    @classmethod
    def of(cls, link: Link, at: datetime, zone: ZoneInfo) -> "LinkRow":
        """A link's row as things stand at a moment."""
        shows = words.LINK_SHOWS.format(what=name_of(link.shared))
        return cls(
            addresses.link(link.id),
            link.name,
            shows,
            state_of(link, at, zone),
            link.is_open(at, zone),
            _opened(link, zone),
            words.LINK_HAS_WORD if link.is_locked else "",
        )


def state_of(link: Link, at: datetime, zone: ZoneInfo) -> str:
    """Whether a link is open, in words."""
    if link.closed_at:
        return words.LINK_CLOSED
    if link.shared.binned_at:
        return words.LINK_IN_BIN
    said = words.LINK_OPEN_UNTIL if link.is_open(at, zone) else words.LINK_ENDED
    return said.format(day=words.day(link.ends))


@dataclass(frozen=True, kw_only=True)
class LinksPage(HousePage):
    """Every link of the group."""

    template: ClassVar[str] = "links/index.html"
    part: str = "links"
    rows: tuple[LinkRow, ...]

    @classmethod
    def of(cls, links: Sequence[Link], frame: Frame, at: datetime, zone: ZoneInfo) -> "LinksPage":
        """The page of these links."""
        return cls(heading=words.LINKS, frame=frame, rows=tuple(LinkRow.of(link, at, zone) for link in links))


STANDS = {
    Standing.SEEN: (words.LINK_SEEN, "check"),
    Standing.KEPT: (words.LINK_KEPT, "hide"),
    Standing.UNKNOWN: (words.LINK_UNKNOWN, "help"),
}


@dataclass(frozen=True)
class PhotoRow:
    """A photo as a family would see it: whether they do, who is in it and what those said, and its words."""

    shot: Shot | None
    name: str
    says: str
    standing: Standing
    state: str
    symbol: str
    in_it: tuple[str, ...]
    look: str

    @classmethod
    def of(cls, photo: Photo, name: str, says: str, people: Mapping[str, Person], frame: Frame) -> "PhotoRow":
        """A photo that has a name, and the words beside it."""
        standing = photo.standing(frame.viewer.elsewhere)
        covered = (words.LINK_COVERED,) if photo.is_masked else ()
        return cls(
            Shot.of(photo.picture_for(frame.viewer)),
            name,
            says or words.LINK_NO_WORDS,
            standing,
            *STANDS[standing],
            (*_in_it(photo, people, frame.viewer.at), *covered),
            addresses.photo(photo.key),
        )


@dataclass(frozen=True)
class RecipeRows:
    """The photos of a recipe as a family would see it. `waits` says why they don't see all of it, where that is so."""

    title: str
    waits: str
    photos: tuple[PhotoRow, ...]

    @classmethod
    def of(cls, recipe: Recipe, people: Mapping[str, Person], frame: Frame) -> "RecipeRows":
        """A recipe and its photos."""
        waits = "" if recipe.is_finished else words.LINK_MORE_UNFINISHED if recipe.rounds else words.LINK_UNFINISHED
        return cls(title_of(recipe), waits, _photo_rows(recipe, people, frame))


@dataclass(frozen=True, kw_only=True)
class NewLinkPage(HousePage):
    """Making a link to a board or a recipe, with those that there are."""

    template: ClassVar[str] = "links/new.html"
    asks: ClassVar[tuple[str, ...]] = ("name", "ends", "word")
    part: str = "links"
    action: str
    lead: str
    photos: str
    waits: str
    recipes: tuple[RecipeRows, ...]
    unfinished: str
    name: str = ""
    word: str = ""
    not_share: str
    ends: str
    first_day: str
    last_day: str
    rows: tuple[LinkRow, ...]

    @classmethod
    def of(
        cls,
        what: Board | Recipe,
        links: Sequence[Link],
        people: Mapping[str, Person],
        frame: Frame,
        *,
        at: datetime,
        zone: ZoneInfo,
    ) -> "NewLinkPage":
        """The form for a board or a recipe: empty with the usual end, `people` are those of
        the group, by their ids.
        """
        today = at.astimezone(zone).date()
        is_board = isinstance(what, Board)
        rows = tuple(RecipeRows.of(recipe, people, frame) for recipe in recipes_of(what))
        standings = Counter(row.standing for one in rows for row in one.photos)
        waits = standings[Standing.UNKNOWN]
        return cls(
            heading=words.LINK_NEW.format(what=name_of(what)),
            frame=frame,
            trail=_trail(what),
            action=f"/{'boards' if is_board else 'recipes'}/{what.id}/links",
            lead=words.LINK_NEW_BOARD_LEAD if is_board else words.LINK_NEW_RECIPE_LEAD,
            photos=words.counted(standings[Standing.SEEN], words.LINK_PHOTOS_ONE, words.LINK_PHOTOS),
            waits=words.counted(waits, words.LINK_WAITS_ONE, words.LINK_WAITS) if waits else "",
            recipes=rows,
            unfinished=addresses.recipe(what.id) if isinstance(what, Recipe) and not what.rounds else "",
            not_share=_trail(what)[-1].href,
            ends=(today + timedelta(days=USUAL_DAYS)).isoformat(),
            first_day=today.isoformat(),
            last_day=(today + timedelta(days=MOST_DAYS)).isoformat(),
            rows=tuple(LinkRow.of(link, at, zone) for link in links if link.shared is what),
        )


@dataclass(frozen=True, kw_only=True)
class LinkPage(HousePage):
    """One link: its address, its QR code, and closing it. Closed, it has neither."""

    template: ClassVar[str] = "links/show.html"
    part: str = "links"
    row: LinkRow
    address: str
    qr: Markup
    qr_alt: str
    close: str

    @classmethod
    def of(cls, link: Link, frame: Frame, *, url: str, at: datetime, zone: ZoneInfo) -> "LinkPage":
        """The page of a link that is reached at an address."""
        return cls(
            heading=words.LINK_FOR.format(name=link.name),
            frame=frame,
            trail=(ALL,),
            row=LinkRow.of(link, at, zone),
            address=url,
            qr=qr_of(url),
            qr_alt=words.LINK_QR_ALT.format(name=link.name),
            close=f"{addresses.link(link.id)}/close",
        )


def confirm_close(link: Link, frame: Frame) -> ConfirmPage:
    """Asks whether a link is to be closed: that can't be undone."""
    here = Crumb(words.LINK_FOR.format(name=link.name), addresses.link(link.id))
    return ConfirmPage(
        heading=words.LINK_CLOSE_ASK.format(name=link.name),
        frame=frame,
        trail=(ALL, here),
        facts=(words.LINK_CLOSE_LEAD, words.LINK_CLOSE_COPIES),
        action=f"{addresses.link(link.id)}/close",
        do=words.LINK_CLOSE_DO,
        keep=words.LINK_KEEP,
        back=here.href,
        part="links",
    )


def _trail(what: Board | Recipe) -> tuple[Crumb, ...]:
    if isinstance(what, Board):
        return (board_pages.HOME, board_pages.crumb(what))
    return (recipe_pages.ALL, recipe_pages.crumb(what))


def _photo_rows(recipe: Recipe, people: Mapping[str, Person], frame: Frame) -> tuple[PhotoRow, ...]:
    title = title_of(recipe)
    steps = [
        (step.photo, words.LINK_PHOTO_OF.format(number=number, title=title), step.words)
        for number, step in enumerate(recipe.steps, start=1)
    ]
    needs = [
        (need.photo, words.LINK_PHOTO_OF_NEED.format(title=title), need.words)
        for kind in Kind
        for need in recipe.needs_of(kind)
        if need.photo
    ]
    return tuple(PhotoRow.of(*one, people, frame) for one in (*steps, *needs))


def _in_it(photo: Photo, people: Mapping[str, Person], at: datetime) -> tuple[str, ...]:
    if not photo.is_settled:
        return ()
    there = photo.permissions
    said = [said_by(people[one.person_id], one, at) for one in there if one.person_id in people]
    gone = [words.SOMEBODY] if any(one.person_id not in people for one in there) else []
    strangers = [words.IN_IT_STRANGER] if photo.with_stranger else []
    children = [words.IN_IT_CHILD] if photo.with_child else []
    return (*said, *gone, *strangers, *children) or (words.LINK_NO_ONE,)


def _opened(link: Link, zone: ZoneInfo) -> str:
    if link.opened_at is None:
        return words.LINK_OPENED_NEVER
    day = words.day(link.opened_at.astimezone(zone))
    return words.counted(link.opened, words.LINK_OPENED_ONE, words.LINK_OPENED, day=day)
