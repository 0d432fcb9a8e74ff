"""The pages of boards."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from app import addresses, words
from app.pages.parts.cards import BoardCard, MoveRow, RecipeCard, title_of
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.parts.shot import Shot
from boards.board import Board
from boards.heart import Thanked
from boards.photo import Photo
from boards.recipe import Recipe

PART = "boards"
"""The part of the menu that these pages stand in."""

HOME = Crumb(words.BOARDS, "/")


def crumb(board: Board) -> Crumb:
    """The way to a board."""
    return Crumb(board.title, addresses.board(board.id))


@dataclass(frozen=True)
class Question:
    """Something that waits for whoever looks, and the way to it."""

    says: str
    do: str
    href: str
    symbol: str = "people"

    @classmethod
    def about(cls, photos: Sequence[Photo]) -> "Question":
        """Questions about photos of somebody."""
        says = words.counted(len(photos), words.MY_QUESTION_ONE, words.MY_QUESTIONS)
        href = f"{addresses.photo(photos[0].key)}/permission?mine=yes" if len(photos) == 1 else "/me/photos"
        return cls(says, words.MY_QUESTION_DO, href)

    @classmethod
    def to_review(cls, count: int) -> "Question":
        """Photos and words that wait for a worker."""
        return cls(words.counted(count, words.REVIEW_ONE, words.REVIEW_MANY), words.REVIEW_DO, "/review")

    @classmethod
    def thanks(cls, thanked: Thanked) -> "Question":
        """Hearts for a recipe that somebody made."""
        says = words.counted(thanked.hearts, words.HEART_GOT, words.HEARTS_GOT, title=title_of(thanked.recipe))
        return cls(says, words.RECIPE_SEE, addresses.recipe(thanked.recipe.id), "heart")


@dataclass(frozen=True, kw_only=True)
class BoardsPage(HousePage):
    """The group's boards, and what waits for whoever looks: a recipe to go on with, photos to say something about,
    thanks for what they made.
    """

    template: ClassVar[str] = "boards/index.html"
    part: str = PART
    cards: tuple[BoardCard, ...]
    go_on: RecipeCard | None = None
    question: Question | None = None
    review: Question | None = None
    thanks: Question | None = None

    @classmethod
    def of(
        cls,
        boards: Sequence[Board],
        frame: Frame,
        unfinished: Recipe | None = None,
        *,
        questions: Sequence[Photo] = (),
        waiting: int = 0,
        thanked: Thanked | None = None,
    ) -> "BoardsPage":
        """The page of these boards, of the recipe that somebody was making, and of what waits for them: questions
        about photos of them, what they look after, and thanks.
        """
        cards = tuple(BoardCard.of(board, frame.viewer) for board in boards)
        go_on = RecipeCard.of(unfinished, frame.viewer) if unfinished else None
        return cls(
            heading=words.BOARDS,
            frame=frame,
            cards=cards,
            go_on=go_on,
            question=Question.about(questions) if questions else None,
            review=Question.to_review(waiting) if waiting else None,
            thanks=Question.thanks(thanked) if thanked else None,
        )


@dataclass(frozen=True, kw_only=True)
class BoardPage(HousePage):
    """A board: its recipes as cards, or as a list."""

    template: ClassVar[str] = "boards/show.html"
    part: str = PART
    address: str
    cards: tuple[RecipeCard, ...]
    as_list: bool

    @classmethod
    def of(cls, board: Board, frame: Frame, *, as_list: bool) -> "BoardPage":
        """The page of a board."""
        return cls(
            heading=board.title,
            frame=frame,
            trail=(HOME,),
            address=addresses.board(board.id),
            cards=tuple(RecipeCard.of(recipe, frame.viewer, on=board) for recipe in board.recipes),
            as_list=as_list,
        )

    @property
    def new_recipe(self) -> str:
        """Where a recipe for this board is made."""
        return f"/recipes/new?board={self.address.rsplit('/', 1)[-1]}"


@dataclass(frozen=True, kw_only=True)
class NewBoardPage(HousePage):
    """Making a board."""

    template: ClassVar[str] = "boards/new.html"
    asks: ClassVar[tuple[str, ...]] = ("title",)
    part: str = PART
    title: str = ""

    @classmethod
    def of(cls, frame: Frame) -> "NewBoardPage":
        """The empty form."""
        return cls(heading=words.BOARD_NEW, frame=frame, trail=(HOME,))


@dataclass(frozen=True, kw_only=True)
class EditBoardPage(HousePage):
    """A board's name, the way to its cover, and the bin. With one recipe there is no cover to choose."""

    template: ClassVar[str] = "boards/edit.html"
    asks: ClassVar[tuple[str, ...]] = ("title", "opened_on")
    called: ClassVar[Mapping[str, str]] = {"title": words.BOARD_TITLE}
    part: str = PART
    address: str
    title: str
    recipes: int
    opened_on: str = ""

    @classmethod
    def of(cls, board: Board, frame: Frame) -> "EditBoardPage":
        """The form with what is kept."""
        return cls(
            heading=words.BOARD_NAME,
            frame=frame,
            trail=(HOME, crumb(board)),
            address=addresses.board(board.id),
            title=board.title,
            recipes=len(board.recipes),
            opened_on=board.opened_on,
        )


