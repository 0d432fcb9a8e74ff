"""What a request may carry: too much of it, too little of it, and bodies made to hurt."""

import errno
import time

import httpx2 as httpx
import pytest
from starlette.datastructures import UploadFile
from starlette.types import Message

from app.door.form import MOST_BYTES
from app.limits.lines import LEAST_PIECE, PIECES
from app.main import RecipeBoard
from app.settings import Settings
from media import Developed
from tests.conftest import PASSWORD, House, a_photo
from tests.props.left import leaving_nothing
from tests.props.sending import A_MEGABYTE, FILE, FORM, PARTS, Wire


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        pytest.param({"Content-Length": str(10**10)}, b"", 413, id="too long"),
        pytest.param({"Content-Encoding": "gzip", "Content-Type": FORM}, b"x", 415, id="compressed"),
        pytest.param({"Content-Type": "multipart/form-data"}, b"x", 422, id="no boundary"),
        pytest.param(
            {"Content-Type": "multipart/form-data; boundary="}, b"--\r\n\r\nx\r\n----", 422, id="empty boundary"
        ),
        pytest.param(
            {"Content-Type": PARTS},
            b'--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nhal',
            422,
            id="cut off",
        ),
        pytest.param({"Content-Type": FORM}, b"title=" + b"x" * 10 * A_MEGABYTE, 422, id="10 MB"),
        pytest.param({"Content-Type": FORM}, b"a=1&" * 30, 422, id="fields"),
        pytest.param({"Content-Type": PARTS}, FILE + b"\xff\xd8\r\n--b--\r\n", 422, id="a file nobody asked for"),
        pytest.param({"Content-Type": PARTS}, b"\r\n" * 500_000, 422, id="breaks"),
        pytest.param(
            {"Content-Type": PARTS},
            b"--b\r\nContent-Disposition: form-data; " + b"a;" * 500_000 + b'name="title"\r\n\r\nx\r\n--b--\r\n',
            422,
            id="a;a;a",
        ),
        pytest.param(
            {"Content-Type": "multipart/form-data; " + "a;" * 4000 + "boundary=b"},
            b"--b--\r\n",
            422,
            id="a;a;a outside",
        ),
        pytest.param(
            {"Content-Type": PARTS}, b"--b\r\n" + b"X-Header: x\r\n" * 80_000 + b"\r\nx\r\n--b--\r\n", 422, id="headers"
        ),
        pytest.param(
            {"Content-Type": PARTS},
            b'--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nwhole\r\n--b\r\n',
            422,
            id="no last boundary",
        ),
        *(
            pytest.param(
                {"Content-Type": f"{PARTS}; charset={charset}"},
                b'--b\r\nContent-Disposition: form-data; name="title"\r\n\r\n%s\r\n--b--\r\n' % typed,
                422,
                id=charset,
            )
            for charset, typed in (("utf-7", b"+2AA-"), ("unicode_escape", b"\\ud800"), ("undefined", b"x"))
        ),
        pytest.param({"Content-Type": "application/json"}, b'{"title": "x"}', 422, id="no form"),
        pytest.param({"Content-Type": FORM}, b"%" * 1000, 422, id="half-written"),
    ],
)
def test_a_bad_body_gets_a_clear_answer_and_leaves_nothing(
    house: House, headers: dict[str, str], body: bytes, status: int
) -> None:
    with leaving_nothing(house):
        started = time.monotonic()
        answer = house.client("Alice").post("/boards", content=body, headers=headers)
        assert time.monotonic() - started < 5
        assert answer.status_code == status
        assert "<h1>" in answer.text


def test_a_body_that_grows_over_the_cap_in_chunks_is_refused(app: RecipeBoard, developed: Developed) -> None:
    app.state.settings = Settings(data=app.state.settings.data, upload_megabytes=40)
    app.middleware_stack = app.build_middleware_stack()
    house = House(app, developed)
    with leaving_nothing(house):
        chunks = iter([FILE, *(bytes(A_MEGABYTE) for _ in range(50))])
        answer = house.client("Alice").post("/recipes", content=chunks, headers={"Content-Type": PARTS})
        assert answer.status_code == 413
        assert "Send fewer photos at a time." in answer.text


