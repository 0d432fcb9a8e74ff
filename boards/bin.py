"""The bin: nothing is deleted at once. What lies in it for 30 days goes for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import CompoundSelect
from sqlalchemy.orm import lazyload
from sqlmodel import col, delete, or_, select

from boards.board import Board, Pin
from boards.clock import count_from_now, past
from boards.database import Db, db_of, loaded
from boards.heart import Heart
from boards.leaving import leave_all
from boards.link import Link
from boards.need import Need
from boards.permission import Permission
from boards.person import Person
from boards.photo import Photo, Successor
from boards.recipe import Recipe, Step

KEPT = timedelta(days=30)

KINDS = (Recipe, Board, Step, Need)
"""What can lie in it."""

SHOWS = (Step, Need, Person)
"""What can show a photo."""


@dataclass(frozen=True)
class Bin:
    """What a group can put back, the newest first."""

    recipes: Sequence[Recipe]
    steps: Sequence[Step]
    needs: Sequence[tuple[Need, Recipe]]
    boards: Sequence[Board]


def bin_of(person: Person) -> Bin:
    """The bin of a person's group. What belongs to a recipe that lies in it isn't listed apart."""
    db, group = db_of(person), person.group_id
    recipes = select(Recipe).where(Recipe.group_id == group, col(Recipe.binned_at).is_not(None))
    boards = select(Board).where(Board.group_id == group, col(Board.binned_at).is_not(None))
    steps = (
        select(Step)
        .join(Recipe)
        .where(Recipe.group_id == group, col(Recipe.binned_at).is_(None), col(Step.binned_at).is_not(None))
    )
    needs = (
        select(Need, Recipe)
        .join(Recipe, col(Recipe.id) == col(Need.recipe_id))
        .where(Recipe.group_id == group, col(Recipe.binned_at).is_(None), col(Need.binned_at).is_not(None))
        .options(lazyload(loaded(Recipe.all_steps)), lazyload(loaded(Recipe.all_needs)))
    )
    return Bin(
        db.exec(recipes.order_by(col(Recipe.binned_at).desc())).all(),
        db.exec(steps.order_by(col(Step.binned_at).desc())).all(),
        [(need, recipe) for need, recipe in db.exec(needs.order_by(col(Need.binned_at).desc())).all()],
        db.exec(boards.order_by(col(Board.binned_at).desc())).all(),
    )


def empty_bin(db: Db) -> None:
    """Delete what has lain in the bin for 30 days, with its pins and links. The caller commits."""
    for kind in KINDS:
        count_from_now(db, kind, kind.binned_at)
    recipes = select(Recipe.id).where(past(Recipe.binned_at, KEPT))
    boards = select(Board.id).where(past(Board.binned_at, KEPT))
    db.exec(delete(Heart).where(col(Heart.recipe_id).in_(recipes)))
    db.exec(delete(Link).where(or_(col(Link.recipe_id).in_(recipes), col(Link.board_id).in_(boards))))
    db.exec(delete(Pin).where(or_(col(Pin.recipe_id).in_(recipes), col(Pin.board_id).in_(boards))))
    db.exec(delete(Step).where(or_(col(Step.recipe_id).in_(recipes), past(Step.binned_at, KEPT))))
    db.exec(delete(Need).where(or_(col(Need.recipe_id).in_(recipes), past(Need.binned_at, KEPT))))
    db.exec(delete(Recipe).where(past(Recipe.binned_at, KEPT)))
    db.exec(delete(Board).where(past(Board.binned_at, KEPT)))
    forget_photos(db)


def forget_photos(db: Db) -> None:
    """Delete the photos that nothing shows any more, and what was said about them. Their files are to go, too."""
    gone = select(Photo.key).where(col(Photo.key).not_in(_shown()))
    leave_all(db, gone)
    db.exec(delete(Permission).where(col(Permission.photo_key).in_(gone)))
    db.exec(delete(Successor).where(col(Successor.photo_key).in_(gone)))
    db.exec(delete(Photo).where(col(Photo.key).in_(gone)))


def photos_shown(db: Db) -> set[str]:
    """The keys of the photos that a step, something that is needed, or a person shows, those in a bin too."""
    return set(db.execute(_shown()).scalars())


def _shown() -> CompoundSelect[Any]:
    steps, needs, people = (select(col(kind.photo_key)).where(col(kind.photo_key).is_not(None)) for kind in SHOWS)
    return steps.union(needs, people)
