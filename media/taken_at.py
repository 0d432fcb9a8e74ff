"""When a photo was taken: used to put photos that were sent together in order, then forgotten."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Final, TypeVar

T = TypeVar("T")

_TAGS: Final = ((0x9003, 0x9291, 0x9011), (0x9004, 0x9292, 0x9012))
"""Exif 3.0 (CIPA DC-008), 4.6.6: DateTimeOriginal, SubSecTimeOriginal, OffsetTimeOriginal; and of DateTimeDigitized."""

_CLOCK = re.compile(
    r"(\d{4})([:/.-])(\d\d)\2(\d\d)[ T](\d\d):(\d\d)(?::(\d\d)(?:[.,](\d{1,9}))?)? ?(Z|[+-]\d\d:?\d\d)?", re.ASCII
)
"""As Exif has it, and as programs write it: with dashes, a T, parts of a second, a zone, without seconds."""
_ZONE = re.compile(r"([+-])(\d\d):?(\d\d)", re.ASCII)
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
    moments = (_moment(*(tags.get(tag) for tag in of_one)) for of_one in _TAGS)
    return next((moment for moment in moments if moment), None)


def _moment(value: object, fraction: object, offset: object) -> datetime | None:
    clock = _match(_CLOCK, value)
    if clock is None:
        return None
    year, month, day, hour, minute, second = (int(number or 0) for number in clock.group(1, 3, 4, 5, 6, 7))
    part = _fraction(fraction) or _fraction(clock[8])
    zone = _zone(offset) or (UTC if clock[9] == "Z" else _zone(clock[9]))
    try:
        return datetime(year, month, day, hour, minute, second, part, zone)
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
