"""What stands on a page to cook from, for the group and for a family."""

import re

import pytest

from app import words
from app.assets import icon
from app.pages.parts.needs import REMINDER_ICONS
from app.pantry.drawings import SYMBOLS
from boards.hands.album import Album
from boards.hands.people import People
from boards.need import Kind
from boards.permission import Audience
from boards.photo import Answer
from boards.recipe import Reminder
from tests.conftest import House


@pytest.fixture
def soup(house: House) -> str:
    """A recipe of three steps that has everything; returns its id."""
    recipe_id = house.a_recipe("Tomato soup", 3)
    with house.writing() as db:
        recipe = house.person(db, "Alice").recipe(recipe_id)
        recipe.remind([Reminder.HOT, Reminder.WASH_HANDS])
        recipe.add_need(Kind.INGREDIENT, "Tomatoes", amount="6 big ones")
        recipe.add_need(Kind.TOOL, "A pot")
        recipe.steps[1].warn("The pot is hot.")
        recipe.steps[1].time(5)
    return recipe_id


def screens(page: str) -> list[str]:
    """The screens of a page, in order."""
    return re.findall(r'<section class="cook__screen[^"]*" id="([^"]+)"', page)


def screen(page: str, name: str) -> str:
    """One screen of a page."""
    return page.split(f'id="{name}" data-screen')[1].split("</section>")[0]


def in_order(page: str, *said: str) -> bool:
    """Whether all of this stands on a page, one after the other."""
    places = [page.find(one) for one in said]
    return -1 not in places and places == sorted(places)


@pytest.mark.parametrize("who", ["Alice", "Bob", None])
def test_one_page_holds_what_is_needed_every_step_and_the_dish(house: House, soup: str, who: str | None) -> None:
    key = house.a_link(recipe=soup)[1]
    under = f"/s/{key}" if who is None else ""
    page = house.client(who).get(f"{under}/recipes/{soup}/cook").text
    assert screens(page) == ["need", "step-1", "step-2", "step-3", "done"]
    assert in_order(screen(page, "need"), "You need", "Wash your hands first.", "Use oven gloves.", "Tomatoes", "A pot")
    assert "6 big ones" in screen(page, "need")
    assert in_order(
        screen(page, "step-2"), "Step 2 of 3", "Be careful.", "The pot is hot.", "Do thing 2.", "This takes 5 minutes."
    )
    assert "Be careful" not in screen(page, "step-1")
    assert in_order(screen(page, "done"), "You made it!", "Cook it again", "Back to the recipe")
    assert len(set(re.findall(rf'"{under}/photos/([\w-]+)/full"', page))) == 3
    assert 'loading="lazy"' not in page


def test_the_buttons_lead_from_screen_to_screen_and_back(house: House, soup: str) -> None:
    page = house.client("Bob").get(f"/recipes/{soup}/cook").text
    ways = [re.findall(r'href="#([^"]+)" rel="(\w+)"', screen(page, name)) for name in screens(page)]
    assert ways == [
        [("step-1", "next")],
        [("need", "prev"), ("step-2", "next")],
        [("step-1", "prev"), ("step-3", "next")],
        [("step-2", "prev"), ("done", "next")],
        [("step-3", "prev")],
    ]
    assert 'href="#need"' in screen(page, "done")


def test_a_recipe_that_needs_nothing_starts_at_its_first_step(house: House) -> None:
    page = house.client("Bob").get(f"/recipes/{house.a_recipe(steps=2)}/cook").text
    assert screens(page) == ["step-1", "step-2", "done"]
    assert 'rel="prev"' not in screen(page, "step-1")
    assert 'href="#step-1"' in screen(page, "done")


def test_a_recipe_without_steps_says_so(house: House) -> None:
    page = house.client("Bob").get(f"/recipes/{house.a_recipe(steps=0)}/cook")
    assert page.status_code == 200
    assert screens(page.text) == []
    assert "There are no steps yet." in page.text


