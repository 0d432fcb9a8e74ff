"""The links of a group with people in its photos: what must be known before one is made, its word, and its count."""

import re
from datetime import UTC, datetime, timedelta
from functools import cache

import time_machine
from fastapi.testclient import TestClient
from sqlmodel import col, select

from app import words
from boards.attempt import MOST_WORDS, WINDOW, LinkTry, Tries
from boards.link import Link, hashed_word
from boards.permission import Audience
from boards.photo import Photo
from tests.app.consent import are_in, keys_of, rests_on_consent, said
from tests.conftest import House, a_photo

WORD = "marmalade"


def links(house: House) -> list[Link]:
    """The links that there are, in the order in which they were made."""
    with house.database.reading() as db:
        return list(db.exec(select(Link).order_by(col(Link.made_at))).all())


@cache
def kept_of_word() -> str:
    """The word as it is kept, hashed once for every link here: that takes long on purpose."""
    return hashed_word(WORD)


def a_locked_link(house: House, title: str = "Soup") -> tuple[str, list[str]]:
    """Where a link with a word begins, and everything under it that asks for the word."""
    recipe = house.a_recipe(title, 1)
    link_id, key = house.a_link(board=house.a_board(title, recipe))
    with house.writing() as db:
        link = db.get_one(Link, link_id)
        link.word_hash, link.ends = kept_of_word(), link.ends + timedelta(days=1)
    shared, photo = f"/s/{key}", keys_of(house, recipe)[0]
    return shared, [shared, f"{shared}/recipes/{recipe}", f"{shared}/photos/{photo}/card"]


def opens(family: TestClient, addresses: list[str]) -> set[int]:
    """What the addresses answer, also to a browser that has kept the photo."""
    *_, photo, size = addresses[-1].split("/")
    kept = {"If-None-Match": f'"{photo}-{size}"'}
    return {family.get(one).status_code for one in addresses} | {family.get(addresses[-1], headers=kept).status_code}


def test_no_link_is_made_while_a_photo_waits_and_one_is_once_everything_is_known(house: House) -> None:
    rests_on_consent(house)
    recipe = house.a_recipe("Soup", 2, settled=False)
    board = house.a_board("Suppers", recipe)
    house.client("Alice").post(f"/recipes/{recipe}/steps", data={"finished": "yes"})
    first, second = keys_of(house, recipe)
    alice, bob = house.client("Alice"), house.person_id("Bob")
    form = {"name": "Gran", "ends": house.settings.today().isoformat()}
    places = (f"/boards/{board}/links", f"/recipes/{recipe}/links")

    def refused() -> None:
        for place in places:
            answer = alice.post(place, data=form)
            assert answer.status_code == 422
            assert words.PROBLEMS["photos_wait"] in answer.text
        assert links(house) == []

    refused()
    said(alice, f"/photos/{first}", nobody="yes")
    refused()
    said(alice, f"/photos/{second}", people=bob)
    refused()
    told = {"audience": "me", "explained": "words", "understood": "yes"}
    ends = (house.settings.today() + timedelta(days=30)).isoformat()
    assert said(alice, f"/photos/{second}/people/{bob}", **told, ends=ends).status_code == 303
    for place in places:
        assert alice.post(place, data=form).headers["location"].startswith("/links/")
    for link in links(house):
        page = house.client().get(f"/s/{link.key}/recipes/{recipe}").text
        assert (first in page, second in page) == (True, False)


def test_a_photo_that_was_made_later_does_not_slip_through_a_link(house: House) -> None:
    recipe = house.a_recipe("Soup", 1)
    shared = f"/s/{house.a_link(recipe=recipe)[1]}"
    with house.writing() as db:
        house.person(db, "Bob").recipe(recipe).add_steps([house.a_picture()], by_id=house.person(db, "Bob").id)
    new = keys_of(house, recipe)[1]
    family = house.client()
    assert new not in family.get(shared).text
    assert family.get(f"{shared}/photos/{new}/card").status_code == 404


