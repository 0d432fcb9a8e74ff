"""Many at once: everybody is answered, and nobody holds up the others."""

import asyncio
import time
from collections import Counter
from datetime import timedelta

import httpx2 as httpx
import pytest

from app.door.cookies import Cookie
from app.door.password import Owner, Password
from boards.database import Db
from boards.session import Session
from tests.conftest import PASSWORD, House, on_both_databases

pytestmark = pytest.mark.slow_passwords


async def crowd(house: House, *requests: tuple[str, str, dict[str, str] | None]) -> Counter[int]:
    """Send all of them at the same time, and count the answers by their status."""
    with house.writing() as db:
        cookie = Session.begin(house.person(db, "Alice"), proved=True)
    address = f"http://127.0.0.1:{house.settings.port}"
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(
        base_url=address, cookies={Cookie.SESSION.named(house.settings): cookie}, limits=limits, timeout=60
    ) as client:
        answers = await asyncio.gather(*(client.request(method, path, data=data) for method, path, data in requests))
    return Counter(answer.status_code for answer in answers)


@on_both_databases
def test_two_hundred_at_once_are_all_answered(listening: House) -> None:
    recipe = listening.a_recipe(steps=3)
    board = listening.a_board("Ours", recipe)
    key = listening.a_link(board=board)[1]
    pages = [("GET", path, None) for path in ("/", f"/boards/{board}", f"/recipes/{recipe}", f"/s/{key}")] * 40
    edits = [("POST", f"/recipes/{recipe}/edit", {"title": f"Soup {number}"}) for number in range(40)]
    assert asyncio.run(crowd(listening, *pages, *edits)) == {200: 160, 303: 40}


def test_sessions_that_must_be_written_anew_hold_nobody_up(listening: House, monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = listening.a_recipe()

    async def later() -> Counter[int]:
        requests = [("GET", "/", None)] * 60 + [("POST", f"/recipes/{recipe}/edit", {"title": "Soup"})] * 10
        return await crowd(listening, *requests)

    monkeypatch.setattr("app.door.signin.REFRESHED", timedelta(0))
    assert asyncio.run(later()) == {200: 60, 303: 10}


@pytest.mark.faults
def test_strangers_at_the_sign_in_page_hold_no_writer_up(listening: House) -> None:
    """While passwords are checked, the turn to write is free: an edit is answered before the last of them."""
    recipe = listening.a_recipe()
    order: list[str] = []

    async def both() -> None:
        with listening.writing() as db:
            cookie = Session.begin(listening.person(db, "Alice"), proved=True)
        address = f"http://127.0.0.1:{listening.settings.port}"
        async with httpx.AsyncClient(base_url=address, timeout=60, limits=httpx.Limits(max_connections=None)) as client:

            async def stranger(number: int) -> None:
                await client.post("/sign-in", data={"email": f"stranger{number}@example.org", "password": "wrong"})
                order.append("stranger")

            async def worker() -> None:
                await asyncio.sleep(0.2)
                headers = {"Cookie": f"{Cookie.SESSION.named(listening.settings)}={cookie}"}
                await client.post(f"/recipes/{recipe}/edit", data={"title": "Stew"}, headers=headers)
                order.append("worker")

            await asyncio.gather(worker(), *(stranger(number) for number in range(40)))

    asyncio.run(both())
    assert "worker" in order[:30]


@pytest.mark.faults
def test_a_place_that_tries_passwords_holds_up_no_other_place(
    listening: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many one place sends, another one's password is the next or the one after."""
    check = Password.check

    def long(password: Password, db: Db) -> Owner:
        time.sleep(0.3)
        return check(password, db)

    monkeypatch.setattr(Password, "check", long)
    order: list[str] = []

    def at(place: str) -> httpx.AsyncClient:
        wire = httpx.AsyncHTTPTransport(local_address=place)
        return httpx.AsyncClient(base_url=f"http://127.0.0.1:{listening.settings.port}", timeout=60, transport=wire)

    async def tries(place: httpx.AsyncClient, who: str) -> None:
        await place.post("/sign-in", data={"email": f"{who}@example.org", "password": PASSWORD})
        order.append(who)

    async def all_of_them() -> None:
        async with at("127.0.0.2") as there, at("127.0.0.3") as here:
            strangers = [asyncio.create_task(tries(there, f"stranger{number}")) for number in range(20)]
            await asyncio.sleep(1)
            await tries(here, "alice")
            await asyncio.gather(*strangers)

    asyncio.run(all_of_them())
    assert order.index("alice") < 12
