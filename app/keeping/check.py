"""Whether database and photos are sound: what the operator is told, and what can be put right.

Nothing is deleted here. What is looked at may change meanwhile, since people go on: what seems wrong is asked again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.exc import DatabaseError, OperationalError

from app import words
from app.addresses import photo as photo_address
from app.keeping.look import Look
from app.keeping.progress import progress
from app.pair import Apart, Looked
from app.settings import Settings
from boards.database import Database
from boards.photo import Photo, checksums_noted
from boards.sound import faults_of
from media import FULL, FolderStore, NoRoom, PhotoProblem, Workshop

Say = Callable[[str], None]


@dataclass
class Found:
    """What is wrong with photos, and what was put right, by their keys."""

    photos: int = 0
    lost: dict[str, Look] = field(default_factory=dict)
    """They are missing or damaged, in a size at least."""
    thrown: set[str] = field(default_factory=set)
    """They lie in the trash, and a row wants them."""
    unknown: dict[str, Look] = field(default_factory=dict)
    """They are whole as far as one can see, and it isn't noted yet by what they are known."""
    mended: set[str] = field(default_factory=set)

    @property
    def is_well(self) -> bool:
        """Whether nothing is wrong. What isn't noted yet isn't wrong."""
        return not self.lost and not self.thrown


def look_at(
    database: Database, store: FolderStore, keys: Iterable[str], noted: Mapping[str, Mapping[str, Any]]
) -> Found:
    """Read every file of photos, and compare it with what stands in their rows."""
    found, thrown = Found(), set(store.thrown())
    for key in keys:
        found.photos += 1
        known, look = noted[key], Look.at(store, key, noted[key])
        if not look.is_whole:
            # Who withdrew it meanwhile, or sent it again, has changed the row.
            with database.reading() as db:
                now = checksums_noted(db, of=key)
            if key not in now:
                continue
            known, look = now[key], Look.at(store, key, now[key])
        if not look.is_whole:
            found.lost[key] = look
        elif key in thrown:
            found.thrown.add(key)
        if look.is_whole and not known:
            found.unknown[key] = look
    return found


def note_unknown(database: Database, found: Found) -> None:
    """Note by what photos are known whose files were read and are whole."""
    if not found.unknown:
        return
    with database.writing() as db:
        for key, look in found.unknown.items():
            photo = db.get(Photo, key)
            if photo and not photo.removed_at and not photo.checksums:
                photo.note_checksums(look.checksums)
        db.commit()


class Check:
    """A check of a database and its photo folder, which is said as it goes on."""

    def __init__(self, settings: Settings, database: Database, store: FolderStore, say: Say) -> None:
        self.settings = settings
        self.database = database
        self.store = store
        self.say = say

    def run(self, *, mends: bool) -> bool:
        """Check everything, and show how far we are; gives whether all is well, or is now.

        Raises OperationalError, InterfaceError and OSError where nothing can be looked at.
        """
        if not self._is_database_well():
            return False
        with self.database.reading() as db:
            noted = checksums_noted(db)
        found = look_at(self.database, self.store, progress(words.CHECK_READING)(sorted(noted)), noted)
        if mends:
            self._mend(found)
        self._tell(found, mends=mends)
        return found.is_well

    def _is_database_well(self) -> bool:
        try:
            if not self.database.is_there() or not self.database.is_migrated():
                self.say(words.CHECK_OTHER_RELEASE)
                return False
            faults = faults_of(self.database)
        except OperationalError:
            raise
        except DatabaseError as fault:
            faults = [str(fault.orig)]
        for why in faults:
            self.say(words.CHECK_DATABASE.format(why=why))
        if faults:
            self.say(words.CHECK_DATABASE_WAY_ON)
            return False
        try:
            Looked.at(self.database, self.store).check()
        except Apart as apart:
            self.say(apart.says)
            return False
        return True

    def _mend(self, found: Found) -> None:
        for key in found.thrown:
            self.store.bring_back(key)
        found.mended |= found.thrown
        found.thrown = set()
        note_unknown(self.database, found)
        remakes = [key for key, look in found.lost.items() if FULL.name not in look.lost and self._is_proven(key)]
        if not remakes:
            return
        workshop = Workshop(1)
        try:
            for key in remakes:
                if self._is_remade(found.lost[key], workshop):
                    found.mended.add(key)
                    del found.lost[key]
        finally:
            workshop.close()

    def _is_proven(self, key: str) -> bool:
        with self.database.reading() as db:
            return FULL.name in checksums_noted(db, of=key).get(key, {})

    def _is_remade(self, look: Look, workshop: Workshop) -> bool:
        """Make the smaller sizes anew of the largest, which is known to be whole."""
        try:
            developed = workshop.begin(self.store.open(look.key, FULL.name)).result()
        except PhotoProblem:
            return False
        for size in look.lost:
            try:
                self.store.put(look.key, size, developed.files[size])
            except (NoRoom, OSError) as fault:
                self.say(words.PAIR_UNREADABLE.format(why=fault))
                return False
        with self.database.writing() as db:
            photo = db.get(Photo, look.key)
            if photo is None or photo.removed_at:
                return False
            remade = Look.at(self.store, look.key, {FULL.name: photo.checksums[FULL.name]})
            photo.note_checksums({**photo.checksums, **remade.checksums})
            db.commit()
        return remade.is_whole

    def _tell(self, found: Found, *, mends: bool) -> None:
        for key, look in sorted(found.lost.items()):
            address = self.settings.address + photo_address(key)
            for sizes, says in ((look.missing, words.CHECK_MISSING), (look.damaged, words.CHECK_DAMAGED)):
                if sizes:
                    self.say(says.format(place=address, what=", ".join(sizes)))
        if found.mended:
            self.say(words.CHECK_MENDED.format(number=len(found.mended)))
        if found.thrown:
            self.say(words.CHECK_THROWN.format(number=len(found.thrown)))
        if found.unknown:
            says = words.CHECK_NOTED if mends else words.CHECK_UNKNOWN
            self.say(says.format(number=len(found.unknown)))
        if found.is_well:
            self.say(words.CHECK_WELL.format(count=found.photos))
        else:
            self.say(words.CHECK_WRONG.format(number=len(found.lost) + len(found.thrown), count=found.photos))
            if not mends:
                self.say(words.CHECK_WAY_ON)
            elif found.lost:
                self.say(words.CHECK_LOST_WAY_ON)
