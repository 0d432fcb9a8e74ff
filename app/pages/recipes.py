"""The pages of recipes."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app import words
from app.pages import boards as board_pages
from app.pages.boards import OrderPage
from app.pages.cards import BoardCard, MoveRow, RecipeCard, StepCard, title_of
from app.pages.frame import NO_ERRORS, Crumb, Errors, Frame, HousePage
from app.pages.photo import Shot
from boards.board import Board
from boards.recipe import Recipe

ALL = Crumb(words.RECIPES, "/recipes")


def crumb(recipe: Recipe) -> Crumb:
    """The way to a recipe."""
    return Crumb(title_of(recipe), f"/recipes/{recipe.id}")


def new_upload() -> str:
    """A key for one sending of photos, so that sending them twice is the same as once."""
    return secrets.token_urlsafe(16)


@dataclass(frozen=True, kw_only=True)
class RecipesPage(HousePage):
    """Every recipe of the group."""

    template: ClassVar[str] = "recipes/index.html"
    cards: tuple[RecipeCard, ...]

    @classmethod
    def of(cls, recipes: Sequence[Recipe], frame: Frame) -> "RecipesPage":
        """The page of these recipes."""
        return cls(heading=words.RECIPES, frame=frame, cards=tuple(RecipeCard.of(one) for one in recipes))


@dataclass(frozen=True, kw_only=True)
class RecipePage(HousePage):
    """A recipe: its steps in order."""

    template: ClassVar[str] = "recipes/show.html"
    address: str
    steps: tuple[StepCard, ...]

    @classmethod
    def of(cls, recipe: Recipe, frame: Frame) -> "RecipePage":
        """The page of a recipe."""
        return cls(
            heading=title_of(recipe),
            frame=frame,
            trail=(ALL,),
            address=f"/recipes/{recipe.id}",
            steps=StepCard.steps(recipe),
        )


@dataclass(frozen=True, kw_only=True)
class NewRecipePage(HousePage):
    """Photo first: a recipe begins with its photos. `board` is the id of the board that it will be on, or empty."""

    template: ClassVar[str] = "recipes/new.html"
    board: str
    upload: str

    @classmethod
    def of(cls, board: Board | None, frame: Frame, errors: Errors = NO_ERRORS) -> "NewRecipePage":
        """The page for a board, or for none."""
        return cls(
            heading=words.RECIPE_NEW,
            frame=frame,
            trail=(board_pages.crumb(board),) if board else (ALL,),
            board=board.id if board else "",
            upload=new_upload(),
            errors=errors,
        )


@dataclass(frozen=True, kw_only=True)
class RecipeStepsPage(HousePage):
    """More photos for a recipe, and what is there so far."""

    template: ClassVar[str] = "recipes/steps.html"
    address: str
    steps: tuple[StepCard, ...]
    upload: str
    finished: str

    @classmethod
    def of(
        cls,
        recipe: Recipe,
        frame: Frame,
        *,
        on_board: Board | None,
        errors: Errors = NO_ERRORS,
    ) -> "RecipeStepsPage":
        """The page of a recipe. When it is on a board already, *I have finished* leads there."""
        address = f"/recipes/{recipe.id}"
        pin = on_board.pin_of(recipe) if on_board else None
        return cls(
            heading=words.RECIPE_STEPS,
            frame=frame,
            trail=(ALL, crumb(recipe)),
            address=address,
            steps=StepCard.steps(recipe),
            upload=new_upload(),
            finished=f"/boards/{pin.board_id}#recipe-{recipe.id}" if pin else f"{address}/boards",
            errors=errors,
        )


@dataclass(frozen=True, kw_only=True)
class EditRecipePage(HousePage):
    """What can be changed about a recipe."""

    template: ClassVar[str] = "recipes/edit.html"
    address: str
    title: str

    @classmethod
    def of(
        cls,
        recipe: Recipe,
        frame: Frame,
        *,
        title: str | None = None,
        errors: Errors = NO_ERRORS,
    ) -> "EditRecipePage":
        """The form with what is kept, or with what was typed."""
        return cls(
            heading=words.RECIPE_CHANGE,
            frame=frame,
            trail=(ALL, crumb(recipe)),
            address=f"/recipes/{recipe.id}",
            title=recipe.title if title is None else title,
            errors=errors,
        )


@dataclass(frozen=True, kw_only=True)
class RecipeCoverPage(HousePage):
    """The photos of a recipe, one of which stands for it."""

    template: ClassVar[str] = "recipes/cover.html"
    address: str
    steps: tuple[tuple[str, StepCard, bool], ...]

    @classmethod
    def of(cls, recipe: Recipe, frame: Frame) -> "RecipeCoverPage":
        """The page of a recipe: each step's id, its card, and whether it is the cover now."""
        cards = StepCard.steps(recipe)
        return cls(
            heading=words.RECIPE_COVER,
            frame=frame,
            trail=(ALL, crumb(recipe)),
            address=f"/recipes/{recipe.id}",
            steps=tuple((step.id, card, step is recipe.cover) for step, card in zip(recipe.steps, cards, strict=True)),
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
            address=f"/recipes/{recipe.id}",
            recipe=recipe.id,
            lead=words.RECIPE_BOARDS_LEAD.format(title=title_of(recipe)),
            choices=tuple(cls._choice(board, recipe) for board in boards),
        )

    @staticmethod
    def _choice(board: Board, recipe: Recipe) -> BoardChoice:
        pin = board.pin_of(recipe)
        return BoardChoice(BoardCard.of(board), f"/boards/{board.id}/pins", pin.id if pin else "")


def order_page(recipe: Recipe, frame: Frame) -> OrderPage:
    """The steps of a recipe, to put in order."""
    rows = [
        (
            f"step-{step.id}",
            step.id,
            step.words or words.STEP_NUMBER.format(number=number),
            Shot.of(step.picture),
        )
        for number, step in enumerate(recipe.steps, start=1)
    ]
    return OrderPage(
        heading=words.RECIPE_ORDER,
        frame=frame,
        trail=(ALL, crumb(recipe)),
        action=f"/recipes/{recipe.id}/order",
        field="step",
        lead=words.RECIPE_ORDER_LEAD,
        rows=MoveRow.all(list(rows)),
        back=crumb(recipe),
    )
