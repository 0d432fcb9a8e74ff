"""How people come in and go: tablet, card, password, invitation, and what ends a session."""

import re
import socket
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
import time_machine
from fastapi.testclient import TestClient
from sqlmodel import select

from app.door.cookies import Cookie
from app.door.password import Password
from app.door.signin import SignedIn, SignInNeeded
from boards.database import Database, db_of
from boards.hands.oneself import Oneself
from boards.hands.people import People
from boards.hands.tablets import Tablets
from boards.key import Seed
from boards.passkey import Passkey, Site
from boards.person import Person
from boards.problems import Problem
from boards.right import Role
from boards.session import LONGEST, Session
from tests.app.consent import said
from tests.conftest import PASSWORD, House, a_photo, hashed_password, on_both_databases


@pytest.fixture
def tablet(house: House) -> TestClient:
    """The group's tablet, made by Alice on it."""
    client = house.client("Alice")
    assert client.post("/tablets", data={"name": "Kitchen tablet"}).headers["location"] == "/who"
    return client


def test_making_a_device_a_tablet_signs_the_worker_out_on_it(house: House, tablet: TestClient) -> None:
    assert tablet.get("/").headers["location"] == "/who"
    page = tablet.get("/who").text
    assert "Who is cooking today?" in page
    assert "Bob" in page
    assert "Alice</span>" not in page, "a worker is no picture to tap"


def test_people_stand_in_the_order_of_the_alphabet_however_they_are_written(house: House, tablet: TestClient) -> None:
    house.client("Alice").post("/people", data={"names": "Zoe\nanna"})
    page = tablet.get("/who").text
    assert sorted(("anna", "Bob", "Zoe"), key=page.index) == ["anna", "Bob", "Zoe"]


def test_who_left_stands_on_no_tablet(house: House, tablet: TestClient) -> None:
    assert "Bob" in tablet.get("/who").text
    house.client("Alice").post(f"/people/{house.person_id('Bob')}/leave", data={"recipes": "keep"})
    assert "Bob" not in tablet.get("/who").text
    assert tablet.post(f"/who/{house.person_id('Bob')}").status_code == 404


def test_a_tap_asks_and_a_button_signs_in(house: House, tablet: TestClient) -> None:
    bob = house.person_id("Bob")
    page = tablet.get(f"/who/{bob}").text
    assert "Hello Bob" in page
    assert "This is me" in page
    assert "This is not me" in page
    assert tablet.get("/").status_code == 303, "looking signs nobody in"
    tablet.post(f"/who/{bob}")
    boards = tablet.get("/")
    assert "I have finished cooking" in boards.text
    assert boards.headers["cache-control"] == "no-store"


def test_a_worker_cannot_be_tapped(house: House, tablet: TestClient) -> None:
    assert tablet.post(f"/who/{house.person_id('Alice')}").status_code == 404
    assert tablet.post(f"/who/{house.person_id('Charlie')}").status_code == 404


def test_who_has_finished_leaves_nothing_for_the_next(house: House, tablet: TestClient) -> None:
    signed_in = tablet.post(f"/who/{house.person_id('Bob')}")
    cookie = signed_in.cookies[Cookie.SESSION.named(house.settings)]
    answer = tablet.post("/sign-out")
    assert answer.headers["location"] == "/who?finished=1"
    assert answer.headers["clear-site-data"] == '"cache"', "photos that wait for them stay"
    assert "You have finished. Your recipes are safe." in tablet.get("/who?finished=1").text
    thief = house.client()
    thief.cookies.set(Cookie.SESSION.named(house.settings), cookie)
    assert thief.get("/recipes").status_code == 303, "the session is over, not only forgotten"


