"""What is cheap to send and dear to open is refused before a pixel is decoded; what phones write isn't."""

import resource
import time
import zlib
from collections.abc import Callable
from dataclasses import replace

import pytest
from PIL import Image

from media import Developed, Reason
from media.colour import flat
from media.photo import PhotoProblem
from media.structure import check, format_of
from tests.media.pictures import (
    Item,
    box,
    coded,
    grid,
    gridded,
    heif,
    ispe,
    kitchen,
    many_scans,
    png,
    saved,
    textured,
    tile,
    wide_profile,
)

FORMATS = {"AVIF": b"avif", "HEIF": b"heic"}


def cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def refused(content: bytes) -> Reason:
    """Why a look at its structure refuses a file, in next to no time."""
    began = cpu()
    with pytest.raises(PhotoProblem) as caught:
        check(content, format_of(content[:64]))
    assert cpu() - began < 1
    return caught.value.reason


def turned(brand: bytes, one: Item, *turns: int) -> bytes:
    return heif(brand, replace(one, said=(*one.said, *(box(b"irot", bytes([turn])) for turn in turns))))


def test_a_jpeg_of_1500_scans_is_refused_and_one_of_18_is_not(refusal, develop):
    assert len(many_scans(1500)) < 100_000
    assert refusal(many_scans(1500)) is Reason.UNUSUAL
    assert develop(many_scans(18, 8000, 6000)).width == 2000


