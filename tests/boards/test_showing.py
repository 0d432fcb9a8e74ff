"""What can show a photo, and what speaks of one."""

from collections.abc import Iterator

from sqlalchemy import Column
from sqlmodel import SQLModel, select

from boards.bin import empty_bin
from boards.hands.album import Album
from boards.hands.people import People
from boards.hands.recipes import Recipes
from boards.hands.review import Review
from boards.need import Kind
from boards.photo import Answer, Picture, photo_keys
from boards.recipe import Recipe
from boards.showing import SHOWS, SPEAKS
from boards.tables import METADATA, TABLES
from tests.boards.conftest import Cast, pictures

KEY = METADATA.tables["photo"].c.key


def pointing_to_a_photo() -> Iterator[Column[object]]:
    """Every column that holds the key of a photo: by its foreign key, or by its name where there is none."""
    for table in METADATA.tables.values():
        for column in table.columns:
            if "photo" in column.name or any(each.column is KEY for each in column.foreign_keys):
                yield column


def of(kind: type[SQLModel]) -> Column[object]:
    """The column by which a kind points to a photo."""
    column: Column[object] = METADATA.tables[kind.__tablename__].c.photo_key  # type: ignore[index]
    return column


def test_whatever_points_to_a_photo_shows_it_or_speaks_of_it() -> None:
    assert set(pointing_to_a_photo()) == {of(kind) for kind in (*SHOWS, *SPEAKS)}


def test_the_tables_that_the_list_goes_by_are_all_there_are() -> None:
    assert {kind.__tablename__ for kind in TABLES} == set(METADATA.tables)


def shown_everywhere(cast: Cast) -> Recipe:
    """A recipe of Bob's with a photo of a step and one of a need; and a photo that stands for Bob."""
    soup = Recipes(cast.bob).make("Soup", pictures(1, "step"))
    leek = soup.add_need(Kind.INGREDIENT, "Leek")
    cast.db.flush()
    soup.show_need(leek, "", pictures(1, "need")[0], by_id=cast.bob.id)
    People(cast.alice).show_by_photo(cast.bob, Picture("face", 400, 400, "#aa5522"))
    cast.db.flush()
    return soup


def test_whatever_shows_a_photo_keeps_it(cast: Cast) -> None:
    shown_everywhere(cast)
    empty_bin(cast.db)
    assert photo_keys(cast.db) == {"step1", "need1", "face"}


def test_a_mask_takes_a_photos_place_wherever_that_was_shown_or_spoken_of(cast: Cast) -> None:
    soup = shown_everywhere(cast)
    photo, album = soup.steps[0].photo, Album(cast.alice)
    photo.show_people([cast.bob.id], child=False, stranger=False, by_id=cast.alice.id)
    soup.needs_of(Kind.INGREDIENT)[0].show("", photo)
    cast.bob.show("", photo)
    cast.db.flush()
    once = album.mask(photo, Picture("once", 400, 400, "#aa5522"), of="step1")
    album.mask(once, Picture("twice", 400, 400, "#aa5522"), of="once")
    held = {column: set(cast.db.execute(select(column)).scalars()) for column in pointing_to_a_photo()}
    assert [str(column) for column, keys in held.items() if "twice" not in keys] == []
    assert [str(column) for column, keys in held.items() if {"step1", "once"} & keys] == []


def test_whatever_shows_a_photo_brings_it_before_a_worker(cast: Cast) -> None:
    shown_everywhere(cast)
    cast.bob.photo.say(Answer.UNSURE, by_id=cast.bob.id)  # type: ignore[union-attr]
    cast.db.flush()
    assert {photo.key for photo in Review(cast.alice).waiting().photos} == {"step1", "need1", "face"}


def test_what_lies_in_the_bin_brings_its_photos_before_nobody(cast: Cast) -> None:
    soup = shown_everywhere(cast)
    soup.bin()
    cast.db.flush()
    assert Review(cast.alice).waiting().photos == []


def test_each_photo_says_in_which_recipe_it_stands(cast: Cast) -> None:
    soup = shown_everywhere(cast)
    review = Review(cast.alice)
    assert review.recipes_of(review.waiting()) == {"step1": soup, "need1": soup}
