"""What every request meets at the door, and what every answer says."""

import logging
import re
import sqlite3
import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from fastapi.testclient import TestClient
from sqlalchemy.exc import OperationalError

from app.assets import assets
from app.door.cookies import Cookie
from app.door.guard import HEADERS
from app.main import RecipeBoard, create_app
from app.settings import Settings
from boards.person import Person
from boards.session import Session
from media import SIZES, Developed
from tests.conftest import ADDRESS, PASSWORD, House, a_photo, on_both_databases


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil@localhost", "localhost/evil", "localhost:99999999", "localhost:abc", "[", "[zz]", "", "a b"],
)
def test_a_foreign_or_broken_host_name_is_refused(house: House, host: str) -> None:
    assert house.client().get("/sign-in", headers={"Host": host}).status_code == 400


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1", "[::1]:8000"])
def test_our_own_host_names_are_answered(house: House, host: str) -> None:
    assert house.client().get("/sign-in", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(("count", "status"), [(200, 200), (201, 400)])
def test_an_address_that_says_more_than_any_page_asks_is_refused(house: House, count: int, status: int) -> None:
    assert house.client().get("/sign-in?" + "&".join(["a=1"] * count)).status_code == status


def test_two_host_names_are_refused(house: House) -> None:
    assert house.client().get("/sign-in", headers=[("Host", "localhost"), ("Host", "127.0.0.1")]).status_code == 400


@pytest.mark.parametrize(
    ("said", "name", "status"),
    [
        ("database is locked", "SQLITE_BUSY", 503),
        ("unable to open database file", "SQLITE_CANTOPEN", 503),
        ("database or disk is full", "SQLITE_FULL", 507),
        ("disk I/O error", "SQLITE_IOERR_WRITE", 507),
        ("no such table", "SQLITE_ERROR", 500),
    ],
)
def test_a_database_that_refuses_is_said_in_words_and_nothing_of_it_is_logged(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, said: str, name: str, status: int
) -> None:
    def refuse(_me: Person) -> None:
        fault = sqlite3.OperationalError(said)
        fault.sqlite_errorname = name
        raise OperationalError("SELECT", {"key": "secret"}, fault)

    monkeypatch.setattr(Person, "boards", refuse)
    answer = house.client("Alice").get("/")
    assert answer.status_code == status
    assert "<h1>" in answer.text
    assert said in caplog.text
    assert "secret" not in caplog.text


def test_a_fault_of_the_database_hides_what_was_asked(house: House, caplog: pytest.LogCaptureFixture) -> None:
    with house.database.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE link RENAME TO lost")
    assert house.client().get("/s/SECRETKEY").status_code == 500
    assert "no such table" in caplog.text
    assert "SECRETKEY" not in caplog.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},  # whoever else has a page below the same domain
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://["},
    ],
)
@pytest.mark.parametrize("address", ["/sign-in", "/sign-out", "/boards"])
def test_a_post_from_another_site_is_refused(house: House, headers: dict[str, str], address: str) -> None:
    alice = house.client("Alice")
    assert alice.post(address, data={"title": "x"}, headers=headers).status_code == 403
    assert alice.get("/").status_code == 200


@pytest.mark.parametrize(("origin", "status"), [("https://recipes.example", 303), ("http://recipes.example", 403)])
def test_where_we_are_reached_by_https_a_page_that_came_without_it_is_another_site(
    settings: Settings, origin: str, status: int
) -> None:
    app = create_app(settings.model_copy(update={"public_url": "https://recipes.example"}))
    with TestClient(app, base_url="https://recipes.example", follow_redirects=False) as client:
        assert client.post("/sign-out", headers={"Origin": origin}).status_code == status


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


