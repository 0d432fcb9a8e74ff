"""A photo of a person, through the web: who is asked, and what changes with the next request when they say no."""

import re
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from app import words
from boards.group import Basis
from boards.hands.people import People
from boards.permission import Audience
from boards.photo import Photo
from media import SIZES
from tests.app.consent import are_in, keys_of, permitted, rests_on_consent, said, said_of, version_on
from tests.conftest import House, a_photo

COLOURS = ("#c8642b", "#2b8ec8")


@pytest.fixture
def photo(house: House) -> str:
    """The key of a photo of Bob that Alice took, which hangs on a board; he said that his family sees it."""
    rests_on_consent(house)
    recipe = house.a_recipe("Soup", 2)
    house.a_board("Suppers", recipe)
    key = keys_of(house, recipe)[0]
    are_in(house, key, Bob=Audience.FAMILY)
    return key


def path(location: str) -> str:
    """Where an answer leads, without what is told there."""
    return location.split("?")[0].split("#")[0]


def statuses(client: TestClient, address: str) -> set[int]:
    """What a photo's address answers in every size, also to a browser that has kept it."""
    key = address.rsplit("/", 1)[-1]
    plain = {client.get(f"{address}/{size}").status_code for size in SIZES}
    kept = {client.get(f"{address}/{size}", headers={"If-None-Match": f'"{key}-{size}"'}).status_code for size in SIZES}
    return plain | kept


def pages_of(house: House, key: str) -> list[str]:
    """Every page of the group on which the photo of a step can stand."""
    with house.database.reading() as db:
        bob = house.person(db, "Bob")
        recipe = next(one for one in bob.recipes() if key in [step.photo_key for step in one.steps])
        step = next(step for step in recipe.steps if step.photo_key == key)
        board = bob.boards()[0].id
        return ["/", "/recipes", f"/boards/{board}", f"/recipes/{recipe.id}", f"/steps/{step.id}"] + [
            f"/recipes/{recipe.id}/{page}" for page in ("order", "cover", "steps", "edit", "boards")
        ]


def test_after_photos_were_sent_one_is_asked_about_each_in_turn_and_then_goes_on(house: House) -> None:
    rests_on_consent(house)
    bob = house.client("Bob")
    files = [("photos", (f"{colour}.jpg", a_photo(colour), "image/jpeg")) for colour in COLOURS]
    sent = path(bob.post("/recipes", data={"title": "Soup"}, files=files).headers["location"])
    with house.database.reading() as db:
        recipe = house.person(db, "Bob").recipes()[0].id
    first, second = keys_of(house, recipe)
    assert sent == f"/photos/{first}/people"
    page = bob.get(sent).text
    assert words.PHOTO_PEOPLE in page
    assert words.PHOTO_NUMBER.format(number=1, count=2) in page
    assert path(said(bob, sent, answer="no_one").headers["location"]) == f"/photos/{second}/people"
    asked = said(bob, f"/photos/{second}/people", answer="me").headers["location"]
    assert asked == f"/photos/{second}/permission"
    assert f'action="{asked}/check"' in bob.get(asked).text
    check = bob.get(f"{asked}/check?audience=group").text
    assert words.CHECK in check
    assert 'name="audience" value="group"' in check
    answer = permitted(bob, second, "group")
    assert path(answer.headers["location"]) == f"/recipes/{recipe}/steps"
    assert words.SAW_GROUP in bob.get(answer.headers["location"]).text
    assert said_of(house, second) == {"Bob": "group"}


def test_one_is_asked_again_without_an_answer_and_can_take_one_back(house: House) -> None:
    recipe = house.a_recipe(steps=1, by="Bob", settled=False)
    key, bob, sam = keys_of(house, recipe)[0], house.client("Bob"), house.client("Charlie")
    asked = f"/photos/{key}/people"
    for data in ({}, {"answer": "people"}):
        again = said(bob, asked, **data)
        assert again.status_code == 422
        assert words.PHOTO_PEOPLE in again.text
    told = bob.get(said(bob, asked, answer="unsure").headers["location"]).text
    assert words.ANSWERED_WAITS in told
    assert f'action="{asked}/take-back"' in told
    assert path(bob.post(f"{asked}/take-back", data={"version": version_on(bob, asked)}).headers["location"]) == asked
    for refused in (sam.get(asked), sam.post(asked, data={"answer": "no_one"}), house.client("Alice").get(asked)):
        assert refused.status_code == 404


