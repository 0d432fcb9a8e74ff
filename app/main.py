"""Puts the web together: settings in, application out. Nothing else."""

import asyncio
import shutil
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from anyio.to_thread import current_default_thread_limiter
from fastapi import FastAPI
from starlette.formparsers import MultiPartParser
from starlette.middleware.gzip import DEFAULT_EXCLUDED_CONTENT_TYPES, GZipMiddleware
from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from app.booklet.bindery import Bindery
from app.bring.waiting import Waiting
from app.door.guard import Guard
from app.door.prover import Prover
from app.door.tally import Tally, keep_written
from app.house import House
from app.housekeeping import keep_house
from app.keeping.damage import Damage
from app.keeping.journal import Journal
from app.limits.inbox import Inbox, Room
from app.limits.seats import REQUESTS_OF_ONE_NETWORK, Seats, files_for_lines, lines_in_all
from app.limits.turns import Tempo, Turns
from app.photos.receipts import Receipts
from app.photos.uploads import Uploads
from app.problems import answer_problems, refuse
from app.routes import (
    badge,
    badges,
    boards,
    booklets,
    bring,
    elsewhere,
    group,
    health,
    hearts,
    invitations,
    keep,
    links,
    me,
    needs,
    people,
    photos,
    recipes,
    review,
    shared,
    signin,
    static,
    steps,
    tablets,
    who,
)
from app.routes import bin as the_bin
from app.routes import print as the_print
from app.settings import Settings
from boards.database import Database
from media import FolderStore, Most, Workshop

REQUESTS_IN_LINE = 8
"""For how many of the largest requests with photos there is room: two of one person alone, four of one group."""

THREADS = 8
"""Few threads: forty of them spend their time handing Python's lock round."""

SWITCHES = 0.0001
"""Seconds after which a thread lets another one on: a short page waits for a long one so often."""

READERS = 8
"""How many requests read the database at once. The others wait before they take a connection: one that waited with
a connection in hand would hold up those who need a thread to finish."""

CHANGES = 60
"""How many changes somebody makes as fast as they like: more than anybody taps in a minute."""

CHANGES_A_SECOND = 2.0
"""How many after those: a change takes some 20 ms of everybody's turn, and as much of a processor."""

PACKERS = 4
"""How many copies of somebody's things are packed or on their way at once: half of the threads."""

A_FILE = MultiPartParser.spool_max_size
"""Bytes of a photo on its way in before it takes an open file."""

PACKED = (*DEFAULT_EXCLUDED_CONTENT_TYPES, "application/pdf")
"""What packing again would only slow down."""

ROUTERS = (
    *(signin, who, badge, invitations, me),
    *(boards, recipes, needs, steps, photos, booklets, elsewhere, bring, links, shared, the_print, the_bin),
    *(people, badges, tablets, group, review, hearts),
    *(health, static, keep),
)

ROUTES = [route for routes in ROUTERS for route in routes.router.routes]
"""Every route as it was read. An included router reads each of its routes anew at an application's first request, for
more than half a second in all."""


class RecipeBoard(FastAPI):
    """FastAPI inside the guard, so that even the answer to a fault goes out through it."""

    state: House  # type: ignore[assignment]

    def build_middleware_stack(self) -> ASGIApp:
        settings = self.state.settings
        seats = Seats(lines_in_all() * 4 // 5, REQUESTS_OF_ONE_NETWORK)  # each has a connection, and some have none
        door = Receipts(Guard(super().build_middleware_stack(), settings, refuse, seats))
        proxies = settings.proxies
        return ProxyHeadersMiddleware(door, proxies) if proxies else door  # type: ignore[arg-type, return-value]


def create_app(settings: Settings | None = None) -> RecipeBoard:
    """The application for these settings, or for those of the environment."""
    settings = settings or Settings()
    app = RecipeBoard(
        title="Recipe Board",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_lifespan,
        redirect_slashes=False,
        routes=ROUTES,
    )
    database, store = Database(settings.database), FolderStore(settings.photos)
    journal = Journal.following(database, settings.journal_folder)
    app.state = House(settings, database, store, Damage(), Waiting(settings.data / "brought"), journal)
    answer_problems(app)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=6, exclude_content_types=PACKED)
    return app


def _most_in_line(settings: Settings) -> Most:
    return Most(settings.upload_photos * REQUESTS_IN_LINE, settings.upload_megabytes * 1024 * 1024 * REQUESTS_IN_LINE)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    house: House = app.state  # type: ignore[assignment]
    sys.setswitchinterval(SWITCHES)
    current_default_thread_limiter().total_tokens = THREADS
    _open(house)
    by_themselves = [asyncio.create_task(each(house)) for each in (keep_house, keep_written)]
    yield
    for task in by_themselves:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    for each in (house.prover, house.bindery, house.workshop):
        await asyncio.to_thread(each.close)
    house.database.close()


def _open(house: House) -> None:
    house.turn_to_write = Turns(tempo=Tempo(CHANGES, CHANGES_A_SECOND))
    house.turns_to_read = Turns(READERS)
    house.turns_to_pack = Turns(PACKERS)
    house.prover = Prover()
    house.workshop = Workshop(house.settings.photo_processes, most=_most_in_line(house.settings))
    house.uploads = Uploads(house.workshop, house.store, house.database)
    house.inbox = Inbox(_room(house.settings))
    house.bindery = Bindery(house.store)
    house.tally = Tally(house.database)


def _room(settings: Settings) -> Room:
    """Two of the largest sendings, as far as the temporary folder and the limit of open files let them in."""
    largest, folder = settings.upload_megabytes * 1024 * 1024, shutil.disk_usage(tempfile.gettempdir()).total
    return Room(person=largest, all=min(2 * largest, folder * 9 // 10, files_for_lines() * A_FILE))
