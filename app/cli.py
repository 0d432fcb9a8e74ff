"""The operator's commands: recipe-board serve | setup | demo."""

import asyncio
import logging
from pathlib import Path

import typer
import uvicorn
from pydantic import ValidationError

from app.example.group import EMAIL, PASSWORD, example_group
from app.main import RecipeBoard, create_app
from app.settings import PREFIX, Settings
from boards.database import Database
from boards.group import SetupCode

MOST_HEAD_BYTES = 64 * 1024
"""The most that the address and the headers of a request may carry."""

cli = typer.Typer(name="recipe-board", no_args_is_help=True, add_completion=False)


@cli.command()
def serve() -> None:
    """Bring the database up to date and serve."""
    settings = _settings()
    database = _prepared(settings)
    _say_where(settings, database)
    database.close()
    _run(create_app(settings))


@cli.command()
def setup() -> None:
    """Print a new one-time address for the first start."""
    settings = _settings()
    _say_where(settings, _prepared(settings))


@cli.command()
def demo() -> None:
    """Serve an example group with a full board, in a data folder of its own."""
    settings = _settings(data=Path("demo"))
    database = _prepared(settings)
    app = create_app(settings)
    with database.reading() as db:
        is_new = SetupCode.is_awaited(db)
    if is_new:
        typer.echo("Drawing the example. This takes about half a minute…")
        asyncio.run(example_group(app))
    typer.echo(f"\n  Open {settings.address}/sign-in\n  {EMAIL}\n  {PASSWORD}\n")
    _run(app)


def _settings(**said: object) -> Settings:
    try:
        return Settings(**said)  # type: ignore[arg-type]
    except ValidationError as problem:
        for error in problem.errors():
            name = PREFIX + str(error["loc"][0]).upper() if error["loc"] else "Settings"
            typer.echo(f"{name}: {error['msg']}", err=True)
        raise typer.Exit(2) from None


def _prepared(settings: Settings) -> Database:
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o700)
    settings.photos.mkdir(parents=True, exist_ok=True, mode=0o700)
    database = Database(settings.database)
    database.migrate()
    return database


def _say_where(settings: Settings, database: Database) -> None:
    with database.writing() as db:
        code = SetupCode.renew(db)
        db.commit()
    address = settings.address
    typer.echo(f"\n  Open {address}/setup?code={code}\n" if code else f"\n  Open {address}\n")


def _run(app: RecipeBoard) -> None:
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
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
        log_config=None,
        timeout_graceful_shutdown=25,
    )


def main() -> None:
    """Run a command."""
    cli()
