"""The commands that keep a copy elsewhere: make a backup, put one back, and try one out."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy.exc import DBAPIError

from app import words
from app.addresses import photo as photo_address
from app.cli.opening import ends, opened, settings_said
from app.cli.use import in_use
from app.keeping.backup import back_up
from app.keeping.drill import drill as tried_out
from app.keeping.journal import Journal, NoJournal, Written, read_journal
from app.keeping.last_backup import LastBackup
from app.keeping.lock import Held
from app.keeping.progress import progress
from app.keeping.restore import Restored, staged, swap
from app.keeping.seal import NoKey, Seal
from app.keeping.vault import Keep, NoVault, Vault, first_kept_day
from app.settings import PREFIX, Settings
from boards.database import Database, Unfit, now
from media import FolderStore, NoRoom

Identity = Annotated[Path | None, typer.Option(help="The file of the age key that opens encrypted backups.")]


def backup(
    to: Annotated[Path, typer.Argument(help="The folder of the backups, best on another disk.")],
    keep: Annotated[str, typer.Option(help="How many stay: the newest of each day, week and month.")] = "7d4w",
    encrypt_to: Annotated[str, typer.Option(help="The public age key (age1…) to encrypt to.")] = "",
) -> None:
    """Make a backup while people go on, and remove those that are too old."""
    settings = settings_said()
    many = _keep(keep)
    if to.resolve().is_relative_to(settings.data.resolve()):
        ends(words.BACKUP_INSIDE.format(place=to))
    if settings.backup_days < 1:
        ends(words.BACKUP_PROMISED.format(name=f"{PREFIX}BACKUP_DAYS"))
    with opened(settings) as (database, store):
        if not database.is_there() or not database.is_migrated():
            ends(words.CHECK_OTHER_RELEASE)
        with _about(to, settings, full=words.BACKUP_NO_ROOM):
            vault = Vault.made(to, Seal(encrypt_to))
            made = back_up(database, store, vault, progress=progress(words.BACKUP_READING))
            until = first_kept_day(
                settings.today(), backup_days=settings.backup_days, every_days=settings.backup_every_days
            )
            forgotten = vault.forget(many, until=until, zone=settings.zone)
            replace(LastBackup.of(settings.data) or LastBackup(made.at), backup=made.at).put(settings.data)
    for key in made.lost:
        typer.echo(words.BACKUP_LOST.format(place=settings.address + photo_address(key)), err=True)
    for name in forgotten:
        typer.echo(words.BACKUP_FORGOTTEN.format(name=name))
    typer.echo(words.BACKUP_MADE.format(name=made.name, count=made.photos, number=made.new))
    typer.echo(words.BACKUP_DRILL_WAY_ON.format(place=to))
    raise typer.Exit(1 if made.lost else 0)


def restore(
    from_: Annotated[Path, typer.Argument(metavar="FROM", help="The folder of the backups.")],
    name: Annotated[str, typer.Option("--backup", help="Which one, by its name. The newest unless it is said.")] = "",
    identity: Identity = None,
    without_journal: Annotated[
        bool, typer.Option("--without-journal", help="The journal is lost: close all that comes back to families.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Don't ask first.")] = False,
) -> None:
    """Put a backup back, but for what was withdrawn since. What is there is kept aside."""
    settings = settings_said()
    about = _about(from_, settings, full=words.RESTORE_NO_ROOM)
    with _alone(settings), opened(settings) as (database, store), about:
        vault = Vault.there(from_, Seal(identity=identity))
        name = name or vault.newest()
        typer.echo(words.RESTORE_FROM.format(name=name, count=vault.manifest(name).photos))
        written = None if without_journal else _written(settings, database)
        shown = progress(words.RESTORE_READING)
        with staged(vault, name, written, beside=settings.data, progress=shown) as ready:
            _say_what(ready.restored, store, settings, is_closed=written is None)
            if not yes:
                typer.confirm(words.RESTORE_ASKS, abort=True)
            aside = swap(settings, database, ready, is_new_journal=written is None)
            Journal(settings.journal_folder, database).follow()
    typer.echo(words.RESTORE_DONE.format(place=aside))
    typer.echo(words.RESTORE_SIGN_IN)


def drill(
    from_: Annotated[Path, typer.Argument(metavar="FROM", help="The folder of the backups.")],
    name: Annotated[str, typer.Option("--backup", help="Which one, by its name. The newest unless it is said.")] = "",
    identity: Identity = None,
) -> None:
    """Try out a backup: put it back beside, serve it to nobody else, and look at every page and photo."""
    settings = settings_said()
    with opened(settings) as (database, _):
        last, faults, walked = LastBackup.of(settings.data), [], None
        with _about(from_, settings, full=words.RESTORE_NO_ROOM):
            vault = Vault.there(from_, Seal(identity=identity))
            name = name or vault.newest()
            try:
                walked = tried_out(settings, database, vault, name, progress=progress(words.DRILL_READING))
                faults = [words.DRILL_FAULT.format(place=fault) for fault in walked.faults]
            except NoVault as problem:
                faults = [words.VAULTS[problem.why].format(place=from_, what=problem.what)]
            at = last.backup if last else vault.manifest(vault.newest()).made
            LastBackup(at, f"{now():%Y-%m-%dT%H:%M:%SZ}", not faults).put(settings.data)
    for fault in faults:
        typer.echo(fault, err=True)
    if faults or walked is None:
        typer.echo(words.DRILL_BAD.format(name=name), err=True)
        raise typer.Exit(1)
    typer.echo(words.DRILL_WELL.format(name=name, count=walked.pages, number=walked.photos))


def _keep(said: str) -> Keep:
    try:
        return Keep.said(said)
    except ValueError:
        ends(words.BACKUP_KEEP)


def _written(settings: Settings, database: Database) -> Written:
    """What the journal tells, with what the database has noted beyond it, where that can still be read."""
    try:
        database.check()
        if database.is_there() and database.is_migrated():
            Journal(settings.journal_folder, database).follow()
    except (DBAPIError, Unfit):
        pass  # it is lost: that is why somebody restores
    return read_journal(settings.journal_folder)


def _say_what(restored: Restored, store: FolderStore, settings: Settings, *, is_closed: bool) -> None:
    typer.echo(words.RESTORE_REPLACES.format(count=len([*store.keys()]), place=settings.data))
    if is_closed:
        typer.echo(words.RESTORE_CLOSED)
    else:
        said = restored.replayed
        typer.echo(words.RESTORE_REPLAYED.format(count=said.changed, number=said.gone))
    if restored.lost:
        typer.echo(words.RESTORE_LOST.format(number=len(restored.lost)))


@contextmanager
def _alone(settings: Settings) -> Iterator[None]:
    try:
        with in_use(settings.data, alone=True):
            yield
    except Held:
        ends(words.RESTORE_SERVED.format(place=settings.data))


@contextmanager
def _about(place: Path, settings: Settings, *, full: str) -> Iterator[None]:
    """Say in a line what is wrong with a folder of backups, its key, or the journal."""
    try:
        yield
    except NoVault as problem:
        ends(words.VAULTS[problem.why].format(place=place, what=problem.what))
    except Held:
        ends(words.BACKUP_BUSY.format(place=place))
    except NoKey as problem:
        ends(words.BACKUP_NO_KEY.format(what=problem) if str(problem) else words.BACKUP_KEY_NEEDED)
    except NoJournal as problem:
        folder = settings.journal_folder
        typer.echo(words.JOURNALS[problem.why].format(place=folder), err=True)
        ends(words.JOURNAL_WAY_ON.format(name=f"{PREFIX}JOURNAL"))
    except NoRoom:
        ends(full.format(place=place))
    except OSError as fault:
        ends(words.BACKUP_UNREADABLE.format(place=fault.filename or place, why=fault.strerror or fault))
