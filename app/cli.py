"""The operator's commands: recipe-board serve | setup | group | invite | demo."""

import asyncio
import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer
import uvicorn
from pydantic import ValidationError

from app.example.folder import FOLDER, NotTheDemo, demo_folder, is_demo
from app.example.group import EMAIL, PASSWORD, example_group
from app.main import RecipeBoard, create_app
from app.problems import errors_of
from app.settings import PREFIX, Settings, SettingsApart
from boards.database import Database, Db, keep_from_others
from boards.group import SetupCode
from boards.invitation import Invitation
from boards.key import Seed
from boards.person import Person
from boards.problems import Problem

MOST_HEAD_BYTES = 64 * 1024
"""The most that the address and the headers of a request may carry."""

HERE = "127.0.0.1"
"""The address that nobody but this machine reaches."""

cli = typer.Typer(name="recipe-board", no_args_is_help=True, add_completion=False)


@cli.command()
def serve() -> None:
    """Bring the database up to date and serve."""
    settings = _settings()
    database = prepared(settings)
    _say_where(settings, database)
    _warn(settings)
    database.close()
    _run(create_app(settings))


@cli.command()
def setup() -> None:
    """Print a new one-time address for the first start."""
    settings = _settings()
    _say_where(settings, prepared(settings))


@cli.command()
def demo(
    host: Annotated[str, typer.Option(help="The address to serve on: others can reach it if you say another.")] = HERE,
    port: Annotated[int, typer.Option(help="The port to serve on.", envvar=f"{PREFIX}PORT")] = 8000,
) -> None:
    """Serve an example group with a full board, in a data folder of its own. No other setting holds here."""
    try:
        settings = demo_settings(host=host, port=port)
    except NotTheDemo:
        typer.echo(f"The folder {FOLDER} holds something else than a demo. Move it away, and try again.", err=True)
        raise typer.Exit(1) from None
    database = prepared(settings)
    app = create_app(settings)
    with database.reading() as db:
        is_new = SetupCode.is_awaited(db)
    if is_new:
        typer.echo("Drawing the example. This takes about half a minute…")
        asyncio.run(example_group(app))
    typer.echo(f"\n  Open {settings.address}/sign-in\n  {EMAIL}\n  {PASSWORD}\n")
    if host != HERE:
        typer.echo("  This password is published: whoever reaches the address can sign in.", err=True)
    _run(app)


def demo_settings(host: str = HERE, port: int = 8000) -> Settings:
    """The demo's settings. They come from nowhere else, so that no real database or folder is ever meant.

    Raises NotTheDemo.
    """
    return _settings(SettingsApart, data=demo_folder(), host=host, port=port)


@cli.command()
def group(name: str, worker: Annotated[str, typer.Option(help="The name of its first support worker.")]) -> None:
    """Make another group on this server, and print its first worker's one-time address."""
    settings = _settings()
    database = prepared(settings)
    with _said_plainly(), database.writing() as db:
        person = Person.of_new_group(db, group=name, name=worker)
        address = _invited(settings, db, person)
    typer.echo(f"\n  {person.name} opens {address}\n")


@cli.command()
def invite(
    worker: Annotated[str, typer.Argument(help="The email address or the name of a support worker.")],
    group: Annotated[str, typer.Option(help="The name of their group, where two have the same name.")] = "",
) -> None:
    """Print a one-time address for a worker who can't sign in any more."""
    settings = _settings()
    database = prepared(settings)
    with _said_plainly(), database.writing() as db:
        found = Person.workers_called(db, worker, group=group)
        if len(found) != 1:
            several = "Several support workers have this name: say --group."
            typer.echo(several if found else "There is no such support worker.", err=True)
            raise typer.Exit(1)
        [person] = found
        address = _invited(settings, db, person)
    typer.echo(f"\n  {person.name} opens {address}\n")


def _invited(settings: Settings, db: Db, person: Person) -> str:
    seed = Seed.new()
    invitation = Invitation.make(person, seed)
    person.was_invited()
    db.commit()
    db.refresh(person)
    return f"{settings.address}/invitations/{seed.key_for(invitation.id)}"


@contextmanager
def _said_plainly() -> Iterator[None]:
    try:
        yield
    except Problem as problem:
        for sentence in errors_of(problem).of.values():
            typer.echo(sentence, err=True)
        raise typer.Exit(1) from None


def _settings(kind: type[Settings] = Settings, **said: object) -> Settings:
    try:
        return kind(**said)  # type: ignore[arg-type]
    except ValidationError as problem:
        for error in problem.errors():
            name = PREFIX + str(error["loc"][0]).upper() if error["loc"] else "Settings"
            typer.echo(f"{name}: {error['msg']}", err=True)
        raise typer.Exit(2) from None


def prepared(settings: Settings) -> Database:
    """The database of these settings, up to date, in a data folder for our own account alone."""
    if is_demo(settings.data) and not isinstance(settings, SettingsApart):
        typer.echo(f"{settings.data} is the demo's folder, and its password is published. Choose another.", err=True)
        raise typer.Exit(1)
    for folder in (settings.data, settings.photos):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        keep_from_others(folder)
    database = Database(settings.database)
    database.migrate()
    return database


def _warn(settings: Settings) -> None:
    if settings.is_secure and not settings.trusted_proxies:
        name = f"{PREFIX}TRUSTED_PROXIES"
        typer.echo(f"  {name} is empty: behind a proxy, everybody's wrong passwords count as one place's.", err=True)


def _say_where(settings: Settings, database: Database) -> None:
    with database.writing() as db:
        code = SetupCode.renew(db)
        db.commit()
    address = settings.address
    typer.echo(f"\n  Open {address}/setup?code={code}\n" if code else f"\n  Open {address}\n")


def _run(app: RecipeBoard) -> None:
    lines = logging.Formatter("%(asctime)sZ %(levelname)s %(message)s", "%Y-%m-%dT%H:%M:%S")
    lines.converter = time.gmtime
    said = logging.StreamHandler()
    said.setFormatter(lines)
    logging.basicConfig(level=logging.INFO, handlers=[said])
    uvicorn.Server(server_config(app)).run()


def server_config(app: RecipeBoard) -> uvicorn.Config:
    """How the application is served."""
    settings: Settings = app.state.settings
    return uvicorn.Config(
        app,
        host=settings.host,
        port=settings.port,
        http="h11",  # it bounds the head of a request
        h11_max_incomplete_event_size=MOST_HEAD_BYTES,
        ws="none",
        access_log=False,  # it would write the keys of links
        server_header=False,
        date_header=True,
        proxy_headers=False,  # the application itself believes those proxies that the settings name
        log_config=None,
        timeout_graceful_shutdown=25,
    )


def main() -> None:
    """Run a command."""
    cli()