@pytest.mark.parametrize("mine", ["", "yes"])
def test_a_check_that_is_answered_differently_asks_once_more_and_saves_nothing(house: House, mine: str) -> None:
    rests_on_consent(house)
    key, bob = keys_of(house, house.a_recipe(steps=1, by="Bob"))[0], house.client("Bob")
    are_in(house, key, Bob=None)
    asked = f"/photos/{key}/permission"
    for understood in ("group", "me", ""):
        again = bob.post(asked, data={"audience": "family", "understood": understood, "mine": mine})
        assert again.status_code == 303
        page = bob.get(again.headers["location"]).text
        assert words.SEE_ONCE_MORE in page
        assert ('name="mine" value="yes"' in page) is bool(mine)
        assert said_of(house, key) == {"Bob": ""}
    assert words.SEE_ONCE_MORE not in bob.get(asked).text
    saved = permitted(bob, key, "family", mine=mine)
    assert path(saved.headers["location"]).startswith("/me/photos" if mine else "/recipes/")
    assert said_of(house, key) == {"Bob": "family"}


def test_nobody_chooses_whom_the_group_does_not_allow(house: House) -> None:
    key, bob = keys_of(house, house.a_recipe(steps=1, by="Bob"))[0], house.client("Bob")
    are_in(house, key, Bob=None)
    asked = f"/photos/{key}/permission"
    assert words.SEE_HANDS in bob.get(asked).text
    for audience in ("family", "everybody", ""):
        assert bob.get(f"{asked}/check?audience={audience}").headers["location"] == asked
        assert bob.post(asked, data={"audience": audience, "understood": audience}).status_code == 422
    assert said_of(house, key) == {"Bob": ""}
    for name in ("Alice", "Charlie"):
        other = house.client(name)
        assert other.post(asked, data={"audience": "me", "understood": "me"}).status_code == 404
        assert other.post(f"{asked}/stop").status_code == 404


def test_a_change_of_mind_holds_from_the_next_request_on_every_page_and_address(house: House, photo: str) -> None:
    sam, bob, pages = house.client("Sam"), house.client("Bob"), pages_of(house, photo)
    assert [photo in sam.get(page).text for page in pages[3:5]] == [True, True]
    assert statuses(sam, f"/photos/{photo}") == {200, 304}
    told = bob.get(bob.post(f"/photos/{photo}/permission/stop").headers["location"]).text
    assert words.STOPPED_SHOWING in told
    for page in pages:
        answer = sam.get(page)
        assert (answer.status_code, photo in answer.text) == (200, False), page
    assert statuses(sam, f"/photos/{photo}") == {404}
    for name in ("Bob", "Alice"):
        assert statuses(house.client(name), f"/photos/{photo}") == {200, 304}, name
    assert statuses(house.client("Charlie"), f"/photos/{photo}") == {404}


def test_a_change_of_mind_holds_under_a_link_too(house: House, photo: str) -> None:
    with house.database.reading() as db:
        bob = house.person(db, "Bob")
        board, recipe = bob.boards()[0].id, bob.recipes()[0].id
    family, shared = house.client(), f"/s/{house.a_link(board=board)[1]}"
    pages = [shared, f"{shared}?see=list", f"{shared}/recipes/{recipe}"]
    assert photo in family.get(pages[2]).text
    assert statuses(family, f"{shared}/photos/{photo}") == {200, 304}
    permitted(house.client("Bob"), photo, "group")
    for page in pages:
        answer = family.get(page)
        assert (answer.status_code, photo in answer.text) == (200, False), page
    assert statuses(family, f"{shared}/photos/{photo}") == {404}
    assert statuses(house.client("Sam"), f"/photos/{photo}") == {200, 304}, "the group still sees it"
    other = keys_of(house, recipe)[1]
    assert statuses(family, f"{shared}/photos/{other}") == {200, 304}, "and the family still sees the others"


