"""For the operator's watch: is the database there, can photos be kept, is there room."""

import logging

from fastapi import APIRouter
from sqlalchemy.exc import SQLAlchemyError
from starlette.responses import JSONResponse, Response

from app.given.house import Photos, TheDatabase
from boards.database import Database
from media import FolderStore

router = APIRouter()
log = logging.getLogger("recipe_board")

ROOM = 500 * 1024 * 1024
"""Bytes free under which the disk counts as nearly full: about two hundred photos in all their sizes."""


@router.get("/health")
def show(database: TheDatabase, photos: Photos) -> Response:
    """200 when all is well, else 503. Says nothing that is anyone's."""
    checks = {"database": _database(database), "photos": _photos(photos)}
    return JSONResponse(checks, 200 if all(said == "ok" for said in checks.values()) else 503)


def _database(database: Database) -> str:
    try:
        return "ok" if database.answers() else "no answer"
    except SQLAlchemyError:
        log.exception("The database does not answer")
        return "no answer"


def _photos(photos: FolderStore) -> str:
    try:
        return "ok" if photos.room() > ROOM else "nearly full"
    except OSError:
        log.exception("The photo folder does not answer")
        return "no answer"
