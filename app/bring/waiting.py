"""Where a file waits that somebody has brought, between the page that says what it makes and the one that makes it.

    data/brought/PERSON.TOKEN     one for each person; whoever brings another one lets the first go

Nobody but that person goes on with it, and nobody after an hour.
"""

import os
import re
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import BinaryIO, Final

from media import room_told

KEPT: Final = timedelta(hours=1)

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{22}")
_PIECE: Final = 1024 * 1024


class Waiting:
    """The folder of the files that wait. It is made when the first one comes."""

    def __init__(self, folder: Path) -> None:
        self._folder: Final = folder

    def put(self, file: BinaryIO, person_id: str) -> str:
        """Let a file wait for somebody; gives what it is asked for with. Raises NoRoom, and then nothing is kept."""
        self.clear()
        token = secrets.token_urlsafe(16)
        place = self._place(person_id, token)
        file.seek(0)
        try:
            with room_told():
                self._folder.mkdir(mode=0o700, exist_ok=True)
                with open(place, "xb", opener=_private) as kept:
                    shutil.copyfileobj(file, kept, _PIECE)
        except BaseException:
            place.unlink(missing_ok=True)
            raise
        for before in self._of(person_id):
            if before != place:
                before.unlink(missing_ok=True)
        return token

    def open(self, person_id: str, token: str) -> BinaryIO | None:
        """A file that waits for somebody, if it still does."""
        self.clear()
        if not _TOKEN.fullmatch(token):
            return None
        with suppress(FileNotFoundError):
            return self._place(person_id, token).open("rb")
        return None

    def take_away(self, person_id: str, token: str) -> None:
        """Let a file go; nothing happens where there is none."""
        if _TOKEN.fullmatch(token):
            self._place(person_id, token).unlink(missing_ok=True)

    def clear(self) -> None:
        """Let go what has waited for its hour, or says that it comes from a day ahead."""
        for place in self._all():
            with suppress(FileNotFoundError):
                if abs(time.time() - place.stat().st_mtime) > KEPT.total_seconds():
                    place.unlink(missing_ok=True)

    def _place(self, person_id: str, token: str) -> Path:
        return self._folder / f"{person_id}.{token}"

    def _of(self, person_id: str) -> Iterator[Path]:
        return (place for place in self._all() if place.name.partition(".")[0] == person_id)

    def _all(self) -> list[Path]:
        try:
            return list(self._folder.iterdir())
        except FileNotFoundError:
            return []


def _private(name: str, flags: int) -> int:
    return os.open(name, flags | os.O_NOFOLLOW, 0o600)
