"""Sees to it that database and photo folder belong together, before a start changes anything in either."""

import logging
from collections.abc import Set
from dataclasses import dataclass

from app import words
from boards.database import Database
from boards.pair import Known, Pair, known_to
from media import FolderStore, NoRoom

log = logging.getLogger("recipe_board")

FAIR_SHARE = 0.5
"""Which share of a folder's photos a database must know to be taken for its own.

A folder's own database knows all of them but the leftovers of faults. A strange one knows none, since their names are
random; one that was put back from a copy knows those that are older than the copy.
"""


class Apart(Exception):  # noqa: N818 - it is what they are
    """Database and photo folder don't belong together, or may not: why, by its code in the catalogue."""

    def __init__(self, why: str, pair: "Looked") -> None:
        super().__init__(why)
        self.says = words.APART[why].format(count=len(pair.photos or pair.known.keys), number=len(pair.familiar))


@dataclass(frozen=True)
class Mark:
    """What the photo folder bears: the name of its database, and its round."""

    name: str = ""
    round: int = 0

    @classmethod
    def on(cls, store: FolderStore) -> "Mark":
        """The one on a folder. One that was never marked, or whose mark is damaged, has no name."""
        name, _, number = store.mark.strip().partition(" ")
        return cls(name, int(number)) if number.isdecimal() else cls()

    def put_on(self, store: FolderStore) -> None:
        """Mark a folder. Raises NoRoom and OSError."""
        store.put_mark(f"{self.name} {self.round}\n")


@dataclass(frozen=True)
class Looked:
    """What a database and a folder have to do with each other, seen without changing either."""

    mark: Mark
    photos: Set[str]
    """The photos in the folder, those in its trash too."""
    known: Known

    @classmethod
    def at(cls, database: Database, store: FolderStore) -> "Looked":
        """Look. The mark comes first: of the two rounds, the database's rises before."""
        mark, photos = Mark.on(store), {*store.keys(), *store.thrown()}
        return cls(mark, photos, known_to(database))

    @property
    def familiar(self) -> Set[str]:
        """The photos in the folder that the database knows."""
        return self.photos & (self.known.keys | self.known.leaving)

    @property
    def doubts(self) -> list[str]:
        """What may be wrong though they belong together: photos without a row, and rows without a photo."""
        known, said = self.known.keys, []
        if unknown := len(self.photos) - len(self.familiar):
            said.append(words.PAIR_UNKNOWN.format(number=unknown, count=len(self.photos)))
        if lost := len(known - self.photos):
            said.append(words.PAIR_LOST.format(number=lost, count=len(known)))
        return said

    def check(self) -> None:
        """Raise Apart unless they belong together. What has no photo to lose belongs to anything."""
        if why := self._without_photos() if not self.photos else self._with_photos():
            raise Apart(why, self)

    def _without_photos(self) -> str:
        return "no_photos" if self.known.keys else ""

    def _with_photos(self) -> str:
        if not self.known.keys | self.known.leaving:
            return "new"
        if self.mark.name and self.known.name not in ("", self.mark.name):
            return "strange"
        if len(self.familiar) < FAIR_SHARE * len(self.photos):
            return "few"
        is_older = self.mark.name and (not self.known.name or self.known.round < self.mark.round)
        return "older" if is_older and self.familiar != self.photos else ""


def join(database: Database, store: FolderStore) -> None:
    """Let a migrated database and a folder bear one name, and begin the next round.

    Raises NoRoom and OSError for a folder that can't be marked, unless it bears the name already: then its photos are
    still shown.
    """
    before = Mark.on(store)
    with database.writing() as db:
        pair = Pair.of(db)
        pair.go_on(before.round)
        mark = Mark(pair.name, pair.round)
        db.commit()
    try:
        mark.put_on(store)
    except (NoRoom, OSError) as fault:
        if before.name != mark.name:
            raise
        log.warning("The photo folder can't be written to: %s", fault)


def go_on(database: Database, store: FolderStore) -> None:
    """Begin the next round, if database and folder still belong together."""
    if are_pair(database, store):
        join(database, store)


def are_pair(database: Database, store: FolderStore) -> bool:
    """Whether database and folder bear one name."""
    with database.reading() as db:
        return Pair.of(db).name == Mark.on(store).name
