"""An attempt to sign in with a password: counted first, then checked, without a lock in hand."""

import asyncio
from dataclasses import dataclass
from functools import partial

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from app.door.form import Form
from app.house import House
from app.limits.network import network_of
from app.limits.turns import Rank
from boards.attempt import WINDOW, PasswordTry, TooOften
from boards.database import Database, Db
from boards.person import Person
from boards.problems import Problem

PAUSE = 1.0
"""Seconds until somebody who has tried too often is told so again: who asks without end takes the processor too."""


@dataclass(frozen=True)
class Attempt:
    """What came of an email address and a password: a person, or why not."""

    tried: PasswordTry
    person_id: str = ""
    checked: str | None = None
    """What was kept of the password that it was checked against."""
    problem: Problem | None = None

    @classmethod
    async def made(cls, request: Request, form: Form, database: Database) -> "Attempt":
        """Count the attempt, then check it."""
        house, tried = House.of(request), PasswordTry(form.text("email"), network_of(request))
        async with house.turns_to_read.take(tried.network, Rank.FIRST):
            is_over = await run_in_threadpool(_is_over, database, tried)
        if is_over:
            await asyncio.sleep(PAUSE)
            return cls(tried, problem=TooOften())
        async with house.turn_to_write.take(tried.network, Rank.FIRST):
            refused = await run_in_threadpool(_counted, database, tried)
        if refused:
            return cls(tried, problem=refused)
        check = partial(cls._checked, database, tried, form.text("password"))
        return await house.prover.prove(check, tried.network, Rank.FIRST)

    @classmethod
    def _checked(cls, database: Database, tried: PasswordTry, password: str) -> "Attempt":
        with database.reading() as db:
            try:
                person = Person.signing_in(db, email=tried.email, password=password)
                return cls(tried, person.id, person.password_hash)
            except Problem as problem:
                return cls(tried, problem=problem)

    def person(self, db: Db) -> Person:
        """Who it is; the attempt counts no more. Raises Problem when it is nobody, or nobody with that password now."""
        if self.problem:
            raise self.problem
        person = db.get_one(Person, self.person_id)
        person.wait_for_turn()
        if not person.is_worker or person.password_hash != self.checked:
            raise Problem("wrong_password", "email")
        self.tried.succeed(db)
        return person


def _tell(db: Db, email: str) -> None:
    if person := Person.with_address(db, email):
        person.was_tried(WINDOW)


def _is_over(database: Database, tried: PasswordTry) -> bool:
    with database.reading() as db:
        return tried.is_over(db)


def _counted(database: Database, tried: PasswordTry) -> Problem | None:
    with database.writing() as db:
        try:
            tried.begin(db)
        except TooOften as refused:
            _tell(db, tried.email)
            db.commit()
            return refused
        db.commit()
        return None
