"""A clock that was ahead and is set right, and one that jumps for an hour: nothing stays open, nothing is lost."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlmodel import select

from app.door.signin import SignedIn
from app.housekeeping import go_round
from boards.attempt import WINDOW
from boards.clock import LEEWAY, Clock, Watch
from boards.database import now
from boards.hands.people import People
from boards.hands.tablets import Tablets
from boards.heart import MOST_A_DAY, Heart
from boards.invitation import Invitation
from boards.key import Seed
from boards.link import Link
from boards.passkey import Challenge
from boards.permission import Audience
from boards.person import Person
from boards.photo import Photo
from boards.problems import Problem
from boards.recipe import Recipe
from tests.app.consent import are_in, keys_of, rests_on_consent
from tests.conftest import PASSWORD, House, on_both_databases
from tests.props.left import kept

A_DAY, A_YEAR = timedelta(days=1), timedelta(days=365)


@contextmanager
def clock_ahead(by: timedelta = A_YEAR) -> Iterator[None]:
    """The machine's clock is ahead, and goes on from there."""
    with time_machine.travel(datetime.now(UTC) + by):
        yield


def a_known_clock(house: House) -> Watch:
    """A watch whose clock is believed."""
    with house.writing() as db:
        db.merge(Clock(believed_at=now()))
    watch = Watch()
    with house.writing() as db:
        assert watch.believes(db)
    return watch


def round_of(house: House, watch: Watch) -> None:
    """Whoever keeps the house goes round it."""
    go_round(house.database, house.store, house.settings, watch)


@pytest.mark.parametrize("name", ["Alice", "Bob"])
@on_both_databases
def test_who_came_in_while_the_clock_was_ahead_signs_in_again(house: House, name: str) -> None:
    with clock_ahead():
        browser = house.client(name)
        assert browser.get("/").status_code == 200
    assert browser.get("/").status_code == 303
    assert house.client(name).get("/").status_code == 200


def test_a_clock_that_is_set_back_by_minutes_signs_nobody_out(house: House) -> None:
    with clock_ahead(LEEWAY - timedelta(seconds=20)):
        alice = house.client("Alice")
    assert alice.get("/people/new").status_code == 200


def test_a_sign_in_that_is_still_to_come_is_no_fresh_one() -> None:
    hour = timedelta(hours=1)
    proved = {ahead: SignedIn("session", proved_at=now() + ahead) for ahead in (-hour / 2, hour, A_YEAR)}
    assert [one.is_fresh(hour) for one in proved.values()] == [True, False, False]


@on_both_databases
def test_the_right_password_opens_after_the_clock_was_set_right(house: House) -> None:
    client = house.client()

    def attempt(password: str) -> int:
        return client.post("/sign-in", data={"email": "alice@example.org", "password": password}).status_code

    with clock_ahead():
        assert [attempt("wrong") for _ in range(11)][-1] == 429
    assert attempt(PASSWORD) == 303
    assert [attempt("wrong") for _ in range(11)][-1] == 429, "and guessing is counted as before"


def test_that_somebody_guesses_is_told_although_it_was_told_ahead_of_now(house: House) -> None:
    with clock_ahead(), house.writing() as db:
        house.person(db, "Alice").was_tried(WINDOW)
    for _ in range(2):
        with house.writing() as db:
            house.person(db, "Alice").was_tried(WINDOW)
    assert len(kept(house)["record"]) == 2


@on_both_databases
def test_a_link_that_was_made_ahead_of_now_shows_nothing(house: House) -> None:
    board = house.a_board("Our kitchen", house.a_recipe())
    with clock_ahead():
        key = house.a_link(board=board)[1]
        assert house.client().get(f"/s/{key}").status_code == 200
    assert house.client().get(f"/s/{key}").status_code == 404
    assert "Ended" in house.client("Alice").get("/links").text


def test_an_invitation_and_a_question_to_a_device_that_were_made_ahead_of_now_open_nothing(house: House) -> None:
    with clock_ahead(), house.writing() as db:
        seed, question = Seed.new(), Challenge.keep(db, b"asked")
        address = f"/invitations/{seed.key_for(Invitation.make(house.person(db, 'Alice'), seed).id)}"
    assert house.client().get(address).status_code == 404
    with house.writing() as db, pytest.raises(Problem, match="passkey_refused"):
        Challenge.take(db, question)


