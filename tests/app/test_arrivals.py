"""Photos that a device sends one by one: each arrives once, however often it is sent, and stands in its turn."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import select

from app.housekeeping import tidy
from app.photos.receipts import KIND, SENDING
from boards.arrival import KEPT, Arrival
from boards.database import now
from boards.photo import photo_keys
from boards.recipe import Recipe, Step
from tests.conftest import Browser, House, a_photo, on_both_databases
from tests.props.sending import PHOTO_ROUTES, kitchen_of

FORM = "the-key_of-a-form"
RED, GREEN, BLUE = (a_photo(colour) for colour in ("#c04020", "#40a030", "#3050c0"))


@pytest.fixture
def kitchen(house: House) -> Callable[[str], str]:
    """Fills the ids of a kitchen into an address."""
    return kitchen_of(house)


def send(browser: Browser, address: str, number: int, photo: bytes = RED, *, form: str = FORM) -> dict[str, Any]:
    """The receipt of one photo, whose turn and mark are made of its number."""
    told = {"upload": form, "mark": f"{number:0>16}", "turn": str(number)}
    answer = browser.post(address, data=told, files=[("photos", ("x.jpg", photo))], headers={SENDING: FORM})
    assert answer.headers["content-type"] == KIND
    receipt: dict[str, Any] = answer.json()
    assert (answer.status_code, receipt["saved"]) == (200, True)
    return receipt


def rows(house: House) -> tuple[int, int]:
    """How many steps there are, those in the bin too, and how many photos."""
    with house.database.reading() as db:
        keys = photo_keys(db)
        assert keys == set(house.store.keys()), "files and rows are the same photos"
        return len(db.exec(select(Step)).all()), len(keys)


def turns(house: House, recipe_id: str) -> list[int]:
    """The turns of a recipe's steps, as they stand; 0 for one that came in another way."""
    with house.database.reading() as db:
        known = {one.step_id: one.turn for one in db.exec(select(Arrival)).all()}
        return [known.get(step.id, 0) for step in db.get_one(Recipe, recipe_id).steps]


@on_both_databases
@pytest.mark.parametrize("address", PHOTO_ROUTES.values())
@pytest.mark.parametrize("is_close", [False, True], ids=["later", "at the same time"])
def test_a_photo_that_is_sent_again_makes_nothing_twice(
    house: House, kitchen: Callable[[str], str], monkeypatch: pytest.MonkeyPatch, address: str, is_close: bool
) -> None:
    alice = house.client("Alice")
    first = send(alice, kitchen(address), 1)
    after = rows(house)
    if is_close:  # both pages have looked before either of them was done
        monkeypatch.setattr("app.given.photos._arrived", lambda *_: "")
    assert send(alice, kitchen(address), 1, form="another-page") == first
    assert rows(house) == after
    assert alice.get(first["to"]).status_code == 200


def test_a_mark_is_its_persons_alone(house: House, kitchen: Callable[[str], str]) -> None:
    address, before = kitchen("/recipes/{recipe}/steps"), rows(house)[0]
    send(house.client("Alice"), address, 1)
    send(house.client("Bob"), address, 1)
    assert rows(house)[0] == before + 2


@on_both_databases
def test_steps_stand_in_the_order_of_their_turns_whichever_photo_arrives_first(house: House) -> None:
    recipe, bob = house.a_recipe(steps=2), house.client("Bob")
    for number, form in ((3, "one"), (1, "one"), (5, "two"), (2, "one"), (4, "two")):
        send(bob, f"/recipes/{recipe}/steps", number, form=form)
    assert turns(house, recipe) == [0, 0, 1, 2, 3, 4, 5]
    # Another device counts for itself.
    send(house.client("Alice"), f"/recipes/{recipe}/steps", 2)
    assert turns(house, recipe) == [0, 0, 1, 2, 3, 4, 5, 2]


def test_photos_of_one_form_are_told_of_and_undone_together(house: House) -> None:
    bob = house.client("Bob")
    receipts = [send(bob, "/recipes", number, photo) for number, photo in enumerate((RED, GREEN, BLUE), start=1)]
    page = bob.get(receipts[-1]["to"]).text
    assert "3 photos saved. You have done 3 steps." in page
    with house.database.reading() as db:
        [recipe] = db.exec(select(Recipe)).all()
    send(bob, f"/recipes/{recipe.id}/steps", 4, form="more")
    last = send(bob, f"/recipes/{recipe.id}/steps", 5, form="more")
    with house.database.reading() as db:
        steps = [step.id for step in db.get_one(Recipe, recipe.id).steps]
    assert f'value="{" ".join(steps[3:])}"' in bob.get(last["to"]).text


def test_the_same_photo_chosen_twice_is_two_steps(house: House) -> None:
    bob = house.client("Bob")
    send(bob, "/recipes", 1)
    send(bob, "/recipes", 2)
    assert rows(house)[0] == 2


def test_photos_whose_recipe_was_thrown_away_meanwhile_make_one_new_recipe(house: House) -> None:
    bob = house.client("Bob")
    send(bob, "/recipes", 1)
    with house.writing() as db:
        db.exec(select(Recipe)).one().bin()
    send(bob, "/recipes", 2)
    send(bob, "/recipes", 3)
    with house.database.reading() as db:
        recipes = db.exec(select(Recipe)).all()
        assert sorted((one.binned_at is None, len(one.steps)) for one in recipes) == [(False, 1), (True, 2)]


def test_what_was_thrown_away_is_not_brought_back_by_its_device(house: House) -> None:
    bob = house.client("Bob")
    receipt = send(bob, "/recipes", 1)
    with house.writing() as db:
        db.exec(select(Step)).one().bin()
    assert send(bob, "/recipes", 1) == receipt
    assert rows(house)[0] == 1


def test_a_photo_whose_files_are_lost_takes_its_place_again(house: House) -> None:
    bob = house.client("Bob")
    receipt = send(bob, "/recipes", 1)
    with house.database.reading() as db:
        key = db.exec(select(Step)).one().photo_key
    house.store.remove(key)
    assert send(bob, "/recipes", 1) == receipt
    assert house.store.has(key)
    assert rows(house) == (1, 1)


def test_after_half_a_year_a_mark_is_forgotten(house: House) -> None:
    send(house.client("Bob"), "/recipes", 1)
    tidy(house.database, house.store, house.settings)
    with house.writing() as db:
        arrival = db.exec(select(Arrival)).one()
        arrival.made_at = now() - KEPT - timedelta(days=1)
    tidy(house.database, house.store, house.settings)
    with house.database.reading() as db:
        assert db.exec(select(Arrival)).all() == []


@pytest.mark.parametrize(("mark", "turn"), [("short", "1"), ("x" * 65, "1"), ("a b" * 8, "1"), ("x" * 16, "-1")])
def test_a_mark_that_is_none_of_ours_counts_as_none(house: House, mark: str, turn: str) -> None:
    bob = house.client("Bob")
    for _ in range(2):
        told = {"upload": FORM, "mark": mark, "turn": turn}
        assert bob.post("/recipes", data=told, files=[("photos", ("x.jpg", RED))]).status_code == 303
    assert rows(house)[0] == 1, "it is known by its form and its bytes, as ever"
    with house.database.reading() as db:
        assert db.exec(select(Arrival)).all() == []
