"""A photo of a person is seen only by those they agreed to."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import select

from boards.database import now
from boards.group import Basis
from boards.permission import LASTS, Audience, Permission, Viewer, audiences
from boards.photo import Answer, Standing, photo_keys
from tests.boards.conftest import Cast
from tests.boards.kitchen import GROUP, Kitchen


@pytest.fixture
def kitchen(cast: Cast) -> Kitchen:
    """Bob's photo, and who might look at it."""
    return Kitchen.of(cast)


@pytest.mark.parametrize("answer", [Answer.NOT_YET, Answer.OTHERS, Answer.UNSURE])
def test_until_it_is_known_who_is_in_it_its_maker_and_the_workers_see_it(kitchen: Kitchen, answer: Answer) -> None:
    kitchen.photo.say(answer, by_id=kitchen.cast.bob.id)
    assert kitchen.seen_by() == {"Alice", "Bob"}
    assert not kitchen.photo.is_settled


def test_its_maker_does_not_take_an_unsettled_photo_out_of_the_group(kitchen: Kitchen) -> None:
    assert not kitchen.photo.is_shown_to(Viewer.outside(kitchen.cast.bob.group, kitchen.cast.bob.id))


def test_a_photo_that_nobody_took_is_seen_by_workers_until_it_is_known_who_is_in_it(kitchen: Kitchen) -> None:
    kitchen.photo.maker_id = None
    assert kitchen.seen_by() == {"Alice"}


def test_a_photo_with_no_one_in_it_is_seen_by_the_group_and_its_families(kitchen: Kitchen) -> None:
    kitchen.photo.say(Answer.NO_ONE, by_id=kitchen.cast.bob.id)
    assert kitchen.seen_by() == {*GROUP, "a family"}
    kitchen.rests_on(Basis.HANDS)
    assert kitchen.seen_by() == {*GROUP, "a family"}


def test_a_photo_of_oneself_is_seen_by_nobody_else_until_one_has_said(kitchen: Kitchen) -> None:
    kitchen.photo.say(Answer.ONLY_ME, by_id=kitchen.cast.bob.id)
    assert kitchen.seen_by() == {"Alice", "Bob"}
    assert kitchen.photo.is_settled


@pytest.mark.parametrize(
    ("audience", "seen"),
    [(Audience.ME, {"Alice", "Bob"}), (Audience.GROUP, GROUP), (Audience.FAMILY, {*GROUP, "a family"})],
)
def test_who_sees_a_photo_of_somebody_is_who_they_chose(kitchen: Kitchen, audience: Audience, seen: set[str]) -> None:
    kitchen.in_it(kitchen.cast.bob)
    kitchen.says(kitchen.cast.bob, audience)
    assert kitchen.seen_by() == seen


def test_it_is_printed_only_where_a_family_may_see_it(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob)
    for audience, leaves in ((Audience.GROUP, False), (Audience.FAMILY, True)):
        kitchen.says(kitchen.cast.bob, audience)
        pictures_seen = [kitchen.photo.picture_for(one.viewer) for one in (kitchen.cast.alice, kitchen.cast.bob)]
        assert [picture.leaves for picture in pictures_seen if picture] == [leaves, leaves]


def test_where_hands_and_food_are_photographed_no_photo_of_a_person_reaches_a_family(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob)
    kitchen.says(kitchen.cast.bob, Audience.FAMILY)
    kitchen.rests_on(Basis.HANDS)
    assert kitchen.seen_by() == GROUP
    assert audiences(Basis.HANDS) == (Audience.ME, Audience.GROUP)
    kitchen.rests_on(Basis.CONSENT)
    assert "a family" in kitchen.seen_by()


def test_two_people_in_it_must_both_agree(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob, kitchen.sam)
    kitchen.says(kitchen.cast.bob, Audience.FAMILY)
    assert kitchen.seen_by() == {"Alice", "Sam"}, "Sam has not been asked yet, and sees themself"
    kitchen.says(kitchen.sam, Audience.GROUP)
    assert kitchen.seen_by() == GROUP
    kitchen.says(kitchen.sam, Audience.FAMILY)
    assert kitchen.seen_by() == {*GROUP, "a family"}
    kitchen.says(kitchen.cast.bob, Audience.ME)
    assert kitchen.seen_by() == {"Alice", "Bob"}, "not even Sam, who is in it too"


def test_a_child_is_never_seen_outside_the_group(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob, child=True)
    kitchen.says(kitchen.cast.bob, Audience.FAMILY)
    assert kitchen.seen_by() == GROUP
    kitchen.says(kitchen.cast.bob, Audience.ME)
    assert kitchen.seen_by() == {"Alice", "Bob"}
    kitchen.in_it(child=True)
    assert kitchen.seen_by() == GROUP


def test_a_stranger_is_seen_by_workers_alone(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob, stranger=True)
    kitchen.says(kitchen.cast.bob, Audience.FAMILY)
    assert kitchen.seen_by() == {"Alice"}
    kitchen.in_it(stranger=True)
    assert kitchen.seen_by() == {"Alice"}


def test_a_family_is_told_what_waits_from_what_was_decided(kitchen: Kitchen) -> None:
    bob, sam = kitchen.cast.bob, kitchen.sam
    for answer in (Answer.NOT_YET, Answer.OTHERS, Answer.UNSURE):
        kitchen.photo.say(answer, by_id=bob.id)
        assert kitchen.standing() is Standing.UNKNOWN
    kitchen.photo.say(Answer.NO_ONE, by_id=bob.id)
    assert kitchen.standing() is Standing.SEEN
    kitchen.in_it(bob, sam)
    assert kitchen.standing() is Standing.UNKNOWN
    kitchen.says(bob, Audience.ME)
    assert kitchen.standing() is Standing.UNKNOWN, "Sam has not been asked"
    kitchen.says(sam, Audience.FAMILY)
    assert kitchen.standing() is Standing.KEPT
    kitchen.says(bob, Audience.FAMILY)
    assert kitchen.standing() is Standing.SEEN
    with time_machine.travel(now() + LASTS + timedelta(seconds=1)):
        assert kitchen.standing() is Standing.UNKNOWN


def test_what_may_never_leave_waits_for_nobody(kitchen: Kitchen) -> None:
    for child, stranger in ((True, False), (False, True)):
        kitchen.in_it(kitchen.cast.bob, child=child, stranger=stranger)
        assert kitchen.standing() is Standing.KEPT
    kitchen.in_it(kitchen.cast.bob)
    kitchen.rests_on(Basis.HANDS)
    assert kitchen.standing() is Standing.KEPT
    kitchen.photo.say(Answer.NOT_YET, by_id=kitchen.cast.bob.id)
    assert kitchen.standing() is Standing.UNKNOWN, "whether a person is in it is still to be said"
    kitchen.photo.remove()
    assert kitchen.standing() is Standing.KEPT


def test_a_photo_that_is_removed_is_seen_by_nobody_and_its_files_are_wanted_no_more(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob)
    kitchen.says(kitchen.cast.bob, Audience.FAMILY)
    assert photo_keys(kitchen.cast.db, among={"p1", "p2"}) == {"p1"}
    kitchen.photo.remove()
    kitchen.cast.db.flush()
    assert kitchen.seen_by() == set()
    assert photo_keys(kitchen.cast.db) == set()
    assert kitchen.cast.db.exec(select(Permission)).all() == [], "nor is it kept who was in it"
