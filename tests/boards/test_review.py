"""What waits for a worker: photos to look at, people to ask, and permissions that fall due."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlmodel import col, select

from boards.database import now
from boards.group import Basis
from boards.hands.album import Album
from boards.hands.people import People
from boards.hands.review import Asking, Review, close_past_permissions
from boards.hands.settings import GroupSettings
from boards.permission import LASTS, REASON, Audience, Explained, Permission
from boards.person import Person
from boards.photo import Answer, Picture, Standing
from boards.problems import NotAllowed, NotFound, SaidMeanwhile, Several
from boards.record import Did, Record
from tests.boards.conftest import Cast
from tests.boards.kitchen import GROUP, Kitchen

A_DAY = timedelta(days=1)
NOON = datetime(2027, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def kitchen(cast: Cast) -> Kitchen:
    """Bob's three photos, and who might look at them."""
    return Kitchen.of(cast, photos=3)


def asking(kitchen: Kitchen, *people: Person) -> Asking:
    """Alice asks Bob about his first photo, in which some people are, or he alone."""
    kitchen.in_it(*(people or (kitchen.cast.bob,)))
    return Review(kitchen.cast.alice).asking("p1", kitchen.cast.bob.id)


def lists(review: Review) -> tuple[list[str], list[tuple[str, str]], list[tuple[str, str]]]:
    """What waits: photos by their keys, and people by theirs and their name."""
    waiting = review.waiting()
    named = [[(one.photo.key, one.person.name) for one in kind] for kind in (waiting.to_ask, waiting.due)]
    assert waiting.count == len(waiting.photos) + len(waiting.to_ask)
    return [photo.key for photo in waiting.photos], named[0], named[1]


def told(kitchen: Kitchen) -> list[tuple[str, str | None, str | None]]:
    """The record: what was done, by whom and to whom, by their ids."""
    kitchen.cast.db.flush()
    entries = kitchen.cast.db.exec(select(Record).order_by(col(Record.at))).all()
    return [(entry.did, entry.by_id, entry.whom_id) for entry in entries]


def test_a_member_reviews_nothing(kitchen: Kitchen) -> None:
    with pytest.raises(NotAllowed):
        Review(kitchen.cast.bob)


def test_photos_wait_until_it_is_known_who_is_in_them(kitchen: Kitchen) -> None:
    review, album = Review(kitchen.cast.alice), Album(kitchen.cast.bob)
    first, second, _ = kitchen.recipe.steps
    album.answer(first.photo, "no_one", version=first.photo.version)
    album.answer(second.photo, "others", version=second.photo.version)
    assert lists(review) == (["p2", "p3"], [], [])
    assert review.recipes_of(review.waiting())["p2"] is kitchen.recipe
    review.show_people(second.photo, [kitchen.sam.id], version=second.photo.version, child=False, stranger=False)
    assert lists(review) == (["p3"], [("p2", "Sam")], [])


def test_what_lies_in_a_bin_waits_for_nobody(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob)
    kitchen.recipe.steps[0].bin()
    assert lists(Review(kitchen.cast.alice)) == (["p2", "p3"], [], [])
    kitchen.recipe.bin()
    assert lists(Review(kitchen.cast.alice)) == ([], [], [])


def test_a_person_waits_to_be_asked_until_they_have_said_and_when_somebody_asks_anew(kitchen: Kitchen) -> None:
    review, asked = Review(kitchen.cast.alice), asking(kitchen, kitchen.cast.bob, kitchen.sam)
    assert lists(review)[1] == [("p1", "Bob"), ("p1", "Sam")]
    kitchen.says(kitchen.sam, Audience.GROUP)
    Album(kitchen.cast.bob).permit(asked.photo, "family", version=asked.photo.version)
    assert lists(review)[1:] == ([], [])
    review.ask(review.asking("p1", kitchen.cast.bob.id))
    assert lists(review)[1] == [("p1", "Bob")]


