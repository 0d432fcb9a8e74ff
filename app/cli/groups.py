"""The commands that let people in: the first start, another group, a worker who can't sign in any more."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Annotated

import typer

from app.asks_again import errors_of
from app.cli.opening import prepared, settings_said
from app.settings import Settings
from boards.database import Database, Db
from boards.group import SetupCode
from boards.invitation import Invitation
from boards.key import Seed
from boards.person import Person
from boards.problems import Problem


def setup() -> None:
    """Print a new one-time address for the first start."""
    settings = settings_said()
    with closing(prepared(settings)) as database:
        say_where(settings, database)


def group(name: str, worker: Annotated[str, typer.Option(help="The name of its first support worker.")]) -> None:
    """Make another group on this server, and print its first worker's one-time address."""
    settings = settings_said()
    with closing(prepared(settings)) as database, _said_plainly(), database.writing() as db:
        person = Person.of_new_group(db, group=name, name=worker)
        address = _invited(settings, db, person)
    typer.echo(f"\n  {person.name} opens {address}\n")


def invite(
    worker: Annotated[str, typer.Argument(help="The email address or the name of a support worker.")],
    group: Annotated[str, typer.Option(help="The name of their group, where two have the same name.")] = "",
) -> None:
    """Print a one-time address for a worker who can't sign in any more."""
    settings = settings_said()
    with closing(prepared(settings)) as database, _said_plainly(), database.writing() as db:
        found = Person.workers_called(db, worker, group=group)
        if len(found) != 1:
            several = "Several support workers have this name: say --group."
            typer.echo(several if found else "There is no such support worker.", err=True)
            raise typer.Exit(1)
        [person] = found
        address = _invited(settings, db, person)
    typer.echo(f"\n  {person.name} opens {address}\n")


def say_where(settings: Settings, database: Database) -> None:
    with database.writing() as db:
        code = SetupCode.renew(db)
        db.commit()
    address = settings.address
    typer.echo(f"\n  Open {address}/setup?code={code}\n" if code else f"\n  Open {address}\n")


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
