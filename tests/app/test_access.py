"""Who must not get what: every route, for everybody, with their own things, another group's and missing ones.

The table of needs is checked against the application's own routes: one that it doesn't know fails.
"""

import io
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, iter_route_contexts
from fastapi.testclient import TestClient

from app.door.cookies import Cookie
from app.door.guard import SAFE
from app.given import person as needs
from app.given.person import May
from boards.badge import Badge
from boards.group import Previews
from boards.hands.album import Album
from boards.hands.links import Links
from boards.hands.people import People
from boards.hands.recipes import Recipes
from boards.hands.tablets import Tablets
from boards.heart import send_heart
from boards.key import Seed
from boards.link import Link
from boards.need import Kind
from boards.permission import Audience
from boards.photo import Answer
from boards.problems import NotAllowed
from boards.right import FRESH, LINK, MAY, Right, Role
from boards.session import Session
from tests.conftest import House
from tests.props.access import NEEDS, TABLET, needed, routes
from tests.props.brought import a_file

FORMS = {
    "/boards/order": {"board": "{board}", "to": "1"},
    "/boards/{board_id}/pins": {"recipe": "{recipe}"},
    "/boards/{board_id}/cover": {"recipe": "{recipe}"},
    "/boards/{board_id}/order": {"pin": "{pin}", "to": "1"},
    "/recipes/{recipe_id}/order": {"step": "{step}", "to": "1"},
    "/recipes/{recipe_id}/needs/{need_id}/order": {"to": "1"},
    "/recipes/{recipe_id}/needs/{need_id}/picture-back": {"need": "{need}"},
    "/cards": {"people": "{person}"},
}
"""Ids planted in a form's fields."""


@pytest.fixture
def ids(house: House) -> dict[str, str]:
    """What Alice has, by the names under which it stands in addresses."""
    recipe = house.a_recipe()
    board = house.a_board("Ours", recipe)
    link, key = house.a_link(board=board)
    with house.writing() as db:
        alice = house.person(db, "Alice")
        people, seed = People(alice), Seed.new()
        invited = people.add_worker("Dora", ["cat"])
        theirs = {}
        for who in ("Alice", "Bob"):
            person = house.person(db, who)
            own = Recipes(person).make("", [house.a_picture()]).steps[0].photo
            own.say(Answer.ONLY_ME, by_id=person.id)
            theirs[f"photo_of_{who}"] = own.key
        invitation = people.invite(invited, seed)
        card = people.make_badges([house.person(db, "Bob")], seed)[0]
        tablet = Tablets(people.me).make("Kitchen")
        heart = send_heart(db, Links(alice).find(link), recipe, "Lovely")
        need = alice.recipe(recipe).add_need(Kind.INGREDIENT, "Tomatoes")
        db.flush()
        step, pin = alice.recipe(recipe).steps[0], alice.board(board).pins[0].id
        made = {
            "recipe": recipe,
            "board": board,
            "step": step.id,
            "need": need.id,
            "pin": pin,
            "link": link,
            "key": key,
        }
        made |= {"person": house.person(db, "Bob").id, "worker": invited.id}
        made["token"] = house.app.state.waiting.put(io.BytesIO(a_file()), alice.id)
        made |= {"tablet": Tablets(people.me).working()[0].id, "heart": heart.id}
        return made | theirs | {f"{name}_id": value for name, value in made.items()} | {
            "photo": step.photo_key, "size": "card", "filename": "x.css", "passkey_id": "AAAAAAAAAAAAAAAA",
            "card_key": seed.key_for(card.id), "invitation_key": seed.key_for(invitation.id), "tablet_key": tablet,
        }  # fmt: skip


def test_every_route_stands_in_the_table_and_the_table_knows_no_other(house: House) -> None:
    known = {(method, path) for method, path in routes(house) if needed(method, path)}
    paths = {path for _, path in known} | {f"{method} {path}" for method, path in known}
    assert set(NEEDS) - paths == set()


def test_nobody_gets_anything_without_signing_in(house: House, ids: dict[str, str]) -> None:
    client = house.client()
    for method, path in routes(house):
        need = needed(method, path)
        if (isinstance(need, Right) and need != Right.SEE_SHARED) or need == TABLET:
            answer = client.request(method, path.format(**ids))
            assert (answer.status_code, answer.headers["location"].split("?")[0]) == (303, "/sign-in"), path


