"""Attempts to sign in: counted for all processes, by account and by place, and nobody else pays for them."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from fastapi.testclient import TestClient
from sqlmodel import select

from app.main import create_app
from boards.attempt import MOST_AT_ALL, MOST_AT_ONE_ACCOUNT, MOST_FROM_ONE_NETWORK, WINDOW, PasswordTry, TooOften, Tries
from boards.database import Database
from boards.hands.people import People
from boards.key import Seed
from tests.conftest import ADDRESS, PASSWORD, House, on_both_databases


def attempt(client: TestClient, password: str, email: str = "alice@example.org", **headers: str) -> int:
    """Try a password; the status of the answer."""
    return client.post("/sign-in", data={"email": email, "password": password}, headers=headers).status_code


@on_both_databases
def test_the_eleventh_bad_attempt_waits_and_others_are_not_affected(house: House) -> None:
    client = house.client()
    assert [attempt(client, "wrong", **{"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(10)] == [422] * 10
    answer = client.post("/sign-in", data={"email": "Alice@Example.org ", "password": PASSWORD})
    assert (answer.status_code, answer.headers["retry-after"]) == (429, "900")
    assert "Too many tries. Wait 15 minutes, then try again." in answer.text
    assert 'value="Alice@Example.org "' in answer.text
    assert attempt(client, PASSWORD, "charlie@example.org") == 303
    with time_machine.travel(datetime.now(UTC) + WINDOW + timedelta(seconds=1)):
        assert attempt(client, PASSWORD) == 303


def test_who_signs_in_at_last_begins_anew(house: House) -> None:
    client = house.client()
    for _ in range(3):
        assert [attempt(client, "wrong") for _ in range(9)] == [422] * 9
        assert attempt(client, PASSWORD) == 303


def test_a_member_still_comes_in_while_somebody_guesses(house: House) -> None:
    client = house.client()
    for _ in range(12):
        attempt(client, "wrong")
    with house.writing() as db:
        seed = Seed.new()
        card = People(house.person(db, "Alice")).make_badges([house.person(db, "Bob")], seed)[0]
        key = seed.key_for(card.id)
    for _ in range(200):
        assert client.get("/card/never-made").status_code == 404
    assert client.post(f"/card/{key}").headers["location"] == "/"


@pytest.mark.parametrize(
    ("trusted", "allowed"), [("", 10), ("10.1.1.1", 10), ("testclient", 12)], ids=["nobody", "another", "the proxy"]
)
def test_what_a_proxy_says_is_believed_from_those_that_were_named(house: House, trusted: str, allowed: int) -> None:
    # The test client calls itself "testclient"; an address of it can't be named in the settings.
    settings = house.settings.model_copy(update={"trusted_proxies": trusted})
    with TestClient(create_app(settings), base_url=ADDRESS, follow_redirects=False) as client:
        answers = [attempt(client, "wrong", **{"X-Forwarded-For": f"10.0.0.{n}"}) for n in range(12)]
    assert answers.count(422) == allowed


def test_it_is_told_in_the_record_once(house: House) -> None:
    client = house.client()
    for _ in range(14):
        attempt(client, "wrong")
    page = house.client("Alice").get("/record").text
    assert page.count("Somebody tried wrong passwords for Alice.") == 1


@on_both_databases
def test_several_processes_count_together(house: House) -> None:
    processes = [Database(house.settings.database) for _ in range(4)]

    def count(number: int) -> bool:
        with processes[number % 4].writing() as db:
            try:
                PasswordTry("alice@example.org", "10.0.0.1").begin(db)
            except TooOften:
                return False
            db.commit()
            return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(count, range(40))) == MOST_AT_ONE_ACCOUNT
    for process in processes:
        process.close()


def test_one_place_may_not_try_everybody_nor_every_place_one_account(house: House) -> None:
    def tries(each: list[PasswordTry]) -> int:
        counted = 0
        with house.writing() as db:
            for one in each:
                try:
                    one.begin(db)
                except TooOften:
                    break
                counted += 1
        return counted

    assert tries([PasswordTry(f"{n}@example.org", "10.0.0.1") for n in range(200)]) == MOST_FROM_ONE_NETWORK
    assert tries([PasswordTry("alice@example.org", f"10.0.1.{n}") for n in range(200)]) == MOST_AT_ALL


def test_who_has_tried_too_often_is_refused_without_a_turn_to_write(house: House) -> None:
    client = house.client()
    for _ in range(MOST_AT_ONE_ACCOUNT + 1):
        attempt(client, "wrong")
    with house.database.reading() as db:
        before = [(tries.of, tries.count) for tries in db.exec(select(Tries)).all()]
        assert PasswordTry("alice@example.org", "testclient").is_over(db)
        assert not PasswordTry("alice@example.org", "elsewhere").is_over(db)
        assert not PasswordTry("charlie@example.org", "testclient").is_over(db)
    assert attempt(client, PASSWORD) == 429
    with house.database.reading() as db:
        assert [(tries.of, tries.count) for tries in db.exec(select(Tries)).all()] == before
    with time_machine.travel(datetime.now(UTC) + WINDOW + timedelta(seconds=1)):
        assert attempt(client, PASSWORD) == 303


def test_no_address_is_kept_in_words(house: House) -> None:
    attempt(house.client(), "wrong")
    with house.database.reading() as db:
        kept = db.exec(select(Tries)).all()
    assert len(kept) == 3
    assert not any("alice" in tries.of or "testclient" in tries.of for tries in kept)
