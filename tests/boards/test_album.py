"""The photos of the group in somebody's hands: saying who is in one, who may see it, and covering."""

from datetime import timedelta

import pytest
import time_machine
from sqlmodel import col, func, select

from boards.database import now
from boards.group import Basis, Reach
from boards.hands.album import Album
from boards.hands.people import People
from boards.hands.review import Review, narrow_decisions
from boards.permission import LASTS, Audience, Permission
from boards.person import Person
from boards.photo import Answer, Photo, Picture
from boards.problems import NotAllowed, NotFound, Problem, SaidMeanwhile
from boards.record import Did, Record
from tests.boards.conftest import Cast
from tests.boards.kitchen import GROUP, Kitchen

COVERED = Picture("c1", 1600, 1200, "#222222")


@pytest.fixture
def kitchen(cast: Cast) -> Kitchen:
    """Bob's two photos, and who might look at them."""
    return Kitchen.of(cast, photos=2)


def told(kitchen: Kitchen) -> list[tuple[str, str | None, str | None]]:
    """The record: what was done, by whom and to whom, by their names."""
    kitchen.cast.db.flush()
    names = {person.id: person.name for person in kitchen.cast.db.exec(select(Person)).all()}
    entries = kitchen.cast.db.exec(select(Record).order_by(col(Record.at))).all()
    return [(entry.did, names.get(entry.by_id or ""), names.get(entry.whom_id or "")) for entry in entries]


@pytest.mark.parametrize(
    ("answer", "is_settled", "asked", "did"),
    [
        ("no_one", True, [], Did.SAID_NO_ONE),
        ("me", True, ["Bob"], Did.SAID_PEOPLE),
        ("others", False, [], Did.SAID_UNSURE),
        ("unsure", False, [], Did.SAID_UNSURE),
    ],
)
def test_who_took_a_photo_says_who_is_in_it(
    kitchen: Kitchen, answer: str, is_settled: bool, asked: list[str], did: Did
) -> None:
    Album(kitchen.cast.bob).answer(kitchen.photo, answer, version=kitchen.photo.version)
    assert kitchen.photo.is_settled is is_settled
    assert [one.person_id for one in kitchen.photo.permissions] == [kitchen.cast.bob.id for _ in asked]
    assert kitchen.photo.answered_by_id == kitchen.cast.bob.id
    assert told(kitchen) == [(did, "Bob", None)]


@pytest.mark.parametrize("answer", ["", "people", "everyone", "NO_ONE"])
def test_an_answer_that_there_is_not_says_nothing(kitchen: Kitchen, answer: str) -> None:
    with pytest.raises(Problem, match="not_answered"):
        Album(kitchen.cast.bob).answer(kitchen.photo, answer, version=kitchen.photo.version)
    assert kitchen.photo.answer == Answer.NOT_YET
    assert told(kitchen) == []


def test_an_answer_that_is_taken_back_leaves_nothing_said(kitchen: Kitchen) -> None:
    album = Album(kitchen.cast.bob)
    album.answer(kitchen.photo, "no_one", version=kitchen.photo.version)
    assert kitchen.seen_by() == {*GROUP, "a family"}
    album.take_back_answer(kitchen.photo, version=kitchen.photo.version)
    assert kitchen.seen_by() == {"Alice", "Bob"}
    assert album.unanswered(kitchen.recipe) == [step.photo for step in kitchen.recipe.steps]


def test_what_waits_for_an_answer_is_asked_in_the_order_of_the_steps(kitchen: Kitchen) -> None:
    album = Album(kitchen.cast.bob)
    assert [photo.key for photo in album.unanswered(kitchen.recipe)] == ["p1", "p2"]
    assert Album(kitchen.sam).unanswered(kitchen.recipe) == [], "Sam took none of them"
    album.answer(kitchen.photo, "unsure", version=kitchen.photo.version)
    assert [photo.key for photo in album.unanswered(kitchen.recipe)] == ["p2"]
    kitchen.recipe.steps[1].bin()
    assert album.unanswered(kitchen.recipe) == []


def test_nobody_is_asked_about_a_photo_that_is_deleted(kitchen: Kitchen) -> None:
    album = Album(kitchen.cast.bob)
    kitchen.photo.remove()
    kitchen.cast.db.flush()
    assert [photo.key for photo in album.unanswered(kitchen.recipe)] == ["p2"]


