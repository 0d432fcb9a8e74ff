"""What any route is given: the settings, the database and its turn, the photos, and how to answer."""

from collections.abc import AsyncIterator
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request

from app.booklet.answer import Bind
from app.copy.packing import TakeAway
from app.door.attempt import Attempt
from app.door.form import Form, reading_form
from app.door.guard import SAFE
from app.door.password import Owner, Password
from app.house import House
from app.limits.network import network_of
from app.limits.turns import FAMILIES_WAIT, Rank, asker_of, rank_of
from app.render import Render
from app.settings import Settings
from boards.database import Database
from boards.database import Db as DbSession
from boards.passkey import Site
from media import FolderStore


async def _settings(request: Request) -> Settings:
    return House.of(request).settings


async def _database(request: Request) -> Database:
    return House.of(request).database


async def _store(request: Request) -> FolderStore:
    return House.of(request).store


async def _render(request: Request) -> Render:
    return Render(request)


async def _bind(request: Request) -> Bind:
    return Bind(request)


async def _take_away(request: Request) -> TakeAway:
    return TakeAway(request)


TheSettings = Annotated[Settings, Depends(_settings)]
TheDatabase = Annotated[Database, Depends(_database)]
Photos = Annotated[FolderStore, Depends(_store)]
Page = Annotated[Render, Depends(_render)]
ABooklet = Annotated[Bind, Depends(_bind)]
ACopy = Annotated[TakeAway, Depends(_take_away)]


async def _open_form(request: Request) -> AsyncIterator[Form]:
    async with reading_form(request) as form:
        yield form


OpenForm = Annotated[Form, Depends(_open_form, scope="function")]
"""The form of a page that needs no sign-in."""


async def _comes_first(request: Request) -> None:
    request.state.rank = Rank.FIRST


ComesFirst = Depends(_comes_first)
"""For routes that show less than before, that end a way in, and that sign in or out: no other change goes before."""


async def _db(request: Request, database: TheDatabase) -> AsyncIterator[DbSession]:
    # Who waits does so here and not in the threads: those would all wait for a lock whose holder needs one of them.
    house, rank = House.of(request), rank_of(request)
    turns, opened = (
        (house.turns_to_read, database.reading) if request.method in SAFE else (house.turn_to_write, database.writing)
    )
    patience = FAMILIES_WAIT if rank is Rank.LATER else None
    async with turns.take(asker_of(request), rank, patience=patience):
        with opened() as db:
            yield db


Db = Annotated[DbSession, Depends(_db, scope="function")]
"""One transaction for the whole route."""


async def _password(request: Request, form: OpenForm) -> Attempt[Owner]:
    # Before the turn to write: checking a password takes long on purpose.
    network = network_of(request)
    password = Password(typed=form.text("password"), email=form.text("email"), network=network, asker=network)
    return await Attempt.made(request, password)


APassword = Annotated[Attempt[Owner], Depends(_password)]
"""What came of an email address and a password."""


def _site(request: Request, settings: TheSettings) -> Site:
    origin = settings.public_url or str(request.base_url).rstrip("/")
    return Site(urlsplit(origin).hostname or "", origin)


TheSite = Annotated[Site, Depends(_site)]