@pytest.mark.parametrize(("scans", "width", "height"), [(65, 64, 48), (30, 8000, 6000)])
def test_the_more_pixels_the_fewer_scans(refusal, develop, scans, width, height):
    assert refusal(many_scans(scans, width, height)) is Reason.UNUSUAL
    assert develop(many_scans(scans * 2 // 3, width, height)).files


@pytest.mark.parametrize(
    "options",
    [
        {},
        {"progressive": True},
        {"progressive": True, "subsampling": 0},
        {"optimize": True},
        {"restart_marker_blocks": 1},
        {"icc_profile": wide_profile() + bytes(3_000_000)},
    ],
)
@pytest.mark.parametrize("mode", ["L", "RGB", "CMYK"])
def test_every_jpeg_that_editors_write_is_taken_in(develop, mode, options):
    assert develop(saved(textured(640, 480).convert(mode), "JPEG", **options)).width == 640


def test_a_phones_pair_of_photos_is_taken_in(develop):
    pair = saved(textured(640, 480), "MPO", save_all=True, append_images=[textured(320, 240)] * 40, progressive=True)
    assert develop(pair).width == 640


@pytest.mark.parametrize("frame", [0xC3, 0xC5, 0xC9, 0xCA])
def test_jpegs_that_no_camera_makes_are_refused(refusal, frame):
    photo = saved(kitchen(), "JPEG")
    at = photo.index(b"\xff\xc0") + 1
    assert refusal(photo[:at] + bytes([frame]) + photo[at + 1 :]) is Reason.UNUSUAL


LOADS = {
    "JPEG of words": b"\xff\xd8" + b"\xff\xfe\0\2" * 7_000_000,
    "JPEG of padding": b"\xff\xd8" + b"\xff" * 28_000_000 + b"\xfe\0\2",
    "JPEG of Photoshop": b"\xff\xd8" + (b"\xff\xed\xff\xff" + b"Photoshop 3.0\0" + bytes(65_519)) * 400,
    "PNG of chunks": saved(kitchen(8, 8), "PNG")[:33] + (bytes(4) + b"prVt" + bytes(4)) * 2_300_000,
    "PNG of profiles": saved(kitchen(8, 8), "PNG")[:33] + (bytes(4) + b"iCCP" + bytes(4)) * 300,
    "WebP of chunks": saved(kitchen(8, 8), "WEBP") + b"ABCD\0\0\0\0" * 3_000_000,
    "HEIC of boxes": saved(kitchen(64, 64), "HEIF") + box(b"free") * 3_000_000,
    "AVIF of descriptions": saved(kitchen(8, 8), "AVIF")[:32] + box(b"meta", bytes(2_000_000)),
}


@pytest.mark.parametrize("name", LOADS)
def test_a_file_of_endlessly_many_parts_is_refused_in_no_time(name):
    assert refused(LOADS[name]) is Reason.UNUSUAL


@pytest.mark.parametrize(
    "start", [b"\xff\xd8\xff\xda\0\2" + b"\xff\0" * 14_000_000, b"\xff\xd8\xff\xda" + b"\xff" * 28_000_000]
)
def test_a_scan_without_an_end_is_looked_through_once(start):
    began = cpu()
    check(start, "JPEG")
    assert cpu() - began < 1.5


def test_words_that_unfold_in_a_hundred_chunks_take_no_time(workshop):
    packed = b"Comment\0\0" + zlib.compress(bytes(1_000_000), 9)
    chunk = len(packed).to_bytes(4, "big") + b"zTXt" + packed + zlib.crc32(b"zTXt" + packed).to_bytes(4, "big")
    photo = saved(kitchen(64, 48), "PNG")
    began = time.perf_counter()
    with pytest.raises(PhotoProblem):
        workshop.begin(photo[:33] + chunk * 150 + photo[33:]).result()
    assert time.perf_counter() - began < 3


@pytest.mark.parametrize("image_format", FORMATS)
def test_a_phones_grid_is_taken_in(develop, image_format):
    """As phones write 48 megapixels: 192 tiles of 512 pixels, in full."""
    developed = develop(gridded(FORMATS[image_format], tile(image_format), 4, 3))
    assert (developed.width, developed.height) == (2048, 1536)
    check(gridded(FORMATS[image_format], tile(image_format), 16, 12), image_format)


@pytest.mark.parametrize("image_format", FORMATS)
def test_a_grid_of_one_tile_shown_again_and_again_is_refused(refusal, image_format):
    small = gridded(FORMATS[image_format], coded(saved(kitchen(512, 512), image_format)), 10, 6, shared=True)
    assert len(small) < 5_000
    assert refusal(small) is Reason.UNUSUAL


@pytest.mark.parametrize("image_format", FORMATS)
def test_a_grid_of_far_more_than_it_shows_is_refused(refusal, image_format):
    one = tile(image_format)
    large = replace(one, said=(one.said[0], ispe(4096, 4096), *one.said[2:]))
    assert refusal(gridded(FORMATS[image_format], large, 2, 2)) is Reason.UNUSUAL


@pytest.mark.parametrize("image_format", FORMATS)
def test_a_grid_of_too_many_tiles_is_refused(image_format):
    assert refused(gridded(FORMATS[image_format], tile(image_format, 64), 30, 30)) is Reason.UNUSUAL


@pytest.mark.parametrize("image_format", FORMATS)
def test_pictures_made_of_pictures_that_are_made_of_pictures_are_refused(refusal, image_format):
    brand, one = FORMATS[image_format], tile(image_format)
    size = (ispe(512, 512),)
    assert refusal(heif(brand, Item(b"iden", size, b"", (2,)), one)) is Reason.UNUSUAL
    assert refusal(heif(brand, Item(b"iovl", size, bytes(20), (2, 2, 2)), one)) is Reason.UNUSUAL
    inner = Item(b"grid", size, grid(1, 1, 512, 512), (3,))
    assert refusal(heif(brand, Item(b"grid", size, grid(1, 1, 512, 512), (2,)), inner, one)) is Reason.UNUSUAL


@pytest.mark.parametrize("image_format", FORMATS)
def test_a_picture_is_turned_once_at_most(image_format, develop):
    one = coded(saved(kitchen(640, 480), "HEIF"))
    assert develop(turned(b"heic", one, 1)).width == 480
    assert refused(turned(FORMATS[image_format], tile(image_format), 1, 2)) is Reason.UNUSUAL


@pytest.mark.parametrize("image_format", FORMATS)
def test_a_picture_that_is_coded_again_and_again_is_refused(refusal, image_format):
    """A decoder goes through all of them, and shows one."""
    one = tile(image_format)
    again = heif(FORMATS[image_format], replace(one, content=one.content * 60))
    assert refusal(again) is Reason.UNUSUAL
    assert refused(heif(FORMATS[image_format], replace(one, content=one.content * 9000))) is Reason.UNUSUAL


def test_a_picture_that_hides_beside_what_is_said_of_one_is_refused():
    one = tile("HEIF")
    config = bytearray(one.said[0])
    config[8 + 23] = config[8 + 23] & 0xC0 | 19  # what was a parameter is called a slice
    assert refused(heif(b"heic", replace(one, said=(bytes(config), *one.said[1:])))) is Reason.UNUSUAL


def test_a_film_is_taken_in_and_one_whose_first_picture_is_many_is_refused(develop):
    film = saved(textured(640, 480), "AVIF", speed=10, save_all=True, append_images=[kitchen(640, 480)] * 8)
    assert develop(film).width == 640
    at = film.index(b"stsz")
    whole = len(film) - film.index(b"mdat") - 4
    assert refused(film[: at + 16] + whole.to_bytes(4, "big") + film[at + 20 :]) is Reason.UNUSUAL


@pytest.mark.parametrize("image_format", FORMATS)
@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_see_through_photos_are_taken_in(develop, image_format, mode):
    assert develop(saved(textured(640, 480).convert(mode), image_format)).width == 640


@pytest.mark.faults
@pytest.mark.parametrize("image_format", FORMATS)
def test_what_says_it_is_small_and_is_large_costs_what_a_small_one_may(workshop, image_format):
    """The header says 64 pixels, the tiles have 16 megapixels each: its time ends long before the work would."""
    one = coded(saved(Image.new("RGB", (4096, 4096), (120, 90, 60)), image_format))
    lying = replace(one, said=(one.said[0], ispe(64, 64), *one.said[2:]))
    whole = (ispe(1280, 1280), *one.said[2:])
    tiles = [lying] * 400
    began = time.perf_counter()
    content = heif(FORMATS[image_format], Item(b"grid", whole, grid(20, 20, 1280, 1280), tuple(range(2, 402))), *tiles)
    with pytest.raises(PhotoProblem):
        workshop.begin(content).result()
    assert time.perf_counter() - began < 20
    assert workshop.begin(saved(kitchen(64, 48), "JPEG")).result().width == 64


def test_a_profile_of_endless_calculations_is_dropped() -> None:
    """Its tag for them is believed of nobody; the colours stay as they are in the file."""
    profile = wide_profile()
    dear = profile.replace(b"A2B0", b"D2B0") if b"A2B0" in profile else profile[:132] + b"D2B0" + profile[136:]
    photo = Image.new("RGB", (40, 40), (200, 60, 60))
    assert flat(photo, profile).getpixel((20, 20)) != (200, 60, 60)
    assert flat(photo, dear).getpixel((20, 20)) == (200, 60, 60)
    assert flat(photo, profile + bytes(5_000_000)).getpixel((20, 20)) == (200, 60, 60)


@pytest.mark.faults
def test_the_largest_photo_of_each_way_is_opened_in_a_few_seconds(develop: Callable[[bytes], Developed]) -> None:
    """50 megapixels of one colour are the dearest for their bytes."""
    plain = Image.new("RGB", (8000, 6000), (120, 90, 60))
    rows = (b"\4" + bytes(8000 * 8)) * 6000
    for content in (saved(plain, "PNG"), saved(plain, "AVIF", speed=10), png(8000, 6000, 16, 6, rows)):
        began = time.perf_counter()
        assert develop(content).width == 2048
        assert len(content) < 500_000
        assert time.perf_counter() - began < 12