def test_only_who_took_it_is_asked_who_is_in_it(kitchen: Kitchen) -> None:
    album = Album(kitchen.cast.bob)
    for answer in ("unsure", "no_one"):
        album.answer(album.find_taken("p1"), answer, version=kitchen.photo.version)
        for person in (kitchen.sam, kitchen.cast.alice, kitchen.cast.charlie):
            with pytest.raises(NotFound):
                Album(person).find_taken("p1")
    with pytest.raises(NotFound):
        album.find_taken("p9")


def test_who_took_it_can_say_something_else_until_a_worker_has_settled_it(kitchen: Kitchen) -> None:
    album = Album(kitchen.cast.bob)
    for answer in ("no_one", "me", "others"):
        album.answer(album.find_taken("p1"), answer, version=kitchen.photo.version)
    review = Review(kitchen.cast.alice)
    review.show_people(kitchen.photo, [kitchen.cast.bob.id], version=kitchen.photo.version, child=False, stranger=False)
    with pytest.raises(SaidMeanwhile):
        album.find_taken("p1")


def test_who_took_it_cannot_take_back_what_was_said_about_it(kitchen: Kitchen) -> None:
    bob, sam, alice = kitchen.cast.bob, kitchen.sam, kitchen.cast.alice
    album = Album(bob)
    album.answer(album.find_taken("p1"), "me", version=kitchen.photo.version)
    Album(bob).permit(kitchen.photo, "me", version=kitchen.photo.version)
    with pytest.raises(SaidMeanwhile):
        album.find_taken("p1")
    of_alice = Photo.of(Picture("a1", 4, 3, "#ffffff"), group_id=alice.group_id, maker_id=alice.id)
    kitchen.cast.db.add(of_alice)
    kitchen.cast.db.flush()
    Review(alice).show_people(of_alice, [sam.id], version=of_alice.version, child=False, stranger=False)
    with pytest.raises(SaidMeanwhile):
        Album(alice).find_taken("a1")


@pytest.mark.parametrize("also", ["child", "stranger"])
def test_a_worker_who_said_that_somebody_is_in_their_own_photo_is_not_asked_again(kitchen: Kitchen, also: str) -> None:
    """Only a worker says that a child or a stranger is in it: no answer of whoever took it may undo that."""
    alice = kitchen.cast.alice
    photo = Photo.of(Picture("a1", 4, 3, "#ffffff"), group_id=alice.group_id, maker_id=alice.id)
    kitchen.cast.db.add(photo)
    kitchen.cast.db.flush()
    in_it = {"child": False, "stranger": False, also: True}
    Review(alice).show_people(photo, [], version=photo.version, **in_it)
    kitchen.cast.db.flush()
    with pytest.raises(SaidMeanwhile):
        Album(alice).find_taken("a1")
    assert not photo.can_be_answered_by(alice.id)


def test_a_tap_shows_nobody_more_than_before(kitchen: Kitchen) -> None:
    bob, photo = kitchen.cast.bob, kitchen.photo
    kitchen.in_it(bob)
    tapped, own, review = Album(bob, by_tap=True), Album(bob), Review(kitchen.cast.alice)
    for wider in ("group", "family"):
        assert tapped.permit(photo, wider, version=photo.version) is False
        assert kitchen.seen_by() == {"Alice", "Bob"}, "a worker asks him first"
        assert tapped.questions() == []
        assert [(one.person.name, one.permission.wish) for one in review.waiting().to_ask] == [("Bob", wider)]
    assert own.permit(photo, "family", version=photo.version) is True
    assert kitchen.seen_by() == {*GROUP, "a family"}
    assert review.waiting().to_ask == []
    assert tapped.permit(photo, "family", version=photo.version) is True, "it is no more than before"
    assert tapped.permit(photo, "group", version="old") is True, "it is less"
    assert kitchen.seen_by() == GROUP
    assert tapped.permit(photo, "family", version=photo.version) is False
    assert kitchen.seen_by() == GROUP
    assert tapped.permit(photo, "me", version="old") is True
    assert kitchen.seen_by() == {"Alice", "Bob"}


def test_a_tap_shows_nobody_for_longer_than_before(kitchen: Kitchen) -> None:
    bob, photo, soon = kitchen.cast.bob, kitchen.photo, now() + timedelta(days=20)
    kitchen.in_it(bob)
    kitchen.says(bob, Audience.FAMILY, until=soon)
    for audience in ("family", "group", "group"):
        assert Album(bob, by_tap=True).permit(photo, audience, version=photo.version) is True
        said = photo.permission_of(bob.id)
        assert said is not None
        assert (said.audience, said.ask_again_at) == (audience, soon)
    Album(bob).permit(photo, "group", version=photo.version)
    with time_machine.travel(soon + timedelta(days=1)):
        assert kitchen.seen_by() == GROUP, "Bob himself says it for a year"


