"""Recipes that a worker takes elsewhere: to another group, to another server, or to keep."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from boards.board import Board
from boards.hands import Hands
from boards.permission import Viewer
from boards.person import Person
from boards.recipe import Recipe
from boards.record import Did
from boards.right import Right
from boards.shown import ShownRecipe, recipes_of, shown_recipe


@dataclass(frozen=True)
class ShownBoard:
    """A board with the ids of its recipes, in order."""

    title: str
    recipes: tuple[str, ...]


@dataclass(frozen=True)
class Parcel:
    """What is taken elsewhere: recipes, each once, and the boards that they stand on. It names the group, and nobody
    of it.
    """

    group: str
    title: str
    boards: tuple[ShownBoard, ...]
    recipes: tuple[ShownRecipe, ...]


class Elsewhere(Hands):
    """A recipe, a board or all of a group, in the hands of a worker who takes it elsewhere."""

    right = Right.SHARE

    def __init__(self, me: Person, what: Board | Recipe | None = None) -> None:
        super().__init__(me)
        self.what = what

    @property
    def again(self) -> "Callable[[Person], Elsewhere]":
        """The same, looked up anew in other hands. That raises NotFound where it is gone."""
        match self.what:
            case Board(id=board_id):
                return lambda me: Elsewhere(me, me.board(board_id))
            case Recipe(id=recipe_id):
                return lambda me: Elsewhere(me, me.recipe(recipe_id))
        return Elsewhere

    def parcel(self) -> Parcel:
        """What may leave the group of it now: nobody asks a photo again where it lies then."""
        group, viewer = self.me.group, Viewer.outside(self.me.group)
        return Parcel(
            group.name,
            self.what.title if self.what else group.name,
            tuple(ShownBoard(board.title, tuple(recipe.id for recipe in board.recipes)) for board in self._boards()),
            tuple(shown_recipe(recipe, viewer) for recipe in self._recipes()),
        )

    def _boards(self) -> Sequence[Board]:
        if self.what is None:
            return self.me.boards()
        return [self.what] if isinstance(self.what, Board) else []

    def _recipes(self) -> Sequence[Recipe]:
        return self.me.recipes() if self.what is None else recipes_of(self.what)

    def was_taken(self) -> None:
        """Write into the record that it was taken elsewhere."""
        self.me.must(Right.SHARE)
        self.me.did(Did.TAKEN_ELSEWHERE)
