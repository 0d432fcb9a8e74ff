"""A COMMIT whose answer is lost: what it kept keeps its files, and what is sent again is there for good."""

import asyncio
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import httpx2 as httpx
import psycopg
import pytest
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from boards.photo import Photo, photo_keys
from boards.recipe import Recipe, Step
from media import SIZES, Missing
from tests.conftest import ADDRESS, Browser, House, a_photo, on_both_databases

SENT = {"files": [("photos", ("x.jpg", a_photo()))], "data": {"upload": "once"}}


@dataclass
class Faults:
    """What goes wrong with the commits of a house, each once."""

    house: House

    @contextmanager
    def at_commit(self, fault: Callable[[Any, Callable[[Any], None]], None]) -> Iterator[None]:
        """Let one commit in this block go as `fault` says, which is given the connection and the true commit."""
        dialect, waits = self.house.database.engine.dialect, [fault]
        true = dialect.do_commit

        def commit(connection: Any) -> None:
            (waits.pop() if waits else lambda one, commit: commit(one))(connection, true)

        dialect.do_commit = commit  # type: ignore[method-assign]
        try:
            yield
            assert not waits, "nothing was committed"
        finally:
            dialect.do_commit = true  # type: ignore[method-assign]


def answer_lost(connection: Any, commit: Callable[[Any], None]) -> None:
    """It is kept, and then the connection breaks: on PostgreSQL its backend is ended for real."""
    commit(connection)
    driver = connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        raise sqlite3.OperationalError("disk I/O error")
    with psycopg.connect(driver.info.dsn, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [driver.info.backend_pid])
    driver.execute("SELECT 1")


def not_kept(connection: Any, commit: Callable[[Any], None]) -> None:
    """The connection breaks before anything is kept."""
    driver = connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        raise sqlite3.OperationalError("disk I/O error")
    with psycopg.connect(driver.info.dsn, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [driver.info.backend_pid])
    commit(connection)


@pytest.fixture
def faults(house: House) -> Faults:
    return Faults(house)


def browser(house: House, name: str = "Bob") -> TestClient:
    """One that is shown a fault as a page, in the application's own loop."""
    cookies = house.client(name).cookies
    client = Browser(house.app, ADDRESS, raise_server_exceptions=False, follow_redirects=False, cookies=cookies)
    client.opened_by = house.person_id(name)
    client.portal = house.app.state.portal
    return client


def steps(house: House) -> list[Step]:
    with house.database.reading() as db:
        return list(db.exec(select(Step).order_by(Step.place)).all())


def is_whole(house: House) -> bool:
    """Whether every photo that has a row has its files, and no other has any."""
    with house.database.reading() as db:
        keys = photo_keys(db)
    return keys == set(house.store.keys()) and all(house.store.has(key) for key in keys)


@on_both_databases
def test_a_photo_whose_rows_were_kept_keeps_its_files_when_the_answer_is_lost(house: House, faults: Faults) -> None:
    bob = browser(house)
    with faults.at_commit(answer_lost):
        assert bob.post("/recipes", **SENT).status_code in (500, 503)
    assert len(steps(house)) == 1
    assert is_whole(house)
    again = bob.post("/recipes", **SENT)
    assert "Photo saved." in bob.get(again.headers["location"]).text
    assert len(steps(house)) == 1
    assert is_whole(house)
    assert bob.get(f"/photos/{steps(house)[0].photo_key}/full").content.startswith(b"\xff\xd8")


@on_both_databases
def test_a_photo_whose_rows_were_not_kept_leaves_nothing_and_can_be_sent_again(house: House, faults: Faults) -> None:
    bob = browser(house)
    with faults.at_commit(not_kept):
        assert bob.post("/recipes", **SENT).status_code in (500, 503)
    assert steps(house) == []
    assert is_whole(house)
    assert bob.post("/recipes", **SENT).status_code == 303
    assert len(steps(house)) == 1
    assert is_whole(house)


