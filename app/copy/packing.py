"""Packs somebody's own copy of their things into one file that opens on any computer."""

import errno
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from app.assets import FACES, assets
from app.copy.pages import Copy
from app.door.signin import SignedIn
from app.house import House
from app.limits.turns import Busy, asker_of
from app.render import drawing_beside, html_beside
from boards.database import db_of
from boards.hands.people import People
from boards.hands.things import Things
from media import FULL, FolderStore, Missing, NoRoom

IN_MEMORY = 16 * 1024 * 1024
"""Bytes: a larger copy waits in the temporary folder until it was sent."""

PIECE = 256 * 1024

FILE = "my-recipes.zip"

PATIENCE = 10.0
"""Seconds that somebody waits while their last copy, or too many others', is on its way."""

ANEW = 3
"""How often a copy is packed where what may be in it changes meanwhile."""


class TakeAway:
    """Answers a request with a copy of somebody's things."""

    def __init__(self, request: Request) -> None:
        self.request = request

    def __call__(self, things: Things, known: SignedIn) -> Response:
        """Write down that it is taken, and send it."""
        whose = things.person.id
        things.were_taken()
        db_of(things.me).commit()
        return _CopyAnswer(self.request, known, whose)


class _CopyAnswer(Response):
    """Packs the copy once the route is through: it then holds no turn that others wait for.

    What may be in it is asked anew when it is packed, and again before it is sent.
    """

    def __init__(self, request: Request, known: SignedIn, whose: str) -> None:
        super().__init__()
        self.request = request
        self.known = known
        self.whose = whose

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Everybody has one on its way: it takes a thread while it is packed, and room until it was sent.
        async with House.of(self.request).turns_to_pack.take(asker_of(self.request), patience=PATIENCE):
            with await self._packed() as file:
                await _sent(file)(scope, receive, send)

    async def _packed(self) -> IO[bytes]:
        copy = await self._copy()
        for _ in range(ANEW):
            with ExitStack() as unsent:
                file = unsent.enter_context(await run_in_threadpool(packed, copy, House.of(self.request).store))
                before, copy = copy, await self._copy()
                if copy == before:
                    unsent.pop_all()
                    return file
        raise Busy

    async def _copy(self) -> Copy:
        async with House.of(self.request).turns_to_read.take(asker_of(self.request)):
            return await run_in_threadpool(self._looked_up)

    def _looked_up(self) -> Copy:
        house = House.of(self.request)
        with house.database.reading() as db:
            by = self.known.person(db)
            person = by if by.id == self.whose else People(by).find(self.whose)
            return Copy.of(Things(person, by=by), house.settings.today())


def packed(copy: Copy, photos: FolderStore) -> IO[bytes]:
    """The file, for the caller to close. Raises NoRoom; a photo whose file is missing is left out."""
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the caller closes it
    try:
        _pack(copy, photos, file)
    except BaseException as fault:
        with suppress(OSError):  # what it still has to write finds no room either
            file.close()
        if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoom(str(fault)) from fault
        raise
    return file


def _sent(file: IO[bytes]) -> Response:
    length = file.tell()
    file.seek(0)
    headers = {
        "Content-Disposition": f'attachment; filename="{FILE}"',
        "Content-Length": str(length),
        "Cache-Control": "no-store",
    }
    return StreamingResponse(_pieces(file), media_type="application/zip", headers=headers)


def _pack(copy: Copy, photos: FolderStore, file: IO[bytes]) -> None:
    missing: set[str] = set()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("style/board.css", assets().sheet_beside)
        for face in FACES:
            archive.writestr(f"style/{face}.woff2", assets().plain(face), ZIP_STORED)
        for key, name in copy.photos.items():
            try:
                archive.writestr(name, photos.open(key, FULL.name), ZIP_STORED)
            except Missing:
                missing.add(key)
        there = copy.without(missing)
        for drawing in there.drawings:
            archive.writestr(drawing_beside(drawing), assets().svg(drawing))
        for name, page in there.pages:
            archive.writestr(name, html_beside(page))


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece
