"""How somebody likes it: a member's comes with them to every tablet, a family's stays in their browser."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from fastapi.testclient import TestClient

from app.door.cookies import Cookie
from app.main import create_app
from app.pages.shared import WordPage
from app.render import html
from boards.hands.oneself import Oneself
from boards.hands.people import People
from boards.hands.tablets import Tablets
from boards.looks import USUAL, Looks
from media import Developed
from tests.conftest import House
from tests.props.colours import PALETTES, colours

LARGE = {"size": "200", "view": "list", "colours": "strong", "light": "dark", "reads": "yes"}
AS_LARGE = '<html lang="en-GB"' + "".join(f' data-{name}="{value}"' for name, value in LARGE.items()) + ">"
AS_USUAL = '<html lang="en-GB">'


def looks(client: TestClient, address: str) -> str:
    """The first words of a page, which say how somebody likes it."""
    found = re.search(r"<html[^>]*>", client.get(address).text)
    assert found
    return found[0]


def chosen(page: str) -> dict[str, str]:
    """What a page of choices has chosen."""
    return dict(re.findall(r'type="radio" id="[^"]*" name="(\w+)" value="(\w+)" checked', page))


def on_a_tablet(house: House, name: str) -> TestClient:
    """Somebody who tapped their picture on a tablet of its own."""
    tablet = house.client()
    with house.writing() as db:
        key = Tablets(house.person(db, "Alice")).make("Kitchen")
        who = house.person(db, name).id
    tablet.cookies.set(Cookie.TABLET.named(house.settings), key)
    tablet.post(f"/who/{who}")
    return tablet


def test_a_members_way_comes_with_them_to_every_tablet(house: House) -> None:
    first, second = on_a_tablet(house, "Bob"), on_a_tablet(house, "Bob")
    assert looks(first, "/") == looks(second, "/") == AS_USUAL
    saved = first.post("/me/looks", data=LARGE)
    page = first.get(saved.headers["location"]).text
    assert "Saved. Pages look like this now." in page
    assert chosen(page) == LARGE
    for address in ("/", "/recipes", "/me/photos", "/help"):
        assert looks(first, address) == looks(second, address) == AS_LARGE
    assert looks(house.client("Alice"), "/") == AS_USUAL


def test_the_next_person_at_the_tablet_has_their_own_way(house: House) -> None:
    with house.writing() as db:
        sam = People(house.person(db, "Alice")).add_members("Sam", ["cat"])[0]
        Oneself(sam).like(Looks.chosen({"light": "dark"}))
        sam_id = sam.id
    tablet = on_a_tablet(house, "Bob")
    tablet.post("/me/looks", data=LARGE)
    tablet.post("/sign-out")
    assert looks(tablet, "/who") == looks(tablet, f"/who/{sam_id}") == AS_USUAL
    tablet.post(f"/who/{sam_id}")
    assert looks(tablet, "/") == '<html lang="en-GB" data-light="dark">'


def test_undo_brings_back_the_way_it_was(house: House) -> None:
    bob = house.client("Bob")
    bob.post("/me/looks", data={"size": "150"})
    page = bob.get(bob.post("/me/looks", data=LARGE).headers["location"]).text
    undo = dict(re.findall(r'type="hidden" name="(\w+)" value="(\w+)"', page))
    bob.post("/me/looks", data=undo)
    assert looks(bob, "/") == '<html lang="en-GB" data-size="150">'


def test_what_there_is_not_to_choose_is_as_usual(house: House) -> None:
    bob = house.client("Bob")
    bob.post("/me/looks", data=LARGE)
    bob.post("/me/looks", data={"size": '9000"><script>', "view": "sideways", "role": "worker"})
    assert looks(bob, "/") == AS_USUAL
    with house.database.reading() as db:
        assert Looks.of(house.person(db, "Bob").looks) == USUAL


def test_boards_and_recipes_stand_in_a_list_unless_somebody_asks_for_cards(house: House) -> None:
    board, bob = house.a_board("Suppers", house.a_recipe()), house.client("Bob")
    key = house.a_link(board=board)[1]
    bob.post("/me/looks", data={"view": "list"})
    family = house.client()
    family.post(f"/s/{key}/looks", data={"view": "list"})
    for client, address in ((bob, "/"), (bob, "/recipes"), (bob, f"/boards/{board}"), (family, f"/s/{key}")):
        assert "cards--list" in client.get(address).text, address
    for client, address in ((bob, f"/boards/{board}"), (family, f"/s/{key}")):
        assert f'href="{address}?see=cards"' in client.get(address).text
        assert "cards--list" not in client.get(f"{address}?see=cards").text
    assert "cards--list" in house.client("Alice").get(f"/boards/{board}?see=list").text


def test_a_familys_way_stays_in_their_browser_for_every_link(house: House) -> None:
    recipe = house.a_recipe()
    board = house.a_board("Suppers", recipe)
    first, second = house.a_link(board=board)[1], house.a_link(recipe=recipe, name="Gran")[1]
    family = house.client()
    assert looks(family, f"/s/{first}") == AS_USUAL
    assert f'href="/s/{first}/looks"' in family.get(f"/s/{first}/recipes/{recipe}").text
    saved = family.post(f"/s/{first}/looks", data=LARGE)
    page = family.get(saved.headers["location"]).text
    assert 'role="status"' in page
    assert "Saved. Pages look like this now." in page
    assert chosen(page) == LARGE
    for address in (f"/s/{first}", f"/s/{first}/recipes/{recipe}", f"/s/{second}", f"/s/{second}/looks"):
        assert looks(family, address) == AS_LARGE
        assert looks(house.client(), address) == AS_USUAL
    assert "Saved." not in family.get(f"/s/{first}/looks").text


def test_the_familys_cookie_goes_to_links_alone_lasts_a_year_and_holds_no_secret(house: House) -> None:
    key = house.a_link(recipe=house.a_recipe())[1]
    said = house.client().post(f"/s/{key}/looks", data=LARGE).headers["set-cookie"]
    assert said == "likes=200.list.strong.dark.yes; HttpOnly; Max-Age=31536000; Path=/s; SameSite=lax"
    assert key not in said


def test_over_https_the_familys_cookie_goes_nowhere_without_it(house: House, developed: Developed) -> None:
    settings = house.settings.model_copy(update={"public_url": "https://recipes.example.org"})
    assert Cookie.LOOKS.named(settings) == "__Secure-likes"
    key = house.a_link(recipe=house.a_recipe())[1]
    with TestClient(create_app(settings), base_url="https://recipes.example.org", follow_redirects=False) as family:
        said = family.post(f"/s/{key}/looks", data=LARGE).headers["set-cookie"]
        assert "; Secure" in said
        assert looks(family, f"/s/{key}") == AS_LARGE


@pytest.mark.parametrize(
    "value",
    ["", "x", '"><script>alert(1)</script>', "200.list.strong.dark", "%00", "9" * 3000, '"200\\073.list"', "....."],
)
def test_a_cookie_that_somebody_made_up_is_ignored(house: House, value: str) -> None:
    key = house.a_link(recipe=house.a_recipe())[1]
    answer = house.client().get(f"/s/{key}/looks", headers={"Cookie": f"likes={value}"})
    assert answer.status_code == 200
    assert AS_USUAL in answer.text
    assert chosen(answer.text) == USUAL.said


def test_a_closed_page_is_the_same_for_everybody(house: House) -> None:
    link, key = house.a_link(recipe=house.a_recipe())
    family = house.client()
    family.post(f"/s/{key}/looks", data=LARGE)
    house.client("Alice").post(f"/links/{link}/close")
    never = house.client().get("/s/never-made")
    for answer in (family.get(f"/s/{key}/looks"), family.post(f"/s/{key}/looks", data=LARGE), family.get(f"/s/{key}")):
        assert (answer.status_code, answer.content) == (404, never.content)
        assert "set-cookie" not in answer.headers


def test_a_link_that_ended_takes_nothing_more(house: House) -> None:
    key = house.a_link(recipe=house.a_recipe())[1]
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2)):
        assert house.client().post(f"/s/{key}/looks", data=LARGE).status_code == 404


def test_a_locked_link_asks_for_its_word_first_as_the_family_likes_it(house: House) -> None:
    recipe = house.a_recipe()
    key, locked = house.a_link(recipe=recipe)[1], house.a_link(recipe=recipe, word="Bluebell")[1]
    family = house.client()
    family.post(f"/s/{key}/looks", data=LARGE)
    for answer in (family.get(f"/s/{locked}/looks"), family.post(f"/s/{locked}/looks", data=LARGE)):
        assert answer.status_code == 403
        assert "Say the word" in answer.text
        assert AS_LARGE in answer.text
        assert "set-cookie" not in answer.headers
    family.post(f"/s/{locked}/word", data={"word": "bluebell"})
    assert "How I like it" in family.get(f"/s/{locked}/looks").text


def test_a_familys_way_is_not_the_groups(house: House) -> None:
    key, bob = house.a_link(recipe=house.a_recipe())[1], house.client("Bob")
    bob.post("/me/looks", data={"light": "dark"})
    bob.post(f"/s/{key}/looks", data={"light": "light"})
    assert looks(bob, "/") == '<html lang="en-GB" data-light="dark">'
    assert looks(bob, f"/s/{key}") == '<html lang="en-GB" data-light="light">'


@pytest.mark.parametrize("address", ["/", "/recipes", "/me/looks", "/help", "/bin"])
@pytest.mark.parametrize("who", ["Alice", "Bob"])
def test_the_way_there_stands_on_every_page(house: House, who: str, address: str) -> None:
    assert '<a class="footer__more" href="/me/looks">' in house.client(who).get(address).text


def test_each_text_size_has_its_sheet(house: House) -> None:
    bob, sheets = house.client("Bob"), set()
    for size in ("100", "125", "150", "200"):
        bob.post("/me/looks", data={"size": size})
        sheet = re.search(r'rel="stylesheet" href="(/static/[^"]+)"', bob.get("/").text)
        assert sheet
        sheets.add(bob.get(sheet[1]).text)
    assert sorted(int("(min-width: 90rem)" in sheet) for sheet in sheets) == [0, 0, 0, 1]


def test_what_cannot_be_read_in_a_row_is_as_usual(house: House) -> None:
    with house.writing() as db:
        house.person(db, "Bob").looks = "not.a.way"
    assert looks(house.client("Bob"), "/") == AS_USUAL


@pytest.mark.parametrize(("device", "light", "how"), PALETTES)
def test_what_a_browser_draws_round_a_page_has_the_colour_of_its_paper(device: str, light: str, how: str) -> None:
    looks = Looks.chosen({"light": light, "colours": how})
    page = html(WordPage(action="/s/k/word", looks=looks))
    drawn = {
        scheme or device: bytes.fromhex(colour)
        for colour, scheme in re.findall(
            r'name="theme-color" content="#([0-9a-f]{6})"(?: media="\(prefers-color-scheme: (\w+)\)")?>', page
        )
        if scheme in ("", device)
    }
    assert drawn == {device: bytes(colours(device, light, how)["paper"])}
    schemes = "light dark" if light == "device" else light
    assert f'<meta name="color-scheme" content="{schemes}">' in page
