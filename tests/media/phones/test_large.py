"""Photos as large as phones make them, within the memory of a process."""

import pytest
from PIL import Image

from media import Reason, Workshop
from media.structure import check
from tests.media.pictures import CORNERS, are_alike, coded, corners, gridded, huge, kitchen, opened, saved

SENSORS = {50: (8160, 6144), 64: (9248, 6944), 108: (12000, 9024), 200: (16320, 12256)}


def is_the_kitchen(developed) -> bool:
    return all(are_alike(corners(opened(content)), CORNERS, within=25) for content in developed.files.values())


@pytest.mark.parametrize("megapixels", SENSORS)
def test_however_many_pixels_a_phone_has_its_photo_is_taken(develop, megapixels):
    developed = develop(huge(*SENSORS[megapixels]))
    assert developed.width in (2040, 2048)
    assert is_the_kitchen(developed)


@pytest.mark.parametrize("measures", [(16384, 3872), (24000, 2560), (3008, 40000), (65488, 1600)])
def test_a_panorama_is_taken(develop, measures):
    developed = develop(huge(*measures))
    assert max(developed.width, developed.height) == 2048
    assert is_the_kitchen(developed)


def test_a_photo_of_108_megapixels_that_comes_in_ten_scans_is_taken(develop):
    assert is_the_kitchen(develop(huge(*SENSORS[108], progressive=True)))


def tiled(image_format: str, columns: int, rows: int) -> bytes:
    """In tiles of 512 pixels, as phones write it."""
    brand = {"HEIF": b"heic", "AVIF": b"avif"}[image_format]
    return gridded(brand, coded(saved(kitchen(512, 512), image_format)), columns, rows)


LARGEST = {
    "JPEG of ten scans": lambda: huge(*SENSORS[200], progressive=True),
    "JPEG of ten scans with all colours": lambda: huge(*SENSORS[108], progressive=True, subsampling=0),
    "HEIC": lambda: tiled("HEIF", 22, 17),
    "AVIF": lambda: tiled("AVIF", 20, 17),
    "PNG": lambda: saved(Image.new("RGB", (14_000, 10_900)), "PNG"),
    "see-through PNG": lambda: saved(Image.new("RGBA", (9_200, 9_200)), "PNG"),
    "WebP": lambda: saved(Image.new("RGB", (8_160, 6_144)), "WEBP", method=0),
}


@pytest.mark.faults
@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_of_each_kind_fits_beside_what_a_worker_has_loaded(name):
    """A worker that has looked for people has far less room than a new one."""
    workshop = Workshop(1)
    small = workshop.begin(huge(640, 480)).result()
    workshop.begin_find(small.files["card"]).result()
    (worker,) = workshop.workers()
    assert workshop.begin(LARGEST[name]()).result().files
    assert workshop.workers() == [worker]
    workshop.close()


@pytest.mark.parametrize("options", [{"progressive": True, "subsampling": 0}, {"progressive": True, "quality": 1}])
def test_what_is_kept_of_many_scans_is_bounded(refusal, options):
    measures = SENSORS[200] if "subsampling" in options else (16320, 15296)
    assert refusal(huge(*measures, **options)) is Reason.TOO_MANY_PIXELS


def test_colours_that_come_one_after_the_other_are_kept_too(refusal):
    """Not only progressive ones: a decoder waits for the last colour of any."""
    photo = huge(*SENSORS[200], subsampling=0)
    at = photo.index(b"\xff\xda")
    alone = photo[:at] + b"\xff\xda\0\x08\x01\x01\0\0\x3f\0" + photo[at + 2 + photo[at + 3] :]
    check(photo, "JPEG")
    assert refusal(alone) is Reason.TOO_MANY_PIXELS


def test_more_pixels_than_any_phone_has_are_too_many(refusal):
    assert refusal(huge(20000, 13024)) is Reason.TOO_MANY_PIXELS