def test_what_somebody_was_making_waits_for_their_next_time(house: House, tablet: TestClient) -> None:
    bob = house.person_id("Bob")
    tablet.post(f"/who/{bob}")
    photo = [("photos", ("a.jpg", a_photo(), "image/jpeg"))]
    question = tablet.post(f"/recipes?opened_by={bob}", files=photo).headers["location"]
    made = said(tablet, question.split("?")[0], answer="no_one").headers["location"]
    tablet.post("/sign-out")
    tablet.post(f"/who/{bob}")
    page = tablet.get("/").text
    assert "You were making a recipe" in page
    steps = made.split("?")[0]
    assert f'href="{steps}"' in page
    tablet.post(steps, data={"finished": "yes"})
    assert "You were making a recipe" not in tablet.get("/").text


def test_photos_that_come_to_a_finished_recipe_make_it_one_to_go_on_with(house: House) -> None:
    recipe, bob = house.a_recipe("Soup", by="Bob"), house.client("Bob")
    assert "You were making a recipe" not in bob.get("/").text
    photo = [("photos", ("a.jpg", a_photo(), "image/jpeg"))]
    bob.post(f"/recipes/{recipe}/steps", files=photo)
    assert "You were making a recipe" in bob.get("/").text
    bob.post(f"/recipes/{recipe}/steps", data={"finished": "yes"})
    assert "You were making a recipe" not in bob.get("/").text


def test_somebody_elses_unfinished_recipe_is_not_offered(house: House, tablet: TestClient) -> None:
    house.a_recipe(by="Alice")
    tablet.post(f"/who/{house.person_id('Bob')}")
    assert "You were making a recipe" not in tablet.get("/").text


def test_a_stopped_tablet_signs_out_who_is_on_it_and_shows_nobody(house: House, tablet: TestClient) -> None:
    tablet.post(f"/who/{house.person_id('Bob')}")
    alice = house.client("Alice")
    stop = re.search(r'href="(/tablets/[\w-]+/stop)"', alice.get("/tablets").text)
    assert stop
    alice.post(stop[1])
    assert tablet.get("/").headers["location"] == "/who"
    assert tablet.get("/who").headers["location"] == "/sign-in"
    assert "Kitchen tablet" not in alice.get("/tablets").text.split("<form", 1)[0].split("told", 1)[0]


def test_a_worker_opens_each_cooking_session_if_the_group_wants_it(house: House, tablet: TestClient) -> None:
    alice, bob = house.client("Alice"), house.person_id("Bob")
    alice.post("/settings", data={"group": "Tuesday cooks", "helper": "Alice", "opens": "yes"})
    page = tablet.get("/who").text
    assert "We are not cooking yet." in page
    assert "Bob" not in page
    assert tablet.post(f"/who/{bob}").status_code == 404
    alice.post("/tablets/open")
    assert tablet.post(f"/who/{bob}").status_code == 303
    midnight = datetime.combine(house.settings.today() + timedelta(days=1), datetime.min.time(), house.settings.zone)
    with time_machine.travel(midnight + timedelta(seconds=1)):
        assert "Bob" not in tablet.get("/who").text
    alice.post("/tablets/close")
    assert "We are not cooking yet." in tablet.get("/who").text


def test_a_tablet_that_is_closed_shows_no_face_to_whoever_knows_its_address(house: House, tablet: TestClient) -> None:
    alice, bob = house.client("Alice"), house.person_id("Bob")
    alice.post(f"/people/{bob}/picture", files=[("photos", ("me.jpg", a_photo(), "image/jpeg"))])
    face = re.search(r"/who/photos/[\w-]+/\w+", tablet.get("/who").text)
    assert face
    assert tablet.get(face[0]).status_code == 200
    alice.post("/settings", data={"group": "Tuesday cooks", "helper": "Alice", "opens": "yes"})
    assert tablet.get(face[0]).status_code == 404


def test_a_new_card_stops_the_old_one_and_whoever_came_in_with_it(house: House) -> None:
    old, phone = house.a_badge(), house.client()
    phone.post(f"/card/{old}")
    assert phone.get("/").status_code == 200
    new = house.a_badge()
    assert phone.get("/").status_code == 303
    assert phone.post(f"/card/{old}").status_code == 404
    assert phone.post(f"/card/{new}").status_code == 303


