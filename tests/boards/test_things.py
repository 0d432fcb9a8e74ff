"""What is somebody's own, and what goes when they throw it away."""

from dataclasses import dataclass
from datetime import date

import pytest
from sqlmodel import SQLModel, col, func, select

from boards.board import Board, Pin
from boards.hands.boards import Boards
from boards.hands.links import Links
from boards.hands.people import People
from boards.hands.recipes import Recipes
from boards.hands.things import Things
from boards.link import Link
from boards.permission import Audience, Permission, Saying, Viewer
from boards.person import Person
from boards.photo import Photo, Picture, photo_keys
from boards.problems import NotAllowed
from boards.recipe import Recipe, Step
from boards.record import Did, Record
from boards.right import Role
from tests.boards.conftest import Cast, nobody_in, pictures

TODAY = date(2027, 6, 1)


@dataclass
class Kitchen:
    """Bob's soup and a stew of his in the bin, and Alice's cake, in which a photo shows Bob and Bob took another."""

    cast: Cast
    soup: Recipe
    cake: Recipe
    board: Board

    def says(self, photo: Photo, *people: Person) -> None:
        """These people are in a photo, and say that their group sees it."""
        those = [person.id for person in people]
        photo.show_people(those, child=False, stranger=False, by_id=self.cast.alice.id)
        self.cast.db.flush()
        for person in people:
            photo.permit(person.id, Saying(Audience.GROUP, person.id))

    def count(self, kind: type[SQLModel]) -> int:
        """How many rows of a kind there are."""
        return self.cast.db.exec(select(func.count()).select_from(kind)).one()


@pytest.fixture
def kitchen(cast: Cast) -> Kitchen:
    """The kitchen, where Bob's soup is shared."""
    soup = nobody_in(Recipes(cast.bob).make("Soup", pictures(2, "soup")))
    stew = Recipes(cast.bob).make("Stew", pictures(1, "stew"))
    stew.bin()
    cake = Recipes(cast.alice).make("Cake", pictures(3, "cake"))
    cake.add_steps(pictures(1, "bobs"), by_id=cast.bob.id, words="Whisk it.")
    nobody_in(cake).steps[0].say("Weigh it.")
    board = Boards(cast.alice).make("Suppers")
    cast.db.flush()
    for recipe in (soup, cake):
        Boards(cast.alice).pin(recipe, board)
    for what in (soup, board):
        Links(cast.alice).make(what, name="Gran", ends=TODAY, today=TODAY)
    cast.db.flush()
    kitchen = Kitchen(cast, soup, cake, board)
    kitchen.says(cake.steps[0].photo, cast.bob)
    cast.db.flush()
    return kitchen


def test_what_is_theirs_is_what_they_made_and_the_photos_of_them(kitchen: Kitchen) -> None:
    theirs = Things(kitchen.cast.bob, by=kitchen.cast.bob)
    assert [recipe.title for recipe in theirs.recipes()] == ["Soup"]
    assert [photo.key for photo in theirs.photos()] == ["cake1"]
    others = Things(kitchen.cast.alice, by=kitchen.cast.alice)
    assert [recipe.title for recipe in others.recipes()] == ["Cake"]
    assert others.photos() == []


def test_a_copy_leaves_the_group_with_whoever_it_belongs_to(kitchen: Kitchen) -> None:
    bob, photo = kitchen.cast.bob, kitchen.cake.steps[0].photo
    assert photo.is_shown_to(Things(bob, by=bob).viewer), "everybody has the photos of themselves"
    assert not photo.is_shown_to(Things(kitchen.cast.alice, by=kitchen.cast.alice).viewer)
    kitchen.says(photo, bob, kitchen.cast.alice)
    assert not photo.is_shown_to(Things(bob, by=bob).viewer), "Alice didn't agree that it leaves"


def test_their_recipes_go_also_from_the_bin_with_pins_and_links(kitchen: Kitchen) -> None:
    Things(kitchen.cast.bob, by=kitchen.cast.bob).delete()
    assert [recipe.title for recipe in kitchen.cast.db.exec(select(Recipe)).all()] == ["Cake"]
    assert [recipe.title for recipe in kitchen.board.recipes] == ["Cake"]
    assert [kitchen.count(kind) for kind in (Pin, Link, Step)] == [1, 1, 4]