def is_refused(client: TestClient, method: str, path: str, ids: dict[str, str], who: str = "Bob") -> bool:
    """Whether a route says that somebody may not do this."""
    if path.startswith("/photos/{photo}") and "{size}" not in path:
        whose = who if needed(method, path) in (Right.MAKE, Right.OWN) else "Bob"
        ids = ids | {"photo": ids[f"photo_of_{whose}"]}
    page = ids | {"person_id": ids["worker"]} if path.endswith("/invitation") else ids
    answer = client.request(method, path.format(**page), data={} if method == "POST" else None)
    assert answer.status_code != 500
    if method == "GET" and answer.status_code != 403:
        # Without a choice, to the page where one chooses; and where a page has moved, to it.
        sent_on = 303 if path.endswith("/permission/check") else 308 if path == "/me/likes" else 200
        assert answer.status_code == sent_on, (path, answer.status_code)
    return answer.status_code == 403


@pytest.mark.parametrize(("who", "role"), [("Alice", Role.WORKER), ("Bob", Role.MEMBER)])
def test_each_role_may_do_what_the_one_table_says(house: House, ids: dict[str, str], who: str, role: Role) -> None:
    client = house.client(who)
    # What is asked for first; what is changed afterwards may take things away.
    for method, path in sorted(routes(house)):
        need = needed(method, path)
        if not isinstance(need, Right) or need == Right.SEE_SHARED or path in ("/me/sign-out", "/tablets"):
            continue
        assert is_refused(client, method, path, ids, who) is (role not in MAY[need]), f"{method} {path}"


def asked(dependant: Dependant) -> set[Right]:
    """The rights that a route's needs name."""
    named = {dependant.call.right} if isinstance(dependant.call, May) else set()
    return named.union(*(asked(below) for below in dependant.dependencies))


def test_each_route_names_the_right_that_the_table_gives_it(house: House) -> None:
    for context in iter_route_contexts(house.app.routes):
        route = context.route
        for method in context.methods or ():
            need = needed(method, context.path or "")
            if isinstance(need, Right) and need != Right.SEE_SHARED:
                assert isinstance(route, APIRoute)
                # A form that is refused is shown again, to whoever may see its page.
                shown_again = hasattr(route.endpoint, "__wrapped__")
                page = NEEDS.get(f"GET {context.path}", need) if shown_again else need
                assert asked(route.dependant) in ({need}, {need, page}), f"{method} {context.path}"


@pytest.mark.parametrize("right", Right)
def test_a_right_that_is_taken_from_everybody_closes_every_route_of_it(
    house: House, ids: dict[str, str], monkeypatch: pytest.MonkeyPatch, right: Right
) -> None:
    monkeypatch.setattr("boards.right.MAY", {**MAY, right: frozenset()})
    those = [(method, path) for method, path in routes(house) if needed(method, path) == right]
    assert those, "a right that opens nothing"
    for who in ("Alice", "Bob", None):
        client = house.client(who) if who else house.client()
        if (who is None) == (right == Right.SEE_SHARED):
            open_still = [route for route in those if not is_refused(client, *route, ids, who or "Bob")]
            assert open_still == [], who


def test_the_need_of_a_route_bears_the_name_of_its_right() -> None:
    names = {right: "May" + right.title().replace("_", "") for right in Right if right != Right.SEE_SHARED}
    for right, name in names.items():
        assert getattr(needs, name).__metadata__[0].dependency == May(right)


def test_a_tap_on_a_picture_gives_a_members_rights_and_no_more(house: House, ids: dict[str, str]) -> None:
    tablet = house.client()
    tablet.cookies.set(Cookie.TABLET.named(house.settings), ids["tablet_key"])
    assert tablet.post(f"/who/{ids['person']}").headers["location"] == "/"
    for method, path in sorted(routes(house)):
        need = needed(method, path)
        if isinstance(need, Right) and Role.MEMBER not in MAY[need] and need != Right.SEE_SHARED:
            assert is_refused(tablet, method, path, ids), f"{method} {path}"


