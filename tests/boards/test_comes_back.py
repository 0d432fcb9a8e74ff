"""Whatever somebody removes comes back as it was, to its place; what doesn't is a *no* or a way in, and stands here.

Every verb of hands that takes something away is listed: a new one fails until it says here which of the two it is.
"""

import importlib
import pkgutil
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from sqlmodel import SQLModel

from boards import hands
from boards.bin import KEPT, KINDS, bin_of, empty_bin
from boards.board import Board
from boards.database import now
from boards.hands import Hands
from boards.hands.boards import Boards
from boards.hands.needs import Needs
from boards.hands.people import People
from boards.hands.recipes import Recipes
from boards.need import Kind
from boards.permission import Viewer
from boards.recipe import Recipe, Reminder
from boards.tables import METADATA, TABLES
from tests.boards.conftest import Cast, nobody_in, pictures

A_LOT = 7


@dataclass
class Group:
    """A recipe with all that can be said in it, on a board among others."""

    cast: Cast
    recipe: Recipe = field(init=False)
    board: Board = field(init=False)

    def __post_init__(self) -> None:
        self.recipe = nobody_in(Recipes(self.cast.bob).make("Soup", pictures(A_LOT)))
        self.recipe.remind([Reminder.HOT])
        for number, step in enumerate(self.recipe.steps, start=1):
            step.tell(f"Words {number}", f"Careful {number}", str(number))
        for number in range(1, A_LOT + 1):
            for kind in Kind:
                self.recipe.add_need(kind, f"{kind} {number}", amount=f"{number} cups", symbol="egg")
        self.recipe.choose_cover(self.recipe.steps[2])
        self.recipe.finish()
        boards = [Boards(self.cast.alice).make(f"Board {number}") for number in range(1, A_LOT + 1)]
        self.board = boards[1]
        others = [nobody_in(Recipes(self.cast.bob).make(f"Other {n}", pictures(1, f"o{n}"))) for n in range(A_LOT - 1)]
        for recipe in [*others[:2], self.recipe, *others[2:]]:
            self.board.pin(recipe)
        self.board.choose_cover(self.recipe)
        self.cast.db.commit()

    def looks(self) -> dict[str, Any]:
        """All that somebody sees of it, in order."""
        self.cast.db.flush()
        self.cast.db.expire_all()
        return {
            "steps": [(step.number, *step.told.values(), step.photo_key) for step in self.recipe.steps],
            "needs": [(need.kind, *need.told.values(), need.symbol) for k in Kind for need in self.recipe.needs_of(k)],
            "cover": self.recipe.cover and self.recipe.cover.photo_key,
            "reminders": self.recipe.reminders,
            "pins": [(board.title, [one.title for one in board.recipes]) for board in self.cast.bob.boards()],
            "covers": self.board.cover and self.board.cover.title,
            "recipes": sorted(recipe.title for recipe in self.cast.bob.recipes()),
            "family": self.recipe.is_shown_to(Viewer.family(self.cast.bob.group)),
        }


@dataclass(frozen=True)
class Removal:
    """How things of one kind are removed and put back, by whoever may."""

    those: Callable[[Group], list[Any]]
    remove: Callable[[Group, Any], object]
    put_back: Callable[[Group, Any], object]
    is_in_bin: bool = True


COMES_BACK = {
    "Recipes.bin": Removal(
        lambda group: list(group.cast.bob.recipes()),
        lambda group, one: Recipes(group.cast.bob).bin(one),
        lambda group, one: Recipes(group.cast.bob).put_back(one),
    ),
    "Recipes.bin_steps": Removal(
        lambda group: group.recipe.steps,
        lambda group, one: Recipes(group.cast.bob).bin_steps([one]),
        lambda group, one: Recipes(group.cast.bob).put_back_step(one),
    ),
    "Needs.take_off": Removal(
        lambda group: [need for kind in Kind for need in group.recipe.needs_of(kind)],
        lambda group, one: Needs(group.cast.bob, group.recipe).take_off(one),
        lambda group, one: Needs(group.cast.bob, group.recipe).put_back(one),
    ),
    "Boards.bin": Removal(
        lambda group: list(group.cast.bob.boards()),
        lambda group, one: Boards(group.cast.alice).bin(one),
        lambda group, one: Boards(group.cast.alice).put_back(one),
    ),
    "Boards.unpin": Removal(
        lambda group: group.board.pins,
        lambda group, one: Boards(group.cast.bob).unpin(one, group.board),
        lambda group, one: Boards(group.cast.bob).pin_again(one, group.board),
    ),
    "People.let_go": Removal(
        lambda group: [group.cast.bob],
        lambda group, one: People(group.cast.alice).let_go(one, with_recipes=False),
        lambda group, one: People(group.cast.alice).take_back(one.id),
        is_in_bin=False,  # they stand on the page of people
    ),
}
"""What comes back for as long as the bin keeps things."""

