"""The operator's commands: recipe-board serve | setup | group | invite | pair | sweep | check | demo."""

import asyncio
import logging
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from typing import Annotated

import typer
import uvicorn
from pydantic import ValidationError
from sqlalchemy.exc import InterfaceError, OperationalError

from app import words
from app.asks_again import errors_of
from app.demo import EMAIL, FOLDER, PASSWORD, NotTheDemo, demo_folder, is_demo
from app.housekeeping import sweep
from app.keeping.check import Check
from app.limits.lines import Line
from app.limits.seats import LINES_OF_ONE_NETWORK, Seats, lines_in_all, open_more_files
from app.main import RecipeBoard, create_app
from app.pair import Apart, Looked, join
from app.settings import PREFIX, Settings, SettingsApart
from boards.clock import Watch
from boards.database import Database, Db, keep_from_others, now
from boards.group import SetupCode
from boards.invitation import Invitation
from boards.key import Seed
from boards.person import Person
from boards.problems import Problem
from media import FolderStore, NoRoom

HERE = "127.0.0.1"
"""The address that nobody but this machine reaches."""

cli = typer.Typer(name="recipe-board", no_args_is_help=True, add_completion=False)


@cli.command()
def serve() -> None:
    """Bring the database up to date and serve."""
    settings = _settings()
    with closing(prepared(settings)) as database:
        _say_where(settings, database)
    _warn(settings)
    open_more_files()
    _run(create_app(settings))


@cli.command()
def setup() -> None:
    """Print a new one-time address for the first start."""
    settings = _settings()
    with closing(prepared(settings)) as database:
        _say_where(settings, database)


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
    _run(app)


async def _filled(app: RecipeBoard) -> None:
    from app.example.group import example_group  # no server loads it

    await example_group(app, app.state)


def demo_settings(host: str = HERE, port: int = 8000) -> Settings:
    """The demo's settings. They come from nowhere else, so that no real database or folder is ever meant.

    Raises NotTheDemo.
    """
    return _settings(SettingsApart, data=demo_folder(), host=host, port=port)


@cli.command()
def group(name: str, worker: Annotated[str, typer.Option(help="The name of its first support worker.")]) -> None:
    """Make another group on this server, and print its first worker's one-time address."""
    settings = _settings()
    with closing(prepared(settings)) as database, _said_plainly(), database.writing() as db:
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
    with closing(prepared(settings)) as database, _said_plainly(), database.writing() as db:
        found = Person.workers_called(db, worker, group=group)
        if len(found) != 1:
            several = "Several support workers have this name: say --group."
            typer.echo(several if found else "There is no such support worker.", err=True)
            raise typer.Exit(1)
        [person] = found
        address = _invited(settings, db, person)
    typer.echo(f"\n  {person.name} opens {address}\n")


@cli.command()
def pair(yes: Annotated[bool, typer.Option("--yes", help="Don't ask first.")] = False) -> None:
    """Say that this database and this photo folder belong together, where a start doubts it."""
    settings = _settings()
    with _opened(settings) as (database, store):
        looked = Looked.at(database, store)
        _say_which(settings, database)
        typer.echo(words.PAIR_COUNTS.format(count=len(looked.photos), number=len(looked.familiar)))
        if not yes:
            typer.confirm(words.PAIR_ASKS, abort=True)
        database.migrate()
        join(database, store)
    typer.echo(words.PAIR_DONE)


@cli.command(name="sweep")
def sweep_all(
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask whether the clock is right.")] = False,
) -> None:
    """Put every photo without a row into the trash, where it lies for 30 days, however many they are."""
    settings = _settings()
    with closing(prepared(settings)) as database:
        if not yes and not _is_clock_believed(database):
            typer.confirm(words.SWEEP_ASKS.format(now=f"{now():%Y-%m-%d %H:%M}"), abort=True)
        swept = sweep(database, FolderStore(settings.photos), however_many=True)
    typer.echo(words.SWEEP_DONE.format(count=len(swept.thrown), number=len(swept.brought_back)))


@cli.command()
def check(
    mend: Annotated[bool, typer.Option("--mend", help="Put right what can be. Nothing is deleted.")] = False,
) -> None:
    """Say whether database and photos are sound: rows, files, their lengths and hashes."""
    settings = _settings()
    with _opened(settings) as (database, store):
        is_well = Check(settings, database, store, typer.echo).run(mends=mend)
    raise typer.Exit(0 if is_well else 1)


def _is_clock_believed(database: Database) -> bool:
    with database.writing() as db:
        return Watch().believes(db)  # and nothing of it is kept: the nights go on from what they saw


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
    """The database of these settings, up to date, in a data folder for our own account alone.

    It ends here where that is the demo's, or where database and photo folder don't belong together.
    """
    if is_demo(settings.data) and not isinstance(settings, SettingsApart):
        typer.echo(f"{settings.data} is the demo's folder, and its password is published. Choose another.", err=True)
        raise typer.Exit(1)
    with _opened(settings) as (database, store):
        looked = Looked.at(database, store)
        try:
            looked.check()
        except Apart as apart:
            _say_which(settings, database)
            for said in (apart.says, words.APART_NOTHING_CHANGED, words.APART_WAY_ON):
                typer.echo(said, err=True)
            raise typer.Exit(1) from None
        for said in looked.doubts:
            typer.echo(f"  {said}", err=True)
        database.migrate()
        join(database, store)
    return database


@contextmanager
def _opened(settings: Settings) -> Iterator[tuple[Database, FolderStore]]:
    """Database and photo folder, for our own account alone. What the disk or the database answers is said in a line."""
    database = Database(settings.database)
    try:
        for folder in (settings.data, settings.photos):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            keep_from_others(folder)
        yield database, FolderStore(settings.photos)
    except (InterfaceError, OperationalError) as fault:
        typer.echo(words.PAIR_UNANSWERED.format(why=fault.orig), err=True)
        raise typer.Exit(1) from None
    except (NoRoom, OSError) as fault:
        typer.echo(words.PAIR_UNREADABLE.format(why=fault), err=True)
        raise typer.Exit(1) from None
    finally:
        database.close()


def _say_which(settings: Settings, database: Database) -> None:
    place, name = (
        database.engine.url.render_as_string(hide_password=True),
        "DATABASE_URL" if settings.database_url else "DATA",
    )
    typer.echo(words.PAIR_DATABASE.format(name=PREFIX + name, place=place), err=True)
    typer.echo(words.PAIR_FOLDER.format(name=f"{PREFIX}DATA", place=settings.photos.resolve()), err=True)


def _warn(settings: Settings) -> None:
    if settings.is_secure and not settings.trusted_proxies:
        name = f"{PREFIX}TRUSTED_PROXIES"
        typer.echo(f"  {name} is empty: behind a proxy, everybody counts as one place.", err=True)


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


def main() -> None:
    """Run a command."""
    cli()
