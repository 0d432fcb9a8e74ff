"""How somebody likes it: what was kept, what was chosen, and what can't be read."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boards.database import now
from boards.likes import USUAL, Colours, Light, Likes, Reads, Size, View
from boards.people import KEPT, People, forget_people
from boards.person import Person
from boards.problems import NotAllowed
from tests.boards.conftest import Cast

LARGE = Likes(Size.LARGEST, View.LIST, Colours.STRONG, Light.DARK, Reads.YES)

likings = st.builds(Likes)


@given(likings)
def test_what_is_kept_comes_back(likes: Likes) -> None:
    assert Likes.of(str(likes)) == likes
    assert Likes.chosen(likes.said) == likes
    assert len(str(likes)) <= 60


@given(st.one_of(st.text(), st.lists(st.sampled_from(["200", "list", "dark", "", "x"])).map(".".join)))
def test_nothing_that_was_kept_is_a_fault(said: str) -> None:
    once = Likes.of(said)
    assert Likes.of(str(once)) == once


@given(st.dictionaries(st.sampled_from([*Likes.kinds(), "name"]), st.text()))
def test_nothing_that_is_sent_is_a_fault(said: dict[str, str]) -> None:
    once = Likes.chosen(said)
    assert Likes.chosen(once.said) == once


@pytest.mark.parametrize("said", ["", "x", "....", "200", "200.list.strong.dark", "200.list.strong.dark.yes.", "\0"])
def test_what_cannot_be_read_is_as_usual(said: str) -> None:
    assert Likes.of(said) == USUAL


def test_the_rest_is_kept_where_one_word_cannot_be_read() -> None:
    assert Likes.of("9000.list.strong.sideways.yes") == Likes(view=View.LIST, colours=Colours.STRONG, reads=Reads.YES)


def test_what_is_usual_is_not_said() -> None:
    assert USUAL.unusual == {}
    assert Likes(Size.LARGE, light=Light.LIGHT).unusual == {"size": "125", "light": "light"}


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
    assert Likes(view=view).lists(asked) is is_list


def test_somebody_likes_it_in_another_way_and_back(cast: Cast) -> None:
    assert cast.bob.like(LARGE) == USUAL
    assert Likes.of(cast.bob.likes) == LARGE
    assert cast.bob.like(USUAL) == LARGE
    assert Likes.of(cast.alice.likes) == USUAL


def test_who_left_likes_nothing_any_more_and_is_forgotten_with_it(cast: Cast) -> None:
    cast.bob.like(LARGE)
    People(cast.alice).let_go(cast.bob, with_recipes=False)
    with pytest.raises(NotAllowed):
        cast.bob.like(USUAL)
    cast.bob.left_at = now() - KEPT - timedelta(seconds=1)
    cast.db.flush()
    forget_people(cast.db)
    cast.db.flush()
    assert cast.db.get_one(Person, cast.bob.id).likes == ""