def test_a_tap_makes_no_word_of_theirs_of_a_decision_for_somebody(kitchen: Kitchen) -> None:
    bob, alice, photo = kitchen.cast.bob, kitchen.cast.alice, kitchen.photo
    kitchen.in_it(bob)
    review, until = Review(alice), now() + timedelta(days=20)
    asking = review.asking("p1", bob.id)
    review.decide(asking, "group", version=photo.version, reason="He smiles.", consulted="Jo", until=until)
    assert Album(bob, by_tap=True).permit(photo, "group", version=photo.version) is True
    assert kitchen.seen_by() == GROUP
    bob.group.decisions = Reach.NOBODY
    narrow_decisions(bob.group, kitchen.cast.db)
    assert kitchen.seen_by() == {"Alice", "Bob"}, "a narrower setting still reaches it"


def test_a_tap_covers_nothing_that_somebody_has_spoken_about(kitchen: Kitchen) -> None:
    tapped = Album(kitchen.cast.bob, by_tap=True)
    assert tapped.find_to_mask("p1") is kitchen.photo
    kitchen.in_it(kitchen.cast.bob)
    with pytest.raises(NotAllowed):
        tapped.find_to_mask("p1")
    assert Album(kitchen.cast.bob).find_to_mask("p1") is kitchen.photo


def test_a_photo_of_oneself_is_found_by_who_is_in_it(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.sam)
    assert Album(kitchen.sam).find_of_me("p1") is kitchen.photo
    assert [photo.key for photo in Album(kitchen.sam).of_me()] == ["p1"]
    for person in (kitchen.cast.bob, kitchen.cast.alice, kitchen.cast.charlie):
        assert Album(person).of_me() == []
        with pytest.raises(NotFound):
            Album(person).find_of_me("p1")


@pytest.mark.parametrize("basis", Basis)
def test_one_chooses_only_whom_the_group_allows(kitchen: Kitchen, basis: Basis) -> None:
    kitchen.rests_on(basis)
    kitchen.in_it(kitchen.cast.bob)
    album, may = Album(kitchen.cast.bob), [Audience.ME, Audience.GROUP]
    if basis == Basis.CONSENT:
        may.append(Audience.FAMILY)
    assert all(album.permit(kitchen.photo, audience, version=kitchen.photo.version) for audience in may)
    for audience in {"", "everybody", "family"} - set(may):
        with pytest.raises(Problem, match="nobody_to_see"):
            album.permit(kitchen.photo, audience, version=kitchen.photo.version)
    assert [one.audience for one in kitchen.photo.permissions] == may[-1:]
    assert told(kitchen) == [(f"permitted_{audience}", "Bob", "Bob") for audience in may]


def test_who_has_left_says_nothing_more(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob)
    album = Album(kitchen.cast.bob)
    People(kitchen.cast.alice).let_go(kitchen.cast.bob, with_recipes=False)
    with pytest.raises(NotAllowed):
        album.permit(kitchen.photo, "family", version=kitchen.photo.version)
    with pytest.raises(NotAllowed):
        album.answer(kitchen.photo, "no_one", version=kitchen.photo.version)
    assert kitchen.seen_by() - {"Bob"} == {"Alice"}


def test_one_stops_showing_a_photo_of_oneself(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob)
    album = Album(kitchen.cast.bob)
    album.permit(kitchen.photo, "family", version=kitchen.photo.version)
    album.stop(kitchen.photo, kitchen.cast.bob)
    assert kitchen.seen_by() == {"Alice", "Bob"}
    said = kitchen.photo.permission_of(kitchen.cast.bob.id)
    assert said is not None
    assert (said.audience, said.by_id, said.helper_id) == (Audience.ME, kitchen.cast.bob.id, None)
    assert told(kitchen)[-1] == (Did.STOPPED_SHOWING, "Bob", "Bob")


def test_a_worker_stops_it_for_somebody_and_a_member_does_not(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob)
    Album(kitchen.cast.bob).permit(kitchen.photo, "family", version=kitchen.photo.version)
    with pytest.raises(NotAllowed):
        Album(kitchen.sam).stop(kitchen.photo, kitchen.cast.bob)
    assert "a family" in kitchen.seen_by()
    Album(kitchen.cast.alice).stop(kitchen.photo, kitchen.cast.bob)
    assert kitchen.seen_by() == {"Alice", "Bob"}
    said = kitchen.photo.permission_of(kitchen.cast.bob.id)
    assert said is not None
    assert (said.by_id, said.helper_id) == (kitchen.cast.alice.id, kitchen.cast.alice.id)
    assert told(kitchen)[-1] == (Did.STOPPED_SHOWING, "Alice", "Bob")