AT_ONCE = {"Hearts.hide": "the words stay in their row, and Undo shows them again"}
"""What is lost to nobody, but offered by Undo alone: no page lists it afterwards."""

STAYS_AWAY = {
    "Album.stop": "a no: only the person themselves shows the photo again",
    "Album.take_back_answer": "an answer: it is given anew",
    "Album.mask": "what is under a cover was to be gone for good, and the page says so before",
    "Links.close": "a no: a family gets a new link",
    "Tablets.stop": "a way in that was stopped",
    "Tablets.close": "a way in that was closed",
    "People.stop_badge": "a way in that was stopped: the person gets a new card",
    "People.show": "a photo of a face, which a worker took off because somebody wished it",
    "People.show_by_photo": "the same, for another photo",
    "Oneself.remove_passkey": "a way in that was stopped",
    "Oneself.sign_out_everywhere": "a way in that was stopped",
    "Things.delete": "somebody's own wish that all of theirs is gone for good; a page asks before",
}
"""What doesn't come back by itself, and why."""

TAKES_AWAY = re.compile(r"^(bin|stop|close|remove|delete|hide|take_off|unpin|let_go|sign_out|take_back_answer|mask)")
"""What the verbs are called that take something away."""


def verbs() -> set[str]:
    """What anybody can do with what they hold: the public methods of all hands."""
    for module in pkgutil.iter_modules(hands.__path__):
        importlib.import_module(f"{hands.__name__}.{module.name}")
    those = {kind.__name__: vars(kind) for kind in Hands.__subclasses__()}
    return {f"{kind}.{name}" for kind, said in those.items() for name in said if not name.startswith("_")}


@pytest.fixture
def group(cast: Cast) -> Group:
    return Group(cast)


def test_every_verb_that_takes_something_away_says_whether_it_comes_back() -> None:
    known = {*COMES_BACK, *AT_ONCE, *STAYS_AWAY}
    assert {verb for verb in verbs() if TAKES_AWAY.match(verb.split(".")[1])} - known == set()
    assert known - verbs() == set()


def test_whatever_can_be_binned_is_kept_and_listed() -> None:
    binned = {table for table in TABLES if "binned_at" in METADATA.tables[str(table.__tablename__)].columns}
    assert binned == set(KINDS)


@pytest.mark.parametrize("name", COMES_BACK)
@pytest.mark.parametrize("seed", range(2))
def test_it_comes_back_as_it_was_in_whatever_order(group: Group, name: str, seed: int) -> None:
    """Several are removed, those beside each other too, and put back in another order."""
    removal, dice, before = COMES_BACK[name], random.Random(seed), group.looks()
    those = removal.those(group)
    gone = dice.sample(those, min(4, len(those)))
    for one in gone:
        removal.remove(group, one)
        group.cast.db.commit()
    for one in dice.sample(gone, len(gone)):
        removal.put_back(group, one)
        group.cast.db.commit()
    assert group.looks() == before


@pytest.mark.parametrize("name", COMES_BACK)
def test_it_is_there_for_as_long_as_the_words_say(group: Group, name: str) -> None:
    removal, before = COMES_BACK[name], group.looks()
    one: SQLModel = removal.those(group)[0]
    removal.remove(group, one)
    at = "left_at" if name == "People.let_go" else "binned_at"
    setattr(one, at, now() - KEPT + KEPT / 1000)
    group.cast.db.commit()
    empty_bin(group.cast.db)
    found = bin_of(group.cast.alice)
    listed = [*found.recipes, *found.steps, *(need for need, _ in found.needs), *found.boards, *found.pins]
    assert (one in listed) is removal.is_in_bin
    removal.put_back(group, one)
    assert group.looks() == before


def test_a_step_comes_back_to_its_place_also_when_others_were_moved_and_added_meanwhile(group: Group) -> None:
    third, recipes = group.recipe.steps[2], Recipes(group.cast.bob)
    recipes.bin_steps([third])
    recipes.move_step(group.recipe.steps[-1], 1)
    recipes.add_steps(group.recipe, pictures(1, "new"))
    recipes.put_back_step(third)
    assert [step.words.removeprefix("Words ") for step in group.recipe.steps] == [*"7123456", ""]


def test_what_lay_in_the_bin_since_an_older_release_comes_back_before_what_took_its_place(group: Group) -> None:
    """There, those that stayed were numbered without it."""
    steps = group.recipe.steps
    steps[2].binned_at = now()
    for number, step in enumerate(group.recipe.steps, start=1):
        step.place = number
    Recipes(group.cast.bob).put_back_step(steps[2])
    assert group.recipe.steps == steps
