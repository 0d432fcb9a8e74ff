"""The database and the photo folder are a pair: both bear one name, so that no other database is taken for it."""

from collections.abc import Set
from dataclasses import dataclass

from sqlalchemy import Connection, inspect
from sqlmodel import CheckConstraint, Field, SQLModel, select, text

from boards.database import Database, Db, new_id


class Pair(SQLModel, table=True):
    """What the folder must bear, too. There is one row.

    `round` rises with every start and every few hours, here first and then in the folder. So a database whose round is
    lower than the folder's was put back from a copy, or has lost its newest changes.
    """

    __table_args__ = (CheckConstraint("id = 1", name="pair_only_one"),)

    id: int = Field(default=1, primary_key=True)
    name: str = Field(default_factory=new_id)
    round: int = 0

    @classmethod
    def of(cls, db: Db) -> "Pair":
        """The one there is."""
        return db.exec(select(cls)).one()

    def go_on(self, beyond: int = 0) -> None:
        """Begin the next round, and one beyond the folder's. The caller commits."""
        self.round = max(self.round, beyond) + 1


@dataclass(frozen=True)
class Known:
    """What a database of any release knows, before anything in it is changed. An empty one knows nothing."""

    name: str = ""
    round: int = 0
    keys: Set[str] = frozenset()
    """The photos whose files it wants."""
    leaving: Set[str] = frozenset()
    """Those whose files are about to go."""


def known_to(database: Database) -> Known:
    """What a database knows. Where there is none, none is made."""
    if not database.is_there():
        return Known()
    with database.engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
        name, number = _name(connection) if "pair" in tables else ("", 0)
        return Known(name, number, _keys(connection, tables), _leaving(connection, tables))


def _name(connection: Connection) -> tuple[str, int]:
    name, number = connection.execute(text("SELECT name, round FROM pair")).one()
    return str(name), int(number)


def _keys(connection: Connection, tables: Set[str]) -> Set[str]:
    if "photo" in tables:
        return _column(connection, "SELECT key FROM photo WHERE removed_at IS NULL")
    return _column(connection, "SELECT photo_key FROM step") if "step" in tables else frozenset()


def _leaving(connection: Connection, tables: Set[str]) -> Set[str]:
    return _column(connection, "SELECT key FROM leaving") if "leaving" in tables else frozenset()


def _column(connection: Connection, query: str) -> Set[str]:
    return set(connection.execute(text(query)).scalars())
