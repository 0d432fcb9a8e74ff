"""Checks passwords and links' words, which takes long on purpose, and which strangers may ask for."""

import asyncio
import os
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Protocol, TypeVar

from app.limits.turns import Rank, Turns
from boards.problems import Problem

GIVES_WAY = 5
"""How far it gives way to all else where the processor is wanted (nice): a third of what others have. A sign-in while
photos come in still takes a moment alone."""


class Checked(Protocol):
    """What came of a check: a problem, unless it was right."""

    @property
    def problem(self) -> Problem | None:
        """Why it was wrong."""


Answer = TypeVar("Answer", bound=Checked)


class Prover:
    """One check at a time, which takes several processors and 64 MB for a moment.

    Whoever tried least since they were last right is next: somebody who signs in waits for no crowd that tries.
    """

    def __init__(self) -> None:
        self._turns = Turns(fewest_first=True)
        self._thread = ThreadPoolExecutor(1, "prover", initializer=_give_way)

    async def prove(
        self, check: Callable[[], Answer], asker: str, rank: Rank, *, patience: float | None = None
    ) -> Answer:
        """What a check gives, when its turn has come. Raises Busy when `patience`, in seconds, ends before."""
        async with self._turns.take(asker, rank, patience=patience):
            checked = await asyncio.get_running_loop().run_in_executor(self._thread, check)
        if checked.problem is None:
            self._turns.forgive(asker)
        return checked

    def close(self) -> None:
        """Begin no further check."""
        self._thread.shutdown(cancel_futures=True)


def _give_way() -> None:
    # On Linux a thread has a priority of its own, and hands it on to those that argon2 begins.
    if hasattr(os, "sched_setaffinity"):
        me = threading.get_native_id()
        os.setpriority(os.PRIO_PROCESS, me, min(19, os.getpriority(os.PRIO_PROCESS, me) + GIVES_WAY))
