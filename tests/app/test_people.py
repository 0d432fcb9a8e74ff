"""The people of a group in a worker's hands."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from fastapi.testclient import TestClient

from app.housekeeping import let_leave
from boards.leaving import Leaving
from boards.passkey import Passkey
from boards.photo import photo_keys
from tests.conftest import House, a_photo, on_both_databases


def told(client: TestClient, location: str) -> str:
    """The page after a change."""
    return client.get(location.split("#")[0]).text


def test_several_members_are_added_at_once_each_with_a_picture_of_their_own(house: House) -> None:
    alice = house.client("Alice")
    answer = alice.post("/people", data={"names": "Sam\r\n\r\n  Jo \r\nAisha"})
    assert "members are here now." in told(alice, answer.headers["location"])
    page = alice.get("/people").text
    pictures = re.findall(r"/static/drawing-(\w+)\.", page.split("Support workers")[0])
    assert len(pictures) == 4
    assert len(set(pictures)) == 4


def test_a_name_that_is_there_already_adds_nobody_and_keeps_what_was_typed(house: House) -> None:
    alice = house.client("Alice")
    answer = alice.post("/people", data={"names": "Sam\nbob"})
    assert answer.status_code == 422
    assert "bob is here already. Add a letter, such as bob B." in answer.text
    assert "Sam\nbob</textarea>" in answer.text
    assert "Sam" not in alice.get("/people").text


def test_two_of_one_name_in_one_list_are_asked_about(house: House) -> None:
    answer = house.client("Alice").post("/people", data={"names": "Sam\nJo\nSAM"})
    assert answer.status_code == 422
    assert "SAM" in answer.text
    assert "Jo" not in house.client("Alice").get("/people").text


def test_a_photo_can_stand_for_a_member_and_a_drawing_again(house: House) -> None:
    alice, bob = house.client("Alice"), house.person_id("Bob")
    photo = [("photos", ("me.jpg", a_photo(), "image/jpeg"))]
    page = told(alice, alice.post(f"/people/{bob}/picture", files=photo).headers["location"])
    key = re.search(r"/photos/([\w-]+)/full", page)
    assert key
    assert alice.get(f"/photos/{key[1]}/card").status_code == 200
    assert house.client("Charlie").get(f"/photos/{key[1]}/card").status_code == 404
    alice.post(f"/people/{bob}/picture", data={"symbol": "cat"})
    assert "drawing-cat" in alice.get(f"/people/{bob}").text
    assert alice.get(f"/photos/{key[1]}/card").status_code == 404


@on_both_databases
@pytest.mark.parametrize("is_masked", [False, True], ids=["as it is", "covered"])
def test_a_photo_that_stands_for_nobody_any_more_is_deleted_and_remembered_until_it_is(
    house: House, monkeypatch: pytest.MonkeyPatch, *, is_masked: bool
) -> None:
    alice, bob = house.client("Alice"), house.person_id("Bob")
    alice.post(f"/people/{bob}/picture", files=[("photos", ("me.jpg", a_photo(), "image/jpeg"))])
    if is_masked:
        [key] = house.store.keys()
        assert alice.post(f"/photos/{key}/cover", data={"place": "40,30,20,25"}).status_code == 303
    [first] = house.store.keys()
    alice.post(f"/people/{bob}/picture", files=[("photos", ("me.jpg", a_photo("#336699"), "image/jpeg"))])
    [second] = house.store.keys()
    assert second != first
    monkeypatch.setattr(house.store, "remove_each", list)  # the power fails
    assert alice.post(f"/people/{bob}/picture", data={"symbol": "cat"}).status_code == 303
    monkeypatch.undo()
    assert list(house.store.keys()) == [second]
    with house.database.reading() as db:
        assert Leaving.all(db) >= {first, second}
        assert photo_keys(db) == set()
    let_leave(house.database, house.store)
    assert list(house.store.keys()) == []


def test_no_picture_and_an_unknown_drawing_are_asked_again(house: House) -> None:
    alice, bob = house.client("Alice"), house.person_id("Bob")
    for fields in ({}, {"symbol": "../../etc/passwd"}):
        assert alice.post(f"/people/{bob}/picture", data=fields).status_code == 422


def test_a_renamed_helper_is_still_the_helper(house: House) -> None:
    alice = house.client("Alice")
    answer = alice.post(f"/people/{house.person_id('Alice')}/name", data={"name": "Alicia"})
    page = told(alice, answer.headers["location"])
    assert "Need help? Ask Alicia." in page
    assert "The name is now Alicia." in page


def test_somebody_who_leaves_keeps_their_recipes_here_or_takes_them_away(house: House) -> None:
    alice = house.client("Alice")
    alice.post("/people", data={"names": "Sam"})
    for name, answer, stays in (("Bob", "keep", True), ("Sam", "take", False)):
        house.a_recipe(f"{name}s soup", by=name)
        someone = house.person_id(name)
        assert f"{name} made 1 recipe. What do they want?" in alice.get(f"/people/{someone}/leave").text
        alice.post(f"/people/{someone}/leave", data={"recipes": answer})
        assert (f"{name}s soup" in alice.get("/recipes").text) is stays
        assert (f"{name}s soup" in alice.get("/bin").text) is not stays


def test_who_leaves_is_out_at_once_and_can_come_back(house: House) -> None:
    alice, bob = house.client("Alice"), house.person_id("Bob")
    at_home = house.client("Bob")
    alice.post(f"/people/{bob}/leave", data={"recipes": "keep"})
    assert at_home.get("/").status_code == 303
    assert alice.get(f"/people/{bob}").status_code == 404
    page = told(alice, alice.post(f"/people/{bob}/come-back").headers["location"])
    assert "Bob is back. Make a new card." in page
    assert house.client("Bob").get("/").status_code == 200


def test_a_worker_whose_colleague_has_a_passkey_can_leave(house: House) -> None:
    alice, me = house.client("Alice"), house.person_id("Alice")
    alice.post("/people/workers", data={"name": "Dora"})
    assert alice.post(f"/people/{me}/leave", data={"recipes": "keep"}).status_code == 422
    with house.writing() as db:
        dora = house.person(db, "Dora")
        db.add(Passkey(person_id=dora.id, credential_id="x", public_key=b"x", sign_count=0))
    assert alice.post(f"/people/{me}/leave", data={"recipes": "keep"}).status_code == 303


def test_who_left_a_month_ago_does_not_come_back(house: House) -> None:
    house.client("Alice").post(f"/people/{house.person_id('Bob')}/leave", data={"recipes": "keep"})
    for days, status in ((31, 404), (29, 303)):
        with time_machine.travel(datetime.now(UTC) + timedelta(days=days)):
            answer = house.client("Alice").post(f"/people/{house.person_id('Bob')}/come-back")
            assert answer.status_code == status


def test_the_last_worker_who_can_sign_in_stays(house: House) -> None:
    alice = house.client("Alice")
    alice.post("/people/workers", data={"name": "Dora"})
    me = house.person_id("Alice")
    for answer in (
        alice.post(f"/people/{me}/role", data={"role": "member"}),
        alice.post(f"/people/{me}/leave", data={"recipes": "keep"}),
    ):
        assert answer.status_code == 422
        assert "One support worker must stay who can sign in." in answer.text
    assert alice.get("/people").status_code == 200


def test_a_role_that_there_is_not_changes_nothing(house: House) -> None:
    alice, bob = house.client("Alice"), house.person_id("Bob")
    assert alice.post(f"/people/{bob}/role", data={"role": "operator"}).status_code == 422
    assert house.client("Bob").get("/people").status_code == 403


def test_nobody_chosen_makes_no_card(house: House) -> None:
    answer = house.client("Alice").post("/cards", data={})
    assert answer.status_code == 422
    assert "Choose who gets a card." in answer.text


def test_a_card_for_a_worker_is_not_made(house: House) -> None:
    alice = house.client("Alice")
    assert alice.post("/cards", data={"people": house.person_id("Alice")}).status_code == 404
    assert alice.post(f"/people/{house.person_id('Alice')}/card").status_code == 404


def test_the_settings_keep_what_was_typed_when_something_is_missing(house: House) -> None:
    answer = house.client("Alice").post("/settings", data={"group": "", "helper": "Alicia", "opens": "yes"})
    assert answer.status_code == 422
    assert 'value="Alicia"' in answer.text
    assert re.search(r'name="opens" type="checkbox" value="yes" checked', answer.text)
