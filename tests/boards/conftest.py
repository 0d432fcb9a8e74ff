"""A group with Alice and Bob in it, and Charlie in another, without any web."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from shutil import copy

import pytest

from boards.database import Database, Db
from boards.group import Group
from boards.person import Person
from boards.photo import Answer, Picture
from boards.recipe import Recipe
from boards.right import Role
from tests.props.databases import BOTH


@dataclass
class Cast:
    """The people of the stories, in one open session."""

    db: Db
    alice: Person
    bob: Person
    charlie: Person


def pictures(count: int, name: str = "p") -> list[Picture]:
    """Photos as the domain is given them: p1, p2, …"""
    return [Picture(f"{name}{number}", 1600, 1200, "#aa5522") for number in range(1, count + 1)]


def nobody_in(recipe: Recipe) -> Recipe:
    """A finished recipe of whose photos its maker has said that nobody is in them."""
    for step in recipe.steps:
        step.photo.say(Answer.NO_ONE, by_id=recipe.maker_id)
    recipe.finish()
    return recipe


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A migrated database of its own, of each kind."""
    if request.param == "postgresql":
        database = Database(request.getfixturevalue("postgres").migrated())
    else:
        copy(request.getfixturevalue("empty_database"), tmp_path / "recipe-board.db")
        database = Database(f"sqlite:///{tmp_path / 'recipe-board.db'}")
    yield database
    database.close()


@pytest.fixture
def cast(database: Database) -> Iterator[Cast]:
    """The cast."""
    with database.writing() as db:
        ours, theirs = Group.named("Tuesday cooks", helper="Alice"), Group.named("Friday cooks", helper="Charlie")
        alice = Person(group_id=ours.id, name="Alice", role=Role.WORKER)
        bob = Person(group_id=ours.id, name="Bob", role=Role.MEMBER)
        charlie = Person(group_id=theirs.id, name="Charlie", role=Role.WORKER)
        db.add_all([ours, theirs, alice, bob, charlie])
        db.flush()
        yield Cast(db, alice, bob, charlie)