@on_both_databases
@pytest.mark.parametrize("kind", ["steps", "step", "need", "person"])
def test_every_taker_of_photos_keeps_what_was_kept(house: House, faults: Faults, kind: str) -> None:
    recipe, alice = house.a_recipe(steps=1), browser(house, "Alice")
    alice.post(f"/recipes/{recipe}/needs", data={"words": "Leeks"})
    with house.database.reading() as db:
        found = house.person(db, "Alice").recipe(recipe)
        step, need, bob = found.steps[0].id, found.all_needs[0].id, house.person(db, "Bob").id
    address = {
        "steps": f"/recipes/{recipe}/steps",
        "step": f"/steps/{step}/photo",
        "need": f"/recipes/{recipe}/needs/{need}/photo",
        "person": f"/people/{bob}/picture",
    }[kind]
    before = set(house.store.keys())
    with faults.at_commit(answer_lost):
        assert alice.post(address, files=SENT["files"]).status_code in (500, 503)
    assert len(set(house.store.keys()) - before) == 1
    assert is_whole(house)


@on_both_databases
@pytest.mark.parametrize(("fault", "is_masked"), [(answer_lost, True), (not_kept, False)])
def test_of_a_photo_and_its_cover_the_one_without_a_row_is_gone_at_once(
    house: House, faults: Faults, fault: Callable[..., None], is_masked: bool
) -> None:
    recipe, alice = house.a_recipe(steps=1, by="Alice"), browser(house, "Alice")
    [before] = set(house.store.keys())
    with faults.at_commit(fault):
        assert alice.post(f"/photos/{before}/cover", data={"place": "10,10,30,30"}).status_code in (500, 503)
    with house.database.reading() as db:
        now = house.person(db, "Alice").recipe(recipe).steps[0].photo
    assert (now.is_masked, now.key != before) == (is_masked, is_masked)
    assert is_whole(house)
    assert list(house.store.thrown()) == []
    if is_masked:
        with pytest.raises(Missing):
            house.store.open(before, "full")


@on_both_databases
def test_where_the_database_cannot_be_asked_the_files_wait_for_the_sweep(
    house: House, faults: Faults, caplog: pytest.LogCaptureFixture
) -> None:
    def and_is_away(connection: Any, commit: Callable[[Any], None]) -> None:
        commit(connection)
        house.database.settled = house.database.reading = away  # type: ignore[method-assign, assignment]
        raise (sqlite3 if house.database.engine.dialect.name == "sqlite" else psycopg).OperationalError("away")

    true = house.database.settled, house.database.reading
    bob = browser(house)
    with faults.at_commit(and_is_away):
        assert bob.post("/recipes", **SENT).status_code in (500, 503)
    house.database.settled, house.database.reading = true  # type: ignore[method-assign]
    assert "1 photos wait for the sweep" in caplog.text
    assert is_whole(house)


@contextmanager
def away(_table: str = "") -> Iterator[None]:
    """A database that doesn't answer."""
    raise OperationalError("SELECT", {}, Exception("away"))
    yield


@on_both_databases
def test_who_is_cancelled_in_the_commit_loses_no_photo(house: House, faults: Faults) -> None:
    """A server that is told to stop cancels what it is at, while a thread goes on to the end of its commit."""
    begun, cookies, opened_by = threading.Event(), dict(house.client("Bob").cookies), house.person_id("Bob")

    def slowly(connection: Any, commit: Callable[[Any], None]) -> None:
        begun.set()
        time.sleep(0.5)
        commit(connection)

    async def cancelled() -> None:
        transport = httpx.ASGITransport(app=house.app)
        async with httpx.AsyncClient(transport=transport, base_url=ADDRESS, cookies=cookies) as bob:
            sending = asyncio.create_task(bob.post(f"/recipes?opened_by={opened_by}", **SENT))
            await asyncio.to_thread(begun.wait)
            sending.cancel()
            await asyncio.wait([sending])
            assert sending.exception() is not None, "it ended before it was told to"
        await asyncio.sleep(1)

    with faults.at_commit(slowly):
        house.app.state.portal.call(cancelled)
    kept = {step.photo_key for step in steps(house)}
    assert all(house.store.has(key) for key in kept)
    assert browser(house).post("/recipes", **SENT).status_code == 303
    assert len(steps(house)) == 1
    assert all(house.store.has(step.photo_key) for step in steps(house))


