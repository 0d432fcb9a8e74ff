"""The tables that the migrations make are those that the models say, on each database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

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


def test_the_file_is_kept_safe(empty_database: Path) -> None:
    database = Database(f"sqlite:///{empty_database}")
    with database.engine.connect() as connection:
        asked = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }
    database.close()
    assert asked == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}