def test_questions_wait_for_who_has_not_said_whose_day_is_past_and_who_is_asked_anew(kitchen: Kitchen) -> None:
    album = Album(kitchen.cast.bob)
    assert album.questions() == [], "nobody has said that Bob is in one"
    kitchen.in_it(kitchen.cast.bob)
    assert album.questions() == [kitchen.photo]
    assert Album(kitchen.sam).questions() == []
    album.permit(kitchen.photo, "group", version=kitchen.photo.version)
    assert album.questions() == []
    with time_machine.travel(now() + LASTS + timedelta(seconds=1)):
        assert album.questions() == [kitchen.photo]
    kitchen.photo.ask(kitchen.cast.bob.id)
    assert album.questions() == [kitchen.photo]
    album.permit(kitchen.photo, "me", version=kitchen.photo.version)
    assert album.questions() == []


def test_a_photo_is_covered_by_who_took_it_who_is_in_it_and_workers(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob)
    kitchen.photo.maker_id = kitchen.cast.alice.id
    Album(kitchen.cast.bob).permit(kitchen.photo, "group", version=kitchen.photo.version)
    for person in (kitchen.cast.bob, kitchen.cast.alice):
        assert Album(person).find_to_mask("p1") is kitchen.photo
    with pytest.raises(NotAllowed):
        Album(kitchen.sam).find_to_mask("p1")
    Album(kitchen.cast.bob).permit(kitchen.photo, "me", version=kitchen.photo.version)
    for person in (kitchen.sam, kitchen.cast.charlie):
        with pytest.raises(NotFound):
            Album(person).find_to_mask("p1")


def test_a_covered_photo_takes_the_place_of_the_old_one_with_all_that_was_said(kitchen: Kitchen) -> None:
    db = kitchen.cast.db
    kitchen.in_it(kitchen.cast.bob, child=True)
    Album(kitchen.cast.bob).permit(kitchen.photo, "group", version=kitchen.photo.version)
    kitchen.recipe.steps[1].bin()
    covered = Album(kitchen.cast.alice).mask(kitchen.photo, COVERED, of=kitchen.photo.key)
    assert [step.photo_key for step in sorted(kitchen.recipe.all_steps, key=lambda step: step.place)] == ["c1", "p2"]
    assert kitchen.photo is covered
    assert (covered.is_masked, covered.maker_id, covered.answer) == (True, kitchen.cast.bob.id, Answer.PEOPLE)
    assert covered.with_child
    assert db.get(Photo, "p1") is None
    assert [(one.person_id, one.audience) for one in covered.permissions] == [(kitchen.cast.bob.id, "group")]
    assert db.exec(select(func.count()).select_from(Permission).where(Permission.photo_key == "c1")).one() == 2
    assert kitchen.seen_by() == GROUP
    with pytest.raises(SaidMeanwhile):
        Album(kitchen.cast.bob).find_taken("c1")
    assert told(kitchen)[-1] == (Did.MASKED, "Alice", None)


def test_a_covered_portrait_goes_on_standing_for_them(kitchen: Kitchen) -> None:
    bob = kitchen.cast.bob
    bob.symbol = "cat"
    People(kitchen.cast.alice).show_by_photo(bob, Picture("face", 400, 400, "#aa5522"))
    kitchen.cast.db.flush()
    portrait = kitchen.cast.db.get_one(Photo, "face")
    Album(kitchen.cast.alice).mask(portrait, COVERED, of=portrait.key)
    kitchen.cast.db.refresh(bob)
    assert (bob.photo_key, bob.symbol) == ("c1", "cat")
    assert kitchen.cast.db.get(Photo, "face") is None


def test_the_recipe_of_a_photo_lies_in_no_bin(kitchen: Kitchen) -> None:
    album, step = Album(kitchen.cast.bob), kitchen.recipe.steps[0]
    assert album.recipe_of(kitchen.photo) is kitchen.recipe
    kitchen.recipe.bin()
    kitchen.cast.db.flush()
    assert album.recipe_of(step.photo) is None
    kitchen.recipe.put_back()
    step.bin()
    kitchen.cast.db.flush()
    assert album.recipe_of(step.photo) is None
