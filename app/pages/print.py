"""Paper: a recipe or a board as it is printed, and the ways to print or keep it. Made from what may leave the group."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from markupsafe import Markup

from app import addresses, words
from app.pages.parts.cards import title_shown
from app.pages.parts.family import Notice, SharedPage
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.parts.needs import YouNeed
from app.pages.parts.pick import Choice
from app.pages.parts.qr import qr_of
from app.pages.parts.shot import Shot, on_paper, on_screen
from app.pages.parts.steps import StepCard, step_cards
from boards.shown import Shared, Shown, ShownRecipe

LONG = 240
"""From so many characters on, a step's words stand under its photo, where they fit on the page."""

MOST_LINES = 12
"""With more lines than this a step's words are set as one, so that they fit on a page however they were typed."""


class Layout(StrEnum):
    """How something is laid out on paper."""

    EASY = "easy"
    """16 pt."""
    LARGE = "large"
    """20 pt."""
    LAMINATE = "laminate"
    """One step a page."""


NAMES = {
    Layout.EASY: words.PRINT_EASY,
    Layout.LARGE: words.PRINT_LARGE,
    Layout.LAMINATE: words.PRINT_LAMINATE,
}

CHOICES = (
    Choice("/print?layout=easy", words.PRINT_EASY, "easy-read", words.PRINT_EASY_MEANS),
    Choice("/print?layout=large", words.PRINT_LARGE, "large-print", words.PRINT_LARGE_MEANS),
    Choice("/print?layout=laminate", words.PRINT_LAMINATE, "laminate", words.PRINT_LAMINATE_MEANS),
    Choice("/booklet.pdf", words.PRINT_BOOKLET, "booklet", words.PRINT_BOOKLET_MEANS),
)
"""What can be chosen, each under the address of the recipe or the board."""


def layout_named(name: str) -> Layout | None:
    """The layout with a name. None for any other."""
    return next((layout for layout in Layout if layout == name), None)


@dataclass(frozen=True)
class PaperStep:
    """A step on paper. `qr` is the code that opens it, where the layout has one."""

    step: StepCard
    qr: Markup | None = None

    @property
    def words(self) -> str:
        """Its words, as they fit."""
        typed = self.step.shown.words
        return typed if typed.count("\n") < MOST_LINES else " ".join(typed.split())

    @property
    def is_long(self) -> bool:
        """Whether they stand under the photo."""
        return len(self.step.shown.words) >= LONG

    @property
    def qr_alt(self) -> str:
        """What the code is."""
        return words.PAPER_QR_ALT.format(number=self.step.number)


@dataclass(frozen=True)
class PaperRecipe:
    """A recipe on paper: what to know and to have before one starts, and its steps."""

    title: str
    count: str
    cover: Shot | None
    needs: YouNeed
    steps: tuple[PaperStep, ...]

    @classmethod
    def of(cls, recipe: ShownRecipe, layout: Layout, *, under: str, origin: str) -> "PaperRecipe":
        """A recipe with its photos under an address, of which `origin` is what stands before it."""
        is_laminated = layout is Layout.LAMINATE
        small = on_paper("card", under)
        cook = f"{origin}{under}/recipes/{recipe.id}/cook"
        return cls(
            title_shown(recipe),
            words.steps(len(recipe.steps)),
            small(recipe.cover, ""),
            YouNeed.of(recipe, on_screen(under)),
            tuple(
                PaperStep(step, qr_of(f"{cook}#{step.id}", on_paper=True) if is_laminated else None)
                for step in step_cards(recipe.steps, on_paper("step", under) if is_laminated else small)
            ),
        )


@dataclass(frozen=True)
class Paper:
    """What is printed: `board` is its title, if it is one; `please` and `ends` stand on what a family prints."""

    layout: str
    board: str
    made_by: str
    please: str
    ends: str
    recipes: tuple[PaperRecipe, ...]

    @classmethod
    def of(cls, shown: Shown, layout: Layout, *, origin: str, under: str = "") -> "Paper":
        """What somebody sees, laid out. Its addresses are `origin` and, for what a link shows, `under`."""
        return cls(
            layout,
            shown.board or "",
            words.PAPER_BY.format(group=shown.group),
            words.SHARED_PLEASE if isinstance(shown, Shared) else "",
            words.PAPER_QR_ENDS.format(day=words.day(shown.ends)) if isinstance(shown, Shared) else "",
            tuple(PaperRecipe.of(recipe, layout, under=under, origin=origin) for recipe in shown.recipes),
        )


