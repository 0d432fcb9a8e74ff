"""Every row of one database into another: from PostgreSQL into a file, and back."""

from sqlalchemy import Connection, insert, inspect, select, text

from boards.change import unwatch, watch
from boards.database import Database
from boards.tables import METADATA

AT_ONCE = 500
"""How many rows are on their way at once."""


def copy_rows(source: Database, target: Database) -> None:
    """Put every row of a database into another, in place of those that it has. Both have the tables of this release.

    It all happens, or nothing of it. What is read is as it was at one moment.
    """
    steady = {"isolation_level": "REPEATABLE READ"} if _is_postgres(source) else {}
    with (
        source.engine.connect().execution_options(**steady) as here,
        target.engine.connect() as there,
        here.begin(),
        there.begin(),
    ):
        unwatch(there)
        for table in reversed(METADATA.sorted_tables):
            there.execute(table.delete())
        for table in METADATA.sorted_tables:
            for rows in here.execution_options(yield_per=AT_ONCE).execute(select(table)).mappings().partitions():
                there.execute(insert(table), [dict(row) for row in rows])
        _count_on(there)
        watch(there)


def _is_postgres(database: Database) -> bool:
    return database.engine.dialect.name == "postgresql"


def _count_on(connection: Connection) -> None:
    """Let PostgreSQL number new rows after those that were put in. SQLite does so by itself."""
    if connection.dialect.name != "postgresql":
        return
    known = inspect(connection)
    for table in METADATA.sorted_tables:
        for column in table.primary_key:
            named = {one["name"]: one for one in known.get_columns(table.name)}[column.name]
            if not str(named.get("default") or "").startswith("nextval"):
                continue
            sequence = f"pg_get_serial_sequence('\"{table.name}\"', '{column.name}')"
            newest = f'coalesce(max("{column.name}"), 0) + 1'
            connection.execute(text(f'SELECT setval({sequence}, {newest}, false) FROM "{table.name}"'))  # noqa: S608