def test_a_member_stays_signed_in_on_their_own_phone_and_a_worker_does_not(house: House) -> None:
    phone, office = house.client(), house.client()
    cookie = phone.post(f"/card/{house.a_badge()}").headers["set-cookie"]
    assert f"Max-Age={int(LONGEST.total_seconds())}" in cookie
    cookie = office.post("/sign-in", data={"email": "alice@example.org", "password": PASSWORD}).headers["set-cookie"]
    assert f"Max-Age={40 * 60 * 60};" in cookie, "a browser at work forgets it when it opens nothing any more"
    assert office.get("/").status_code == 200
    with time_machine.travel(datetime.now(UTC) + timedelta(days=200)):
        again = phone.get("/")
        assert again.status_code == 200
        assert "Max-Age=34560000" in again.headers["set-cookie"], "the browser keeps it as long again"
        assert office.get("/").status_code == 303


@pytest.mark.parametrize(("hours", "status"), [(19.9, 200), (20.1, 303)])
def test_a_worker_stays_signed_in_for_twenty_hours_unused(house: House, hours: float, status: int) -> None:
    office = house.client()
    office.post("/sign-in", data={"email": "alice@example.org", "password": PASSWORD})
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=hours)):
        assert office.get("/").status_code == status


def test_a_worker_in_use_signs_in_again_after_forty_hours(house: House) -> None:
    alice, start = house.client("Alice"), datetime.now(UTC)
    for hours in (15, 30, 39.9):
        with time_machine.travel(start + timedelta(hours=hours)):
            assert alice.get("/").status_code == 200
            house.app.state.tally.write()
    with time_machine.travel(start + timedelta(hours=40.1)):
        assert alice.get("/").status_code == 303


def test_signing_out_everywhere_ends_every_session(house: House) -> None:
    here, there = house.client("Alice"), house.client("Alice")
    assert here.post("/me/sign-out").headers["location"] == "/sign-in?out=everywhere"
    assert here.get("/").status_code == there.get("/").status_code == 303
    assert "You are signed out on every device." in here.get("/sign-in?out=everywhere").text


@pytest.mark.parametrize(
    ("password", "says"),
    [
        ("short", "Use 15 letters or more."),
        ("passwordpassword", "This password is easy to guess. Choose other words."),
        ("aaaaaaaaaaaaaaaaaaaa", "This password is easy to guess. Choose other words."),
        ("qwertyuiopasdfghjkl", "This password is easy to guess. Choose other words."),
        ("alice@example.org1", "This password is easy to guess. Choose other words."),
        ("x" * 201, "Use fewer words here. 200 letters is the most."),
    ],
)
def test_a_password_that_others_would_try_is_refused_and_the_old_one_stays(
    house: House, password: str, says: str
) -> None:
    answer = house.client("Alice").post("/me/password", data={"email": "alice@example.org", "password": password})
    assert answer.status_code == 422
    assert says in answer.text
    known = {"email": "alice@example.org", "password": PASSWORD}
    assert house.client().post("/sign-in", data=known).status_code == 303


@pytest.mark.parametrize("password", ["four words are plenty", "ŵy a bara menyn bob dydd", "ہم سب مل کر پکاتے ہیں"])
def test_a_passphrase_is_taken_in_any_language(house: House, password: str) -> None:
    changed = {"email": "alice@example.org", "password": password}
    assert house.client("Alice").post("/me/password", data=changed).status_code == 303
    assert house.client().post("/sign-in", data=changed).status_code == 303


def test_an_address_that_somebody_has_is_not_taken(house: House) -> None:
    for taken in ("charlie@example.org", "CHARLIE@example.org "):
        chosen = {"email": taken, "password": "four words are plenty"}
        answer = house.client("Alice").post("/me/password", data=chosen)
        assert answer.status_code == 422
        assert "Somebody signs in with this address already." in answer.text


