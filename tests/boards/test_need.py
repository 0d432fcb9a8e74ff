"""What a recipe needs: its order, its end, its bin and its pictures; reminders; and what is said of a step."""

from datetime import timedelta

import pytest

from boards.bin import KEPT, bin_of, empty_bin
from boards.database import new_id, now
from boards.hands.needs import Needs
from boards.hands.recipes import Recipes
from boards.need import AMOUNT, Kind, Need
from boards.permission import Viewer
from boards.photo import Answer, Picture, photo_keys
from boards.problems import NotAllowed, NotFound, Problem, Several
from boards.recipe import LONGEST_TIMER, MOST_NEEDS, Recipe, Reminder
from boards.shown import shown_recipe
from tests.boards.conftest import Cast, pictures

FOOD = ("Flour", "Eggs", "Milk")


def a_soup(cast: Cast, *needs: str) -> Recipe:
    """Bob's soup, which needs some food."""
    soup = Recipes(cast.bob).make("Soup", pictures(1, new_id()))
    for words in needs:
        soup.add_need(Kind.INGREDIENT, words)
    cast.db.flush()
    return soup


def food(recipe: Recipe) -> list[str]:
    """The food of a recipe as it stands, with its places checked."""
    those = recipe.needs_of(Kind.INGREDIENT)
    assert [recipe.number_of(need) for need in those] == list(range(1, len(those) + 1))
    return [need.words for need in those]


def need_of(recipe: Recipe, words: str) -> Need:
    """The food with these words."""
    need = recipe.need_called(Kind.INGREDIENT, words)
    assert need
    return need


def a_picture(key: str) -> Picture:
    """A photo as the domain is given it."""
    return Picture(key, 4, 3, "#ffffff")


def test_what_is_needed_stands_in_the_order_in_which_it_was_said_and_tools_apart(cast: Cast) -> None:
    soup = a_soup(cast, *FOOD)
    soup.add_need(Kind.TOOL, "Whisk")
    cast.db.flush()
    cast.db.expire_all()
    assert food(soup) == list(FOOD)
    assert [(need.words, need.place) for need in soup.needs_of(Kind.TOOL)] == [("Whisk", 1)]


@pytest.mark.parametrize(
    ("to", "order"),
    [(1, ["Milk", "Flour", "Eggs"]), (2, ["Flour", "Milk", "Eggs"]), (99, ["Flour", "Eggs", "Milk"])],
)
def test_food_moves_to_a_place_and_back(cast: Cast, to: int, order: list[str]) -> None:
    soup = a_soup(cast, *FOOD)
    milk = need_of(soup, "Milk")
    assert soup.move_need(milk, to) == 3
    assert food(soup) == order
    soup.move_need(milk, 3)
    assert food(soup) == list(FOOD)


def test_what_is_taken_off_comes_back_to_its_place(cast: Cast) -> None:
    soup = a_soup(cast, *FOOD)
    eggs = need_of(soup, "Eggs")
    soup.take_off(eggs)
    assert food(soup) == ["Flour", "Milk"]
    assert soup.number_of(soup.add_need(Kind.INGREDIENT, "Salt")) == 3
    soup.put_back_need(eggs)
    assert food(soup) == ["Flour", "Eggs", "Milk", "Salt"]


def test_what_is_taken_off_is_no_longer_found_and_what_stands_there_is_not_in_the_bin(cast: Cast) -> None:
    soup = a_soup(cast, *FOOD)
    eggs, milk = need_of(soup, "Eggs"), need_of(soup, "Milk")
    soup.take_off(eggs)
    with pytest.raises(NotFound):
        soup.need(eggs.id)
    with pytest.raises(NotFound):
        soup.need(milk.id, binned=True)
    assert soup.need(eggs.id, binned=True) is eggs


def test_what_another_recipe_needs_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        a_soup(cast).need(need_of(a_soup(cast, "Flour"), "Flour").id)


