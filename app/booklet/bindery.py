"""Where booklets are made: one at a time, each in a process of its own, and kept for a while when they are done.

Which booklet somebody gets is decided by what stands in it, and never by what it is of: whoever asks brings what
they may see at this moment, and again once it is made. So a link that was closed or a photo that was withdrawn gets
nothing that was kept.
"""

import asyncio
import errno
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock, Timer
from typing import Final, NamedTuple

from app.booklet import NO_ROOM, PAGES
from app.booklet.manuscript import Manuscript
from app.limits.refusal import NoRoomToMake
from media import CARD, FolderStore, Missing

log = logging.getLogger("recipe_board")

PREFIX: Final = "recipe-board-booklet-"

PATIENCE: Final = 2.0
"""Seconds that an answer waits for its booklet."""

KEPT_SECONDS: Final = 600
KEPT_BYTES: Final = 200 * 1000 * 1000

LINE: Final = 3
"""How many booklets of one asker, a person or a link, may be unfinished."""

GROUPS_LINE: Final = 12
"""How many of one group, its links included."""

LEFT_OVER: Final = 3600
"""Seconds after which a folder that a crash left behind is swept away."""


class Unmade(Exception):  # noqa: N818 - it is what the page says
    """The press broke, or took too long or too much."""


class TooManyWait(Exception):  # noqa: N818 - it is what the page says
    """More booklets of an asker, or of their group, wait for their turn than may."""


@dataclass(frozen=True)
class Limits:
    """What making one booklet may take: millions of bytes of memory, and seconds."""

    megabytes: int = 1500
    seconds: int = 240


class Asker(NamedTuple):
    """Who asks for a booklet: a group, and in it somebody, or all who have one link."""

    group: str
    who: str


@dataclass(frozen=True)
class Progress:
    """How far it is: how many photos are ready, whether it has its turn, whether its pages are being written."""

    photos: int
    of: int
    has_turn: bool = False
    writes: bool = False


class Booklet:
    """A finished booklet: a file without a name, which is gone with the last who reads it, or with this process."""

    def __init__(self, file: Path) -> None:
        self._file = os.open(file, os.O_RDONLY)
        self.size: Final = os.fstat(self._file).st_size

    def __del__(self) -> None:
        os.close(self._file)

    def pieces(self, most: int = 256 * 1024) -> Iterator[bytes]:
        """Its bytes in order. Several may read at once."""
        for start in range(0, self.size, most):
            yield os.pread(self._file, most, start)


class _Job:
    def __init__(self, manuscript: Manuscript, asker: Asker) -> None:
        self.manuscript: Final = manuscript
        self.asker: Final = asker
        self.askers: Final = {asker}
        self.progress = Progress(0, len(manuscript.photos))
        self.made: Future[Booklet] = Future()
        self.size = 0