def test_a_worker_stops_a_photo_for_somebody_and_nobody_else_does(house: House, photo: str) -> None:
    bob = house.person_id("Bob")
    stop = f"/photos/{photo}/people/{bob}/stop"
    assert house.client("Sam").post(stop).status_code == 403
    assert house.client("Charlie").post(stop).status_code == 404
    assert said_of(house, photo) == {"Bob": "family"}
    alice = house.client("Alice")
    assert f'action="{stop}"' in alice.get(f"/people/{bob}/photos").text
    assert words.STOPPED_SHOWING in alice.get(alice.post(stop).headers["location"]).text
    assert said_of(house, photo) == {"Bob": "me"}
    assert statuses(house.client("Sam"), f"/photos/{photo}") == {404}


def test_a_portrait_stands_on_the_tablet_and_the_card_as_far_as_its_person_agreed(house: House) -> None:
    rests_on_consent(house)
    with house.writing() as db:
        People(house.person(db, "Alice")).show_by_photo(house.person(db, "Bob"), house.a_picture())
        key = house.person(db, "Bob").photo_key
    tablet, bob, at_home = house.client("Alice"), house.client("Bob"), house.client()
    tablet.post("/tablets", data={"name": "Kitchen tablet"})
    me, card = house.person_id("Bob"), f"/card/{house.a_badge()}"
    for audience, on_tablet, on_card in (("family", True, True), ("group", True, False), ("me", False, False)):
        permitted(bob, key, audience)
        for who, page, under, is_seen in (
            (tablet, "/who", "/who", on_tablet),
            (tablet, f"/who/{me}", "/who", on_tablet),
            (at_home, card, card, on_card),
        ):
            assert (f"{under}/photos/{key}/" in who.get(page).text) is is_seen, (audience, page)
            assert statuses(who, f"{under}/photos/{key}") == ({200, 304} if is_seen else {404}), (audience, page)
    assert statuses(at_home, f"/who/photos/{key}") == {303}, "a browser that is no tablet shows no faces"


def test_a_tap_that_says_nobody_of_two_faces_shows_a_family_nothing(house: House) -> None:
    board = house.a_board("Suppers")
    family, shared = house.client(), f"/s/{house.a_link(board=board)[1]}"
    recipe = house.a_recipe("Soup", 1, by="Bob", settled=False)
    key, alice = keys_of(house, recipe)[0], house.client("Alice")
    with house.writing() as db:
        db.get_one(Photo, key).found = [[0.1, 0.1, 0.2, 0.2], [0.6, 0.1, 0.2, 0.2]]
    alice.post("/tablets", data={"name": "Kitchen tablet"})
    alice.post("/sign-out")
    alice.post(f"/who/{house.person_id('Bob')}")
    asked = f"/photos/{key}/people"
    page = alice.get(asked).text
    assert words.PHOTO_FOUND_MANY.format(count=2) in page
    assert words.PHOTO_FOUND_MEANS in page
    told = alice.get(said(alice, asked, answer="no_one").headers["location"]).text
    assert words.ANSWERED_WAITS in told
    alice.post(f"/boards/{board}/pins", data={"recipe": recipe})
    alice.post(f"/recipes/{recipe}/steps", data={"finished": "yes"})
    assert "Soup" not in family.get(shared).text
    assert statuses(family, f"{shared}/photos/{key}") == {404}
    waits = house.client("Alice").get("/review").text
    assert words.REVIEW_NO_ONE.format(name="Bob") in waits
    assert words.REVIEW_FOUND.format(count=2) in waits
    assert said(house.client("Alice"), f"/photos/{key}", nobody="yes").status_code == 303
    assert "Soup" in family.get(shared).text
    assert statuses(family, f"{shared}/photos/{key}") == {200, 304}


def test_an_old_page_is_answered_with_what_holds_now(house: House, photo: str) -> None:
    alice, bob, me = house.client("Alice"), house.client("Bob"), house.person_id("Bob")
    old = version_on(alice, f"/photos/{photo}")
    permitted(bob, photo, "me")
    until = {"ends": house.settings.today().replace(year=house.settings.today().year + 1, day=1).isoformat()}
    for address, form in (
        (f"/photos/{photo}", {"nobody": "yes"}),
        (f"/photos/{photo}/people/{me}", {"audience": "family", "explained": "words", "understood": "yes", **until}),
        (f"/photos/{photo}/people/{me}/decision", {"audience": "group", "reason": "x", "consulted": "y", **until}),
        (f"/photos/{photo}", {"nobody": "yes", "version": ""}),
    ):
        answer = alice.post(address, data={"version": old, **form})
        assert answer.status_code == 409, address
        assert words.PROBLEMS["said_meanwhile"] in answer.text
        assert f'name="version" value="{version_on(alice, address)}"' in answer.text, "the page shows what holds now"
    assert said_of(house, photo) == {"Bob": "me"}
    late = bob.post(f"/photos/{photo}/permission", data={"version": old, "audience": "family", "understood": "family"})
    assert late.status_code == 409
    assert said_of(house, photo) == {"Bob": "me"}


