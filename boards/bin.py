"""The bin: nothing is deleted at once. What has lain in it long enough goes for good."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy.orm import joinedload, lazyload
from sqlmodel import col, select

from boards.board import Board, Pin
from boards.clock import count_from_now, past
from boards.database import Db, db_of, loaded
from boards.deletion import delete_for_good, forget_photos
from boards.need import Need
from boards.person import Person
from boards.recipe import Recipe, Step

KEPT = timedelta(days=30)
"""How long something can be put back. Who leaves can come back for as long: their recipes may lie here."""

KINDS = (Recipe, Board, Step, Need, Pin)
"""What can lie in it."""


@dataclass(frozen=True)
class Bin:
    """What a group can put back, the newest first."""

    recipes: Sequence[Recipe]
    steps: Sequence[Step]
    needs: Sequence[tuple[Need, Recipe]]
    boards: Sequence[Board]
    pins: Sequence[Pin]


def bin_of(person: Person) -> Bin:
    """The bin of a person's group. What belongs to a recipe or a board that lies in it isn't listed apart."""
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
    pins = (
        select(Pin)
        .join(Board, col(Board.id) == col(Pin.board_id))
        .join(Recipe, col(Recipe.id) == col(Pin.recipe_id))
        .where(Board.group_id == group, col(Board.binned_at).is_(None), col(Recipe.binned_at).is_(None))
        .where(col(Pin.binned_at).is_not(None))
        .options(joinedload(loaded(Pin.board)).lazyload(loaded(Board.all_pins)))
    )
    return Bin(
        db.exec(recipes.order_by(col(Recipe.binned_at).desc())).all(),
        db.exec(steps.order_by(col(Step.binned_at).desc())).all(),
        [(need, recipe) for need, recipe in db.exec(needs.order_by(col(Need.binned_at).desc())).all()],
        db.exec(boards.order_by(col(Board.binned_at).desc())).all(),
        db.exec(pins.order_by(col(Pin.binned_at).desc())).all(),
    )


def empty_bin(db: Db) -> None:
    """Delete what has lain in the bin for long enough, with all that hangs on it. The caller commits."""
    for kind in KINDS:
        count_from_now(db, kind, kind.binned_at)
        delete_for_good(db, kind, select(kind.id).where(past(kind.binned_at, KEPT)))
    forget_photos(db)
