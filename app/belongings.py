"""Somebody's things: a copy to take away, and deleting them with their files."""

from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse, StreamingResponse

from app.notes import done
from app.pages.taken import Copy
from app.settings import Settings
from app.takeaway import packed
from boards.belongings import Belongings
from boards.database import db_of
from boards.person import Person
from media import FolderStore


def taken(things: Belongings, me: Person, photos: FolderStore, settings: Settings) -> StreamingResponse:
    """Write down that a copy was taken, and send it."""
    response = packed(Copy.of(things, settings.today()), photos)
    things.were_taken()
    db_of(me).commit()
    return response


def deleted(things: Belongings, me: Person, photos: FolderStore, to: str, says: str) -> RedirectResponse:
    """Delete somebody's things: first the rows, for good, then the files that no row knows any more."""
    keys = things.delete()
    response = done(me, to, says)
    response.background = BackgroundTask(photos.remove_each, keys)
    return response
