"""What goes by itself: the bin after 30 days, files without a row, old notes and sessions."""

import asyncio
import logging
from datetime import timedelta

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import State

from app.settings import Settings
from app.turns import Rank
from boards.attempt import forget_tries
from boards.bin import empty_bin
from boards.clock import Watch
from boards.database import Database, now
from boards.invitation import Invitation
from boards.link import Link
from boards.note import Note
from boards.people import forget_people
from boards.photo import photo_keys
from boards.record import Record
from boards.review import close_past_permissions
from boards.session import Session
from media import FolderStore

log = logging.getLogger("recipe_board")

EVERY = timedelta(hours=6)

UNCLAIMED = timedelta(hours=24)
"""How old a file without a row must be before it goes. A photo is a file first and a row a moment later."""


async def keep_house(state: State) -> None:
    """Tidy up now and then, for as long as the application runs."""
    watch = Watch()
    while True:
        try:
            async with state.turn_to_write.take("the house", Rank.LATER):
                await run_in_threadpool(go_round, state.database, state.store, state.settings, watch)
        except Exception:  # whatever fails tonight, tomorrow's round still comes
            log.exception("Tidying up failed")
        await asyncio.sleep(EVERY.total_seconds())


def go_round(database: Database, store: FolderStore, settings: Settings, watch: Watch) -> None:
    """Tidy up, while the clock is believed: nothing of it can be undone, and all of it goes by the clock."""
    with database.writing() as db:
        is_believed = watch.believes(db)
        db.commit()
    if is_believed:
        tidy(database, store, settings)
    else:
        log.warning("Nothing is deleted today: the clock says %s, and is believed once it goes on for a week", now())


def tidy(database: Database, store: FolderStore, settings: Settings) -> None:
    """Empty the bin of what is past its days, then remove the files that no row knows."""
    with database.writing() as db:
        empty_bin(db)
        Note.forget(db)
        Session.forget(db, idle=settings.idle)
        Invitation.forget(db)
        Link.close_ahead(db)
        Record.forget(db, kept=timedelta(days=settings.record_days))
        forget_people(db)
        close_past_permissions(db)
        forget_tries(db)
        db.commit()
        wanted = photo_keys(db)
    store.sweep(wanted, UNCLAIMED)
