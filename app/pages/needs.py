"""The pages on which somebody says what a recipe needs, by tapping on what is in a kitchen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from app import addresses, words
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.parts.needs import NeedCard, ReminderLine
from app.pages.parts.photo_form import PhotoForm
from app.pages.parts.shot import on_screen
from app.pages.recipes import ALL, PART, crumb
from app.pantry.items import ITEMS, MEASURES, Item, Shelf
from app.pantry.matching import offered_for, picture_of
from boards.need import Kind, Need
from boards.permission import Viewer
from boards.recipe import Recipe, Reminder
from boards.shown import shown_need

FITTING = 6
"""How many pictures are offered first."""


def address_of(need: Need) -> str:
    """Where something that a recipe needs is changed."""
    return addresses.need(need.recipe_id, need.id)


def list_of(recipe: Recipe) -> Crumb:
    """The way to the list of what a recipe needs."""
    return Crumb(words.NEEDS, f"{addresses.recipe(recipe.id)}/needs")


def anchor_of(need: Need) -> str:
    """The id of its row."""
    return f"need-{need.id}"


@dataclass(frozen=True)
class Tile:
    """Something in the kitchen, to tap, by the name of its drawing. `there` leads to its row where it stands on the
    list already.
    """

    value: str
    says: str
    there: str = ""
    is_now: bool = False

    @classmethod
    def of(cls, item: Item, *, there: str = "", is_now: bool = False) -> "Tile":
        """The tile of a item."""
        return cls(item.name, item.words, there, is_now)


@dataclass(frozen=True)
class Row:
    """Something on the list: its picture, its words and how much of it, and where each is changed."""

    id: str
    card: NeedCard
    href: str
    picture_says: str

    @classmethod
    def of(cls, need: Need, viewer: Viewer) -> "Row":
        """The row of something, as somebody sees it."""
        return cls(
            anchor_of(need),
            card_of(need, viewer),
            address_of(need),
            words.NEED_PICTURE_THING.format(what=need.words),
        )


def standing_for(item: Item, recipe: Recipe) -> Need | None:
    """What stands on the list already for a item in the kitchen, in whichever words."""
    there = recipe.needs_of(item.shelf.kind)
    return next((need for need in there if picture_of(need.words) is item), None)


def card_of(need: Need, viewer: Viewer) -> NeedCard:
    """Something that is needed, as somebody sees it."""
    return NeedCard.of(shown_need(need, viewer), on_screen())


Shelves = tuple[tuple[str, str, tuple[Tile, ...]], ...]
"""Tiles by where they stand: the shelf's name, its words, and what is on it."""


def shelves(tiles: Iterable[tuple[Shelf, Tile]]) -> Shelves:
    """Tiles as they stand together."""
    return tuple(
        (shelf.value, words.SHELVES[shelf], tuple(tile for _, tile in those))
        for shelf, those in groupby(tiles, key=lambda one: one[0])
    )


def ways_to(those: Shelves, last: Crumb) -> tuple[tuple[str, str], ...]:
    """What to jump to: each shelf of food, the tools as one, and what stands last on the page."""
    ways: dict[str, str] = {}
    for shelf, said, _ in those:
        text = said if Shelf(shelf).kind == Kind.INGREDIENT else words.TOOLS
        ways.setdefault(text, shelf)
    return (*((shelf, text) for text, shelf in ways.items()), (last.href, last.text))


@dataclass(frozen=True, kw_only=True)
class NeedsPage(HousePage):
    """The list of what a recipe needs, and everything in a kitchen, to tap."""

    template: ClassVar[str] = "needs/index.html"
    asks: ClassVar[tuple[str, ...]] = ("words", "amount", "tool")
    part: str = PART
    address: str
    kinds: tuple[tuple[str, tuple[Row, ...]], ...]
    shelves: Shelves
    ways: tuple[tuple[str, str], ...]
    words: str = ""
    amount: str = ""
    tool: bool = False
    back: str

    @classmethod
    def of(cls, recipe: Recipe, frame: Frame) -> "NeedsPage":
        """The page of a recipe."""
        said = ((Kind.INGREDIENT, words.INGREDIENTS), (Kind.TOOL, words.TOOLS))
        kitchen = shelves((item.shelf, cls._tile(item, recipe)) for item in ITEMS.values())
        rows = [(text, tuple(Row.of(one, frame.viewer) for one in recipe.needs_of(kind))) for kind, text in said]
        return cls(
            heading=words.NEEDS,
            frame=frame,
            trail=(ALL, crumb(recipe)),
            address=list_of(recipe).href,
            kinds=tuple((text, those) for text, those in rows if those),
            shelves=kitchen,
            ways=ways_to(kitchen, Crumb(words.NEEDS_TYPE, "type-it")),
            back=crumb(recipe).href,
        )

    @staticmethod
    def _tile(item: Item, recipe: Recipe) -> Tile:
        there = standing_for(item, recipe)
        return Tile.of(item, there=f"#{anchor_of(there)}" if there else "")