def test_answers_of_every_kind_carry_our_headers(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    recipe = house.a_recipe()
    with house.database.reading() as db:
        photo = f"/photos/{house.person(db, 'Alice').recipe(recipe).steps[0].photo_key}/card"
    alice = TestClient(house.app, ADDRESS, raise_server_exceptions=False, cookies=house.client("Alice").cookies)
    answers = [
        alice.get(photo),
        alice.get(photo, headers={"If-None-Match": alice.get(photo).headers["etag"]}),
        alice.post("/boards", content=b"", headers={"Content-Length": str(10**10)}),
        alice.post("/boards", data={"title": "x"}, headers={"Origin": "https://evil.example"}),
        alice.get("/", headers={"Host": "evil.example"}),
        alice.delete("/boards"),
    ]
    monkeypatch.setattr(Person, "boards", lambda _: 1 / 0)
    answers.append(alice.get("/"))
    assert [answer.status_code for answer in answers] == [200, 304, 413, 403, 400, 405, 500]
    for answer in answers:
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, (answer.status_code, name)
    assert "ZeroDivisionError" not in answers[-1].text
    assert "<h1>" in answers[-1].text


@pytest.mark.parametrize("address", ["/docs", "/redoc", "/openapi.json", "/.git/HEAD", "/static/../app/main.py"])
def test_what_is_not_there_is_not_found(house: House, address: str) -> None:
    assert house.client().get(address).status_code == 404


@on_both_databases
@pytest.mark.parametrize(
    "address", ["/boards/a%00b", "/s/a%00b", "/?note=a%00b", "/setup?code=a%00b", "/photos/%00/card"]
)
def test_an_address_that_cannot_be_looked_up_is_a_bad_request(house: House, address: str) -> None:
    assert house.client("Alice").get(address).status_code == 400


def test_no_key_and_no_query_reaches_the_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    _, key = house.a_link(board=house.a_board("Ours", house.a_recipe()))
    house.client().get(f"/s/{key}?see=list")
    house.client().get(f"/s/{key}/recipes/x")
    house.client().get("/setup?code=secret-code")
    for pasted in (f"//s/{key}", f"/s//{key}", f"/S/{key}", f"/s/;/{key}", f"/recipes/{key}", f"/{key}"):
        house.client().get(ADDRESS + pasted)
    ours = "\n".join(
        record.getMessage() for record in caplog.records if record.name.startswith(("recipe_board", "uvicorn"))
    )
    assert "GET /s/{key} 200" in ours
    assert "GET * 404" in ours
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


def test_signing_in_begins_a_new_session_and_ends_the_one_before(house: House) -> None:
    browser, name = house.client(), Cookie.SESSION.named(house.settings)
    known = {"email": "alice@example.org", "password": PASSWORD}
    browser.post("/sign-in", data=known)
    planted = browser.cookies[name]
    browser.post("/sign-in", data=known)
    assert browser.cookies[name] != planted
    assert browser.get("/").status_code == 200
    thief = house.client()
    thief.cookies.set(name, planted)
    assert thief.get("/").status_code == 303


def test_the_cookie_of_a_session_is_for_our_pages_alone(app: RecipeBoard, developed: Developed) -> None:
    for public_url, cookie in (
        ("", r"session=[\w-]{43}; HttpOnly; Max-Age=\d+; Path=/; SameSite=lax"),
        ("https://recipes.example", r"__Host-session=[\w-]{43}; HttpOnly; Max-Age=\d+; Path=/; SameSite=lax; Secure"),
    ):
        app.state.settings = Settings(data=app.state.settings.data, public_url=public_url)
        with app.state.database.writing() as db:
            email = f"p{len(public_url)}@example.org"
            db.add(Person.first(group="Cooks", name="Priya", email=email, password=PASSWORD))
            db.commit()
        answer = TestClient(app, ADDRESS, follow_redirects=False).post(
            "/sign-in", data={"email": email, "password": PASSWORD}
        )
        assert re.fullmatch(cookie, answer.headers["set-cookie"])


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


def test_an_address_that_nobody_has_is_answered_as_slowly(house: House) -> None:
    def work(email: str) -> float:
        """Seconds that the processors work on it, whatever else they do."""
        started = time.process_time()
        assert house.client().post("/sign-in", data={"email": email, "password": "wrong"}).status_code == 422
        return time.process_time() - started

    known, unknown = (min(work(email) for _ in range(3)) for email in ("alice@example.org", "nobody@example.org"))
    assert 0.6 < known / unknown < 1.7


def test_a_files_name_is_ignored(house: House) -> None:
    names = ["../../etc/passwd", "x.html", "a\u202eb.jpg", "a" * 200]
    files = [("photos", (name, a_photo(), "text/html")) for name in names]
    bob = house.client("Bob")
    answer = bob.post("/recipes", files=files)
    page = bob.get(answer.headers["location"].split("#")[0]).text
    assert "4 photos saved." in page
    assert not any(name in page for name in names)


@pytest.mark.parametrize("name", [b"a\x00b.jpg", b"a\r\nX-Planted: yes.jpg", b"..\\..\\x.jpg", b"\xff\xfe.jpg", b""])
def test_a_name_that_no_file_could_have_reaches_nothing(house: House, name: bytes) -> None:
    head = b'--b\r\nContent-Disposition: form-data; name="photos"; filename="%s"\r\nContent-Type: image/jpeg\r\n\r\n'
    body = head % name + a_photo() + b"\r\n--b--\r\n"
    answer = house.client("Bob").post(
        "/recipes", content=body, headers={"Content-Type": "multipart/form-data; boundary=b"}
    )
    assert answer.status_code in (303, 422)
    assert "x-planted" not in answer.headers
    assert len(list(house.store.keys())) == (answer.status_code == 303)
    assert {file.name for file in house.settings.photos.rglob("*") if file.is_file()} <= {
        size.filename for size in SIZES.values()
    }


def test_a_huge_file_name_is_refused(house: House) -> None:
    answer = house.client("Bob").post("/recipes", files=[("photos", ("a" * 5000, a_photo(), "image/jpeg"))])
    assert answer.status_code == 422
    assert list(house.store.keys()) == []


def test_a_thousand_ranges_are_one_answer(house: House) -> None:
    recipe = house.a_recipe()
    with house.database.reading() as db:
        key = house.person(db, "Alice").recipe(recipe).steps[0].photo_key
    ranges = "bytes=" + ",".join(f"{n}-{n + 1}" for n in range(1000))
    plain = house.client("Bob").get(f"/photos/{key}/card")
    assert len(house.client("Bob").get(f"/photos/{key}/card", headers={"Range": ranges}).content) == len(plain.content)


def test_over_https_a_browser_is_told_to_stay_there(house: House) -> None:
    settings = house.settings.model_copy(update={"public_url": "https://recipes.example"})
    with TestClient(create_app(settings), base_url="https://recipes.example") as client:
        assert client.get("/sign-in").headers["strict-transport-security"] == "max-age=31536000"
    assert "strict-transport-security" not in house.client().get("/sign-in").headers


def test_trace_is_not_answered(house: House) -> None:
    assert house.client().request("TRACE", "/sign-in").status_code == 405


def test_every_drawing_says_how_it_is_written(house: House) -> None:
    for name in ("mark", "drawing-apple"):
        assert house.client().get(assets().href(name)).headers["content-type"] == "image/svg+xml; charset=utf-8"


def test_every_cookie_is_for_our_pages_alone(house: House) -> None:
    settings = house.settings.model_copy(update={"public_url": "https://recipes.example"})
    app = create_app(settings)
    with TestClient(app, base_url="https://recipes.example", follow_redirects=False) as client:
        client.post("/sign-in", data={"email": "alice@example.org", "password": PASSWORD})
        given = [
            client.post("/sign-in/passkey/question"),
            client.post("/people/workers", data={"name": "Dora"}),
            client.post("/tablets", data={"name": "Kitchen"}),
        ]
    cookies = [
        cookie for answer in given for cookie in answer.headers.get_list("set-cookie") if "Max-Age=0" not in cookie
    ]
    expected = {"question": "strict", "seed": "strict", "tablet": "lax"}
    assert len(cookies) == len(expected)
    for (name, site), cookie in zip(expected.items(), cookies, strict=True):
        assert re.fullmatch(rf"__Host-{name}=[\w-]+; HttpOnly; Max-Age=\d+; Path=/; SameSite={site}; Secure", cookie)


@pytest.mark.parametrize(
    "answer", ["", "x", "[]", "1", '{"id": 5}', '{"id": "\\ud800"}', '{"id": "\\u0000"}', "[" * 5000, '{"id": "x"}']
)
def test_a_passkeys_answer_that_is_none_is_refused(house: House, answer: str) -> None:
    client = house.client()
    client.post("/sign-in/passkey/question")
    refused = client.post("/sign-in/passkey", data={"answer": answer})
    assert refused.status_code == 422
    assert "The passkey did not work. Try again." in refused.text
    alice = house.client("Alice")
    alice.post("/me/passkeys/question")
    assert alice.post("/me/passkeys", data={"answer": answer}).status_code == 422


def test_a_referrer_that_is_no_address_is_no_fault(house: House) -> None:
    alice = house.client("Alice")
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=3)):
        answer = alice.post("/people", data={"names": "Sam"}, headers={"Referer": "http://["})
    assert answer.headers["location"] == "/sign-in?again=1&next=/"