def test_until_the_word_is_said_a_link_asks_for_it_everywhere_and_names_nobody(house: House) -> None:
    shared, addresses = a_locked_link(house)
    family = house.client()
    for address in addresses:
        answer = family.get(address)
        assert answer.status_code == 403
        assert words.WORD in answer.text
        for secret in ("Tuesday", "Alice", "Bob", "Soup", "/photos/"):
            assert secret not in answer.text.replace(shared, "")
    assert opens(family, addresses) == {403}
    for missing in (f"{shared}/recipes/none", f"{shared}/photos/none/card"):
        assert family.get(missing).status_code == 403, "what there is and what there isn't look the same"


def test_a_wrong_word_is_refused_and_the_right_one_opens_however_it_is_typed(house: House) -> None:
    shared, addresses = a_locked_link(house)
    family = house.client()
    for wrong in ("", f"{WORD}s", "x" * 5000):
        answer = family.post(f"{shared}/word", data={"word": wrong})
        assert answer.status_code == 422
        assert words.PROBLEMS["wrong_word"] in answer.text
        assert "set-cookie" not in answer.headers
    assert opens(family, addresses) == {403}
    right = family.post(f"{shared}/word", data={"word": " Marma LADE "})
    assert (right.status_code, right.headers["location"]) == (303, shared)
    cookie = right.headers["set-cookie"]
    assert all(part in cookie for part in ("HttpOnly", f"Path={shared};", "SameSite=lax", "Max-Age=2592000;"))
    assert opens(family, addresses) == {200, 304}
    assert opens(house.client(), addresses) == {403}, "another browser says it for itself"


def test_the_cookie_of_one_link_does_not_open_another_with_the_same_word(house: House) -> None:
    shared, addresses = a_locked_link(house)
    _, others = a_locked_link(house, "Stew")
    family = house.client()
    family.post(f"{shared}/word", data={"word": WORD})
    assert opens(family, addresses) == {200, 304}
    assert opens(family, others) == {403}
    (proof,) = family.cookies.jar
    planted = house.client()
    for link in links(house):
        planted.cookies.set(f"word-{link.id}", proof.value or "")
    assert opens(planted, addresses) == {200, 304}
    assert opens(planted, others) == {403}


def test_a_closed_link_is_closed_for_who_knows_the_word_too(house: House) -> None:
    shared, addresses = a_locked_link(house)
    family = house.client()
    family.post(f"{shared}/word", data={"word": WORD})
    house.client("Alice").post(f"/links/{links(house)[0].id}/close")
    assert opens(family, addresses) == {404}
    assert family.post(f"{shared}/word", data={"word": WORD}).status_code == 404


def test_a_right_word_is_no_bad_try(house: House) -> None:
    shared, _ = a_locked_link(house)
    with house.writing() as db:
        for _ in range(MOST_WORDS - 1):
            LinkTry(links(house)[0].id, "testclient").begin(db)
    said = [house.client().post(f"{shared}/word", data={"word": WORD}).status_code for _ in range(3)]
    assert said == [303, 303, 303]


def test_who_typed_too_many_words_is_refused_before_anything_is_written(house: House) -> None:
    shared, _ = a_locked_link(house)
    tried = LinkTry(links(house)[0].id, "testclient")
    with house.writing() as db:
        for _ in range(MOST_WORDS):
            tried.begin(db)
    assert house.client().post(f"{shared}/word", data={"word": WORD}).status_code == 429
    with house.database.reading() as db:
        assert tried.is_over(db)
        assert not LinkTry(tried.link_id, "elsewhere").is_over(db)
        before = {tries.of: tries.count for tries in db.exec(select(Tries)).all()}
    assert house.client().post(f"{shared}/word", data={"word": WORD}).status_code == 429
    with house.database.reading() as db:
        assert {tries.of: tries.count for tries in db.exec(select(Tries)).all()} == before