@dataclass(frozen=True)
class CoverChoice:
    """Something whose photo can be the cover: the value to send, what it is called, and whether it is it now."""

    value: str
    title: str
    shot: Shot | None
    is_now: bool


@dataclass(frozen=True, kw_only=True)
class CoverPage(HousePage):
    """The photos that can stand for a board or a recipe. `field` is the name that a choice is sent under."""

    template: ClassVar[str] = "cover.html"
    action: str
    field: str
    lead: str
    choices: tuple[CoverChoice, ...]
    back: Crumb

    @classmethod
    def of_board(cls, board: Board, frame: Frame) -> "CoverPage":
        """The recipes of a board, the cover of one of which is shown largest."""
        return cls(
            heading=words.BOARD_COVER,
            frame=frame,
            part=PART,
            trail=(HOME, crumb(board)),
            action=f"{addresses.board(board.id)}/cover",
            field="recipe",
            lead=words.BOARD_COVER_LEAD,
            choices=tuple(
                CoverChoice(
                    recipe.id, title_of(recipe), Shot.of(recipe.cover_for(frame.viewer)), is_now=recipe is board.cover
                )
                for recipe in board.recipes
                if recipe.cover
            ),
            back=crumb(board),
        )


@dataclass(frozen=True, kw_only=True)
class OrderPage(HousePage):
    """A list to put in order: each row moves up or down. `field` is the name that a row is sent under; `cover` is
    where one of them is chosen for the cover, if that is chosen here.
    """

    template: ClassVar[str] = "order.html"
    action: str
    field: str
    lead: str
    rows: tuple[MoveRow, ...]
    back: Crumb
    takes_off: bool = False
    cover: str = ""

    @classmethod
    def of_boards(cls, boards: Sequence[Board], frame: Frame) -> "OrderPage":
        """The group's boards."""
        rows = [(f"board-{board.id}", board.id, board.title, _first_shot(board.recipes, frame)) for board in boards]
        return cls(
            heading=words.BOARDS_ORDER,
            frame=frame,
            part=PART,
            trail=(HOME,),
            action="/boards/order",
            field="board",
            lead=words.BOARDS_ORDER_LEAD,
            rows=MoveRow.all(rows),
            back=HOME,
        )

    @classmethod
    def of_board(cls, board: Board, frame: Frame) -> "OrderPage":
        """The recipes of a board, which can also be taken off it."""
        rows = [(f"pin-{pin.id}", pin.id, title_of(pin.recipe), _first_shot([pin.recipe], frame)) for pin in board.pins]
        return cls(
            heading=words.BOARD_ORDER,
            frame=frame,
            part=PART,
            trail=(HOME, crumb(board)),
            action=f"{addresses.board(board.id)}/order",
            field="pin",
            lead=words.BOARD_ORDER_LEAD,
            rows=MoveRow.all(rows),
            back=crumb(board),
            takes_off=True,
        )


@dataclass(frozen=True, kw_only=True)
class PinsPage(HousePage):
    """The recipes that aren't on a board yet, to be put on it."""

    template: ClassVar[str] = "boards/pins.html"
    part: str = PART
    address: str
    cards: tuple[tuple[str, RecipeCard], ...]
    back: Crumb

    @classmethod
    def of(cls, board: Board, recipes: Sequence[Recipe], frame: Frame) -> "PinsPage":
        """The page of a board and the group's recipes."""
        free = (recipe for recipe in recipes if board.pin_of(recipe) is None)
        return cls(
            heading=words.BOARD_PINS,
            frame=frame,
            trail=(HOME, crumb(board)),
            address=addresses.board(board.id),
            cards=tuple((recipe.id, RecipeCard.of(recipe, frame.viewer)) for recipe in free),
            back=crumb(board),
        )


def _first_shot(recipes: Sequence[Recipe], frame: Frame) -> Shot | None:
    covers = (recipe.cover_for(frame.viewer) for recipe in recipes)
    return Shot.of(next((cover for cover in covers if cover), None))
