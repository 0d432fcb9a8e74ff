"""The bin."""

from datetime import timedelta

from sqlmodel import SQLModel, func, select

from boards.bin import KEPT, bin_of, empty_bin
from boards.board import Board, Pin
from boards.database import now
from boards.hands.boards import Boards
from boards.hands.links import Links
from boards.hands.recipes import Recipes
from boards.link import Link
from boards.photo import photo_keys
from boards.recipe import Recipe, Step
from tests.boards.conftest import Cast, nobody_in, pictures

A_DAY = timedelta(days=1)


def count(cast: Cast, kind: type[SQLModel]) -> int:
    """How many rows of a kind there are."""
    return cast.db.exec(select(func.count()).select_from(kind)).one()


def test_what_was_binned_is_in_the_bin_for_everyone_in_the_group(cast: Cast) -> None:
    soup, stew = Recipes(cast.bob).make("Soup", pictures(2)), Recipes(cast.bob).make("Stew", pictures(2, "s"))
    board = Boards(cast.alice).make("Suppers")
    soup.bin()
    stew.steps[0].bin()
    board.bin()
    cast.db.flush()
    found = bin_of(cast.bob)
    assert [recipe.title for recipe in found.recipes] == ["Soup"]
    assert [step.recipe.title for step in found.steps] == ["Stew"]
    assert [board.title for board in found.boards] == ["Suppers"]
    theirs = bin_of(cast.charlie)
    assert [*theirs.recipes, *theirs.steps, *theirs.boards] == []


def test_thirty_days_long_everything_can_be_put_back(cast: Cast) -> None:
    soup = Recipes(cast.bob).make("Soup", pictures(2))
    soup.binned_at = now() - KEPT + A_DAY
    cast.db.flush()
    empty_bin(cast.db)
    assert count(cast, Recipe) == 1
    assert photo_keys(cast.db) == {"p1", "p2"}


def test_after_thirty_days_a_recipe_goes_with_its_steps_pins_and_links(cast: Cast) -> None:
    soup = nobody_in(Recipes(cast.bob).make("Soup", pictures(2)))
    board = Boards(cast.alice).make("Suppers")
    board.pin(soup)
    cast.db.flush()
    Links(cast.alice).make(soup, name="Gran", ends=now().date(), today=now().date())
    soup.binned_at = now() - KEPT - A_DAY
    cast.db.commit()
    empty_bin(cast.db)
    assert [count(cast, kind) for kind in (Recipe, Step, Pin, Link, Board)] == [0, 0, 0, 0, 1]
    assert photo_keys(cast.db) == set()


def test_after_thirty_days_a_board_goes_and_its_recipes_stay(cast: Cast) -> None:
    board = Boards(cast.alice).make("Suppers")
    board.pin(Recipes(cast.bob).make("Soup", pictures(1)))
    board.binned_at = now() - KEPT - A_DAY
    cast.db.commit()
    empty_bin(cast.db)
    assert [count(cast, kind) for kind in (Board, Pin, Recipe)] == [0, 0, 1]


def test_after_thirty_days_a_step_goes_alone(cast: Cast) -> None:
    soup = Recipes(cast.bob).make("Soup", pictures(2))
    soup.steps[0].binned_at = now() - KEPT - A_DAY
    cast.db.commit()
    empty_bin(cast.db)
    assert photo_keys(cast.db) == {"p2"}
