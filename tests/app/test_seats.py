"""How many may be in at once, how slow they may be, and how much they may leave lying about."""

import asyncio
import socket
import time
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial

import pytest

from app.limits.bodies import LEAST_RATE, LONGEST, WINDOW, Pace
from app.limits.inbox import A_PIECE, FROM_A_PERSON, STANDS_STILL, Inbox, Room
from app.limits.refusal import Refusal
from app.limits.seats import Seats
from app.main import create_app
from tests.conftest import House, a_photo, free_port, on_a_socket
from tests.props.left import leaving_nothing
from tests.props.sending import FILE, PARTS, Wire


@dataclass(eq=False)
class Guest:
    """Somebody who is in."""

    network: str
    keeps_us_waiting: bool = True
    was_sent_away: bool = False

    def make_room(self) -> None:
        """Remember it."""
        self.was_sent_away = True


def test_whoever_keeps_us_waiting_longest_makes_room_and_who_waits_for_us_never() -> None:
    seats = Seats(in_all=10, of_one_network=3)
    idle, slow, busy = Guest("ward"), Guest("ward"), Guest("ward", keeps_us_waiting=False)
    elsewhere = Guest("home")
    assert all(seats.take(guest) for guest in (elsewhere, busy, idle, slow))
    seats.heard(idle)
    assert seats.take(Guest("ward", keeps_us_waiting=False))
    assert (slow.was_sent_away, idle.was_sent_away, elsewhere.was_sent_away) == (True, False, False)
    assert seats.take(Guest("ward", keeps_us_waiting=False))
    assert idle.was_sent_away
    assert not seats.take(Guest("ward"))
    assert seats.take(Guest("home"))
    assert not busy.was_sent_away
    seats.leave(busy)
    seats.leave(busy)
    assert seats.take(Guest("ward"))


def test_in_all_the_one_who_was_silent_longest_makes_room() -> None:
    seats = Seats(in_all=3, of_one_network=3)
    guests = [Guest("") for _ in range(3)]
    assert all(seats.take(guest) for guest in guests)
    assert seats.take(Guest("home"))
    assert [guest.was_sent_away for guest in guests] == [True, False, False]


def test_a_body_comes_at_the_least_rate_or_not_at_all() -> None:
    pace = Pace()
    for _ in range(100):
        pace(LEAST_RATE * 10, 5)
        assert pace.left > 0
    for _ in range(12):
        pace(1, 5)
    assert pace.left <= 0
    endless = Pace()
    for _ in range(int(LONGEST / WINDOW)):
        assert endless.left > 0
        endless(int(WINDOW * LEAST_RATE), WINDOW)
    assert endless.left <= 0


@dataclass
class Post:
    """An inbox with a clock of its own."""

    time: float = 0
    inbox: Inbox = field(init=False)

    def __post_init__(self) -> None:
        self.inbox = Inbox(Room(person=4 * A_PIECE, all=8 * A_PIECE), clock=lambda: self.time)

    @contextmanager
    def sends(self, who: str, group: str, end: Callable[[], None] = lambda: None) -> Iterator[Callable[[int], None]]:
        """Somebody sends; call it with how many bytes come."""
        with self.inbox.sending(who, group, end) as sending:

            def come(count: int) -> None:
                async def stream() -> AsyncGenerator[bytes, None]:
                    yield bytes(count)

                async def receive() -> None:
                    async for _ in self.inbox.received(sending, stream()):
                        return

                asyncio.run(receive())

            yield come


def refused(come: Callable[[int], None], count: int) -> int:
    """The status with which so many bytes are refused."""
    with pytest.raises(Refusal) as refusal:
        come(count)
    return refusal.value.status


def test_what_waits_of_a_person_and_a_group_has_a_bound_and_is_given_back() -> None:
    post = Post()
    for _ in range(2):
        with post.sends("Bob", "ours") as one, post.sends("Bob", "ours") as two, post.sends("Jo", "ours") as other:
            one(3 * A_PIECE)
            two(A_PIECE)
            assert refused(two, 1) == 429
            other(2 * A_PIECE)
            assert refused(other, 1) == 503, "three quarters of all are a group's"
            with post.sends("Charlie", "theirs") as charlie:
                charlie(2 * A_PIECE)


