"""Photos on their way in: from the files of a form to pictures in the store."""

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator, Collection, Sequence
from concurrent.futures import Future
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import BinaryIO

from sqlalchemy.exc import SQLAlchemyError
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from app import words
from app.door.signin import SignedIn
from boards.arrival import Sent
from boards.database import Database
from boards.photo import Checksums, Photo, Picture, photo_keys
from boards.problems import Problem
from boards.recipe import Step
from media import (
    MEGABYTES,
    Brought,
    Detection,
    Developed,
    FolderStore,
    PhotoProblem,
    Reason,
    TakenIn,
    Taker,
    Workshop,
    in_order,
)

log = logging.getLogger("recipe_board")


@dataclass(frozen=True)
class Unread:
    """A file that could not be taken in: which one it was, counted from 1, and why."""

    number: int
    reason: Reason


@dataclass
class Saved:
    """What became of the files of one request, in the order in which the photos were taken."""

    pictures: list[Picture] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
    partial: list[int] = field(default_factory=list)
    """Which of the files lost so much of their end that it is seen: they were kept as far as they go."""
    again: dict[str, str] = field(default_factory=dict)
    """Which photo stands there already for one that was sent before, by their keys."""
    sent: Sent | None = None
    """What a device says of the one photo that it sends by itself."""

    def stand_in(self, steps: Sequence[Step]) -> None:
        """Say which steps the pictures are in, in their order. Some of the steps may have been there already."""
        for picture, step in zip(self.pictures, steps, strict=True):
            if step.was_made_of(picture) and step.photo_key != picture.key:
                self.again[picture.key] = step.photo_key


class Unopened:
    """One photo as it was sent: read when its turn has come, and not at all where it is too large anyway."""

    def __init__(self, file: BinaryIO, length: int) -> None:
        self.file = file
        self.length = length
        self.mark = ""
        """Stands for its bytes, once they were read."""

    def read(self) -> bytes:
        """Its bytes. Raises PhotoProblem."""
        if self.length > MEGABYTES * 1_000_000:
            raise PhotoProblem(Reason.TOO_LARGE)
        content = self.file.read()
        self.mark = hashlib.sha256(content).hexdigest()
        return content