def test_a_recipe_needs_a_hundred_things_and_no_more(cast: Cast) -> None:
    soup = a_soup(cast, *(f"Food {number}" for number in range(MOST_NEEDS - 1)))
    soup.add_need(Kind.TOOL, "Whisk")
    for kind in Kind:
        with pytest.raises(Problem) as problem:
            soup.add_need(kind, "One more")
        assert (problem.value.code, problem.value.field) == ("too_many_needs", "words")
    soup.take_off(need_of(soup, "Food 1"))
    assert soup.number_of(soup.add_need(Kind.INGREDIENT, "One more")) == MOST_NEEDS - 1


def test_words_are_needed_and_amounts_are_short_and_what_is_wrong_is_said_at_once(cast: Cast) -> None:
    flour = need_of(a_soup(cast, "Flour"), "Flour")
    with pytest.raises(Several) as wrong:
        flour.tell("  ", "x" * (AMOUNT + 1))
    assert {(one.code, one.field) for one in wrong.value.problems} == {("empty", "words"), ("too_long", "amount")}
    assert (flour.words, flour.amount) == ("Flour", "")
    assert flour.tell(" Plain  flour ", "2 cups") == {"words": "Flour", "amount": ""}
    assert (flour.words, flour.amount) == ("Plain flour", "2 cups")


def test_the_same_words_are_found_whatever_their_capitals(cast: Cast) -> None:
    soup = a_soup(cast, "Olive oil")
    assert soup.need_called(Kind.INGREDIENT, " OLIVE oil ")
    assert soup.need_called(Kind.TOOL, "Olive oil") is None


def test_a_photo_takes_the_drawings_place_and_another_photo_keeps_the_first_in_the_bin(cast: Cast) -> None:
    soup = a_soup(cast, "Flour")
    flour = need_of(soup, "Flour")
    assert soup.show_need(flour, "flour", a_picture("first"), by_id=cast.bob.id) is None
    before = soup.show_need(flour, "flour", a_picture("second"), by_id=cast.bob.id)
    cast.db.flush()
    assert before
    assert (flour.photo_key, before.photo_key, before.binned_at is not None) == ("second", "first", True)
    flour.swap_picture(before)
    cast.db.flush()
    assert (flour.photo_key, before.photo_key) == ("first", "second")
    assert food(soup) == ["Flour"]


def test_what_goes_to_the_bin_with_a_photo_says_all_that_was_said(cast: Cast) -> None:
    soup = a_soup(cast, "Eggs", "Flour")
    flour = need_of(soup, "Flour")
    soup.show_need(flour, "flour", a_picture("first"), by_id=cast.bob.id)
    Needs(cast.bob, soup).tell(flour, words="Plain flour", amount="2 cups")
    cast.db.flush()
    said = {name: getattr(flour, name) for name in Need.model_fields.keys() - {"id", "binned_at"}}
    silent = [name for name, value in said.items() if value == Need.model_fields[name].default]
    assert silent == [], "a need that says all it can shows what is forgotten"
    kept = soup.show_need(flour, "bread", by_id=cast.bob.id)
    assert kept
    cast.db.flush()
    cast.db.expire_all()
    assert {name: getattr(kept, name) for name in said} == said


def test_a_drawing_takes_a_photos_place_and_the_photo_comes_back(cast: Cast) -> None:
    soup = a_soup(cast, "Flour")
    flour = need_of(soup, "Flour")
    soup.show_need(flour, "", a_picture("first"), by_id=cast.bob.id)
    before = soup.show_need(flour, "bread", by_id=cast.bob.id)
    assert before
    assert (flour.symbol, flour.photo) == ("bread", None)
    flour.swap_picture(before)
    assert (flour.symbol, flour.photo_key, before.symbol, before.photo) == ("", "first", "bread", None)


def test_a_picture_is_swapped_with_nothing_that_stands_there_or_belongs_elsewhere(cast: Cast) -> None:
    soup, stew = a_soup(cast, *FOOD), a_soup(cast, "Flour")
    gone = need_of(stew, "Flour")
    stew.take_off(gone)
    for other in (need_of(soup, "Milk"), gone):
        with pytest.raises(NotFound):
            need_of(soup, "Flour").swap_picture(other)


