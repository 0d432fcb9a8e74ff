"""However a sending of photos ends, nothing of it is held any more: no room, no place in the line, no seat, no turn."""

import os
import signal
import socket
import time
from collections.abc import Callable
from contextlib import closing

import httpx2 as httpx
import pytest
from sqlalchemy.exc import OperationalError

from app.door.guard import Guard
from app.limits.inbox import Inbox, Room
from app.limits.seats import Seats
from app.limits.turns import Turns
from app.photos.receipts import Receipts
from boards.session import Session
from media import Most, NoRoom, Workshop
from tests.conftest import Browser, House, a_photo
from tests.props.left import temporary_files
from tests.props.sending import A_MEGABYTE, FILE, PARTS, Wire

HEAVY = a_photo() + bytes(1_500_000)
"""More than a form keeps in memory: it waits in the temporary folder."""


def seats_of(house: House) -> Seats:
    """The seats for requests, behind the outermost door."""
    stack = house.app.middleware_stack
    assert isinstance(stack, Receipts)
    assert isinstance(stack.app, Guard)
    return stack.app.seats


def held(house: House) -> dict[str, object]:
    """All that is held of somebody, by what holds it."""
    state = house.app.state
    inbox, workshop, seats = state.inbox, state.workshop, seats_of(house)
    assert isinstance(inbox, Inbox)
    assert isinstance(workshop, Workshop)
    line, turns = workshop._line, {name: getattr(state, name) for name in ("turn_to_write", "turns_to_read")}
    counted = {
        "room": inbox._came,
        "sendings": inbox._sendings,
        "on their way": inbox._on_their_way,
        "seats": (*seats._all, *seats._at),
        "waiting photos": line.waiting(),
        "photos in line": (line._photos.whole, line._photos._seats, line._photos._tables),
        "bytes in line": (line._length.whole, line._length._seats, line._length._tables),
        "photos at work": (line._at_work.whole, line._at_work._seats, line._at_work._tables),
    }
    for name, those in turns.items():
        assert isinstance(those, Turns)
        counted[name] = (those._taken, *(waiting for waiting in those._waiting.values() if waiting))
    return {name: what for name, what in counted.items() if what and what != (0, {}, {}) and what != ({},)}


def soon_nothing_is_held(house: House) -> None:
    """What is under way ends in a moment; then nothing is held."""
    until = time.monotonic() + 10
    while held(house) and time.monotonic() < until:
        time.sleep(0.05)
    assert held(house) == {}


def sent(house: House, to: str = "/recipes", *photos: bytes, by: Browser | None = None) -> int:
    """Send photos as Alice; the status of the answer."""
    client = by or house.client("Alice")
    files = [("photos", (f"{number}.jpg", photo)) for number, photo in enumerate(photos or [HEAVY] * 2)]
    address = f"http://127.0.0.1:{house.settings.port}{to}?opened_by={client.opened_by}"
    cookie = "; ".join(f"{each.name}={each.value}" for each in client.cookies.jar)
    return httpx.post(address, files=files, headers={"Cookie": cookie}, timeout=60).status_code


def cut_off(house: House, *, after: int, end: bool = False) -> None:
    """Go away after so many bytes of a photo, or say that this was all."""
    head = Wire(house, "Alice").said("/recipes", f"Content-Type: {PARTS}", "Content-Length: 3000000")
    with closing(socket.create_connection(("127.0.0.1", house.settings.port))) as line:
        line.sendall(head + FILE + HEAVY[:after])
        time.sleep(0.2)
        if end:
            line.shutdown(socket.SHUT_WR)
            line.recv(65536)


def leaves_before_the_answer(house: House) -> None:
    """Send a photo that can't be read, whole, and wait for nothing."""
    body = FILE + bytes(1_500_000) + b"\r\n--b--\r\n"
    head = Wire(house, "Alice").said("/recipes", f"Content-Type: {PARTS}", f"Content-Length: {len(body)}")
    with closing(socket.create_connection(("127.0.0.1", house.settings.port))) as line:
        line.sendall(head + body)


def with_fault(attribute: str, fault: BaseException, status: int) -> Callable[[House, pytest.MonkeyPatch], None]:
    """What an object of the house does fails while photos are sent."""

    def fails(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
        alice = house.client("Alice")
        where, _, name = attribute.rpartition(".")
        owner = house.app.state
        for part in where.split("."):
            owner = getattr(owner, part)

        def failing(*_given: object, **_named: object) -> None:
            raise fault

        monkeypatch.setattr(owner, name, failing)
        assert sent(house, by=alice) == status

    return fails


def loses_its_worker(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that reads a photo dies with it, each time."""

    def dies(line: socket.socket, *_said: bytes) -> None:
        for pid in house.app.state.workshop.workers():
            os.kill(pid, signal.SIGKILL)
        line.shutdown(socket.SHUT_RDWR)

    monkeypatch.setattr("media.workshop.say", dies)
    assert sent(house) == 422


def is_signed_out_meanwhile(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker ends a session while its photos are developed."""
    keep = house.store.keep

    def later(developed: object) -> object:
        with house.writing() as db:
            Session.end_all(house.person(db, "Alice"))
        return keep(developed)

    monkeypatch.setattr(house.store, "keep", later)
    assert sent(house) == 303


def is_no_photo(house: House, _monkeypatch: pytest.MonkeyPatch) -> None:
    """Only noughts."""
    assert sent(house, "/recipes", bytes(1_500_000)) == 422


def is_for_no_recipe(house: House, _monkeypatch: pytest.MonkeyPatch) -> None:
    """The recipe isn't there."""
    assert sent(house, "/recipes/none/steps") == 404


def is_more_than_may_wait(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is room for a part of it."""
    monkeypatch.setattr(house.app.state.inbox, "room", Room(person=100_000, all=A_MEGABYTE * 100))
    assert sent(house) == 429


def finds_the_line_full(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is all here, and too many others wait for a worker."""
    monkeypatch.setattr(house.app.state.workshop._line, "_most", Most(1, 1))
    assert sent(house) == 503


FAILURES: dict[str, Callable[[House, pytest.MonkeyPatch], None]] = {
    "it is no photo": is_no_photo,
    "it is for a recipe that isn't there": is_for_no_recipe,
    "it is more than may wait": is_more_than_may_wait,
    "the line is full": finds_the_line_full,
    "it is cut off before a photo": lambda house, _: cut_off(house, after=0),
    "it is cut off in a photo": lambda house, _: cut_off(house, after=1_400_000),
    "it ends too early": lambda house, _: cut_off(house, after=1_400_000, end=True),
    "nobody waits for the answer": lambda house, _: leaves_before_the_answer(house),
    "the photo folder is full": with_fault("store.keep", NoRoom("full"), 507),
    "the photo folder fails": with_fault("store.keep", OSError(5, "it broke"), 500),
    "the database is away": with_fault("database.writing", OperationalError("", {}, Exception("away")), 503),
    "its worker dies": loses_its_worker,
    "it is signed out meanwhile": is_signed_out_meanwhile,
}


@pytest.mark.parametrize("how", FAILURES)
def test_however_a_sending_ends_nothing_of_it_is_held(
    listening: House, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    soon_nothing_is_held(listening)
    open_before = temporary_files()
    with monkeypatch.context() as patched:
        FAILURES[how](listening, patched)
        soon_nothing_is_held(listening)
    assert list(listening.store.keys()) == []
    assert temporary_files() == open_before
    assert sent(listening) == 303, "the next one goes through"
    soon_nothing_is_held(listening)