class Uploads:
    """Takes photos in, in the workshop's order."""

    def __init__(self, workshop: Workshop, store: FolderStore, database: Database) -> None:
        self.workshop = workshop
        self.store = store
        self.database = database

    @asynccontextmanager
    async def keep(self, files: Sequence[UploadFile], taker: Taker) -> AsyncIterator[Saved]:
        """Keep somebody's photos while a block runs. Those that no row has taken when it ends are taken away again.

        Raises Crowded, before anything is read.
        """
        saved = Saved()
        try:
            await self._keep_into(saved, files, taker)
            yield saved
        except Exception as fault:
            await self.let_go([picture.key for picture in saved.pictures], after=fault)
            raise
        if saved.again:
            await run_in_threadpool(self._mend, saved)
        await self.let_go([picture.key for picture in saved.pictures])

    async def let_go(self, keys: Collection[str], *, after: Exception | None = None) -> None:
        """Take away the photos that no row has. Where the database can't be asked, they wait for the sweep; so they do
        where we are cancelled, since a thread may be left behind that still commits.

        `after` is the fault that came before: an answer that was lost says nothing of what was saved.
        """
        if keys and not _is_cancelled():
            await run_in_threadpool(self._let_go, set(keys), isinstance(after, SQLAlchemyError))

    def _let_go(self, keys: set[str], is_doubtful: bool) -> None:
        try:
            with self.database.settled("photo") if is_doubtful else self.database.reading() as db:
                claimed = photo_keys(db, among=keys)
        except SQLAlchemyError as fault:
            log.error("%d photos wait for the sweep, since the database can't be asked: %s", len(keys), fault)
            return
        self.store.remove_each(keys - claimed)

    def _mend(self, saved: Saved) -> None:
        """Let what was sent again take the place of a photo whose files are lost."""
        sent = {picture.key: picture for picture in saved.pictures}
        for new, there in saved.again.items():
            if not self.store.has(there):
                log.warning("A photo whose files were lost was sent again")
                self._note(there, {})  # so that a power cut leaves no checksums that aren't of these files
                self.store.stand_in(new, there)
                self._note(there, sent[new].checksums)

    def _note(self, key: str, checksums: Checksums) -> None:
        with self.database.writing() as db:
            Photo.find(db, key).note_checksums(checksums)
            db.commit()

    async def _keep_into(self, saved: Saved, files: Sequence[UploadFile], taker: Taker) -> None:
        """Those at work end their photo also when another fails: a thread can't be stopped, and would leave a file."""
        brought = [Unopened(file.file, file.size or 0) for file in files]
        answers = self.workshop.begin_taking([Brought(one.read, one.length) for one in brought], taker)
        tasks = [self._keep_one(saved, number, unopened, answers) for number, unopened in enumerate(brought, start=1)]
        results = await asyncio.gather(*tasks, return_exceptions=True)
        for result in sorted(results, key=lambda result: isinstance(result, asyncio.CancelledError)):
            if isinstance(result, BaseException):
                raise result
        taken = [result for result in results if isinstance(result, tuple)]
        saved.pictures = [picture for picture, _ in in_order(taken, lambda one: one[1].taken)]
        saved.unread.sort(key=lambda unread: unread.number)

    async def _keep_one(
        self, saved: Saved, number: int, unopened: Unopened, answers: Sequence[Future[TakenIn]]
    ) -> tuple[Picture, Developed] | None:
        try:
            picture, developed = await self._keep(unopened, answers[number - 1])
        except PhotoProblem as problem:
            saved.unread.append(Unread(number, problem.reason))
            return None
        except Exception:
            for waiting in answers:
                waiting.cancel()  # it failed for a reason that isn't its own: no further one is begun
            raise
        if developed.is_partial:
            saved.partial.append(number)
        saved.pictures.append(picture)  # at once, so that it is taken away if another file's failure ends us
        return picture, developed

    async def take(self, content: bytes, taker: Taker) -> tuple[Picture, Developed]:
        """Take one photo in for good. Raises PhotoProblem, Crowded and NoRoom."""
        unopened = Unopened(BytesIO(content), len(content))
        return await self._keep(unopened, *self.workshop.begin_taking([Brought(unopened.read, len(content))], taker))

    async def _keep(self, unopened: Unopened, answer: Future[TakenIn]) -> tuple[Picture, Developed]:
        developed, found = await asyncio.wrap_future(answer)
        return replace(await self.shelve(developed, found), sent=unopened.mark), developed

    async def shelve(self, developed: Developed, found: Detection) -> Picture:
        """Put a photo, and who was found in it, where the domain can take it. Raises NoRoom."""
        photo = await run_in_threadpool(self.store.keep, developed)
        regions = tuple((region.left, region.top, region.width, region.height) for region in found.regions)
        seen = Picture(photo.key, photo.width, photo.height, photo.tone, found=regions, searched=found.looked)
        return replace(seen, checksums=photo.checksums)


def taker_of(person: SignedIn) -> Taker:
    """Whose photos they are: groups take turns, and in a group its people do."""
    return Taker(person.group_id, person.person_id)


def _is_cancelled() -> bool:
    """Whether we are told to stop: what then fails is what the thread still works with."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def photos_needed(saved: Saved, *, or_else: str = "") -> list[Picture]:
    """The photos of a form. Raises Problem when there is none, unless something else was said."""
    if saved.unread and not saved.pictures:
        raise Problem("not_readable" if saved.sent else "nothing_readable", "photos", why=" ".join(why_of(saved)))
    if not saved.pictures and not or_else:
        raise Problem("no_photos", "photos")
    return saved.pictures


def said_of(sent: Saved, saved: str) -> str:
    """What to say of a sending: what was saved, and on a line of its own each file that was not, with the reason."""
    return "\n".join([saved, *why_of(sent)])


def why_of(saved: Saved) -> list[str]:
    """Which files were not saved, or not whole, and why, in words."""
    said = [(unread.number, words.PHOTO_PROBLEMS[unread.reason]) for unread in saved.unread]
    said += [(number, words.PHOTO_PARTIAL) for number in saved.partial]
    first = saved.sent.number if saved.sent else 1  # a device sends the third of five by itself
    return [words.PHOTO_UNREAD.format(number=number + first - 1, why=why) for number, why in sorted(said)]
