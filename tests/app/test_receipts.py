"""Saved is what our own receipt says: what a script that sends photos is told, and as whom they come in."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.routing import APIRoute, iter_route_contexts
from sqlalchemy.exc import OperationalError

from app.door.cookies import Cookie
from app.given.photos import takes_photos
from app.main import RecipeBoard
from app.photos.receipts import KIND, SENDING
from app.render import TEMPLATES
from boards.hands.tablets import Tablets
from boards.session import Session
from tests.conftest import Browser, House, a_photo
from tests.props.access import met
from tests.props.sending import PHOTO_ROUTES, kitchen_of

KEY = "the-key_of-a-sending"
ASKED = {SENDING: KEY}
PHOTO = [("photos", ("x.jpg", a_photo(), "image/jpeg"))]
NO_PHOTO = [("photos", ("x.jpg", b"words", "image/jpeg"))]


@pytest.fixture
def kitchen(house: House) -> Callable[[str], str]:
    """Fills the ids of a kitchen into an address."""
    return kitchen_of(house)


def told(browser: Browser, address: str, files: Any = PHOTO, **headers: str) -> tuple[int, dict[str, Any]]:
    """What a script that sends photos is answered: the status and the receipt, which names its sending."""
    answer = browser.post(address, data={"upload": KEY}, files=files, headers=ASKED | headers)
    assert answer.headers["content-type"] == KIND
    assert "location" not in answer.headers
    assert answer.headers["content-security-policy"]
    receipt = answer.json()
    assert receipt.pop("sending") == KEY
    return answer.status_code, receipt


def test_the_routes_that_take_photos_are_those_of_these_tests(app: RecipeBoard) -> None:
    routes = [context.original_route for context in iter_route_contexts(app.routes)]
    taking = {
        route.path for route in routes if isinstance(route, APIRoute) and takes_photos in set(met(route.dependant))
    }
    assert taking == set(PHOTO_ROUTES)


def test_the_one_form_for_photos_is_used_wherever_there_are_any() -> None:
    takes_files = [file for file in TEMPLATES.rglob("*.html") if 'type="file"' in file.read_text("utf-8")]
    of_one_file = TEMPLATES / "bring" / "new.html"  # recipes from elsewhere, which are no photos
    assert {file.name for file in takes_files if file != of_one_file} == {"photo_form.html"}


@pytest.mark.parametrize("address", PHOTO_ROUTES.values())
def test_what_is_saved_is_said_in_a_receipt_that_leads_where_a_form_is_led(
    house: House, kitchen: Callable[[str], str], address: str
) -> None:
    before = len(set(house.store.keys()))
    status, receipt = told(house.client("Alice"), kitchen(address))
    assert (status, receipt["saved"], receipt["unread"], receipt["says"]) == (200, True, [], [])
    assert re.match(r"/[\w/-]+\?note=[\w-]+(&at=[\w-]+)?#", receipt["to"])
    assert len(set(house.store.keys())) == before + 1
    led = house.client("Alice").post(kitchen(address), files=PHOTO)
    assert led.status_code == 303, "a form without scripts is led on as ever"


def test_words_are_saved_when_the_route_has_kept_them(house: House, kitchen: Callable[[str], str]) -> None:
    bob, address = house.client("Bob"), kitchen("/recipes/{recipe}/edit")
    saved = bob.post(address, data={"title": "Soup"}, headers=ASKED)
    assert (saved.status_code, saved.json()["saved"]) == (200, True)
    assert bob.get(saved.json()["to"]).status_code == 200
    refused = bob.post(address, data={"title": "x" * 600}, headers=ASKED)
    assert (refused.status_code, refused.json()["saved"]) == (422, False)
    stranger = house.client().post(address, data={"title": "Soup"}, headers=ASKED)
    assert (stranger.status_code, stranger.json()["saved"]) == (401, False)


@pytest.mark.parametrize("address", PHOTO_ROUTES.values())
def test_photos_never_come_in_as_somebody_elses(house: House, kitchen: Callable[[str], str], address: str) -> None:
    bob, kept = house.client("Bob"), set(house.store.keys())
    for who in ("Alice", "Charlie"):  # of the group, and of another one, which knows nothing of the recipe
        browser = house.client(who)
        browser.opened_by = bob.opened_by
        status, receipt = told(browser, kitchen(address))
        assert (status, receipt["saved"], receipt["to"]) == (409, False, "/sign-in?next=/")
        assert receipt["says"] == [
            "Somebody else is signed in now.",
            "Sign in again as yourself. Then come back to this page.",
        ]
        page = browser.post(kitchen(address), files=PHOTO)
        assert page.status_code == 409
        assert "Nothing is saved. Sign in as yourself, then do it again." in page.text
    assert set(house.store.keys()) == kept
    assert "Undo" not in house.client("Alice").get("/recipes").text


@pytest.mark.parametrize("address", PHOTO_ROUTES.values())
def test_a_form_that_does_not_say_who_opened_it_brings_no_photo_in(
    house: House, kitchen: Callable[[str], str], address: str
) -> None:
    alice, kept = house.client("Alice"), set(house.store.keys())
    alice.opened_by = ""
    answer = alice.post(kitchen(address), files=PHOTO)
    assert answer.status_code == 422
    assert "This page is too old. Open it again, then choose your photos." in answer.text
    assert set(house.store.keys()) == kept


def test_who_is_signed_out_is_told_where_to_sign_in(house: House) -> None:
    stranger = house.client()
    refusal = {"saved": False, "unread": [], "says": ["Sign in first. Then come back to this page."]}
    assert told(stranger, "/recipes?opened_by=x") == (401, {**refusal, "to": "/sign-in?next=/"})
    with house.writing() as db:
        key = Tablets(house.person(db, "Alice")).make("Kitchen tablet")
    stranger.cookies.set(Cookie.TABLET.named(house.settings), key)
    assert told(stranger, "/recipes?opened_by=x") == (401, {**refusal, "to": "/who"})


def test_who_came_too_long_ago_is_told_to_sign_in_again(house: House, kitchen: Callable[[str], str]) -> None:
    alice = house.client("Alice")
    with house.writing() as db:
        cookie = Session.begin(house.person(db, "Alice"), proved=False)
    alice.cookies.set(Cookie.SESSION.named(house.settings), cookie)
    status, receipt = told(alice, kitchen("/people/{bob}/picture"))
    assert (status, receipt["saved"]) == (401, False)
    assert receipt["to"].startswith("/sign-in?again=1")


def test_what_can_not_be_opened_is_named_beside_what_is_saved_and_alone(house: House) -> None:
    bob, why = house.client("Bob"), "Photo {}: This is not a photo that we can open."
    status, receipt = told(bob, "/recipes", [*NO_PHOTO, *PHOTO, *NO_PHOTO])
    assert (status, receipt["saved"], receipt["unread"]) == (200, True, [1, 3])
    assert receipt["says"] == [why.format(1), why.format(3)]
    status, receipt = told(bob, "/recipes", NO_PHOTO)
    assert (status, receipt["saved"], receipt["unread"]) == (422, False, [1])
    assert receipt["says"] == [f"Nothing was saved. {why.format(1)}"]


def test_the_guards_refusals_are_receipts_too(house: House) -> None:
    bob = house.client("Bob")
    status, receipt = told(bob, "/recipes", **{"Content-Length": str(10**10)})
    assert (status, receipt["saved"]) == (413, False)
    assert receipt["says"] == ["That is too much at once.", "Send fewer photos at a time."]
    status, receipt = told(bob, "/recipes", **{"Sec-Fetch-Site": "cross-site"})
    assert (status, receipt["saved"]) == (403, False)
    assert receipt["says"] == ["This came from another page.", "Open our page and try again."]


def test_a_fault_is_a_receipt_in_words_that_fit_who_has_no_page_to_go_back_from(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(*_args: object) -> None:
        raise RuntimeError("a fault")

    bob = house.client("Bob")
    status, receipt = told(bob, "/recipes/AAAAAAAAAAAAAAAA/steps")
    assert (status, receipt["saved"], receipt["says"][0]) == (404, False, "We cannot find this page.")
    bob._transport.raise_server_exceptions = False  # type: ignore[attr-defined]
    monkeypatch.setattr("app.routes.recipes.after_photos", fault)
    status, receipt = told(bob, "/recipes")
    assert (status, receipt["saved"]) == (500, False)
    assert receipt["says"] == ["Something went wrong.", "It is not your fault."]
    assert list(house.store.keys()) == []


def test_a_script_can_ask_who_is_signed_in_without_sending_anything(house: House) -> None:
    bob, alice = house.client("Bob"), house.client("Alice")
    page = f"/recipes/new?opened_by={bob.opened_by}"
    answers = [browser.get(page, headers=ASKED) for browser in (bob, alice, house.client())]
    assert [answer.status_code for answer in answers] == [200, 409, 401]
    assert [answer.json()["saved"] for answer in answers] == [False] * 3
    assert "<h1>" in bob.get(page).text


def test_a_key_that_is_none_of_ours_gets_the_page(house: House) -> None:
    for key in ("", "x" * 65, "a b", "<script>", "ü".encode()):
        answer = house.client("Bob").get("/recipes/new", headers={SENDING: key})
        assert answer.headers["content-type"].startswith("text/html")


def test_a_database_that_is_away_is_said_in_its_own_words(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_args: object) -> None:
        raise OperationalError("", {}, Exception("the server closed the connection"))

    monkeypatch.setattr("app.routes.recipes.after_photos", away)
    status, receipt = told(house.client("Bob"), "/recipes")
    assert (status, receipt["saved"]) == (503, False)
    assert receipt["says"] == ["We cannot get to the recipes just now."]