def test_one_person_has_few_sendings_under_way() -> None:
    post = Post()
    with ExitStack() as open_ones:
        for _ in range(FROM_A_PERSON):
            open_ones.enter_context(post.sends("Bob", "ours"))
        with pytest.raises(Refusal) as refusal:
            open_ones.enter_context(post.sends("Bob", "ours"))
        assert refusal.value.status == 429
        open_ones.enter_context(post.sends("Jo", "ours"))
    with post.sends("Bob", "ours"):
        pass


def test_when_there_is_no_room_whoever_stands_still_makes_some() -> None:
    post, ended = Post(), []
    with (
        post.sends("Bob", "ours", partial(ended.append, "Bob")) as bob,
        post.sends("Jo", "theirs", partial(ended.append, "Jo")) as jo,
        post.sends("Charlie", "others") as charlie,
    ):
        bob(4 * A_PIECE)
        post.time = STANDS_STILL - 1
        jo(4 * A_PIECE)
        assert refused(charlie, A_PIECE) == 503, "both are fast enough"
        post.time = STANDS_STILL + 1
        charlie(2 * A_PIECE)
        assert ended == ["Bob"]
        assert refused(bob, 1) == 408
        assert refused(charlie, 20 * A_PIECE) == 413


@contextmanager
def small(house: House, monkeypatch: pytest.MonkeyPatch, **names: float) -> Iterator[House]:
    """The house on another socket, with bounds of its own."""
    for name, value in names.items():
        monkeypatch.setattr(name.replace("__", "."), value)
    settings = house.settings.model_copy(update={"port": free_port(), **house_changes})
    with on_a_socket(create_app(settings)) as app:
        other = object.__new__(House)
        other.__dict__.update(house.__dict__ | {"app": app, "settings": settings})
        yield other


house_changes: dict[str, object] = {}


def answer(wire: Wire, said: bytes) -> bytes:
    """What is answered to a whole request, to the end of its connection."""
    with wire.opened() as line:
        line.sendall(said.replace(b"Host:", b"Connection: close\r\nHost:", 1))
        return ended(line)


def ended(line: socket.socket) -> bytes:
    """What comes until a connection ends."""
    try:
        return b"".join(iter(lambda: line.recv(65536), b""))
    except ConnectionResetError:
        return b""


