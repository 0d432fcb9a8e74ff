"""Whether a database is sound: by its own checks, and by whether every row points to one that is there."""

from collections.abc import Iterator

from sqlalchemy import Connection, inspect
from sqlalchemy.exc import DatabaseError
from sqlmodel import column, func, not_, select, table, text

from boards.database import Database

MOST = 20
"""How many faults are told at most: after those nobody reads on."""


def faults_of(database: Database) -> list[str]:
    """What is wrong with a database, a sentence of its own for each fault; nothing where it is sound.

    Raises OperationalError and InterfaceError where it doesn't answer.
    """
    with database.engine.connect() as connection:
        is_sqlite = database.engine.dialect.name == "sqlite"
        try:
            found = [*(_by_sqlite(connection) if is_sqlite else _by_postgres(connection)), *_to_nothing(connection)]
        except DatabaseError as fault:
            if not is_sqlite and fault.connection_invalidated:
                raise
            found = [str(fault.orig)]
    return found[:MOST]


def _by_sqlite(connection: Connection) -> Iterator[str]:
    said = connection.exec_driver_sql(f"PRAGMA integrity_check({MOST})").scalars().all()
    yield from (one for one in said if one != "ok")


def _by_postgres(connection: Connection) -> Iterator[str]:
    """Every page is read: where the server keeps checksums, it says which doesn't fit."""
    failed = text("SELECT coalesce(sum(checksum_failures), 0) FROM pg_stat_database WHERE datname = current_database()")
    if number := connection.execute(failed).scalar_one():
        yield f"{number} pages did not fit their checksum"
    for name in inspect(connection).get_table_names():
        with connection.execution_options(yield_per=1000).execute(select(text("*")).select_from(table(name))) as rows:
            for _ in rows:
                pass


def _to_nothing(connection: Connection) -> Iterator[str]:
    known = inspect(connection)
    for name in known.get_table_names():
        for bond in known.get_foreign_keys(name):
            [key], [there] = bond["constrained_columns"], bond["referred_columns"]
            to = table(bond["referred_table"], column(there)).alias("other")
            here = table(name, column(key)).alias("here")
            is_there = select(1).select_from(to).where(to.c[there] == here.c[key]).exists()
            stray = select(func.count()).select_from(here).where(here.c[key].is_not(None), not_(is_there))
            if number := connection.execute(stray).scalar_one():
                yield f"{number} rows of {name} point to a {bond['referred_table']} that is not there"