def test_a_photo_of_food_is_shown_to_whom_it_may_be_and_the_drawing_stands_for_it_elsewhere(cast: Cast) -> None:
    soup = a_soup(cast, "Flour")
    flour, family = need_of(soup, "Flour"), Viewer.outside(cast.bob.group)
    soup.show_need(flour, "flour", a_picture("first"), by_id=cast.bob.id)
    cast.db.flush()
    assert flour.photo
    shown = shown_recipe(soup, family).ingredients[0]
    assert (shown.symbol, shown.picture) == ("flour", None)
    flour.photo.say(Answer.NO_ONE, by_id=cast.bob.id)
    assert [picture.key for picture in shown_recipe(soup, family).pictures] == ["first"]


def test_what_was_taken_off_lies_in_the_bin_for_thirty_days_with_its_photo(cast: Cast) -> None:
    soup = a_soup(cast, *FOOD)
    flour, eggs = need_of(soup, "Flour"), need_of(soup, "Eggs")
    soup.show_need(flour, "", a_picture("first"), by_id=cast.bob.id)
    soup.take_off(flour)
    soup.take_off(eggs)
    cast.db.flush()
    assert {(need.words, recipe.title) for need, recipe in bin_of(cast.bob).needs} == {
        ("Flour", "Soup"),
        ("Eggs", "Soup"),
    }
    assert bin_of(cast.charlie).needs == []
    empty_bin(cast.db)
    assert photo_keys(cast.db) == {soup.steps[0].photo_key, "first"}
    flour.binned_at = now() - KEPT - timedelta(days=1)
    cast.db.commit()
    empty_bin(cast.db)
    assert photo_keys(cast.db) == {soup.steps[0].photo_key}
    assert [need.words for need, _ in bin_of(cast.bob).needs] == ["Eggs"]


def test_what_a_recipe_in_the_bin_needed_is_not_listed_apart(cast: Cast) -> None:
    soup = a_soup(cast, *FOOD)
    soup.take_off(need_of(soup, "Flour"))
    soup.bin()
    cast.db.flush()
    assert bin_of(cast.bob).needs == []


def test_reminders_stand_in_their_usual_order_and_only_a_worker_puts_them_there(cast: Cast) -> None:
    soup = a_soup(cast)
    assert Recipes(cast.alice).remind(soup, [Reminder.HELP, Reminder.WASH_HANDS, Reminder.HELP]) == []
    cast.db.flush()
    cast.db.expire_all()
    assert soup.reminders == ["wash_hands", "help"]
    assert Recipes(cast.alice).remind(soup, []) == [Reminder.WASH_HANDS, Reminder.HELP]
    with pytest.raises(NotAllowed):
        Recipes(cast.bob).remind(soup, [Reminder.HOT])
    assert soup.reminders == []


@pytest.mark.parametrize(("typed", "kept"), [("1", 1), (f" {LONGEST_TIMER} ", LONGEST_TIMER), ("", None), ("  ", None)])
def test_a_timer_is_of_whole_minutes_within_a_day(cast: Cast, typed: str, kept: int | None) -> None:
    step = a_soup(cast).steps[0]
    step.time(7)
    step.tell("Stir.", "", typed)
    cast.db.flush()
    assert step.timer == kept


@pytest.mark.parametrize("typed", ["0", "-1", "2.5", "1,5", "five", "5 minutes", str(LONGEST_TIMER + 1), "9" * 99, "٣"])
def test_other_minutes_are_refused_and_nothing_of_the_step_changes(cast: Cast, typed: str) -> None:
    step = a_soup(cast).steps[0]
    step.tell("Stir.", "Hot.", "5")
    with pytest.raises(Several) as wrong:
        step.tell("New", "x" * 81, typed)
    assert {(one.code, one.field) for one in wrong.value.problems} == {
        ("not_a_timer", "timer"),
        ("too_long", "careful"),
    }
    assert step.told == {"words": "Stir.", "careful": "Hot.", "timer": "5"}


def test_what_was_said_of_a_step_comes_back_as_it_was(cast: Cast) -> None:
    step = a_soup(cast).steps[0]
    was = step.tell("Stir.", "Hot.", "5")
    assert was == {"words": "", "careful": "", "timer": ""}
    assert step.tell(**was) == {"words": "Stir.", "careful": "Hot.", "timer": "5"}
    assert (step.words, step.careful, step.timer) == ("", "", None)
