"""Photos become rows of their own: what was there keeps its photos, about which nobody has said anything yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

import boards.migrations
from boards.database import Database
from boards.link import Link
from boards.permission import Viewer
from boards.person import Person
from boards.photo import Answer, Photo, Standing
from boards.recipe import Recipe
from tests.props.databases import BOTH

DAY = "2026-11-01 12:00:00+00:00"

BEFORE = (
    f"INSERT INTO \"group\" (id, name, helper, made_at) VALUES ('g', 'Tuesday cooks', 'Alice', '{DAY}')",
    "INSERT INTO person (id, group_id, name, role, symbol) VALUES ('alice', 'g', 'Alice', 'worker', 'cat')",
    "INSERT INTO person (id, group_id, name, role, symbol, photo_key, photo_width, photo_height, photo_tone)"
    " VALUES ('bob', 'g', 'Bob', 'member', 'dog', 'face', 400, 300, '#112233')",
    "INSERT INTO recipe (id, group_id, maker_id, number, title, made_at)"
    f" VALUES ('soup', 'g', 'bob', 1, 'Soup', '{DAY}')",
    "INSERT INTO step (id, recipe_id, place, words, photo_key, photo_width, photo_height, photo_tone, made_at)"
    f" VALUES ('s1', 'soup', 1, 'Cut it.', 'p1', 640, 480, '#445566', '{DAY}')",
    "INSERT INTO step (id, recipe_id, place, words, photo_key, photo_width, photo_height, photo_tone, made_at,"
    f" binned_at) VALUES ('s2', 'soup', 1, 'Mix it.', 'p2', 480, 640, '#778899', '{DAY}', '{DAY}')",
    "INSERT INTO link (id, group_id, recipe_id, name, key, ends, maker_id, made_at)"
    f" VALUES ('link', 'g', 'soup', 'Gran', 'key', '2027-06-01', 'alice', '{DAY}')",
)
"""A group as it was: Bob has a portrait, and a recipe with a link, of whose two steps one lies in the bin."""

KEPT = {
    "person": "SELECT id, name, symbol, photo_key, photo_width, photo_height, photo_tone FROM person ORDER BY id",
    "step": "SELECT id, words, photo_key, photo_width, photo_height, photo_tone FROM step ORDER BY id",
    "link": "SELECT id, recipe_id, name, key FROM link",
}


@pytest.fixture(params=BOTH)
def before(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of the release before, with a group in it."""
    is_file = request.param == "sqlite"
    database = Database(f"sqlite:///{tmp_path / 'old.db'}" if is_file else request.getfixturevalue("postgres").empty())
    database.migrate("0003")
    with database.engine.begin() as connection:
        for row in BEFORE:
            connection.execute(text(row))
    yield database
    database.close()


def kept(connection: Connection) -> dict[str, list[tuple[object, ...]]]:
    """What a release before this one reads."""
    return {table: [tuple(row) for row in connection.execute(text(asked))] for table, asked in KEPT.items()}


def go_down(database: Database) -> None:
    """Go back to the release before, as an operator would who isn't happy with this one."""
    config = Config()
    config.set_main_option("script_location", str(Path(next(iter(boards.migrations.__path__)))))
    with database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        with connection.begin():
            config.attributes["connection"] = connection
            command.downgrade(config, "0003")
        if connection.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = ON")  # type: ignore[union-attr]


def test_photos_that_were_there_wait_for_somebody_to_say_who_is_in_them(before: Database) -> None:
    before.migrate()
    with before.reading() as db:
        soup, bob = db.get_one(Recipe, "soup"), db.get_one(Person, "bob")
        family = Viewer.outside(bob.group)
        for step, size in zip(sorted(soup.all_steps, key=lambda step: step.id), ((640, 480), (480, 640)), strict=True):
            assert (step.photo.width, step.photo.height) == size
            assert (step.photo.answer, step.photo.permissions, step.photo.found) == (Answer.NOT_YET, [], [])
            assert step.photo.maker_id == "bob"
            assert step.photo.standing(family) is Standing.UNKNOWN
            assert [step.photo.is_shown_to(one.viewer) for one in (bob, db.get_one(Person, "alice"))] == [True, True]
        shown = db.get_one(Link, "link").shows(db)
        assert [(step.words, step.picture) for step in shown.recipes[0].steps] == [("Cut it.", None)]
        assert soup.steps[0].photo.made_at == soup.steps[0].made_at


def test_a_portrait_that_was_there_is_seen_by_nobody_but_its_person_until_they_have_said(before: Database) -> None:
    before.migrate()
    with before.writing() as db:
        bob, face = db.get_one(Person, "bob"), db.get_one(Photo, "face")
        assert bob.photo is face
        assert (face.width, face.height, face.tone, face.group_id) == (400, 300, "#112233", "g")
        assert [(one.person_id, one.audience, one.asked_at is not None) for one in face.permissions] == [
            ("bob", "", True)
        ]
        assert face.is_shown_to(bob.viewer)
        assert not face.is_shown_to(Viewer.inside(bob.group))
        assert (bob.group.basis, db.get_one(Link, "link").opened) == ("hands", 0)


def test_down_again_everything_is_as_it_was_and_up_once_more(before: Database) -> None:
    with before.engine.connect() as connection:
        was = kept(connection)
    assert [len(rows) for rows in was.values()] == [2, 2, 1]
    before.migrate()
    go_down(before)
    with before.engine.connect() as connection:
        assert kept(connection) == was
    before.migrate()
    assert before.is_migrated()
    with before.reading() as db:
        assert db.get_one(Photo, "face").answer == Answer.PEOPLE
