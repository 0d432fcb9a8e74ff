"""The line of photos that wait for a worker: whose turn is next, and who is told to come back later.

    table ─┬─ seat ── photo, photo, photo …
           └─ seat ── photo
    table ──── seat ── photo …

Tables take turns, and at each table its seats do. What tables and seats stand for is for the caller to say.
"""

from collections import Counter, deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Final, Generic, TypeVar

STEPPING_IN: Final = 2
"""Photos that may be at work beyond the places: one of a seat that has none at work, and one of such a table."""


class Crowded(Exception):  # noqa: N818
    """Too much waits already. Nothing of this was taken in; it can be brought again in a minute."""


@dataclass(frozen=True, slots=True)
class Taker:
    """Whose photo it is, as two keys that mean nothing here."""

    table: str = ""
    seat: str = ""


NOBODY: Final = Taker()
"""For work of the house itself."""


@dataclass(frozen=True, slots=True)
class Most:
    """How much may be in line, those at work among it: so many photos, and so many bytes of them."""

    photos: int
    length: int


@dataclass(eq=False)
class Ticket:
    """A photo in line: whose it is, and its bytes. One that `steps_in` is at work beyond the places."""

    taker: Taker
    length: int
    steps_in: bool = field(default=False, init=False)


Held = TypeVar("Held", bound=Ticket)


class Line(Generic[Held]):
    """Photos in line. Safe to use from several threads.

    Nobody may have more in it than they leave to others: a table of the whole, a seat of the half that is its table's.
    So whoever comes last still finds room, and who is alone has enough.

    `places` photos are at work at once. One more may be, of a seat that has none at work; and another one, of a table
    that has none. So what is dear holds up its own seat first, then its own table, and no other.
    """

    def __init__(self, places: int, most: Most) -> None:
        self._places: Final = places
        self._most: Final = most
        self._lock: Final = Lock()
        self._waiting: Final[dict[str, dict[str, deque[Held]]]] = {}
        self._photos: Final = _Shares()
        self._length: Final = _Shares()
        self._at_work: Final = _Shares()

    def join(self, tickets: Sequence[Held]) -> None:
        """All of one taker, or none: raises Crowded."""
        with self._lock:
            self._check_room(tickets)
            for ticket in tickets:
                seats = self._waiting.setdefault(ticket.taker.table, {})
                seats.setdefault(ticket.taker.seat, deque()).append(ticket)
                self._photos.add(ticket.taker, 1)
                self._length.add(ticket.taker, ticket.length)

    def next(self) -> Held | None:
        """Whose turn is next, which is at work from now on; nobody's, while those at work are enough."""
        with self._lock:
            taker = next(self._called(), None)
            if taker is None:
                return None
            ticket = self._taken_out(taker)
            ticket.steps_in = self._at_work.whole >= self._places
            self._at_work.add(taker, 1)
            return ticket

    def leave(self, ticket: Held) -> None:
        """A photo that was at work is done."""
        with self._lock:
            self._at_work.add(ticket.taker, -1)
            self._forget(ticket)

    def give_up(self, ticket: Held) -> None:
        """A photo that waits needn't be made any more. Nothing happens where it is at work already."""
        with self._lock:
            seats = self._waiting.get(ticket.taker.table, {})
            if ticket in seats.get(ticket.taker.seat, ()):
                seats[ticket.taker.seat].remove(ticket)
                self._tidy(ticket.taker)
                self._forget(ticket)

    def waiting(self) -> list[Held]:
        """All that wait, in no order."""
        with self._lock:
            return [ticket for seats in self._waiting.values() for held in seats.values() for ticket in held]

    def _check_room(self, tickets: Sequence[Held]) -> None:
        length = sum(ticket.length for ticket in tickets)
        for taker in {ticket.taker for ticket in tickets}:
            has_room = self._photos.leave_room(taker, len(tickets), self._most.photos)
            if not (has_room and self._length.leave_room(taker, length, self._most.length)):
                raise Crowded

    def _called(self) -> Iterator[Taker]:
        for table, seats in self._waiting.items():
            for seat in seats:
                if self._at_work.whole < self._places_for(Taker(table, seat)):
                    yield Taker(table, seat)

    def _places_for(self, taker: Taker) -> int:
        return self._places + self._at_work.has_none(taker) + self._at_work.has_none_at_table(taker)

    def _taken_out(self, taker: Taker) -> Held:
        """Table and seat go behind the others."""
        seats = self._waiting.pop(taker.table)
        held = seats.pop(taker.seat)
        ticket = held.popleft()
        self._waiting[taker.table] = seats
        seats[taker.seat] = held
        self._tidy(taker)
        return ticket

    def _tidy(self, taker: Taker) -> None:
        seats = self._waiting[taker.table]
        if not seats[taker.seat]:
            del seats[taker.seat]
        if not seats:
            del self._waiting[taker.table]

    def _forget(self, ticket: Held) -> None:
        self._photos.add(ticket.taker, -1)
        self._length.add(ticket.taker, -ticket.length)


class _Shares:
    """How much there is of something: at each seat, at each table, and in all."""

    def __init__(self) -> None:
        self.whole = 0
        self._seats: Final[Counter[Taker]] = Counter()
        self._tables: Final[Counter[str]] = Counter()

    def add(self, taker: Taker, much: int) -> None:
        """More, or less: of whom none is left nothing is known any more."""
        self.whole += much
        self._seats[taker] += much
        self._tables[taker.table] += much
        if not self._seats[taker]:
            del self._seats[taker]
        if not self._tables[taker.table]:
            del self._tables[taker.table]

    def has_none(self, taker: Taker) -> bool:
        return not self._seats[taker]

    def has_none_at_table(self, taker: Taker) -> bool:
        return not self._tables[taker.table]

    def leave_room(self, taker: Taker, more: int, most: int) -> bool:
        """Whether seat and table would leave as much as they have, with `more`, to the others."""
        table, seat = self._tables[taker.table] + more, self._seats[taker] + more
        return table <= most - self.whole - more and seat <= most // 2 - table
