"""The page that is shown while a booklet is made."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self

from app import addresses, words
from app.pages import boards as board_pages
from app.pages import recipes as recipe_pages
from app.pages.parts.family import Notice, SharedPage
from app.pages.parts.frame import Crumb, Frame, HousePage
from boards.board import Board
from boards.recipe import Recipe
from boards.shown import Shared, ShownRecipe


@dataclass(frozen=True)
class Making:
    """How far a booklet is, in words, and as so many of most. The last one is for its pages."""

    says: str = words.BOOKLET_WAITS
    done: int = 0
    most: int = 1


@dataclass(frozen=True, kw_only=True)
class BookletPage(HousePage):
    """A booklet for the group, on its way."""

    template: ClassVar[str] = "booklets/making.html"
    address: str
    making: Making = Making()

    @classmethod
    def of(cls, what: Board | Recipe, frame: Frame) -> "BookletPage":
        """The page of a board's booklet, or of a recipe's."""
        is_board = isinstance(what, Board)
        way = board_pages.crumb(what) if isinstance(what, Board) else recipe_pages.crumb(what)
        return cls(
            heading=words.BOOKLET_MAKING,
            part=board_pages.PART if is_board else recipe_pages.PART,
            frame=frame,
            trail=(way,),
            address=f"{way.href}/booklet.pdf",
        )

    def at(self, making: Making) -> Self:
        """The page when it is so far."""
        return replace(self, making=making)


@dataclass(frozen=True, kw_only=True)
class SharedBookletPage(SharedPage):
    """A booklet for a family, on its way."""

    template: ClassVar[str] = "shared/booklet.html"
    trail: tuple[Crumb, ...]
    address: str
    making: Making = Making()

    @classmethod
    def of(cls, shown: Shared, key: str, *, recipe: ShownRecipe | None = None) -> "SharedBookletPage":
        """The page of the booklet of all that a link shows, or of one recipe."""
        address = addresses.shared_recipe(key, recipe.id) if recipe else addresses.shared(key)
        return cls(
            heading=words.BOOKLET_MAKING,
            tab=words.SHARED_TITLE_RECIPE if recipe else words.SHARED_TITLE_BOARD,
            notice=Notice.of(shown),
            trail=(Crumb(words.GO_BACK, address),),
            address=f"{address}/booklet.pdf",
        )

    def at(self, making: Making) -> Self:
        """The page when it is so far."""
        return replace(self, making=making)
