"""Thank you: from a family to a worker to the members, and nothing of who sent it is kept."""

import logging
import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from fastapi.testclient import TestClient

from app.door.cookies import Cookie
from boards.hands.tablets import Tablets
from boards.heart import KIND_WORDS, MOST_A_DAY
from tests.conftest import House, on_both_databases
from tests.props.left import rows
from tests.props.reading import HOSTILE, Elements

KIND = "It was lovely. Well done."


@pytest.fixture
def soup(house: House) -> str:
    """Bob's recipe, on no board."""
    return house.a_recipe("Tomato soup", by="Bob")


@pytest.fixture
def key(house: House, soup: str) -> str:
    """Mum and Dad's link to it."""
    return house.a_link(recipe=soup)[1]


def sent(family: TestClient, key: str, recipe: str, words: str = "") -> str:
    """Send a heart, and give what the family then reads."""
    answer = family.post(f"/s/{key}/recipes/{recipe}/hearts", data={"words": words})
    assert answer.status_code == 303, answer.text
    return family.get(answer.headers["location"]).text


def hearts(house: House) -> list[tuple[object, ...]]:
    """The rows of hearts."""
    return rows(house)["heart"]


@on_both_databases
def test_a_family_says_thank_you_a_worker_reads_it_and_the_members_see_it(house: House, soup: str, key: str) -> None:
    family, alice, bob = house.client(), house.client("Alice"), house.client("Bob")
    assert f'href="/s/{key}/recipes/{soup}/hearts"' in family.get(f"/s/{key}").text
    page = family.get(f"/s/{key}/recipes/{soup}/hearts").text
    assert "For Tomato soup" in page
    assert "on its way" not in page
    assert "Your heart is on its way." in sent(family, key, soup)
    assert "A support worker reads your words now." in sent(family, key, soup, KIND)
    assert "Tomato soup got 2 hearts." in bob.get("/").text
    recipe = bob.get(f"/recipes/{soup}").text
    assert "2 hearts" in recipe
    assert KIND not in recipe
    assert "1 thing waits for you." in alice.get("/").text
    review = alice.get("/review").text
    assert all(said in review for said in (KIND, "From Mum and Dad", "For Tomato soup"))
    show = re.findall(r'action="(/hearts/[\w-]+/show)"', review)[0]
    told = alice.get(alice.post(show).headers["location"]).text
    assert "The group sees the words from Mum and Dad." in told
    assert "Nothing waits." in told
    recipe = bob.get(f"/recipes/{soup}").text
    assert all(said in recipe for said in (KIND, "From Mum and Dad"))
    assert "/hide" not in recipe, "a member keeps nothing back"
    undo = re.findall(r'action="(/hearts/[\w-]+/hide)"', told)[0]
    assert alice.post(undo).headers["location"].startswith(f"/recipes/{soup}")
    recipe = bob.get(f"/recipes/{soup}").text
    assert KIND not in recipe
    assert "2 hearts" in recipe


def test_words_that_the_group_sees_can_still_be_kept_back(house: House, soup: str, key: str) -> None:
    sent(house.client(), key, soup, KIND)
    alice = house.client("Alice")
    alice.post(re.findall(r'action="(/hearts/[\w-]+/show)"', alice.get("/review").text)[0])
    hide = re.findall(r'action="(/hearts/[\w-]+/hide)"', alice.get(f"/recipes/{soup}").text)[0]
    told = alice.get(alice.post(hide).headers["location"]).text
    assert "Only support workers know the words from Mum and Dad." in told
    assert KIND not in told
    assert alice.get("/record").text.count("Mum and Dad") == 3


@pytest.mark.parametrize("flag", ["zebra", "", HOSTILE, "heart words"])
def test_the_address_can_only_choose_between_our_own_sentences(house: House, soup: str, key: str, flag: str) -> None:
    page = house.client().get(f"/s/{key}/recipes/{soup}/hearts", params={"sent": flag}).text
    assert "Thank you." not in page
    assert not flag or flag not in page


def test_what_is_sent_too_often_or_too_long_is_refused_and_nothing_typed_is_lost(
    house: House, soup: str, key: str
) -> None:
    family, address = house.client(), f"/s/{key}/recipes/{soup}/hearts"
    long = "x" * (KIND_WORDS + 1)
    answer = family.post(address, data={"words": long})
    assert (answer.status_code, long in answer.text) == (422, True)
    assert hearts(house) == []
    for _ in range(MOST_A_DAY):
        family.post(address)
    refused = family.post(address, data={"words": KIND})
    assert refused.status_code == 422
    assert "That is enough for today. Thank you." in refused.text
    assert f"\n{KIND}</textarea>" in refused.text
    assert len(hearts(house)) == MOST_A_DAY
    other = house.a_link(recipe=soup, name="Gran")[1]
    sent(family, other, soup)


def test_hostile_words_and_senders_are_shown_as_typed(house: House, soup: str) -> None:
    key = house.a_link(recipe=soup, name=HOSTILE)[1]
    assert Elements(sent(house.client(), key, soup, HOSTILE)).planted() == []
    alice = house.client("Alice")
    review = alice.get("/review").text
    alice.post(re.findall(r'action="(/hearts/[\w-]+/show)"', review)[0])
    pages = [review, house.client("Bob").get(f"/recipes/{soup}").text, alice.get("/record").text]
    assert all("&lt;script&gt;" in page and Elements(page).planted() == [] for page in pages)
    assert all("982081" not in page for page in pages)