def test_what_changes_who_can_see_or_do_something_needs_a_sign_in_within_the_last_while(
    house: House, ids: dict[str, str]
) -> None:
    alice = house.client("Alice")
    with time_machine.travel(datetime.now(UTC) + 2 * house.settings.fresh + timedelta(minutes=1)):
        for method, path in routes(house):
            need = needed(method, path)
            if need not in FRESH:
                continue
            answer = alice.request(method, path.format(**ids), headers={"Referer": "http://127.0.0.1/people"})
            to = answer.headers.get("location", "")
            back = path.format(**ids) if method in SAFE else "/people"
            assert (answer.status_code, to) == (303, f"/sign-in?again=1&next={back}"), f"{method} {path}"
        assert alice.post(f"/links/{ids['link']}/close").headers["location"].startswith("/links")


def test_the_tables_rights_are_all_asked_for_somewhere() -> None:
    assert {need for need in NEEDS.values() if isinstance(need, Right)} == set(Right)
    assert set(MAY) == set(Right)
    assert {LINK} == MAY[Right.SEE_SHARED]


def test_a_person_who_left_may_do_nothing(house: House, ids: dict[str, str]) -> None:
    with house.database.reading() as db:
        bob = house.person(db, "Bob")
        bob.left_at = datetime.now(UTC)
        for right in Right:
            with pytest.raises(NotAllowed):
                bob.must(right)


def test_another_groups_things_are_not_found_and_not_told_from_missing_ones(house: House, ids: dict[str, str]) -> None:
    charlie = house.client("Charlie")
    before = house.client("Alice").get("/recipes").text
    missing = charlie.get("/boards/AAAAAAAAAAAAAAAA").content
    for method, path in routes(house):
        need = needed(method, path)
        if not isinstance(need, Right) or need == Right.SEE_SHARED or "{" not in path:
            continue
        fields = {name: value.format(**ids) for name, value in FORMS.get(path, {}).items()}
        for there in (ids, dict.fromkeys(ids, "AAAAAAAAAAAAAAAA")):
            answer = charlie.request(method, path.format(**there), data=fields if method == "POST" else None)
            assert (answer.status_code, answer.content) == (404, missing), f"{method} {path}"
    assert house.client("Alice").get("/recipes").text == before


@pytest.mark.parametrize("spoilt", ["", "x", "cut", "other group", "stopped"])
def test_a_tablets_key_that_is_not_one_shows_nobody(house: House, ids: dict[str, str], spoilt: str) -> None:
    key = {"": "", "x": ids["tablet_key"] + "x", "cut": ids["tablet_key"][:-1]}.get(spoilt, ids["tablet_key"])
    if spoilt == "stopped":
        house.client("Alice").post(f"/tablets/{ids['tablet']}/stop")
    if spoilt == "other group":
        with house.writing() as db:
            key = Tablets(house.person(db, "Charlie")).make("Theirs")
    client = house.client()
    client.cookies.set(Cookie.TABLET.named(house.settings), key)
    pages = client.get("/who"), client.get(f"/who/{ids['person']}"), client.post(f"/who/{ids['person']}")
    assert all("Bob" not in page.text for page in pages)
    assert Cookie.SESSION.named(house.settings) not in client.cookies
    photo = client.get(f"/who/photos/{ids['photo']}/card")
    assert photo.status_code in (303, 404)


def test_cards_that_do_not_work_get_one_and_the_same_refusal(house: House, ids: dict[str, str]) -> None:
    key = ids["card_key"]
    with house.writing() as db:
        charlies = Tablets(house.person(db, "Charlie")).make("Theirs")
        worker = house.person(db, "Dora")
        seed = Seed.new()
        workers_card = Badge.make(worker, seed)
        db.flush()
        workers_key = seed.key_for(workers_card.id)
    elsewhere = house.client()
    elsewhere.cookies.set(Cookie.TABLET.named(house.settings), charlies)
    anywhere = house.client()
    refused = [anywhere.get("/card/never-made"), anywhere.get(f"/card/{key[:-1]}"), anywhere.get(f"/card/{key}x")]
    refused += [elsewhere.get(f"/card/{key}"), elsewhere.post(f"/card/{key}"), anywhere.get(f"/card/{workers_key}")]
    assert "Is this you?" in anywhere.get(f"/card/{key}").text
    house.client("Alice").post(f"/people/{ids['person']}/card/stop")
    refused += [anywhere.get(f"/card/{key}"), anywhere.post(f"/card/{key}"), anywhere.post("/card/never-made")]
    assert {(answer.status_code, answer.content) for answer in refused} == {(404, refused[0].content)}
    assert "This card does not work now." in refused[0].text
    assert not anywhere.cookies
    assert Cookie.SESSION.named(house.settings) not in elsewhere.cookies


