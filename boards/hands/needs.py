"""What a recipe needs, in the hands of somebody of its group."""

from boards.hands import Hands
from boards.need import Kind, Need
from boards.person import Person
from boards.photo import Picture
from boards.recipe import Recipe
from boards.right import Right


class Needs(Hands):
    """What somebody does about the food and tools of one recipe."""

    def __init__(self, me: Person, recipe: Recipe) -> None:
        super().__init__(me)
        self.recipe = recipe

    def add(self, kind: Kind, words: str, *, amount: str = "", symbol: str = "") -> Need:
        """Say that the recipe needs something, after what is there. Raises Problem."""
        self.me.must(Right.MAKE)
        return self.recipe.add_need(kind, words, amount=amount, symbol=symbol)

    def tell(self, need: Need, *, opened_on: str = "", **told: str) -> dict[str, str]:
        """Say what it is and how much of it, by the names of `Need.told` and as it was typed.

        `opened_on` is the mark of what the form was opened on. Returns what stood there, in the same way. Raises
        Several or ToldMeanwhile, and then nothing has changed.
        """
        self.me.must(Right.MAKE)
        return self._tell(need, need.tell, told, opened_on)

    def draw(self, need: Need, symbol: str) -> None:
        """Let a drawing stand for it wherever its photo doesn't."""
        self.me.must(Right.MAKE)
        need.symbol = symbol

    def show(self, need: Need, symbol: str, picture: Picture | None = None) -> Need | None:
        """Show it by a drawing, or by a photo that they took.

        A photo that stood there goes to the bin as a thing of its own, which is returned.
        """
        self.me.must(Right.MAKE)
        return self.recipe.show_need(need, symbol, picture, by_id=self.me.id)

    def swap_picture(self, need: Need, other: Need) -> None:
        """Exchange pictures with something that was taken off: the way back to a photo."""
        self.me.must(Right.MAKE)
        need.swap_picture(other)

    def move(self, need: Need, to: int) -> int:
        """Put it at a place among its kind, counted from 1, and return the place that it had."""
        self.me.must(Right.MAKE)
        return self.recipe.move_need(need, to)

    def take_off(self, need: Need) -> None:
        """Say that the recipe doesn't need it; for a while that can be put back."""
        self.me.must(Right.BIN)
        self.recipe.take_off(need)

    def put_back(self, need: Need) -> None:
        """Need again what was taken off, at the place that it had."""
        self.me.must(Right.BIN)
        self.recipe.put_back_need(need)
