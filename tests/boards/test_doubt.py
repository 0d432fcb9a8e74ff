"""A photo of which an answer counts fewer people than we found, or than were said: a worker looks first."""

import pytest

from boards.hands.album import Album
from boards.hands.review import Review
from boards.permission import Audience
from boards.photo import Answer, Picture, Region, Standing
from boards.problems import Problem, SaidMeanwhile
from tests.boards.conftest import Cast
from tests.boards.kitchen import GROUP, Kitchen

A_FACE = [0.1, 0.1, 0.2, 0.2]
EVERYBODY = {*GROUP, "a family"}
TAKER = {"Alice", "Bob"}
"""Who took it, and the worker who looks at it."""


@pytest.fixture
def kitchen(cast: Cast) -> Kitchen:
    """Bob's photo, and who might look at it. The computer has looked and found nobody."""
    kitchen = Kitchen.of(cast)
    kitchen.photo.searched = True
    return kitchen


def answers(kitchen: Kitchen, answer: str, *, by_tap: bool = False) -> None:
    """Bob says who is in his photo."""
    Album(kitchen.cast.bob, by_tap=by_tap).answer(kitchen.photo, answer, version=kitchen.photo.version)
    kitchen.cast.db.flush()


def looks(kitchen: Kitchen, *names: str) -> None:
    """Alice looks, and says who is in it."""
    review, those = Review(kitchen.cast.alice), {"Bob": kitchen.cast.bob.id, "Sam": kitchen.sam.id}
    version = kitchen.photo.version
    review.show_people(kitchen.photo, [those[one] for one in names], version=version, child=False, stranger=False)
    kitchen.cast.db.flush()


@pytest.mark.parametrize("by_tap", [True, False])
@pytest.mark.parametrize(
    ("found", "answer", "seen"),
    [(0, "no_one", EVERYBODY), (1, "no_one", TAKER), (2, "no_one", TAKER), (1, "me", TAKER), (2, "me", TAKER)],
)
def test_an_answer_that_counts_fewer_than_we_found_shows_the_photo_to_nobody_else(
    kitchen: Kitchen, found: int, answer: str, seen: set[str], by_tap: bool
) -> None:
    kitchen.photo.found = [A_FACE] * found
    answers(kitchen, answer, by_tap=by_tap)
    assert kitchen.seen_by() == seen


def test_somebody_else_in_a_photo_of_oneself_is_not_shown_with_it(kitchen: Kitchen) -> None:
    kitchen.photo.found = [A_FACE] * 2
    answers(kitchen, "me")
    assert Album(kitchen.cast.bob).permit(kitchen.photo, "group", version=kitchen.photo.version)
    assert kitchen.seen_by() == TAKER
    assert kitchen.standing() == Standing.UNKNOWN, "it blocks a new link"
    assert Review(kitchen.cast.alice).waiting().photos == [kitchen.photo]
    looks(kitchen, "Bob")
    assert kitchen.seen_by() == GROUP, "a worker's look settles it, and what Bob said holds"
    assert Review(kitchen.cast.alice).waiting().photos == []


def test_what_is_doubted_stands_first_in_what_waits(cast: Cast) -> None:
    kitchen = Kitchen.of(cast, photos=3)
    last = kitchen.recipe.steps[2].photo
    last.found = [A_FACE]
    last.say(Answer.NO_ONE, by_id=cast.bob.id)
    cast.db.flush()
    assert [photo.key for photo in Review(cast.alice).waiting().photos] == ["p3", "p1", "p2"]


def test_where_nothing_could_look_a_taps_nobody_waits_for_families(kitchen: Kitchen) -> None:
    kitchen.photo.searched = False
    answers(kitchen, "no_one")
    assert kitchen.seen_by() == EVERYBODY, "Bob said it himself"
    answers(kitchen, "no_one", by_tap=True)
    assert kitchen.seen_by() == GROUP
    assert kitchen.standing() == Standing.UNKNOWN
    assert Review(kitchen.cast.alice).waiting().photos == [kitchen.photo]
    looks(kitchen)
    assert kitchen.seen_by() == EVERYBODY


@pytest.mark.parametrize("before", ["me", "others", "unsure"])
def test_a_tap_makes_nobody_of_somebody_by_no_way_round(kitchen: Kitchen, before: str) -> None:
    answers(kitchen, before)
    answers(kitchen, "no_one", by_tap=True)
    assert kitchen.seen_by() == TAKER
    tapped = Album(kitchen.cast.bob, by_tap=True)
    tapped.take_back_answer(kitchen.photo, version=kitchen.photo.version)
    answers(kitchen, "no_one", by_tap=True)
    assert kitchen.seen_by() == TAKER
    assert Review(kitchen.cast.alice).waiting().photos == [kitchen.photo]
    answers(kitchen, "no_one")
    assert kitchen.seen_by() == EVERYBODY, "Bob himself can"


