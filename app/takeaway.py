"""Packs somebody's own copy of their things into one file that opens on any computer."""

import errno
from collections.abc import Iterator
from tempfile import SpooledTemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from starlette.background import BackgroundTask
from starlette.responses import StreamingResponse

from app.assets import FACES, assets
from app.pages.taken import Copy
from app.render import html
from media import FULL, FolderStore, Missing, NoRoom

IN_MEMORY = 16 * 1024 * 1024
"""Bytes: a larger copy waits in the temporary folder until it was sent."""

PIECE = 256 * 1024

FILE = "my-recipes.zip"


def packed(copy: Copy, photos: FolderStore) -> StreamingResponse:
    """The file, on its way. Raises NoRoom; a photo whose file is missing is left out."""
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - it is closed when it was sent
    try:
        _pack(copy, photos, file)
    except BaseException as fault:
        file.close()
        if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoom(str(fault)) from fault
        raise
    length = file.tell()
    file.seek(0)
    headers = {
        "Content-Disposition": f'attachment; filename="{FILE}"',
        "Content-Length": str(length),
        "Cache-Control": "no-store",
    }
    return StreamingResponse(
        _pieces(file), media_type="application/zip", headers=headers, background=BackgroundTask(file.close)
    )


def _pack(copy: Copy, photos: FolderStore, file: IO[bytes]) -> None:
    missing: set[str] = set()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("style/board.css", assets().sheet_beside)
        for face in FACES:
            archive.writestr(f"style/{face}.woff2", assets().plain(face), ZIP_STORED)
        for photo in copy.photos:
            try:
                archive.writestr(photo.file, photos.open(photo.key, FULL.name), ZIP_STORED)
            except Missing:
                missing.add(photo.key)
        for name, page in copy.without(missing).pages:
            archive.writestr(name, html(page))


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece
