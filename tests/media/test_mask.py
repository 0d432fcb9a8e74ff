"""What somebody masked is gone, in every size: one colour, and nothing to guess the rest from."""

import asyncio
import random

import pytest
from PIL import Image

from media import MOST_REGIONS, SIZES, PhotoProblem, Reason, Region, darkroom
from tests.media.bare import assert_only_pixels
from tests.media.pictures import are_alike, corners, grain, kitchen, opened, phone_photo, saved, textured

GREEN = (0x0C, 0x51, 0x32)
ALL_OF_IT = Region(0, 0, 1, 1)
ODD = [
    Region(0.137, 0.213, 0.31, 0.27),
    Region(0, 0, 0.11, 0.13),
    Region(0.83, 0.77, 0.5, 0.5),
    Region(0.611, 0.09, 0.001, 0.001),
    Region(0.02, 0.6, 0.047, 0.31),
]
ON_THE_BLOCKS = [Region(160 / 640, 96 / 480, 96 / 640, 64 / 480), Region(0.5, 0.5, 32 / 640, 16 / 480)]


@pytest.fixture(scope="session")
def mask(workshop):
    return lambda content, regions: workshop.begin_mask(content, regions).result()


def as_kept(image: Image.Image) -> bytes:
    """As our own full size is kept."""
    return saved(image, "JPEG", quality=85)


def colours_under(image: Image.Image, region: Region) -> list[tuple[int, ...]]:
    return [colour for _, colour in image.crop(region.pixels(*image.size)).getcolors(1000)]


def assert_masked(developed, regions):
    for name, content in developed.files.items():
        image = opened(content).convert("RGB")
        for region in regions:
            colours = colours_under(image, region)
            assert len(colours) == 1, (name, region)
            assert are_alike(colours, [GREEN], within=6), (name, region)


