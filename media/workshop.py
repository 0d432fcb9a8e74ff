"""The separate, limited processes in which every photo is read.

A decoder's bug, a bomb or an endless file costs one worker and one photo. Each worker is a fresh interpreter
(not a fork of the web's process: it gets none of its open files, settings or secrets), on a socket of its
own (no lock of a whole pool to die with in hand), and answers in JSON (nothing to unpickle).
"""

import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
from asyncio import wrap_future
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypeVar

from media.detection import Detection
from media.developed import Developed
from media.line import NOBODY, STEPPING_IN, Line, Most, Taker, Ticket
from media.photo import PhotoProblem, Reason, weigh
from media.pipe import hear, say
from media.region import Region, some_boxes
from media.sizes import CARD
from media.task import QUARTERS, Task, Work

Answer = TypeVar("Answer")

log = logging.getLogger(__name__)

PHOTOS_A_WORKER: Final = 200
"""Then it is replaced, so that no leak in a decoder grows for ever."""

ENDS_WITHIN: Final = 0.2
"""Seconds between the end of a worker's line and its own, which says who ended it."""

WIDE: Final = Most(photos=4000, length=20_000_000_000)


@dataclass(frozen=True, slots=True)
class Brought:
    """A photo on its way in: how to read it once it is its turn, and its bytes."""

    read: Callable[[], bytes]
    length: int


TakenIn = tuple[Developed, Detection]
"""A photo that was taken in, and where people may be in it."""

_Understood = Callable[[dict[str, Any], bytes], Answer]
"""Makes an answer of a head and a body. Raises ValueError where they make no sense."""