def test_a_head_that_never_ends_is_sent_away(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    with small(house, monkeypatch, app__limits__lines__HEAD_SECONDS=1.0) as there, ExitStack() as wires:
        wire = Wire(there, "Alice")
        with wire.opened() as second:
            second.sendall(b"GET /static/none HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert second.recv(65536).startswith(b"HTTP/1.1 404 ")
            slow, silent = wires.enter_context(wire.opened()), wires.enter_context(wire.opened())
            began = time.monotonic()
            for line in (slow, second):
                line.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ")
            time.sleep(0.1)
            slow.sendall(b"x")
            said = ended(slow)
            assert said.startswith(b"HTTP/1.1 408 ")
            assert b"That took too long." in said
            assert ended(second).startswith(b"HTTP/1.1 408 ")
            assert ended(silent) == b""
            assert time.monotonic() - began < 3


def test_forms_that_stand_still_make_room_for_somebody_of_the_same_place(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small(house, monkeypatch, app__main__REQUESTS_OF_ONE_NETWORK=4) as there, ExitStack() as lines:
        wire = Wire(there, "Alice")
        still = []
        for _ in range(4):
            line = lines.enter_context(wire.opened())
            line.sendall(wire.said("/sign-in", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 99"))
            time.sleep(0.1)
            still.append(line)
        still[0].sendall(b"e")
        time.sleep(0.1)
        assert answer(wire, wire.said("/boards", "Content-Length: 0")).startswith(b"HTTP/1.1 422 ")
        assert ended(still[1]).startswith(b"HTTP/1.1 408 ")
        still[0].settimeout(0.3)
        with pytest.raises(TimeoutError):
            still[0].recv(1)


@pytest.mark.parametrize(("proxies", "stays"), [("", False), ("127.0.0.0/8", True)], ids=["a place", "a proxy"])
def test_connections_of_one_place_have_a_bound_and_those_of_a_proxy_have_none(
    house: House, monkeypatch: pytest.MonkeyPatch, proxies: str, stays: bool
) -> None:
    monkeypatch.setitem(house_changes, "trusted_proxies", proxies)
    with small(house, monkeypatch, app__cli__serving__LINES_OF_ONE_NETWORK=3) as there, ExitStack() as lines:
        wire = Wire(there, "Alice")
        first, *others = [lines.enter_context(wire.opened()) for _ in range(4)]
        first.settimeout(0.5)
        if stays:
            with pytest.raises(TimeoutError):
                first.recv(1)
        else:
            assert first.recv(1) == b""
        others[-1].sendall(b"GET /health HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert others[-1].recv(65536).startswith(b"HTTP/1.1 200 ")


def test_behind_a_proxy_requests_are_counted_by_whom_it_names(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(house_changes, "trusted_proxies", "127.0.0.1")
    with small(house, monkeypatch, app__main__REQUESTS_OF_ONE_NETWORK=1) as there, ExitStack() as lines:
        wire = Wire(there, "Alice")
        form = ("Content-Type: application/x-www-form-urlencoded", "Content-Length: 99")
        for number in range(3):
            line = lines.enter_context(wire.opened())
            line.sendall(wire.said("/sign-in", f"X-Forwarded-For: 10.0.0.{number}", *form))
        time.sleep(0.3)
        line.settimeout(0.3)
        with pytest.raises(TimeoutError):
            line.recv(1)
        assert b" 422 " in answer(wire, wire.said("/boards", "X-Forwarded-For: 10.0.0.2", "Content-Length: 0"))
        assert ended(line).startswith(b"HTTP/1.1 408 ")


def test_who_sends_more_than_may_wait_of_them_is_told_and_leaves_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(house.app.state.inbox, "room", Room(person=1000, all=100_000))
    with leaving_nothing(house):
        answer = house.client("Bob").post("/recipes", files=[("photos", ("x.jpg", a_photo()))])
        assert (answer.status_code, answer.headers["retry-after"]) == (429, "5")
        assert "You are sending photos already." in answer.text
    monkeypatch.setattr(house.app.state.inbox, "room", Room(person=10**6, all=1000))
    with leaving_nothing(house):
        assert house.client("Bob").post("/recipes", files=[("photos", ("x", a_photo()))]).status_code == 413


def test_who_stands_still_with_photos_makes_room_for_others(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.limits.inbox.STANDS_STILL", 0.2)
    with small(house, monkeypatch) as there:
        there.app.state.inbox.room = Room(person=9000, all=12_000)
        alice, charlie = Wire(there, "Alice"), Wire(there, "Charlie")
        with leaving_nothing(house), alice.opened() as still:
            head = alice.said("/recipes", f"Content-Type: {PARTS}", "Content-Length: 900000")
            still.sendall(head + FILE + bytes(8000))
            while there.app.state.inbox._came[""] < 8000:
                time.sleep(0.05)
            time.sleep(0.3)
            body = FILE + a_photo(size=(300, 200)) + b"\r\n--b--\r\n"
            assert 4000 < len(body) < 9000
            said = charlie.said("/recipes", f"Content-Type: {PARTS}", f"Content-Length: {len(body)}")
            assert b" 422 " in answer(charlie, said + body[:-3] + b"xxx"), "all of it comes; it isn't whole"
            assert ended(still).startswith(b"HTTP/1.1 408 ")


def test_an_answer_before_the_whole_request_can_be_read(listening: House) -> None:
    """Closed at once, the line would break under a client that still sends, and the answer would be lost."""
    wire = Wire(listening, "Alice")
    wire.cookie = "session=none"
    with wire.opened() as line:
        line.sendall(wire.said("/recipes", f"Content-Type: {PARTS}", "Content-Length: 1000000") + bytes(100_000))
        time.sleep(0.5)
        line.sendall(bytes(900_000))
        assert ended(line).startswith(b"HTTP/1.1 303 ")
