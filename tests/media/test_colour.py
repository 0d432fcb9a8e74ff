"""Whatever colours a photo comes in, it looks as it did."""

import struct

import pytest
from PIL import Image, ImageCms

from tests.media.pictures import CORNERS, are_alike, corners, kitchen, opened, png, saved, srgb_profile, wide_profile

WHITE = (255, 255, 255)


def colour_in(developed) -> tuple[int, ...]:
    """In the middle of the full size."""
    image = opened(developed.files["full"])
    assert image.mode == "RGB"
    return image.getpixel((image.width // 2, image.height // 2))


def plain(colour, mode: str = "RGB") -> Image.Image:
    return Image.new(mode, (64, 48), colour)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_a_wide_gamut_is_converted(develop, image_format):
    """P3's green of 150 with some red is, in sRGB, less red and about as green."""
    red, green, blue = colour_in(develop(saved(plain((120, 200, 120)), image_format, icc_profile=wide_profile())))
    assert red < 108
    assert green > 198
    assert blue < 118


def test_a_picture_in_srgb_keeps_its_colours_to_the_bit(develop):
    photo = plain((120, 200, 120))
    assert develop(saved(photo, "PNG", icc_profile=srgb_profile())).files == develop(saved(photo, "PNG")).files


@pytest.mark.parametrize(
    "profile", [b"x", b"not a profile" * 99, srgb_profile()[:200], srgb_profile()[:128] + bytes(400)]
)
def test_a_broken_profile_is_dropped(develop, profile):
    developed = develop(saved(plain((120, 200, 120)), "JPEG", icc_profile=profile))
    assert are_alike([colour_in(developed)], [(120, 200, 120)])


def test_a_profile_for_another_kind_of_picture_is_dropped(develop):
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    for profile in (lab, srgb_profile()):
        assert are_alike([colour_in(develop(saved(plain(90, "L"), "JPEG", icc_profile=profile)))], [(90, 90, 90)])


def test_a_printers_cmyk_looks_as_meant(develop):
    developed = develop(saved(kitchen().convert("CMYK"), "JPEG", quality=95))
    assert are_alike(corners(opened(developed.files["full"])), CORNERS, within=25)


def test_sixteen_bits_of_grey_do_not_come_out_white(develop):
    rows = b"".join(b"\0" + struct.pack(">64H", *[0x5A5A] * 64) for _ in range(48))
    assert are_alike([colour_in(develop(png(64, 48, 16, 0, rows)))], [(0x5A,) * 3])


def test_sixteen_bits_of_colour_come_out_as_eight(develop):
    rows = b"".join(b"\0" + struct.pack(">192H", *[0x8000, 0x4000, 0xC000] * 64) for _ in range(48))
    assert are_alike([colour_in(develop(png(64, 48, 16, 2, rows)))], [(0x80, 0x40, 0xC0)])


def test_one_bit_a_pixel_is_black_and_white(develop):
    image = Image.new("1", (64, 48), 1)
    image.paste(0, (0, 0, 32, 48))
    assert are_alike(corners(opened(develop(saved(image, "PNG")).files["full"])), [(0,) * 3, WHITE] * 2)


def test_see_through_places_show_white(develop):
    for mode, clear, solid in (("RGBA", (0, 0, 0, 0), (200, 30, 30, 255)), ("LA", (0, 0), (90, 255))):
        image = plain(clear, mode)
        image.paste(solid, (0, 0, 32, 48))
        seen = corners(opened(develop(saved(image, "PNG")).files["full"]))
        colour = solid[:3] if mode == "RGBA" else (90,) * 3
        assert are_alike(seen, [colour, WHITE] * 2), mode


def test_half_see_through_is_half_white(develop):
    assert are_alike(
        [colour_in(develop(saved(plain((200, 0, 0, 128), "RGBA"), "WEBP", lossless=True)))], [(227, 127, 127)]
    )


def test_a_palette_with_see_through_places_keeps_its_colours(develop):
    image = Image.new("P", (64, 48), 0)
    image.putpalette([0, 0, 0, 200, 30, 30])
    image.paste(1, (0, 0, 32, 48))
    for transparency in (0, bytes((0, 255))):
        developed = develop(saved(image, "PNG", transparency=transparency))
        assert are_alike(corners(opened(developed.files["full"])), [(200, 30, 30), WHITE] * 2)


def test_one_colour_marked_as_see_through_shows_white(develop):
    for image, mark in ((plain((10, 20, 30)), (10, 20, 30)), (plain(40, "L"), 40)):
        assert are_alike([colour_in(develop(saved(image, "PNG", transparency=mark)))], [WHITE])


def test_the_tone_is_the_pictures_average_colour(develop):
    assert develop(saved(plain((16, 128, 240)), "PNG")).tone == "#1080f0"
    half = plain((0, 0, 0))
    half.paste((200, 200, 200), (32, 0, 64, 48))
    level = int(develop(saved(half, "PNG")).tone[1:3], 16)
    assert abs(level - 100) < 5
