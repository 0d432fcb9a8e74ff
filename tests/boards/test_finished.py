"""When families see a recipe: once it was finished, and somebody has settled who is in its photos."""

from datetime import date

import pytest

from boards.hands.album import Album
from boards.hands.boards import Boards
from boards.hands.links import Links
from boards.hands.recipes import Recipes
from boards.hands.things import Things
from boards.link import Link
from boards.permission import Viewer
from boards.photo import Answer, Picture
from boards.problems import NotFound, Several
from boards.recipe import Recipe
from tests.boards.conftest import Cast, nobody_in, pictures

TODAY = date(2027, 6, 1)


def nobody(recipe: Recipe) -> None:
    """Bob says that nobody is in the photos of a recipe."""
    for step in recipe.steps:
        step.photo.say(Answer.NO_ONE, by_id=recipe.maker_id)


def on_board(cast: Cast, *recipes: Recipe) -> Link:
    """A link to a board with some recipes, made when it was empty."""
    board = Boards(cast.alice).make("Suppers")
    cast.db.flush()
    link = Links(cast.alice).make(board, name="Mum", ends=TODAY, today=TODAY)
    for recipe in recipes:
        Boards(cast.alice).pin(recipe, board)
    cast.db.flush()
    return link


def seen(cast: Cast, link: Link) -> list[tuple[str, int]]:
    """The recipes that a family sees, and how many steps of each."""
    return [(recipe.title, len(recipe.steps)) for recipe in link.shows(cast.db).recipes]


def test_a_family_sees_a_recipe_once_it_is_finished_and_looked_at(cast: Cast) -> None:
    soup = Recipes(cast.bob).make("Soup", pictures(2))
    link = on_board(cast, soup)
    assert seen(cast, link) == []
    nobody(soup)
    assert seen(cast, link) == [], "Bob goes on making it"
    soup.finish()
    assert seen(cast, link) == [("Soup", 2)]
    assert [step.id for step in soup.steps_for(cast.bob.viewer)] == [step.id for step in soup.steps]


def test_a_recipe_that_waits_for_its_first_look_is_not_there_for_families(cast: Cast) -> None:
    soup = Recipes(cast.bob).make("Soup", pictures(2))
    link = on_board(cast, soup)
    soup.finish()
    soup.steps[0].photo.say(Answer.NO_ONE, by_id=cast.bob.id)
    soup.steps[1].photo.say(Answer.UNSURE, by_id=cast.bob.id)
    assert seen(cast, link) == []
    soup.steps[1].photo.show_people([cast.bob.id], child=False, stranger=False, by_id=cast.alice.id)
    cast.db.flush()
    assert seen(cast, link) == [("Soup", 2)], "the step is there with its words; its photo stays in the group"
    assert [bool(step.picture) for step in link.shows(cast.db).recipes[0].steps] == [True, False]


def test_what_is_added_changes_nothing_for_families_until_it_is_finished_too(cast: Cast) -> None:
    soup = nobody_in(Recipes(cast.bob).make("Soup", pictures(2)))
    link = on_board(cast, soup)
    soup.add_steps(pictures(1, "late"), by_id=cast.bob.id)
    cast.db.flush()
    nobody(soup)
    assert seen(cast, link) == [("Soup", 2)]
    soup.finish()
    assert seen(cast, link) == [("Soup", 3)]
    [step] = soup.add_steps(pictures(1, "later"), by_id=cast.bob.id)
    cast.db.flush()
    soup.finish()
    assert seen(cast, link) == [("Soup", 3)], "its photo waits for its first look"
    step.photo.say(Answer.NO_ONE, by_id=cast.bob.id)
    assert seen(cast, link) == [("Soup", 4)]


def test_another_photo_in_a_step_that_families_saw_leaves_the_step_there(cast: Cast) -> None:
    soup = nobody_in(Recipes(cast.bob).make("Soup", pictures(2)))
    link = on_board(cast, soup)
    soup.steps[0].show(Picture("new", 640, 480, "#ffffff"), by_id=cast.bob.id)
    cast.db.flush()
    assert [bool(step.picture) for step in link.shows(cast.db).recipes[0].steps] == [False, True]


