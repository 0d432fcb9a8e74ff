"""What reading a page would write: counted in memory, and written together every few seconds by one.

So nobody who reads waits for a turn to write, and however often a link is opened, a change waits for one writer.
"""

import asyncio
import logging
from datetime import datetime, timedelta
from threading import Lock

from starlette.concurrency import run_in_threadpool

from app.house import House
from app.limits.turns import Rank
from boards.database import Database, now
from boards.link import Link
from boards.session import Session

log = logging.getLogger("recipe_board")

EVERY = timedelta(seconds=3)
"""How long it is kept in memory. A server that is told to end writes it first; one whose power fails loses so much."""

Openings = dict[str, tuple[int, datetime]]


class Tally:
    """How often links were opened, and when sessions were used, since it was last written. Safe to use from threads."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._counts = Lock()
        self._pen = Lock()
        self._openings: Openings = {}
        self._sightings: dict[str, datetime] = {}

    def link_opened(self, link_id: str) -> None:
        """Count that somebody opened a link."""
        self._add({link_id: (1, now())}, {})

    def session_used(self, session_id: str) -> None:
        """Note that a session was used."""
        self._add({}, {session_id: now()})

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to write."""
        return not self._openings and not self._sightings

    def write(self) -> None:
        """Write what was counted. What could not be written is kept for the next time, and the fault is raised."""
        with self._pen:
            openings, sightings = self._taken()
            try:
                with self._database.writing() as db:
                    counted = Link.count_openings(db, openings)
                    Session.see(db, sightings)
                    db.commit()
            except BaseException:
                self._add(openings, sightings)
                raise
            self._add({link_id: those for link_id, those in openings.items() if link_id not in counted}, {})

    def _taken(self) -> tuple[Openings, dict[str, datetime]]:
        with self._counts:
            taken = self._openings, self._sightings
            self._openings, self._sightings = {}, {}
        return taken

    def _add(self, openings: Openings, sightings: dict[str, datetime]) -> None:
        with self._counts:
            for link_id, (times, at) in openings.items():
                so_far, newest = self._openings.get(link_id, (0, at))
                self._openings[link_id] = so_far + times, max(newest, at)
            self._sightings = sightings | self._sightings


async def keep_written(house: House) -> None:
    """Write the tally every few seconds, and once more at the end."""
    tally = house.tally
    try:
        while True:
            await asyncio.sleep(EVERY.total_seconds())
            if not tally.is_empty:
                async with house.turn_to_write.take("the tally", Rank.LATER):
                    await run_in_threadpool(_written, tally)
    finally:
        await run_in_threadpool(_written, tally)


def _written(tally: Tally) -> None:
    try:
        tally.write()
    except Exception:  # whatever fails now, the next round tries again
        log.exception("What was counted could not be written; it is kept")
