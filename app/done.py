"""After a change: keep it, say what happened, and offer the way back."""

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import RedirectResponse

from app.door.cookies import Cookie
from app.pages.parts.frame import Undo
from boards.database import db_of
from boards.hands.things import Things
from boards.key import SEED_KEPT, Seed
from boards.note import Note
from boards.person import Person
from media import FolderStore


def done(me: Person, to: str, says: str, undo: Undo | None = None, *, at: str = "") -> RedirectResponse:
    """Commit, and go to a page that says what happened and offers Undo.

    `at` is the id of the element that it happened to; the words stand there, and the page opens there.
    """
    way_back = {"action": undo.action, "fields": undo.fields} if undo else None
    note = Note.tell(me, says, way_back)
    query = f"note={note.id}" + (f"&at={at}" if at else "")
    db_of(me).commit()
    return RedirectResponse(f"{to}?{query}#{at or 'told'}", 303)


def done_with_keys(request: Request, me: Person, seed: Seed, to: str, says: str) -> RedirectResponse:
    """The same for new keys, which the browser that made them can show for a while."""
    response = done(me, to, says)
    Cookie.SEED.give(request, response, seed.secret, SEED_KEPT)
    return response


def go(me: Person, to: str, *, at: str = "") -> RedirectResponse:
    """Commit, and go to a page, or to one element of it: there is nothing to tell."""
    db_of(me).commit()
    return RedirectResponse(f"{to}#{at}" if at else to, 303)


def deleted(things: Things, me: Person, photos: FolderStore, to: str, says: str) -> RedirectResponse:
    """Delete somebody's things: first the rows, for good, then the files that no row knows any more."""
    keys = things.delete()
    response = done(me, to, says)
    response.background = BackgroundTask(photos.remove_each, keys)
    return response
