"""The boards of a group, in the hands of somebody of it: making and arranging them, and putting recipes on them."""

from sqlmodel import col, func, select

from boards import order
from boards.board import Board, Pin
from boards.hands import Hands
from boards.recipe import Recipe
from boards.record import Did
from boards.right import Right


class Boards(Hands):
    """What somebody does about boards. Only workers make and arrange them."""

    def make(self, title: str) -> Board:
        """Make a board, after those that are there."""
        self.me.must(Right.ARRANGE)
        last = self.db.exec(select(func.max(col(Board.place))).where(Board.group_id == self.me.group_id)).one()
        board = Board.titled(title, group_id=self.me.group_id, place=(last or 0) + 1)
        self.db.add(board)
        return board

    def name(self, board: Board, title: str, *, opened_on: str = "") -> str:
        """Give a board a title, and return the one that it had. Raises ToldMeanwhile."""
        self.me.must(Right.ARRANGE)
        return self._tell(board, board.name, {"title": title}, opened_on)

    def move(self, board: Board, to: int) -> int:
        """Put a board at a place among the others, and return the place that it had."""
        self.me.must(Right.ARRANGE)
        return order.move(self.me.boards(), board, to, among=self._in_order())

    def choose_cover(self, board: Board, recipe: Recipe | None) -> str | None:
        """Let a recipe stand for its board, or the first; return the id of the one that did."""
        self.me.must(Right.ARRANGE)
        return board.choose_cover(recipe)

    def move_pin(self, board: Board, pin: Pin, to: int) -> int:
        """Put a recipe at a place on a board, and return the place that it had."""
        self.me.must(Right.ARRANGE)
        return board.move(pin, to)

    def pin(self, recipe: Recipe, board: Board, to: int | None = None) -> Pin:
        """Pin a recipe to a board, at the end or at a place."""
        self.me.must(Right.PIN)
        pin = board.pin(recipe, to)
        self.me.did_to_families(board, Did.SHOWN_TO_FAMILY)
        return pin

    def unpin(self, pin: Pin, board: Board, *, was_new: bool = False) -> int:
        """Take a recipe off a board, and return the place that it had. For a while it can be put back, but for
        `was_new`: that is the way back from pinning it.
        """
        self.me.must(Right.PIN)
        was = board.unpin(pin, was_new=was_new)
        self.me.did_to_families(board, Did.HIDDEN_FROM_FAMILY)
        return was

    def pin_again(self, pin: Pin, board: Board) -> None:
        """Put a recipe back on a board from which it was taken, to the place that it had."""
        self.me.must(Right.PIN)
        board.pin_again(pin)
        self.me.did_to_families(board, Did.SHOWN_TO_FAMILY)

    def bin(self, board: Board) -> None:
        """Put a board in the bin."""
        self.me.must(Right.ARRANGE)
        self.me.did_to_families(board, Did.HIDDEN_FROM_FAMILY)
        board.bin()

    def put_back(self, board: Board) -> None:
        """Take a board out of the bin."""
        self.me.must(Right.ARRANGE)
        boards = self._in_order()
        board.put_back()
        order.renumber(boards)
        self.me.did_to_families(board, Did.SHOWN_TO_FAMILY)

    def _in_order(self) -> list[Board]:
        """All boards of the group, those in the bin too, each before the one that took its place."""
        ours = self.db.exec(select(Board).where(Board.group_id == self.me.group_id)).all()
        return sorted(ours, key=lambda board: (board.place, board.binned_at is None))
