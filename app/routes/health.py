"""For the operator's watch: is the database there, can photos be kept, is there room, are photos and backups well."""

import logging
import time
from datetime import timedelta
from functools import lru_cache
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse, Response

from app.given.house import Photos, TheDatabase, TheSettings
from app.house import House
from app.keeping.damage import Damage
from app.keeping.last_backup import LastBackup
from app.settings import Settings
from boards.clock import holds
from boards.database import Database
from media import FolderStore, NoRoom, Shut

router = APIRouter()
log = logging.getLogger("recipe_board")

ROOM = 500 * 1024 * 1024
"""Bytes free under which the disk counts as nearly full: about two hundred photos in all their sizes."""

TRIED = 10
"""Seconds for which it holds whether photos can be kept: anybody may ask, and each trial waits for the disk."""


async def _damage(request: Request) -> Damage:
    return House.of(request).damage


@router.get("/health")
def show(
    database: TheDatabase,
    photos: Photos,
    settings: TheSettings,
    damage: Annotated[Damage, Depends(_damage)],
    only: str = "",
) -> Response:
    """200 when all is well, else 503. Says nothing that is anyone's. With `only=serving` it doesn't count what doesn't
    keep anybody from going on: damaged photos, and backups.
    """
    checks = {"database": _database(database), "photos": _photos(photos)}
    if only != "serving":
        number = len(damage.keys)
        checks["damage"] = f"{number} damaged" if number else "ok"
        checks["backup"] = _backup(settings)
    return JSONResponse(checks, 200 if all(said == "ok" for said in checks.values()) else 503)


def _database(database: Database) -> str:
    try:
        return "ok" if database.answers() else "no answer"
    except SQLAlchemyError:
        log.exception("The database does not answer")
        return "no answer"


def _photos(photos: FolderStore) -> str:
    return _tried_within(photos, int(time.monotonic() // TRIED)) if TRIED else _tried(photos)


@lru_cache(maxsize=1)
def _tried_within(photos: FolderStore, _seconds: int) -> str:
    return _tried(photos)


def _tried(photos: FolderStore) -> str:
    try:
        photos.try_out()
        return "ok" if photos.room() > ROOM else "nearly full"
    except NoRoom:
        return "no room"
    except Shut:
        return "not writable"
    except OSError:
        log.exception("The photo folder does not answer")
        return "no answer"


def _backup(settings: Settings) -> str:
    """Whether the newest backup is as young as it must be, and the last one that was tried out could be restored."""
    if not settings.backup_every_days:
        return "ok"
    last = LastBackup.of(settings.data)
    if last is None:
        return "none"
    if last.is_bad:
        return "not restorable"
    return "ok" if holds(last.made, timedelta(days=settings.backup_every_days)) else "too old"