def test_a_forgotten_password_is_mended_by_an_invitation_that_ends_older_sessions(house: House) -> None:
    alice, lost = house.client("Alice"), house.client("Alice")
    with house.writing() as db:
        people, seed = People(house.person(db, "Alice")), Seed.new()
        dora = people.add_worker("Dora", ["cat"])
        key = seed.key_for(people.invite(dora, seed).id)
    chosen = {"email": "dora@example.org", "password": "apples under the table"}
    dora_there = house.client()
    dora_there.post(f"/invitations/{key}", data=chosen)
    alice.post(f"/people/{house.person_id('Dora')}/invitation")
    page = alice.get(f"/people/{house.person_id('Dora')}/invitation").text
    new_key = re.search(r"/invitations/([\w-]{22})", page)
    assert new_key
    assert dora_there.get("/").status_code == 200, "what she has works until she chooses anew"
    mended = house.client()
    again = {"email": "dora@example.org", "password": "pears upon the shelf"}
    assert mended.post(f"/invitations/{new_key[1]}", data=again).status_code == 303
    assert dora_there.get("/").status_code == 303
    assert house.client().post("/sign-in", data=chosen).status_code == 422
    assert house.client().post("/sign-in", data=again).status_code == 303
    assert lost.get("/").status_code == 200


def test_of_two_invitations_the_newer_works_and_using_it_ends_every_way_in_that_there_was(house: House) -> None:
    old, new = Seed.new(), Seed.new()
    with house.writing() as db:
        people = People(house.person(db, "Alice"))
        dora = people.add_worker("Dora", ["cat"])
        db.add(Passkey(person_id=dora.id, credential_id="x", public_key=b"x", sign_count=0))
        keys = [seed.key_for(people.invite(dora, seed).id) for seed in (old, new)]
    chosen = {"email": "dora@example.org", "password": "apples under the table"}
    assert [house.client().post(f"/invitations/{key}", data=chosen).status_code for key in keys] == [404, 303]
    with house.database.reading() as db:
        assert Passkey.of(house.person(db, "Dora")) == []


def test_an_invitation_is_shown_to_the_browser_that_made_it_alone(house: House) -> None:
    alice, elsewhere = house.client("Alice"), house.client("Alice")
    made = alice.post("/people/workers", data={"name": "Dora"}).headers["location"].split("?")[0]
    assert re.search(r"/invitations/[\w-]{22}", alice.get(made).text)
    assert not re.search(r"/invitations/[\w-]{22}", elsewhere.get(made).text)
    assert "The address shows for one hour only." in elsewhere.get(made).text


def test_the_sheet_of_cards_is_shown_to_the_browser_that_made_it_alone(house: House) -> None:
    alice, elsewhere = house.client("Alice"), house.client("Alice")
    alice.post("/cards", data={"people": house.person_id("Bob")})
    sheet = alice.get("/cards/sheet")
    assert sheet.text.count('class="badge"') == 1
    assert sheet.headers["cache-control"] == "no-store"
    assert "There are no cards to print." in elsewhere.get("/cards/sheet").text


def test_nothing_that_opens_something_is_kept_as_it_is(house: House, tablet: TestClient) -> None:
    keys = [house.a_badge(), tablet.cookies[Cookie.TABLET.named(house.settings)]]
    with house.writing() as db:
        people, seed = People(house.person(db, "Alice")), Seed.new()
        keys.append(seed.key_for(people.invite(people.add_worker("Dora", ["cat"]), seed).id))
    keys += [seed.secret]
    with house.database.engine.connect() as connection:
        kept = "\n".join(connection.connection.driver_connection.iterdump())  # type: ignore[union-attr]
    assert "Dora" in kept
    assert [key for key in keys if key in kept] == []