def test_who_said_no_finds_the_photo_though_a_worker_says_they_are_not_in_it(house: House, photo: str) -> None:
    bob, alice = house.client("Bob"), house.client("Alice")
    permitted(bob, photo, "me")
    assert said(alice, f"/photos/{photo}", nobody="yes").status_code == 303
    assert statuses(house.client("Sam"), f"/photos/{photo}") == {200, 304}
    page = bob.get("/me/photos").text
    assert words.NOW_SAID_NO in page
    stop = f"/photos/{photo}/permission/stop"
    assert f'action="{stop}"' in page
    assert bob.post(stop).status_code == 303
    assert statuses(house.client("Sam"), f"/photos/{photo}") == {404}
    assert said_of(house, photo) == {"Bob": "me"}
    assert house.client("Sam").post(stop).status_code == 404, "it is not about Sam"


def test_who_is_asked_about_a_photo_that_they_are_no_longer_in_sees_what_holds_and_how_to_say_no(
    house: House, photo: str
) -> None:
    are_in(house, photo, Bob=Audience.ME)
    are_in(house, photo)
    bob, asked = house.client("Bob"), f"/photos/{photo}/permission"
    for page in (asked, f"{asked}?mine=yes", f"{asked}/check?audience=group"):
        led = bob.get(page)
        assert (led.status_code, led.headers["location"]) == (303, f"/me/photos#photo-{photo}")
    shown = bob.get("/me/photos").text
    assert words.NOW_SAID_NO in shown
    assert f'action="{asked}/stop"' in shown
    assert bob.post(f"{asked}/stop").status_code == 303
    assert said_of(house, photo) == {"Bob": "me"}
    assert bob.get(asked).status_code == 200, "in it again, they are asked again"


@pytest.mark.parametrize("way", ["stop", "only me", "a worker"])
def test_a_first_no_that_comes_a_moment_after_one_was_taken_out_of_a_photo_is_heard(
    house: House, photo: str, way: str
) -> None:
    with house.database.reading() as db:
        board = house.person(db, "Bob").boards()[0].id
    family, shared = house.client(), f"/s/{house.a_link(board=board)[1]}/photos/{photo}"
    bob, alice, own = house.client("Bob"), house.client("Alice"), f"/photos/{photo}/permission"
    old = version_on(bob, f"{own}/check?audience=me")
    assert said(alice, f"/photos/{photo}", nobody="yes").status_code == 303
    assert statuses(family, shared) == {200, 304}
    if way == "stop":
        answer = bob.post(f"{own}/stop")
    elif way == "only me":
        answer = bob.post(own, data={"version": old, "audience": "me", "understood": "me"})
    else:
        answer = alice.post(f"/photos/{photo}/people/{house.person_id('Bob')}/stop")
    assert answer.status_code == 303
    assert statuses(family, shared) == statuses(house.client("Sam"), f"/photos/{photo}") == {404}
    assert said_of(house, photo) == {"Bob": "me"}
    assert words.NOW_ME in bob.get("/me/photos").text


def test_what_opens_a_photo_is_refused_from_who_was_taken_out_of_it_and_from_who_never_was_in_it(
    house: House, photo: str
) -> None:
    bob, own = house.client("Bob"), f"/photos/{photo}/permission"
    old = version_on(bob, f"{own}/check?audience=family")
    are_in(house, photo)
    wide = {"version": old, "audience": "family", "understood": "family"}
    assert bob.post(own, data=wide).status_code == 409
    assert said_of(house, photo) == {}
    for no in (f"{own}/stop", f"/photos/{photo}/people/{house.person_id('Sam')}/stop"):
        assert house.client("Sam").post(no).status_code in (403, 404)
    assert house.client("Alice").post(f"/photos/{photo}/people/{house.person_id('Sam')}/stop").status_code == 404


