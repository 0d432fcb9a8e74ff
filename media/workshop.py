"""The separate, limited processes in which every photo is read.

A decoder's bug, a bomb or an endless file costs one worker and one photo. Each worker is a fresh interpreter
(not a fork of the web's process: it gets none of its open files, settings or secrets), on a socket of its
own (no lock of a whole pool to die with in hand), and answers in JSON (nothing to unpickle).
"""

import json
import logging
import os
import socket
import subprocess
import sys
import time
from asyncio import wrap_future
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any, Final, TypeVar

from media.box import Box, some_boxes
from media.developed import Developed
from media.found import Found
from media.photo import PhotoProblem, Reason, weigh
from media.task import Task, Work
from media.wire import hear, say

Answer = TypeVar("Answer")

log = logging.getLogger(__name__)

PHOTOS_A_WORKER: Final = 200
"""Then it is replaced, so that no leak in a decoder grows for ever."""


_Understood = Callable[[dict[str, Any], bytes], Answer]
"""Makes an answer of a head and a body. Raises ValueError where they make no sense."""


class Workshop:
    """`processes` workers, each with `megabytes` (millions of bytes) of memory and `seconds` for one photo.

    No process starts before the first photo; then one for every photo at work at the same time. Photos
    beyond `processes` wait in line, in memory: how many to let in is the caller's business. Safe to use from
    several threads.
    """

    def __init__(self, processes: int, megabytes: int = 1200, seconds: float = 20) -> None:
        self._hire: Final[Callable[[], _Worker]] = lambda: _Worker(megabytes, seconds)
        self._threads: Final = ThreadPoolExecutor(processes, "workshop")
        self._lock: Final = Lock()
        self._idle: Final[list[_Worker]] = []
        self._all: Final[set[_Worker]] = set()
        self._closed = False
        self._blind_told = False

    async def develop(self, content: bytes) -> Developed:
        """A stranger's bytes -> a clean photo. Raises PhotoProblem, and RuntimeError once closed."""
        return await wrap_future(self.begin(content))

    def begin(self, content: bytes) -> Future[Developed]:
        """`develop` for callers without an event loop: `begin(content).result()`."""
        return self._threads.submit(self._ask, Task(Work.DEVELOP), content, Developed.unpacked)

    async def cover(self, content: bytes, boxes: Sequence[Box]) -> Developed:
        """Our own full size -> the photo anew, in every size, with each box one solid colour in all of them.

        The cover is up to two blocks of 16 pixels wider than its box. Raises ValueError unless there are 1 to
        MOST_BOXES boxes, PhotoProblem, and RuntimeError once closed.
        """
        return await wrap_future(self.begin_cover(content, boxes))

    def begin_cover(self, content: bytes, boxes: Sequence[Box]) -> Future[Developed]:
        """`cover` for callers without an event loop."""
        return self._threads.submit(self._ask, Task(Work.COVER, some_boxes(boxes)), content, Developed.unpacked)

    async def find(self, content: bytes) -> Found:
        """Where people may be in a photo, at most MOST_BOXES, the surest first: only a suggestion.

        Whatever fails, nobody was found and nobody has `looked`; that the finder isn't installed is logged
        once. Raises only RuntimeError, once closed.
        """
        return await wrap_future(self.begin_find(content))

    def begin_find(self, content: bytes) -> Future[Found]:
        """`find` for callers without an event loop."""
        return self._threads.submit(self._find, content)

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
        self._threads.shutdown(cancel_futures=True)
        with self._lock:
            for worker in list(self._all):
                self._dismiss(worker)

    def _find(self, content: bytes) -> Found:
        try:
            found = self._ask(Task(Work.FIND), content, Found.unpacked)
        except (PhotoProblem, OSError) as problem:  # OSError: no process can be started
            return Found((), str(problem))
        if found.blind is not None:
            self._tell_once(found.blind)
        return found

    def _tell_once(self, blind: str) -> None:
        with self._lock:
            told, self._blind_told = self._blind_told, True
        if not told:
            log.warning("Nobody looks for people in photos: %.200r", blind)

    def _ask(self, task: Task, content: bytes, understood: "_Understood[Answer]") -> Answer:
        weigh(content)
        worker = self._worker()
        try:
            return worker.do(task, content, understood)
        finally:
            self._give_back(worker)

    def _worker(self) -> "_Worker":
        with self._lock:
            if self._closed:
                raise PhotoProblem(Reason.TOO_HARD)
            while self._idle:
                worker = self._idle.pop()
                if worker.is_fit():
                    return worker
                self._dismiss(worker)
            worker = self._hire()
            self._all.add(worker)
            return worker

    def _give_back(self, worker: "_Worker") -> None:
        with self._lock:
            if worker.is_fit():
                self._idle.append(worker)
            else:
                self._dismiss(worker)

    def _dismiss(self, worker: "_Worker") -> None:
        worker.end()
        self._all.discard(worker)


class _Worker:
    """One process, from our side."""

    def __init__(self, megabytes: int, seconds: float) -> None:
        self._seconds: Final = seconds
        self._photos_left = PHOTOS_A_WORKER
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
            self.end()
            log.warning("A worker was lost with its photo (%s), exit code %s", error, self._process.returncode)
            raise PhotoProblem(Reason.TOO_HARD) from error
        except PhotoProblem as problem:
            if problem.reason is Reason.TOO_HARD:
                self._photos_left = 0
            raise

    def kill(self) -> None:
        """From any thread: the one that waits for an answer then finds the line dead."""
        self._process.kill()

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