def test_the_picture_of_a_card_is_of_what_is_finished(cast: Cast) -> None:
    soup = nobody_in(Recipes(cast.bob).make("Soup", pictures(1)))
    link = on_board(cast, soup)
    soup.add_steps(pictures(1, "late"), by_id=cast.bob.id)
    cast.db.flush()
    nobody(soup)
    [shown] = link.shows(cast.db).recipes
    assert shown.cover
    assert shown.cover.key == "p1"
    late = soup.cover_for(cast.bob.viewer)
    assert late
    assert late.key == "late1"


def test_no_link_is_made_to_a_recipe_that_is_not_finished(cast: Cast) -> None:
    soup = Recipes(cast.bob).make("Soup", pictures(1))
    cast.db.flush()
    nobody(soup)
    with pytest.raises(Several) as several:
        Links(cast.alice).make(soup, name="Mum", ends=TODAY, today=TODAY)
    assert [problem.code for problem in several.value.problems] == ["recipe_unfinished"]


def test_a_link_to_what_is_not_to_be_seen_shows_a_closed_page(cast: Cast) -> None:
    soup = Recipes(cast.bob).make("Soup", pictures(1))
    link = Link(group_id=soup.group_id, recipe_id=soup.id, name="Mum", ends=TODAY, maker_id=cast.alice.id)
    cast.db.add(link)
    cast.db.flush()
    with pytest.raises(NotFound):
        link.shows(cast.db)


def test_who_has_not_finished_is_offered_to_go_on_also_when_it_hangs_on_a_board(cast: Cast) -> None:
    soup = Recipes(cast.bob).make("Soup", pictures(1))
    on_board(cast, soup)
    assert cast.bob.unfinished() is soup
    soup.finish()
    cast.db.flush()
    assert cast.bob.unfinished() is None


def test_paper_of_the_group_shows_what_is_not_finished(cast: Cast) -> None:
    soup = Recipes(cast.bob).make("Soup", pictures(1))
    Album(cast.bob).answer(soup.steps[0].photo, "no_one", version=soup.steps[0].photo.version)
    assert len(soup.steps_for(Viewer.outside(cast.bob.group))) == 1
    assert soup.steps_for(Viewer.family(cast.bob.group)) == []


def test_a_photo_that_was_thrown_away_unanswered_keeps_no_recipe_back_and_asks_nobody(cast: Cast) -> None:
    cake = Recipes(cast.alice).make("Cake", pictures(1, "cake"))
    cake.add_steps(pictures(1, "bobs"), by_id=cast.bob.id, words="Whisk it.")
    cake.steps[0].photo.say(Answer.NO_ONE, by_id=cast.alice.id)
    link = on_board(cast, cake)
    cake.finish()
    assert seen(cast, link) == [], "nobody has looked at Bob's photo"
    Things(cast.bob, by=cast.bob).delete()
    assert seen(cast, link) == [("Cake", 2)], "the words stay"
    assert Album(cast.bob).unanswered(cast.bob.recipe(cake.id)) == [], "he would be led to a photo that isn't there"


def test_a_step_that_lay_in_the_bin_while_its_recipe_was_finished_waits_until_it_is_finished_too(cast: Cast) -> None:
    soup = nobody_in(Recipes(cast.bob).make("Soup", pictures(1)))
    link = on_board(cast, soup)
    blurred, better = soup.add_steps(pictures(2, "late"), by_id=cast.bob.id)
    cast.db.flush()
    nobody(soup)
    blurred.bin()
    soup.finish()
    assert seen(cast, link) == [("Soup", 2)]
    blurred.put_back()
    assert seen(cast, link) == [("Soup", 2)], "Bob has never said that families may see it"
    assert cast.bob.unfinished() is soup, "he is offered to go on"
    soup.finish()
    assert seen(cast, link) == [("Soup", 3)]
    better.bin()
    soup.finish()
    better.put_back()
    assert seen(cast, link) == [("Soup", 3)], "what was finished once is there again"


def test_a_photo_that_nobody_has_looked_at_hides_no_recipe_when_it_comes_out_of_the_bin(cast: Cast) -> None:
    soup = Recipes(cast.bob).make("Soup", pictures(2))
    link = on_board(cast, soup)
    unsaid = soup.steps[1]
    unsaid.bin()
    nobody(soup)
    soup.finish()
    assert seen(cast, link) == [("Soup", 1)]
    unsaid.put_back()
    assert seen(cast, link) == [("Soup", 1)]
