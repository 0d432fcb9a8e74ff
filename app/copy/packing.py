"""Packs recipes and photos into one file that opens on any computer."""

import errno
import hashlib
import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from datetime import date
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from app.assets import FACES, assets
from app.copy.bundle import Bundle, File
from app.copy.elsewhere import TakenElsewhere
from app.copy.own import Copy
from app.door.signin import SignedIn
from app.house import House
from app.limits.refusal import NoRoomToMake
from app.limits.turns import Busy, asker_of
from app.render import drawing_beside, html_beside
from boards.database import Db, db_of
from boards.hands.elsewhere import Elsewhere
from boards.hands.people import People
from boards.hands.things import Things
from media import FULL, FolderStore, Missing

IN_MEMORY = 16 * 1024 * 1024
"""Bytes: a larger copy waits in the temporary folder until it was sent."""

PIECE = 256 * 1024

PATIENCE = 10.0
"""Seconds that somebody waits while their last copy, or too many others', is on its way."""

ANEW = 3
"""How often a copy is packed where what may be in it changes meanwhile."""


LookedUp = Callable[[Db, date], Bundle]
"""What is to be packed on a day, as the database has it now. Raises where whoever asked may have it no more."""


class TakeAway:
    """Answers a request with a file for whoever asks to take something away."""

    def __init__(self, request: Request) -> None:
        self.request = request

    def __call__(self, things: Things, known: SignedIn) -> Response:
        """Write down that somebody's things are taken, and send them."""
        whose = things.person.id
        things.were_taken()
        db_of(things.me).commit()

        def theirs(db: Db, today: date) -> Bundle:
            by = known.person(db)
            person = by if by.id == whose else People(by).find(whose)
            return Copy.of(Things(person, by=by), today)

        return _FileAnswer(self.request, theirs)

    def elsewhere(self, elsewhere: Elsewhere, known: SignedIn) -> Response:
        """Write down that something of the group is taken elsewhere, and send it."""
        again = elsewhere.again
        elsewhere.was_taken()
        db_of(elsewhere.me).commit()

        def ours(db: Db, today: date) -> Bundle:
            return TakenElsewhere.of(again(known.person(db)), today)

        return _FileAnswer(self.request, ours)


class _FileAnswer(Response):
    """Packs a file once the route is through: it then holds no turn that others wait for.

    What may be in it is asked anew when it is packed, and again before it is sent.
    """

    def __init__(self, request: Request, looked_up: LookedUp) -> None:
        super().__init__()
        self.request = request
        self.looked_up = looked_up

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        # Everybody has one on its way: it takes a thread while it is packed, and room until it was sent.
        async with House.of(self.request).turns_to_pack.take(asker_of(self.request), patience=PATIENCE):
            bundle = await self._bundle()
            with await self._packed(bundle) as file:
                await _sent(file, bundle.named)(scope, receive, send)

    async def _packed(self, bundle: Bundle) -> IO[bytes]:
        for _ in range(ANEW):
            with ExitStack() as unsent:
                file = unsent.enter_context(await run_in_threadpool(packed, bundle, House.of(self.request).store))
                before, bundle = bundle, await self._bundle()
                if bundle == before:
                    unsent.pop_all()
                    return file
        raise Busy

    async def _bundle(self) -> Bundle:
        async with House.of(self.request).turns_to_read.take(asker_of(self.request)):
            return await run_in_threadpool(self._now)

    def _now(self) -> Bundle:
        house = House.of(self.request)
        with house.database.reading() as db:
            return self.looked_up(db, house.settings.today())


def packed(bundle: Bundle, photos: FolderStore) -> IO[bytes]:
    """The file, for the caller to close. Raises NoRoomToMake; a photo whose file is missing is left out."""
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the caller closes it
    try:
        _pack(bundle, photos, file)
    except BaseException as fault:
        with suppress(OSError):  # what it still has to write finds no room either
            file.close()
        if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoomToMake(str(fault)) from fault
        raise
    return file


def _sent(file: IO[bytes], name: str) -> Response:
    length = file.tell()
    file.seek(0)
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Length": str(length),
        "Cache-Control": "no-store",
    }
    return StreamingResponse(_pieces(file), media_type="application/zip", headers=headers)


def _pack(bundle: Bundle, photos: FolderStore, file: IO[bytes]) -> None:
    missing: set[str] = set()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archived = _Archived(archive)
        archived.put("style/board.css", assets().sheet_beside.encode())
        for face in FACES:
            archived.put(f"style/{face}.woff2", assets().plain(face), ZIP_STORED)
        for key, name in bundle.photos.items():
            try:
                archived.put(name, photos.open(key, FULL.name), ZIP_STORED)
            except Missing:
                missing.add(key)
        there = bundle.without(missing)
        for drawing in there.drawings:
            archived.put(drawing_beside(drawing), assets().svg(drawing))
        for name, page in there.pages:
            archived.put(name, html_beside(page).encode())
        if listing := there.listing(archived.files):
            name, said = listing
            archived.put(name, json.dumps(said, ensure_ascii=False, indent=1).encode())


class _Archived:
    """An archive that is being filled, and what each file in it is."""

    def __init__(self, archive: ZipFile) -> None:
        self.archive = archive
        self.files: dict[str, File] = {}

    def put(self, name: str, content: bytes, how: int = ZIP_DEFLATED) -> None:
        self.archive.writestr(name, content, how)
        self.files[name] = File(len(content), hashlib.sha256(content).hexdigest())


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece
