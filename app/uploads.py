"""Photos on their way in: from the files of a form to pictures in the store."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile

from app import words
from boards.photo import Picture
from boards.problems import Problem
from media import CARD, MEGABYTES, Developed, FolderStore, Photo, PhotoProblem, Reason, Workshop, in_order


@dataclass(frozen=True)
class Unread:
    """A file that could not be taken in: which one it was, counted from 1, and why."""

    number: int
    reason: Reason


@dataclass
class Kept:
    """What became of the files of one request, in the order in which the photos were taken."""

    pictures: list[Picture] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)


class Uploads:
    """Takes photos in, a few at a time, so that a large upload doesn't fill the memory."""

    def __init__(self, workshop: Workshop, store: FolderStore, at_once: int) -> None:
        self.workshop = workshop
        self.store = store
        self._turns = asyncio.Semaphore(at_once)

    @asynccontextmanager
    async def keep(self, files: Sequence[UploadFile]) -> AsyncIterator[Kept]:
        """Keep the photos while a block runs; if it fails, they are taken away again."""
        kept = Kept()
        try:
            await self._keep_into(kept, files)
            yield kept
        except BaseException:
            for picture in kept.pictures:
                await run_in_threadpool(self.store.remove, picture.key)
            raise

    async def _keep_into(self, kept: Kept, files: Sequence[UploadFile]) -> None:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(self._keep_one(kept, n, file)) for n, file in enumerate(files, start=1)]
        taken = [result for task in tasks if (result := task.result())]
        kept.pictures = [picture for picture, _ in in_order(taken, lambda one: one[1].taken)]
        kept.unread.sort(key=lambda unread: unread.number)

    async def _keep_one(self, kept: Kept, number: int, file: UploadFile) -> tuple[Picture, Developed] | None:
        async with self._turns:
            try:
                picture, developed = await self.take(await _content(file))
            except PhotoProblem as problem:
                kept.unread.append(Unread(number, problem.reason))
                return None
        kept.pictures.append(picture)  # at once, so that it is taken away if another file's failure ends us
        return picture, developed

    async def take(self, content: bytes) -> tuple[Picture, Developed]:
        """Take one photo in for good. Raises PhotoProblem and NoRoom."""
        developed = await self.workshop.develop(content)
        found = await self.workshop.find(developed.files[CARD.name])
        photo = await run_in_threadpool(self.store.keep, developed)
        sent = hashlib.sha256(content).hexdigest()
        places = tuple((box.left, box.top, box.width, box.height) for box in found.boxes)
        return replace(picture_of(photo), sent=sent, found=places, searched=found.looked), developed


def picture_of(photo: Photo) -> Picture:
    """A kept photo as the domain takes it."""
    return Picture(photo.key, photo.width, photo.height, photo.tone)


async def _content(file: UploadFile) -> bytes:
    if (file.size or 0) > MEGABYTES * 1_000_000:
        raise PhotoProblem(Reason.TOO_LARGE)
    return await file.read()


def photos_needed(kept: Kept, *, or_else: str = "") -> list[Picture]:
    """The photos of a form. Raises Problem when there is none, unless something else was said."""
    if kept.unread and not kept.pictures:
        raise Problem("nothing_readable", "photos", why=" ".join(why_of(kept)))
    if not kept.pictures and not or_else:
        raise Problem("no_photos", "photos")
    return kept.pictures


def said_of(kept: Kept, saved: str) -> str:
    """What to say of a sending: what was saved, and on a line of its own each file that was not, with the reason."""
    return "\n".join([saved, *why_of(kept)])


def why_of(kept: Kept) -> list[str]:
    """Which files were not kept, and why, in words."""
    return [
        words.PHOTO_UNREAD.format(number=unread.number, why=words.PHOTO_PROBLEMS[unread.reason])
        for unread in kept.unread
    ]
