"""Deleting for good: what hangs on a row goes with it. Every way to a deletion leads through here."""

from typing import Any

from sqlmodel import SQLModel, delete, not_, select
from sqlmodel.sql.expression import SelectOfScalar

from boards.board import Board, Pin
from boards.database import Db
from boards.heart import Heart
from boards.leaving import leave_all
from boards.link import Link
from boards.need import Need
from boards.permission import Permission
from boards.photo import Photo, Successor
from boards.recipe import Recipe, Step
from boards.showing import is_shown

HANGS: dict[Any, tuple[Any, ...]] = {
    Recipe: (Heart.recipe_id, Link.recipe_id, Pin.recipe_id, Step.recipe_id, Need.recipe_id),
    Board: (Link.board_id, Pin.board_id),
    Step: (),
    Need: (),
    Pin: (),
    Photo: (Permission.photo_key, Successor.photo_key),
}
"""What is deleted for good, and what hangs on it, by the columns that point to it."""


def delete_for_good(db: Db, kind: type[SQLModel], which: SelectOfScalar[str]) -> None:
    """Delete rows of a kind with all that hangs on them. `which` asks for their ids, or a photo's key. The photos that
    were shown are left: `forget_photos` comes after. The caller commits.
    """
    for column in HANGS[kind]:
        db.exec(delete(column.class_).where(column.in_(which)))
    (key,) = kind.__table__.primary_key  # type: ignore[attr-defined]
    db.exec(delete(kind).where(key.in_(which)))


def forget_photos(db: Db) -> None:
    """Delete the photos that nothing shows any more, and what was said about them. Their files are to go, too."""
    gone = select(Photo.key).where(not_(is_shown()))
    leave_all(db, gone)
    delete_for_good(db, Photo, gone)