@pytest.mark.parametrize(("audience", "status", "holds"), [("family", 409, "group"), ("me", 303, "me")])
def test_what_one_person_was_asked_is_no_yes_of_another_who_came_meanwhile_and_a_no_is_a_no(
    house: House, photo: str, audience: str, status: int, holds: str
) -> None:
    are_in(house, photo, Bob=Audience.GROUP, Sam=Audience.GROUP)
    bobs = house.client("Bob").get(f"/photos/{photo}/permission/check?audience={audience}").text
    action = re.search(r'method="post" action="([^"]+/permission[^"]*)"', bobs)
    version = re.search(r'name="version" value="(\w+)"', bobs)
    assert action
    assert version
    answer = {"version": version[1], "audience": audience, "understood": audience}
    assert house.client("Sam").post(action[1], data=answer).status_code == status
    assert said_of(house, photo) == {"Bob": "group", "Sam": holds}
    assert house.client("Bob").post(action[1], data=answer).status_code == 303


def test_stop_on_an_open_page_reaches_what_took_the_photos_place(house: House, photo: str) -> None:
    with house.database.reading() as db:
        board = house.person(db, "Bob").boards()[0].id
    family, shared = house.client(), f"/s/{house.a_link(board=board)[1]}"
    bob, alice = house.client("Bob"), house.client("Alice")
    covered = alice.post(f"/photos/{photo}/cover", data={"place": "40,30,20,25"}).headers["location"]
    new = path(covered).split("/")[2]
    assert statuses(family, f"{shared}/photos/{new}") == {200, 304}
    for page in (f"/photos/{photo}/permission", f"/photos/{photo}/card"):
        assert bob.get(page).headers["location"] == page.replace(photo, new)
    assert house.client("Charlie").get(f"/photos/{photo}/card").status_code == 404
    assert bob.post(f"/photos/{photo}/permission/stop").status_code == 303
    assert statuses(family, f"{shared}/photos/{new}") == {404}
    worker = f"/photos/{photo}/people/{house.person_id('Bob')}/stop"
    assert alice.post(worker).status_code == 303, "and so does a worker's"


def test_a_decision_opens_a_photo_no_further_than_the_group_has_settled(house: House, photo: str) -> None:
    alice, me = house.client("Alice"), house.person_id("Bob")
    permitted(house.client("Bob"), photo, "me")
    decision = f"/photos/{photo}/people/{me}/decision"
    until = (house.settings.today() + timedelta(days=30)).isoformat()
    about = {"reason": "He smiles when he sees it.", "consulted": "His sister Jo", "ends": until}
    page = alice.get(decision).text
    assert words.DECIDE_REACH["group"] in page
    assert 'value="family"' not in page
    assert said(alice, decision, audience="family", **about).status_code == 422
    assert said_of(house, photo) == {"Bob": "me"}
    settings = {"group": "Tuesday cooks", "helper": "Alice", "basis": "consent", "previews": "nothing"}
    alice.post("/settings", data={**settings, "decisions": "family"})
    assert said(alice, decision, audience="family", **about).status_code == 303
    assert said_of(house, photo) == {"Bob": "family"}
    alice.post("/settings", data={**settings, "decisions": "nobody"})
    assert said_of(house, photo) == {"Bob": "me"}, "what was decided before is narrowed with it"
    alice.post("/settings", data={**settings, "decisions": "family"})
    assert said_of(house, photo) == {"Bob": "me"}, "and doesn't come back"
    record = alice.get("/record").text
    assert words.WHAT_HAPPENED["best_interests"].format(who="Alice", whom="Bob", name="people with a link") in record
    assert f'<a href="/photos/{photo}">Step 1 of Soup</a>' in record


def test_a_recipe_leads_nobody_to_a_question_that_is_closed_to_them(house: House) -> None:
    rests_on_consent(house)
    recipe = house.a_recipe("Soup", 1, by="Bob", settled=False)
    key, bob, alice = keys_of(house, recipe)[0], house.client("Bob"), house.client("Alice")
    with house.writing() as db:
        db.get_one(Photo, key).found = [[0.1, 0.1, 0.2, 0.2], [0.6, 0.1, 0.2, 0.2]]
    asked = f"/photos/{key}/people"
    assert asked in bob.get(f"/recipes/{recipe}").text
    said(bob, asked, answer="me")
    permitted(bob, key, "group")
    assert bob.get(asked).status_code == 409, "what he said about himself holds, and a worker looks for the other"
    assert asked not in bob.get(f"/recipes/{recipe}").text
    assert f'href="/photos/{key}"' in alice.get(f"/recipes/{recipe}").text


