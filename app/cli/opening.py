"""What each command begins with: the settings, the database and the photo folder; or a line that says what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

import typer
from pydantic import ValidationError
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from app import words
from app.demo import is_demo
from app.keeping.journal import Journal
from app.keeping.restore import HALFWAY
from app.pair import Apart, Looked, join
from app.settings import PREFIX, Settings, SettingsApart
from boards.database import Database, Unfit, keep_from_others
from media import FolderStore, NoRoom


def settings_said(kind: type[Settings] = Settings, **said: object) -> Settings:
    """The settings of the environment, or those that are said here. It ends here where one can't be."""
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
    refuse_demo(settings)
    with opened(settings) as (database, store):
        if (settings.data / HALFWAY).exists():
            ends(words.START_HALFWAY.format(place=settings.data))
        database.check()
        looked = Looked.at(database, store)
        try:
            looked.check()
        except Apart as apart:
            say_which(settings, database)
            for said in (apart.says, words.APART_NOTHING_CHANGED, words.APART_WAY_ON):
                typer.echo(said, err=True)
            raise typer.Exit(1) from None
        for said in looked.doubts:
            typer.echo(f"  {said}", err=True)
        database.migrate()
        join(database, store)
    return database


def refuse_demo(settings: Settings) -> None:
    """End here where somebody would use the demo's folder as a real one."""
    if is_demo(settings.data) and not isinstance(settings, SettingsApart):
        ends(f"{settings.data} is the demo's folder, and its password is published. Choose another.")


@contextmanager
def opened(settings: Settings) -> Iterator[tuple[Database, FolderStore]]:
    """Database and photo folder, for our own account alone. What is wrong with either is said in a line."""
    database = Database(settings.database)
    Journal.following(database, settings.journal_folder)
    try:
        for folder in (settings.data, settings.photos):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            keep_from_others(folder)
        yield database, FolderStore(settings.photos)
    except (Unfit, DBAPIError, NoRoom, OSError) as fault:
        ends(_what_to_do(fault, settings))
    finally:
        database.close()


def ends(says: str) -> NoReturn:
    """End with a sentence for the operator. Raises Exit."""
    typer.echo(says, err=True)
    raise typer.Exit(1) from None


def _what_to_do(fault: Exception, settings: Settings) -> str:
    name = PREFIX + ("DATABASE_URL" if settings.database_url else "DATA")
    if isinstance(fault, Unfit):
        return words.START_UNFIT[fault.why].format(name=name)
    if isinstance(fault, InterfaceError | OperationalError):
        return words.PAIR_UNANSWERED.format(why=_in_a_line(fault.orig), name=name)
    if isinstance(fault, DBAPIError):
        return words.START_DAMAGED.format(why=_in_a_line(fault.orig))
    if isinstance(fault, FileExistsError | NotADirectoryError):
        return words.START_NO_FOLDER.format(place=fault.filename, name=f"{PREFIX}DATA")
    if isinstance(fault, PermissionError):
        return words.START_SHUT.format(place=fault.filename, name=f"{PREFIX}DATA")
    return words.PAIR_UNREADABLE.format(why=fault)


def _in_a_line(fault: BaseException | None) -> str:
    return " ".join(str(fault).split()).rstrip(".?")


def say_which(settings: Settings, database: Database) -> None:
    place, name = (
        database.engine.url.render_as_string(hide_password=True),
        "DATABASE_URL" if settings.database_url else "DATA",
    )
    typer.echo(words.PAIR_DATABASE.format(name=PREFIX + name, place=place), err=True)
    typer.echo(words.PAIR_FOLDER.format(name=f"{PREFIX}DATA", place=settings.photos.resolve()), err=True)
