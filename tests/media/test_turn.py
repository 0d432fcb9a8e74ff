"""A photo that is turned: every size lies another way, and nothing else of it changes."""

import pytest
from PIL import Image

from media import SIZES, PhotoProblem, Reason
from tests.media.bare import assert_only_pixels
from tests.media.pictures import are_alike, corners, kitchen, opened, phone_photo, saved, textured

PICTURES = {
    "landscape": kitchen(2048, 1536),
    "portrait": kitchen(1153, 2048),
    "odd": kitchen(333, 217),
    "a pixel": kitchen(1, 1),
}
CLOCKWISE = (None, Image.Transpose.ROTATE_270, Image.Transpose.ROTATE_180, Image.Transpose.ROTATE_90)


@pytest.fixture(scope="session")
def turn(workshop):
    return lambda content, quarters: workshop.begin_turn(content, quarters).result()


def as_kept(image: Image.Image) -> bytes:
    """As our own full size is kept."""
    return saved(image, "JPEG", quality=85)


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_every_size_lies_so_many_quarters_clockwise(turn, name, quarters):
    lies = PICTURES[name].transpose(CLOCKWISE[quarters])
    developed = turn(as_kept(PICTURES[name]), quarters)
    assert (developed.width, developed.height) == lies.size
    for size, content in developed.files.items():
        assert opened(content).size == SIZES[size].of(*lies.size)
        assert are_alike(corners(opened(content).convert("RGB")), corners(lies)), size


def test_what_is_not_turned_is_the_same_to_the_last_byte(turn):
    content = as_kept(textured(1600, 1200))
    assert turn(content, 0).files["full"] == content


def test_a_turned_photo_carries_nothing_but_pixels(develop, turn):
    turned = turn(develop(phone_photo(1200, 900)).files["full"], 1)
    assert_only_pixels(turned)
    assert turned.taken is None


@pytest.mark.parametrize("quarters", [-1, 4])
def test_other_quarters_are_refused(turn, quarters):
    with pytest.raises(ValueError, match="from 0 to 3 quarters"):
        turn(as_kept(kitchen(64, 48)), quarters)


@pytest.mark.parametrize(("content", "reason"), [(b"", Reason.EMPTY), (b"soup", Reason.NOT_A_PHOTO)])
def test_what_is_no_photo_cannot_be_turned(turn, content, reason):
    with pytest.raises(PhotoProblem) as caught:
        turn(content, 1)
    assert caught.value.reason is reason
