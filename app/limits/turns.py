"""Whose turn it is, to read and to write: the most urgent first, everybody in turn, and nobody for ever last."""

import asyncio
import time
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from enum import IntEnum
from threading import Lock

from starlette.requests import Request

from app.addresses import is_shared
from app.limits.network import network_of

IN_A_ROW = 4
"""How many of one rank go in a row while somebody of a lower one waits. So however many are urgent, a fifth of the
turns is left for what isn't, and strangers who keep trying to sign in stop no one's work."""

FAMILIES_WAIT = 10.0
"""Seconds that somebody under a link waits for a turn before they are asked to come again. Forty families who open a
board of 40 photos together are through sooner than that."""

LONGEST_WAIT = 10.0
"""Seconds that somebody waits who goes faster than may be."""

AT_ONCE = 120
"""Requests of one person that wait at once. A browser behind a proxy asks for a hundred photos together. More would
take the places of those who share their network (`seats.py`): that is told at once.
"""

KNOWN = 1000
"""Askers of whom it is kept how fast they go, or how often they went; beyond that those are forgotten."""

COME_AGAIN = 5
"""Seconds after which whoever was sent away may come again."""


class Rank(IntEnum):
    """How urgent something is."""

    FIRST = 0
    """A no, *Stop showing*, *Close*, whatever shows less than before or ends a way in; and signing in and out."""
    USUAL = 1
    """What the group does."""
    LATER = 2
    """Families, and what goes by itself."""


class Busy(Exception):  # noqa: N818 - it is what the page says
    """Too many others wait for the same."""


class _Turn:
    """Somebody who waits for a turn, or has been given it."""

    def __init__(self, asker: str, rank: Rank) -> None:
        self.asker = asker
        self.rank = rank
        self.is_given = False
        self._loop = asyncio.get_running_loop()
        self.call: asyncio.Future[None] = self._loop.create_future()

    def give(self) -> None:
        self.is_given = True
        self._loop.call_soon_threadsafe(self._called)

    def _called(self) -> None:
        if not self.call.done():  # else whoever it was has just left
            self.call.set_result(None)


