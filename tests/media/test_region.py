"""A region is told in shares, so that it lies on the same thing in every size."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from media import SIZES, Region

SHARES = st.floats(0, 1)


@pytest.mark.parametrize("nothing", [0, -0.1, math.nan, math.inf, -math.inf, 10**400])
@pytest.mark.parametrize("side", ["width", "height"])
def test_a_box_has_a_width_and_a_height(side, nothing):
    with pytest.raises(ValueError, match="not a region"):
        Region(**{"left": 0.1, "top": 0.1, "width": 0.5, "height": 0.5, side: nothing})


@pytest.mark.parametrize("nowhere", [math.nan, math.inf, -math.inf, 10**400, 1, 1.5, -0.5, -7])
@pytest.mark.parametrize("edge", ["left", "top"])
def test_a_box_lies_in_the_picture(edge, nowhere):
    with pytest.raises(ValueError, match="region"):
        Region(**{"left": 0.1, "top": 0.1, "width": 0.5, "height": 0.5, edge: nowhere})


def test_what_reaches_over_the_edge_is_cut_off():
    assert Region(-0.5, 0.75, 1, 9) == Region(0, 0.75, 0.5, 0.25)
    assert Region(-1, -1, 3, 3) == Region(0, 0, 1, 1)


def test_pixels_are_rounded_outward():
    assert Region(0.25, 0.5, 0.5, 0.25).pixels(400, 300) == (100, 150, 300, 225)
    assert Region(0.126, 0.126, 0.5, 0.5).pixels(10, 100) == (1, 12, 7, 63)
    assert Region(0, 0, 1, 1).pixels(7, 1) == (0, 0, 7, 1)


def test_the_smallest_box_is_still_a_pixel():
    assert Region(0.5, 0.999999, 1e-9, 1e-9).pixels(10, 10) == (5, 9, 6, 10)
    assert Region(0.3, 0.3, 1e-300, 1e-300).pixels(10, 10) == (3, 3, 4, 4)


@given(SHARES, SHARES, SHARES, SHARES, st.integers(1, 2048), st.integers(1, 2048))
def test_no_size_shows_more_than_the_largest_covers(left, top, width, height, across, down):
    try:
        region = Region(left, top, width, height)
    except ValueError:
        return
    for size in SIZES.values():
        measures = size.of(across, down)
        pixels = region.pixels(*measures)
        for side, share, length, first, last in zip(
            measures, (region.left, region.top), (region.width, region.height), pixels[:2], pixels[2:], strict=True
        ):
            assert 0 <= first < last <= side
            assert first <= share * side + 1e-9
            assert last >= (share + length) * side - 1e-9
