"""Where photos lie that no row wants, before they are gone: a folder in the photo folder.

    photos/.trash/XqP0…/     one folder a photo; when it was put there is the folder's own time

Only the sweep puts photos here. What somebody asked to have deleted never lies in it.
"""

import os
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Final

from media.disk import folders, make_folder, sync_folder
from media.photo import is_key

KEPT: Final = timedelta(days=30)
"""How long a photo lies in the trash at least."""


class Trash:
    """The trash of a photo folder. It is made when the first photo is put in."""

    def __init__(self, root: Path) -> None:
        self._folder: Final = root / ".trash"

    def place(self, key: str) -> Path:
        """Where a photo lies, if it lies here."""
        return self._folder / key

    def keys(self) -> Iterator[str]:
        """The keys of the photos that lie here, in no order."""
        yield from (place.name for place in folders(self._folder) if is_key(place.name))

    def put(self, place: Path) -> None:
        """Put a photo in, with all its sizes; nothing happens where it is gone already."""
        make_folder(self._folder)
        with suppress(FileNotFoundError):
            thrown = place.rename(self.place(place.name))
            os.utime(thrown)
            sync_folder(self._folder)
            sync_folder(place.parent)

    def take_out(self, key: str, to: Path) -> None:
        """Take a photo out again, to where it was."""
        make_folder(to.parent)
        with suppress(FileNotFoundError):
            os.utime(self.place(key).rename(to))
            sync_folder(to.parent)
            sync_folder(self._folder)

    def empty(self) -> list[str]:
        """Delete for good what has lain here for its days; gives the keys."""
        before = time.time() - KEPT.total_seconds()
        past = [key for key in self.keys() if _since(self.place(key)) < before]
        for key in past:
            shutil.rmtree(self.place(key), ignore_errors=True)
        return past


def _since(place: Path) -> float:
    """Since when a photo lies here, in seconds since 1970; what is gone by now counts as new."""
    try:
        return place.stat().st_mtime
    except FileNotFoundError:
        return time.time()
