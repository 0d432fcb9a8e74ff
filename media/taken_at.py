"""When a photo was taken: used to put photos that were sent together in order, then forgotten."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Final, TypeVar

T = TypeVar("T")

# Exif 3.0 (CIPA DC-008), 4.6.6: DateTimeOriginal, OffsetTimeOriginal, SubSecTimeOriginal.
_ORIGINAL: Final = 0x9003
_OFFSET: Final = 0x9011
_FRACTION: Final = 0x9291

_CLOCK = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d):(\d\d)", re.ASCII)
_ZONE = re.compile(r"([+-])(\d\d):(\d\d)", re.ASCII)
_DIGITS = re.compile(r"\d{1,9}", re.ASCII)


def in_order(photos: Iterable[T], taken: Callable[[T], datetime | None]) -> list[T]:
    """Photos sent together, in the order in which they were taken.

    Phones hand over a selection in any order. If every photo says when it was taken, that is the order, and
    photos of the same moment stay as they were sent. If even one doesn't, all stay as they were sent: half
    an order would put that one in a place nobody chose.

    With a time zone on every photo, moments are compared. Otherwise clocks are compared as they stood on the
    wall: photos of one cooking come from one kitchen, and a phone that names its zone shows the same clock
    as one that doesn't.
    """
    sent = list(photos)
    moments = [moment for photo in sent if (moment := taken(photo)) is not None]
    if len(moments) < len(sent):
        return sent
    if not all(moment.tzinfo for moment in moments):
        moments = [moment.replace(tzinfo=None) for moment in moments]
    places = sorted(range(len(sent)), key=moments.__getitem__)
    return [sent[place] for place in places]


def taken_at(tags: Mapping[int, object]) -> datetime | None:
    """The moment in a picture's Exif tags (of the Exif folder, 0x8769), or None where there is none to trust.

    Aware where the camera told its time zone, otherwise naive: the clock on the wall. Anything may stand in
    the tags, of any type; what doesn't read as a time is no time.
    """
    clock = _match(_CLOCK, tags.get(_ORIGINAL))
    if clock is None:
        return None
    year, month, day, hour, minute, second = map(int, clock.groups())
    fraction, zone = _fraction(tags.get(_FRACTION)), _zone(tags.get(_OFFSET))
    try:
        return datetime(year, month, day, hour, minute, second, fraction, zone)
    except ValueError:  # the 31st of June; 0000:00:00, which cameras write when their clock was never set
        return None


def _fraction(value: object) -> int:
    """Microseconds: the tag holds the digits after the decimal point."""
    digits = _match(_DIGITS, value)
    return int(digits.group().ljust(6, "0")[:6]) if digits else 0


def _zone(value: object) -> tzinfo | None:
    zone = _match(_ZONE, value)
    if zone is None or int(zone[2]) > 14 or int(zone[3]) > 59:  # no place is further than +14:00
        return None
    ahead = timedelta(hours=int(zone[2]), minutes=int(zone[3]))
    return timezone(-ahead if zone[1] == "-" else ahead)


def _match(shape: re.Pattern[str], value: object) -> re.Match[str] | None:
    return shape.fullmatch(value.strip(" \0")) if isinstance(value, str) else None
