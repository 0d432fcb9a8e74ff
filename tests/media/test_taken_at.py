from datetime import UTC, datetime, timedelta, timezone

import pytest

from media import in_order
from tests.media.pictures import exif, kitchen, saved

LONDON, PARIS = timezone(timedelta(0)), timezone(timedelta(hours=1))


def taken(develop, **tags):
    return develop(saved(kitchen(64, 48), "JPEG", exif=exif(**tags))).taken


def clock(hour: int, minute: int, zone: timezone | None = None) -> datetime:
    return datetime(2026, 11, 22, hour, minute, tzinfo=zone)


def test_a_photo_says_when_it_was_taken(develop):
    assert taken(develop, original="2026:11:22 17:30:01") == datetime(2026, 11, 22, 17, 30, 1)  # noqa: DTZ001
    precise = taken(develop, original="2026:11:22 17:30:01", fraction="25", offset="+01:00")
    assert precise == datetime(2026, 11, 22, 16, 30, 1, 250_000, UTC)
    assert precise.utcoffset() == timedelta(hours=1)


@pytest.mark.parametrize("image_format", ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"])
def test_every_format_says_it(develop, image_format):
    photo = saved(kitchen(64, 48), image_format, exif=exif(original="2026:11:22 17:30:01"))
    assert develop(photo).taken == datetime(2026, 11, 22, 17, 30, 1)  # noqa: DTZ001


FORMS = [
    "2026-11-22 17:30:01",
    "2026:11:22T17:30:01",
    "2026-11-22T17:30:01.00",
    "2026/11/22 17:30:01",
    "2026.11.22 17:30:01 ",
]


@pytest.mark.parametrize("form", FORMS)
def test_programs_write_times_in_other_forms(develop, form):
    assert taken(develop, original=form) == datetime(2026, 11, 22, 17, 30, 1)  # noqa: DTZ001


def test_a_time_may_have_parts_of_a_second_a_zone_or_no_seconds(develop):
    assert taken(develop, original="2026-11-22T17:30:01.25+01:00") == datetime(2026, 11, 22, 16, 30, 1, 250_000, UTC)
    assert taken(develop, original="2026:11:22 17:30:01+0100") == datetime(2026, 11, 22, 16, 30, 1, 0, UTC)
    assert taken(develop, original="2026-11-22T17:30:01Z") == datetime(2026, 11, 22, 17, 30, 1, 0, UTC)
    assert taken(develop, original="2026:11:22 17:30") == clock(17, 30)


@pytest.mark.parametrize("original", [{}, {"original": "0000:00:00 00:00:00"}])
def test_when_it_was_made_digital_counts_where_nothing_else_is_said(develop, original):
    assert taken(develop, digitized="2026:11:22 17:30:00", **original) == clock(17, 30)
    assert taken(develop, original="2026:11:22 17:31:00", digitized="2026:11:22 17:30:00") == clock(17, 31)


@pytest.mark.parametrize(
    "nonsense",
    [
        "2026-11:22 17:30:01",
        "2026:11:22",
        "",
        "0000:00:00 00:00:00",
        "2026:02:30 10:00:00",
        "yesterday",
        "2026:11:22 25:00:00",
        "2026:11:22 17:30:0\N{ARABIC-INDIC DIGIT ONE}",
        7,
        b"\xff\xfe",
        "9" * 5000,
    ],
)
def test_nonsense_is_no_time(develop, nonsense):
    assert taken(develop, original=nonsense) is None


@pytest.mark.parametrize("nonsense", ["+99:99", "Z", "", "+01:00:00", 3])
def test_a_time_with_a_nonsense_zone_is_a_time_without_one(develop, nonsense):
    assert taken(develop, original="2026:11:22 17:30:01", offset=nonsense).tzinfo is None


def order(*times: datetime | None) -> list[int]:
    """The places in which photos with these times were sent, in the order in which they go on the board."""
    return [place for place, _ in in_order(enumerate(times), lambda photo: photo[1])]


def test_photos_go_in_the_order_they_were_taken():
    assert order(clock(18, 5), clock(18, 1), clock(18, 3)) == [1, 2, 0]


def test_photos_of_one_moment_stay_as_they_were_sent():
    assert order(clock(18, 5), clock(18, 1), clock(18, 5), clock(18, 1)) == [1, 3, 0, 2]


def test_one_photo_without_a_time_leaves_all_as_they_were_sent():
    assert order(clock(18, 5), None, clock(18, 1)) == [0, 1, 2]


def test_zones_are_minded_where_every_photo_has_one():
    assert order(clock(18, 30, PARIS), clock(18, 0, LONDON)) == [0, 1]


def test_clocks_are_compared_where_one_photo_has_no_zone():
    assert order(clock(18, 30, PARIS), clock(18, 0, LONDON), clock(18, 10)) == [1, 2, 0]


def test_nothing_sent_is_nothing_in_order():
    assert order() == []