@dataclass(frozen=True, kw_only=True)
class PrintPage(HousePage):
    """The ways to print or keep a recipe or a board: none of them where there is nothing in it."""

    template: ClassVar[str] = "print/choose.html"
    lead: str
    address: str
    choices: tuple[Choice, ...]
    is_recipe: bool
    elsewhere: str

    @classmethod
    def of(cls, shown: Shown, address: str, frame: Frame, trail: tuple[Crumb, ...], *, may_share: bool) -> "PrintPage":
        """The ways to keep what somebody sees, which is at an address."""
        return cls(
            heading=words.PRINT_OR_KEEP,
            frame=frame,
            trail=trail,
            lead=words.PRINT_LEAD.format(title=_title(shown)),
            address=address,
            choices=_choices(shown),
            is_recipe=shown.board is None,
            elsewhere=f"{address}/elsewhere" if may_share else "",
        )


@dataclass(frozen=True, kw_only=True)
class SheetPage(HousePage):
    """What is printed, as it will be on paper."""

    template: ClassVar[str] = "print/sheet.html"
    tab: str
    paper: Paper

    @classmethod
    def of(cls, shown: Shown, layout: Layout, frame: Frame, trail: tuple[Crumb, ...], *, origin: str) -> "SheetPage":
        """The sheets of what may leave the group."""
        paper = Paper.of(shown, layout, origin=origin)
        return cls(heading=NAMES[layout], frame=frame, trail=trail, tab=_title(shown), paper=paper)


@dataclass(frozen=True, kw_only=True)
class SharedPrintPage(SharedPage):
    """The ways to print or keep what a link shows."""

    template: ClassVar[str] = "shared/print.html"
    trail: tuple[Crumb, ...]
    lead: str
    address: str
    choices: tuple[Choice, ...]
    is_recipe: bool

    @classmethod
    def of(cls, shown: Shared, address: str, trail: tuple[Crumb, ...]) -> "SharedPrintPage":
        """The ways to keep what a link shows, which is at an address."""
        return cls(
            heading=words.PRINT_OR_KEEP,
            tab=words.PRINT_OR_KEEP,
            notice=Notice.of(shown),
            trail=trail,
            lead=words.PRINT_LEAD.format(title=_title(shown)),
            address=address,
            choices=_choices(shown),
            is_recipe=shown.board is None,
        )


@dataclass(frozen=True, kw_only=True)
class SharedSheetPage(SharedPage):
    """What a family prints, as it will be on paper."""

    template: ClassVar[str] = "shared/sheet.html"
    trail: tuple[Crumb, ...]
    paper: Paper

    @classmethod
    def of(cls, shown: Shared, layout: Layout, key: str, trail: tuple[Crumb, ...], *, origin: str) -> "SharedSheetPage":
        """The sheets of what the link with a key shows."""
        return cls(
            heading=NAMES[layout],
            tab=NAMES[layout],
            notice=Notice.of(shown),
            trail=trail,
            paper=Paper.of(shown, layout, origin=origin, under=addresses.shared(key)),
        )


def way_back(address: str) -> Crumb:
    """From a sheet back to the ways to print what is at an address."""
    return Crumb(words.PRINT_OR_KEEP, f"{address}/print")


def crumb_to(shown: Shown, address: str) -> Crumb:
    """The way to what is shown, which is at an address."""
    return Crumb(_title(shown), address)


def _title(shown: Shown) -> str:
    if shown.board is not None:
        return shown.board
    recipe = shown.recipes[0]
    return title_shown(recipe)


def _choices(shown: Shown) -> tuple[Choice, ...]:
    return CHOICES if any(recipe.steps for recipe in shown.recipes) else ()