def test_ones_page_says_who_sees_a_photo_also_where_that_is_less_than_one_chose(house: House) -> None:
    rests_on_consent(house)
    key, bob, alice = keys_of(house, house.a_recipe("Soup", 1))[0], house.client("Bob"), house.client("Alice")
    are_in(house, key, Bob=Audience.FAMILY, Sam=Audience.GROUP)
    assert words.NOW_GROUP_ONLY in bob.get("/me/photos").text
    are_in(house, key, Bob=Audience.FAMILY, Sam=Audience.ME)
    assert words.NOW_WAITS_OTHER in bob.get("/me/photos").text
    are_in(house, key, Bob=Audience.FAMILY)
    assert words.NOW_FAMILY in bob.get("/me/photos").text
    with house.writing() as db:
        house.person(db, "Bob").group.basis = Basis.HANDS
    assert words.NOW_GROUP_ONLY in bob.get("/me/photos").text, "nobody else is in it who could agree"
    with house.writing() as db:
        photo = db.get_one(Photo, key)
        photo.found, photo.checked_at = [[0.1, 0.1, 0.2, 0.2], [0.6, 0.1, 0.2, 0.2]], None
    assert words.NOW_WAITS_WORKER in bob.get("/me/photos").text
    assert words.SEES_WAITS in alice.get(f"/photos/{key}").text


def test_a_worker_is_told_that_nobody_sees_a_photo_of_somebody_who_left(house: House, photo: str) -> None:
    alice, bob = house.client("Alice"), house.client("Bob")
    are_in(house, photo, Bob=Audience.FAMILY, Sam=Audience.FAMILY)
    assert words.SEES_GONE not in alice.get(f"/photos/{photo}").text
    alice.post(f"/people/{house.person_id('Sam')}/leave")
    assert words.SEES_GONE in alice.get(f"/photos/{photo}").text
    assert words.NOW_WAITS_OTHER in bob.get("/me/photos").text
    assert house.client("Alice").get(f"/photos/{photo}/card").status_code == 200


def test_what_one_is_told_after_a_choice_is_true_where_a_worker_looks_first(house: House) -> None:
    rests_on_consent(house)
    recipe = house.a_recipe("Soup", 1, by="Bob", settled=False)
    key, bob = keys_of(house, recipe)[0], house.client("Bob")
    with house.writing() as db:
        db.get_one(Photo, key).found = [[0.1, 0.1, 0.2, 0.2], [0.6, 0.1, 0.2, 0.2]]
    said(bob, f"/photos/{key}/people", answer="me")
    told = bob.get(permitted(bob, key, "group").headers["location"]).text
    assert words.NOW_WAITS_WORKER in told
    assert words.SAW_GROUP not in told


def test_a_worker_reads_of_somebody_and_not_of_themselves(house: House, photo: str) -> None:
    alice, me = house.client("Alice"), house.person_id("Bob")
    permitted(house.client("Bob"), photo, "me")
    page = alice.get(f"/people/{me}/photos").text
    assert words.NOW_ME_OF.format(name="Bob") in page
    assert words.NOW_ME not in page
    decision = alice.get(f"/photos/{photo}/people/{me}/decision").text
    assert words.DECIDE_ME.format(name="Bob") in decision
    assert words.SEE_ME not in decision
    with house.writing() as db:
        one = db.get_one(Photo, photo).permission_of(me)
        assert one
        one.audience, one.wish = "", "group"
    asking = alice.get(f"/photos/{photo}/people/{me}").text
    assert words.REVIEW_WISH.format(name="Bob", what=words.SEE_GROUP) in asking
    assert words.SEES_SAID_NOTHING.format(name="Bob") not in asking


def test_a_decision_page_promises_no_family_where_the_group_shows_hands_only(house: House, photo: str) -> None:
    with house.writing() as db:
        group = house.person(db, "Bob").group
        group.decisions, group.basis = "family", Basis.HANDS
    page = house.client("Alice").get(f"/photos/{photo}/people/{house.person_id('Bob')}/decision").text
    assert words.DECIDE_REACH["group"] in page
    assert words.DECIDE_REACH["family"] not in page
