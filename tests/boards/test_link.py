"""Links: what they show, and when they show nothing."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from boards.board import Board
from boards.hands.boards import Boards
from boards.hands.links import Links
from boards.hands.recipes import Recipes
from boards.link import MOST_DAYS, Link
from boards.problems import NotAllowed, NotFound, Several
from tests.boards.conftest import Cast, nobody_in, pictures

LONDON = ZoneInfo("Europe/London")
TODAY = date(2027, 6, 1)
NOON = datetime(2027, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def board(cast: Cast) -> Board:
    """A board with one recipe of two steps."""
    board = Boards(cast.alice).make("Suppers")
    board.pin(nobody_in(Recipes(cast.bob).make("Soup", pictures(2))))
    cast.db.flush()
    return board


@pytest.fixture
def link(cast: Cast, board: Board) -> Link:
    """A link to the board until 30 June."""
    link = Links(cast.alice).make(board, name="Mum and Dad", ends=date(2027, 6, 30), today=TODAY)
    cast.db.flush()
    return link


def opens(cast: Cast, link: Link, at: datetime = NOON) -> bool:
    """Whether somebody with the link's key sees anything."""
    try:
        return Link.find(cast.db, link.key, at, LONDON) is link
    except NotFound:
        return False


def test_a_key_is_128_random_bits(cast: Cast, board: Board, link: Link) -> None:
    other = Links(cast.alice).make(board, name="Gran", ends=TODAY, today=TODAY)
    assert len(link.key) == 22
    assert link.key != other.key


def test_it_shows_the_board_its_recipes_and_their_photos(cast: Cast, link: Link) -> None:
    shown = link.shows(cast.db)
    assert (shown.group, shown.board) == ("Tuesday cooks", "Suppers")
    assert [recipe.title for recipe in shown.recipes] == ["Soup"]
    assert shown.shows_photo("p1")
    assert not shown.shows_photo("p3")


def test_it_shows_no_recipe_that_is_not_on_the_board(cast: Cast, link: Link) -> None:
    other = nobody_in(Recipes(cast.bob).make("Secret", pictures(1, "s")))
    with pytest.raises(NotFound):
        link.shows(cast.db).recipe(other.id)


def test_a_link_to_a_recipe_shows_that_recipe_alone(cast: Cast, board: Board) -> None:
    link = Links(cast.alice).make(board.recipes[0], name="Gran", ends=TODAY, today=TODAY)
    cast.db.flush()
    shown = link.shows(cast.db)
    assert shown.board is None
    assert [recipe.title for recipe in shown.recipes] == ["Soup"]


def test_a_step_in_the_bin_takes_its_photo_along(cast: Cast, board: Board, link: Link) -> None:
    board.recipes[0].steps[0].bin()
    assert not link.shows(cast.db).shows_photo("p1")


def test_a_recipe_that_comes_off_the_board_is_not_shown(cast: Cast, board: Board, link: Link) -> None:
    board.unpin(board.pins[0])
    assert link.shows(cast.db).recipes == ()


def test_it_is_open_to_the_last_second_of_its_last_day_in_london(cast: Cast, link: Link) -> None:
    midnight = datetime(2027, 7, 1, tzinfo=LONDON)  # an hour before midnight UTC, since it is summer
    assert opens(cast, link, midnight - timedelta(seconds=1))
    assert not opens(cast, link, midnight)


def test_closed_it_opens_no_more(cast: Cast, link: Link) -> None:
    assert opens(cast, link)
    link.close()
    assert not opens(cast, link)


def test_closing_twice_keeps_the_first_time(cast: Cast, link: Link) -> None:
    link.close()
    first = link.closed_at
    link.close()
    assert link.closed_at == first


def test_a_board_in_the_bin_shows_nothing_until_it_is_back(cast: Cast, board: Board, link: Link) -> None:
    board.bin()
    assert not opens(cast, link)
    board.put_back()
    assert opens(cast, link)


def test_a_key_one_character_off_opens_nothing(cast: Cast, link: Link) -> None:
    off = link.key[:-1] + ("A" if link.key[-1] != "A" else "B")
    with pytest.raises(NotFound):
        Link.find(cast.db, off, NOON, LONDON)


@pytest.mark.parametrize("days", [0, MOST_DAYS])
def test_the_first_and_the_last_day_that_can_be_chosen_are_taken(cast: Cast, board: Board, days: int) -> None:
    ends = TODAY + timedelta(days=days)
    assert Links(cast.alice).make(board, name="Gran", ends=ends, today=TODAY).ends == ends


@pytest.mark.parametrize("days", [-1, MOST_DAYS + 1])
def test_an_end_that_is_past_or_too_far_is_refused(cast: Cast, board: Board, days: int) -> None:
    with pytest.raises(Several) as several:
        Links(cast.alice).make(board, name="Gran", ends=TODAY + timedelta(days=days), today=TODAY)
    assert [problem.field for problem in several.value.problems] == ["ends"]


def test_a_link_needs_a_name(cast: Cast, board: Board) -> None:
    with pytest.raises(Several) as several:
        Links(cast.alice).make(board, name=" ", ends=TODAY - timedelta(days=1), today=TODAY)
    assert [problem.field for problem in several.value.problems] == ["name", "ends"]


def test_a_member_makes_no_links(cast: Cast, board: Board) -> None:
    with pytest.raises(NotAllowed):
        Links(cast.bob).make(board, name="Gran", ends=TODAY, today=TODAY)