def test_a_permission_is_listed_within_thirty_days_of_its_end_and_asked_about_after_it(kitchen: Kitchen) -> None:
    review, bob = Review(kitchen.cast.alice), kitchen.cast.bob
    kitchen.in_it(bob)
    with time_machine.travel(NOON, tick=False):
        kitchen.says(bob, Audience.GROUP, NOON + 60 * A_DAY)
        kitchen.cast.db.flush()
    for days, listed in ((29, ([], [])), (31, ([], [("p1", "Bob")])), (60, ([("p1", "Bob")], []))):
        with time_machine.travel(NOON + days * A_DAY, tick=False):
            assert lists(review)[1:] == listed, days


def test_only_me_never_falls_due(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob)
    kitchen.says(kitchen.cast.bob, Audience.ME, now() + A_DAY)
    assert lists(Review(kitchen.cast.alice))[1:] == ([], [])


def test_a_portrait_is_looked_after_too(kitchen: Kitchen) -> None:
    People(kitchen.cast.alice).show_by_photo(kitchen.sam, Picture("face", 400, 400, "#aa5522"))
    review = Review(kitchen.cast.alice)
    review.ask(review.asking("face", kitchen.sam.id))
    assert lists(review)[1] == [("face", "Sam")]


def test_nothing_of_another_group_waits_or_is_found(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob)
    review = Review(kitchen.cast.charlie)
    assert lists(review) == ([], [], [])
    assert review.people() == [kitchen.cast.charlie]
    with pytest.raises(NotFound):
        review.find("p1")
    with pytest.raises(NotFound):
        review.asking("p1", kitchen.cast.bob.id)


def test_nobody_of_another_group_and_nobody_who_has_left_is_said_to_be_in_a_photo(kitchen: Kitchen) -> None:
    review, alice = Review(kitchen.cast.alice), kitchen.cast.alice
    People(alice).let_go(kitchen.sam, with_recipes=False)
    for stranger in (kitchen.cast.charlie, kitchen.sam):
        with pytest.raises(NotFound):
            review.show_people(
                kitchen.photo,
                [kitchen.cast.bob.id, stranger.id],
                version=kitchen.photo.version,
                child=False,
                stranger=False,
            )
    assert (kitchen.photo.answer, kitchen.photo.permissions) == (Answer.NOT_YET, [])
    with pytest.raises(NotFound):
        review.asking("p1", kitchen.cast.charlie.id)


def test_who_has_left_stays_in_a_photo_until_a_worker_takes_them_out(kitchen: Kitchen) -> None:
    review, sam = Review(kitchen.cast.alice), kitchen.sam
    kitchen.in_it(sam, kitchen.cast.bob)
    kitchen.says(kitchen.cast.bob, Audience.FAMILY)
    People(kitchen.cast.alice).let_go(sam, with_recipes=False)
    there = [sam.id, kitchen.cast.bob.id]
    assert sam in review.people_of(kitchen.photo)
    review.show_people(kitchen.photo, there, version=kitchen.photo.version, child=False, stranger=False)
    assert kitchen.seen_by() == {"Alice", "Sam"}
    review.show_people(kitchen.photo, there[1:], version=kitchen.photo.version, child=False, stranger=False)
    assert "a family" in kitchen.seen_by()


def test_an_old_page_takes_nobody_out_who_was_added_since(kitchen: Kitchen) -> None:
    review, bob, sam = Review(kitchen.cast.alice), kitchen.cast.bob, kitchen.sam
    kitchen.in_it(bob)
    opened = kitchen.photo.version
    review.show_people(kitchen.photo, [bob.id, sam.id], version=opened, child=False, stranger=False)
    kitchen.cast.db.flush()
    with pytest.raises(SaidMeanwhile):
        review.show_people(kitchen.photo, [bob.id], version=opened, child=False, stranger=False)
    assert {one.person_id for one in kitchen.photo.permissions} == {bob.id, sam.id}


