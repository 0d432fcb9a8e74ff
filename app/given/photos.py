"""The form of somebody who is known, and the photos in it: saved while the route does its work."""

import re
from collections.abc import AsyncIterator
from functools import partial
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from app.door.form import Form, reading_form
from app.door.guard import SAFE
from app.door.signin import SignedIn, opened_by, who
from app.given.house import TheDatabase
from app.house import House
from app.photos.receipts import Sending
from app.photos.uploads import Saved, taker_of, why_of
from boards.arrival import MOST_MARK, MOST_TURN, Arrival, Sent
from boards.hands.people import People
from boards.problems import Problem
from boards.recipe import Step

MARK = re.compile(rf"[\w-]{{16,{MOST_MARK}}}", re.ASCII)
COUNTED = re.compile(r"[1-9][0-9]{0,3}")
TURN = re.compile(rf"[0-9]{{1,{len(str(MOST_TURN))}}}")


class LedOn(Exception):  # noqa: N818 - it is what happens
    """Whoever asks is led on to an address."""

    is_saved = False
    """Whether that says that their photo is saved."""

    def __init__(self, to: str) -> None:
        super().__init__()
        self.to = to


class ArrivedBefore(LedOn):
    """A photo is sent again that has arrived: its device is led on as it was then."""

    is_saved = True


Who = Annotated[SignedIn, Depends(who)]


async def _form(request: Request, known: Who) -> AsyncIterator[Form]:
    if request.method in SAFE:
        yield Form()
        return
    most_photos = getattr(request.state, "most_photos", 0)
    if not most_photos:
        async with reading_form(request) as form:
            yield form
        sending = Sending.of(request)
        sending.is_saved = True  # only now has the route done all of it
        return
    inbox = House.of(request).inbox
    with inbox.sending(known.person_id, known.group_id, request.state.caller.make_room) as incoming:
        async with reading_form(request, most_files=most_photos, counted=partial(inbox.received, incoming)) as form:
            yield form


AForm = Annotated[Form, Depends(_form, scope="function")]
"""The form of somebody who is known: nothing of it was read before that."""


def takes_photos(request: Request, known: Who, database: TheDatabase) -> None:
    """Let a route's form carry photos: many for a recipe, one for something else, which is looked up before."""
    with database.reading() as db:
        person = known.person(db)
        need_id = request.path_params.get("need_id")
        if recipe_id := request.path_params.get("recipe_id"):
            recipe = person.recipe(recipe_id)
            if need_id:
                recipe.need(need_id)
        if step_id := request.path_params.get("step_id"):
            person.step(step_id)
        if person_id := request.path_params.get("person_id"):
            People(person).find(person_id)
    is_one = step_id or need_id or person_id
    request.state.most_photos = 1 if is_one else House.of(request).settings.upload_photos


TakesPhotos = Depends(takes_photos)


async def _saved(request: Request, form: AForm, known: Who) -> AsyncIterator[Saved]:
    uploads = House.of(request).uploads
    sending = Sending.of(request)
    if not getattr(request.state, "are_photos", True):
        yield Saved()
        return
    if form.files and not opened_by(request):
        raise Problem("opened_by_nobody", "photos")
    sent = _sent(form)
    if sent and (to := await run_in_threadpool(_arrived, House.of(request), known, sent)):
        raise ArrivedBefore(to)
    async with uploads.keep(form.files, taker_of(known)) as saved:
        saved.sent = sent
        sending.unread = tuple(unread.number for unread in saved.unread)
        yield saved
    # Only now has the route done all of it.
    sending.is_saved, sending.says = bool(form.files), tuple(why_of(saved))


SavedPhotos = Annotated[Saved, Depends(_saved, scope="function")]
"""The photos of the form, in the store. They are taken away again when the route refuses."""


def _sent(form: Form) -> Sent | None:
    """What a device says of the one photo that it sends by itself. Forms without scripts say nothing of it."""
    mark, key, turn = form.text("mark"), form.text("upload"), form.text("turn")
    if len(form.files) != 1 or not MARK.fullmatch(mark) or not TURN.fullmatch(turn) or len(key) > MOST_MARK:
        return None
    number = form.text("number")
    return Sent(mark, key, min(int(turn), MOST_TURN), int(number) if COUNTED.fullmatch(number) else 1)


def _arrived(house: House, known: SignedIn, sent: Sent) -> str:
    """Where a photo led to that has arrived, and whose files are there as far as a step shows it."""
    with house.database.reading() as db:
        arrival = Arrival.of(known.person(db), sent.mark)
        step = db.get(Step, arrival.step_id) if arrival and arrival.step_id else None
        is_lost = step is not None and step.binned_at is None and not house.store.has(step.photo_key)
        return "" if arrival is None or is_lost else arrival.to
