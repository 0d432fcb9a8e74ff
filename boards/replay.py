"""What was said since a backup, said again to the database that comes out of it: nobody finds back what was withdrawn.

Rows that are in the backup become what they were last, and go where they were deleted. Rows that are newer stay away,
since their photos are in no backup; but what somebody said about a photo that is in it comes too.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Table, TypeDecorator
from sqlmodel import JSON, SQLModel, delete, select, update

from boards.change import TABLES, WATCHED, key_of, row_of, table_of
from boards.database import Db, now
from boards.deletion import forget_photos
from boards.invitation import Invitation
from boards.link import Link
from boards.note import Note
from boards.passkey import Challenge
from boards.permission import Permission
from boards.person import Person
from boards.photo import Answer, Photo
from boards.session import Session

Row = Mapping[str, Any]

POINTS_TO: dict[tuple[str, str], str] = {
    ("recipe", "cover_id"): "step",
    ("board", "cover_id"): "recipe",
    ("person", "photo_key"): "photo",
}
"""The columns that name a row of another table, beside those that the database knows of."""


@dataclass(frozen=True)
class Replayed:
    """How many rows of the backup were changed since, and how many were deleted."""

    changed: int
    gone: int


def replay(db: Db, rows: Mapping[tuple[str, str], Row | None]) -> Replayed:
    """Say again what became of rows, by their table and key; none for one that is gone. The caller commits."""
    before = {(name, key): row_of(db, TABLES[name], key) or {} for name, key in rows if name in TABLES}
    _free_what_is_single(db, rows)
    lost = {key for (name, key), row in rows.items() if name == table_of(Photo).name and row is None}
    changed, going = 0, list[tuple[type[SQLModel], str]]()
    for kind in WATCHED:
        table = table_of(kind)
        there = {str(key) for key in db.execute(select(key_of(table))).scalars()}
        for (name, key), row in rows.items():
            if name != table.name or key not in there:
                continue
            if row is None:
                going.append((kind, key))
            else:
                changed += _change(
                    db, table, key, before[name, key], _values(db, table, row, was=before[name, key], lost=lost)
                )
    changed += _say_what_is_new(db, rows)
    db.expire_all()
    for kind, key in reversed(going):  # what points to a row goes before it
        _go(db, kind, key)
    db.expire_all()
    forget_photos(db)
    return Replayed(changed, len(going))


def let_nobody_in(db: Db) -> None:
    """End what opened the product when the backup was made: sessions, invitations, and what could be undone."""
    for kind in (Session, Invitation, Challenge, Note):
        db.exec(delete(kind))


def ask_everybody_anew(db: Db) -> None:
    """Close every link, and let everybody who is in a photo be asked anew: nobody knows what was said since."""
    for link in db.exec(select(Link)).all():
        link.close()
    for photo in db.exec(select(Photo)).all():
        for one in photo.permissions:
            if one.audience:
                photo.lapse(one)
        if photo.answer == Answer.NO_ONE:
            photo.checked_at, photo.by_tap, photo.searched = None, True, False  # a worker looks before families see it


def _change(db: Db, table: Table, key: str, was: Row, says: Row) -> bool:
    """Let a row say what it said last; gives whether that is anything new."""
    if says:
        db.execute(update(table).where(key_of(table) == key).values(says))
    return any(was[name] != value for name, value in says.items())


def _go(db: Db, kind: type[SQLModel], key: str) -> None:
    """Delete a row. A photo's row stays while a step or a need of the backup shows it, without its picture."""
    if kind is Photo:
        db.get_one(Photo, key).remove()
        db.flush()
    else:
        db.execute(table_of(kind).delete().where(key_of(table_of(kind)) == key))


def _free_what_is_single(db: Db, rows: Mapping[tuple[str, str], Row | None]) -> None:
    """Take away what only one row may have, so that it can go over from one to another."""
    people = [key for name, key in rows if name == table_of(Person).name]
    db.execute(update(table_of(Person)).where(key_of(table_of(Person)).in_(people)).values(email=None))
    said = [key for name, key in rows if name == table_of(Permission).name]
    ended = table_of(Permission).update().where(key_of(table_of(Permission)).in_(said))
    db.execute(ended.values(ended_at=now()))


def _values(db: Db, table: Table, row: Row, *, was: Row, lost: Set[str]) -> dict[str, Any]:
    """What a row says now, as far as this release knows it and it points to what is there.

    Where another photo was chosen since, the one before was put into the bin, and its step lies there. Where it was
    masked or deleted (`lost`), the step stays without it.
    """
    said, is_replaced = dict[str, Any](), False
    for column in table.columns:
        if column.name not in row or column.primary_key:
            continue
        value, to = _read(row[column.name], column.type), _other(table, column.name)
        if value is None or to is None or _is_there(db, to, value):
            said[column.name] = value
        elif column.nullable:
            said[column.name] = None
        else:
            is_replaced = True
    if is_replaced and "binned_at" in said and was.get("photo_key") not in lost:
        said["binned_at"] = said["binned_at"] or now()
    return said


def _say_what_is_new(db: Db, rows: Mapping[tuple[str, str], Row | None]) -> int:
    """What people said since about photos of the backup. Where it was somebody who isn't in it, a worker looks."""
    table, count = table_of(Permission), 0
    there = {str(key) for key in db.execute(select(key_of(table))).scalars()}
    people, photos = table_of(Person), table_of(Photo)
    for (name, key), row in rows.items():
        if name != table.name or key in there or row is None or not _is_there(db, photos, row["photo_key"]):
            continue
        count += 1
        if _is_there(db, people, row["person_id"]):
            db.execute(
                table.insert().values({key_of(table).name: key, **_values(db, table, row, was={}, lost=frozenset())})
            )
        elif row["ended_at"] is None:
            waits = {"answer": Answer.UNSURE, "checked_at": None}
            db.execute(update(photos).where(key_of(photos) == row["photo_key"]).values(waits))
    return count


def _other(table: Table, name: str) -> Table | None:
    """The table to whose rows a column points."""
    if named := POINTS_TO.get((table.name, name)):
        return table.metadata.tables[named]
    return next((bond.column.table for bond in table.columns[name].foreign_keys), None)


def _is_there(db: Db, table: Table, key: str) -> bool:
    return db.execute(select(key_of(table)).where(key_of(table) == key)).first() is not None


def _read(value: Any, kind: Any) -> Any:
    """A value as it was before it was written as JSON."""
    plain = kind.impl_instance if isinstance(kind, TypeDecorator) else kind
    if value is None or isinstance(plain, JSON):
        return value
    if plain.python_type is bytes:
        return bytes.fromhex(value)
    return plain.python_type.fromisoformat(value) if plain.python_type in (date, datetime) else value