@dataclass(frozen=True, kw_only=True)
class NeedPage(HousePage):
    """Something that a recipe needs: its words, how much, its picture and its place."""

    template: ClassVar[str] = "needs/show.html"
    asks: ClassVar[tuple[str, ...]] = ("words", "amount", "opened_on")
    called: ClassVar[Mapping[str, str]] = {"words": words.NEED_WORDS, "amount": words.NEED_AMOUNT}
    part: str = PART
    address: str
    card: NeedCard
    words: str
    amount: str
    up: int
    down: int
    opened_on: str = ""

    @classmethod
    def of(cls, need: Need, recipe: Recipe, frame: Frame) -> "NeedPage":
        """The form with what is kept."""
        number, last = recipe.number_of(need), len(recipe.needs_of(Kind(need.kind)))
        return cls(
            heading=words.NEED_CHANGE.format(what=need.words),
            frame=frame,
            trail=(crumb(recipe), list_of(recipe)),
            address=address_of(need),
            card=card_of(need, frame.viewer),
            words=need.words,
            amount=need.amount,
            up=number - 1,
            down=number + 1 if number < last else 0,
            opened_on=need.opened_on,
        )


@dataclass(frozen=True)
class AmountTile:
    """An amount to tap: what it sends or where it leads, its words, and the drawing of its measure."""

    value: str
    says: str
    drawing: str = ""
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class AmountPage(HousePage):
    """How much of something: first a number, and for food what it is measured with. Nothing is typed."""

    template: ClassVar[str] = "needs/amount.html"
    part: str = PART
    address: str
    lead: str
    then: str
    tiles: tuple[AmountTile, ...]
    other_number: str
    has_amount: bool
    type_it: str

    @classmethod
    def of(cls, need: Need, recipe: Recipe, frame: Frame, *, number: str) -> "AmountPage":
        """The page before a number is chosen, or after it."""
        address = f"{address_of(need)}/amount"
        is_chosen = number in words.NUMBERS
        return cls(
            heading=words.NEED_AMOUNT,
            frame=frame,
            trail=(list_of(recipe), Crumb(words.NEED_CHANGE.format(what=need.words), address_of(need))),
            address=address,
            lead=words.NEED_HOW_MUCH_LEAD.format(what=need.words),
            then=words.NEED_OF_WHAT if is_chosen else words.NEED_HOW_MANY_LEAD,
            tiles=_measured(number) if is_chosen else _numbers(need, address),
            other_number=address if is_chosen else "",
            has_amount=bool(need.amount),
            type_it=f"{address_of(need)}#amount",
        )


def _numbers(need: Need, address: str) -> tuple[AmountTile, ...]:
    # Food is measured with something; of a tool there are so many.
    if need.kind == Kind.TOOL:
        return tuple(AmountTile(number, number) for number in words.NUMBERS if number.isascii())
    return tuple(AmountTile("", number, href=f"{address}?number={number}") for number in words.NUMBERS)


def _measured(number: str) -> tuple[AmountTile, ...]:
    with_something = [(words.amount(number, measure), f"of-{measure}") for measure in MEASURES]
    return tuple(AmountTile(said, said, drawing) for said, drawing in ((number, ""), *with_something))


@dataclass(frozen=True, kw_only=True)
class NeedPicturePage(HousePage):
    """Another picture for something: those that fit best come first, then all of them, then a photo."""

    template: ClassVar[str] = "needs/picture.html"
    part: str = PART
    address: str
    card: NeedCard
    lead: str
    best: tuple[Tile, ...]
    shelves: Shelves
    ways: tuple[tuple[str, str], ...]
    photos: PhotoForm

    @classmethod
    def of(cls, need: Need, recipe: Recipe, frame: Frame) -> "NeedPicturePage":
        """The page of something that a recipe needs."""
        now = "" if need.photo else need.symbol
        tiles = {name: Tile.of(item, is_now=name == now) for name, item in ITEMS.items()}
        kitchen = shelves((item.shelf, tiles[name]) for name, item in _own_kind_first(need))
        return cls(
            heading=words.NEED_PICTURE,
            frame=frame,
            trail=(list_of(recipe), Crumb(words.NEED_CHANGE.format(what=need.words), address_of(need))),
            address=address_of(need),
            card=card_of(need, frame.viewer),
            lead=words.NEED_PICTURE_LEAD.format(what=need.words),
            best=tuple(tiles[item.name] for item in offered_for(need.words)[:FITTING]),
            shelves=kitchen,
            ways=ways_to(kitchen, Crumb(words.NEED_PICTURE_PHOTO, "use-photo")),
            photos=PhotoForm.to(f"{address_of(need)}/photo", frame),
        )


def _own_kind_first(need: Need) -> list[tuple[str, Item]]:
    return sorted(ITEMS.items(), key=lambda one: one[1].shelf.kind != need.kind)


@dataclass(frozen=True, kw_only=True)
class RemindersPage(HousePage):
    """What keeps people safe while they cook a recipe, to tick."""

    template: ClassVar[str] = "needs/reminders.html"
    part: str = PART
    address: str
    choices: tuple[tuple[ReminderLine, bool], ...]

    @classmethod
    def of(cls, recipe: Recipe, frame: Frame) -> "RemindersPage":
        """The page of a recipe."""
        return cls(
            heading=words.REMINDERS,
            frame=frame,
            trail=(ALL, crumb(recipe)),
            address=f"{addresses.recipe(recipe.id)}/reminders",
            choices=tuple((ReminderLine.of(one), one in recipe.reminders) for one in Reminder),
        )