def test_opening_a_card_signs_nobody_in(house: House, ids: dict[str, str]) -> None:
    client = house.client()
    assert "Hello Bob" in client.get(f"/card/{ids['card_key']}").text
    assert not client.cookies
    assert client.post(f"/card/{ids['card_key']}").headers["location"] == "/"
    assert "Signed in as Bob" in client.get("/").text


def test_an_invitation_opens_once_and_never_for_another_key(house: House, ids: dict[str, str]) -> None:
    key, client = ids["invitation_key"], house.client()
    missing = client.get("/invitations/never-made")
    for spoilt in (key[:-1], key + "x", ids["card_key"], ids["key"]):
        answer = client.get(f"/invitations/{spoilt}")
        assert (answer.status_code, answer.content) == (404, missing.content)
    chosen = {"email": "dora@example.org", "password": "apples under the table"}
    assert client.post(f"/invitations/{key}", data=chosen).status_code == 303
    assert "Signed in as Dora" in client.get("/").text
    again = house.client()
    for answer in (again.get(f"/invitations/{key}"), again.post(f"/invitations/{key}", data=chosen)):
        assert (answer.status_code, answer.content) == (404, missing.content)


def test_an_invitation_is_past_after_a_week(house: House, ids: dict[str, str]) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(days=7, seconds=1)):
        assert house.client().get(f"/invitations/{ids['invitation_key']}").status_code == 404


def test_a_worker_made_member_is_refused_at_the_next_request(house: House, ids: dict[str, str]) -> None:
    with house.writing() as db:
        dora = house.person(db, "Dora")
        cookie = Session.begin(dora, proved=True)
    client = house.client()
    client.cookies.set(Cookie.SESSION.named(house.settings), cookie)
    assert client.get("/people").status_code == 200
    house.client("Alice").post(f"/people/{ids['worker']}/role", data={"role": "member"})
    assert client.get("/people").status_code == 303
    assert house.client("Dora").get("/people").status_code == 403


def test_extra_fields_are_ignored(house: House, ids: dict[str, str]) -> None:
    planted = {"names": "Eve", "role": "worker", "group_id": "x", "email": "eve@example.org", "id": ids["person"]}
    house.client("Alice").post("/people", data=planted)
    with house.database.reading() as db:
        eve = house.person(db, "Eve")
        assert (eve.role, eve.email, eve.group_id) == (Role.MEMBER, None, house.person(db, "Alice").group_id)


