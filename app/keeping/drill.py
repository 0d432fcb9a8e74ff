"""A backup tried out: put back into a folder beside, served there to nobody else, and walked through."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from sqlmodel import col, select

from app import addresses
from app.door.cookies import Cookie
from app.keeping.journal import read_journal
from app.keeping.progress import Progress
from app.keeping.restore import Staged, staged
from app.keeping.vault import Vault
from app.pair import join
from app.settings import PREFIX, Settings
from boards.board import Board
from boards.database import Database, Db, now
from boards.group import Group
from boards.link import Link
from boards.permission import Viewer
from boards.person import Person
from boards.photo import Photo, checksums_noted
from boards.problems import NotFound
from boards.recipe import Recipe
from boards.right import Role
from boards.session import Session
from media import SIZES, Checksum

STARTS: Final = 60
"""Seconds that the server may take to answer."""

ROOT: Final = Path(__file__).parents[2]


@dataclass
class Walked:
    """What was looked at, and what was wrong: the addresses that didn't answer as they should, the photos that aren't
    what was kept, and what would be seen by somebody who may not see it now.
    """

    pages: int = 0
    photos: int = 0
    faults: list[str] = field(default_factory=list)


def drill(settings: Settings, database: Database, vault: Vault, name: str, *, progress: Progress) -> Walked:
    """Try out a backup. Nothing of it stays, and nothing of what is there changes.

    Raises NoVault for a backup that isn't whole, NoJournal, Unfit, NoKey, NoRoom and OSError.
    """
    walked = Walked()
    written = read_journal(settings.journal_folder)
    with staged(vault, name, written, beside=settings.data, progress=progress) as ready:
        join(ready.database, ready.store)
        walked.faults += _more_open(ready.database, database, settings)
        cookies = _cookies(ready.database)
        with ready.database.reading() as db:
            pages, files = list(_pages(db, settings)), list(_files(db))
        with _serving(ready, settings) as address:
            for group, path in pages:
                walked.pages += 1
                if _answer(address + path, cookies.get(group, "")) is None:
                    walked.faults.append(path)
            for group, path, sha256 in progress(files):
                walked.photos += 1
                content = _answer(address + path, cookies.get(group, ""))
                if content is None or Checksum.of(content).sha256 != sha256:
                    walked.faults.append(path)
    return walked


def _pages(db: Db, settings: Settings) -> Iterator[tuple[str, str]]:
    """The pages to walk through, each with the group whose worker sees it; none for a family's."""
    workers = set(_workers(db))
    for group in workers:
        yield group, "/"
    for board in db.exec(select(Board).where(col(Board.binned_at).is_(None))).all():
        if board.group_id in workers:
            yield board.group_id, addresses.board(board.id)
    for recipe in db.exec(select(Recipe).where(col(Recipe.binned_at).is_(None))).all():
        if recipe.group_id in workers:
            yield recipe.group_id, addresses.recipe(recipe.id)
            yield recipe.group_id, f"{addresses.recipe(recipe.id)}/cook"
    for link in db.exec(select(Link)).all():
        if link.is_open(now(), settings.zone) and not link.is_locked:
            with suppress(NotFound):  # its recipe isn't to be seen yet
                link.shows(db)
                yield "", addresses.shared(link.key)


def _files(db: Db) -> Iterator[tuple[str, str, str]]:
    """Every photo in every size, with the group whose worker sees it and the SHA-256 that it must have."""
    workers = set(_workers(db))
    noted = checksums_noted(db)
    for photo in db.exec(select(Photo).where(col(Photo.removed_at).is_(None))).all():
        if photo.group_id in workers:
            for size in SIZES:
                if size in noted[photo.key]:
                    yield photo.group_id, f"{addresses.photo(photo.key)}/{size}", str(noted[photo.key][size][1])


def _workers(db: Db) -> dict[str, Person]:
    here = select(Person).where(Person.role == Role.WORKER, col(Person.left_at).is_(None))
    return {person.group_id: person for person in db.exec(here).all()}


def _cookies(database: Database) -> dict[str, str]:
    """A session for a worker of each group, by the group's id."""
    with database.writing() as db:
        cookies = {group: Session.begin(worker, proved=True) for group, worker in _workers(db).items()}
        db.commit()
    return cookies


def _more_open(copy: Database, there: Database, settings: Settings) -> list[str]:
    """What the backup would show to somebody who may not see it now."""
    with copy.reading() as old, there.reading() as new:
        return sorted(_open(old, settings) - _open(new, settings))


def _open(db: Db, settings: Settings) -> set[str]:
    seen, at = set(), now()
    groups = {group.id: group for group in db.exec(select(Group)).all()}
    for photo in db.exec(select(Photo).where(col(Photo.removed_at).is_(None))).all():
        group = groups[photo.group_id]
        for viewer in (Viewer.family(group), Viewer.inside(group)):
            if photo.is_shown_to(viewer):
                seen.add(f"{addresses.photo(photo.key)} ({viewer.audience})")
    for link in db.exec(select(Link)).all():
        if link.is_open(at, settings.zone):
            seen.add(addresses.link(link.id))
    return seen


@contextmanager
def _serving(ready: Staged, settings: Settings) -> Iterator[str]:
    """The server of this release, in a process of its own that only this machine reaches."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    said = {"DATA": str(ready.folder), "PORT": str(port), "TIMEZONE": settings.timezone, "PHOTO_PROCESSES": "1"}
    env = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    env |= {PREFIX + name: value for name, value in said.items()} | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "app", "serve"]
    log = ready.folder / "log"
    with log.open("wb") as writes, subprocess.Popen(command, env=env, stdout=writes, stderr=writes) as server:  # noqa: S603
        address = f"http://127.0.0.1:{port}"
        try:
            until = time.monotonic() + STARTS
            while _answer(f"{address}/health?only=serving", "") is None:
                if server.poll() is not None or time.monotonic() > until:
                    raise OSError(" ".join(log.read_text("utf-8", "replace").split())[-500:])
                time.sleep(0.1)
            yield address
        finally:
            server.terminate()
            with suppress(subprocess.TimeoutExpired):
                server.wait(30)
            server.kill()


def _answer(address: str, cookie: str) -> bytes | None:
    """What stands at an address, if it is there for whoever has a cookie."""
    request = urllib.request.Request(address)  # noqa: S310 - our own server
    if cookie:
        request.add_header("Cookie", f"{Cookie.SESSION}={cookie}")
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310
            content: bytes = answer.read()
            return content if answer.url == address else None  # not sent on to the sign-in
    except (urllib.error.URLError, OSError):
        return None