def test_tablets_that_were_opened_ahead_of_now_are_closed(house: House) -> None:
    with house.writing() as db:
        people = People(house.person(db, "Alice"))
        group = people.me.group
        group.opens_tablets = True
        for ahead, are_open in ((timedelta(), True), (A_YEAR, False)):
            Tablets(people.me).open(now() + ahead + A_DAY / 2)
            assert group.tablets_are_open(now()) is are_open


@on_both_databases
def test_hearts_of_days_to_come_do_not_count_for_today(house: House) -> None:
    soup = house.a_recipe()
    link_id, key = house.a_link(recipe=soup)
    with house.writing() as db:
        link = db.get_one(Link, link_id)
        those = {"group_id": link.group_id, "recipe_id": soup, "link_id": link_id, "sender": link.name}
        db.add_all(Heart(**those, made_at=now() + A_YEAR) for _ in range(MOST_A_DAY))
    assert house.client().post(f"/s/{key}/recipes/{soup}/hearts").status_code == 303


def test_who_left_on_a_day_to_come_can_come_back(house: House) -> None:
    with clock_ahead(), house.writing() as db:
        People(house.person(db, "Alice")).let_go(house.person(db, "Bob"), with_recipes=False)
    with house.writing() as db:
        people = People(house.person(db, "Alice"))
        [bob] = people.gone()
        assert people.take_back(bob.id).is_here


@on_both_databases
def test_while_the_clock_is_ahead_for_an_hour_nothing_is_lost(house: House, caplog: pytest.LogCaptureFixture) -> None:
    rests_on_consent(house)
    soup, stew = house.a_recipe(settled=False), house.a_recipe("Stew", by="Bob")
    [photo, _] = keys_of(house, soup)
    are_in(house, photo, Bob=Audience.FAMILY)
    alice = house.client("Alice")
    alice.post(f"/recipes/{stew}/bin")
    with house.writing() as db:
        People(house.person(db, "Alice")).let_go(house.person(db, "Sam"), with_recipes=True)
    orphan = house.a_picture().key
    watch = a_known_clock(house)
    before = kept(house)
    with clock_ahead(), caplog.at_level(logging.WARNING, "recipe_board"):
        for _ in range(2):
            round_of(house, watch)
        round_of(house, Watch())
        assert alice.get("/").status_code == 303, "meanwhile less is open"
    assert kept(house) == before
    assert orphan in set(house.store.keys())
    assert "Nothing is deleted" in caplog.text
    assert alice.get("/").status_code == 200
    assert alice.post(f"/recipes/{stew}/put-back").status_code == 303
    with house.database.reading() as db:
        assert db.get_one(Photo, photo).permissions[0].holds(now())


@on_both_databases
def test_once_the_clock_is_right_what_was_opened_ahead_of_now_is_over_for_good(house: House) -> None:
    rests_on_consent(house)
    soup, stew = house.a_recipe(settled=False), house.a_recipe("Stew")
    [photo, _] = keys_of(house, soup)
    with clock_ahead():
        key = house.a_link(recipe=stew)[1]
        bob, alice = house.client("Bob"), house.client("Alice")
        are_in(house, photo, Bob=Audience.FAMILY)
        assert alice.post(f"/recipes/{soup}/bin").status_code == 303
        with house.writing() as db:
            People(house.person(db, "Alice")).let_go(house.person(db, "Sam"), with_recipes=False)
    round_of(house, a_known_clock(house))
    with clock_ahead():
        assert [browser.get("/").status_code for browser in (bob, alice)] == [303, 303]
        assert house.client().get(f"/s/{key}").status_code == 404
    with house.database.reading() as db:
        assert db.get_one(Photo, photo).permissions[0].said_at is None, "Bob is asked anew"
        sam = db.exec(select(Person).where(Person.name == "Sam")).one()
        for since in (db.get_one(Recipe, soup).binned_at, sam.left_at):
            assert since
            assert abs(now() - since) < timedelta(minutes=1), "it is kept from now on"


def test_the_house_is_tidied_while_the_clock_is_believed(house: House) -> None:
    soup = house.a_recipe()
    with house.writing() as db:
        db.get_one(Recipe, soup).binned_at = now() - 31 * A_DAY
    round_of(house, a_known_clock(house))
    assert kept(house)["recipe"] == set()