def test_in_recipes_of_others_a_step_stays_with_its_words_and_without_the_photo(kitchen: Kitchen) -> None:
    bob, alice = kitchen.cast.bob, kitchen.cast.alice
    Things(bob, by=bob).delete()
    assert [step.words for step in kitchen.cake.steps] == ["Weigh it.", "", "", "Whisk it."]
    for viewer in (alice.viewer, bob.viewer, Viewer.outside(bob.group)):
        shown = [step.photo.picture_for(viewer) for step in kitchen.cake.steps]
        assert [picture.key if picture else None for picture in shown] == [None, "cake2", "cake3", None]


def test_the_keys_of_what_goes_are_returned_and_no_others(kitchen: Kitchen) -> None:
    gone = Things(kitchen.cast.bob, by=kitchen.cast.bob).delete()
    assert gone == {"soup1", "soup2", "stew1", "cake1", "bobs1"}
    assert photo_keys(kitchen.cast.db) == {"cake2", "cake3"}


def test_a_photo_that_others_are_in_too_goes_with_what_they_said(kitchen: Kitchen) -> None:
    bob, alice = kitchen.cast.bob, kitchen.cast.alice
    kitchen.says(kitchen.cake.steps[1].photo, bob, alice)
    kitchen.says(kitchen.cake.steps[2].photo, alice)
    gone = Things(bob, by=bob).delete()
    assert "cake2" in gone
    assert [one.photo_key for one in kitchen.cast.db.exec(select(Permission)).all()] == ["cake3"] * 2


def test_a_photo_that_they_are_in_no_more_stays(kitchen: Kitchen) -> None:
    bob = kitchen.cast.bob
    kitchen.says(kitchen.cake.steps[0].photo, kitchen.cast.alice)
    assert "cake1" not in Things(bob, by=bob).delete()
    assert kitchen.cake.steps[0].photo.removed_at is None


def test_their_portrait_goes_and_a_drawing_stands_for_them(kitchen: Kitchen) -> None:
    bob, people = kitchen.cast.bob, People(kitchen.cast.alice)
    bob.symbol = "cat"
    people.show_by_photo(bob, Picture("face", 400, 400, "#aa5522"))
    kitchen.cast.db.flush()
    assert "face" in Things(bob, by=bob).delete()
    assert (bob.photo_key, bob.photo, bob.symbol) == (None, None, "cat")
    assert kitchen.cast.db.get(Photo, "face") is None


def test_a_portrait_that_a_worker_took_of_somebody_else_is_not_theirs_to_throw_away(kitchen: Kitchen) -> None:
    alice, bob = kitchen.cast.alice, kitchen.cast.bob
    People(alice).show_by_photo(bob, Picture("face", 400, 400, "#aa5522"))
    kitchen.cast.db.flush()
    assert Things(alice, by=alice).delete() == {"cake1", "cake2", "cake3", "bobs1"}
    assert bob.photo is not None
    assert bob.photo.is_shown_to(bob.viewer)


def test_it_stands_in_the_record_who_took_and_who_threw_away(kitchen: Kitchen) -> None:
    bob, alice, db = kitchen.cast.bob, kitchen.cast.alice, kitchen.cast.db
    Things(bob, by=alice).were_taken()
    Things(bob, by=bob).delete()
    db.flush()
    entries = db.exec(select(Record).where(Record.whom_id == bob.id).order_by(col(Record.at))).all()
    assert [(entry.did, entry.by_id) for entry in entries] == [
        (Did.THINGS_TAKEN, alice.id),
        (Did.THINGS_DELETED, bob.id),
    ]


def test_a_worker_does_it_for_somebody_and_a_member_does_not(kitchen: Kitchen) -> None:
    sam = Person(group_id=kitchen.cast.bob.group_id, name="Sam", role=Role.MEMBER)
    kitchen.cast.db.add(sam)
    kitchen.cast.db.flush()
    for whose in (kitchen.cast.bob, kitchen.cast.alice):
        with pytest.raises(NotAllowed):
            Things(whose, by=sam)
    assert Things(kitchen.cast.bob, by=kitchen.cast.alice).delete()
    assert Things(sam, by=sam).delete() == set()


def test_nothing_of_another_group_is_touched(kitchen: Kitchen) -> None:
    charlie = kitchen.cast.charlie
    theirs = nobody_in(Recipes(charlie).make("Pie", pictures(1, "pie")))
    kitchen.cast.db.flush()
    Things(kitchen.cast.bob, by=kitchen.cast.bob).delete()
    assert theirs.steps[0].photo.is_shown_to(charlie.viewer)
