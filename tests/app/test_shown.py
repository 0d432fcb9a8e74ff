"""All that is shown of a step and of a need stands in every medium, and nothing of it gets lost in the bin."""

import io
import re
from collections.abc import Callable
from dataclasses import fields
from zipfile import ZipFile

import pikepdf
import pytest

from boards.need import Kind
from boards.recipe import Step
from boards.shown import ShownNeed, ShownStep
from tests.conftest import Browser, House, a_photo
from tests.props.read_aloud import read_aloud
from tests.props.reading import Elements, text_of
from tests.props.sending import sent

TOLD = {"words": "Chop it up.", "careful": "The knife is sharp.", "timer": "7"}
"""What is told of a step, as it is typed."""

STEP = {"words": "Chop it up.", "careful": "The knife is sharp.", "timer": "7 minutes"}
"""All that is shown of a step beside its photo, as somebody reads it."""

NEED = {"words": "Plum tomatoes", "amount": "3 tins"}
"""All that is shown of a need beside its picture."""


@pytest.fixture
def salad(house: House) -> str:
    """A recipe of Bob's of which everything is said that can be."""
    recipe_id = house.a_recipe("Salad", 1, by="Bob")
    with house.writing() as db:
        recipe = house.person(db, "Bob").recipe(recipe_id)
        recipe.steps[0].tell(**TOLD)
        recipe.add_need(Kind.INGREDIENT, NEED["words"], amount=NEED["amount"], symbol="tomato")
    return recipe_id


def on(who: str | None, address: str) -> Callable[[House, str], str]:
    """What somebody reads on a page of a recipe; a family, where nobody is named."""

    def read(house: House, recipe: str) -> str:
        under = f"/recipes/{recipe}" if who else f"/s/{house.a_link(recipe=recipe)[1]}/recipes/{recipe}"
        return text_of(house.client(who).get(f"{under}{address}").text)

    return read


def in_the_booklet(house: House, recipe: str) -> str:
    """What a booklet says."""
    answer = house.client("Bob").get(f"/recipes/{recipe}/booklet.pdf")
    return " ".join(said.words for said in read_aloud(pikepdf.open(io.BytesIO(answer.content))))


def in_the_copy(house: House, recipe: str) -> str:
    """What the page of a recipe says in the copy that somebody takes away."""
    answer = house.client("Bob").post("/me/things/copy")
    return text_of(ZipFile(io.BytesIO(answer.content)).read("recipe-1.html").decode())


def to_recipe_apps(house: House, recipe: str) -> str:
    """What a recipe app is told; a time as they have it is read as so many minutes."""
    page = house.client().get(f"/s/{house.a_link(recipe=recipe)[1]}").text
    return re.sub(r"PT(\d+)M", r"\1 minutes", Elements(page).recipes_for_machines()[0])


MEDIA = {
    "the group's page": on("Bob", ""),
    "a family's page": on(None, ""),
    "cooking": on("Bob", "/cook"),
    "a family cooks": on(None, "/cook"),
    "Easy Read": on("Bob", "/print?layout=easy"),
    "large print": on("Bob", "/print?layout=large"),
    "to laminate": on("Bob", "/print?layout=laminate"),
    "a family's paper": on(None, "/print?layout=easy"),
    "a booklet": in_the_booklet,
    "a copy": in_the_copy,
    "recipe apps": to_recipe_apps,
}


def test_all_that_can_be_shown_is_said_here() -> None:
    assert {one.name for one in fields(ShownStep)} == {*STEP, "picture"}
    assert {one.name for one in fields(ShownNeed)} == {*NEED, "picture", "symbol"}


@pytest.mark.parametrize("medium", MEDIA)
def test_every_medium_says_all_that_is_shown_of_a_step_and_of_a_need(house: House, salad: str, medium: str) -> None:
    read = MEDIA[medium](house, salad)
    missing = [said for said in (*STEP.values(), *NEED.values()) if said not in read]
    assert missing == []


def test_a_photo_that_is_replaced_and_put_back_loses_nothing_that_was_said_with_it(house: House, salad: str) -> None:
    bob, page = house.client("Bob"), f"/recipes/{salad}"
    with house.database.reading() as db:
        step = house.person(db, "Bob").recipe(salad).steps[0]
        first, address = step.photo_key, f"/steps/{step.id}"
    second, bin_says = another_photo(house, bob, address), text_of(bob.get("/bin").text)
    assert (first in bob.get(page).text, second in bob.get(page).text) == (False, True)
    assert STEP["words"].rstrip(".") in bin_says
    assert all(said in text_of(bob.get(page).text) for said in STEP.values()), "the new photo has them"
    bob.post(f"{address}/photo-back", data={"step": in_bin(house, salad)})
    assert (first in bob.get(page).text, second in bob.get(page).text) == (True, False)
    assert all(said in text_of(bob.get(page).text) for said in STEP.values()), "the old photo has them again"
    bob.post(f"/steps/{in_bin(house, salad)}/put-back")
    both = text_of(bob.get(page).text)
    assert {said: both.count(said) for said in STEP.values()} == dict.fromkeys(STEP.values(), 2), "each has its own"


def another_photo(house: House, by: Browser, step: str) -> str:
    """Show another photo in a step; returns its key."""
    assert by.post(f"{step}/photo", files=sent(a_photo("#0000ff"))).status_code == 303
    with house.database.reading() as db:
        return db.get_one(Step, step.rpartition("/")[2]).photo_key


def in_bin(house: House, recipe: str) -> str:
    """The one step of a recipe that lies in the bin."""
    with house.database.reading() as db:
        (step,) = (one for one in house.person(db, "Bob").recipe(recipe).all_steps if one.binned_at)
        return step.id
