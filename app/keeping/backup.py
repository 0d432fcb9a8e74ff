"""A backup, made while people go on: the database as it is at one moment, and then the photos that it knows."""

import sqlite3
import tempfile
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from app.keeping.check import look_at, note_unknown
from app.keeping.progress import Progress
from app.keeping.vault import DATABASE, Manifest, Vault
from boards.change import Change
from boards.database import Database, now
from boards.pair import Pair
from boards.photo import checksums_noted
from boards.transfer import copy_rows
from media import SIZES, Checksum, FolderStore, Missing


@dataclass
class Made:
    """What a backup holds, by numbers, and which photos it couldn't take in, since they are missing or damaged."""

    name: str = ""
    at: str = ""
    photos: int = 0
    new: int = 0
    """Files that weren't in a backup before."""
    lost: list[str] = field(default_factory=list)


def back_up(database: Database, store: FolderStore, vault: Vault, *, progress: Progress) -> Made:
    """Make a backup. Raises Held, NoKey, NoRoom and OSError; then there is none."""
    made = Made()
    _note_old(database, store)
    with vault.locked(), tempfile.TemporaryDirectory(prefix=".backup-", dir=vault.root) as folder:
        at, file = vault.free(now()), Path(folder) / DATABASE
        copy_database(database, file)
        with closing(_file(file)) as copy, copy.reading() as db:
            noted, pair, change = checksums_noted(db), Pair.of(db).name, Change.newest(db)
        contents: dict[str, int] = {}
        for key in progress(sorted(noted)):
            if kept := _keep(store, vault, key, noted[key], made):
                contents |= {checksum.sha256: checksum.length for checksum in kept}
                made.photos += 1
            elif _is_wanted(database, key):
                made.lost.append(key)
        length, sha256 = Checksum.of(file.read_bytes())
        manifest = Manifest(at.isoformat(), pair, change, made.photos, (length, sha256), contents, vault.seal.is_on)
        made.name, made.at = vault.add(manifest, file), manifest.made
    return made


def _note_old(database: Database, store: FolderStore) -> None:
    """Note by what photos are known that were kept before that was noted."""
    with database.reading() as db:
        noted = checksums_noted(db)
    note_unknown(database, look_at(database, store, [key for key, known in noted.items() if not known], noted))


def copy_database(database: Database, file: Path) -> None:
    """A database of this release as a SQLite file that stands alone, as it is at one moment. Nobody waits for it."""
    if database.engine.dialect.name == "sqlite":
        at = f"file:{quote(database.engine.url.database or '')}?mode=ro"
        with closing(sqlite3.connect(at, uri=True)) as here, closing(sqlite3.connect(file)) as there:
            here.backup(there)
            there.execute("PRAGMA journal_mode = DELETE")
    else:
        with closing(_file(file)) as copy:
            copy.migrate()
            copy_rows(database, copy)
        with closing(sqlite3.connect(file)) as there:
            there.execute("PRAGMA journal_mode = DELETE")
    file.chmod(0o600)


def _file(file: Path) -> Database:
    return Database(f"sqlite:///{file}")


def _keep(store: FolderStore, vault: Vault, key: str, noted: Mapping[str, Any], made: Made) -> list[Checksum]:
    """Keep a photo's files where they aren't there yet; empty where one isn't as it was kept."""
    kept = []
    for size in {**SIZES, **noted}:
        if size in noted and vault.has(Checksum(*noted[size])):
            kept.append(Checksum(*noted[size]))
            continue
        try:
            content = store.open(key, size)
        except (Missing, OSError):
            return []
        checksum = Checksum.of(content)
        if tuple(noted.get(size, ())) != checksum:
            return []
        vault.put(content)
        made.new += 1
        kept.append(checksum)
    return kept


def _is_wanted(database: Database, key: str) -> bool:
    """Whether a photo has a row still: who deleted it meanwhile has changed that."""
    with database.reading() as db:
        return key in checksums_noted(db, of=key)