def test_a_worker_looks_where_a_member_may_have_overlooked_a_face(kitchen: Kitchen) -> None:
    review = Review(kitchen.cast.alice)
    kitchen.recipe.steps[0].photo.found = [[0.3, 0.2, 0.3, 0.4]]
    for step in kitchen.recipe.steps:
        Album(kitchen.cast.bob).answer(step.photo, "no_one", version=step.photo.version)
    kitchen.cast.db.flush()
    assert lists(review) == (["p1"], [], [])
    review.show_people(kitchen.photo, [], version=kitchen.photo.version, child=False, stranger=False)
    assert lists(review) == ([], [], [])


def test_a_yes_to_families_is_asked_anew_when_it_counts_again(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob)
    kitchen.says(kitchen.cast.bob, Audience.FAMILY)
    people = People(kitchen.cast.alice)
    for basis in (Basis.HANDS, Basis.CONSENT):
        GroupSettings(people.me).change("Tuesday cooks", helper="Alice", opens_tablets=False, basis=basis)
        kitchen.cast.db.flush()
        assert kitchen.seen_by() == GROUP
    assert Album(kitchen.cast.bob).questions() == [kitchen.photo]


def test_who_has_left_is_never_asked_again_and_their_no_stays(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.sam)
    kitchen.says(kitchen.sam, Audience.GROUP)
    People(kitchen.cast.alice).let_go(kitchen.sam, with_recipes=False)
    kitchen.cast.db.flush()
    with time_machine.travel(now() + 3 * LASTS):
        close_past_permissions(kitchen.cast.db)
        assert kitchen.standing() == Standing.KEPT


def test_who_is_in_a_photo_stands_in_the_record(kitchen: Kitchen) -> None:
    review, alice = Review(kitchen.cast.alice), kitchen.cast.alice
    review.show_people(kitchen.photo, [kitchen.cast.bob.id], version=kitchen.photo.version, child=False, stranger=False)
    review.show_people(kitchen.photo, [], version=kitchen.photo.version, child=True, stranger=False)
    review.show_people(kitchen.photo, [], version=kitchen.photo.version, child=False, stranger=False)
    assert told(kitchen) == [(did, alice.id, None) for did in (Did.SAID_PEOPLE, Did.SAID_PEOPLE, Did.SAID_NO_ONE)]


def test_what_somebody_said_is_written_down_with_how_it_was_explained(kitchen: Kitchen) -> None:
    alice, bob, asked = kitchen.cast.alice, kitchen.cast.bob, asking(kitchen)
    until = now() + 90 * A_DAY
    said = Review(alice).write_down(
        asked, "family", version=asked.photo.version, explained="pictures", understood=True, until=until
    )
    assert said is Audience.FAMILY
    assert kitchen.seen_by() == {*GROUP, "a family"}
    one = kitchen.photo.permission_of(bob.id)
    assert one is not None
    assert (one.by_id, one.helper_id, one.explained) == (alice.id, alice.id, Explained.PICTURES)
    assert one.ask_again_at == until
    assert told(kitchen)[-1] == (Did.PERMITTED_FAMILY, alice.id, bob.id)


def test_nothing_is_written_down_unless_it_was_explained_and_understood_and_ends_within_a_year(
    kitchen: Kitchen,
) -> None:
    review, asked = Review(kitchen.cast.alice), asking(kitchen)
    with time_machine.travel(NOON, tick=False):
        good = {"explained": "words", "understood": True, "until": NOON + LASTS}
        for bad, field in (
            ({"explained": ""}, "explained"),
            ({"explained": "shouting"}, "explained"),
            ({"understood": False}, "understood"),
            ({"until": NOON}, "ends"),
            ({"until": NOON + LASTS + timedelta(seconds=1)}, "ends"),
        ):
            with pytest.raises(Several) as several:
                review.write_down(asked, "group", version=asked.photo.version, **{**good, **bad})
            assert [problem.field for problem in several.value.problems] == [field]
        with pytest.raises(Several) as several:
            review.write_down(
                asked, "", version=asked.photo.version, explained="", understood=False, until=NOON - A_DAY
            )
        fields = [problem.field for problem in several.value.problems]
        assert fields == ["audience", "explained", "understood", "ends"], "everything that is wrong is told at once"
        assert kitchen.seen_by() == {"Alice", "Bob"}
        assert [entry for entry in told(kitchen) if entry[2]] == []
        review.write_down(asked, "group", version=asked.photo.version, **good)
        assert kitchen.seen_by() == GROUP