PICTURES = {
    "landscape": textured(2048, 1536),
    "portrait": textured(1153, 2048),
    "noise": grain(1201, 803),
    "noise of the tile's size": grain(300, 400),
    "odd": grain(333, 217),
    "small": textured(64, 48),
    "smaller than a block": grain(5, 3),
    "a pixel": kitchen(1, 1),
    "a hair": grain(2, 700),
    "light": Image.new("RGB", (900, 700), "white"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_every_size_is_one_colour_under_a_mask(mask, name):
    developed = mask(as_kept(PICTURES[name]), ODD)
    assert (developed.width, developed.height) == PICTURES[name].size
    assert_masked(developed, ODD)


@pytest.mark.parametrize("seed", range(6))
def test_a_mask_anywhere_is_one_colour(mask, seed):
    dice = random.Random(seed)
    regions = [Region(dice.random() * 0.9, dice.random() * 0.9, dice.random() / 3, dice.random() / 3) for _ in range(3)]
    assert_masked(mask(as_kept(grain(dice.randrange(420, 900), dice.randrange(300, 700), seed)), regions), regions)


@pytest.mark.parametrize("picture", [grain(640, 480), textured(640, 480)])
def test_a_mask_whose_edges_lie_on_the_blocks_takes_no_line_from_beside(mask, picture):
    assert_masked(mask(as_kept(picture), ON_THE_BLOCKS), ON_THE_BLOCKS)


SECRETS = {
    "black": lambda size: Image.new("RGB", size, "black"),
    "white": lambda size: Image.new("RGB", size, "white"),
    "noise": lambda size: grain(*size, seed=7),
    "a dish": lambda size: textured(*size, seed=3),
}


@pytest.mark.parametrize("picture", [grain(640, 480), textured(480, 640), textured(2048, 1536)])
@pytest.mark.parametrize("regions", [ODD, ON_THE_BLOCKS], ids=["odd", "on the blocks"])
def test_photos_that_differ_only_under_a_mask_come_out_the_same(mask, picture, regions):
    """To the last byte: so nothing can be guessed of what was there."""
    contents = []
    for secret in SECRETS.values():
        image = picture.copy()
        for region in regions:
            left, top, right, bottom = region.pixels(*image.size)
            image.paste(secret((right - left, bottom - top)), (left, top))
        contents.append(as_kept(image))
    first, *others = [mask(content, regions) for content in contents]
    assert len(set(contents)) == len(SECRETS)
    assert all(other == first for other in others)


def test_what_lies_beside_a_mask_stays(mask):
    before = kitchen(1000, 800)
    after = mask(as_kept(before), [Region(0.4, 0.4, 0.2, 0.2)])
    for content in after.files.values():
        assert are_alike(corners(opened(content)), corners(before))


def test_the_whole_picture_may_be_masked(mask):
    developed = mask(as_kept(grain(640, 480)), [ALL_OF_IT])
    assert_masked(developed, [ALL_OF_IT])
    assert are_alike([tuple(bytes.fromhex(developed.tone[1:]))], [GREEN], within=1)


def test_the_tone_no_longer_tells_what_was_masked(develop, mask):
    before = develop(saved(Image.new("RGB", (640, 480), "white"), "PNG"))
    after = mask(before.files["full"], [Region(0, 0, 1, 0.5)])
    assert before.tone == "#ffffff"
    assert are_alike([tuple(bytes.fromhex(after.tone[1:]))], [(112, 153, 135)])  # the tile's mask: 176 of 300 px


def test_a_photo_can_be_masked_again(mask):
    first, second = Region(0.1, 0.1, 0.2, 0.2), Region(0.6, 0.6, 0.2, 0.2)
    once = mask(as_kept(grain(640, 480)), [first])
    twice = mask(once.files["full"], [second])
    assert_masked(twice, [second])
    for content in twice.files.values():  # still green; only what is asked for now is even to the last level
        under = colours_under(opened(content).convert("RGB"), first)
        assert all(are_alike([colour], [GREEN]) for colour in under)


def test_a_masked_photo_carries_nothing_but_pixels(develop, mask):
    before = develop(phone_photo(1200, 900))
    after = mask(phone_photo(1200, 900), ODD)
    assert before.taken
    assert_only_pixels(after)
    assert (after.width, after.height) == (before.width, before.height)
    assert after.taken is None
    assert {name: opened(content).size for name, content in after.files.items()} == {
        name: size.of(after.width, after.height) for name, size in SIZES.items()
    }


def test_where_no_quality_leaves_a_mask_even_nothing_is_lost(monkeypatch):
    monkeypatch.setattr(darkroom, "_QUALITIES", ())
    developed = darkroom.mask(as_kept(grain(1600, 1200)), ODD)
    assert all(developed.files[name][12:16] == b"VP8L" for name in ("tile", "card", "step"))
    assert_masked(developed, ODD)


@pytest.mark.parametrize("count", [0, MOST_REGIONS + 1])
def test_too_many_masks_are_refused_and_so_is_none(mask, count):
    with pytest.raises(ValueError, match="from 1 to 20 regions"):
        mask(as_kept(kitchen(64, 48)), [ALL_OF_IT] * count)


def test_twenty_masks_are_not_too_many(mask):
    regions = [Region(n * 0.05, n * 0.05, 0.02, 0.02) for n in range(MOST_REGIONS)]
    assert_masked(mask(as_kept(textured(640, 480)), regions), regions)


@pytest.mark.parametrize(("content", "reason"), [(b"", Reason.EMPTY), (b"soup", Reason.NOT_A_PHOTO)])
def test_what_is_no_photo_cannot_be_masked(mask, content, reason):
    with pytest.raises(PhotoProblem) as caught:
        mask(content, [ALL_OF_IT])
    assert caught.value.reason is reason


def test_photos_are_masked_from_an_event_loop(workshop):
    developed = asyncio.run(workshop.mask(as_kept(kitchen()), ODD))
    assert_masked(developed, ODD)
