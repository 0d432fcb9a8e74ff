import pytest

from media import FULL, SIZES, STEP, TILE
from tests.media.pictures import kitchen, opened, saved

MEASURES = [
    (1, 1),
    (1, 2048),
    (3, 2),
    (300, 200),
    (401, 400),
    (799, 801),
    (1601, 7),
    (2047, 1365),
    (2048, 1536),
    (1153, 2048),
    (9, 2048),
]


@pytest.mark.parametrize("measures", MEASURES)
def test_every_file_measures_what_the_page_says(develop, measures):
    developed = develop(saved(kitchen(*measures), "PNG"))
    for name, content in developed.files.items():
        assert opened(content).size == SIZES[name].of(developed.width, developed.height)


@pytest.mark.parametrize("measures", [(4000, 3000), (3001, 4001), (5000, 11), (12, 7000), (2561, 1441), (2600, 2600)])
def test_the_numbers_of_a_large_photo_match_its_files_too(develop, measures):
    developed = develop(saved(kitchen(*measures), "JPEG"))
    for name, content in developed.files.items():
        assert opened(content).size == SIZES[name].of(developed.width, developed.height)
    assert max(developed.width, developed.height) <= 2048


def test_a_large_photo_still_fills_the_step_size_when_the_decoder_halved_it(develop):
    for long_side in (2049, 2600, 3199, 3200, 4000, 6399, 6400):
        developed = develop(saved(kitchen(long_side, 300), "JPEG"))
        assert STEP.of(developed.width, developed.height)[0] == 1600


def test_a_small_photo_is_never_enlarged(develop):
    developed = develop(saved(kitchen(300, 200), "JPEG"))
    assert (developed.width, developed.height) == (300, 200)
    assert {opened(content).size for content in developed.files.values()} == {(300, 200)}


def test_a_hair_thin_photo_keeps_one_pixel():
    assert TILE.of(2048, 1) == (400, 1)
    assert FULL.of(1, 19_999) == (1, 2048)


def test_each_size_is_the_format_that_its_content_type_says(develop):
    developed = develop(saved(kitchen(), "PNG"))
    types = {name: f"image/{opened(content).format.lower()}" for name, content in developed.files.items()}
    assert types == {name: size.content_type for name, size in SIZES.items()}
    assert {name: size.long_side for name, size in SIZES.items()} == {
        "tile": 400,
        "card": 800,
        "step": 1600,
        "full": 2048,
    }