def test_too_many_tries_wait_a_while_and_nobody_else_does(house: House) -> None:
    shared, addresses = a_locked_link(house)
    other, _ = a_locked_link(house, "Stew")
    family = house.client()
    with house.writing() as db:
        for _ in range(MOST_WORDS - 1):  # counted here, since checking a word takes long on purpose
            LinkTry(links(house)[0].id, "testclient").begin(db)
    assert family.post(f"{shared}/word", data={"word": "jam"}).status_code == 422
    refused = family.post(f"{shared}/word", data={"word": WORD}, headers={"X-Forwarded-For": "192.0.2.7"})
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == str(int(WINDOW.total_seconds()))
    assert "set-cookie" not in refused.headers
    assert opens(family, addresses) == {403}
    assert family.post(f"{other}/word", data={"word": WORD}).status_code == 303
    elsewhere = TestClient(house.app, base_url=str(family.base_url), follow_redirects=False, client=("192.0.2.7", 1))
    assert elsewhere.post(f"{shared}/word", data={"word": WORD}).status_code == 303
    with time_machine.travel(datetime.now(UTC) + WINDOW + timedelta(seconds=1)):
        assert family.post(f"{shared}/word", data={"word": WORD}).status_code == 303


def test_a_word_that_is_too_short_makes_no_link(house: House) -> None:
    recipe, alice = house.a_recipe(), house.client("Alice")
    form = {"name": "Gran", "ends": house.settings.today().isoformat()}
    answer = alice.post(f"/recipes/{recipe}/links", data={**form, "word": " jam "})
    assert answer.status_code == 422
    assert links(house) == []
    made = alice.post(f"/recipes/{recipe}/links", data={**form, "word": WORD}).headers["location"]
    assert words.LINK_HAS_WORD in alice.get(made.split("?")[0]).text
    assert links(house)[0].is_locked
    assert WORD not in str(links(house)[0].word_hash)


def test_a_link_is_made_by_a_worker_alone_named_dated_and_listed_and_ends_after_thirty_days_unless_they_say(
    house: House,
) -> None:
    board, alice, today = house.a_board("Ours", house.a_recipe()), house.client("Alice"), house.settings.today()
    assert words.LINKS_EMPTY in alice.get("/links").text, "nothing makes a link by itself"
    form = alice.get(f"/boards/{board}/links").text
    suggested = (today + timedelta(days=30)).isoformat()
    assert re.findall(r'name="ends"[^>]*value="([^"]+)"|value="([^"]+)"[^>]*name="ends"', form) == [(suggested, "")]
    alice.post(f"/boards/{board}/links", data={"name": "Gran", "ends": suggested})
    listed = alice.get("/links").text
    for sentence in ("Gran", "It shows Ours.", words.LINK_OPEN_UNTIL.format(day=words.day(today + timedelta(days=30)))):
        assert sentence in listed
    assert words.LINK_OPENED_NEVER in listed
    [link] = links(house)
    assert f"/links/{link.id}/close" in alice.get(f"/links/{link.id}").text


def test_a_link_says_that_what_it_is_to_lies_in_the_bin(house: House) -> None:
    board, alice = house.a_board("Ours", house.a_recipe()), house.client("Alice")
    house.a_link(board=board)
    assert words.LINK_IN_BIN not in alice.get("/links").text
    alice.post(f"/boards/{board}/bin")
    assert words.LINK_IN_BIN in alice.get("/links").text


def test_beside_a_new_link_stand_those_that_there_are_to_the_same_thing(house: House) -> None:
    soup, stew = house.a_recipe("Soup"), house.a_recipe("Stew")
    house.a_link(recipe=soup, name="Gran")
    house.a_link(recipe=stew, name="Uncle Bryn")
    page = house.client("Alice").get(f"/recipes/{soup}/links").text
    assert "Gran" in page
    assert "Uncle Bryn" not in page


def test_before_a_link_is_made_it_is_said_what_families_do_not_see_yet(house: House) -> None:
    recipe, alice = house.a_recipe("Soup", finished=False), house.client("Alice")
    assert words.LINK_UNFINISHED in alice.get(f"/recipes/{recipe}/links").text
    alice.post(f"/recipes/{recipe}/steps", data={"finished": "yes"})
    page = alice.get(f"/recipes/{recipe}/links").text
    assert words.LINK_UNFINISHED not in page
    assert words.LINK_MORE_UNFINISHED not in page
    alice.post(f"/recipes/{recipe}/steps", files=[("photos", ("a.jpg", a_photo(), "image/jpeg"))])
    assert words.LINK_MORE_UNFINISHED in alice.get(f"/recipes/{recipe}/links").text


