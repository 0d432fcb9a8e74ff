"""A server that is told to end while somebody sends a photo."""

import signal
import time

import httpx2 as httpx
import pytest

from boards.recipe import Recipe
from tests.conftest import House, a_photo
from tests.props.left import kept
from tests.props.sending import FILE, PARTS, Wire
from tests.props.server import served


@pytest.mark.faults
def test_it_ends_within_half_a_minute_and_keeps_nothing_of_half_a_photo(house: House) -> None:
    wire, whole = Wire(house, "Alice"), FILE + a_photo() + b"\r\n--b--\r\n"
    with served(house) as (port, process):
        wire.port = port
        with wire.opened() as line:
            head = wire.said("/recipes", f"Content-Type: {PARTS}", f"Content-Length: {len(whole)}")
            line.sendall(head + whole[: len(whole) // 2])
            time.sleep(1)
            process.send_signal(signal.SIGTERM)
            process.wait(30)
    assert kept(house)[Recipe.__tablename__] == set()
    assert list(house.store.keys()) == []
    with served(house) as (port, _):
        name, _, cookie = wire.cookie.partition("=")
        address = f"/recipes?opened_by={house.person_id('Alice')}"
        photo = [("photos", ("x.jpg", a_photo(), "image/jpeg"))]
        answer = httpx.post(f"http://127.0.0.1:{port}{address}", files=photo, cookies={name: cookie}, timeout=30)
        assert answer.status_code == 303, "and the next start takes photos"
