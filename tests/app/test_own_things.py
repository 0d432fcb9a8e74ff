"""What is one's own: a copy that opens without a server, and throwing everything away with its files."""

import io
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from zipfile import ZipFile

import pytest
from fastapi.testclient import TestClient
from PIL import Image

from app import words
from boards.need import Kind
from boards.permission import Audience
from boards.recipe import Reminder
from boards.session import Session
from media import SIZES, Missing, NoRoom
from tests.app.consent import are_in, keys_of, rests_on_consent
from tests.conftest import PASSWORD, House, a_worker
from tests.props.left import temporary_files
from tests.props.meanwhile import meanwhile
from tests.props.reading import record_of, text_of

COPY, DELETE = "/me/things/copy", "/me/things/delete"


@dataclass
class Things:
    """Bob's soup, whose four photos show no one, Bob, Bob with Sam who said no, and nobody knows yet whom; and
    Alice's cake, the first of whose photos shows Bob.
    """

    house: House
    soup: str
    cake: str

    @property
    def keys(self) -> list[str]:
        """The photos of the soup."""
        return keys_of(self.house, self.soup)

    @property
    def of_bob(self) -> str:
        """The photo of Bob in Alice's cake."""
        return keys_of(self.house, self.cake)[0]


@pytest.fixture
def things(house: House) -> Things:
    """Bob's things and Alice's."""
    rests_on_consent(house)
    things = Things(house, house.a_recipe("Soup & <bread>", 4, by="Bob", settled=False), house.a_recipe("Cake", 2))
    no_one, bob, both, _unsaid = things.keys
    are_in(house, no_one)
    are_in(house, bob, Bob=Audience.GROUP)
    are_in(house, both, Bob=Audience.FAMILY, Sam=Audience.GROUP)
    are_in(house, things.of_bob, Bob=Audience.ME)
    return things


def opened(answer: object) -> ZipFile:
    """The copy that was sent, whole."""
    archive = ZipFile(io.BytesIO(answer.content))  # type: ignore[attr-defined]
    assert archive.testzip() is None
    return archive


def are_there(house: House, *keys: str) -> list[bool]:
    """Whether the files of some photos are in the store; in every size or in none."""

    def is_there(key: str, size: str) -> bool:
        try:
            return bool(house.store.open(key, size))
        except Missing:
            return False

    found = [{is_there(key, size) for size in SIZES} for key in keys]
    assert all(len(sizes) == 1 for sizes in found)
    return [sizes == {True} for sizes in found]


def on_the_tablet(house: House, by: str) -> TestClient:
    """Bob on the group's tablet, come in at an address: by a tap or by his card."""
    tablet = house.client("Alice")
    tablet.post("/tablets", data={"name": "Kitchen tablet"})
    assert tablet.post(by).headers["location"] == "/"
    return tablet


def test_the_copy_opens_without_a_server(house: House, things: Things) -> None:
    answer = house.client("Bob").post(COPY)
    assert answer.headers["content-type"] == "application/zip"
    assert 'filename="my-recipes.zip"' in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    archive = opened(answer)
    files = set(archive.namelist())
    pages = {name: archive.read(name).decode() for name in files if name.endswith(".html")}
    assert set(pages) == {"index.html", "recipe-1.html"}
    used = {one for page in pages.values() for one in re.findall(r'(?:href|src|srcset|action)="([^"]*)"', page)}
    used |= {f"style/{one}" for one in re.findall(r"url\(([^)#]+)\)", archive.read("style/board.css").decode())}
    assert used == files, "what a page shows lies beside it, and nothing else is packed"
    assert not any("<script" in page or "<form" in page for page in pages.values())


def test_the_copy_has_the_words_and_the_photos_that_may_leave_with_them(house: House, things: Things) -> None:
    archive = opened(house.client("Bob").post(COPY))
    no_one, bob, both, unsaid = things.keys
    photos = {name for name in archive.namelist() if name.startswith("photos/")}
    assert photos == {f"photos/{key}.jpg" for key in (no_one, bob, things.of_bob)}
    for name in photos:
        assert Image.open(io.BytesIO(archive.read(name))).size == (640, 480)
    pages = archive.read("index.html").decode() + archive.read("recipe-1.html").decode()
    assert "Soup &amp; &lt;bread&gt;" in pages
    assert [f"Do thing {number}." in pages for number in (1, 2, 3, 4)] == [True] * 4
    assert pages.count(words.TAKEN_MISSING) == 2
    assert not any(key in pages for key in (both, unsaid, keys_of(house, things.cake)[1]))
    assert "Cake" not in pages, "a recipe that Alice made is hers"


def test_a_worker_takes_the_same_copy_for_somebody_who_asked(house: House, things: Things) -> None:
    bob, theirs = house.person_id("Bob"), opened(house.client("Bob").post(COPY)).namelist()
    address = f"/people/{bob}/things/copy"
    assert opened(house.client("Alice").post(address)).namelist() == theirs
    assert house.client("Sam").post(address).status_code == 403
    assert house.client("Charlie").post(address).status_code == 404
    assert "Alice took" in record_of(house)


