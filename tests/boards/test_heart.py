"""Hearts: a thank-you from whoever holds a link, and who reads the words that come with it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlmodel import func, select

from boards.bin import KEPT, empty_bin
from boards.board import Board
from boards.database import Database, Db, now
from boards.hands.boards import Boards
from boards.hands.links import Links
from boards.hands.recipes import Recipes
from boards.hands.review import Review
from boards.hands.things import Things
from boards.heart import (
    KIND_WORDS,
    MOST_A_DAY,
    MOST_WAITING,
    NEW,
    Heart,
    Hearts,
    hearts_of,
    send_heart,
    thanked_lately,
)
from boards.link import Link
from boards.problems import NotAllowed, NotFound, Problem
from boards.recipe import Recipe
from boards.record import Did, Record
from tests.boards.conftest import Cast, nobody_in, pictures


def a_recipe(cast: Cast) -> Recipe:
    """Bob's soup."""
    soup = nobody_in(Recipes(cast.bob).make("Soup", pictures(2)))
    cast.db.flush()
    return soup


def a_link(cast: Cast, what: Board | Recipe, name: str = "Mum and Dad") -> Link:
    """A link to it."""
    link = Links(cast.alice).make(what, name=name, ends=now().date(), today=now().date())
    cast.db.flush()
    return link


def test_a_heart_is_seen_at_once_and_its_words_when_a_worker_shows_them(cast: Cast) -> None:
    soup = a_recipe(cast)
    link = a_link(cast, soup)
    send_heart(cast.db, link, soup.id, "")
    sent = send_heart(cast.db, link, soup.id, "  We   love it \r\n Mum ")
    cast.db.flush()
    assert len(hearts_of(soup)) == 2
    assert [heart.says for heart in hearts_of(soup)] == ["", ""]
    assert (sent.words, sent.sender) == ("We love it\nMum", "Mum and Dad")
    hearts = Hearts(cast.alice)
    assert hearts.waiting() == [sent]
    hearts.show(hearts.find(sent.id))
    assert sent.says == "We love it\nMum"
    assert hearts.waiting() == []
    hearts.hide(sent)
    assert (sent.says, len(hearts_of(soup))) == ("", 2)
    hearts.show(sent)
    assert sent.says
    cast.db.flush()
    done = cast.db.exec(select(Record.did).where(Record.name == "Mum and Dad").order_by(Record.at)).all()
    assert done == [Did.LINK_MADE, Did.WORDS_SHOWN, Did.WORDS_HIDDEN, Did.WORDS_SHOWN]


def test_words_wait_with_what_else_waits(cast: Cast) -> None:
    soup = a_recipe(cast)
    heart = send_heart(cast.db, a_link(cast, soup), soup.id, "Lovely")
    cast.db.flush()
    waiting = Review(cast.alice).waiting()
    assert (list(waiting.hearts), waiting.count) == ([heart], 1)
    assert Review(cast.charlie).waiting().count == 0
    soup.bin()
    cast.db.flush()
    assert Review(cast.alice).waiting().count == 0
    with pytest.raises(NotFound):
        Hearts(cast.alice).find(heart.id)
    soup.put_back()
    cast.db.flush()
    assert Review(cast.alice).waiting().count == 1


def test_only_a_worker_of_the_group_reads_them(cast: Cast) -> None:
    soup = a_recipe(cast)
    link = a_link(cast, soup)
    bare, sent = send_heart(cast.db, link, soup.id, ""), send_heart(cast.db, link, soup.id, "Lovely")
    cast.db.flush()
    with pytest.raises(NotAllowed):
        Hearts(cast.bob)
    for theirs in (sent.id, "AAAAAAAAAAAAAAAA"):
        with pytest.raises(NotFound):
            Hearts(cast.charlie).find(theirs)
    with pytest.raises(NotFound):
        Hearts(cast.alice).find(bare.id)


def test_a_link_sends_so_many_a_day_and_others_still_can(cast: Cast) -> None:
    soup = a_recipe(cast)
    link, other = a_link(cast, soup), a_link(cast, soup, "Gran")
    hearts = [send_heart(cast.db, link, soup.id, "") for _ in range(MOST_A_DAY)]
    with pytest.raises(Problem, match="hearts_enough"):
        send_heart(cast.db, link, soup.id, "")
    send_heart(cast.db, other, soup.id, "")
    for heart in hearts:
        heart.made_at = now() - timedelta(days=1, seconds=1)
    cast.db.flush()
    send_heart(cast.db, link, soup.id, "")


