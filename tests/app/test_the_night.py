"""The night: what is past its day closes or goes by itself, and what isn't stays."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlmodel import SQLModel, select

from app.housekeeping import tidy
from boards.attempt import PasswordTry, Tries
from boards.database import Db, now
from boards.hands.people import People
from boards.invitation import Invitation
from boards.key import Seed
from boards.leaving import Leaving
from boards.link import Link
from boards.note import Note
from boards.permission import Audience, Permission, Saying
from boards.person import Person
from boards.photo import Photo
from boards.recipe import Recipe
from boards.record import Did, Record
from boards.session import Session
from tests.app.consent import are_in, keys_of, rests_on_consent
from tests.conftest import House

A_YEAR = timedelta(days=366)

GONE = "0" * 32


def any_of(kind: type[SQLModel]) -> Callable[[Db], bool]:
    """Whether there is any row of a kind."""
    return lambda db: db.exec(select(kind).limit(1)).first() is not None


def is_open(db: Db) -> bool:
    """Whether the link that a clock ahead of time has made isn't closed."""
    return db.exec(select(Link)).one().closed_at is None


def is_named(db: Db) -> bool:
    """Whether who left has a name."""
    return db.exec(select(Person).where(Person.name == "Cara")).first() is not None


def families_see(db: Db) -> bool:
    """Whether what somebody said until tomorrow stands as if it held."""
    return any(one.ended_at is None for one in db.exec(select(Permission).where(Permission.audience == "family")).all())


def is_told(db: Db) -> bool:
    """Whether the record says what happened on the first day."""
    return db.exec(select(Record).where(Record.did == Did.MEMBER_ADDED)).first() is not None


LASTS: dict[str, tuple[int, Callable[[Db], bool]]] = {
    "how often a password was tried": (1, any_of(Tries)),
    "that files are to go which went long ago": (1, lambda db: GONE in Leaving.all(db)),
    "what somebody was told": (1, any_of(Note)),
    "that a worker is signed in": (1, any_of(Session)),
    "a link from a day to come": (1, is_open),
    "what somebody said until tomorrow": (1, families_see),
    "an invitation": (7, any_of(Invitation)),
    "a recipe in the bin": (30, lambda db: db.exec(select(Recipe).where(Recipe.title == "Stew")).first() is not None),
    "the name of who left": (30, is_named),
    "what happened": (365, is_told),
}
"""What there is, and in which night after the first day it is gone; counted in days."""


@pytest.fixture
def kitchen(house: House) -> House:
    """One day in the house, of everything that doesn't last."""
    rests_on_consent(house)
    stew, soup = house.a_recipe("Stew"), house.a_recipe("Soup", 1, by="Bob")
    link, _ = house.a_link(recipe=soup)
    key = keys_of(house, soup)[0]
    are_in(house, key, Bob=None)
    with house.writing() as db:
        alice, bob = house.person(db, "Alice"), house.person(db, "Bob")
        people = People(alice)
        people.invite(people.add_worker("Bea", ["cat"]), Seed.new())
        (cara,) = people.add_members("Cara", ["dog"])
        people.let_go(cara, with_recipes=False)
        alice.recipe(stew).bin()
        db.get_one(Link, link).made_at = now() + 2 * A_YEAR
        db.get_one(Photo, key).permit(bob.id, Saying(Audience.FAMILY, bob.id, until=now() + timedelta(days=1)))
        PasswordTry("alice@example.org", "10.0.0.1").begin(db)
        db.add(Leaving(key=GONE))
        Session.begin(alice, proved=True)
        Note.tell(alice, "Done.")
    return house


def test_in_the_night_whatever_is_past_its_day_goes_or_is_closed(kitchen: House) -> None:
    start = datetime.now(UTC)
    for night in (0, 1, 6, 7, 29, 30, 364, 365):
        with time_machine.travel(start + timedelta(days=night, minutes=1)):
            if night:
                tidy(kitchen.database, kitchen.store, kitchen.settings)
            with kitchen.database.reading() as db:
                there = {what for what, (_, is_there) in LASTS.items() if is_there(db)}
        assert there == {what for what, (until, _) in LASTS.items() if night < until}, f"in night {night}"


def test_what_is_past_its_day_is_told_and_asked_anew_in_the_night(kitchen: House) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2)):
        tidy(kitchen.database, kitchen.store, kitchen.settings)
        assert "Bob" in kitchen.client("Alice").get("/review").text
        with kitchen.database.reading() as db:
            told = db.exec(select(Record).where(Record.did == Did.PERMISSION_PAST)).one()
            assert told.whom_id == kitchen.person(db, "Bob").id


def test_why_somebody_decided_for_them_goes_with_the_name_of_who_left(house: House) -> None:
    """Whatever a worker wrote down about them, be it of old or of today; what is said of others stays."""
    rests_on_consent(house)
    said = {"reason": "He smiles at his grandmother.", "consulted": "Mrs Green of Elm Road"}
    keys = keys_of(house, house.a_recipe("Soup", 2))
    for key in keys:
        are_in(house, key, Bob=None, Sam=None)
    with house.writing() as db:
        alice, bob, sam = (house.person(db, name) for name in ("Alice", "Bob", "Sam"))
        for key in keys:
            photo = db.get_one(Photo, key)
            photo.permit(bob.id, Saying(Audience.GROUP, alice.id, helper_id=alice.id, **said))
        photo.permit(sam.id, Saying(Audience.GROUP, alice.id, reason="Sam waves.", consulted="Sam's mother"))
        People(alice).let_go(bob, with_recipes=False)
    for days, is_kept in ((29, True), (31, False)):
        with time_machine.travel(datetime.now(UTC) + timedelta(days=days)):
            tidy(house.database, house.store, house.settings)
        with house.database.reading() as db:
            written = {(one.reason, one.consulted) for one in db.exec(select(Permission)).all()}
        assert (tuple(said.values()) in written) is is_kept
        assert any("smiles" in each or "Elm Road" in each for pair in written for each in pair) is is_kept
        assert ("Sam waves.", "Sam's mother") in written
