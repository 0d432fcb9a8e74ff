"""Taking recipes elsewhere: one file that opens without a server, and from which a program makes them again."""

import hashlib
import io
import json
import re
from dataclasses import dataclass
from typing import Any
from zipfile import ZipFile

import pytest

from app import words
from app.copy.elsewhere import LISTING
from boards.need import Kind
from boards.permission import Audience
from boards.recipe import Reminder
from tests.app.consent import are_in, keys_of, rests_on_consent
from tests.conftest import House
from tests.props.meanwhile import meanwhile
from tests.props.reading import record_of


@dataclass
class Shelves:
    """A soup on a board, and a cake on none. The four photos of the soup show no one, Bob whom only his group sees, Bob
    and Sam whom a family may see, and nobody knows yet whom.
    """

    house: House
    soup: str
    cake: str
    board: str

    def taken(self, what: str = "", by: str = "Alice") -> ZipFile:
        """The file that somebody gets, whole."""
        answer = self.house.client(by).post(f"{what}/elsewhere")
        assert answer.headers["content-type"] == "application/zip", answer.status_code
        archive = ZipFile(io.BytesIO(answer.content))
        assert archive.testzip() is None
        return archive


@pytest.fixture
def shelves(house: House) -> Shelves:
    """The group's recipes."""
    rests_on_consent(house)
    soup = house.a_recipe("Soup & <bread>", 4, by="Bob", settled=False)
    no_one, bob, both, _unsaid = keys_of(house, soup)
    are_in(house, no_one)
    are_in(house, bob, Bob=Audience.GROUP)
    are_in(house, both, Bob=Audience.FAMILY, Sam=Audience.FAMILY)
    return Shelves(house, soup, house.a_recipe("Cake", 2), house.a_board("Our kitchen", soup))


def listed(archive: ZipFile) -> dict[str, Any]:
    """What a program reads of it."""
    listing: dict[str, Any] = json.loads(archive.read(LISTING))
    return listing


def test_all_of_a_group_opens_without_a_server(shelves: Shelves) -> None:
    archive = shelves.taken()
    files = set(archive.namelist())
    pages = {name: archive.read(name).decode() for name in files if name.endswith(".html")}
    assert set(pages) == {"index.html", "recipe-1.html", "recipe-2.html"}
    used = {one for page in pages.values() for one in re.findall(r'(?:href|src|srcset|action)="([^"]*)"', page)}
    used |= {f"style/{one}" for one in re.findall(r"url\(([^)#]+)\)", archive.read("style/board.css").decode())}
    assert used | {LISTING} == files, "what a page shows lies beside it, and nothing else is packed"
    first = pages["index.html"]
    assert re.findall(r"<h2>(.*?)</h2>", first) == ["Our kitchen", words.ELSEWHERE_NO_BOARD]
    assert first.index("Our kitchen") < first.index("Soup &amp; &lt;bread&gt;") < first.index("Cake")


def test_the_photos_that_families_may_see_go_with_it_and_no_other(shelves: Shelves) -> None:
    archive = shelves.taken(f"/recipes/{shelves.soup}")
    no_one, bob, both, unsaid = keys_of(shelves.house, shelves.soup)
    assert {name for name in archive.namelist() if name.startswith("photos/")} == {
        f"photos/{no_one}.jpg",
        f"photos/{both}.jpg",
    }
    said = "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith((".html", ".json")))
    assert not any(key in said for key in (bob, unsaid))
    assert not any(name in said for name in ("Bob", "Sam", "Alice")), "it names nobody"
    assert archive.read("recipe-1.html").decode().count(words.TAKEN_MISSING) == 2


def test_a_program_can_make_the_recipes_again(shelves: Shelves) -> None:
    house = shelves.house
    with house.writing() as db:
        recipe = house.person(db, "Alice").recipe(shelves.cake)
        recipe.steps[0].warn("It is hot.")
        recipe.steps[1].time(12)
        recipe.remind([Reminder.HOT])
        recipe.add_need(Kind.INGREDIENT, "Flour", amount="2 cups", symbol="flour")
        recipe.add_need(Kind.TOOL, "Big pot")
    archive = shelves.taken()
    listing = listed(archive)
    assert listing["boards"] == [{"title": "Our kitchen", "recipes": [recipe_page(listing, "Soup & <bread>")]}]
    cake = next(one for one in listing["recipes"] if one["title"] == "Cake")
    assert [(step["words"], step["careful"], step["timer"]) for step in cake["steps"]] == [
        ("Do thing 1.", "It is hot.", None),
        ("Do thing 2.", "", 12),
    ]
    assert [step["photo"] for step in cake["steps"]] == [f"photos/{key}.jpg" for key in keys_of(house, shelves.cake)]
    assert (cake["reminders"], cake["cover"]) == (["hot"], cake["steps"][-1]["photo"])
    assert cake["ingredients"] == [{"words": "Flour", "amount": "2 cups", "symbol": "flour", "photo": None}]
    assert [tool["words"] for tool in cake["tools"]] == ["Big pot"]
    assert listing["files"] == {
        name: {"length": len(archive.read(name)), "hash": hashlib.sha256(archive.read(name)).hexdigest()}
        for name in archive.namelist()
        if name != LISTING
    }


def recipe_page(listing: dict[str, Any], title: str) -> str:
    """The page of a recipe, by its title."""
    return next(str(one["page"]) for one in listing["recipes"] if one["title"] == title)


def test_recipe_apps_read_its_pages(shelves: Shelves) -> None:
    archive = shelves.taken(f"/boards/{shelves.board}")
    page = archive.read("recipe-1.html").decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert found
    said = json.loads(found[1])
    assert (said["@type"], said["name"], said["url"]) == ("Recipe", "Soup & <bread>", "recipe-1.html")
    assert said["recipeInstructions"][0]["image"] == f"photos/{keys_of(shelves.house, shelves.soup)[0]}.jpg"
    assert "Cake" not in "".join(archive.namelist()) + archive.read("index.html").decode()


def test_a_member_and_another_group_take_nothing_elsewhere(shelves: Shelves) -> None:
    house = shelves.house
    for what in ("", f"/recipes/{shelves.soup}", f"/boards/{shelves.board}"):
        assert house.client("Bob").post(f"{what}/elsewhere").status_code == 403
    for what in (f"/recipes/{shelves.soup}", f"/boards/{shelves.board}"):
        assert house.client("Charlie").post(f"{what}/elsewhere").status_code in (403, 404)


def test_it_stands_in_the_record_that_recipes_were_taken(shelves: Shelves) -> None:
    shelves.taken()
    assert words.WHAT_HAPPENED["taken_elsewhere"].format(who="Alice") in record_of(shelves.house)


def test_a_no_that_comes_while_it_is_packed_is_kept(shelves: Shelves, monkeypatch: pytest.MonkeyPatch) -> None:
    house, no_one = shelves.house, keys_of(shelves.house, shelves.soup)[0]
    meanwhile(house, monkeypatch, lambda: are_in(house, no_one, Sam=Audience.GROUP))
    archive = shelves.taken(f"/recipes/{shelves.soup}")
    assert f"photos/{no_one}.jpg" not in archive.namelist()


def test_only_workers_are_offered_it(shelves: Shelves) -> None:
    house = shelves.house
    for what in (f"/recipes/{shelves.soup}", f"/boards/{shelves.board}"):
        assert f'action="{what}/elsewhere"' in house.client("Alice").get(f"{what}/print").text
        assert "elsewhere" not in house.client("Bob").get(f"{what}/print").text
    assert 'action="/elsewhere"' in house.client("Alice").get("/settings").text
