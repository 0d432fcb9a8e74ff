"""The commands about database and photo folder together: whether they are a pair, what no row wants, what is sound."""

from contextlib import closing
from typing import Annotated

import typer

from app import words
from app.cli.opening import opened, prepared, say_which, settings_said
from app.housekeeping import sweep
from app.keeping.check import Check
from app.pair import Looked, join
from boards.clock import Watch
from boards.database import Database, now
from media import FolderStore


def pair(yes: Annotated[bool, typer.Option("--yes", help="Don't ask first.")] = False) -> None:
    """Say that this database and this photo folder belong together, where a start doubts it."""
    settings = settings_said()
    with opened(settings) as (database, store):
        database.check()
        looked = Looked.at(database, store)
        say_which(settings, database)
        typer.echo(words.PAIR_COUNTS.format(count=len(looked.photos), number=len(looked.familiar)))
        if not yes:
            typer.confirm(words.PAIR_ASKS, abort=True)
        database.migrate()
        join(database, store)
    typer.echo(words.PAIR_DONE)


def sweep_all(
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask whether the clock is right.")] = False,
) -> None:
    """Put every photo without a row into the trash, where it lies for 30 days, however many they are."""
    settings = settings_said()
    with closing(prepared(settings)) as database:
        if not yes and not _is_clock_believed(database):
            typer.confirm(words.SWEEP_ASKS.format(now=f"{now():%Y-%m-%d %H:%M}"), abort=True)
        swept = sweep(database, FolderStore(settings.photos), however_many=True)
    typer.echo(words.SWEEP_DONE.format(count=len(swept.thrown), number=len(swept.brought_back)))


def check(
    mend: Annotated[bool, typer.Option("--mend", help="Put right what can be. Nothing is deleted.")] = False,
) -> None:
    """Say whether database and photos are sound: rows, files, their lengths and hashes."""
    settings = settings_said()
    with opened(settings) as (database, store):
        is_well = Check(settings, database, store, typer.echo).run(mends=mend)
    raise typer.Exit(0 if is_well else 1)


def _is_clock_believed(database: Database) -> bool:
    with database.writing() as db:
        return Watch().believes(db)  # and nothing of it is kept: the nights go on from what they saw
