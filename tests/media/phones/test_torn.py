"""A file that lost its end on the way from a phone is a photo as far as it goes, as in a browser."""

import pytest

from media import PhotoProblem, Reason, Region
from tests.media.pictures import CORNERS, are_alike, corners, opened, saved, textured

KINDS = {
    "JPEG": {},
    "JPEG with restarts": {"restart_marker_rows": 1},
    "progressive JPEG": {"progressive": True},
    "grey JPEG": {},
    "PNG": {},
}


def photo(kind: str) -> bytes:
    image = textured(640, 480).convert("L") if "grey" in kind else textured(640, 480)
    return saved(image, kind.split()[-1] if kind != "JPEG with restarts" else "JPEG", **KINDS[kind])


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lost", [1, 2, 3, 12, 13])
def test_a_photo_that_lost_its_last_bytes_is_whole(develop, kind, lost):
    developed = develop(photo(kind)[:-lost])
    assert (developed.width, developed.height) == (640, 480)
    assert not developed.is_partial
    there = corners(opened(develop(photo(kind)).files["full"]))
    assert are_alike(corners(opened(developed.files["full"])), there)


@pytest.mark.parametrize("kind", ["JPEG", "JPEG with restarts", "PNG"])
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_photo_that_lost_its_end_is_kept_as_far_as_it_goes(develop, kind, share):
    whole = photo(kind)
    developed = develop(whole[: int(len(whole) * share)])
    assert developed.is_partial
    assert are_alike(corners(opened(developed.files["full"]))[:2], corners(opened(develop(whole).files["full"]))[:2])


def test_a_photo_that_lost_its_last_scans_is_whole_and_less_sharp(develop):
    whole = photo("progressive JPEG")
    developed = develop(whole[: int(len(whole) * 0.9)])
    assert not developed.is_partial
    assert are_alike(corners(opened(developed.files["full"])), corners(opened(develop(whole).files["full"])), within=40)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_tail_that_is_damaged_costs_the_tail_alone(develop, kind):
    whole = photo(kind)
    at = int(len(whole) * 0.8)
    developed = develop(whole[:at] + b"\xff\xd9\x55" * 40 + whole[at + 120 :])
    assert are_alike(corners(opened(developed.files["full"]))[:2], CORNERS[:2], within=110)
    assert are_alike(corners(opened(developed.files["full"]))[:2], corners(opened(develop(whole).files["full"]))[:2])


@pytest.mark.parametrize("kind", KINDS)
def test_a_photo_of_which_nothing_came_is_damaged(refusal, kind):
    whole = photo(kind)
    start = whole.index(b"IDAT" if kind == "PNG" else b"\xff\xda")
    assert refusal(whole[: start + 20]) is Reason.DAMAGED


def test_our_own_file_that_is_torn_is_not_masked(workshop, develop):
    """A mask is a photo anew: what is missing in the store would be missing for good."""
    full = develop(photo("JPEG")).files["full"]
    with pytest.raises(PhotoProblem):
        workshop.begin_mask(full[: len(full) // 2], [Region(0, 0, 0.5, 0.5)]).result()


def test_a_dark_photo_with_nothing_below_is_not_called_partial(develop):
    image = textured(640, 480)
    image.paste("black", (0, 300, 640, 480))
    assert not develop(saved(image, "PNG")).is_partial
