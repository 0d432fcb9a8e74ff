"""Deleting for good: nothing is left hanging, whichever way it comes to that."""

import ast
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import SQLModel, func, select

from boards.bin import KEPT, empty_bin
from boards.change import Change
from boards.database import now
from boards.deletion import HANGS
from boards.hands.boards import Boards
from boards.hands.links import Links
from boards.hands.people import People
from boards.hands.recipes import Recipes
from boards.hands.things import Things
from boards.heart import send_heart
from boards.invitation import Invitation
from boards.key import Seed
from boards.need import Kind
from boards.passkey import Passkey
from boards.person import Person
from boards.photo import Answer
from boards.recipe import Recipe
from boards.right import Role
from boards.session import Session
from boards.tables import METADATA, TABLES
from tests.boards.conftest import Cast, nobody_in, pictures

ROOT = Path(__file__).parents[2]

TODAY = date(2027, 6, 1)


def table_of(kind: type[SQLModel]) -> str:
    """The name of a kind's table."""
    return str(kind.__tablename__)


@pytest.mark.parametrize("kind", HANGS, ids=table_of)
def test_whatever_points_to_what_is_deleted_hangs_on_it(kind: type[SQLModel]) -> None:
    pointing = {
        (table.name, column.name)
        for table in METADATA.tables.values()
        for column in table.columns
        for each in column.foreign_keys
        if each.column.table.name == table_of(kind) and each.ondelete is None
    }
    # What shows a photo isn't deleted with it: the photo goes when nothing shows it any more.
    shows = {("step", "photo_key"), ("need", "photo_key")} if table_of(kind) == "photo" else set()
    assert {(table_of(column.class_), column.key) for column in HANGS[kind]} == pointing - shows


def test_nothing_else_deletes_it() -> None:
    kinds = {kind.__name__ for kind in HANGS}
    elsewhere = [
        f"{file.name}:{node.lineno}"
        for file in sorted(ROOT.glob("boards/*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and file.name != "deletion.py"
        if isinstance(node.func, ast.Name) and node.func.id == "delete"
        if isinstance(node.args[0], ast.Name) and node.args[0].id in kinds
    ]
    assert elsewhere == []


def test_what_hangs_on_something_is_not_hung_on_itself() -> None:
    """Else it would have to be deleted with what hangs on it in its turn."""
    assert all(not HANGS.get(column.class_) for columns in HANGS.values() for column in columns)


def count(cast: Cast) -> dict[str, int]:
    """How many rows there are of each kind that holds any. That something was deleted is noted, without what it was."""
    kinds = [kind for kind in TABLES if kind is not Change]
    found = {table_of(kind): cast.db.exec(select(func.count()).select_from(kind)).one() for kind in kinds}
    return {name: rows for name, rows in found.items() if rows}


def let_it_lie(cast: Cast, soup: Recipe) -> None:
    """The recipe lies in the bin for its days, and is emptied out of it."""
    soup.binned_at = now() - 2 * KEPT
    cast.db.flush()
    empty_bin(cast.db)


def delete_things(cast: Cast, _soup: Recipe) -> None:
    """Whoever made it deletes their things."""
    Things(cast.bob, by=cast.bob).delete()


@pytest.mark.parametrize("way", [let_it_lie, delete_things])
def test_a_recipe_goes_with_all_that_hangs_on_it(cast: Cast, way: Callable[[Cast, Recipe], None]) -> None:
    before = count(cast)
    soup, board = nobody_in(Recipes(cast.bob).make("Soup", pictures(2))), Boards(cast.alice).make("Suppers")
    leek = soup.add_need(Kind.INGREDIENT, "Leek")
    cast.db.flush()
    soup.show_need(leek, "", pictures(1, "leek")[0], by_id=cast.bob.id)
    board.pin(soup)
    cast.db.flush()
    for photo in soup.photos:
        photo.say(Answer.NO_ONE, by_id=cast.bob.id)
    cast.db.flush()
    link = Links(cast.alice).make(soup, name="Gran", ends=TODAY, today=TODAY)
    cast.db.flush()
    send_heart(cast.db, link, soup.id, "Well done!")
    cast.db.commit()
    assert count(cast).keys() >= {table_of(column.class_) for column in HANGS[Recipe]}
    way(cast, soup)
    cast.db.flush()
    told = {"record", "leaving"}
    assert {name: rows for name, rows in count(cast).items() if name not in told} == {**before, "board": 1}


GOES_WITH_WHO_LEAVES = {
    ("session", "person_id"),
    ("passkey", "person_id"),
    ("invitation", "person_id"),
    ("invitation", "maker_id"),
}
"""By what somebody came in, or let others come in: it is gone the moment that they leave."""

STAYS_BY_ID = {
    ("card", "person_id"),  # stopped, so that it is refused by name
    ("note", "person_id"),  # for a day
    ("arrival", "person_id"),  # for half a year: it says a mark and an address
    ("recipe", "maker_id"),
    ("link", "maker_id"),
    ("photo", "maker_id"),
    ("photo", "answered_by_id"),
    ("permission", "person_id"),
    ("permission", "by_id"),
    ("permission", "helper_id"),
    ("record", "by_id"),
    ("record", "whom_id"),
}
"""What goes on pointing to whoever has left: their row stays, and names nobody after 30 days."""


def test_whatever_points_to_somebody_is_known_to_go_or_to_stay_when_they_leave(cast: Cast) -> None:
    pointing = {
        (table.name, column.name)
        for table in METADATA.tables.values()
        for column in table.columns
        for each in column.foreign_keys
        if each.column.table.name == "person"
    }
    assert pointing == GOES_WITH_WHO_LEAVES | STAYS_BY_ID
    people, dora = People(cast.alice), Person(group_id=cast.alice.group_id, name="Dora", role=Role.WORKER)
    cast.alice.password_hash = "kept"
    cast.db.add(dora)
    cast.db.flush()
    Session.begin(dora, proved=True)
    cast.db.add(Passkey(person_id=dora.id, credential_id="abc", public_key=b"", sign_count=0))
    Invitation.make(dora, Seed.new(), by=cast.alice)
    Invitation.make(cast.alice, Seed.new(), by=dora)
    cast.db.flush()
    assert left_of(cast, dora) == GOES_WITH_WHO_LEAVES
    people.let_go(dora, with_recipes=False)
    cast.db.flush()
    assert left_of(cast, dora) == set()


def left_of(cast: Cast, person: Person) -> set[tuple[str, str]]:
    """By which of the ways in some row still points to somebody."""
    columns = {(table, name): METADATA.tables[table].c[name] for table, name in GOES_WITH_WHO_LEAVES}
    return {
        way for way, column in columns.items() if cast.db.execute(select(column).where(column == person.id)).first()
    }