def test_another_groups_ids_in_a_form_are_not_found(house: House, ids: dict[str, str]) -> None:
    theirs, recipe = house.a_board("Theirs", by="Charlie"), house.a_recipe("Theirs", by="Charlie")
    with house.writing() as db:
        need = house.person(db, "Charlie").recipe(recipe).add_need(Kind.TOOL, "Knife").id
    charlie = house.client("Charlie")
    for address, fields in (
        ("/boards/order", {"board": ids["board"], "to": "1"}),
        (f"/boards/{theirs}/pins", {"recipe": ids["recipe"]}),
        (f"/boards/{theirs}/order", {"pin": ids["pin"], "to": "1"}),
        (f"/boards/{theirs}/cover", {"recipe": ids["recipe"]}),
        (f"/recipes/{recipe}/order", {"step": ids["step"], "to": "1"}),
        (f"/recipes/{recipe}/cover", {"step": ids["step"]}),
        (f"/recipes/{recipe}/needs/{ids['need']}", {"words": "Eve"}),
        (f"/recipes/{recipe}/needs/{ids['need']}/bin", {}),
        (f"/recipes/{recipe}/needs/{need}/picture-back", {"need": ids["need"]}),
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


def asks_for_previews(house: House) -> None:
    """Let Alice choose a photo of food for chats, in the settings as they are."""
    kept = {"group": "Tuesday cooks", "helper": "Alice", "basis": "consent"}
    assert house.client("Alice").post("/settings", data=kept | {"previews": Previews.FOOD}).status_code == 303


def previewed(page: str) -> dict[str, str]:
    """What a page's head says to a chat."""
    return dict(
        re.findall(r'<meta (?:property|name)="((?:og|twitter):[\w:]+)" content="([^"]*)"', page.split("</head>")[0])
    )


def test_with_a_photo_of_food_a_preview_still_names_nobody_and_shows_nobody(house: House, ids: dict[str, str]) -> None:
    asks_for_previews(house)
    with house.writing() as db:
        alice = house.person(db, "Alice")
        first, dish = (step.photo for step in alice.recipe(ids["recipe"]).steps)
        dish.show_people([alice.id], child=False, stranger=False, by_id=alice.id)
        db.flush()
        Album(alice).permit(dish, Audience.FAMILY, version=dish.version)
        food, of_alice = first.key, dish.key
    family = house.client()
    for address in (f"/s/{ids['key']}", f"/s/{ids['key']}/recipes/{ids['recipe']}"):
        page = family.get(address).text
        assert of_alice in page, "a family sees Alice, who agreed to that"
        said = previewed(page)
        assert said["og:image"] == f"http://127.0.0.1/s/{ids['key']}/photos/{food}/full"
        assert (said["og:image:width"], said["og:image:height"]) == ("640", "480")
        assert (said["og:image:type"], said["og:image:alt"]) == ("image/jpeg", "A photo of food")
        assert said["twitter:card"] == "summary_large_image"
        assert family.get(said["og:image"]).headers["content-type"] == "image/jpeg"
        assert not re.search(r"Alice|Bob|Tuesday cooks|Ours|Tomato|" + of_alice, page.split("</head>")[0])
    with house.writing() as db:
        house.person(db, "Alice").recipe(ids["recipe"]).steps[0].photo.say(Answer.OTHERS, by_id=ids["person"])
    assert "og:image" not in previewed(family.get(f"/s/{ids['key']}").text), "none is left in which nobody is"


def test_a_board_is_previewed_by_the_first_recipe_that_has_a_photo_of_food(house: House) -> None:
    asks_for_previews(house)
    waits, soup = house.a_recipe("Stew", settled=False), house.a_recipe("Soup")
    board = house.a_board("Ours", waits, soup)
    with house.writing() as db:
        alice = house.person(db, "Alice")
        link = Link(group_id=alice.group_id, maker_id=alice.id, name="Mum", ends=house.settings.today(), board_id=board)
        db.add(link)
        key, food = link.key, alice.recipe(soup).steps[-1].photo_key
    family = house.client()
    assert f"/photos/{food}/" in previewed(family.get(f"/s/{key}").text)["og:image"]
    assert "og:image" not in previewed(family.get(f"/s/{key}/recipes/{waits}").text)


def test_a_preview_is_the_largest_size_that_a_chat_takes(house: House, ids: dict[str, str]) -> None:
    asks_for_previews(house)
    family, address = house.client(), f"/s/{ids['key']}"
    folder = house.settings.photos / ids["photo"][:2] / ids["photo"]
    with house.writing() as db:
        house.person(db, "Alice").recipe(ids["recipe"]).steps[1].bin()
    chosen = []
    for name in ("full.jpg", "step.webp", "card.webp", "tile.webp"):
        chosen.append(previewed(family.get(address).text)["og:image"].rsplit("/", 1)[-1])
        (folder / name).write_bytes(bytes(300_000))
    assert chosen == ["full", "step", "card", "tile"]
    assert "og:image" not in previewed(family.get(address).text)
    (folder / "full.jpg").unlink()
    answer = family.get(address)
    assert (answer.status_code, "og:image" in previewed(answer.text)) == (200, False)


def test_a_locked_link_shows_no_photo_in_a_chat_until_the_word_is_said(house: House, ids: dict[str, str]) -> None:
    asks_for_previews(house)
    key = house.a_link(recipe=ids["recipe"], name="Gran", word="Bluebell")[1]
    family = house.client()
    assert previewed(family.get(f"/s/{key}").text) == {}
    family.post(f"/s/{key}/word", data={"word": "bluebell"})
    assert "og:image" in previewed(family.get(f"/s/{key}").text)
    assert previewed(house.client().get(f"/s/{key}/recipes/{ids['recipe']}").text) == {}
