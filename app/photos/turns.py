"""Turning a photo by hand: each time it is made anew from what it was first turned from, so that nothing is lost."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from starlette.concurrency import run_in_threadpool

from app.photos.uploads import Uploads
from boards.photo import Checksums, Photo, Picture
from media import CARD, FULL, QUARTERS, SOURCE, Checksum, FolderStore, Missing, Taker

BACK = QUARTERS - 1
"""As many quarters lead back from one."""


@dataclass(frozen=True)
class Lying:
    """A photo to turn: its key, by how many quarters it is turned already, and by what its files are known."""

    key: str
    turned: int
    checksums: Checksums

    @classmethod
    def of(cls, photo: Photo) -> "Lying":
        """A photo as it lies now."""
        return cls(photo.key, photo.turned, dict(photo.checksums))

    def source(self, store: FolderStore) -> tuple[bytes, int]:
        """What it is made from, and by how many quarters it is turned from that. Where the source isn't what was kept,
        the photo itself is one. Raises Missing.
        """
        if self.turned and SOURCE.name in self.checksums:
            try:
                content = store.open(self.key, SOURCE.name)
            except (Missing, OSError):
                content = b""
            if Checksum.of(content) == tuple(self.checksums[SOURCE.name]):
                return content, self.turned
        return store.open(self.key, FULL.name), 0


@asynccontextmanager
async def turned(uploads: Uploads, photo: Lying, quarters: int, taker: Taker) -> AsyncIterator[Picture]:
    """A photo anew, turned by some quarters more, in the store while a block runs. Raises Crowded.

    When the block ends, the photo of the two that no row has is taken away.
    """
    content, before = await run_in_threadpool(photo.source, uploads.store)
    after = (before + quarters) % QUARTERS
    developed = await uploads.workshop.turn(content, after, taker)
    # Faces that lie on their side are seldom found.
    found = await uploads.workshop.find(developed.files[CARD.name], taker)
    if after:
        developed = replace(developed, files=developed.files | {SOURCE.name: content})
    picture = replace(await uploads.shelve(developed, found), turned=after)
    try:
        yield picture
    except Exception as fault:
        await uploads.let_go([picture.key, photo.key], after=fault)
        raise
    await uploads.let_go([picture.key, photo.key])