@pytest.mark.parametrize("before", ["others", "unsure"])
@pytest.mark.parametrize("takes_it_back", [True, False])
def test_a_tap_makes_nobody_alone_of_somebody_else(kitchen: Kitchen, before: str, takes_it_back: bool) -> None:
    bob, tapped = kitchen.cast.bob, Album(kitchen.cast.bob, by_tap=True)
    answers(kitchen, before)
    if takes_it_back:
        tapped.take_back_answer(kitchen.photo, version=kitchen.photo.version)
    answers(kitchen, "me", by_tap=True)
    assert Review(kitchen.cast.alice).waiting().photos == [kitchen.photo], "a worker looks who else is in it"
    answers(kitchen, "me")
    Album(bob).permit(kitchen.photo, "group", version=kitchen.photo.version)
    assert kitchen.seen_by() == GROUP, "Bob himself can say so"


def test_a_tap_can_say_again_that_it_is_them(kitchen: Kitchen) -> None:
    for _ in range(2):
        answers(kitchen, "me", by_tap=True)
        assert [one.person_id for one in kitchen.photo.permissions] == [kitchen.cast.bob.id]


def test_who_is_under_no_cover_is_still_found(kitchen: Kitchen) -> None:
    kitchen.photo.found = [A_FACE] * 2
    half = Picture("half", 640, 480, "#ffffff", found=((0.1, 0.1, 0.2, 0.2),), searched=True)
    covered = Album(kitchen.cast.bob).mask(kitchen.photo, half, of=kitchen.photo.key)
    answers(kitchen, "no_one")
    assert covered is kitchen.photo
    assert kitchen.seen_by() == TAKER


STRIPE, MOST_OF_IT, ASIDE = (0.19, 0.0, 0.02, 1.0), (0.1, 0.1, 0.2, 0.16), (0.5, 0.5, 0.4, 0.4)


@pytest.mark.parametrize("by_tap", [True, False])
@pytest.mark.parametrize(
    ("masks", "seen"),
    [([], TAKER), ([STRIPE], TAKER), ([ASIDE], TAKER), ([ASIDE, MOST_OF_IT], EVERYBODY), ([tuple(A_FACE)], EVERYBODY)],
)
def test_a_cover_that_only_the_finder_is_taken_in_by_hides_nobody(
    kitchen: Kitchen, masks: list[Region], seen: set[str], by_tap: bool
) -> None:
    kitchen.photo.found, kitchen.photo.is_new = [A_FACE], True
    answers(kitchen, "no_one", by_tap=by_tap)
    nobody_found = Picture("c1", 640, 480, "#ffffff", searched=True, masks=tuple(masks))
    Album(kitchen.cast.bob, by_tap=by_tap).mask(kitchen.photo, nobody_found, of=kitchen.photo.key)
    assert kitchen.seen_by() == seen
    waits = Review(kitchen.cast.alice).waiting().photos
    assert (waits == [kitchen.photo]) is (seen == TAKER)
    assert kitchen.photo.is_new is (seen == TAKER), "the recipe waits for as long as somebody is to look, and no longer"


@pytest.mark.parametrize("found", [(), (tuple(A_FACE),), ((0.0, 0.0, 1.0, 1.0),)])
def test_who_was_found_before_a_photo_was_turned_is_still_looked_for(
    kitchen: Kitchen, found: tuple[Region, ...]
) -> None:
    kitchen.photo.found = [A_FACE, [0.6, 0.1, 0.2, 0.2]]
    answers(kitchen, "me")
    turned = Picture("turned", 480, 640, "#ffffff", searched=True, found=found, turned=1)
    Album(kitchen.cast.bob).turn(kitchen.photo, 1, turned, of=kitchen.photo.key)
    assert len(kitchen.photo.found) >= 2
    assert kitchen.seen_by() == TAKER


def test_who_is_found_only_once_a_photo_is_turned_counts_too(kitchen: Kitchen) -> None:
    answers(kitchen, "no_one")
    assert kitchen.seen_by() == EVERYBODY
    turned = Picture("turned", 480, 640, "#ffffff", searched=True, found=(tuple(A_FACE),), turned=1)
    Album(kitchen.cast.bob).turn(kitchen.photo, 1, turned, of=kitchen.photo.key)
    assert kitchen.seen_by() == TAKER


def test_what_nothing_has_looked_at_waits_for_a_worker_also_once_it_is_turned(kitchen: Kitchen) -> None:
    kitchen.photo.searched = False
    answers(kitchen, "no_one", by_tap=True)
    before = kitchen.seen_by()
    turned = Picture("turned", 480, 640, "#ffffff", searched=True, turned=1)
    Album(kitchen.cast.bob).turn(kitchen.photo, 1, turned, of=kitchen.photo.key)
    assert kitchen.seen_by() == before != EVERYBODY