def test_the_copy_of_who_has_nothing_opens_too(house: House) -> None:
    archive = opened(house.client("Bob").post(COPY))
    assert [name for name in archive.namelist() if name.endswith((".html", ".jpg"))] == ["index.html"]


def test_one_throws_ones_things_away_with_their_files(house: House, things: Things) -> None:
    bob, keys, stays = house.client("Bob"), things.keys, keys_of(house, things.cake)[1]
    of_bob = things.of_bob
    ask = bob.get(DELETE).text
    assert words.THINGS_DELETE_ASK in ask
    assert are_there(house, *keys, of_bob, stays) == [True] * 6, "asking throws nothing away"
    told = bob.get(bob.post(DELETE).headers["location"]).text
    assert "Your things are gone." in told
    assert are_there(house, *keys, of_bob) == [False] * 5
    assert are_there(house, stays) == [True]
    assert bob.get(f"/recipes/{things.soup}").status_code == 404
    for name in ("Bob", "Alice"):
        client = house.client(name)
        cake = client.get(f"/recipes/{things.cake}").text
        assert "Do thing 1." in cake
        assert (of_bob in cake, stays in cake) == (False, True)
        for key in (keys[0], of_bob):
            kept = {"If-None-Match": f'"{key}-card"'}
            assert client.get(f"/photos/{key}/card", headers=kept).status_code == 404


def test_what_was_thrown_away_is_gone_under_a_link(house: House, things: Things) -> None:
    for key in things.keys:
        are_in(house, key)
    with house.writing() as db:
        house.person(db, "Bob").recipe(things.soup).finish()
    board = house.a_board("Suppers", things.soup, things.cake)
    of_soup, of_board = (f"/s/{house.a_link(**to)[1]}" for to in ({"recipe": things.soup}, {"board": board}))
    family, of_bob = house.client(), things.of_bob
    first = f"{of_board}/photos/{things.keys[0]}/card"
    assert [family.get(one).status_code for one in (of_soup, of_board, first)] == [200] * 3
    house.client("Bob").post(DELETE)
    assert [family.get(one).status_code for one in (of_soup, of_board, first)] == [404, 200, 404]
    page = family.get(f"{of_board}/recipes/{things.cake}").text
    assert "Do thing 1." in page
    assert of_bob not in page
    assert "Soup" not in family.get(of_board).text


def test_a_worker_throws_them_away_for_somebody_who_asked(house: House, things: Things) -> None:
    address, keys = f"/people/{house.person_id('Bob')}/things/delete", things.keys
    for name, status in (("Sam", 403), ("Charlie", 404)):
        assert [house.client(name).get(address).status_code, house.client(name).post(address).status_code] == [
            status
        ] * 2
    assert are_there(house, *keys) == [True] * 4
    alice = house.client("Alice")
    assert "The things of Bob are gone." in alice.get(alice.post(address).headers["location"]).text
    assert are_there(house, *keys) == [False] * 4


def test_whoever_only_tapped_a_picture_on_the_tablet_takes_and_throws_away_nothing(
    house: House, things: Things
) -> None:
    tablet = on_the_tablet(house, f"/who/{house.person_id('Bob')}")
    page = tablet.get("/me/things").text
    assert words.THINGS_ASK_WORKER.format(name="Alice") in page
    assert COPY not in page
    assert DELETE not in page
    for answer in (tablet.post(COPY), tablet.get(DELETE), tablet.post(DELETE)):
        assert answer.status_code == 403
    assert are_there(house, *things.keys) == [True] * 4
    assert "took" not in record_of(house)


def test_who_showed_their_card_on_the_tablet_takes_their_things(house: House, things: Things) -> None:
    tablet = on_the_tablet(house, f"/card/{house.a_badge()}")
    assert "recipe-1.html" in opened(tablet.post(COPY)).namelist()


def test_a_photo_whose_file_is_missing_leaves_no_broken_picture(house: House) -> None:
    key, stays = keys_of(house, house.a_recipe("Soup", 2, by="Bob"))
    house.store.remove(key)
    page = opened(house.client("Bob").post(COPY)).read("recipe-1.html").decode()
    assert (key in page, stays in page) == (False, True)
    assert words.TAKEN_MISSING in page


def test_the_copy_says_what_is_needed_and_what_to_be_careful_of(house: House) -> None:
    recipe_id = house.a_recipe("Soup", 1, by="Bob")
    with house.writing() as db:
        recipe = house.person(db, "Bob").recipe(recipe_id)
        recipe.add_need(Kind.INGREDIENT, "Tomatoes", amount="2 tins")
        recipe.add_need(Kind.TOOL, "Big pot")
        recipe.remind([Reminder.HOT])
        recipe.steps[0].warn("The pot is hot.")
        recipe.steps[0].time(5)
    page = text_of(opened(house.client("Bob").post(COPY)).read("recipe-1.html").decode())
    for said in ("Tomatoes 2 tins", "Big pot", words.REMINDS["hot"], "The pot is hot.", "5 minutes"):
        assert said in page, said