class Workshop:
    """`processes` workers, each with `megabytes` (millions of bytes) of memory and `seconds` for one photo.

    No process starts before the first photo; then one for every photo at work at the same time. Photos
    beyond them wait in line, where every taker has a fair turn; two workers more step in for who would wait for
    others' photos alone (see `Line`); what is more than `most` is refused with Crowded, at once. Safe to use
    from several threads.
    """

    def __init__(self, processes: int, megabytes: int = 1200, seconds: float = 20, most: Most = WIDE) -> None:
        self._hire: Final[Callable[[], _Worker]] = lambda: _Worker(megabytes, seconds)
        self._line: Final[Line[_Job]] = Line(processes, most)
        self._threads: Final = ThreadPoolExecutor(processes + STEPPING_IN, "workshop")
        self._lock: Final = Lock()
        self._idle: Final[list[_Worker]] = []
        self._idle_to_step_in: Final[list[_Worker]] = []
        """Apart, so that whoever loses workers with their photos has no warm one of somebody else's to lose."""
        self._all: Final[set[_Worker]] = set()
        self._closed = False
        self._blind_told = False

    def begin_taking(self, photos: Sequence[Brought], taker: Taker = NOBODY) -> list[Future[TakenIn]]:
        """Take in strangers' photos, all of them or none: develop each, and look for people in it, in one turn.

        Raises Crowded, and RuntimeError once closed; each answer PhotoProblem, or what reading it raises. Whoever no
        longer wants one cancels its answer.
        """
        return self._begin(taker, [(brought.length, partial(self._take, brought.read)) for brought in photos])

    async def develop(self, content: bytes, taker: Taker = NOBODY) -> Developed:
        """A stranger's bytes -> a clean photo. Raises PhotoProblem, Crowded, and RuntimeError once closed."""
        return await wrap_future(self.begin(content, taker))

    def begin(self, content: bytes, taker: Taker = NOBODY) -> Future[Developed]:
        """`develop` for callers without an event loop: `begin(content).result()`."""
        return self._begin_one(taker, len(content), lambda at_hand: _asked(at_hand, Task(Work.DEVELOP), content))

    async def mask(self, content: bytes, regions: Sequence[Region], taker: Taker = NOBODY) -> Developed:
        """Our own full size -> the photo anew, in every size, with each region one solid colour in all of them.

        The mask is up to two blocks of 16 pixels wider than its region. Raises ValueError unless there are 1 to
        MOST_REGIONS regions, PhotoProblem, Crowded, and RuntimeError once closed.
        """
        return await wrap_future(self.begin_mask(content, regions, taker))

    def begin_mask(self, content: bytes, regions: Sequence[Region], taker: Taker = NOBODY) -> Future[Developed]:
        """`mask` for callers without an event loop."""
        task = Task(Work.MASK, some_boxes(regions))
        return self._begin_one(taker, len(content), lambda at_hand: _asked(at_hand, task, content))

    async def turn(self, content: bytes, quarters: int, taker: Taker = NOBODY) -> Developed:
        """Our own full size -> the photo turned 0 to 3 quarters clockwise, in every size. Raises ValueError for other
        quarters, PhotoProblem, Crowded, and RuntimeError once closed.
        """
        return await wrap_future(self.begin_turn(content, quarters, taker))

    def begin_turn(self, content: bytes, quarters: int, taker: Taker = NOBODY) -> Future[Developed]:
        """`turn` for callers without an event loop."""
        if quarters not in range(QUARTERS):
            raise ValueError(f"from 0 to {QUARTERS - 1} quarters, not {quarters}")
        task = Task(Work.TURN, quarters=quarters)
        return self._begin_one(taker, len(content), lambda at_hand: _asked(at_hand, task, content))

    async def find(self, content: bytes, taker: Taker = NOBODY) -> Detection:
        """Where people may be in a photo, at most MOST_REGIONS, the surest first: only a suggestion.

        Whatever fails, nobody was found and nobody has `looked`; that the finder isn't installed is logged
        once. Raises only Crowded, and RuntimeError once closed.
        """
        return await wrap_future(self.begin_find(content, taker))

    def begin_find(self, content: bytes, taker: Taker = NOBODY) -> Future[Detection]:
        """`find` for callers without an event loop."""
        return self._begin_one(taker, len(content), lambda at_hand: self._found(at_hand, content))

    def workers(self) -> list[int]:
        """The process ids of the workers there are."""
        with self._lock:
            return [worker.pid for worker in self._all]

    def close(self) -> None:
        """End every worker, at once. Photos in line are cancelled; those at work end as TOO_HARD. Twice does
        nothing.
        """
        with self._lock:
            self._closed = True
            for worker in self._all:
                worker.kill()
        for job in self._line.waiting():
            job.answer.cancel()
        self._threads.shutdown()
        with self._lock:
            for worker in list(self._all):
                self._dismiss(worker)

    def _begin_one(self, taker: Taker, length: int, work: "_Work[Answer]") -> Future[Answer]:
        return self._begin(taker, [(length, work)])[0]

    def _begin(self, taker: Taker, works: Sequence[tuple[int, "_Work[Answer]"]]) -> list[Future[Answer]]:
        if self._closed:
            raise RuntimeError("the workshop is closed")
        jobs = [_Job(taker, length, work, Future()) for length, work in works]
        self._line.join(jobs)
        for job in jobs:
            job.answer.add_done_callback(partial(self._given_up, job))
        self._call()
        return [job.answer for job in jobs]

    def _given_up(self, job: "_Job", answer: Future[Any]) -> None:
        if answer.cancelled():
            self._line.give_up(job)

    def _call(self) -> None:
        """Call everybody whose turn it is."""
        while job := self._line.next():
            try:
                self._threads.submit(self._serve, job)
            except RuntimeError:  # closed meanwhile, or the interpreter ends
                self._line.leave(job)
                job.answer.cancel()

    def _serve(self, job: "_Job") -> None:
        try:
            job.do(partial(self._at_hand, self._idle_to_step_in if job.steps_in else self._idle))
        finally:
            self._line.leave(job)
            self._call()

    @contextmanager
    def _at_hand(self, idle: "list[_Worker]") -> "Iterator[_Worker]":
        worker = self._worker(idle)
        try:
            yield worker
        finally:
            self._give_back(worker, idle)

    def _take(self, read: Callable[[], bytes], at_hand: "_AtHand") -> TakenIn:
        developed = _asked(at_hand, Task(Work.DEVELOP), read())
        return developed, self._found(at_hand, developed.files[CARD.name])

    def _found(self, at_hand: "_AtHand", content: bytes) -> Detection:
        try:
            weigh(content)
            found = _done(at_hand, Task(Work.FIND), content, Detection.unpacked)
        except (PhotoProblem, OSError) as problem:  # OSError: no process can be started
            return Detection((), str(problem))
        if found.blind is not None:
            self._tell_once(found.blind)
        return found

    def _tell_once(self, blind: str) -> None:
        with self._lock:
            told, self._blind_told = self._blind_told, True
        if not told:
            log.warning("Nobody looks for people in photos: %.200r", blind)

    def _worker(self, idle: "list[_Worker]") -> "_Worker":
        with self._lock:
            if self._closed:
                raise PhotoProblem(Reason.TOO_HARD)
            while idle:
                worker = idle.pop()
                if worker.is_fit():
                    return worker
                self._dismiss(worker)
            worker = self._hire()
            self._all.add(worker)
            return worker

    def _give_back(self, worker: "_Worker", idle: "list[_Worker]") -> None:
        with self._lock:
            if worker.is_fit():
                idle.append(worker)
            else:
                self._dismiss(worker)

    def _dismiss(self, worker: "_Worker") -> None:
        worker.end()
        self._all.discard(worker)


_AtHand = Callable[[], AbstractContextManager["_Worker"]]
"""Gives a worker for a block."""

_Work = Callable[[_AtHand], Answer]
"""What is to be done for a photo, with a worker at hand."""


