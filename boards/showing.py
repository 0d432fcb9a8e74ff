"""What can show a photo, and what else speaks of one: the one list, which the bin, the review and masks go by.

What learns to show a photo has its key in `photo_key`, and stands here.
"""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import ColumnElement
from sqlalchemy.orm import lazyload
from sqlmodel import col, or_, select, update
from sqlmodel.sql.expression import SelectOfScalar

from boards.database import Db, loaded
from boards.need import Need
from boards.permission import Permission
from boards.person import Person
from boards.photo import Photo, Successor
from boards.recipe import Recipe, Step
from boards.record import Record

IN_RECIPES = (Need, Step)
"""What can show a photo in a recipe."""

SHOWS = (*IN_RECIPES, Person)
"""What can show a photo. Its files are kept for as long as one of them does, in the bin or not."""

SPEAKS = (Permission, Successor, Record)
"""What speaks of a photo: it goes on speaking of whatever takes the photo's place."""


def is_shown() -> ColumnElement[bool]:
    """Whether something shows a photo, what lies in the bin included; a condition for a question."""
    return _in_any(select(kind.photo_key).where(col(kind.photo_key).is_not(None)) for kind in SHOWS)


def is_shown_today() -> ColumnElement[bool]:
    """The same without the bin."""
    faces = select(Person.photo_key).where(col(Person.photo_key).is_not(None))
    return _in_any([*(_out_of_bin(kind) for kind in IN_RECIPES), faces])


def shown_among(db: Db, keys: Collection[str]) -> set[str]:
    """Those of some photos that something shows, what lies in the bin included; by their keys."""
    return set(db.exec(select(Photo.key).where(col(Photo.key).in_(keys), is_shown())).all())


def keys_in(db: Db, recipes: SelectOfScalar[str]) -> set[str]:
    """The keys of the photos that some recipes show, by the ids of the recipes, in the bin or not."""
    here = (select(kind.photo_key).where(col(kind.recipe_id).in_(recipes)) for kind in IN_RECIPES)
    return {key for those in here for key in db.exec(those).all() if key}


def recipes_showing(db: Db, keys: Collection[str]) -> dict[str, Recipe]:
    """The recipes that show some photos and lie in no bin, by the keys of the photos. Their steps aren't read."""
    found: dict[str, Recipe] = {}
    for kind in IN_RECIPES:
        here = _out_of_bin(kind).where(col(kind.photo_key).in_(keys)).add_columns(Recipe)
        bare = here.options(lazyload(loaded(Recipe.all_steps)), lazyload(loaded(Recipe.all_needs)))
        found |= {row.photo_key: row.Recipe for row in db.execute(bare)}
    return found


def show_instead(db: Db, photo: Photo, other: Photo) -> None:
    """Let another photo take a photo's place, wherever one is shown or spoken of."""
    for kind in (*SPEAKS, *SHOWS):
        db.exec(update(kind).where(col(kind.photo_key) == photo.key).values(photo_key=other.key))
    db.add(Successor(key=photo.key, photo_key=other.key))


def _out_of_bin(kind: type[Need] | type[Step]) -> SelectOfScalar[Any]:
    here = select(kind.photo_key).join(Recipe, col(Recipe.id) == col(kind.recipe_id))
    return here.where(col(kind.photo_key).is_not(None), col(kind.binned_at).is_(None), col(Recipe.binned_at).is_(None))


def _in_any(keys: Iterable[SelectOfScalar[Any]]) -> ColumnElement[bool]:
    return or_(*(col(Photo.key).in_(those) for those in keys))