def test_the_copy_shows_what_is_needed(house: House, things: Things) -> None:
    with house.writing() as db:
        bob = house.person(db, "Bob")
        soup = bob.recipe(things.soup)
        garlic, leeks, peas = (
            soup.add_need(Kind.INGREDIENT, words, symbol="tomato") for words in ("Garlic", "Leeks", "Peas")
        )
        soup.add_need(Kind.TOOL, "Something of ours")
        for need in (garlic, leeks, peas):
            soup.show_need(need, "tomato", house.a_picture(), by_id=bob.id)
        db.flush()
        shows, says_no, is_lost = (need.photo_key or "" for need in (garlic, leeks, peas))
    are_in(house, shows)
    are_in(house, says_no, Sam=Audience.GROUP)
    are_in(house, is_lost)
    house.store.remove(is_lost)
    archive = opened(house.client("Bob").post(COPY))
    page = archive.read("recipe-1.html").decode()
    rows = {name: re.findall(r'src="([^"]*)"', page.split(name)[0])[-1] for name in ("Garlic", "Leeks", "Peas", "ours")}
    drawn = "style/tomato.svg"
    assert rows == {"Garlic": f"photos/{shows}.jpg", "Leeks": drawn, "Peas": drawn, "ours": "style/nothing.svg"}
    assert {*rows.values()} <= {*archive.namelist()}
    assert not any(key in name for name in archive.namelist() for key in (says_no, is_lost))
    assert words.CREDITS in text_of(archive.read("index.html").decode())


def test_while_a_copy_is_packed_others_change_things(
    house: House, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    alice, changed = house.client("Alice"), []

    def alice_changes_the_cake() -> None:
        with ThreadPoolExecutor(1) as elsewhere:
            change = elsewhere.submit(alice.post, f"/recipes/{things.cake}/edit", data={"title": "Sponge"})
            changed.append(change.result(timeout=5).status_code)

    meanwhile(house, monkeypatch, alice_changes_the_cake)
    opened(house.client("Bob").post(COPY))
    assert changed == [303]


def test_a_no_that_comes_while_a_copy_is_packed_is_kept(
    house: House, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_one, before = things.keys[0], temporary_files()
    meanwhile(house, monkeypatch, lambda: are_in(house, no_one, Sam=Audience.GROUP))
    archive = opened(house.client("Bob").post(COPY))
    assert f"photos/{no_one}.jpg" not in archive.namelist()
    assert no_one not in archive.read("recipe-1.html").decode()
    assert record_of(house).count("took") == 1, "it is one copy, however often it is packed"
    assert temporary_files() == before


def test_who_is_signed_out_while_a_copy_is_packed_gets_none(
    house: House, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    def bob_leaves() -> None:
        with house.writing() as db:
            Session.end_all(house.person(db, "Bob"))

    meanwhile(house, monkeypatch, bob_leaves)
    answer = house.client("Bob").post(COPY)
    assert (answer.status_code, answer.headers["location"]) == (303, "/sign-in?next=/")


def test_everybody_has_one_copy_on_its_way(house: House, things: Things, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.copy.packing.PATIENCE", 0.01)
    bob, again = house.client("Bob"), []
    meanwhile(house, monkeypatch, lambda: again.append(bob.post(COPY)))
    opened(bob.post(COPY))
    assert [answer.status_code for answer in again] == [503]
    opened(bob.post(COPY))


def test_a_copy_for_which_there_is_no_room_leaves_nothing(
    house: House, things: Things, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise NoRoom("full")

    before = temporary_files()
    meanwhile(house, monkeypatch, full)
    assert house.client("Bob").post(COPY).status_code == 507
    assert temporary_files() == before
    opened(house.client("Bob").post(COPY))


def form_on(client: TestClient, page: str, at: str) -> str:
    """Where a form on a page sends to."""
    action = re.search(rf'action="({at}[^"]*)"', client.get(page).text)
    assert action
    return action[1]


@pytest.mark.parametrize(
    ("page", "at", "sent"),
    [
        (DELETE, DELETE, {}),
        ("/me/things", COPY, {}),
        ("/me/password", "/me/password", {"email": "new@example.org", "password": "pears upon the shelf"}),
    ],
    ids=["delete", "copy", "password"],
)
def test_a_form_about_oneself_does_nothing_to_somebody_else_who_signed_in_meanwhile(
    house: House, page: str, at: str, sent: dict[str, str]
) -> None:
    """On a computer that two workers use, one page stands open when the other signs in."""
    with house.writing() as db:
        erin = a_worker(house.person(db, "Alice").group, "Erin")
        db.add(erin)
    house.a_recipe("Erin's soup", by="Erin")
    opened = form_on(house.client("Alice"), page, at)
    erins = house.client("Erin")
    answer = erins.post(opened, data=sent)
    assert answer.status_code == 409
    assert words.SOMEBODY_ELSE in answer.text
    assert "Erin&#39;s soup" in erins.get("/recipes").text
    known = {"email": "erin@example.org", "password": PASSWORD}
    assert house.client().post("/sign-in", data=known).status_code == 303
    assert house.client("Alice").post(opened, data=sent).status_code in (200, 303), "and for Alice it works"