def test_a_step_without_words_has_its_photo_and_nothing_to_listen_to(house: House) -> None:
    page = house.client("Bob").get(f"/recipes/{house.a_recipe(steps=1, words=False)}/cook").text
    assert 'alt="Photo of step 1"' in screen(page, "step-1")
    assert "Listen" not in screen(page, "step-1")


def test_one_minute_is_said_as_one(house: House, soup: str) -> None:
    with house.writing() as db:
        house.person(db, "Alice").recipe(soup).steps[0].time(1)
    page = house.client("Bob").get(f"/recipes/{soup}/cook").text
    assert in_order(screen(page, "step-1"), "This takes 1 minute.", "Start the timer: 1 minute<")


def test_a_step_in_the_bin_is_not_cooked(house: House, soup: str) -> None:
    with house.writing() as db:
        house.person(db, "Alice").recipe(soup).steps[0].bin()
    page = house.client("Bob").get(f"/recipes/{soup}/cook").text
    assert screens(page) == ["need", "step-1", "step-2", "done"]
    assert "Do thing 1." not in page
    assert "Step 1 of 2" in screen(page, "step-1")


def test_a_photo_is_shown_to_those_who_may_see_it_and_its_step_stays(house: House) -> None:
    recipe_id = house.a_recipe(steps=2, by="Bob", settled=False)
    with house.writing() as db:
        People(house.person(db, "Alice")).add_members("Sam", SYMBOLS)
        bob = house.person(db, "Bob")
        album, photos = Album(bob), [step.photo for step in bob.recipe(recipe_id).steps]
        for photo, audience in zip(photos, (Audience.GROUP, Audience.ME), strict=True):
            album.answer(photo, Answer.ONLY_ME, version=photo.version)
            db.flush()
            album.permit(photo, audience, version=photo.version)
        bob.recipe(recipe_id).finish()
        for_the_group, for_bob = (photo.key for photo in photos)
    key = house.a_link(recipe=recipe_id)[1]
    for who, address, sees in (
        ("Bob", f"/recipes/{recipe_id}/cook", {for_the_group, for_bob}),
        ("Sam", f"/recipes/{recipe_id}/cook", {for_the_group}),
        (None, f"/s/{key}/recipes/{recipe_id}/cook", set()),
    ):
        page = house.client(who).get(address).text
        assert set(re.findall(r"/photos/([\w-]+)/full", page)) == sees
        assert in_order(page, "Do thing 1.", "Do thing 2.")
        assert page.count("This photo is not shown.") == 2 - len(sees)


def test_a_family_cooks_what_its_link_shows_and_nothing_else(house: House, soup: str) -> None:
    other, key = house.a_recipe("Stew"), house.a_link(recipe=soup)[1]
    closed_id, closed_key = house.a_link(recipe=soup, name="Gran")
    house.client("Alice").post(f"/links/{closed_id}/close")
    family = house.client()
    page = family.get(f"/s/{key}/recipes/{soup}/cook")
    assert "Please do not copy or post these photos." in page.text
    assert "Tuesday cooks chose to show you this." in page.text
    assert f'href="/s/{key}/recipes/{soup}"' in page.text
    assert f'href="/s/{key}/recipes/{soup}/hearts"' in page.text
    assert "<title>A shared recipe" in page.text
    never = family.get("/s/never-made").content
    for address in (
        f"/s/{key}/recipes/{other}/cook",
        f"/s/{closed_key}/recipes/{soup}/cook",
        f"/s/{key}x/recipes/{soup}/cook",
    ):
        answer = family.get(address)
        assert (answer.status_code, answer.content) == (404, never), address


def test_another_group_cooks_nothing_of_ours(house: House, soup: str) -> None:
    assert house.client("Charlie").get(f"/recipes/{soup}/cook").status_code == 404


def test_every_reminder_has_its_sentence_and_its_icon() -> None:
    assert set(words.REMINDS) == set(Reminder)
    assert all("<svg" in icon(REMINDER_ICONS[one]) for one in Reminder)
