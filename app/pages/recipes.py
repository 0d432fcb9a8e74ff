"""The pages of recipes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from app import addresses, words
from app.pages import boards as board_pages
from app.pages.boards import CoverChoice, CoverPage, OrderPage
from app.pages.hearts import Thanks
from app.pages.parts.cards import BoardCard, MoveRow, RecipeCard, title_of
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.parts.keep import KeepablePage, Keeping
from app.pages.parts.needs import YouNeed
from app.pages.parts.photo_form import PhotoForm
from app.pages.parts.shot import Shot, on_screen
from app.pages.parts.steps import StepCard, steps_to_change
from boards.board import Board
from boards.heart import Heart
from boards.recipe import Recipe
from boards.shown import shown_recipe

PART = "recipes"
"""The part of the menu that these pages stand in."""

ALL = Crumb(words.RECIPES, "/recipes")


def crumb(recipe: Recipe) -> Crumb:
    """The way to a recipe."""
    return Crumb(title_of(recipe), addresses.recipe(recipe.id))


@dataclass(frozen=True, kw_only=True)
class RecipesPage(HousePage):
    """Every recipe of the group."""

    template: ClassVar[str] = "recipes/index.html"
    part: str = PART
    cards: tuple[RecipeCard, ...]

    @classmethod
    def of(cls, recipes: Sequence[Recipe], frame: Frame) -> "RecipesPage":
        """The page of these recipes."""
        return cls(heading=words.RECIPES, frame=frame, cards=tuple(RecipeCard.of(one, frame.viewer) for one in recipes))


@dataclass(frozen=True, kw_only=True)
class RecipePage(HousePage, KeepablePage):
    """A recipe: what it needs, its steps in order, and the thanks for it."""

    template: ClassVar[str] = "recipes/show.html"
    part: str = PART
    address: str
    needs: YouNeed
    steps: tuple[StepCard, ...]
    is_on_a_board: bool
    unfinished: str
    seen: str
    thanks: Thanks | None = None

    @classmethod
    def of(cls, recipe: Recipe, frame: Frame, *, on: Board | None, hearts: Sequence[Heart] = ()) -> "RecipePage":
        """The page of a recipe. The way back leads to the board that it is on, if there is one."""
        shown = shown_recipe(recipe, frame.viewer)
        return cls(
            heading=title_of(recipe),
            frame=frame,
            trail=(board_pages.crumb(on),) if on else (ALL,),
            address=addresses.recipe(recipe.id),
            needs=YouNeed.of(shown, on_screen()),
            steps=steps_to_change(recipe, shown, frame.viewer),
            is_on_a_board=on is not None,
            unfinished=_unfinished(recipe),
            seen=_seen(recipe),
            thanks=Thanks.of(hearts),
            keep=Keeping.of(recipe),
        )


def _seen(recipe: Recipe) -> str:
    """Which steps somebody sees who finishes a recipe: what is added meanwhile waits."""
    return " ".join(step.id for step in recipe.unfinished)


def _unfinished(recipe: Recipe) -> str:
    if recipe.is_finished or not recipe.steps:
        return ""
    return words.RECIPE_MORE_UNFINISHED if recipe.rounds else words.RECIPE_UNFINISHED


@dataclass(frozen=True, kw_only=True)
class NewRecipePage(HousePage):
    """Photo first: a recipe begins with its photos. `board` is the id of the board that it will be on, or empty."""

    template: ClassVar[str] = "recipes/new.html"
    part: str = PART
    board: str
    photos: PhotoForm

    @classmethod
    def of(cls, board: Board | None, frame: Frame) -> "NewRecipePage":
        """The page for a board, or for none."""
        return cls(
            heading=words.RECIPE_NEW,
            frame=frame,
            trail=(board_pages.crumb(board),) if board else (ALL,),
            board=board.id if board else "",
            photos=PhotoForm.to("/recipes", frame, is_many=True),
        )


@dataclass(frozen=True, kw_only=True)
class RecipeStepsPage(HousePage):
    """More photos for a recipe, and what is there so far."""

    template: ClassVar[str] = "recipes/steps.html"
    part: str = PART
    address: str
    steps: tuple[StepCard, ...]
    photos: PhotoForm
    seen: str
    before: str
    """The step before which the new ones come, or nothing."""

    @property
    def turns(self) -> bool:
        """Whether photos can be turned here. Who adds before a step would lose their place by it."""
        return not self.before and any(step.turn for step in self.steps)

    @classmethod
    def of(cls, recipe: Recipe, frame: Frame, *, before: str = "") -> "RecipeStepsPage":
        """The page of a recipe, and of a step in it before which to add, as long as it is there."""
        step = next((step for step in recipe.steps if step.id == before), None)
        return cls(
            heading=words.STEPS_BEFORE.format(number=step.number) if step else words.RECIPE_STEPS,
            before=step.id if step else "",
            frame=frame,
            trail=(ALL, crumb(recipe)),
            address=addresses.recipe(recipe.id),
            steps=steps_to_change(recipe, shown_recipe(recipe, frame.viewer), frame.viewer),
            photos=PhotoForm.to(f"{addresses.recipe(recipe.id)}/steps", frame, is_many=True),
            seen=_seen(recipe),
        )


@dataclass(frozen=True, kw_only=True)
class EditRecipePage(HousePage):
    """What can be changed about a recipe. One step needs no order, and none has no cover."""

    template: ClassVar[str] = "recipes/edit.html"
    asks: ClassVar[tuple[str, ...]] = ("title", "opened_on")
    called: ClassVar[Mapping[str, str]] = {"title": words.RECIPE_TITLE}
    part: str = PART
    address: str
    title: str
    steps: int
    opened_on: str = ""

    @classmethod
    def of(cls, recipe: Recipe, frame: Frame) -> "EditRecipePage":
        """The form with what is kept."""
        return cls(
            heading=words.RECIPE_CHANGE,
            frame=frame,
            trail=(ALL, crumb(recipe)),
            address=addresses.recipe(recipe.id),
            title=recipe.title,
            steps=len(recipe.steps),
            opened_on=recipe.opened_on,
        )


@dataclass(frozen=True)
class BoardChoice:
    """A board that a recipe can be put on. `pin` is the recipe's pin there, empty when it has none."""

    card: BoardCard
    pins: str
    pin: str