def test_few_words_of_a_link_wait_at_a_time_and_hearts_still_come(cast: Cast) -> None:
    soup = a_recipe(cast)
    link = a_link(cast, soup)
    sent = [send_heart(cast.db, link, soup.id, f"Word {number}") for number in range(MOST_WAITING)]
    with pytest.raises(Problem, match="hearts_enough") as refused:
        send_heart(cast.db, link, soup.id, "One more")
    assert refused.value.field == "words"
    send_heart(cast.db, link, soup.id, "")
    Hearts(cast.alice).hide(sent[0])
    cast.db.flush()
    send_heart(cast.db, link, soup.id, "One more")


def test_long_words_are_refused_and_nothing_is_kept(cast: Cast) -> None:
    soup = a_recipe(cast)
    with pytest.raises(Problem, match="too_long"):
        send_heart(cast.db, a_link(cast, soup), soup.id, "x" * (KIND_WORDS + 1))
    cast.db.flush()
    assert hearts_of(soup) == []


def test_hearts_sent_at_the_same_moment_are_counted_one_after_the_other(cast: Cast, database: Database) -> None:
    soup = a_recipe(cast)
    link_id, soup_id = a_link(cast, soup).id, soup.id
    cast.db.commit()
    cast.db.close()
    processes = [Database(database.engine.url.render_as_string(hide_password=False)) for _ in range(4)]

    def send(number: int) -> bool:
        with processes[number % 4].writing() as db:
            try:
                send_heart(db, db.get_one(Link, link_id), soup_id, "")
            except Problem:
                return False
            db.commit()
            return True

    with ThreadPoolExecutor(4) as pool:
        sent = list(pool.map(send, range(MOST_A_DAY + 10)))
    for process in processes:
        process.close()
    assert sent.count(True) == MOST_A_DAY
    with database.reading() as db:
        assert count(db) == MOST_A_DAY


def test_who_made_it_hears_of_new_hearts_for_a_week(cast: Cast) -> None:
    soup, stew = a_recipe(cast), nobody_in(Recipes(cast.bob).make("Stew", pictures(1, "s")))
    cast.db.flush()
    assert thanked_lately(cast.bob) is None
    old = send_heart(cast.db, a_link(cast, stew), stew.id, "")
    link = a_link(cast, soup)
    send_heart(cast.db, link, soup.id, "")
    send_heart(cast.db, link, soup.id, "Lovely")
    old.made_at = now() - timedelta(minutes=1)
    cast.db.flush()
    found = thanked_lately(cast.bob)
    assert found
    assert (found.recipe, found.hearts) == (soup, 2)
    assert thanked_lately(cast.alice) is None
    soup.bin()
    old.made_at = now() - NEW - timedelta(seconds=1)
    cast.db.flush()
    assert thanked_lately(cast.bob) is None


def test_hearts_go_with_their_recipe_and_outlive_their_link(cast: Cast) -> None:
    soup = a_recipe(cast)
    board = Boards(cast.alice).make("Suppers")
    board.pin(soup)
    cast.db.flush()
    heart = send_heart(cast.db, a_link(cast, board), soup.id, "Lovely")
    cast.db.flush()
    board.binned_at = now() - KEPT - timedelta(days=1)
    cast.db.commit()
    empty_bin(cast.db)
    cast.db.commit()
    assert (heart.link_id, heart.sender) == (None, "Mum and Dad")
    assert [one.id for one in Hearts(cast.alice).waiting()] == [heart.id]
    soup.binned_at = now() - KEPT - timedelta(days=1)
    cast.db.commit()
    empty_bin(cast.db)
    cast.db.commit()
    assert count(cast.db) == 0


def test_hearts_go_with_the_things_of_who_made_the_recipe(cast: Cast) -> None:
    soup, stew = a_recipe(cast), nobody_in(Recipes(cast.alice).make("Stew", pictures(1, "s")))
    cast.db.flush()
    for recipe in (soup, stew):
        send_heart(cast.db, a_link(cast, recipe), recipe.id, "Lovely")
    cast.db.flush()
    Things(cast.bob, by=cast.alice).delete()
    assert cast.db.exec(select(Heart.recipe_id)).all() == [stew.id]


def count(db: Db) -> int:
    """How many hearts there are."""
    return db.exec(select(func.count()).select_from(Heart)).one()