def test_a_decision_in_somebodys_best_interests_stands_with_its_reason_and_in_the_record(kitchen: Kitchen) -> None:
    alice, bob, asked = kitchen.cast.alice, kitchen.cast.bob, asking(kitchen)
    reason, consulted = "Bob smiles when he sees it.\nHe always has.", "His sister, Mrs Green"
    Review(alice).decide(
        asked, "group", version=asked.photo.version, reason=reason, consulted=consulted, until=now() + 30 * A_DAY
    )
    assert kitchen.seen_by() == GROUP
    one = kitchen.photo.permission_of(bob.id)
    assert one is not None
    assert (one.reason, one.consulted, one.by_id) == (reason, consulted, alice.id)
    assert told(kitchen)[-1] == (Did.BEST_INTERESTS, alice.id, bob.id)


def test_nothing_is_decided_without_a_reason_and_without_asking_others(kitchen: Kitchen) -> None:
    review, asked = Review(kitchen.cast.alice), asking(kitchen)
    good = {"reason": "He smiles.", "consulted": "His sister", "until": now() + A_DAY}
    for bad, field in (
        ({"reason": " \r\n "}, "reason"),
        ({"reason": "x" * (REASON + 1)}, "reason"),
        ({"consulted": " "}, "consulted"),
        ({"until": now() + 2 * LASTS}, "ends"),
    ):
        with pytest.raises(Several) as several:
            review.decide(asked, "group", version=asked.photo.version, **{**good, **bad})
        assert [problem.field for problem in several.value.problems] == [field]
    with pytest.raises(Several) as several:
        review.decide(asked, "all", version=asked.photo.version, reason="", consulted="", until=now() - A_DAY)
    assert [problem.field for problem in several.value.problems] == ["audience", "reason", "consulted", "ends"]
    assert kitchen.seen_by() == {"Alice", "Bob"}


def test_what_is_past_ends_by_itself_and_the_person_is_asked_anew(kitchen: Kitchen) -> None:
    bob, db = kitchen.cast.bob, kitchen.cast.db
    kitchen.in_it(bob, kitchen.sam)
    with time_machine.travel(NOON, tick=False):
        kitchen.says(bob, Audience.FAMILY, NOON + A_DAY)
        kitchen.says(kitchen.sam, Audience.FAMILY, NOON + 2 * A_DAY)
    with time_machine.travel(NOON + A_DAY, tick=False):
        for _ in range(2):  # the second time there is nothing to end
            close_past_permissions(db)
            assert told(kitchen) == [(Did.PERMISSION_PAST, None, bob.id)]
        assert lists(Review(kitchen.cast.alice))[1:] == ([("p1", "Bob")], [("p1", "Sam")])
        assert Album(bob).questions() == [kitchen.photo]
    ended = db.exec(select(Permission).where(Permission.person_id == bob.id, Permission.audience == "family")).one()
    assert ended.ended_at == NOON + A_DAY


def test_who_leaves_is_shown_to_nobody_but_who_keeps_people_safe(kitchen: Kitchen) -> None:
    bob, alice = kitchen.cast.bob, kitchen.cast.alice
    kitchen.in_it(bob)
    kitchen.says(bob, Audience.FAMILY)
    kitchen.recipe.steps[1].photo.say(Answer.ONLY_ME, by_id=bob.id)
    People(alice).let_go(bob, with_recipes=False)
    kitchen.cast.db.flush()
    assert kitchen.seen_by() - {"Bob"} == {"Alice"}
    for step in kitchen.recipe.steps[:2]:
        one = step.photo.permission_of(bob.id)
        assert one is not None
        assert (one.audience, one.helper_id) == (Audience.ME, alice.id)
    assert lists(Review(alice)) == (["p3"], [], []), "who isn't here can't be asked"