@dataclass(frozen=True, kw_only=True)
class RecipeBoardsPage(HousePage):
    """The group's boards, to put a recipe on them by their pictures."""

    template: ClassVar[str] = "recipes/boards.html"
    part: str = PART
    address: str
    recipe: str
    lead: str
    choices: tuple[BoardChoice, ...]

    @classmethod
    def of(cls, recipe: Recipe, boards: Sequence[Board], frame: Frame) -> "RecipeBoardsPage":
        """The page of a recipe and the group's boards."""
        return cls(
            heading=words.RECIPE_BOARDS,
            frame=frame,
            trail=(ALL, crumb(recipe)),
            address=addresses.recipe(recipe.id),
            recipe=recipe.id,
            lead=words.RECIPE_BOARDS_LEAD.format(title=title_of(recipe)),
            choices=tuple(cls._choice(board, recipe, frame) for board in boards),
        )

    @staticmethod
    def _choice(board: Board, recipe: Recipe, frame: Frame) -> BoardChoice:
        pin = board.pin_of(recipe)
        return BoardChoice(
            BoardCard.of(board, frame.viewer), f"{addresses.board(board.id)}/pins", pin.id if pin else ""
        )


def cover_page(recipe: Recipe, frame: Frame) -> CoverPage:
    """The photos of a recipe, one of which stands for it."""
    said = [words.STEP_NUMBER.format(number=number) for number in range(1, len(recipe.steps) + 1)]
    return CoverPage(
        heading=words.RECIPE_COVER,
        frame=frame,
        part=PART,
        trail=(ALL, crumb(recipe)),
        action=f"{addresses.recipe(recipe.id)}/cover",
        field="step",
        lead=words.RECIPE_COVER_LEAD,
        choices=tuple(
            CoverChoice(step.id, title, Shot.of(step.photo.picture_for(frame.viewer)), is_now=step is recipe.cover)
            for step, title in zip(recipe.steps, said, strict=True)
        ),
        back=crumb(recipe),
    )


def order_page(recipe: Recipe, frame: Frame) -> OrderPage:
    """The steps of a recipe, to put in order."""
    rows = [
        (
            f"step-{step.id}",
            step.id,
            step.words or words.STEP_NUMBER.format(number=number),
            Shot.of(step.photo.picture_for(frame.viewer)),
        )
        for number, step in enumerate(recipe.steps, start=1)
    ]
    return OrderPage(
        heading=words.RECIPE_ORDER,
        frame=frame,
        part=PART,
        trail=(ALL, crumb(recipe)),
        action=f"{addresses.recipe(recipe.id)}/order",
        field="step",
        lead=words.RECIPE_ORDER_LEAD,
        rows=MoveRow.all(rows),
        back=crumb(recipe),
        cover=f"{addresses.recipe(recipe.id)}/cover",
    )
