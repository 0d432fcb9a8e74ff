"""A backup put back: into a folder beside first, every hash checked and every *no* since said again, and then swapped.

.restore-…/           where it is put together, in the data folder
.restoring            there from the first rename of a swap to the last: a start waits until it is done again
.replaced/2026-…Z/    what was there before; it goes after `BACKUP_DAYS`
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from app.keeping.backup import copy_database
from app.keeping.journal import Written
from app.keeping.progress import Progress
from app.keeping.vault import NAMED, Manifest, NoVault, Vault
from app.pair import Looked, Mark, join
from app.settings import DATABASE, Settings
from boards.change import RESTORED, Change
from boards.clock import is_past
from boards.database import Database, now
from boards.pair import Pair
from boards.photo import checksums_noted
from boards.replay import Replayed, ask_everybody_anew, let_nobody_in, replay
from boards.sound import faults_of
from boards.transfer import copy_rows
from media import SIZES, FolderStore, replace, room_told

STAGING: Final = ".restore-"
HALFWAY: Final = ".restoring"
REPLACED: Final = ".replaced"


@dataclass(frozen=True)
class Restored:
    """What came out of a backup: how many photos, which had none in it, and what was said again."""

    photos: int
    lost: tuple[str, ...]
    replayed: Replayed


@dataclass(frozen=True)
class Staged:
    """A backup that was put together in a folder, ready to take the place of what is there."""

    folder: Path
    database: Database
    restored: Restored

    @property
    def store(self) -> FolderStore:
        """Its photos."""
        return FolderStore(self.folder / "photos")


@contextmanager
def staged(vault: Vault, name: str, written: Written | None, *, beside: Path, progress: Progress) -> Iterator[Staged]:
    """Put a backup together in a folder beside; nothing of it stays. Without what was written since, nobody outside
    sees anything of it.

    Raises NoVault for a backup that isn't whole, NoJournal, Unfit, NoKey, NoRoom and OSError.
    """
    manifest = vault.manifest(name)
    if written:
        written.must_reach(name=manifest.name, number=manifest.change)
    with tempfile.TemporaryDirectory(prefix=STAGING, dir=beside) as put:
        folder = Path(put)
        with room_told():
            replace(folder / DATABASE, vault.database(manifest))
        database = Database(f"sqlite:///{folder / DATABASE}")
        try:
            replayed = _said_again(database, manifest, written)
            photos, lost = _lay(database, FolderStore(folder / "photos"), vault, manifest, progress)
            yield Staged(folder, database, Restored(photos, lost, replayed))
        finally:
            database.close()


def _said_again(database: Database, manifest: Manifest, written: Written | None) -> Replayed:
    database.check()
    database.migrate()
    with database.writing() as db:
        if Pair.of(db).name != manifest.name:
            raise NoVault("damaged", DATABASE)
        let_nobody_in(db)
        if written:
            replayed = replay(db, written.rows)
        else:
            ask_everybody_anew(db)
            replayed = Replayed(0, 0)
        db.flush()
        Change.begin_after(db, max(written.last if written else 0, manifest.change), RESTORED)
        db.commit()
    if faults := faults_of(database):
        raise NoVault("damaged", f"{DATABASE}: {faults[0]}")
    return replayed


def _lay(
    database: Database, store: FolderStore, vault: Vault, manifest: Manifest, progress: Progress
) -> tuple[int, tuple[str, ...]]:
    with database.reading() as db:
        noted = checksums_noted(db)
    lost = []
    for key in progress(sorted(noted)):
        hashes = {size: str(checksum[1]) for size, checksum in noted[key].items()}
        if not hashes.keys() >= SIZES.keys() or not manifest.contents.keys() >= set(hashes.values()):
            lost.append(key)  # it was missing or damaged already when the backup was made
        else:
            store.lay(key, {size: vault.get(manifest, sha256) for size, sha256 in hashes.items()})
    return len(noted) - len(lost), tuple(lost)


def swap(settings: Settings, database: Database, ready: Staged, *, is_new_journal: bool) -> Path:
    """Let what was put together take the place of what is there; gives where that lies now. Nobody else may use either.

    Raises NoRoom and OSError. What it had begun, the next restore ends.
    """
    round_there = Mark.on(FolderStore(settings.photos)).round
    with ready.database.writing() as db:
        Pair.of(db).go_on(round_there)
        db.commit()
    join(ready.database, ready.store)
    Looked.at(ready.database, ready.store).check()
    ready.database.close()
    aside = settings.data / REPLACED / now().strftime(NAMED)
    with room_told():
        aside.mkdir(parents=True, mode=0o700)
        replace(settings.data / HALFWAY, b"")
        database.close()
        if settings.database_url:
            _put_rows(database, ready.database, aside)
        else:
            for file in settings.data.glob(f"{DATABASE}*"):
                file.rename(aside / file.name)
        settings.photos.rename(aside / "photos")
        (ready.folder / "photos").rename(settings.photos)
        if not settings.database_url:
            (ready.folder / DATABASE).rename(settings.data / DATABASE)
        if is_new_journal:
            shutil.rmtree(settings.journal_folder, ignore_errors=True)
        (settings.data / HALFWAY).unlink()
    return aside


def _put_rows(database: Database, ready: Database, aside: Path) -> None:
    if database.is_migrated():
        copy_database(database, aside / DATABASE)
    database.migrate()
    copy_rows(ready, database)


def forget_replaced(data: Path, kept: timedelta) -> None:
    """Delete what restores have replaced, once it is as old as a copy may be, and what a broken one left beside."""
    for aside in (data / REPLACED).glob("*Z"):
        with suppress(ValueError):
            if is_past(datetime.strptime(aside.name, NAMED).replace(tzinfo=UTC), kept):
                shutil.rmtree(aside)
