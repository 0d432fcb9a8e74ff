"""Recipes and their steps."""

import pytest

from boards.hands.recipes import Recipes
from boards.photo import Picture
from boards.problems import NotFound, Problem
from boards.recipe import MOST_STEPS, Recipe, Step
from tests.boards.conftest import Cast, pictures


def shown(recipe: Recipe) -> list[str]:
    """The photos of a recipe's steps as they stand, with their places checked."""
    assert [step.number for step in recipe.steps] == list(range(1, len(recipe.steps) + 1))
    return [step.photo_key for step in recipe.steps]


def test_photos_become_steps_in_their_order(cast: Cast) -> None:
    assert shown(Recipes(cast.bob).make("", pictures(3))) == ["p1", "p2", "p3"]


def test_more_photos_come_after_those_that_are_there(cast: Cast) -> None:
    recipe = Recipes(cast.bob).make("Soup", pictures(1))
    added = recipe.add_steps([Picture("new", 4, 3, "#ffffff")], by_id=cast.bob.id, words="Stir it.")
    assert shown(recipe) == ["p1", "new"]
    assert [step.words for step in added] == ["Stir it."]


def test_a_photo_sent_twice_is_one_step(cast: Cast) -> None:
    recipe = Recipes(cast.bob).make("Soup", [])
    first = recipe.add_steps(pictures(2), by_id=cast.bob.id, upload="once")
    cast.db.commit()
    assert recipe.add_steps(pictures(2), by_id=cast.bob.id, upload="once") == first
    assert len(recipe.steps) == 2


def test_another_photo_from_the_same_form_is_a_step_of_its_own(cast: Cast) -> None:
    soup, dish = Picture("p1", 4, 3, "#ffffff", sent="soup"), Picture("p2", 4, 3, "#ffffff", sent="dish")
    first = Recipes(cast.bob).make("Soup", [soup], upload="form")
    cast.db.flush()
    again = Recipes(cast.bob).make("", [Picture("p3", 4, 3, "#ffffff", sent="soup"), dish], upload="form")
    assert again is first
    assert shown(again) == ["p1", "p2"]
    assert again.title == "Soup"


def test_a_photo_that_was_chosen_twice_is_two_steps(cast: Cast) -> None:
    twice = [Picture(key, 4, 3, "#ffffff", sent="same") for key in ("p1", "p2")]
    assert shown(Recipes(cast.bob).make("Soup", twice, upload="form")) == ["p1", "p2"]


def test_a_form_sent_again_brings_nothing_back_from_the_bin_and_loses_nothing(cast: Cast) -> None:
    recipe = Recipes(cast.bob).make("Soup", pictures(2), upload="form")
    cast.db.flush()
    recipe.bin()
    again = Recipes(cast.bob).make("Soup", [Picture("new", 4, 3, "#ffffff")], upload="form")
    cast.db.flush()
    assert recipe.binned_at is not None
    assert shown(again) == ["new"]


def test_a_key_of_a_form_that_cannot_be_kept_is_refused(cast: Cast) -> None:
    with pytest.raises(Problem):
        Recipes(cast.bob).make("Soup", pictures(1), upload="x" * 65)


def test_each_recipe_has_a_number_of_its_own_in_its_group(cast: Cast) -> None:
    mine = [Recipes(cast.bob).make("") for _ in range(2)]
    cast.db.flush()
    theirs = Recipes(cast.charlie).make("")
    assert [recipe.number for recipe in (*mine, theirs)] == [1, 2, 1]


def test_a_recipe_sent_twice_is_one_recipe(cast: Cast) -> None:
    first = Recipes(cast.bob).make("Soup", pictures(1), upload="once")
    cast.db.flush()
    assert Recipes(cast.bob).make("Soup", pictures(1), upload="once") is first


@pytest.mark.parametrize(
    ("to", "order", "was"),
    [
        (1, ["p3", "p1", "p2", "p4"], 3),
        (4, ["p1", "p2", "p4", "p3"], 3),
        (99, ["p1", "p2", "p4", "p3"], 3),
        (3, ["p1", "p2", "p3", "p4"], 3),
    ],
)
def test_a_step_moves_to_a_place_and_back(cast: Cast, to: int, order: list[str], was: int) -> None:
    recipe = Recipes(cast.bob).make("Soup", pictures(4))
    step = recipe.steps[2]
    assert recipe.move(step, to) == was
    assert shown(recipe) == order
    recipe.move(step, was)
    assert shown(recipe) == ["p1", "p2", "p3", "p4"]


def test_a_step_goes_to_the_bin_and_comes_back_to_its_place(cast: Cast) -> None:
    recipe = Recipes(cast.bob).make("Soup", pictures(3))
    step = recipe.steps[1]
    step.bin()
    assert shown(recipe) == ["p1", "p3"]
    step.put_back()
    assert shown(recipe) == ["p1", "p2", "p3"]


def test_a_step_comes_back_to_the_end_when_the_recipe_has_grown_short(cast: Cast) -> None:
    recipe = Recipes(cast.bob).make("Soup", pictures(3))
    first, second, third = recipe.steps
    third.bin()
    second.bin()
    first.bin()
    third.put_back()
    assert shown(recipe) == ["p3"]