def test_before_a_link_is_made_it_is_said_that_a_child_or_a_stranger_is_in_a_photo(house: House) -> None:
    recipe, alice = house.a_recipe(steps=2), house.client("Alice")
    page = alice.get(f"/recipes/{recipe}/links").text
    assert not any(said in page for said in (words.IN_IT_CHILD, words.IN_IT_STRANGER))
    with house.writing() as db:
        one, other = (db.get_one(Photo, key) for key in keys_of(house, recipe))
        one.show_people([], child=True, stranger=False, by_id=house.person(db, "Alice").id)
        other.show_people([], child=False, stranger=True, by_id=house.person(db, "Alice").id)
    page = alice.get(f"/recipes/{recipe}/links").text
    assert all(said in page for said in (words.IN_IT_CHILD, words.IN_IT_STRANGER))


def test_it_is_counted_how_often_a_family_opened_a_link(house: House) -> None:
    shared, addresses = a_locked_link(house)
    family, alice = house.client(), house.client("Alice")
    opens(family, addresses)
    assert words.LINK_OPENED_NEVER in alice.get("/links").text, "asking for the word is no opening"
    family.post(f"{shared}/word", data={"word": WORD})
    family.get(shared)
    house.app.state.tally.write()
    today = words.day(house.settings.today())
    assert words.LINK_OPENED_ONE.format(day=today) in alice.get("/links").text
    opens(family, addresses[1:])
    house.app.state.tally.write()
    assert links(house)[0].opened == 1, "looking round inside is the same opening"
    family.get(shared)
    house.app.state.tally.write()
    assert words.LINK_OPENED.format(count=2, day=today) in alice.get("/links").text


def test_a_link_to_a_photo_of_somebody_who_said_no_since_keeps_the_words(house: House) -> None:
    rests_on_consent(house)
    recipe = house.a_recipe("Soup", 1)
    key = keys_of(house, recipe)[0]
    are_in(house, key, Bob=Audience.FAMILY)
    shared, family = f"/s/{house.a_link(recipe=recipe)[1]}", house.client()
    assert key in family.get(shared).text
    are_in(house, key, Bob=Audience.ME)
    page = family.get(shared).text
    assert "Do thing 1." in page
    assert key not in page
    with house.database.reading() as db:
        assert db.get_one(Photo, key).removed_at is None


def test_who_asks_for_the_head_of_a_page_alone_has_not_opened_it(house: House) -> None:
    key = house.a_link(recipe=house.a_recipe("Soup", 1))[1]
    assert house.client().head(f"/s/{key}").status_code == 200
    assert house.app.state.tally.is_empty
    assert links(house)[0].opened == 0


def test_a_browser_that_keeps_nonsense_is_asked_for_the_word(house: House) -> None:
    _, addresses = a_locked_link(house)
    nonsense = {"Cookie": f"word-{links(house)[0].id}=\u00e9".encode("latin-1")}
    for address in addresses:
        answer = house.client().get(address, headers=nonsense)
        assert (answer.status_code, words.WORD in answer.text) == (403, True)


def test_what_we_find_and_a_member_does_not_say_blocks_a_new_link_until_a_worker_looks(house: House) -> None:
    recipe = house.a_recipe("Soup", 2)
    first, _ = keys_of(house, recipe)
    with house.writing() as db:
        db.get_one(Photo, first).found = [[0.3, 0.2, 0.3, 0.4]]
    alice, address = house.client("Alice"), f"/recipes/{recipe}/links"
    form = {"name": "Gran", "ends": house.settings.today().isoformat()}
    page = alice.get(address).text
    assert (page.count(words.LINK_NO_ONE), page.count(words.LINK_UNKNOWN)) == (1, 1)
    assert words.PROBLEMS["photos_wait"] in alice.post(address, data=form).text
    said(alice, f"/photos/{first}", nobody="yes")
    assert alice.post(address, data=form).headers["location"].startswith("/links/")
