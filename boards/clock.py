"""The clock: whether what began at a moment holds, is past, or is to come. Stored times are compared with now here and
nowhere else, since the machine's clock may be wrong, or may have been wrong when they were written.

A time that hasn't come was written by a clock that was ahead. What opens something doesn't hold then, and what is
kept for a while stays: a doubtful clock shows less and deletes nothing.
"""

import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement
from sqlmodel import Field, SQLModel, and_, col, update

from boards.database import Db, now

LEEWAY = timedelta(minutes=5)
"""How far two clocks may be apart: several processes, or one clock that was set a little."""

SLACK = timedelta(hours=1)
"""How far the clock may go another way than time does, from one look at it to the next."""

A_BREAK = timedelta(days=8)
"""How long nothing may have run for the clock to be believed at once: a group that meets every week starts it then."""

PATIENCE = timedelta(days=7)
"""How long a clock that was doubted goes on before it is believed: time enough to see that it is wrong."""


def holds(since: datetime, lasts: timedelta, *, at: datetime | None = None) -> bool:
    """Whether something that began at a moment, and lasts so long, holds now. What begins later than now doesn't."""
    at = at or now()
    return at - since < lasts and not is_ahead(since, at=at)


def is_past(since: datetime, kept: timedelta, *, at: datetime | None = None) -> bool:
    """Whether it is longer ago than something is kept. What begins later than now isn't."""
    return (at or now()) - since > kept


def is_ahead(moment: datetime, *, at: datetime | None = None) -> bool:
    """Whether a moment at which something has happened hasn't come yet: the clock was ahead when it was written."""
    return moment > (at or now()) + LEEWAY


def has_come(end: datetime, *, at: datetime | None = None) -> bool:
    """Whether an end is there."""
    return end <= (at or now())


def is_beyond(end: datetime, most: timedelta, *, at: datetime | None = None) -> bool:
    """Whether an end is further away than `most`."""
    return end > (at or now()) + most


def is_to_come(end: datetime, most: timedelta, *, at: datetime | None = None) -> bool:
    """Whether something holds until an end: it is still to come, and no further away than anybody could choose."""
    return not has_come(end, at=at) and not is_beyond(end, most + LEEWAY, at=at)


def holding(since: datetime | None, lasts: timedelta) -> ColumnElement[bool]:
    """`holds`, of a column."""
    return and_(col(since) > now() - lasts, ~ahead(since))


def past(since: datetime | None, kept: timedelta) -> ColumnElement[bool]:
    """`is_past`, of a column."""
    return col(since) < now() - kept


def ahead(moment: datetime | None) -> ColumnElement[bool]:
    """`is_ahead`, of a column."""
    return col(moment) > now() + LEEWAY


def come(end: datetime | None) -> ColumnElement[bool]:
    """`has_come`, of a column."""
    return col(end) <= now()


def count_from_now(db: Db, kind: type[SQLModel], since: datetime | None) -> None:
    """Let what is kept for a while be kept from now on, where a clock that was ahead has written since when."""
    db.exec(update(kind).where(ahead(since)).values({col(since): now()}))


class Clock(SQLModel, table=True):
    """How far the clock is believed, in one row.

    `believed_at` is what it said when it was believed last. `doubted_since` and `doubted_at` are the first and the last
    of what it said afterwards and didn't go with that.
    """

    id: int = Field(default=1, primary_key=True)
    believed_at: datetime | None = None
    doubted_since: datetime | None = None
    doubted_at: datetime | None = None


def seconds_running() -> float:
    """What goes on as time does and can't be set; where there is such a thing, also while the machine sleeps."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


class Watch:
    """Watches the clock in one process: what can't be undone is done only while the clock is believed.

    It is believed when it has gone on as time did: in this process by another clock, which nobody can set, and from one
    process to the next by no more than a break. Any other clock is doubted until it has gone on like that for a week.
    """

    def __init__(self, running: Callable[[], float] = seconds_running) -> None:
        self._running = running
        self._believed: datetime | None = None
        self._doubted: datetime | None = None

    def believes(self, db: Db) -> bool:
        """Whether the clock is believed now. The caller commits, so that the next process knows what this one saw."""
        at = now()
        began = at - timedelta(seconds=self._running())
        """When this machine began to run, as the clock has it: the same each time, if nobody sets it."""
        seen = db.get(Clock, 1) or Clock()
        db.add(seen)
        if not _goes_on(at, seen.believed_at, began, self._believed):
            if not _goes_on(at, seen.doubted_at, began, self._doubted):
                seen.doubted_since = at
            seen.doubted_at, self._doubted = at, began
            if not is_past(seen.doubted_since or at, PATIENCE, at=at):
                return False
        seen.believed_at, seen.doubted_since, seen.doubted_at = at, None, None
        self._believed, self._doubted = began, None
        return True


def _goes_on(at: datetime, before: datetime | None, began: datetime, began_before: datetime | None) -> bool:
    """Whether the clock has gone on as time did since it said something before."""
    if before is None:
        return False
    if began_before is not None:
        return abs(began - began_before) <= SLACK
    return before - LEEWAY <= at <= before + A_BREAK