def test_another_photo_keeps_the_old_one_in_the_bin_and_can_be_swapped_back(cast: Cast) -> None:
    recipe = Recipes(cast.bob).make("Soup", pictures(2))
    step = recipe.steps[0]
    before = step.show(Picture("new", 4, 3, "#ffffff"), by_id=cast.bob.id)
    cast.db.flush()
    assert shown(recipe) == ["new", "p2"]
    assert before.photo_key == "p1"
    step.swap_photo(before)
    assert shown(recipe) == ["p1", "p2"]
    assert before.photo_key == "new"


ITS_OWN = {"id", "photo_key", "binned_at", "upload", "recipe_id"}
"""What a step in the bin doesn't share with the one whose photo it keeps, or shares with every step of the recipe."""


def test_the_step_that_keeps_the_old_photo_says_all_that_was_said_with_it(cast: Cast) -> None:
    recipe = Recipes(cast.bob).make("Soup", pictures(2), upload="form")
    step = recipe.steps[1]
    Recipes(cast.bob).tell(step, words="Pour it out.", careful="The pan is hot.", timer="15")
    step.in_round = 2
    cast.db.flush()
    said = {name: getattr(step, name) for name in Step.model_fields.keys() - ITS_OWN}
    silent = [name for name, value in said.items() if value == Step.model_fields[name].default]
    assert silent == [], "a step that says all it can shows what is forgotten"
    kept = step.show(Picture("new", 4, 3, "#ffffff"), by_id=cast.bob.id)
    cast.db.flush()
    cast.db.expire_all()
    assert {name: getattr(kept, name) for name in said} == said
    assert kept.upload is None, "what the form sends again is the step that stands there"
    kept.put_back()
    assert [(one.photo_key, one.told) for one in recipe.steps] == [
        ("p1", {"words": "", "careful": "", "timer": ""}),
        ("p2", {"words": "Pour it out.", "careful": "The pan is hot.", "timer": "15"}),
        ("new", {"words": "Pour it out.", "careful": "The pan is hot.", "timer": "15"}),
    ]


def test_the_old_photo_comes_back_and_the_words_stay_with_their_steps(cast: Cast) -> None:
    recipe = Recipes(cast.bob).make("Soup", pictures(2))
    first, second = recipe.steps
    first.tell("Chop.", "The knife is sharp.", "")
    second.tell("Boil.", "The pan is hot.", "15")
    kept = second.show(Picture("new", 4, 3, "#ffffff"), by_id=cast.bob.id)
    second.tell("Simmer.", "The pan is hot.", "20")
    for _ in range(3):
        second.swap_photo(kept)
    cast.db.flush()
    assert [(step.photo_key, step.told) for step in (first, second, kept)] == [
        ("p1", {"words": "Chop.", "careful": "The knife is sharp.", "timer": ""}),
        ("p2", {"words": "Simmer.", "careful": "The pan is hot.", "timer": "20"}),
        ("new", {"words": "Boil.", "careful": "The pan is hot.", "timer": "15"}),
    ]


def test_a_photo_is_not_swapped_with_a_step_that_is_not_in_the_bin(cast: Cast) -> None:
    recipe = Recipes(cast.bob).make("Soup", pictures(2))
    with pytest.raises(NotFound):
        recipe.steps[0].swap_photo(recipe.steps[1])


def test_the_cover_is_the_last_step_until_one_is_chosen(cast: Cast) -> None:
    recipe = Recipes(cast.bob).make("Soup", pictures(3))
    assert recipe.cover is recipe.steps[2]
    recipe.choose_cover(recipe.steps[0])
    assert recipe.cover is recipe.steps[0]
    recipe.steps[0].bin()
    assert recipe.cover is recipe.steps[1]


def test_a_recipe_without_photos_has_no_cover(cast: Cast) -> None:
    assert Recipes(cast.bob).make("Soup", []).cover is None


def test_a_step_of_another_recipe_is_not_found(cast: Cast) -> None:
    recipe, other = Recipes(cast.bob).make("Soup", pictures(1)), Recipes(cast.bob).make("Stew", pictures(1, "s"))
    with pytest.raises(NotFound):
        recipe.step(other.steps[0].id)


def test_a_recipe_has_an_end_that_is_said(cast: Cast) -> None:
    recipe = Recipes(cast.bob).make("Soup", pictures(MOST_STEPS))
    with pytest.raises(Problem) as problem:
        recipe.add_steps(pictures(1), by_id=cast.bob.id)
    assert problem.value.about == {"most": MOST_STEPS}


@pytest.mark.parametrize("typed", ["a\x00b", "a\ud800b", "\u202eabc", "x" * 81])
def test_a_title_that_cannot_be_kept_leaves_the_old_one(cast: Cast, typed: str) -> None:
    recipe = Recipes(cast.bob).make("Soup", [])
    with pytest.raises(Problem):
        recipe.name(typed)
    assert recipe.title == "Soup"


def test_spaces_are_tidied_and_letters_of_every_language_kept(cast: Cast) -> None:
    recipe = Recipes(cast.bob).make("  Cawl   cennin 🍲 ", pictures(1))
    assert recipe.title == "Cawl cennin 🍲"
    recipe.steps[0].say("دال پکائیں\r\n  Llwyaid o halen. ")
    assert recipe.steps[0].words == "دال پکائیں\nLlwyaid o halen."
