"""What every request meets at the door, and what every answer says."""

import html
import logging
import time
from pathlib import Path

import pytest
from starlette.types import Message

from app.main import RecipeBoard
from app.settings import Settings
from boards.session import Session
from media import Developed
from tests.conftest import ADDRESS, PASSWORD, House, a_photo


def test_a_foreign_host_name_is_refused(house: House) -> None:
    assert house.client().get("/sign-in", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}, {"Origin": "null"}]
)
@pytest.mark.parametrize("address", ["/sign-in", "/sign-out", "/boards"])
def test_a_post_from_another_site_is_refused(house: House, headers: dict[str, str], address: str) -> None:
    alice = house.client("Alice")
    assert alice.post(address, data={"title": "x"}, headers=headers).status_code == 403
    assert alice.get("/").status_code == 200


@pytest.mark.parametrize("headers", [{}, {"Sec-Fetch-Site": "same-origin"}, {"Origin": ADDRESS}])
def test_a_post_from_our_own_page_is_taken(house: House, headers: dict[str, str]) -> None:
    assert house.client("Alice").post("/boards", data={"title": "x"}, headers=headers).status_code == 303


@pytest.mark.parametrize(
    "away", ["//evil.example", "/\\evil.example", "https://evil.example", "/%2f/evil", "/\t/evil", ""]
)
def test_after_signing_in_nobody_is_sent_away(house: House, away: str) -> None:
    known = {"email": "alice@example.org", "password": PASSWORD, "next": away}
    assert house.client().post("/sign-in", data=known).headers["location"] == "/"


@pytest.mark.parametrize("address", ["/", "/sign-in", "/nothing", "/s/never-made", "/static/x", "/health", "/docs"])
def test_every_answer_carries_our_headers(house: House, address: str) -> None:
    headers = house.client().get(address).headers
    assert "script-src 'self'" in headers["content-security-policy"]
    assert "unsafe" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert "noindex" in headers["x-robots-tag"]
    assert headers["referrer-policy"] == ("no-referrer" if address.startswith("/s/") else "same-origin")


@pytest.mark.parametrize("address", ["/docs", "/redoc", "/openapi.json", "/.git/HEAD", "/static/../app/main.py"])
def test_what_is_not_there_is_not_found(house: House, address: str) -> None:
    assert house.client().get(address).status_code == 404


def test_no_key_and_no_query_reaches_the_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    _, key = house.a_link(board=house.a_board("Ours", house.a_recipe()))
    house.client().get(f"/s/{key}?see=list")
    house.client().get(f"/s/{key}/recipes/x")
    house.client().get("/setup?code=secret-code")
    ours = "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith(("recipe_board", "uvicorn"))
    )
    assert "/s/*" in ours
    assert key not in ours
    assert "secret-code" not in ours


def test_a_session_is_a_row_and_ends_with_it(house: House) -> None:
    alice = house.client("Alice")
    kept = dict(alice.cookies)
    assert alice.post("/sign-out").status_code == 303
    thief = house.client()
    thief.cookies.update(kept)
    assert thief.get("/").status_code == 303
    thief.cookies.set("session", "planted")
    assert thief.get("/").status_code == 303


def test_unknown_and_wrong_get_the_same_answer(house: House) -> None:
    answers = [
        house.client().post("/sign-in", data={"email": "x@example.org", "password": password})
        for password in (PASSWORD, "wrong")
    ]
    wrong = house.client().post("/sign-in", data={"email": "alice@example.org", "password": "wrong"})
    assert {answer.status_code for answer in (*answers, wrong)} == {422}
    assert wrong.text.replace("alice@", "x@") == answers[0].text
    with house.database.reading() as db:
        assert db.get(Session, "x") is None