def test_a_body_that_arrives_after_its_session_ended_changes_nothing(listening: House) -> None:
    with listening.writing() as db:
        cookie = Session.begin(listening.person(db, "Alice"), proved=True)
    body = urlencode({"email": "thief@example.org", "password": "apples under the table"}).encode()
    with socket.create_connection(("127.0.0.1", listening.settings.port), timeout=10) as line:
        line.sendall(
            f"POST /me/password HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: session={cookie}\r\nConnection: close\r\n"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n".encode()
        )
        line.sendall(body[:5])
        time.sleep(0.5)
        with listening.writing() as db:
            Session.end_all(listening.person(db, "Alice"))
        line.sendall(body[5:])
        answer = b"".join(iter(lambda: line.recv(4096), b"")).decode()
    assert answer.startswith("HTTP/1.1 303")
    assert "location: /sign-in" in answer.lower()
    with listening.database.reading() as db:
        assert listening.person(db, "Alice").email == "alice@example.org"


def test_a_password_that_was_changed_while_it_was_checked_opens_nothing(house: House) -> None:
    password = Password(typed=PASSWORD, email="alice@example.org", network="10.0.0.1", asker="10.0.0.1")
    with house.database.reading() as db:
        owner = password.check(db)
    with house.writing() as db:
        Oneself(house.person(db, "Alice")).change_password("alice@example.org", "pears upon the shelf")
    with house.database.writing() as db, pytest.raises(Problem, match="wrong_password"):
        owner.person(db)


def test_who_leaves_takes_back_the_invitations_that_they_made(house: House) -> None:
    with house.writing() as db:
        people, seed = People(house.person(db, "Alice")), Seed.new()
        bea = people.add_worker("Bea", ["cat"])
        ghost = People(bea).add_worker("Ghost", ["cat"])
        key = seed.key_for(People(bea).invite(ghost, seed).id)
    assert house.client().get(f"/invitations/{key}").status_code == 200
    house.client("Alice").post(f"/people/{house.person_id('Bea')}/leave", data={"recipes": "keep"})
    assert house.client().get(f"/invitations/{key}").status_code == 404


def test_a_device_that_is_a_tablet_no_longer_forgets_it_and_workers_come_in(house: House, tablet: TestClient) -> None:
    with house.writing() as db:
        people = People(house.person(db, "Alice"))
        Tablets(people.me).stop(Tablets(people.me).working()[0])
    assert tablet.post(f"/card/{house.a_badge()}").status_code == 404, "a card opens nothing there either"
    assert tablet.get("/who").headers["location"] == "/sign-in"
    assert not tablet.cookies.get(Cookie.TABLET.named(house.settings))
    known = {"email": "alice@example.org", "password": PASSWORD}
    assert tablet.post("/sign-in", data=known).headers["location"] == "/"
    assert "Signed in as Alice" in tablet.get("/").text


def test_a_card_opens_nothing_on_a_tablet_that_is_closed(house: House, tablet: TestClient) -> None:
    house.client("Alice").post("/settings", data={"group": "Tuesday cooks", "helper": "Alice", "opens": "yes"})
    key = house.a_badge()
    assert tablet.post(f"/card/{key}").status_code == 404
    assert house.client().post(f"/card/{key}").status_code == 303, "on their own phone it does"


def test_an_address_is_the_same_however_it_was_typed(house: House) -> None:
    alice = house.client("Alice")
    composed, apart = "jos\u00e9@example.org", " Jose\u0301@Example.org"
    assert alice.post("/me/password", data={"email": composed, "password": "pears upon the shelf"}).status_code == 303
    assert house.client().post("/sign-in", data={"email": apart, "password": "pears upon the shelf"}).status_code == 303
    taken = {"email": apart, "password": "four words are plenty"}
    assert house.client("Charlie").post("/me/password", data=taken).status_code == 422
    long = {"email": "\u0130" * 200 + "@a.bc", "password": "four words are plenty"}
    assert alice.post("/me/password", data=long).status_code == 422


