"""A recipe app reads a family's page as it reads any recipe."""

import json
import re
from datetime import UTC, datetime

import pytest
from recipe_scrapers import scrape_html

from boards.hands.album import Album
from boards.need import Kind
from boards.permission import Audience
from tests.conftest import ADDRESS, House

LEAVES = "</script><script>alert(1)</script>&amp;<!--\u2028Soup"
"""What would leave its element, if it were written as it is."""


@pytest.fixture
def soup(house: House) -> str:
    """A soup with what it needs, a timer, and a step without words."""
    recipe_id = house.a_recipe("Tomato soup", 3)
    with house.writing() as db:
        recipe = house.person(db, "Alice").recipe(recipe_id)
        recipe.made_at = datetime(2026, 6, 30, 12, tzinfo=UTC)
        recipe.add_need(Kind.INGREDIENT, "flour", amount="2 cups")
        recipe.add_need(Kind.INGREDIENT, "Salt")
        recipe.add_need(Kind.TOOL, "Big pot")
        recipe.steps[0].time(5)
        recipe.steps[1].time(20)
        recipe.steps[1].warn("The pot is hot.")
        recipe.steps[2].say("")
    return recipe_id


def said_to_machines(page: str) -> list[str]:
    """What stands in the elements that machines read."""
    return re.findall(r'<script type="application/ld\+json">(.*?)</script>', page.split("<body>")[1], re.DOTALL)


def test_a_recipe_app_reads_title_ingredients_steps_and_photo(house: House, soup: str) -> None:
    board = house.a_board("Suppers", soup)
    key, alone = house.a_link(board=board)[1], house.a_link(recipe=soup)[1]
    with house.database.reading() as db:
        dish = house.person(db, "Alice").recipe(soup).steps[-1].photo_key
    family = house.client()
    for under, address in ((key, f"/s/{key}/recipes/{soup}"), (alone, f"/s/{alone}")):
        read = scrape_html(family.get(address).text, org_url=f"{ADDRESS}{address}", supported_only=False)
        assert read.title() == "Tomato soup"
        assert read.author() == "Tuesday cooks"
        assert read.ingredients() == ["2 cups flour", "Salt"]
        assert read.instructions_list() == ["Do thing 1.", "Do thing 2. Be careful. The pot is hot.", "Step 3"]
        assert read.total_time() == 25
        assert read.image() == f"{ADDRESS}/s/{under}/photos/{dish}/full"
        assert family.get(read.image()).headers["content-type"] == "image/jpeg"


def test_each_step_has_its_photo_and_its_address(house: House, soup: str) -> None:
    key = house.a_link(recipe=soup)[1]
    page = f"/s/{key}/recipes/{soup}"
    [said] = said_to_machines(house.client().get(page).text)
    recipe = json.loads(said)
    assert (recipe["datePublished"], recipe["inLanguage"], recipe["totalTime"]) == ("2026-06-30", "en-GB", "PT25M")
    assert recipe["tool"] == [{"@type": "HowToTool", "name": "Big pot"}]
    assert [step["url"] for step in recipe["recipeInstructions"]] == [f"{ADDRESS}{page}#step-{n}" for n in (1, 2, 3)]
    family = house.client()
    for step in recipe["recipeInstructions"]:
        assert f'id="{step["url"].split("#")[1]}"' in family.get(page).text
        assert family.get(step["image"]).status_code == 200


def test_what_was_typed_never_leaves_its_element(house: House, soup: str) -> None:
    key = house.a_link(recipe=soup)[1]
    with house.writing() as db:
        recipe = house.person(db, "Alice").recipe(soup)
        recipe.title = recipe.steps[0].words = recipe.steps[1].careful = recipe.needs_of(Kind.TOOL)[0].words = LEAVES
        recipe.needs_of(Kind.INGREDIENT)[0].amount = LEAVES
        house.person(db, "Alice").group.name = LEAVES
    [said] = said_to_machines(house.client().get(f"/s/{key}").text)
    assert not re.search("[<>&\u2028]", said)
    recipe = json.loads(said)
    assert recipe["name"] == recipe["author"]["name"] == recipe["tool"][0]["name"] == LEAVES
    assert recipe["recipeIngredient"][0] == f"{LEAVES} flour"
    assert recipe["recipeInstructions"][0]["text"] == LEAVES


def test_a_photo_that_is_not_shown_is_not_in_it(house: House, soup: str) -> None:
    key = house.a_link(recipe=soup)[1]
    with house.writing() as db:
        alice = house.person(db, "Alice")
        photo = alice.recipe(soup).steps[2].photo
        photo.show_people([alice.id], child=False, stranger=False, by_id=alice.id)
        db.flush()
        Album(alice).permit(photo, Audience.GROUP, version=photo.version)
        kept = photo.key
    page = house.client().get(f"/s/{key}").text
    recipe = json.loads(said_to_machines(page)[0])
    assert kept not in page
    assert "image" not in recipe["recipeInstructions"][2]
    assert recipe["recipeInstructions"][2]["text"] == "Step 3"
    assert recipe["image"] == recipe["recipeInstructions"][1]["image"]


def test_the_groups_own_pages_say_nothing_to_machines(house: House, soup: str) -> None:
    assert said_to_machines(house.client("Alice").get(f"/recipes/{soup}").text) == []