@pytest.mark.parametrize("settings", ["postgresql"], indirect=True)
def test_who_asks_waits_for_a_commit_that_is_still_under_way(house: House) -> None:
    """A server may still finish a commit whose connection is gone; SQLite's is over once its thread is back."""
    photo = house.store.keep(house.developed)
    written = threading.Event()

    def late() -> None:
        with house.database.writing() as db:
            alice = house.person(db, "Alice")
            db.add(Photo(key=photo.key, group_id=alice.group_id, width=4, height=3, tone="#aabbcc"))
            db.flush()
            written.set()
            time.sleep(0.5)
            db.commit()

    writer = threading.Thread(target=late)
    writer.start()
    written.wait()
    with house.database.settled("photo") as db:
        assert photo_keys(db, among=[photo.key]) == {photo.key}
    writer.join()


def lose(house: House, key: str) -> None:
    """The files of a photo are lost, and its row stays."""
    house.store.remove(key)
    assert not house.store.has(key)


@pytest.mark.parametrize("address", ["/recipes", "/recipes/{recipe}/steps"])
def test_what_is_sent_again_takes_the_place_of_files_that_are_lost(house: House, address: str) -> None:
    recipe, bob = house.a_recipe(steps=1), house.client("Bob")
    address = address.format(recipe=recipe)
    photos = [("photos", (f"{n}.jpg", a_photo(colour))) for n, colour in enumerate(("#ff0000", "#00ff00"))]
    bob.post(address, files=photos, data={"upload": "once"})
    keys = [step.photo_key for step in steps(house)[-2:]]
    lose(house, keys[1])
    assert bob.get(f"/photos/{keys[1]}/full").status_code == 404
    again = bob.post(address, files=photos, data={"upload": "once"})
    assert "2 photos saved" in bob.get(again.headers["location"]).text
    assert [step.photo_key for step in steps(house)[-2:]] == keys
    assert is_whole(house)
    assert all(bob.get(f"/photos/{keys[1]}/{size}").status_code == 200 for size in SIZES)


@on_both_databases
@pytest.mark.parametrize("fault", [answer_lost, not_kept])
def test_a_photo_whose_turn_is_sent_again_is_turned_once(
    house: House, faults: Faults, fault: Callable[..., None]
) -> None:
    recipe, alice = house.a_recipe(steps=1, by="Alice"), browser(house, "Alice")
    [before] = set(house.store.keys())
    with faults.at_commit(fault):
        assert alice.post(f"/photos/{before}/turn").status_code in (500, 503)
    alice.post(f"/photos/{before}/turn")
    with house.database.reading() as db:
        now = house.person(db, "Alice").recipe(recipe).steps[0].photo
    assert now.turned == 1, "it is turned once, whether the answer came or not"
    assert is_whole(house)


@pytest.mark.parametrize("change", ["covered", "turned", "shown anew", "thrown away"])
def test_what_is_sent_again_never_uncovers_brings_back_or_replaces_another_photo(house: House, change: str) -> None:
    bob, alice = house.client("Bob"), house.client("Alice")
    made = bob.post("/recipes", **SENT).headers["location"]
    [step] = steps(house)
    if change == "covered":
        alice.post(f"/photos/{step.photo_key}/cover", data={"place": "10,10,30,30"})
    elif change == "turned":
        alice.post(f"/photos/{step.photo_key}/turn")
    elif change == "shown anew":
        bob.post(f"/steps/{step.id}/photo", files=[("photos", ("y.jpg", a_photo("#00ff00")))])
    else:
        with house.writing() as db:
            db.get_one(Photo, step.photo_key).remove()
    now = next(one for one in steps(house) if one.id == step.id)
    lose(house, now.photo_key)
    assert bob.post("/recipes", **SENT).status_code == 303, made
    assert not house.store.has(now.photo_key)
    with house.database.reading() as db:
        assert len(db.exec(select(Recipe)).all()) == 1
