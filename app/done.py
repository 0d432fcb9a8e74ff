"""After a change: keep it, say what happened, and offer the way back."""

from starlette.background import BackgroundTask
from starlette.requests import Request
from starlette.responses import RedirectResponse

from app.door.cookies import Cookie
from app.pages.parts.frame import Undo
from boards.arrival import Arrival, Sent
from boards.database import db_of
from boards.hands.things import Things
from boards.key import SEED_KEPT, Seed
from boards.note import Note
from boards.person import Person
from media import FolderStore


def done(
    me: Person, to: str, says: str, undo: Undo | None = None, *, at: str = "", sent: Sent | None = None
) -> RedirectResponse:
    """Commit, and go to a page that says what happened and offers Undo.

    `at` is the id of the element that it happened to; the words stand there, and the page opens there. `sent` is the
    photo that it was done with, where a device sends its photos one by one: it leads there each time that it is sent.
    """
    if sent and (before := Arrival.of(me, sent.mark)):
        # Another page sent it at the same time, and was first.
        there = before.to
        db_of(me).rollback()
        return RedirectResponse(there, 303)
    way_back = {"action": undo.action, "fields": undo.fields} if undo else None
    note = Note.tell(me, says, way_back)
    query = f"note={note.id}" + (f"&at={at}" if at else "")
    address = f"{to}?{query}#{at or 'told'}"
    if sent:
        Arrival.note(me, sent, address)
    db_of(me).commit()
    return RedirectResponse(address, 303)


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
