"""An attempt at something secret: a password, or a link's word. Counted first, then checked, without a lock in hand."""

import asyncio
from abc import ABC, abstractmethod
from dataclasses import dataclass, field, replace
from functools import partial
from typing import ClassVar, Generic, TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from app.house import House
from app.limits.turns import Rank
from boards.attempt import TooOften, Try
from boards.database import Database, Db
from boards.problems import Problem

PAUSE = 1.0
"""Seconds until somebody who has tried too often is told so again: who asks without end takes the processor too."""

Proof = TypeVar("Proof")


@dataclass(frozen=True, kw_only=True)
class Secret(ABC, Generic[Proof]):
    """Something secret that somebody typed. `asker` is whose turn it takes, `network` where it comes from."""

    rank: ClassVar[Rank]
    patience: ClassVar[float | None] = None
    """Seconds that it waits for each turn before whoever typed it is asked to come again."""
    typed: str = field(repr=False)
    network: str
    asker: str

    @abstractmethod
    def tried(self, db: Db) -> Try:
        """What it counts as. Raises NotFound where there is nothing that it could open."""

    @abstractmethod
    def check(self, db: Db) -> Proof:
        """What it proves. Raises Problem where it is wrong. It takes long on purpose."""

    def refused(self, db: Db) -> None:
        """It was tried too often. The caller commits."""


@dataclass(frozen=True)
class Attempt(Generic[Proof]):
    """What came of something secret: what it proves, or why not."""

    tried: Try
    proof: Proof | None = None
    problem: Problem | None = None

    @classmethod
    async def made(cls, request: Request, secret: Secret[Proof]) -> "Attempt[Proof]":
        """Count it, then check it. Raises NotFound and Busy."""
        house = House.of(request)
        database = house.database
        async with house.turns_to_read.take(secret.asker, secret.rank, patience=secret.patience):
            over = await run_in_threadpool(_over, database, secret)
        if over:
            await asyncio.sleep(PAUSE)
            return over
        async with house.turn_to_write.take(secret.asker, secret.rank, patience=secret.patience):
            counted = await run_in_threadpool(_counted, database, secret)
        if counted.problem:
            return counted
        check = partial(counted.checked, database, secret)
        return await house.prover.prove(check, secret.asker, secret.rank, patience=secret.patience)

    def checked(self, database: Database, secret: Secret[Proof]) -> "Attempt[Proof]":
        """The same, once it is known whether it is right."""
        with database.reading() as db:
            try:
                return replace(self, proof=secret.check(db))
            except Problem as problem:
                return replace(self, problem=problem)

    def proved(self, db: Db) -> Proof:
        """What it proves; it counts no more. Raises Problem where it was wrong, or typed too often. The caller commits,
        unless it finds the proof to be out of date.
        """
        if self.problem:
            raise self.problem
        assert self.proof is not None
        self.tried.succeed(db)
        return self.proof


def _over(database: Database, secret: Secret[Proof]) -> Attempt[Proof] | None:
    with database.reading() as db:
        tried = secret.tried(db)
        return Attempt(tried, problem=TooOften(tried.field)) if tried.is_over(db) else None


def _counted(database: Database, secret: Secret[Proof]) -> Attempt[Proof]:
    with database.writing() as db:
        counted: Attempt[Proof] = Attempt(secret.tried(db))
        try:
            counted.tried.begin(db)
        except TooOften as problem:
            secret.refused(db)
            counted = replace(counted, problem=problem)
        db.commit()
        return counted