def test_the_helper_who_leaves_hands_help_on(house: House) -> None:
    with house.writing() as db:
        people, seed = People(house.person(db, "Alice")), Seed.new()
        key = seed.key_for(people.invite(people.add_worker("Dora", ["cat"]), seed).id)
    dora, alice = house.client(), house.client("Alice")
    dora.post(f"/invitations/{key}", data={"email": "dora@example.org", "password": "apples under the table"})
    left = alice.post(f"/people/{house.person_id('Alice')}/leave", data={"recipes": "keep"})
    assert left.headers["location"].startswith("/sign-in")
    assert "Need help? Ask Dora." in dora.get("/").text


@on_both_databases
def test_two_workers_who_make_each_other_members_at_once_leave_one(house: House) -> None:
    with house.writing() as db:
        people = People(house.person(db, "Alice"))
        bea = people.add_worker("Bea", ["cat"])
        bea.password_hash = hashed_password()
        names = {name: SignedIn(_session_of(house.person(db, name))) for name in ("Alice", "Bea")}
    barrier, processes = threading.Barrier(2), {name: Database(house.settings.database) for name in names}

    def demote(me: str, other: str) -> bool:
        barrier.wait()
        with processes[me].writing() as db:
            try:
                people = People(names[me].writer(db))
                people.change_role(house.person(db, other), Role.MEMBER)
                time.sleep(0.3)
                db.commit()
            except (Problem, SignInNeeded):
                return False
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(demote, ("Alice", "Bea"), ("Bea", "Alice"))) == 1
    for process in processes.values():
        process.close()


ON_POSTGRESQL = pytest.mark.parametrize("settings", ["postgresql"], indirect=True)
"""Where one process can change what another has just read."""


def _once_somebody_waits(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], None]) -> None:
    """Let another process be the first, where somebody is about to wait for their turn."""
    waits = Person.wait_for_turn

    def after_that(person: Person) -> None:
        monkeypatch.setattr(Person, "wait_for_turn", waits)
        happens()
        waits(person)

    monkeypatch.setattr(Person, "wait_for_turn", after_that)


@ON_POSTGRESQL
@pytest.mark.parametrize("what", ["made a worker", "closed"])
def test_a_tap_that_began_before_somebody_became_a_worker_or_the_tablet_closed_opens_nothing(
    house: House, tablet: TestClient, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    bob = house.person_id("Bob")

    def happens() -> None:
        with house.writing() as db:
            if what == "closed":
                house.person(db, "Alice").group.opens_tablets = True
            else:
                house.person(db, "Bob").role = Role.WORKER

    _once_somebody_waits(monkeypatch, happens)
    assert tablet.post(f"/who/{bob}").status_code == 404
    assert tablet.get("/people").status_code == 303


@ON_POSTGRESQL
def test_a_passkey_that_was_removed_while_it_answered_opens_nothing(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = Site("localhost", "http://localhost")
    with house.writing() as db:
        alice = house.person(db, "Alice")
        db.add(Passkey(person_id=alice.id, credential_id="abc", public_key=b"", sign_count=0))
        _, question = Passkey.ask_any(db, site)
    answers = SimpleNamespace(new_sign_count=1)
    monkeypatch.setattr("boards.passkey.verify_authentication_response", lambda **_: answers)
    with house.database.writing() as db:
        assert Passkey.signing_in(db, answer='{"id": "abc"}', question=question, site=site).name == "Alice"

    def happens() -> None:
        with house.writing() as db:
            Passkey.end_all(house.person(db, "Alice"))

    _once_somebody_waits(monkeypatch, happens)
    with house.database.writing() as db, pytest.raises(Problem, match="passkey_refused"):
        Passkey.signing_in(db, answer='{"id": "abc"}', question=question, site=site)


def _session_of(person: Person) -> str:
    Session.begin(person, proved=True)
    db_of(person).flush()
    return str(db_of(person).exec(select(Session.id).where(Session.person_id == person.id)).one())
