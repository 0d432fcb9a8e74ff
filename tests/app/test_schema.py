"""A recipe that was saved from a website, as schema.org has it."""

import html
import io
import json
from typing import Any

import pytest

from app import words
from app.bring.schema import MOST_BYTES, read_schema
from app.bring.unread import Unread, Why
from tests.conftest import House

SOUP: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "Recipe",
    "name": "Leek &amp; potato soup",
    "image": "http://127.0.0.1:1/never-fetched.jpg",
    "recipeIngredient": ["2 leeks", "<b>1</b> potato"],
    "tool": [{"@type": "HowToTool", "name": "Big pot"}],
    "recipeInstructions": [
        "Wash the leeks.",
        {"@type": "HowToStep", "text": "Cut\x00 them.\u202e", "image": "x"},
        {"@type": "HowToSection", "name": "Cook", "itemListElement": [{"@type": "HowToStep", "text": "Boil."}]},
    ],
}


def read(said: object) -> Any:
    """What a file would make."""
    content = said if isinstance(said, bytes) else (said if isinstance(said, str) else json.dumps(said)).encode()
    return read_schema(io.BytesIO(content))


def in_a_page(*told: object) -> str:
    """A page that tells programs something."""
    scripts = (f'<script type="application/ld+json">{json.dumps(one)}</script>' for one in told)
    return f"<!doctype html><html><body><script>var a = 1;</script>{''.join(scripts)}</body></html>"


@pytest.mark.parametrize(
    "said",
    [
        *(SOUP, [SOUP], {"@graph": [{"@type": "WebSite"}, SOUP]}, SOUP | {"@type": ["Thing", "Recipe"]}),
        *(in_a_page({"@type": "WebSite"}, SOUP), in_a_page({"@graph": [SOUP]}), "\ufeff" + json.dumps(SOUP)),
        in_a_page(SOUP).replace("<body>", '<body><script type="application/ld+json">{broken</script>'),
    ],
    ids=["alone", "list", "graph", "kinds", "page", "graph in a page", "with a mark", "beside a broken one"],
)
def test_a_recipe_is_read_in_each_of_its_forms(said: object) -> None:
    recipe = read(said).recipes[0]
    assert recipe.title == "Leek & potato soup"
    assert [step.words for step in recipe.steps] == ["Wash the leeks.", "Cut them.", "Boil."]
    assert [need.words for need in recipe.ingredients] == ["2 leeks", "1 potato"]
    assert [need.words for need in recipe.tools] == ["Big pot"]
    assert recipe.photos == ()


def test_a_long_text_becomes_several_steps_and_nothing_is_lost() -> None:
    said = " ".join(f"word{number}" for number in range(400))
    steps = read(SOUP | {"recipeInstructions": said}).recipes[0].steps
    assert all(len(step.words) <= 500 for step in steps)
    assert " ".join(step.words for step in steps) == said


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ("", Why.NOT_OURS),
        ("{}", Why.NOT_OURS),
        ("[" * 100_000, Why.NOT_OURS),
        ("[" * 900 + "]" * 900, Why.NOT_OURS),
        ("<p>No recipe</p>", Why.NOT_OURS),
        (b"\xff\xfe\x00", Why.NOT_OURS),
        (SOUP | {"recipeInstructions": [], "recipeIngredient": []}, Why.NOT_OURS),
        (SOUP | {"recipeInstructions": ["Stir."] * 201}, Why.TOO_MANY),
        (SOUP | {"recipeIngredient": ["Salt"] * 101}, Why.TOO_MANY),
        (b" " * (MOST_BYTES + 1), Why.TOO_LARGE),
        ({"@type": "Recipe", "name": 7, "recipeInstructions": {"text": {"text": 5}}}, Why.NOT_OURS),
    ],
)
def test_what_is_no_recipe_or_too_much_is_refused(said: object, why: Why) -> None:
    with pytest.raises(Unread) as fault:
        read(said)
    assert fault.value.why is why


def test_it_is_brought_in_as_words_without_photos(house: House) -> None:
    alice = house.client("Alice")
    answer = alice.post("/bring-in", files={"file": ("soup.html", in_a_page(SOUP).encode(), "text/html")})
    said = html.unescape(alice.get(answer.headers["location"]).text)
    assert "Leek & potato soup: 3 steps. 0 photos." in said
    assert words.BRING_FAMILIES_LATER in said
    assert words.BRING_WITHOUTS.format(count=3) in said
    assert alice.post(answer.headers["location"]).status_code == 303
    with house.database.reading() as db:
        recipe = house.person(db, "Alice").recipes()[0]
        assert [step.words for step in recipe.steps] == ["Wash the leeks.", "Cut them.", "Boil."]
        recipe_id = recipe.id
    page = html.unescape(alice.get(f"/recipes/{recipe_id}").text)
    assert "Boil." in page
    assert "Big pot" in page
