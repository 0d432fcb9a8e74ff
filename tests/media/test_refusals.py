"""What isn't taken in, and why."""

import zlib

import pytest
from PIL import Image

from media import MEGABYTES, Reason
from tests.media.pictures import bomb, kitchen, opened, phone_photo, png, saved, textured, with_size

SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
FITS = b"SIMPLE  =                    T".ljust(80) + b"BITPIX  =                    8".ljust(80) + b"END".ljust(80)
PSD = b"8BPS\0\1" + bytes(6) + b"\0\3\0\0\0\1\0\0\0\1\0\x08\0\3" + bytes(64)


def gif_of_300_frames() -> bytes:
    frames = [kitchen(8, 8).rotate(turn) for turn in range(300)]
    return saved(frames[0], "GIF", save_all=True, append_images=frames[1:])


OTHERS = {
    "SVG": SVG,
    "EPS": saved(kitchen(), "EPS"),
    "PSD": PSD,
    "TIFF": saved(kitchen(), "TIFF"),
    "ICO": saved(kitchen(), "ICO"),
    "BMP": saved(kitchen(), "BMP"),
    "FITS": FITS,
    "PDF": saved(kitchen(), "PDF"),
    "GIF of 300 frames": gif_of_300_frames(),
    "JPEG 2000": saved(kitchen(), "JPEG2000"),
    "one byte": b"\xff",
    "words": b"Cut the onion into small pieces.",
    "a film": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(100),
}


@pytest.mark.parametrize("name", OTHERS)
def test_only_five_formats_count_as_photos(refusal, name):
    assert refusal(OTHERS[name]) is Reason.NOT_A_PHOTO


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_each_of_the_five_is_taken_in(develop, image_format):
    developed = develop(saved(kitchen(), image_format))
    assert (developed.width, developed.height) == (640, 480)


def test_nothing_is_no_photo(refusal):
    assert refusal(b"") is Reason.EMPTY


def test_a_file_over_the_cap_is_too_large(refusal):
    photo = saved(kitchen(), "JPEG")
    assert refusal(photo + bytes(MEGABYTES * 1_000_000 + 1 - len(photo))) is Reason.TOO_LARGE


def test_a_file_right_at_the_cap_is_taken_in(develop):
    photo = saved(kitchen(), "JPEG")
    assert develop(photo + bytes(MEGABYTES * 1_000_000 - len(photo))).width == 640


@pytest.mark.parametrize("image_format", ["WEBP", "HEIF", "AVIF"])
@pytest.mark.parametrize("share", [0.05, 0.5, 0.9])
def test_a_part_of_a_photo_is_damaged(refusal, image_format, share):
    photo = saved(textured(640, 480), image_format)
    assert refusal(photo[: int(len(photo) * share)]) is Reason.DAMAGED


@pytest.mark.parametrize("start", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF\0\0\0\0WEBP"])
def test_a_start_without_a_photo_is_damaged(refusal, start):
    assert refusal(start) is Reason.DAMAGED


def test_no_pixels_at_all_is_damaged(refusal):
    assert refusal(png(0, 0, 8, 2, b"")) is Reason.DAMAGED
    assert refusal(with_size(saved(kitchen(), "JPEG"), 0, 0)) is Reason.DAMAGED


def test_a_strip_of_60000_by_1_is_refused(refusal):
    assert refusal(png(60_000, 1, 8, 0, bytes(60_001))) is Reason.TOO_MANY_PIXELS


def test_more_pixels_than_a_process_can_hold_are_refused_and_a_few_less_are_not(refusal, develop):
    assert refusal(saved(Image.new("L", (15_500, 10_100)), "PNG")) is Reason.TOO_MANY_PIXELS
    assert develop(saved(Image.new("L", (15_500, 9_900)), "PNG")).width == 2048


@pytest.mark.parametrize("measures", [(20_000, 13_000), (65_000, 4_000), (65_535, 100), (60_000, 60_000)])
def test_the_header_is_enough_to_refuse(refusal, measures):
    lying = with_size(saved(kitchen(), "JPEG"), *measures)
    assert refusal(lying) is Reason.TOO_MANY_PIXELS


def test_a_bomb_is_refused_before_it_is_unpacked(refusal):
    small = bomb()
    assert len(small) < 1_000_000
    assert refusal(small) is Reason.TOO_MANY_PIXELS


def test_a_bomb_in_the_words_attached_to_a_picture_does_no_harm(refusal):
    words = b"zTXtComment\0\0" + zlib.compress(bytes(200_000_000), 9)
    photo = saved(kitchen(), "PNG")
    chunk = (len(words) - 4).to_bytes(4, "big") + words + zlib.crc32(words).to_bytes(4, "big")
    assert refusal(photo[:33] + chunk + photo[33:]) is Reason.DAMAGED


def test_a_film_of_pictures_gives_its_first(develop):
    frames = [Image.new("RGB", (300, 200), colour) for colour in ("red", "blue", "blue")]
    for image_format in ("PNG", "WEBP", "AVIF"):
        film = saved(frames[0], image_format, save_all=True, append_images=frames[1:], duration=100)
        red, green, blue = opened(develop(film).files["card"]).getpixel((150, 100))
        assert red > 200, image_format
        assert max(green, blue) < 60, image_format


def test_a_photo_behind_something_else_is_not_looked_for(refusal):
    assert refusal(SVG + phone_photo(400, 300, 1)) is Reason.NOT_A_PHOTO
