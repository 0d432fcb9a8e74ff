"""Nothing but pixels is kept: not where somebody lives, not whose phone it was."""

import io
import zipfile

import pytest
from PIL import Image

from tests.media.bare import assert_only_pixels
from tests.media.pictures import GPS_DEGREES, SECRETS, exif, kitchen, opened, phone_photo, saved, textured


def test_the_photo_in_these_tests_carries_what_phones_attach():
    photo = phone_photo(1200, 900)
    assert all(secret in photo for secret in SECRETS)
    assert Image.open(io.BytesIO(photo)).getexif().get_ifd(0x8825)[2][0] == pytest.approx(GPS_DEGREES)


def test_a_phones_12_megapixels_come_out_upright_and_bare(develop):
    developed = develop(phone_photo())
    assert (developed.width, developed.height) == (1500, 2000)
    assert_only_pixels(developed)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_every_format_comes_out_bare(develop, image_format):
    photo = saved(
        textured(800, 600),
        image_format,
        exif=exif(),
        xmp=b"<x:xmpmeta>Mrs Whitstable</x:xmpmeta>",
        comment=b"Mrs Whitstable",
    )
    assert b"Mrs Whitstable" in photo
    assert_only_pixels(develop(photo))


def test_a_zip_behind_a_photo_is_left_behind(develop):
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as opened_archive:
        opened_archive.writestr("index.html", "<script>alert(1)</script>")
    developed = develop(saved(kitchen(), "JPEG") + archive.getvalue())
    for content in developed.files.values():
        assert b"PK\x03\x04" not in content
        assert not zipfile.is_zipfile(io.BytesIO(content))
    assert_only_pixels(developed)


def test_a_film_clip_behind_a_photo_is_left_behind(develop):
    developed = develop(saved(kitchen(), "JPEG") + b"\0\0\0\x18ftypmp42\0\0\0\0" + b"Mrs Whitstable" * 1000)
    assert_only_pixels(developed)
    assert all(b"ftypmp42" not in content for content in developed.files.values())


def test_a_second_picture_in_a_photo_is_left_behind(develop):
    both = saved(kitchen(), "MPO", save_all=True, append_images=[Image.new("RGB", (640, 480), "black")])
    assert both.count(b"\xff\xd8\xff") == 2
    developed = develop(both)
    assert_only_pixels(developed)
    assert opened(developed.files["full"]).getpixel((20, 20))[0] > 150


def test_a_second_picture_simply_appended_is_left_behind(develop):
    assert_only_pixels(develop(saved(kitchen(), "JPEG") + phone_photo(400, 300, 1)))


def test_what_was_cropped_away_does_not_live_on_in_a_thumbnail(develop):
    hidden = saved(Image.new("RGB", (160, 120), "white"), "JPEG", comment=b"Mrs Whitstable")
    photo = saved(kitchen(), "JPEG", exif=b"Exif\0\0MM\0*\0\0\0\x08\0\0\0\0\0\0" + hidden)
    assert_only_pixels(develop(photo))
