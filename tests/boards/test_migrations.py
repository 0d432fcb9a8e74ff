"""The tables that the migrations make are those that the models say, on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from boards.database import Database
from boards.tables import METADATA
from tests.props.databases import BOTH


@pytest.fixture(params=BOTH)
def new(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a table."""
    is_file = request.param == "sqlite"
    database = Database(f"sqlite:///{tmp_path / 'new.db'}" if is_file else request.getfixturevalue("postgres").empty())
    yield database
    database.close()


def test_the_migrations_make_what_the_models_say(new: Database) -> None:
    assert not new.is_migrated()
    new.migrate()
    assert new.is_migrated()
    with new.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_migrating_twice_changes_nothing(new: Database) -> None:
    new.migrate()
    new.migrate()
    assert new.is_migrated()


def test_recipes_that_were_there_are_numbered_in_the_order_in_which_they_were_made(new: Database) -> None:
    new.migrate("0001")
    day = "2026-11-0{} 12:00:00+00:00"
    with new.engine.begin() as connection:
        for group in "ab":
            connection.execute(text(f"INSERT INTO \"group\" VALUES ('{group}', 'Cooks', 'Priya', '{day.format(1)}')"))
            connection.execute(
                text(f"INSERT INTO person (id, group_id, name, role) VALUES ('p{group}', '{group}', 'Priya', 'worker')")
            )
        for recipe, group, at in (("r3", "a", 3), ("r1", "a", 1), ("r2", "a", 2), ("r0", "a", 3), ("s1", "b", 2)):
            connection.execute(
                text(
                    "INSERT INTO recipe (id, group_id, maker_id, title, made_at) "
                    f"VALUES ('{recipe}', '{group}', 'p{group}', '', '{day.format(at)}')"
                )
            )
        connection.execute(
            text(
                "INSERT INTO step (id, recipe_id, place, words, photo_key, photo_width, photo_height, photo_tone,"
                " made_at)"
                f" VALUES ('step', 'r1', 1, '', 'k', 4, 3, '#aabbcc', '{day.format(1)}')"
            )
        )
        connection.execute(
            text(
                "INSERT INTO session (id, cookie_hash, person_id, made_at, seen_at) "
                f"VALUES ('session', 'h', 'pa', '{day.format(1)}', '{day.format(1)}')"
            )
        )
    new.migrate()
    with new.engine.connect() as connection:
        found = connection.execute(text("SELECT id, number FROM recipe ORDER BY id")).all()
        kept = [connection.execute(text(f"SELECT id FROM {table}")).scalars().all() for table in ("step", "session")]
    assert [tuple(row) for row in found] == [("r0", 3), ("r1", 1), ("r2", 2), ("r3", 4), ("s1", 1)]
    assert kept == [["step"], ["session"]], "a recipe that is made anew keeps its steps"


def test_what_points_to_nothing_stops_a_migration(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'broken.db'}")
    database.migrate("0002")
    with database.engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        connection.execute(
            text("INSERT INTO person (id, group_id, name, role) VALUES ('p', 'gone', 'Priya', 'worker')")
        )
        connection.commit()
    with pytest.raises(AssertionError, match="rows point to nothing"):
        database.migrate()
    assert not database.is_migrated()
    database.close()


def test_the_file_is_kept_safe(empty_database: Path) -> None:
    database = Database(f"sqlite:///{empty_database}")
    with database.engine.connect() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    database.close()
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