class Tempo:
    """How fast somebody goes on: `burst` turns one after another, and then so many `a_second`.

    However many connections somebody has, what they ask for beyond that waits, and what others ask for doesn't. What is
    urgent has a tempo of its own: a no doesn't wait for the changes before it. It is for who is known: in one network
    there are many, and nobody shuts the others out.
    """

    def __init__(self, burst: int, a_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._burst = burst / a_second
        self._each = 1 / a_second
        self._clock = clock
        self._due: dict[tuple[str, bool], float] = {}

    def wait(self, asker: str, rank: Rank) -> float:
        """Seconds until somebody's next turn, which counts from now on."""
        now, who = self._clock(), (asker, rank is Rank.FIRST)
        if len(self._due) > KNOWN:
            self._due = {who: due for who, due in self._due.items() if due > now}
        self._due[who] = max(self._due.get(who, now), now) + self._each
        return max(0.0, self._due[who] - self._burst - now)

    def give_back(self, asker: str, rank: Rank) -> None:
        """Somebody doesn't take a turn that was counted."""
        who = asker, rank is Rank.FIRST
        if who in self._due:
            self._due[who] -= self._each


class Turns:
    """So many turns at once. Whoever asks for several has at most `each` of them, and asks with others in a circle.

    All who have one link have one turn at a time: a page takes the processor for a while, and one that nobody of the
    group asked for holds them up no longer than their own.

    Where `fewest_first`, whoever had the fewest turns since they were forgiven is next: who comes into a crowd that
    tries again and again waits for the turn under way.

    Safe to use from several threads and event loops.
    """

    def __init__(
        self, slots: int = 1, each: int = 1, *, tempo: Tempo | None = None, fewest_first: bool = False
    ) -> None:
        self._lock = Lock()
        self._tempo = tempo
        self._fewest_first = fewest_first
        self._had: Counter[str] = Counter()
        self._free = slots
        self._each = each
        # While the group isn't there, families don't take every slot: who comes then would wait for all of them.
        self._free_for_later = max(1, slots // 2)
        self._taken: Counter[str] = Counter()
        self._asked: Counter[str] = Counter()
        self._waiting: dict[Rank, dict[str, deque[_Turn]]] = {rank: {} for rank in Rank}
        self._row: Counter[Rank] = Counter()

    @asynccontextmanager
    async def take(self, asker: str, rank: Rank = Rank.USUAL, *, patience: float | None = None) -> AsyncIterator[None]:
        """Wait for a turn, and have it for a block. Raises Busy when `patience`, in seconds, ends before, and for a
        person who asks for too many at once.
        """
        with self._asking(asker, rank):
            if self._tempo and is_known(asker):
                await self._go_slowly(self._tempo, asker, rank, patience)
            turn = _Turn(asker, rank)
            try:
                await self._wait(turn, patience)
                yield
            finally:
                self._leave(turn)

    @contextmanager
    def _asking(self, asker: str, rank: Rank) -> Iterator[None]:
        with self._lock:
            if self._asked[asker] >= AT_ONCE and is_person(asker) and rank is not Rank.FIRST:
                raise Busy
            self._asked[asker] += 1
        try:
            yield
        finally:
            with self._lock:
                self._asked -= Counter((asker,))

    async def _go_slowly(self, tempo: Tempo, asker: str, rank: Rank, patience: float | None) -> None:
        with self._lock:
            seconds = tempo.wait(asker, rank)
        most = LONGEST_WAIT if patience is None else patience
        try:
            await asyncio.sleep(min(seconds, most))
            if seconds > most and rank is not Rank.FIRST:  # a no is never refused
                raise Busy
        except BaseException:
            with self._lock:
                tempo.give_back(asker, rank)
            raise

    async def _wait(self, turn: _Turn, patience: float | None) -> None:
        with self._lock:
            self._waiting[turn.rank].setdefault(turn.asker, deque()).append(turn)
            self._call()
        try:
            async with asyncio.timeout(patience):
                await turn.call
        except TimeoutError:
            raise Busy from None

    def forgive(self, asker: str) -> None:
        """Forget how many turns somebody had."""
        with self._lock:
            self._had.pop(asker, None)

    def _leave(self, turn: _Turn) -> None:
        with self._lock:
            if turn.is_given:
                self._free += 1
                self._free_for_later += turn.rank is Rank.LATER
                self._taken -= Counter((turn.asker,))
                self._call()
                return
            theirs = self._waiting[turn.rank][turn.asker]
            theirs.remove(turn)
            if not theirs:
                del self._waiting[turn.rank][turn.asker]

    def _call(self) -> None:
        """Call everybody for whom there is a slot."""
        while self._free and (called := self._next()):
            rank, asker = called
            turns = self._waiting[rank].pop(asker)
            turns.popleft().give()
            if turns:
                self._waiting[rank][asker] = turns  # behind the others
            self._free -= 1
            self._free_for_later -= rank is Rank.LATER
            self._taken[asker] += 1
            if self._fewest_first:
                self._note(asker)

    def _note(self, asker: str) -> None:
        if len(self._had) >= KNOWN:
            self._had.clear()
        self._had[asker] += 1

    def _next(self) -> tuple[Rank, str] | None:
        ready = list(self._ready())
        for rank, asker in ready[:-1]:
            self._row[rank] += 1
            if self._row[rank] <= IN_A_ROW:
                return rank, asker
            self._row[rank] = 0
        return ready[-1] if ready else None

    def _ready(self) -> Iterator[tuple[Rank, str]]:
        """Of each rank whoever is next, the most urgent rank first."""
        for rank, waiting in self._waiting.items():
            if rank is Rank.LATER and not self._free_for_later:
                return
            each = 1 if rank is Rank.LATER else self._each
            those = (asker for asker in waiting if self._taken[asker] < each)
            asker = min(those, key=self._had.__getitem__, default=None) if self._fewest_first else next(those, None)
            if asker is not None:
                yield rank, asker


def asker_of(request: Request) -> str:
    """Who asks: everybody with the same link together, whoever is signed in, or else a network."""
    if (key := request.path_params.get("key")) and is_shared(request.url.path):
        return f"link {key}"
    return getattr(request.state, "asker", "") or network_of(request)


def is_person(asker: str) -> bool:
    """Whether an asker is one person."""
    return asker.startswith("person ")


def is_known(asker: str) -> bool:
    """Whether an asker is a person, or everybody with one link, and no network."""
    return is_person(asker) or asker.startswith("link ")


def rank_of(request: Request) -> Rank:
    """How urgent a request is, as its route says."""
    return getattr(request.state, "rank", Rank.LATER if is_shared(request.url.path) else Rank.USUAL)
