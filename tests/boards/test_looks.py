"""How somebody likes it: what was kept, what was chosen, and what can't be read."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.database import now
from boards.hands.oneself import Oneself
from boards.hands.people import KEPT, People, forget_people
from boards.looks import USUAL, Colours, Light, Looks, Reads, Size, View
from boards.person import Person
from boards.problems import NotAllowed
from tests.boards.conftest import Cast

LARGE = Looks(Size.LARGEST, View.LIST, Colours.STRONG, Light.DARK, Reads.YES)

likings = st.builds(Looks)


@given(likings)
def test_what_is_kept_comes_back(looks: Looks) -> None:
    assert Looks.of(str(looks)) == looks
    assert Looks.chosen(looks.said) == looks
    assert len(str(looks)) <= 60


@given(st.one_of(st.text(), st.lists(st.sampled_from(["200", "list", "dark", "", "x"])).map(".".join)))
def test_nothing_that_was_kept_is_a_fault(said: str) -> None:
    once = Looks.of(said)
    assert Looks.of(str(once)) == once


@given(st.dictionaries(st.sampled_from([*Looks.kinds(), "name"]), st.text()))
def test_nothing_that_is_sent_is_a_fault(said: dict[str, str]) -> None:
    once = Looks.chosen(said)
    assert Looks.chosen(once.said) == once


@pytest.mark.parametrize("said", ["", "x", "....", "200", "200.list.strong.dark", "200.list.strong.dark.yes.", "\0"])
def test_what_cannot_be_read_is_as_usual(said: str) -> None:
    assert Looks.of(said) == USUAL


def test_the_rest_is_kept_where_one_word_cannot_be_read() -> None:
    assert Looks.of("9000.list.strong.sideways.yes") == Looks(view=View.LIST, colours=Colours.STRONG, reads=Reads.YES)


def test_what_is_usual_is_not_said() -> None:
    assert USUAL.unusual == {}
    assert Looks(Size.LARGE, light=Light.LIGHT).unusual == {"size": "125", "light": "light"}


@pytest.mark.parametrize(
    ("view", "asked", "is_list"),
    [
        (View.BOTH, "", False),
        (View.BOTH, "list", True),
        (View.LIST, "", True),
        (View.LIST, "cards", False),
        (View.LIST, "nonsense", True),
        (View.PICTURES, "nonsense", False),
    ],
)
def test_what_somebody_asks_for_wins(view: View, asked: str, is_list: bool) -> None:
    assert Looks(view=view).lists(asked) is is_list


def test_somebody_likes_it_in_another_way_and_back(cast: Cast) -> None:
    assert Oneself(cast.bob).like(LARGE) == USUAL
    assert Looks.of(cast.bob.looks) == LARGE
    assert Oneself(cast.bob).like(USUAL) == LARGE
    assert Looks.of(cast.alice.looks) == USUAL


def test_who_left_likes_nothing_any_more_and_is_forgotten_with_it(cast: Cast) -> None:
    Oneself(cast.bob).like(LARGE)
    People(cast.alice).let_go(cast.bob, with_recipes=False)
    with pytest.raises(NotAllowed):
        Oneself(cast.bob).like(USUAL)
    cast.bob.left_at = now() - KEPT - timedelta(seconds=1)
    cast.db.flush()
    forget_people(cast.db)
    cast.db.flush()
    assert cast.db.get_one(Person, cast.bob.id).looks == ""
