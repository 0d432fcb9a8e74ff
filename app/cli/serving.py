"""The commands that serve: a group's own board, or the demo."""

import asyncio
import logging
import socket
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import Annotated

import typer
import uvicorn

from app import words
from app.cli.groups import say_where
from app.cli.listening import listening
from app.cli.opening import ends, prepared, refuse_demo, settings_said
from app.cli.use import in_use
from app.demo import EMAIL, FOLDER, PASSWORD, NotTheDemo, demo_folder
from app.keeping.lock import Held
from app.limits.lines import Line
from app.limits.seats import LINES_OF_ONE_NETWORK, Seats, lines_in_all, open_more_files
from app.main import RecipeBoard, create_app
from app.settings import PREFIX, Settings, SettingsApart
from boards.group import SetupCode

HERE = "127.0.0.1"
"""The address that nobody but this machine reaches."""


def serve() -> None:
    """Bring the database up to date and serve."""
    settings = settings_said()
    refuse_demo(settings)
    with listening(settings) as sockets, _using(settings):
        with closing(prepared(settings)) as database:
            say_where(settings, database)
        _warn(settings)
        open_more_files()
        _run(create_app(settings), sockets)


def demo(
    host: Annotated[str, typer.Option(help="The address to serve on: others can reach it if you say another.")] = HERE,
    port: Annotated[int, typer.Option(help="The port to serve on.", envvar=f"{PREFIX}PORT")] = 8000,
) -> None:
    """Serve an example group with a full board, in a data folder of its own. No other setting holds here."""
    try:
        settings = demo_settings(host=host, port=port)
    except NotTheDemo:
        ends(f"The folder {FOLDER} holds something else than a demo. Move it away, and try again.")
    with listening(settings) as sockets, _using(settings):
        with closing(prepared(settings)) as database, database.reading() as db:
            is_new = SetupCode.is_awaited(db)
        open_more_files()
        app = create_app(settings)
        if is_new:
            typer.echo("Filling the example board…")
            asyncio.run(_filled(app))
        typer.echo(f"\n  Open {settings.address}/sign-in\n  {EMAIL}\n  {PASSWORD}\n")
        if host != HERE:
            typer.echo("  This password is published: whoever reaches the address can sign in.", err=True)
        _run(app, sockets)


async def _filled(app: RecipeBoard) -> None:
    from app.example.group import example_group  # no server loads it

    await example_group(app, app.state)


def demo_settings(host: str = HERE, port: int = 8000) -> Settings:
    """The demo's settings. They come from nowhere else, so that no real database or folder is ever meant.

    Raises NotTheDemo.
    """
    return settings_said(SettingsApart, data=demo_folder(), host=host, port=port)


@contextmanager
def _using(settings: Settings) -> Iterator[None]:
    """Use the data folder with other servers, or end here where a restore has it to itself."""
    try:
        with in_use(settings.data):
            yield
    except Held:
        ends(words.START_RESTORED.format(place=settings.data))


def _warn(settings: Settings) -> None:
    if settings.is_secure and not settings.trusted_proxies:
        name = f"{PREFIX}TRUSTED_PROXIES"
        typer.echo(f"  {name} is empty: behind a proxy, everybody counts as one place.", err=True)


def _run(app: RecipeBoard, sockets: list[socket.socket]) -> None:
    lines = logging.Formatter("%(asctime)sZ %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S")
    lines.converter = time.gmtime
    said = logging.StreamHandler()
    said.setFormatter(lines)
    logging.basicConfig(level=logging.INFO, handlers=[said])
    uvicorn.Server(server_config(app)).run(sockets)


def server_config(app: RecipeBoard) -> uvicorn.Config:
    """How the application is served."""
    settings = app.state.settings
    line = partial(Line, seats=Seats(lines_in_all(), LINES_OF_ONE_NETWORK), proxies=settings.proxies)
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http=line,  # type: ignore[arg-type]  # called as the class is
        ws="none",
        access_log=False,  # it would write the keys of links
        server_header=False,
        date_header=True,
        proxy_headers=False,  # the application itself believes those proxies that the settings name
        log_config=None,
        timeout_graceful_shutdown=25,
    )
