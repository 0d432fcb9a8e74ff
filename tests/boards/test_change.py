"""Every change of a row that counts is noted, by whatever statement it is made, on each database."""

from datetime import date, datetime

import pytest
from sqlmodel import JSON, SQLModel, col, delete, select, update

from boards.change import UNWATCHED, WATCHED, Change, rows_of, table_of
from boards.database import Db
from boards.hands.recipes import Recipes
from boards.link import Link
from boards.photo import Photo
from boards.recipe import Recipe, Step
from boards.tables import TABLES
from tests.boards.conftest import Cast, pictures


def noted(db: Db, kind: type[SQLModel], *, after: int) -> set[str]:
    """The rows of a table of which something was noted after a change."""
    db.flush()
    return {change.row for change in Change.after(db, after) if change.kind == table_of(kind).name}


def test_every_table_is_watched_or_it_is_said_why_not() -> None:
    assert {*WATCHED, *UNWATCHED} == set(TABLES)
    assert not WATCHED.keys() & UNWATCHED.keys()


def test_what_is_made_changed_and_deleted_is_noted(cast: Cast) -> None:
    db, before = cast.db, Change.newest(cast.db)
    recipe = Recipes(cast.bob).make("Soup", pictures(2))
    assert noted(db, Recipe, after=before) == {recipe.id}
    assert noted(db, Step, after=before) == {step.id for step in recipe.steps}
    assert noted(db, Photo, after=before) == {"p1", "p2"}

    before = Change.newest(db)
    recipe.steps[0].photo.with_child = True
    assert noted(db, Photo, after=before) == {"p1"}

    before = Change.newest(db)
    db.exec(delete(Step).where(col(Step.photo_key) == "p2"))
    assert len(noted(db, Step, after=before)) == 1
    gone = [row for of, row in rows_of(db, Change.after(db, before)) if of[0].kind == "step"]
    assert gone == [None]


def test_a_statement_that_changes_many_at_once_is_noted_row_by_row(cast: Cast) -> None:
    Recipes(cast.bob).make("Soup", pictures(3))
    cast.db.flush()
    before = Change.newest(cast.db)
    cast.db.exec(update(Photo).values(with_stranger=True))
    assert noted(cast.db, Photo, after=before) == {"p1", "p2", "p3"}
    said = {of[0].row: row for of, row in rows_of(cast.db, Change.after(cast.db, before))}
    assert all(row and row["with_stranger"] for row in said.values())


def test_how_often_a_link_is_opened_is_not_noted(cast: Cast) -> None:
    recipe = Recipes(cast.bob).make("Soup", pictures(1))
    cast.db.flush()
    link = Link(group_id=cast.alice.group_id, maker_id=cast.alice.id, name="Mum", ends=recipe.made_at.date())
    link.recipe_id = recipe.id
    cast.db.add(link)
    cast.db.flush()
    before = Change.newest(cast.db)
    Link.count_openings(cast.db, {link.id: (3, recipe.made_at)})
    assert noted(cast.db, Link, after=before) == set()
    link.close()
    assert noted(cast.db, Link, after=before) == {link.id}


def test_a_change_that_is_not_kept_is_not_noted(cast: Cast) -> None:
    before = Change.newest(cast.db)
    kept = cast.db.begin_nested()
    Recipes(cast.bob).make("Soup", pictures(1))
    assert noted(cast.db, Recipe, after=before)
    kept.rollback()
    assert noted(cast.db, Recipe, after=before) == set()


def test_numbers_are_not_given_again_when_changes_are_forgotten(cast: Cast) -> None:
    Recipes(cast.bob).make("Soup", pictures(3))
    cast.db.flush()
    newest = Change.newest(cast.db)
    Change.forget(cast.db, before=newest + 100)
    assert [change.id for change in cast.db.exec(select(Change)).all()] == [newest]
    Change.begin_after(cast.db, newest + 1000, "restored")
    cast.db.flush()
    assert Change.newest(cast.db) == newest + 1001


@pytest.mark.parametrize("kind", WATCHED)
def test_the_columns_that_do_not_count_are_there(kind: type[SQLModel]) -> None:
    assert WATCHED[kind] <= {column.name for column in table_of(kind).columns}


def test_every_kind_of_value_in_a_watched_table_can_be_written_down_and_read_again() -> None:
    columns = [column for kind in WATCHED for column in table_of(kind).columns if not isinstance(column.type, JSON)]
    kinds = {getattr(column.type, "impl_instance", column.type).python_type for column in columns}
    assert kinds <= {str, int, bool, bytes, date, datetime}
