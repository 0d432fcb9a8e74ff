"""Photos in HDR and in wide colours that are told by number look as they did: white is white, colours are true."""

import pytest
from PIL import Image

from tests.media.pictures import are_alike, opened, saved

PQ, HLG, SRGB = 16, 18, 13
BT709, BT2020, P3 = 1, 9, 12
FORMATS = ["HEIF", "AVIF"]

TO_BT2020 = ((0.6274, 0.3293, 0.0433), (0.0691, 0.9195, 0.0114), (0.0164, 0.0880, 0.8956))
"""From the primaries of sRGB, in light (ITU-R BT.2087, annex 1)."""


def told(image_format: str, colour: tuple[int, ...], primaries: int, transfer: int) -> bytes:
    """A photo of one colour whose numbers mean that."""
    content = bytearray(saved(Image.new("RGB", (64, 48), colour), image_format, quality=95))
    at = content.index(b"nclx") + 4
    content[at : at + 4] = bytes((0, primaries, 0, transfer))
    return bytes(content)


def seen(develop, *what) -> tuple[int, ...]:
    return opened(develop(told(*what)).files["full"]).getpixel((32, 24))


@pytest.mark.parametrize("image_format", FORMATS)
@pytest.mark.parametrize(("transfer", "paper"), [(PQ, 148), (HLG, 191)])
def test_white_stays_white_and_black_black(develop, image_format, transfer, paper):
    """Paper is at 58 % of PQ and 75 % of HLG (ITU-R BT.2408, table 1)."""
    assert min(seen(develop, image_format, (paper,) * 3, BT2020, transfer)) > 220
    assert min(seen(develop, image_format, (255,) * 3, BT2020, transfer)) > 250
    assert max(seen(develop, image_format, (0,) * 3, BT2020, transfer)) < 6


def in_pq(colour: tuple[int, ...]) -> tuple[int, ...]:
    """How a photo in HDR tells a colour of sRGB whose white is paper, of 203 cd/m²."""
    light = [level / 255 / 12.92 if level < 11 else ((level / 255 + 0.055) / 1.055) ** 2.4 for level in colour]
    wide = [sum(share * part for share, part in zip(row, light, strict=True)) for row in TO_BT2020]
    powers = [(part * 203 / 10_000) ** (2610 / 16384) for part in wide]
    levels = [((3424 + 2413 * 32 * one) / (4096 + 2392 * 32 * one)) ** (2523 / 32) for one in powers]
    return tuple(round(level * 255) for level in levels)


@pytest.mark.parametrize("image_format", FORMATS)
@pytest.mark.parametrize("colour", [(90, 90, 90), (150, 40, 40), (40, 120, 60), (60, 70, 150), (150, 120, 40)])
def test_colours_stay_as_they_were(develop, image_format, colour):
    assert are_alike([seen(develop, image_format, in_pq(colour), BT2020, PQ)], [colour], within=16)


@pytest.mark.parametrize("image_format", FORMATS)
def test_wide_colours_are_converted(develop, image_format):
    """P3's green of 150 with some red is, in sRGB, less red and about as green; BT.2020's still less."""
    red, green, blue = seen(develop, image_format, (120, 200, 120), P3, SRGB)
    assert red < 108
    assert green > 198
    assert blue < 118
    assert seen(develop, image_format, (120, 200, 120), BT2020, SRGB)[0] < red - 10
    assert are_alike([seen(develop, image_format, (120, 200, 120), BT709, SRGB)], [(120, 200, 120)], within=3)
