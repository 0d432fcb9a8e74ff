"""What goes by itself: the bin after 30 days, files without a row, old notes and sessions.

The first round comes an hour after the start, so that no start deletes anything.
"""

import asyncio
import logging
from datetime import timedelta
from itertools import cycle

from starlette.concurrency import run_in_threadpool

from app.house import House
from app.keeping.check import Found, look_at, note_unknown
from app.keeping.journal import OVERTAKING
from app.keeping.restore import forget_replaced
from app.limits.turns import Rank
from app.pair import are_pair, go_on
from app.settings import Settings
from boards.arrival import Arrival
from boards.attempt import forget_tries
from boards.bin import empty_bin
from boards.change import Change
from boards.clock import Watch
from boards.database import Database, now
from boards.hands.people import forget_people
from boards.hands.review import close_past_permissions
from boards.invitation import Invitation
from boards.leaving import Leaving
from boards.link import Link
from boards.note import Note
from boards.photo import checksums_noted, photo_keys
from boards.record import Record
from boards.session import Session
from media import FolderStore, Swept, TooManyUnwanted

log = logging.getLogger("recipe_board")

FIRST = timedelta(hours=1)
"""How long after a start the first round comes: time enough to see that something is wrong."""

EVERY = timedelta(hours=6)

PARTS = 4
"""In how many rounds every photo is read once: in a day."""

UNCLAIMED = timedelta(hours=24)
"""How old a file without a row must be before it goes. A photo is a file first and a row a moment later."""


class NotAPair(Exception):  # noqa: N818 - it is what they are
    """The photo folder doesn't bear the database's name: it was exchanged while we ran."""


async def keep_house(house: House) -> None:
    """Tidy up now and then, for as long as the application runs."""
    await asyncio.sleep(FIRST.total_seconds())
    watch = Watch()
    for part in cycle(range(PARTS)):
        try:
            async with house.turn_to_write.take("the house", Rank.LATER):
                may_sweep = await run_in_threadpool(go_round, house.database, house.store, house.settings, watch)
            await run_in_threadpool(let_leave, house.database, house.store)
            await run_in_threadpool(house.waiting.clear)
            if may_sweep:
                await run_in_threadpool(sweep_and_say, house.database, house.store)
            found = await run_in_threadpool(look_round, house, part)
            async with house.turn_to_write.take("the house", Rank.LATER):
                await run_in_threadpool(note_unknown, house.database, found)
                if may_sweep:
                    await run_in_threadpool(forget_changes, house)
        except Exception:  # whatever fails tonight, tomorrow's round still comes
            log.exception("Tidying up failed")
        await asyncio.sleep(EVERY.total_seconds())


def go_round(database: Database, store: FolderStore, settings: Settings, watch: Watch) -> bool:
    """Tidy up, while the clock is believed: nothing of it can be undone, and all of it goes by the clock. Gives whether
    it is, since a sweep goes by it, too.
    """
    go_on(database, store)
    with database.writing() as db:
        is_believed = watch.believes(db)
        db.commit()
    if is_believed:
        tidy(database, store, settings)
        forget_replaced(settings.data, timedelta(days=settings.backup_days))
    else:
        said = now().isoformat(timespec="minutes")
        log.warning("Nothing is deleted: the clock says %s, and is believed once it goes on for a week", said)
    return is_believed


def tidy(database: Database, store: FolderStore, settings: Settings) -> None:
    """Forget the rows that are past their days; the files of photos are swept afterwards."""
    with database.writing() as db:
        empty_bin(db)
        Note.forget(db)
        Arrival.forget(db)
        Session.forget(db, idle=settings.idle)
        Invitation.forget(db)
        Link.close_ahead(db)
        Record.forget(db, kept=timedelta(days=settings.record_days))
        forget_people(db)
        close_past_permissions(db)
        forget_tries(db)
        Leaving.have_left(db, [key for key in Leaving.all(db) if not store.holds(key)])
        db.commit()


def look_round(house: House, part: int) -> Found:
    """Read a part of the photos, and compare them with what was kept: in `PARTS` rounds, all of them."""
    with house.database.reading() as db:
        noted = checksums_noted(db)
    keys = sorted(noted)[part::PARTS]
    found = look_at(house.database, house.store, keys, noted)
    house.damage.forget_but(noted)
    house.damage.settle(keys, {key: look.lost for key, look in found.lost.items()})
    return found


def forget_changes(house: House) -> None:
    """Forget what the journal told for longer than any backup is kept, and what the database noted for the journal."""
    house.journal.forget(timedelta(days=max(1, house.settings.backup_days)))
    with house.database.writing() as db:
        Change.forget(db, before=house.journal.last - OVERTAKING)
        db.commit()


def let_leave(database: Database, store: FolderStore) -> None:
    """Delete the files that were asked to go, where whoever asked didn't get that far. That goes by no clock."""
    with database.reading() as db:
        leaving = Leaving.all(db) - photo_keys(db)
    store.remove_each(leaving)


def sweep_and_say(database: Database, store: FolderStore) -> None:
    """Sweep, and write into the log what was done, or why nothing was."""
    try:
        swept = sweep(database, store)
    except NotAPair:
        log.error("Nothing was swept: the photo folder does not bear the name of this database")
    except TooManyUnwanted as stopped:
        log.error(
            "Nothing was swept: %d of %d photos have no row. Is this the right database? If it is: python -m app sweep",
            stopped.unwanted,
            stopped.photos,
        )
    else:
        said = log.warning if swept.thrown or swept.brought_back else log.info
        said(
            "Swept: %d photos without a row lie in the trash now, %d came back from it, %d are gone after 30 days",
            *(len(keys) for keys in (swept.thrown, swept.brought_back, swept.emptied)),
        )


def sweep(database: Database, store: FolderStore, *, however_many: bool = False) -> Swept:
    """Put the files that no row knows into the trash, bring back those that one does, and empty it of what is past.

    Raises NotAPair, and TooManyUnwanted unless `however_many` is said.
    """
    if not are_pair(database, store):
        raise NotAPair
    with database.reading() as db:
        wanted = photo_keys(db)
    return store.sweep(wanted, UNCLAIMED, however_many=however_many)