def test_a_link_thanks_for_what_it_shows_and_for_nothing_else(house: House, soup: str, key: str) -> None:
    other = house.a_recipe("Secret")
    family = house.client()
    closed = family.get("/s/never-made").content
    for address in (f"/s/{key}/recipes/{other}/hearts", f"/s/never-made/recipes/{soup}/hearts"):
        for answer in (family.get(address), family.post(address, data={"words": KIND})):
            assert (answer.status_code, answer.content) == (404, closed), address
    assert hearts(house) == []


def test_a_link_that_is_closed_or_past_sends_nothing(house: House, soup: str, key: str) -> None:
    family, address = house.client(), f"/s/{key}/recipes/{soup}/hearts"
    with time_machine.travel(datetime.now(UTC) + timedelta(days=2)):
        assert [family.get(address).status_code, family.post(address).status_code] == [404, 404]
    alice = house.client("Alice")
    alice.post(f"/recipes/{soup}/bin")
    assert family.post(address).status_code == 404
    alice.post(f"/recipes/{soup}/put-back")
    link = re.findall(r"/links/([\w-]+)", alice.get("/links").text)[0]
    alice.post(f"/links/{link}/close")
    assert [family.get(address).status_code, family.post(address).status_code] == [404, 404]
    assert hearts(house) == []


def test_a_locked_link_asks_for_its_word_first(house: House, soup: str) -> None:
    key = house.a_link(recipe=soup, name="Aunt Jo", word="Bluebell")[1]
    family, address = house.client(), f"/s/{key}/recipes/{soup}/hearts"
    for answer in (family.get(address), family.post(address, data={"words": KIND})):
        assert answer.status_code == 403
        assert "This page asks for a word that you know." in answer.text
    assert hearts(house) == []
    family.post(f"/s/{key}/word", data={"word": "bluebell"})
    sent(family, key, soup, KIND)


def test_a_post_from_another_site_sends_nothing(house: House, soup: str, key: str) -> None:
    answer = house.client().post(f"/s/{key}/recipes/{soup}/hearts", headers={"Origin": "https://evil.example"})
    assert answer.status_code == 403
    assert hearts(house) == []


def test_nothing_is_kept_of_who_sent_it_but_the_link(
    house: House, soup: str, key: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    family = house.client()
    known = {"User-Agent": "Nokia 3310", "X-Forwarded-For": "203.0.113.7", "Accept-Language": "cy", "Referer": "/me"}
    family.cookies.set(Cookie.SESSION.named(house.settings), "planted")
    family.headers.update(known)
    before = {name: len(table) for name, table in rows(house).items()}
    sent(family, key, soup, KIND)
    after = rows(house)
    assert {name for name, table in after.items() if len(table) != before[name]} == {"heart", "change"}, (
        "and a change says which row"
    )
    [row] = after["heart"]
    columns = ("id", "group_id", "recipe_id", "link_id", "sender", "words", "made_at", "shown_at", "hidden_at")
    kept = dict(zip(columns, row, strict=True))
    assert (kept["recipe_id"], kept["sender"], kept["words"]) == (soup, "Mum and Dad", KIND)
    assert (kept["shown_at"], kept["hidden_at"]) == (None, None)
    everything = str(after)
    assert not any(one in everything for one in ("Nokia", "203.0.113", "testclient", "planted"))
    told = "\n".join(one.getMessage() for one in caplog.records if one.name.startswith("recipe_board"))
    assert "POST /s/{key}/recipes/{recipe_id}/hearts 303" in told
    assert not any(one in told for one in (key, soup, KIND, "Nokia", "203.0.113", "Mum and Dad"))
    assert family.cookies.get(Cookie.SESSION.named(house.settings)) == "planted", "and it is given no cookie"
    assert len(family.cookies) == 1


def test_hearts_go_with_the_person_who_made_the_recipe(house: House, soup: str, key: str) -> None:
    sent(house.client(), key, soup, KIND)
    with house.database.reading() as db:
        bob = house.person(db, "Bob").id
    house.client("Alice").post(f"/people/{bob}/things/delete")
    assert hearts(house) == []
    assert house.client().get(f"/s/{key}").status_code == 404


def test_on_a_tablet_a_tap_shows_and_hides_no_words(house: House, soup: str, key: str) -> None:
    sent(house.client(), key, soup, KIND)
    heart = str(hearts(house)[0][0])
    with house.writing() as db:
        tablet_key = Tablets(house.person(db, "Alice")).make("Kitchen")
        bob = house.person(db, "Bob").id
    tablet = house.client()
    tablet.cookies.set(Cookie.TABLET.named(house.settings), tablet_key)
    tablet.post(f"/who/{bob}")
    for way in ("show", "hide"):
        assert tablet.post(f"/hearts/{heart}/{way}").status_code == 403
    assert house.client("Charlie").post(f"/hearts/{heart}/show").status_code == 404
    assert hearts(house)[0][-2:] == (None, None)