@dataclass(eq=False)
class _Job(Ticket):
    """A photo in line, what is to be done with it, and the answer that somebody waits for."""

    work: _Work[Any]
    answer: Future[Any]

    def do(self, at_hand: _AtHand) -> None:
        """Whatever comes of it is the answer."""
        if not self.answer.set_running_or_notify_cancel():
            return
        try:
            self.answer.set_result(self.work(at_hand))
        except BaseException as problem:
            self.answer.set_exception(problem)


def _asked(at_hand: _AtHand, task: Task, content: bytes) -> Developed:
    weigh(content)
    return _done(at_hand, task, content, Developed.unpacked)


class _Killed(PhotoProblem):
    """Others have killed the worker: an operator, or a kernel that ran out of memory. The photo may be a good one."""


def _done(at_hand: _AtHand, task: Task, content: bytes, understood: "_Understood[Answer]") -> Answer:
    """What a worker makes of a photo. Whose worker was killed by others has one more, once. Raises PhotoProblem."""
    try:
        with at_hand() as worker:
            return worker.do(task, content, understood)
    except _Killed:
        with at_hand() as worker:
            return worker.do(task, content, understood)


class _Worker:
    """One process, from our side."""

    def __init__(self, megabytes: int, seconds: float) -> None:
        self._seconds: Final = seconds
        self._photos_left = PHOTOS_A_WORKER
        self._killed_by_us = False
        self._line, theirs = socket.socketpair()
        with theirs:
            self._process: Final = subprocess.Popen(  # noqa: S603  (our own interpreter, our own module)
                [sys.executable, "-BPs", "-m", "media.worker", str(megabytes), str(seconds)],
                stdin=theirs.fileno(),
                stdout=subprocess.DEVNULL,
                env=_surroundings(),
                cwd="/",
            )

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_fit(self) -> bool:
        return self._photos_left > 0 and self._process.poll() is None

    def do(self, task: Task, content: bytes, understood: "_Understood[Answer]") -> Answer:
        """Raises PhotoProblem. A worker that didn't answer, or found its photo too hard, isn't fit for
        another.
        """
        self._photos_left -= 1
        try:
            head, body = self._asked(task, content)
            return understood(_answered(head), body)
        except (OSError, ValueError, RecursionError) as error:
            is_killed = self._is_killed()
            self.end()
            log.warning("A worker was lost with its photo (%s), exit code %s", error, self._process.returncode)
            raise (_Killed if is_killed else PhotoProblem)(Reason.TOO_HARD) from error
        except PhotoProblem as problem:
            if problem.reason is Reason.TOO_HARD:
                self._photos_left = 0
            raise

    def kill(self) -> None:
        """From any thread: the one that waits for an answer then finds the line dead."""
        self._killed_by_us = True
        self._process.kill()

    def _is_killed(self) -> bool:
        """Whether others have killed it. It may end a moment after its line has."""
        try:
            return self._process.wait(ENDS_WITHIN) == -signal.SIGKILL and not self._killed_by_us
        except subprocess.TimeoutExpired:
            return False

    def end(self) -> None:
        self.kill()
        self._process.wait()
        self._line.close()

    def _asked(self, task: Task, content: bytes) -> tuple[Any, bytes]:
        until = time.monotonic() + self._seconds
        self._line.settimeout(self._seconds)
        say(self._line, task.packed(), content)
        return json.loads(hear(self._line, until)), hear(self._line, until)


def _answered(head: Any) -> dict[str, Any]:
    """The head of an answer. Raises PhotoProblem, or ValueError for an answer that makes no sense."""
    if not isinstance(head, dict):
        raise ValueError("not an answer")
    if "fault" in head:
        log.error("A photo met a fault in the workshop:\n%s", head["fault"])
        raise ValueError("a fault in the workshop")
    if "reason" in head:
        raise PhotoProblem(Reason(head["reason"]))
    return head


MEMORY_HABITS: Final = {
    "MALLOC_ARENA_MAX": "1",  # one thread works; further arenas would only eat into the ceiling
    "MALLOC_MMAP_THRESHOLD_": str(32 * 1024 * 1024),
    "MALLOC_TRIM_THRESHOLD_": str(64 * 1024 * 1024),
}
"""glibc's mallopt(3), as environment. Keeping a photo's memory for the next photo saves 8,000 page faults
each, a tenth of the time.
"""


ONE_THREAD: Final = {"OPENBLAS_NUM_THREADS": "1"}
"""NumPy, which the finder of people loads, would start a thread for every other core."""


def _surroundings() -> dict[str, str]:
    """The whole environment of a worker: nothing of ours but where to import from."""
    paths = os.pathsep.join(str(Path(path).absolute()) for path in sys.path)
    return {"PYTHONPATH": paths} | MEMORY_HABITS | ONE_THREAD
