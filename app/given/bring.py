"""A file that somebody brings: looked at and kept waiting; and later what is in it, its photos in the store."""

import hashlib
from collections import defaultdict
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from typing import Annotated, BinaryIO, cast

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from app.bring.archive import Archive
from app.bring.reading import read_file
from app.bring.unread import Unread
from app.door.form import Form
from app.door.signin import SignedIn, opened_by
from app.given.photos import AForm, LedOn, Who
from app.house import House
from app.photos.uploads import Saved, taker_of
from boards.arrival import Arrival, Sent
from boards.hands.bringing import Parcel, Pictures
from boards.photo import Picture
from boards.problems import NotFound, Problem
from boards.recipe import MOST_STEPS
from boards.right import Right

AT_ONCE = 30
"""How many photos of a file stand in line at once: others' photos come between."""


@dataclass(frozen=True)
class Put:
    """A file that waits now, or why it doesn't."""

    token: str = ""
    problem: Problem | None = None

    def or_problem(self) -> str:
        """What it is asked for with. Raises Problem."""
        if self.problem:
            raise self.problem
        return self.token


@dataclass
class _Packed:
    """A photo in a zip: unpacked when its turn has come. `mark` stands for its bytes then."""

    archive: Archive
    name: str
    mark: str = ""

    def read(self) -> bytes:
        content = self.archive.read(self.name)
        self.mark = hashlib.sha256(content).hexdigest()
        return content


@dataclass(frozen=True)
class Bringing:
    """What a file makes, and the pictures that were taken in of it. `lost` counts those that can't be read."""

    parcel: Parcel
    pictures: Pictures = field(default_factory=dict)
    lost: int = 0
    sent: Sent | None = None


def takes_a_file(request: Request, known: Who) -> None:
    """Let a route's form carry one file, which is no photo, for who may bring it."""
    with House.of(request).database.reading() as db:
        known.person(db).must(Right.ARRANGE)
    request.state.most_photos = 1
    request.state.are_photos = False


TakesAFile = Depends(takes_a_file)


async def _put(request: Request, known: Who, form: AForm) -> Put:
    return await run_in_threadpool(_looked_at, request, known, form)


APutFile = Annotated[Put, Depends(_put)]


def _looked_at(request: Request, known: SignedIn, form: Form) -> Put:
    if not form.files:
        return Put(problem=Problem("no_file", "file"))
    if not opened_by(request):
        return Put(problem=Problem("opened_by_nobody", "file"))
    file = form.files[0].file
    try:
        read_file(file)
    except Unread as fault:
        return Put(problem=Problem(f"unread_{fault.why}", "file"))
    return Put(House.of(request).waiting.put(file, known.person_id))


def _what_waits(request: Request, known: Who, token: str) -> Parcel:
    with _waiting(request, known, token) as file:
        return read_file(file)[0]


WhatWaits = Annotated[Parcel, Depends(_what_waits)]
"""What the file of the address makes. Raises NotFound where it doesn't wait any more, or for somebody else."""


def _waiting(request: Request, known: SignedIn, token: str) -> BinaryIO:
    house = House.of(request)
    with house.database.reading() as db:
        me = known.person(db)
        me.must(Right.ARRANGE)
        if before := Arrival.of(me, token):
            raise LedOn(before.to)
    file = house.waiting.open(known.person_id, token)
    if file is None:
        raise NotFound
    return file


async def _bringing(request: Request, known: Who, _form: AForm, token: str) -> AsyncIterator[Bringing]:
    house = House.of(request)
    file = await run_in_threadpool(_waiting, request, known, token)
    with file:
        parcel, archive = await run_in_threadpool(read_file, file)
        async with AsyncExitStack() as kept:
            pictures: dict[str, list[Picture]] = {}
            by_mark: dict[str, list[Picture]] = defaultdict(list)
            came = 0
            at_once = MOST_STEPS if parcel.are_photos else AT_ONCE
            for begin in range(0, len(parcel.photos) if archive else 0, at_once):
                assert archive
                photos = [_Packed(archive, name) for name in parcel.photos[begin : begin + at_once]]
                files = [UploadFile(cast(BinaryIO, one), size=archive.length(one.name)) for one in photos]
                saved = await kept.enter_async_context(house.uploads.keep(files, taker_of(known)))
                came += len(saved.pictures)
                for picture in saved.pictures:
                    by_mark[picture.sent].append(picture)
                for one in photos:
                    pictures[one.name] = by_mark[one.mark]
            lost = len(parcel.photos) - came
            if parcel.are_photos:
                parcel = parcel.in_order(_by_time(photos, saved))
            yield Bringing(parcel, pictures, lost, Sent(token, "", 0))
    await run_in_threadpool(house.waiting.take_away, known.person_id, token)


def _by_time(photos: list[_Packed], saved: Saved) -> list[str]:
    """The names of those that could be read, as they were taken. Raises Problem where none could."""
    marks = [picture.sent for picture in saved.pictures]
    if not marks:
        raise Problem("unread_not_ours", "file")
    readable = (one for one in photos if one.mark in marks)
    return [one.name for one in sorted(readable, key=lambda one: marks.index(one.mark))]


ABringing = Annotated[Bringing, Depends(_bringing, scope="function")]
"""What the file of the address makes, with its photos in the store. They are taken away again when the route refuses;
the file then waits on.
"""
