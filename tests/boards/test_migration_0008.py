"""What was said holds from one release to the next, and back: nobody more sees a photo, and no recipe is lost."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

import boards.migrations
from boards.database import Database
from boards.hands.review import Review
from boards.link import Link
from boards.permission import Viewer
from boards.person import Person
from boards.photo import Answer, Photo
from boards.recipe import Recipe
from tests.props.databases import BOTH

DAY = "2026-11-01 12:00:00+00:00"

FOUND = "[[0.1, 0.1, 0.2, 0.2]]"

PHOTO = (
    "INSERT INTO photo (key, group_id, maker_id, width, height, tone, found, answer, answered_by_id, answered_at,"
    " with_child, with_stranger, is_covered, made_at, removed_at) VALUES ('{}', 'g', 'bob', 640, 480, '#445566', '{}',"
    f" '{{}}', {{}}, '{DAY}', FALSE, FALSE, FALSE, '{DAY}', {{}})"
)

STEP = (
    "INSERT INTO step (id, recipe_id, place, words, careful, photo_key, made_at)"
    f" VALUES ('{{0}}', '{{1}}', {{2}}, 'Cut it.', '', '{{0}}', '{DAY}')"
)

PERMISSION = (
    "INSERT INTO permission (id, photo_key, person_id, audience, wish, said_at, by_id, explained, reason, consulted,"
    f" made_at) VALUES ('{{0}}', '{{0}}', 'bob', 'family', '', '{DAY}', '{{1}}', 'words', '{{2}}', '', '{DAY}')"
)

BEFORE = (
    'INSERT INTO "group" (id, name, helper, opens_tablets, basis, previews, made_at)'
    f" VALUES ('g', 'Tuesday cooks', 'Alice', FALSE, 'consent', 'nothing', '{DAY}')",
    *(
        "INSERT INTO person (id, group_id, name, role, symbol, likes)"
        f" VALUES ('{name}', 'g', '{name}', '{role}', '', '')"
        for name, role in (("alice", "worker"), ("bob", "member"))
    ),
    *(
        "INSERT INTO recipe (id, group_id, maker_id, number, title, reminders, made_at)"
        f" VALUES ('{recipe}', 'g', 'bob', {number}, '{recipe}', '[]', '{DAY}')"
        for number, recipe in enumerate(("soup", "cake"), start=1)
    ),
    f"INSERT INTO board (id, group_id, title, place, made_at) VALUES ('b', 'g', 'Suppers', 1, '{DAY}')",
    "INSERT INTO pin (id, board_id, recipe_id, place) VALUES ('p', 'b', 'soup', 1)",
    "INSERT INTO link (id, group_id, board_id, name, key, ends, maker_id, opened, made_at)"
    f" VALUES ('link', 'g', 'b', 'Gran', 'key', '2027-06-01', 'alice', 0, '{DAY}')",
    PHOTO.format("empty", "[]", "no_one", "'bob'", "NULL"),
    PHOTO.format("missed", FOUND, "no_one", "'bob'", "NULL"),
    PHOTO.format("looked", FOUND, "no_one", "'alice'", "NULL"),
    PHOTO.format("said", FOUND, "people", "'bob'", "NULL"),
    PHOTO.format("decided", FOUND, "people", "'alice'", "NULL"),
    PHOTO.format("unsaid", "[]", "", "NULL", "NULL"),
    PHOTO.format("gone", "[]", "", "NULL", f"'{DAY}'"),
    *(STEP.format(key, "soup", place) for place, key in enumerate(("empty", "missed", "looked", "said", "decided"), 1)),
    *(STEP.format(key, "cake", place) for place, key in enumerate(("unsaid", "gone"), 1)),
    PERMISSION.format("said", "bob", ""),
    PERMISSION.format("decided", "alice", "She smiles when she sees it."),
)
"""A group as it was: a recipe that nobody has finished hangs on a board with a link, and one is being made."""


@pytest.fixture(params=BOTH)
def before(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database of the release before, with a group in it."""
    is_file = request.param == "sqlite"
    database = Database(f"sqlite:///{tmp_path / 'old.db'}" if is_file else request.getfixturevalue("postgres").empty())
    database.migrate("0007")
    with database.engine.begin() as connection:
        for row in BEFORE:
            connection.execute(text(row))
    yield database
    database.close()


def go_down(database: Database) -> None:
    """Go back to the release before."""
    config = Config()
    config.set_main_option("script_location", str(Path(next(iter(boards.migrations.__path__)))))
    with database.engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        with connection.begin():
            config.attributes["connection"] = connection
            command.downgrade(config, "0007")


def seen(database: Database) -> list[bool]:
    """Which photos of the steps of the soup a family sees."""
    with database.reading() as db:
        [soup] = db.get_one(Link, "link").shows(db).recipes
        return [bool(step.picture) for step in soup.steps]


def test_a_family_sees_what_it_saw_but_for_decisions_and_for_what_a_member_answered_against_us(
    before: Database,
) -> None:
    before.migrate()
    assert seen(before) == [True, False, True, True, False]
    with before.reading() as db:
        bob, alice = db.get_one(Person, "bob"), db.get_one(Person, "alice")
        inside = Viewer.inside(bob.group)
        assert db.get_one(Photo, "decided").is_shown_to(inside), "a decision opens it to the group"
        waiting = Review(alice).waiting()
        assert [photo.key for photo in waiting.photos] == ["missed", "unsaid"]
        assert [one.photo.key for one in waiting.to_ask] == ["decided"]


def test_a_photo_that_was_thrown_away_before_keeps_no_recipe_from_families(before: Database) -> None:
    before.migrate()
    with before.writing() as db:
        cake = db.get_one(Recipe, "cake")
        cake.finish()
        family = Viewer.family(db.get_one(Person, "bob").group)
        assert not cake.is_shown_to(family), "one photo waits for its first look"
        db.get_one(Photo, "unsaid").say(Answer.NO_ONE, by_id="bob")
        assert cake.is_shown_to(family)


def test_what_waits_for_a_worker_still_does_down_and_up_again(before: Database) -> None:
    before.migrate()
    with before.writing() as db:
        db.get_one(Photo, "empty").say(Answer.NO_ONE, by_id="bob", by_tap=True)
        db.commit()
    was = seen(before)
    assert was == [False, False, True, True, False]
    go_down(before)
    before.migrate()
    assert before.is_migrated()
    assert seen(before) == was
    with before.reading() as db:
        answers = [db.get_one(Photo, key).answer for key in ("empty", "missed", "looked", "said")]
    assert answers == [Answer.UNSURE, Answer.UNSURE, Answer.NO_ONE, Answer.PEOPLE]