class Bindery:
    """Makes booklets of the photos in a store. Safe to use from several threads and event loops."""

    def __init__(self, photos: FolderStore, limits: Limits | None = None, *, patience: float = PATIENCE) -> None:
        self.limits = limits or Limits()
        self.patience = patience
        self.turns: Final = ThreadPoolExecutor(1, "bindery")
        self._photos: Final = photos
        self._lock: Final = Lock()
        self._jobs: Final[dict[str, _Job]] = {}
        self._line: Final[list[_Job]] = []
        self._turn = 0
        self._served: Final[Counter[str]] = Counter()
        """When a group, or somebody in it, had their last turn, counted in turns."""
        self._timers: Final[dict[str, Timer]] = {}
        self._process: subprocess.Popen[str] | None = None
        self._closed = False

    async def ask(self, manuscript: Manuscript, asker: Asker) -> Booklet | Progress:
        """The booklet, or how far it is when patience ends. Raises Unmade, TooManyWait and NoRoomToMake; when
        somebody asks after that, it is tried anew.
        """
        job = self._job(manuscript, asker)
        until = time.monotonic() + self.patience
        while not job.made.done():
            if time.monotonic() >= until:
                return job.progress
            await asyncio.sleep(0.05)
        try:
            return job.made.result()
        except CancelledError as closed:
            raise Unmade("closed") from closed
        except BaseException:
            self._forget(manuscript.key)  # told once: whoever asks again means it
            raise

    def has(self, manuscript: Manuscript) -> bool:
        """Whether it waits for nothing more: its booklet is made, or was not to be made."""
        with self._lock:
            job = self._jobs.get(manuscript.key)
        return job is not None and job.made.done()

    def close(self) -> None:
        """Stop what is being made, and forget what was. Twice does nothing."""
        self.turns.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            self._closed = True
            process, jobs = self._process, list(self._jobs.values())
        if process:
            process.kill()
        self.turns.shutdown()
        for job in jobs:
            job.made.cancel()
            self._forget(job.manuscript.key)

    def _job(self, manuscript: Manuscript, asker: Asker) -> _Job:
        with self._lock:
            if job := self._jobs.get(manuscript.key):
                job.askers.add(asker)  # it is made when the first of them has a turn
                return job
            unfinished = [one.asker for one in self._jobs.values() if not one.made.done()]
            its_group = sum(one.group == asker.group for one in unfinished)
            if unfinished.count(asker) >= LINE or its_group >= GROUPS_LINE:
                raise TooManyWait
            job = _Job(manuscript, asker)
            self.turns.submit(self._make_next)
            self._jobs[manuscript.key] = job
            self._line.append(job)
            return job

    def _make_next(self) -> None:
        with self._lock:
            job = min(self._line, key=self._last_turn)
            self._line.remove(job)
            self._turn += 1
            for whose in (name for asker in job.askers for name in asker):
                self._served[whose] = self._turn
        self._make(job)

    def _last_turn(self, job: _Job) -> tuple[int, int]:
        """Groups in a circle, in each of them whoever asks in a circle, and each of them in the order of asking."""
        return min((self._served[asker.group], self._served[asker.who]) for asker in job.askers)

    def _make(self, job: _Job) -> None:
        try:
            booklet = self._made(job)
            job.size = booklet.size
        except BaseException as fault:
            self._keep(job)
            job.made.set_exception(fault)
        else:
            self._keep(job)
            job.made.set_result(booklet)

    def _made(self, job: _Job) -> Booklet:
        _sweep()
        with _room_told(), tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
            self._lay_out(job, Path(folder))
            self._print(job, Path(folder))
            return Booklet(Path(folder, "booklet.pdf"))

    def _lay_out(self, job: _Job, folder: Path) -> None:
        """Everything that the press needs. A photo whose file is missing is left out."""
        job.progress = Progress(0, len(job.manuscript.photos), has_turn=True)
        (folder / "booklet.json").write_bytes(job.manuscript.values)
        for name, drawing in job.manuscript.drawings.items():
            (folder / f"{name}.svg").write_bytes(drawing)
        for key in job.manuscript.photos:
            try:
                (folder / f"{key}.webp").write_bytes(self._photos.open(key, CARD.name))
            except Missing:
                log.error("A photo's file is missing: %s", key)

    def _print(self, job: _Job, folder: Path) -> None:
        with (folder / "faults.txt").open("w+b") as faults:
            process = self._start(folder, faults.fileno())
            late = Timer(self.limits.seconds + 2, process.kill)
            late.start()
            assert process.stdout
            try:
                for line in process.stdout:
                    _note(job, line.strip())
            finally:
                late.cancel()
                process.kill()
                process.communicate()
            faults.seek(0)
            _judge(process.returncode, faults.read(4000).decode(errors="replace"))

    def _start(self, folder: Path, faults: int) -> "subprocess.Popen[str]":
        limits = str(self.limits.megabytes), str(self.limits.seconds)
        with self._lock:
            if self._closed:
                raise Unmade("closed")
            self._process = subprocess.Popen(  # noqa: S603  (our own interpreter, our own module)
                [sys.executable, "-BPs", "-m", "app.booklet.press", str(folder), *limits],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=faults,
                env={"PYTHONPATH": os.pathsep.join(str(Path(path).absolute()) for path in sys.path)},
                cwd="/",
                text=True,
            )
            return self._process

    def _keep(self, job: _Job) -> None:
        """For a while, and as many as there is room for; the oldest go first. A fault is kept too, to be told."""
        timer = Timer(KEPT_SECONDS, self._forget, [job.manuscript.key])
        timer.daemon = True
        with self._lock:
            self._timers[job.manuscript.key] = timer
            kept = [self._jobs[key] for key in reversed(self._timers) if key in self._jobs]
        timer.start()
        room = KEPT_BYTES
        for one in kept:
            room -= one.size
            if room < 0 and one is not job:
                self._forget(one.manuscript.key)

    def _forget(self, key: str) -> None:
        with self._lock:
            self._jobs.pop(key, None)
            timer = self._timers.pop(key, None)
        if timer:
            timer.cancel()


def _note(job: _Job, line: str) -> None:
    if line == PAGES:
        job.progress = replace(job.progress, writes=True)
    elif line.isdecimal():
        job.progress = replace(job.progress, photos=int(line))


def _judge(code: int, faults: str) -> None:
    if faults:
        log.warning("The press said:\n%s", faults)
    if code == NO_ROOM:
        raise NoRoomToMake("the press")
    if code != 0:
        raise Unmade(f"exit code {code}")


@contextmanager
def _room_told() -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            raise NoRoomToMake(str(fault)) from fault
        raise


def _sweep() -> None:
    """Take away what a crash left behind: it holds photos."""
    before = time.time() - LEFT_OVER
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(FileNotFoundError):
            if folder.stat().st_mtime < before:
                shutil.rmtree(folder, ignore_errors=True)
