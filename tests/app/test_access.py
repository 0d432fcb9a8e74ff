"""Who must not get what: every route, for nobody, and for a worker of another group."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from fastapi.routing import iter_route_contexts

from app.guard import SAFE
from tests.conftest import House

OPEN = {"/setup", "/sign-in", "/sign-out", "/health", "/robots.txt", "/static/{filename}"}
"""What anybody may ask for. Everything else needs a person, or a link's key."""

FORMS = {
    "/boards/order": {"board": "{board}", "to": "1"},
    "/boards/{board_id}/pins": {"recipe": "{recipe}"},
    "/boards/{board_id}/cover": {"recipe": "{recipe}"},
    "/boards/{board_id}/order": {"pin": "{pin}", "to": "1"},
    "/recipes/{recipe_id}/order": {"step": "{step}", "to": "1"},
}
"""Ids planted in a form's fields."""


def routes(house: House) -> list[tuple[str, str]]:
    """Every method and path that the application answers."""
    found = [
        (method, context.path or "")
        for context in iter_route_contexts(house.app.routes)
        for method in (context.methods or ())
    ]
    assert len(found) > 40
    return found


@pytest.fixture
def ids(house: House) -> dict[str, str]:
    """What Alice has, by the names under which it stands in addresses."""
    recipe = house.a_recipe()
    board = house.a_board("Ours", recipe)
    link, key = house.a_link(board=board)
    with house.database.reading() as db:
        alice = house.person(db, "Alice")
        step, pin = alice.recipe(recipe).steps[0], alice.board(board).pins[0].id
        made = {"recipe": recipe, "board": board, "step": step.id, "pin": pin, "link": link, "key": key}
        return made | {f"{name}_id": value for name, value in made.items()} | {
            "photo": step.photo_key, "size": "card", "filename": "x.css",
        }  # fmt: skip


def test_nobody_gets_anything_without_signing_in(house: House, ids: dict[str, str]) -> None:
    client = house.client()
    for method, path in routes(house):
        if path in OPEN or path.startswith("/s/"):
            continue
        answer = client.request(method, path.format(**ids))
        assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/sign-in"), path


def test_another_groups_things_are_not_found_and_not_told_from_missing_ones(house: House, ids: dict[str, str]) -> None:
    charlie = house.client("Charlie")
    before = house.client("Alice").get("/recipes").text
    missing = charlie.get("/boards/AAAAAAAAAAAAAAAA").content
    for method, path in routes(house):
        if path in OPEN or path.startswith("/s/") or "{" not in path:
            continue
        fields = {name: value.format(**ids) for name, value in FORMS.get(path, {}).items()}
        answer = charlie.request(method, path.format(**ids), data=fields if method == "POST" else None)
        assert (answer.status_code, answer.content) == (404, missing), f"{method} {path}"
    assert house.client("Alice").get("/recipes").text == before


def test_another_groups_ids_in_a_form_are_not_found(house: House, ids: dict[str, str]) -> None:
    theirs, recipe = house.a_board("Theirs", by="Charlie"), house.a_recipe("Theirs", by="Charlie")
    charlie = house.client("Charlie")
    for address, fields in (
        ("/boards/order", {"board": ids["board"], "to": "1"}),
        (f"/boards/{theirs}/pins", {"recipe": ids["recipe"]}),
        (f"/boards/{theirs}/order", {"pin": ids["pin"], "to": "1"}),
        (f"/boards/{theirs}/cover", {"recipe": ids["recipe"]}),
        (f"/recipes/{recipe}/order", {"step": ids["step"], "to": "1"}),
        (f"/recipes/{recipe}/cover", {"step": ids["step"]}),
    ):
        assert charlie.post(address, data=fields).status_code == 404, address


def test_a_member_does_not_share(house: House, ids: dict[str, str]) -> None:
    bob = house.client("Bob")
    for address in ("/links", f"/boards/{ids['board']}/links", f"/links/{ids['link']}", "/boards/new"):
        assert bob.get(address).status_code == 403, address
    fields = {"name": "Mum", "ends": house.settings.today().isoformat()}
    assert bob.post(f"/recipes/{ids['recipe']}/links", data=fields).status_code == 403
    assert bob.post(f"/links/{ids['link']}/close").status_code == 403


def test_a_changing_address_does_not_answer_get(house: House, ids: dict[str, str]) -> None:
    alice, all_routes = house.client("Alice"), routes(house)
    only_post = {path for method, path in all_routes if method == "POST"} - {p for m, p in all_routes if m in SAFE}
    assert len(only_post) > 8
    for path in only_post:
        assert alice.get(path.format(**ids)).status_code in (404, 405), path


def test_a_link_opens_its_board_and_nothing_else(house: House, ids: dict[str, str]) -> None:
    other = house.a_recipe("Secret")
    with house.database.reading() as db:
        secret = house.person(db, "Alice").recipe(other).steps[0].photo_key
    family = house.client()
    key = ids["key"]
    assert family.get(f"/s/{key}/photos/{ids['photo']}/card").status_code == 200
    closed = family.get("/s/never-made").content
    for address in (f"/s/{key}/recipes/{other}", f"/s/{key}/photos/{secret}/card", f"/s/{key[:-1]}/", f"/s/{key}x"):
        answer = family.get(address)
        assert (answer.status_code, answer.content) == (404, closed), address


def test_closing_a_link_closes_its_page_and_photos_also_for_a_browser_that_has_them(
    house: House, ids: dict[str, str]
) -> None:
    family = house.client()
    photo = f"/s/{ids['key']}/photos/{ids['photo']}/card"
    etag = family.get(photo).headers["etag"]
    assert family.get(photo, headers={"If-None-Match": etag}).status_code == 304
    assert family.get(photo).headers["cache-control"] == "private, no-cache"
    house.client("Alice").post(f"/links/{ids['link']}/close")
    never = family.get("/s/never-made")
    for address in (photo, f"/s/{ids['key']}"):
        answer = family.get(address, headers={"If-None-Match": etag})
        assert (answer.status_code, answer.content) == (404, never.content)


@pytest.mark.parametrize(("second", "status"), [(-1, 200), (0, 404)])
def test_a_link_is_open_to_the_last_second_of_its_last_day(
    house: House, ids: dict[str, str], second: int, status: int
) -> None:
    midnight = datetime.combine(house.settings.today() + timedelta(days=1), datetime.min.time(), house.settings.zone)
    family = house.client()
    with time_machine.travel(midnight + timedelta(seconds=second), tick=False):
        page = family.get(f"/s/{ids['key']}")
        photo = family.get(f"/s/{ids['key']}/photos/{ids['photo']}/card")
        never = family.get("/s/never-made")
    assert (page.status_code, photo.status_code) == (status, status)
    assert (page.content == never.content) == (status == 404)


def test_ended_closed_and_never_made_are_the_same_page(house: House, ids: dict[str, str]) -> None:
    ended_key = house.a_link(recipe=ids["recipe"], name="Ended")[1]
    family = house.client()
    house.client("Alice").post(f"/links/{ids['link']}/close")
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2)):
        answers = [family.get(f"/s/{key}") for key in (ids["key"], ended_key, "never-made")]
    assert len({(answer.status_code, answer.content, str(answer.headers)) for answer in answers}) == 1
    assert answers[0].status_code == 404


def test_a_preview_names_nobody_and_shows_no_photo(house: House, ids: dict[str, str]) -> None:
    head = house.client().get(f"/s/{ids['key']}").text.split("</head>")[0]
    assert "og:title" in head
    assert not re.search(r"Alice|Bob|Tuesday cooks|Ours|og:image|/photos/", head)