def test_who_is_found_again_beside_a_cover_is_one(kitchen: Kitchen) -> None:
    kitchen.photo.found = [A_FACE, [0.6, 0.1, 0.2, 0.2]]
    again = Picture("c1", 640, 480, "#ffffff", searched=True, found=((0.11, 0.14, 0.18, 0.16),), masks=(STRIPE,))
    Album(kitchen.cast.bob).mask(kitchen.photo, again, of=kitchen.photo.key)
    assert kitchen.photo.found == [[0.11, 0.14, 0.18, 0.16], [0.6, 0.1, 0.2, 0.2]]


def said_again(kitchen: Kitchen) -> str:
    """A page of the photo is opened, and then Bob says no."""
    kitchen.in_it(kitchen.cast.bob)
    opened = kitchen.photo.version
    Album(kitchen.cast.bob).permit(kitchen.photo, "me", version=opened)
    kitchen.cast.db.flush()
    return opened


def test_an_old_page_undoes_no_no(kitchen: Kitchen) -> None:
    old, review, bob = said_again(kitchen), Review(kitchen.cast.alice), kitchen.cast.bob
    asking = review.asking(kitchen.photo.key, bob.id)
    until = kitchen.photo.made_at.replace(year=kitchen.photo.made_at.year + 1)
    with pytest.raises(SaidMeanwhile):
        review.show_people(kitchen.photo, [], version=old, child=False, stranger=False)
    with pytest.raises(SaidMeanwhile):
        review.write_down(asking, "family", version=old, explained="words", understood=True, until=until)
    with pytest.raises(SaidMeanwhile):
        review.decide(asking, "group", version=old, reason="He smiles.", consulted="Jo", until=until)
    with pytest.raises(SaidMeanwhile):
        Album(bob).permit(kitchen.photo, "family", version=old)
    assert kitchen.seen_by() == TAKER


def test_a_no_is_never_too_late(kitchen: Kitchen) -> None:
    kitchen.in_it(kitchen.cast.bob)
    old = kitchen.photo.version
    Album(kitchen.cast.bob).permit(kitchen.photo, "family", version=old)
    assert "a family" in kitchen.seen_by()
    Album(kitchen.cast.bob).permit(kitchen.photo, "group", version=old)
    assert kitchen.seen_by() == GROUP
    review = Review(kitchen.cast.alice)
    asking = review.asking(kitchen.photo.key, kitchen.cast.bob.id)
    until = kitchen.photo.made_at.replace(year=kitchen.photo.made_at.year + 1)
    review.write_down(asking, "me", version=old, explained="words", understood=True, until=until)
    assert kitchen.seen_by() == TAKER


def test_who_said_no_reaches_the_photo_though_a_worker_took_them_out(kitchen: Kitchen) -> None:
    bob, key = kitchen.cast.bob, kitchen.photo.key
    said_again(kitchen)
    looks(kitchen)
    assert kitchen.seen_by() == EVERYBODY
    album = Album(bob)
    assert album.of_me() == [kitchen.photo]
    with pytest.raises(Problem):
        album.permit(kitchen.photo, "family", version=kitchen.photo.version)
    album.stop(album.find_of_me(key), bob)
    kitchen.cast.db.flush()
    assert kitchen.seen_by() == TAKER
    assert [one.audience for one in kitchen.photo.permissions] == [Audience.ME]


def test_a_no_follows_a_photo_through_all_that_takes_its_place(kitchen: Kitchen) -> None:
    bob, alice, key = kitchen.cast.bob, kitchen.cast.alice, kitchen.photo.key
    kitchen.in_it(bob)
    kitchen.says(bob, Audience.FAMILY)
    for name in ("once", "twice"):
        Album(alice).mask(kitchen.photo, Picture(name, 640, 480, "#ffffff", searched=True), of=kitchen.photo.key)
    assert "a family" in kitchen.seen_by()
    album = Album(bob)
    found = album.find_of_me(key)
    assert found.key == "twice"
    album.stop(found, bob)
    assert kitchen.seen_by() == TAKER


def test_what_was_covered_meanwhile_is_not_shown_again(kitchen: Kitchen) -> None:
    key, alice = kitchen.photo.key, kitchen.cast.alice
    Album(alice).mask(kitchen.photo, Picture("once", 640, 480, "#ffffff"), of=key)
    with pytest.raises(SaidMeanwhile):
        Album(alice).mask(Album(alice).find_to_mask(key), Picture("other", 640, 480, "#ffffff"), of=key)
