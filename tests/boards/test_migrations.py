"""The tables that the migrations make are those that the models say, on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from boards.database import Database
from boards.tables import METADATA
from tests.databases import BOTH


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
    new.migrate()
    with new.engine.connect() as connection:
        found = connection.execute(text("SELECT id, number FROM recipe ORDER BY id")).all()
    assert [tuple(row) for row in found] == [("r0", 3), ("r1", 1), ("r2", 2), ("r3", 4), ("s1", 1)]


def test_the_file_is_kept_safe(empty_database: Path) -> None:
    database = Database(f"sqlite:///{empty_database}")
    with database.engine.connect() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    database.close()
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