@pytest.mark.parametrize(
    ("headers", "body", "status"),
    [
        ({"Content-Length": str(10**10)}, b"", 413),
        ({"Content-Length": "-1"}, b"", 400),
        ({"Content-Encoding": "gzip"}, b"x", 415),
        ({"Content-Type": "multipart/form-data"}, b"x", 422),
        (
            {"Content-Type": "multipart/form-data; boundary=b"},
            b'--b\r\nContent-Disposition: form-data; name="title"\r\n\r\nhal',
            422,
        ),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"title=" + b"x" * 10_000_000, 422),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"title=a%00b", 422),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"title=a%ED%A0%80b", 422),
        ({"Content-Type": "application/x-www-form-urlencoded"}, b"a=1&" * 30, 422),
        ({"Content-Type": "multipart/form-data; boundary=b"}, b"\r\n" * 500_000, 422),
    ],
    ids=[
        "too long",
        "negative",
        "compressed",
        "no boundary",
        "cut off",
        "10 MB",
        "NUL",
        "surrogate",
        "fields",
        "breaks",
    ],
)
def test_a_bad_body_gets_a_clear_answer_and_leaves_nothing(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, headers: dict[str, str], body: bytes, status: int
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "data"))
    before = sorted((tmp_path / "data").iterdir())
    alice, started = house.client("Alice"), time.monotonic()
    answer = alice.post("/boards", content=body, headers=headers)
    assert answer.status_code == status
    assert "<h1>" in answer.text
    assert time.monotonic() - started < 5
    assert "There are no boards yet." in alice.get("/").text
    assert sorted((tmp_path / "data").iterdir()) == before
    assert list(house.store.keys()) == []


def test_a_body_that_grows_over_the_cap_in_chunks_is_refused(app: RecipeBoard, developed: Developed) -> None:
    app.state.settings = Settings(data=app.state.settings.data, upload_megabytes=40)
    app.middleware_stack = app.build_middleware_stack()
    house = House(app, developed)
    start = b'--b\r\nContent-Disposition: form-data; name="photos"; filename="x.jpg"\r\n\r\n'
    chunks = iter([start, *(bytes(1_000_000) for _ in range(50))])
    answer = house.client("Alice").post(
        "/recipes", content=chunks, headers={"Content-Type": "multipart/form-data; boundary=b"}
    )
    assert answer.status_code == 413
    assert "Send fewer photos at a time." in answer.text
    assert list(house.store.keys()) == []


def test_a_stranger_with_a_large_body_is_refused_before_it_is_read(house: House) -> None:
    received: list[int] = []
    sent: list[Message] = []

    async def receive() -> Message:
        received.append(1_000_000)
        return {"type": "http.request", "body": bytes(1_000_000), "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/recipes", "raw_path": b"/recipes", "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), (b"content-type", b"multipart/form-data; boundary=b")],
        "http_version": "1.1", "scheme": "http", "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 80),
    }  # fmt: skip
    client = house.client()
    with client:
        assert client.portal
        client.portal.call(house.app, scope, receive, send)
    assert sent[0]["status"] == 303
    assert sum(received) < 1_000_000


def test_a_files_name_is_ignored(house: House) -> None:
    names = ["../../etc/passwd", "x.html", "a\u202eb.jpg", "a" * 200]
    files = [("photos", (name, a_photo(), "text/html")) for name in names]
    bob = house.client("Bob")
    answer = bob.post("/recipes", files=files)
    page = bob.get(answer.headers["location"].split("#")[0]).text
    assert "4 photos saved." in page
    assert not any(name in page for name in names)


def test_a_huge_file_name_is_refused(house: House) -> None:
    answer = house.client("Bob").post("/recipes", files=[("photos", ("a" * 5000, a_photo(), "image/jpeg"))])
    assert answer.status_code == 422
    assert list(house.store.keys()) == []


@pytest.mark.parametrize("typed", ["<script>alert(1)</script>", "\"'><img src=x>", "{{7*7}}", "Cawl 🍲", "دال"])
def test_what_was_typed_comes_back_as_typed(house: House, typed: str) -> None:
    alice, recipe = house.client("Alice"), house.a_recipe(typed)
    key = house.a_link(board=house.a_board(typed, recipe))[1]
    for page in (alice.get("/"), alice.get(f"/recipes/{recipe}"), house.client().get(f"/s/{key}")):
        assert typed in html.unescape(page.text)
        if "<" in typed:
            assert typed not in page.text


def test_a_thousand_ranges_are_one_answer(house: House) -> None:
    recipe = house.a_recipe()
    with house.database.reading() as db:
        key = house.person(db, "Alice").recipe(recipe).steps[0].photo_key
    ranges = "bytes=" + ",".join(f"{n}-{n + 1}" for n in range(1000))
    plain = house.client("Bob").get(f"/photos/{key}/card")
    assert len(house.client("Bob").get(f"/photos/{key}/card", headers={"Range": ranges}).content) == len(plain.content)
