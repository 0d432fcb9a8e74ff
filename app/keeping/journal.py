"""The journal: what changed, in a folder outside of the database. A restore learns from it of every *no* since.

    journal/changes     one line of JSON for each changed row as it was then, the newest last; the first says of what
    journal/lock        held by whoever writes

It holds what rows hold (names, words, who may see what) and no picture. Lines go when no backup is left that could need
them: after `BACKUP_DAYS`.
"""

import json
import logging
import os
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from app.keeping.lock import locked
from boards.change import Change, rows_of
from boards.clock import is_past
from boards.database import Database, now
from boards.pair import Pair
from media import make_folder, replace, write

log = logging.getLogger("recipe_board")

CHANGES: Final = "changes"
LOCK: Final = "lock"

OVERTAKING: Final = 500
"""How many changes later one may still be kept that was begun before them, on a server with many writers."""

Row = dict[str, Any]


class NoJournal(Exception):  # noqa: N818 - it is what it is
    """There is no journal, or not the one that is needed: why, by its code in the catalogue."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Written:
    """What stands in a journal: of which pair of database and folder, after which change it begins, which one is the
    last, and each row as it was last known: none for one that is gone.
    """

    name: str
    begins_after: int
    last: int
    rows: Mapping[tuple[str, str], Row | None]

    def must_reach(self, *, name: str, number: int) -> None:
        """Raise NoJournal unless it tells all that happened to a database since a change."""
        if self.name != name:
            raise NoJournal("other")
        if self.begins_after > number:
            raise NoJournal("later")
        if self.last < number:
            raise NoJournal("older")


class Journal:
    """The journal of one database, which follows each commit. Several processes and threads may write to it."""

    def __init__(self, folder: Path, database: Database) -> None:
        self.folder = folder
        self._database = database
        self._known: deque[int] = deque(maxlen=2 * OVERTAKING)
        self._read_to = 0
        self._inode = 0
        self._begins_after = 0
        self.is_behind = False
        """Whether it couldn't be written to when it was last tried. It catches up with the next commit."""

    @classmethod
    def following(cls, database: Database, folder: Path) -> "Journal":
        """The journal in a folder, which follows every commit to a database from now on."""
        journal = cls(folder, database)
        database.then = journal.follow
        return journal

    def follow(self) -> None:
        """Write down what has changed since the last time. It raises nothing: what was kept is kept."""
        try:
            with _opened(self.folder) as file, self._database.reading() as db:
                self._look(file)
                first, newest = Change.span(db)
                if not self._goes_on(first, newest):
                    self._begin(file, Pair.of(db).name, first - 1)
                changes = Change.after(db, max(self._begins_after, self.last - OVERTAKING), but=self._known)
                self._append(file, [_line(of, row) for of, row in rows_of(db, changes)])
            self.is_behind = False
        except Exception as fault:  # whatever it is, the change itself was kept
            if not self.is_behind:
                log.error("The journal can't be written to: %s. A restore needs it.", fault)
            self.is_behind = True

    def _look(self, file: int) -> None:
        """Read what others have written since, and take away a line that a crash left half-way."""
        status = os.fstat(file)
        if status.st_ino != self._inode or status.st_size < self._read_to:
            self._known.clear()
            self._inode, self._read_to, self._begins_after = status.st_ino, 0, 0
        content = os.pread(file, status.st_size - self._read_to, self._read_to)
        whole = content.rfind(b"\n") + 1
        if whole < len(content):
            os.ftruncate(file, self._read_to + whole)
        for line in content[:whole].splitlines():
            said = json.loads(line)
            self._known.extend(_numbers(said))
            self._begins_after = said["id"] if "journal" in said else self._begins_after
        self._read_to += whole

    def _goes_on(self, first: int, newest: int) -> bool:
        """Whether nothing lies between its last line and what the database has noted, which is no older."""
        return self._read_to > 0 and first - 1 <= self.last <= newest

    def _begin(self, file: int, name: str, after: int) -> None:
        if self._read_to:
            log.warning("The journal was of another state of the database, and begins anew")
        os.ftruncate(file, 0)
        self._known.clear()
        self._read_to, self._begins_after = 0, after
        self._append(file, [{"id": after, "at": now().isoformat(), "journal": name}])

    def _append(self, file: int, lines: list[Row]) -> None:
        if not lines:
            return
        content = b"".join(_packed(line) for line in lines)
        try:
            write(file, content)
            os.fsync(file)
        except BaseException:
            os.ftruncate(file, self._read_to)
            raise
        self._read_to += len(content)
        for line in lines:
            self._known.extend(_numbers(line))

    @property
    def last(self) -> int:
        """The number of the last change that it has written down."""
        return max(self._known, default=0)

    def forget(self, kept: timedelta) -> None:
        """Forget the lines that are past their days. Raises NoRoom and OSError."""
        with _opened(self.folder) as file:
            self._look(file)
            head, *lines = [json.loads(line) for line in os.pread(file, self._read_to, 0).splitlines()]
            past = [line for line in lines if is_past(datetime.fromisoformat(line["at"]), kept)]
            if not past:
                return
            head["id"] = max(line["id"] for line in past)
            stays = [line for line in lines if line["id"] > head["id"]]
            replace(self.folder / CHANGES, b"".join(_packed(line) for line in [head, *stays]))


def read_journal(folder: Path) -> Written:
    """What stands in a journal. Raises NoJournal and OSError."""
    try:
        lines = (folder / CHANGES).read_bytes().split(b"\n")[:-1]  # what a crash left half-way isn't one
        head, *changes = [json.loads(line) for line in lines]
        rows = {(change["kind"], change["row"]): change["is"] for change in changes}
        last = max(change["id"] for change in [head, *changes])
        return Written(head["journal"], head["id"], last, rows)
    except (FileNotFoundError, NotADirectoryError):
        raise NoJournal("none") from None
    except (ValueError, KeyError, TypeError):
        raise NoJournal("damaged") from None


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    """The journal, open to read and to append, and nobody else's until the block ends."""
    make_folder(folder)
    with locked(folder / LOCK, waits=True):
        file = os.open(folder / CHANGES, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
        try:
            yield file
        finally:
            os.close(file)


def _line(of: Sequence[Change], row: Row | None) -> Row:
    *before, last = of
    line = {"id": last.id, "at": now().isoformat(), "kind": last.kind, "row": last.row, "is": row}
    return line | ({"also": [change.id for change in before]} if before else {})


def _numbers(line: Row) -> list[int]:
    """The changes that a line is about."""
    return [*line.get("also", ()), line["id"]]


def _packed(line: Row) -> bytes:
    return json.dumps(line, ensure_ascii=False, default=_said).encode() + b"\n"


def _said(value: object) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    raise TypeError(type(value))
