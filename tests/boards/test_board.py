"""Boards and pins."""

import pytest

from boards.board import Board
from boards.hands.boards import Boards
from boards.hands.recipes import Recipes
from boards.problems import NotAllowed, NotFound, Problem
from tests.boards.conftest import Cast, nobody_in, pictures


def titles(board: Board) -> list[str]:
    """The recipes of a board as they stand, with their places checked."""
    assert len({pin.place for pin in board.all_pins}) == len(board.all_pins)
    return [recipe.title for recipe in board.recipes]


@pytest.fixture
def board(cast: Cast) -> Board:
    """A board with three recipes."""
    board = Boards(cast.alice).make("Suppers")
    for title in ("Soup", "Stew", "Pie"):
        board.pin(Recipes(cast.bob).make(title, pictures(1, title)))
    cast.db.flush()
    return board


def test_recipes_stand_in_the_order_in_which_they_were_pinned(board: Board) -> None:
    assert titles(board) == ["Soup", "Stew", "Pie"]


def test_pinning_twice_is_pinning_once(board: Board) -> None:
    board.pin(board.recipes[0])
    assert titles(board) == ["Soup", "Stew", "Pie"]


def test_a_recipe_is_pinned_to_several_boards(cast: Cast, board: Board) -> None:
    other = Boards(cast.alice).make("Quick")
    other.pin(board.recipes[1])
    assert titles(other) == ["Stew"]
    assert titles(board) == ["Soup", "Stew", "Pie"]


def test_a_recipe_moves_and_moves_back(board: Board) -> None:
    pin = board.pins[2]
    assert board.move(pin, 1) == 3
    assert titles(board) == ["Pie", "Soup", "Stew"]
    board.move(pin, 3)
    assert titles(board) == ["Soup", "Stew", "Pie"]


def test_a_recipe_comes_off_and_is_pinned_again_where_it_was(board: Board) -> None:
    pin = board.pins[1]
    recipe = pin.recipe
    was = board.unpin(pin)
    assert titles(board) == ["Soup", "Pie"]
    board.pin(recipe, was)
    assert titles(board) == ["Soup", "Stew", "Pie"]


def test_a_recipe_in_the_bin_is_on_no_board_and_comes_back_to_its_place(board: Board) -> None:
    stew = board.recipes[1]
    stew.bin()
    assert [recipe.title for recipe in board.recipes] == ["Soup", "Pie"]
    stew.put_back()
    assert titles(board) == ["Soup", "Stew", "Pie"]


def test_moving_past_a_recipe_in_the_bin_keeps_the_order_whole_when_it_returns(board: Board) -> None:
    stew = board.recipes[1]
    stew.bin()
    board.move(board.pins[1], 1)
    stew.put_back()
    assert sorted(recipe.title for recipe in board.recipes) == ["Pie", "Soup", "Stew"]
    assert [recipe.title for recipe in board.recipes if recipe is not stew] == ["Pie", "Soup"]


def test_the_chosen_cover_comes_first(board: Board) -> None:
    pie = board.recipes[2]
    board.choose_cover(pie)
    assert board.cover is pie


def test_another_groups_recipe_cannot_be_pinned(cast: Cast, board: Board) -> None:
    with pytest.raises(NotFound):
        board.pin(Recipes(cast.charlie).make("Theirs", pictures(1)))


def test_another_groups_board_is_not_found(cast: Cast, board: Board) -> None:
    with pytest.raises(NotFound):
        cast.charlie.board(board.id)


def test_a_member_makes_no_boards(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        Boards(cast.bob).make("Mine")


def test_a_board_needs_a_title(cast: Cast) -> None:
    with pytest.raises(Problem) as problem:
        Boards(cast.alice).make("   ")
    assert problem.value.field == "title"


def test_boards_are_put_in_order(cast: Cast) -> None:
    for title in ("One", "Two", "Three"):
        Boards(cast.alice).make(title)
        cast.db.flush()
    three = cast.alice.boards()[2]
    assert Boards(cast.alice).move(three, 1) == 3
    cast.db.flush()
    assert [board.title for board in cast.alice.boards()] == ["Three", "One", "Two"]


def test_the_recipe_that_stands_for_a_board_is_its_first_picture(cast: Cast, board: Board) -> None:
    for recipe in board.recipes:
        nobody_in(recipe)
    eyes = cast.alice.viewer
    assert [one.key for one in board.covers_for(eyes)] == ["Soup1", "Stew1", "Pie1"]
    board.choose_cover(board.recipes[2])
    assert [one.key for one in board.covers_for(eyes)] == ["Pie1", "Soup1", "Stew1"]
