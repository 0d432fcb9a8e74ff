"""What somebody says about a photo of them: how long it holds, and what is kept of it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from boards.database import now
from boards.permission import LASTS, WORDING, Audience, Explained, Permission, Saying
from boards.photo import Answer
from boards.problems import Problem
from tests.boards.conftest import Cast
from tests.boards.kitchen import GROUP, Kitchen

NOON = datetime(2027, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def kitchen(cast: Cast) -> Kitchen:
    """Bob's photo, and who might look at it."""
    return Kitchen.of(cast)


def test_what_somebody_said_holds_to_the_last_moment_of_a_year(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob)
    with time_machine.travel(NOON, tick=False):
        said = kitchen.says(kitchen.cast.bob, Audience.FAMILY)
    assert (said.said_at, said.ask_again_at) == (NOON, NOON + LASTS)
    with time_machine.travel(NOON + LASTS - timedelta(seconds=1), tick=False):
        assert kitchen.seen_by() == {*GROUP, "a family"}
    with time_machine.travel(NOON + LASTS, tick=False):
        assert kitchen.seen_by() == {"Alice", "Bob"}
        assert said.waits(now())


def test_what_somebody_said_until_a_day_holds_until_that_day(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob)
    until = NOON + timedelta(days=7)
    kitchen.says(kitchen.cast.bob, Audience.GROUP, until)
    with time_machine.travel(until - timedelta(seconds=1), tick=False):
        assert kitchen.seen_by() == GROUP
    with time_machine.travel(until, tick=False):
        assert kitchen.seen_by() == {"Alice", "Bob"}


def test_what_was_said_before_is_kept_as_history(kitchen: Kitchen) -> None:
    bob = kitchen.cast.bob
    kitchen.in_it(bob)
    kitchen.says(bob, Audience.GROUP)
    helped = Saying(Audience.ME, kitchen.cast.alice.id, Explained.SIGNS, helper_id=kitchen.cast.alice.id)
    kitchen.photo.permit(bob.id, helped)
    kitchen.cast.db.flush()
    rows = kitchen.cast.db.exec(select(Permission).order_by(col(Permission.made_at))).all()
    assert [row.audience for row in rows] == ["", "group", "me"]
    assert [row.ended_at is None for row in rows] == [False, False, True]
    assert [(row.by_id, row.explained, row.wording) for row in rows[1:]] == [
        (bob.id, Explained.SCREEN, WORDING),
        (kitchen.cast.alice.id, Explained.SIGNS, WORDING),
    ]
    assert kitchen.photo.permissions == [rows[2]]


def test_the_database_refuses_two_that_hold_at_once(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob)
    kitchen.says(kitchen.cast.bob, Audience.ME)
    second = {"photo_key": "p1", "person_id": kitchen.cast.bob.id, "audience": "family"}
    with pytest.raises(IntegrityError), kitchen.cast.db.begin_nested():
        kitchen.cast.db.add(Permission(**second))
    with kitchen.cast.db.begin_nested():
        kitchen.cast.db.add(Permission(**second, ended_at=now()))


def test_the_database_refuses_an_audience_that_there_is_not(kitchen: Kitchen) -> None:
    with pytest.raises(IntegrityError), kitchen.cast.db.begin_nested():
        kitchen.cast.db.add(Permission(photo_key="p1", person_id=kitchen.sam.id, audience="everybody"))


def test_saying_again_who_is_in_it_keeps_what_somebody_said(kitchen: Kitchen) -> None:
    bob, sam = kitchen.cast.bob, kitchen.sam
    kitchen.photo.say(Answer.ONLY_ME, by_id=bob.id)
    said = kitchen.says(bob, Audience.FAMILY)
    kitchen.photo.say(Answer.ONLY_ME, by_id=bob.id)
    assert kitchen.photo.permission_of(bob.id) is said
    kitchen.in_it(bob, sam)
    assert kitchen.photo.permission_of(bob.id) is said
    kitchen.says(sam, Audience.FAMILY)
    kitchen.in_it(bob)
    assert kitchen.photo.permission_of(sam.id) is None
    kitchen.in_it(bob, sam)
    asked = kitchen.photo.permission_of(sam.id)
    assert asked is not None
    assert (asked.audience, asked.waits(now())) == ("", True), "whoever was taken out of it is asked anew"


def test_who_is_said_not_to_be_in_it_is_not_asked(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob, child=True)
    kitchen.photo.say(Answer.NO_ONE, by_id=kitchen.cast.bob.id)
    assert kitchen.photo.permissions == []
    assert not kitchen.photo.with_child
    kitchen.in_it()
    assert kitchen.photo.answer == Answer.NO_ONE


def test_asking_anew_lets_what_was_said_hold_until_they_answer(kitchen: Kitchen) -> None:
    bob = kitchen.cast.bob
    kitchen.in_it(bob)
    said = kitchen.says(bob, Audience.GROUP)
    assert not said.waits(now())
    kitchen.photo.ask(bob.id)
    first = said.asked_at
    kitchen.photo.ask(bob.id)
    assert said.asked_at == first
    assert said.waits(now())
    assert kitchen.seen_by() == GROUP
    assert not kitchen.says(bob, Audience.ME).waits(now())


def test_who_is_not_in_it_has_nothing_to_say(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob)
    for person in (kitchen.sam, kitchen.cast.charlie):
        with pytest.raises(Problem, match="not_in_photo"):
            kitchen.says(person, Audience.FAMILY)
        with pytest.raises(Problem, match="not_in_photo"):
            kitchen.photo.ask(person.id)