def test_more_photos_than_one_sending_may_carry_are_refused_before_any_is_kept(
    app: RecipeBoard, developed: Developed
) -> None:
    app.state.settings = Settings(data=app.state.settings.data, upload_photos=2)
    house = House(app, developed)
    with leaving_nothing(house):
        answer = house.client("Alice").post("/recipes", files=[("photos", ("x.jpg", a_photo())) for _ in range(3)])
        assert answer.status_code == 422


def test_a_stranger_with_a_large_body_is_refused_before_it_is_read(house: House) -> None:
    received: list[int] = []
    sent: list[Message] = []

    async def receive() -> Message:
        received.append(A_MEGABYTE)
        return {"type": "http.request", "body": bytes(A_MEGABYTE), "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/recipes", "raw_path": b"/recipes", "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), (b"content-type", PARTS.encode())],
        "http_version": "1.1", "scheme": "http", "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    client = house.client()
    with client:
        assert client.portal
        client.portal.call(house.app, scope, receive, send)
    assert sent[0]["status"] == 303
    assert sum(received) < A_MEGABYTE


@pytest.mark.parametrize(
    "headers",
    [
        ("Content-Length: 7", "Transfer-Encoding: chunked"),
        ("Transfer-Encoding: chunked", "Content-Length: 7"),
        ("Content-Length: 7", "Content-Length: 8"),
        ("Content-Length: -7",),
        ("Content-Length: +7",),
        ("Content-Length: 7 7",),
        ("Transfer-Encoding: chunked, identity",),
    ],
)
def test_a_length_that_can_be_read_in_two_ways_is_refused(listening: House, headers: tuple[str, ...]) -> None:
    with leaving_nothing(listening):
        wire = Wire(listening, "Alice")
        answer = wire.answer(wire.said("/boards", f"Content-Type: {FORM}", *headers) + b"title=x")
        assert answer.startswith(b"HTTP/1.1 400 ")
        assert answer.count(b"HTTP/1.1") == 1


def test_who_leaves_half_way_leaves_nothing(listening: House) -> None:
    wire, photo = Wire(listening, "Alice"), a_photo()
    whole = FILE + photo + b"\r\n--b--\r\n"
    with leaving_nothing(listening):
        for part in (0, len(FILE), len(FILE) + 10, len(whole) - 3):
            with wire.opened() as connection:
                connection.sendall(
                    wire.said("/recipes", f"Content-Type: {PARTS}", f"Content-Length: {len(whole)}") + whole[:part]
                )
                time.sleep(0.05)
        time.sleep(0.3)


def test_who_sends_a_byte_at_a_time_holds_nobody_up_and_leaves_nothing(listening: House) -> None:
    wire = Wire(listening, "Alice")
    with leaving_nothing(listening), wire.opened() as slow:
        slow.sendall(wire.said("/recipes", f"Content-Type: {PARTS}", "Content-Length: 1000000"))
        for byte in FILE[:12]:
            slow.sendall(bytes([byte]))
            time.sleep(0.05)
        known = {"email": "alice@example.org", "password": PASSWORD}
        signed_in = httpx.post(f"http://127.0.0.1:{wire.port}/sign-in", data=known)  # somebody else writes meanwhile
        assert signed_in.status_code == 303
        slow.close()
        time.sleep(0.3)


def test_who_stands_still_is_sent_away_in_words(listening: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.limits.bodies.WINDOW", 0.3)
    wire = Wire(listening, "Alice")
    with leaving_nothing(listening), wire.opened() as still:
        still.sendall(wire.said("/recipes", f"Content-Type: {PARTS}", "Content-Length: 1000000") + FILE)
        assert still.recv(65536).startswith(b"HTTP/1.1 408 ")


def test_a_photo_that_was_cut_off_is_not_lost_without_a_word(house: House) -> None:
    photo = a_photo()
    for body in (FILE + photo + b"\r\n" + FILE + photo[:500], FILE + photo + b"\r\n" + FILE + photo + b"\r\n"):
        with leaving_nothing(house):
            answer = house.client("Bob").post("/recipes", content=body, headers={"Content-Type": PARTS})
            assert answer.status_code == 422


@pytest.mark.parametrize("length", ["Content-Length: 50000000", "Transfer-Encoding: chunked"])
@pytest.mark.parametrize("address", ["/sign-in", "/setup", "/sign-out", "/recipes"])
def test_a_stranger_is_answered_before_a_large_body_comes_and_the_line_is_closed(
    listening: House, address: str, length: str
) -> None:
    wire = Wire(listening, "Alice")
    wire.cookie = "session=none"
    kind = PARTS if address == "/recipes" else FORM
    with wire.opened() as line:
        line.sendall(wire.said(address, f"Content-Type: {kind}", length))
        sent = 0
        try:
            while sent < 8 * A_MEGABYTE:  # more than what the kernel keeps for a reader that doesn't read
                line.sendall(b"10000\r\n" + b"&" * 65536 + b"\r\n")
                sent += 65536
        except OSError:
            pass
        try:
            answer = line.recv(65536)
        except ConnectionResetError:
            answer = b"HTTP/1.1 closed"
    assert sent < 8 * A_MEGABYTE
    assert answer.startswith((b"HTTP/1.1 303", b"HTTP/1.1 422", b"HTTP/1.1 closed"))


@pytest.mark.parametrize("head", ["GET /{} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", "GET / HTTP/1.1\r\nX: {}\r\n\r\n"])
def test_an_endless_address_or_header_is_refused(listening: House, head: str) -> None:
    with Wire(listening, "Alice").opened() as line:
        try:
            line.sendall(head.format("x" * 3 * A_MEGABYTE).encode())
            answer = line.recv(65536)
        except OSError:
            answer = b"HTTP/1.1 400 closed"
    assert answer.startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize(
    "first", [b"", b"GET /robots.txt HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"], ids=["at once", "behind another"]
)
def test_more_headers_than_any_browser_writes_are_not_even_read(listening: House, first: bytes) -> None:
    with Wire(listening, "Alice").opened() as line:
        line.sendall(first + b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n" + b"a:\r\n" * 100 + b"\r\n")
        answers = b"".join(iter(lambda: line.recv(65536), b""))
    assert answers.count(b"HTTP/1.1 200 ") == bool(first)
    assert answers.count(b"HTTP/1.1 400 ") == 1


@pytest.mark.parametrize(
    ("crumbs", "status"), [(PIECES - 1, b"422"), (20 * PIECES, b"400")], ids=["few", "without end"]
)
def test_a_body_in_crumbs_is_read_for_a_while_and_not_for_ever(listening: House, crumbs: int, status: bytes) -> None:
    wire = Wire(listening, "Alice")
    with leaving_nothing(listening), wire.opened() as line:
        line.sendall(wire.said("/boards", f"Content-Type: {FORM}", "Transfer-Encoding: chunked", "Connection: close"))
        line.sendall(b"1\r\na\r\n" * crumbs + b"0\r\n\r\n")
        assert line.recv(65536).startswith(b"HTTP/1.1 " + status)


def test_a_body_in_pieces_of_a_usual_size_is_read_to_its_end(listening: House) -> None:
    wire, most = Wire(listening, "Alice"), MOST_BYTES // LEAST_PIECE
    with leaving_nothing(listening), wire.opened() as line:
        line.sendall(wire.said("/boards", f"Content-Type: {FORM}", "Transfer-Encoding: chunked", "Connection: close"))
        line.sendall((b"%x\r\n%b\r\n" % (LEAST_PIECE, b"a" * LEAST_PIECE)) * most + b"0\r\n\r\n")
        assert line.recv(65536).startswith(b"HTTP/1.1 422 "), "a field without an end, and no broken body"


def test_a_full_temporary_folder_is_said_in_words(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(_file: UploadFile, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(UploadFile, "write", full)
    with leaving_nothing(house):
        answer = house.client("Bob").post("/recipes", files=[("photos", ("x.jpg", a_photo()))])
        assert answer.status_code == 507
        assert "There is no room for more photos." in answer.text


def test_photos_that_no_step_took_are_not_kept(house: House) -> None:
    bob = house.client("Bob")
    for _ in range(3):
        bob.post("/recipes", data={"upload": "once"}, files=[("photos", ("x.jpg", a_photo()))])
    assert len(set(house.store.keys())) == 1


def test_a_step_takes_one_photo(house: House) -> None:
    recipe = house.a_recipe(steps=1)
    with house.database.reading() as db:
        step = house.person(db, "Alice").recipe(recipe).steps[0].id
    one, other, none = (
        ("photos", (name, content)) for name, content in (("x", a_photo()), ("y", a_photo()), ("", b""))
    )
    bob, before = house.client("Bob"), set(house.store.keys())
    assert bob.post(f"/steps/{step}/photo", files=[one, other]).status_code == 422
    assert set(house.store.keys()) == before
    assert bob.post(f"/steps/{step}/photo", files=[none, one]).status_code == 303
