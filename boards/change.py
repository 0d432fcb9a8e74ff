"""What changed of the rows that say what there is, who may see it and who comes in, by the database's own triggers.

A backup holds what was true when it was made. Whoever puts it back must know what was withdrawn, stopped or deleted
since; so each change is noted here, in its own transaction, by whatever statement it is made. From here it goes to the
journal, which lies outside of the database.
"""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Table
from sqlmodel import Field, SQLModel, col, delete, func, select, text

from boards.arrival import Arrival
from boards.attempt import Tries
from boards.badge import Badge
from boards.board import Board, Pin
from boards.clock import Clock
from boards.database import Db
from boards.group import Group, SetupCode
from boards.heart import Heart
from boards.invitation import Invitation
from boards.leaving import Leaving
from boards.link import Link
from boards.need import Need
from boards.note import Note
from boards.pair import Pair
from boards.passkey import Challenge, Passkey
from boards.permission import Permission
from boards.person import Person
from boards.photo import Photo, Successor
from boards.recipe import Recipe, Step
from boards.record import Record
from boards.session import Session
from boards.tablet import Tablet

RESTORED = "restored"
"""The kind of the change that a restore begins with."""


class Change(SQLModel, table=True):
    """One row of another table was made, changed or deleted: which, by the table's name and the row's key."""

    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=20)
    row: str = Field(max_length=64)

    @classmethod
    def newest(cls, db: Db) -> int:
        """The number of the newest; 0 where nothing has changed yet."""
        return cls.span(db)[1]

    @classmethod
    def span(cls, db: Db) -> tuple[int, int]:
        """The numbers of the oldest that is still noted and of the newest; 1 and 0 where nothing has changed yet."""
        oldest, newest = db.exec(select(func.min(cls.id), func.max(cls.id))).one()
        return oldest or 1, newest or 0

    @classmethod
    def after(cls, db: Db, number: int, *, but: Collection[int] = ()) -> Sequence["Change"]:
        """Those after a number, in order, but for some."""
        those = db.exec(select(cls).where(col(cls.id) > number).order_by(col(cls.id))).all()
        return [change for change in those if change.id not in but]

    @classmethod
    def begin_after(cls, db: Db, number: int, kind: str) -> None:
        """Let the next have a higher number than one that was given before, and forget all. The caller commits."""
        db.exec(delete(cls))
        db.add(cls(id=number + 1, kind=kind, row=""))

    @classmethod
    def forget(cls, db: Db, *, before: int) -> None:
        """Forget those before a number, since the journal has them. The newest stays: it says how far they go."""
        db.exec(delete(cls).where(col(cls.id) < min(before, cls.newest(db))))


WATCHED: dict[type[SQLModel], frozenset[str]] = {
    Group: frozenset(),
    Person: frozenset(),
    Photo: frozenset(),
    Successor: frozenset(),
    Permission: frozenset(),
    Recipe: frozenset(),
    Step: frozenset(),
    Need: frozenset(),
    Board: frozenset(),
    Pin: frozenset(),
    Link: frozenset({"opened", "opened_at"}),
    Heart: frozenset(),
    Badge: frozenset(),
    Tablet: frozenset({"seen_at"}),
    Passkey: frozenset({"sign_count", "used_at"}),
}
"""The tables whose changes are noted, and of each the columns that don't count."""

UNWATCHED: dict[type[SQLModel], str] = {
    SetupCode: "it is made anew with a start",
    Session: "a restore ends every session",
    Note: "a restore forgets what could be undone",
    Challenge: "it is over in minutes",
    Invitation: "a restore ends every invitation",
    Tries: "it is over in minutes",
    Record: "it only tells what was done",
    Clock: "it is about this machine",
    Pair: "it is about this photo folder",
    Leaving: "a restore lays no file where no row wants one",
    Arrival: "a photo that arrives again is known by its own bytes, too",
    Change: "it is what notes them",
}
"""The other tables, and why nobody needs to know of them after a restore."""


def rows_of(db: Db, changes: Sequence[Change]) -> Iterator[tuple[Sequence[Change], dict[str, Any] | None]]:
    """The changed rows as they are now, each once with all its changes, in the order of the last of these; None for one
    that is gone.
    """
    of_row: dict[tuple[str, str], list[Change]] = {}
    for change in changes:
        of = of_row.pop((change.kind, change.row), [])
        of_row[change.kind, change.row] = [*of, change]
    for (kind, key), of in of_row.items():
        yield of, None if kind == RESTORED else row_of(db, TABLES[kind], key)


def table_of(kind: type[SQLModel]) -> Table:
    """The table of a model."""
    table: Table = kind.__table__  # type: ignore[attr-defined]
    return table


def key_of(table: Table) -> Any:
    """The one column by which a table's rows are known."""
    (key,) = table.primary_key
    return key


def row_of(db: Db, table: Table, key: str) -> dict[str, Any] | None:
    """A row as it is now, by the names of its columns; None where there is none."""
    found = db.execute(table.select().where(key_of(table) == key)).mappings().first()
    return dict(found) if found else None


TABLES = {table_of(kind).name: table_of(kind) for kind in WATCHED}
"""The watched tables, by their names."""


def watch(connection: Connection) -> None:
    """Let the database note every change from now on. What it noted by before is made anew."""
    unwatch(connection)
    is_sqlite = connection.dialect.name == "sqlite"
    if not is_sqlite:
        connection.execute(text(_NOTE_ON_POSTGRES))
    for kind, beside in WATCHED.items():
        table = table_of(kind)
        of = ", ".join(f'"{one.name}"' for one in table.columns if one.name not in beside)
        for name, when in (("made", "INSERT"), ("changed", f"UPDATE OF {of}"), ("gone", "DELETE")):
            make = _on_sqlite if is_sqlite else _on_postgres
            connection.execute(text(make(table, name, when)))


def unwatch(connection: Connection) -> None:
    """Let nothing be noted any more, so that tables can be made anew or filled."""
    if connection.dialect.name == "sqlite":
        ours = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'note\\_%' ESCAPE '\\'")
        for name in connection.execute(ours).scalars().all():
            connection.execute(text(f'DROP TRIGGER "{name}"'))
    else:
        connection.execute(text("DROP FUNCTION IF EXISTS note_change() CASCADE"))


_NOTE_ON_POSTGRES = """
CREATE FUNCTION note_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    INSERT INTO change (kind, "row") VALUES (TG_TABLE_NAME, to_jsonb(OLD) ->> TG_ARGV[0]);
  ELSE
    INSERT INTO change (kind, "row") VALUES (TG_TABLE_NAME, to_jsonb(NEW) ->> TG_ARGV[0]);
  END IF;
  RETURN NULL;
END $$
"""


def _on_sqlite(table: Table, name: str, when: str) -> str:
    row = f'{"OLD" if name == "gone" else "NEW"}."{key_of(table).name}"'
    note = f"INSERT INTO change (kind, \"row\") VALUES ('{table.name}', {row});"  # noqa: S608 - names of ours
    return f'CREATE TRIGGER "note_{table.name}_{name}" AFTER {when} ON "{table.name}" BEGIN {note} END'


def _on_postgres(table: Table, name: str, when: str) -> str:
    trigger = f'CREATE TRIGGER "note_{table.name}_{name}" AFTER {when} ON "{table.name}"'
    return f"{trigger} FOR EACH ROW EXECUTE FUNCTION note_change('{key_of(table).name}')"
