"""A recipe that was taken off a board: the family sees it no more, and the bin puts it back to its place."""

import re

from app import words
from app.words import BIN_PIN_OF
from tests.conftest import House


def test_a_recipe_comes_back_from_the_bin_to_its_place_on_the_board(house: House) -> None:
    soup, stew, tart = (house.a_recipe(title, 1) for title in ("Soup", "Stew", "Tart"))
    board = house.a_board("Suppers", soup, stew, tart)
    alice, bob = house.client("Alice"), house.client("Bob")
    order = alice.get(f"/boards/{board}/order").text
    pins = list(dict.fromkeys(re.findall(rf"/boards/{board}/pins/([\w-]+)/remove", order)))
    for pin in (pins[0], pins[1]):
        assert alice.post(f"/boards/{board}/pins/{pin}/remove").status_code == 303
    assert shown_on(bob.get(f"/boards/{board}").text, soup, stew, tart) == [tart]
    listed = bob.get("/bin").text
    assert BIN_PIN_OF.format(title="Stew", board="Suppers") in listed
    assert words.BIN_LEAD in listed
    for pin in (pins[0], pins[1]):
        back = bob.post(f"/boards/{board}/pins/{pin}/put-back")
        assert words.BOARD_PINNED.format(title="Soup", board="Suppers")[4:] in bob.get(back.headers["location"]).text
    assert shown_on(bob.get(f"/boards/{board}").text, soup, stew, tart) == [soup, stew, tart]
    assert bob.post(f"/boards/{board}/pins/{pins[0]}/put-back").status_code == 404, "it stands there already"
    assert words.BIN_PINS not in bob.get("/bin").text


def test_what_was_taken_off_and_put_on_again_stands_there_once(house: House) -> None:
    soup, stew = house.a_recipe("Soup", 1), house.a_recipe("Stew", 1)
    board = house.a_board("Suppers", soup, stew)
    alice = house.client("Alice")
    order = alice.get(f"/boards/{board}/order").text
    pin = re.findall(rf"/boards/{board}/pins/([\w-]+)/remove", order)[0]
    alice.post(f"/boards/{board}/pins/{pin}/remove")
    assert alice.post(f"/boards/{board}/pins", data={"recipe": soup}).status_code == 303
    assert shown_on(alice.get(f"/boards/{board}").text, soup, stew) == [stew, soup]
    assert words.BIN_PINS not in alice.get("/bin").text


def shown_on(page: str, *recipes: str) -> list[str]:
    """Which recipes a page shows, in their order."""
    return sorted((one for one in recipes if f"/recipes/{one}" in page), key=lambda one: page.index(f"/recipes/{one}"))
