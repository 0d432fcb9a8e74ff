"""A restore brings back nothing that was withdrawn, stopped or deleted: random lives of a group, a backup in the middle
of each, and what comes out of it beside what is seen at the end. Holes that are planted must be found.
"""

from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from app.keeping.backup import copy_database
from app.keeping.journal import read_journal
from boards import replay as replay_module
from boards.change import Change
from boards.database import Database, Db, now
from boards.group import Group
from boards.link import Link
from boards.pair import Pair
from boards.permission import Viewer
from boards.person import Person
from boards.photo import Photo, photo_keys
from boards.problems import NotFound
from boards.recipe import Recipe
from boards.replay import replay
from tests.conftest import House, on_both_databases
from tests.props.lives import LIVES, SELDOM, Life, called, keys_for_lives, lives, many


@pytest.fixture
def pool(house: House) -> list[str]:
    """The keys of photos, to be used life after life."""
    return keys_for_lives(house)


def seen(db: Db, house: House) -> set[tuple[str, ...]]:
    """Who sees what: under each link, each person in the group, and whoever stands before its tablet."""
    found = set[tuple[str, ...]]()
    eyes = [(person.name, person.viewer) for person in db.exec(select(Person)).all() if person.is_here]
    eyes += [("the tablet", Viewer.inside(group)) for group in db.exec(select(Group)).all()]
    for photo in db.exec(select(Photo)).all():
        found |= {(name, photo.key) for name, viewer in eyes if photo.is_shown_to(viewer)}
    for recipe in db.exec(select(Recipe)).all():
        steps = [step for step in recipe.all_steps if step.binned_at is None]
        found |= {("the group", recipe.id)} if recipe.binned_at is None else set()
        found |= {("the group", step.id) for step in steps if recipe.binned_at is None}
    for link in db.exec(select(Link)).all():
        found |= under(db, link, house)
    return found


def under(db: Db, link: Link, house: House) -> set[tuple[str, ...]]:
    try:
        shown = Link.find(db, link.key, now(), house.settings.zone).shows(db)
    except NotFound:
        return set()
    found = {(link.key, recipe.id) for recipe in shown.recipes}
    photos = {photo.key for photo in db.exec(select(Photo)).all() if shown.shows_photo(photo.key)}
    return found | {(link.key, key) for key in photos} | {(link.key, "open")}


def seen_but_for_newer_photos(db: Db, house: House, copy: Path) -> set[tuple[str, ...]]:
    """What is seen where no recipe waits for photos that the copy doesn't have: then it doesn't wait there either."""
    with closing(Database(f"sqlite:///{copy}")) as database, database.reading() as old:
        there = photo_keys(old)
    for photo in db.exec(select(Photo)).all():
        photo.is_new = photo.is_new and photo.key in there
    return seen(db, house)


def restored(house: House, copy: Path) -> set[tuple[str, ...]]:
    """What is seen of a copy once what was written since is said again."""
    written = read_journal(house.settings.journal_folder)
    with closing(Database(f"sqlite:///{copy}")) as database, database.writing() as db:
        written.must_reach(name=written.name, number=Change.newest(db))
        replay(db, written.rows)
        db.commit()
        return seen(db, house)


def live(house: House, pool: list[str], folder: Path, count: int) -> None:
    """Live many lives; fails with the first of which a restore brings something back."""

    @many(count)
    @given(lives, lives, st.booleans())
    def lived(before: list[list[Any]], after: list[list[Any]], has_agreed: bool) -> None:
        life, copy = Life(house, pool, has_agreed=has_agreed), folder / "copy.db"
        rmtree(house.settings.journal_folder, ignore_errors=True)
        with house.writing() as db:
            db.add(Pair())  # a life begins without a row
        life.lived([deed for chapter in before for deed in chapter])
        for left in folder.glob("copy.db*"):
            left.unlink()
        copy_database(house.database, copy)
        life.lived([deed for chapter in after for deed in chapter])
        with house.database.reading() as db:
            is_seen = seen(db, house) | seen_but_for_newer_photos(db, house, copy)
        assert restored(house, copy) - is_seen == set(), "brought back"

    lived()


@on_both_databases
def test_no_restore_of_a_life_brings_back_what_was_withdrawn(house: House, pool: list[str], tmp_path: Path) -> None:
    live(house, pool, tmp_path, LIVES)


def nothing_goes(_db: Db, _kind: object, _key: str) -> None:
    """As if what was deleted since were there still."""


def nothing_is_new(_db: Db, _rows: Mapping[object, object]) -> int:
    """As if nobody had said anything since."""
    return 0


def rows_stay(_db: Db, _table: object, _key: str, _was: object, _says: object) -> bool:
    """As if rows were what they were."""
    return False


HOLES = (
    ("_go", nothing_goes),
    ("_change", rows_stay),
    pytest.param("_say_what_is_new", nothing_is_new, marks=SELDOM),
)


@pytest.mark.parametrize(("name", "hole"), HOLES, ids=called)
def test_a_hole_in_a_restore_is_found(
    house: House, pool: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, hole: Any
) -> None:
    monkeypatch.setattr(replay_module, name, hole)
    with pytest.raises(AssertionError, match="brought back"):
        live(house, pool, tmp_path, 500)
