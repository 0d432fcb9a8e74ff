"""What happened: who did what, in plain words, without a key, a recipe's words or a device's address."""

import html
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlmodel import select

from app import words
from app.housekeeping import tidy
from boards.attempt import Tries
from boards.hands.people import People
from boards.invitation import Invitation
from boards.key import Seed
from boards.record import Did
from boards.session import Session
from tests.conftest import PASSWORD, House
from tests.props.reading import record_of


def test_everything_that_changes_who_can_see_or_do_something_is_told(house: House) -> None:
    alice, office = house.client("Alice"), house.client()
    bob = house.person_id("Bob")
    recipe = house.a_recipe("Secret soup")
    board = house.a_board("Hidden board")
    office.post("/sign-in", data={"email": "alice@example.org", "password": PASSWORD})
    ends = house.settings.today().isoformat()
    link = alice.post(f"/boards/{board}/links", data={"name": "Gran", "ends": ends}).headers["location"].split("?")[0]
    alice.post(f"/boards/{board}/pins", data={"recipe": recipe})
    alice.post(f"/recipes/{recipe}/bin")
    alice.post(f"{link}/close")
    alice.post("/people", data={"names": "Sam"})
    alice.post(f"/people/{bob}/card")
    alice.post(f"/people/{bob}/card/stop")
    alice.post(f"/people/{bob}/role", data={"role": "worker"})
    alice.post(f"/people/{bob}/role", data={"role": "member"})
    alice.post(f"/people/{bob}/leave", data={"recipes": "keep"})
    alice.post(f"/people/{bob}/come-back")
    alice.post("/people/workers", data={"name": "Dora"})
    alice.post("/settings", data={"group": "Tuesday cooks", "helper": "Alice"})
    alice.post("/tablets/open")
    alice.post("/tablets/close")
    said = record_of(house)
    for sentence in (
        "Alice signed in with a password.",
        "Alice made a link for Gran.",
        "Alice put something where a family can see it.",
        "Alice took something away that a family could see.",
        "Alice closed the link for Gran.",
        "Alice added Sam as a member.",
        "Alice made a card for Bob.",
        "Alice stopped the card of Bob.",
        "Alice made Bob a support worker.",
        "Alice made Bob a member.",
        "Alice let Bob leave. The recipes stayed.",
        "Alice let Bob come back.",
        "Alice added Dora as a support worker.",
        "Alice made an invitation for Dora.",
        "Alice changed the settings.",
        "Alice opened the tablets.",
        "Alice closed the tablets.",
    ):
        assert sentence in said, sentence
    assert "Secret soup" not in said
    assert "Hidden board" not in said
    assert "testclient" not in said
    assert not re.search(r"[\w-]{22,}", said), "no key"


def test_everything_that_can_be_done_has_a_sentence() -> None:
    assert set(words.WHAT_HAPPENED) == set(Did)


def test_another_group_reads_nothing_of_it(house: House) -> None:
    house.client("Alice").post("/people", data={"names": "Sam"})
    assert "Sam" not in record_of(house, "Charlie")


def test_it_goes_after_a_set_time(house: House) -> None:
    house.client("Alice").post("/people", data={"names": "Sam"})
    for days, is_there in ((364, True), (366, False)):
        with time_machine.travel(datetime.now(UTC) + timedelta(days=days)):
            tidy(house.database, house.store, house.settings)
            assert ("added Sam" in record_of(house)) is is_there


def test_no_row_is_left_of_who_tried_who_was_invited_and_who_was_signed_in(house: House) -> None:
    alice, seed = house.client("Alice"), Seed.new()
    house.client().post("/sign-in", data={"email": "alice@example.org", "password": "wrong"})
    with house.writing() as db:
        people = People(house.person(db, "Alice"))
        people.invite(people.add_worker("Dora", []), seed)
    alice.get("/")
    for days, left in ((0, True), (8, False)):
        with time_machine.travel(datetime.now(UTC) + timedelta(days=days)):
            tidy(house.database, house.store, house.settings)
            with house.database.reading() as db:
                assert [bool(db.exec(select(kind)).first()) for kind in (Tries, Invitation, Session)] == [left] * 3


def test_who_left_for_good_is_named_no_more(house: House) -> None:
    house.a_recipe("Bobs soup", by="Bob")
    house.client("Alice").post(f"/people/{house.person_id('Bob')}/leave", data={"recipes": "keep"})
    for days, named in ((29, True), (31, False)):
        with time_machine.travel(datetime.now(UTC) + timedelta(days=days)):
            tidy(house.database, house.store, house.settings)
            said, alice = record_of(house), house.client("Alice")
            assert ("let Bob leave" in said) is named
            assert ("let Somebody who left leave" in said) is not named
            assert ("Bob" in alice.get("/people").text) is named
            assert "Bobs soup" in alice.get("/recipes").text


def test_older_entries_are_a_page_away(house: House) -> None:
    alice = house.client("Alice")
    for number in range(60):
        alice.post("/people", data={"names": f"Person {number}"})
    first = alice.get("/record").text
    assert first.count('class="entry"') == 50
    older = re.search(r'href="(/record\?before=[^"]+)"', first)
    assert older
    second = alice.get(html.unescape(older[1])).text
    assert "added Person 0 as" in second
    assert "added Person 59 as" not in second
    told = re.findall(r"added (Person \d+) as", first + second)
    assert sorted(told) == sorted(f"Person {number}" for number in range(60)), "each is told once"


@pytest.mark.parametrize("before", ["yesterday", "2026-01-01", "'; DROP TABLE record"])
def test_a_moment_that_is_none_is_not_found(house: House, before: str) -> None:
    assert house.client("Alice").get("/record", params={"before": before}).status_code == 404
