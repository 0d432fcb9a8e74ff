"""Somebody's things: deleting them with their files."""

from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse

from app.notes import done
from boards.belongings import Belongings
from boards.person import Person
from media import FolderStore


def deleted(things: Belongings, me: Person, photos: FolderStore, to: str, says: str) -> RedirectResponse:
    """Delete somebody's things: first the rows, for good, then the files that no row knows any more."""
    keys = things.delete()
    response = done(me, to, says)
    response.background = BackgroundTask(photos.remove_each, keys)
    return response
