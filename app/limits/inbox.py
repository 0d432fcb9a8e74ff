"""Where photos wait that have come so far: how much room one person's take, one group's, and everybody's."""

import time
from collections import Counter, OrderedDict
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from app.limits.refusal import Refusal

FROM_A_PERSON = 8
"""Sendings of one person that are under way at once: a browser opens six connections, and one or two may hang."""

FROM_A_GROUP = 60
"""Sendings of one group: everybody on a ward sends photos at the end of a morning."""

FROM_ALL = 200

GROUPS_SHARE = 0.75
"""How much of all the room one group may take."""

A_PIECE = 256 * 1024
STANDS_STILL = 20.0
"""Somebody whose last piece is so many seconds in coming makes room when there is none: that is as slow as the slowest
mobile networks. Who sends faster keeps theirs, and who comes is asked to come again."""


@dataclass(frozen=True)
class Room:
    """How many bytes may wait: of one person, and of everybody."""

    person: int
    all: int

    @property
    def group(self) -> int:
        """Bytes that may wait of one group."""
        return max(self.person, int(self.all * GROUPS_SHARE))


@dataclass(eq=False)
class Incoming:
    """What somebody is sending: whose it is, how it is ended, how much came, and when its last piece was whole."""

    person: str
    group: str
    end: Callable[[], None]
    since: float
    came: int = 0
    of_piece: int = 0
    made_room: bool = False


class Inbox:
    """Keeps count of the sendings that aren't taken in yet."""

    def __init__(self, room: Room, clock: Callable[[], float] = time.monotonic) -> None:
        self.room = room
        self.clock = clock
        self._came: Counter[str] = Counter()
        self._sendings: Counter[str] = Counter()
        self._on_their_way: OrderedDict[Incoming, None] = OrderedDict()
        """Whose last piece is longest ago stands first."""

    @contextmanager
    def sending(self, person: str, group: str, end: Callable[[], None]) -> Iterator[Incoming]:
        """Somebody sends photos, for a block. Raises Refusal when too many are under way. `end` stops receiving it."""
        if self._sendings[person] >= FROM_A_PERSON:
            raise Refusal(429, "sends_already")
        if self._sendings[group] >= FROM_A_GROUP or self._sendings[""] >= FROM_ALL:
            raise Refusal(503, "busy")
        sending = Incoming(person, group, end, self.clock())
        whose = Counter((person, group, ""))
        self._sendings += whose
        self._on_their_way[sending] = None
        try:
            yield sending
        finally:
            self._sendings -= whose
            self._on_their_way.pop(sending, None)
            self._forget(sending)

    async def received(self, sending: Incoming, stream: AsyncGenerator[bytes, None]) -> AsyncGenerator[bytes, None]:
        """What comes, piece by piece. Raises Refusal when there is no room for more."""
        async for chunk in stream:
            self._take(sending, len(chunk))
            yield chunk
        self._on_their_way.pop(sending, None)  # it is all here, and nobody waits for them

    def _take(self, sending: Incoming, count: int) -> None:
        if sending.made_room:
            raise Refusal(408, "too_slow")
        if sending.came + count > self.room.all:
            raise Refusal(413, "too_much")
        if self._came[sending.person] + count > self.room.person:
            raise Refusal(429, "sends_already")
        if self._came[sending.group] + count > self.room.group:
            raise Refusal(503, "busy")
        while self._came[""] + count > self.room.all:
            self._make_room(sending)
        for whose in (sending.person, sending.group, ""):
            self._came[whose] += count
        sending.came += count
        sending.of_piece += count
        if sending.of_piece >= A_PIECE:
            sending.of_piece, sending.since = 0, self.clock()
            self._on_their_way.move_to_end(sending)

    def _make_room(self, for_whom: Incoming) -> None:
        slowest = next((sending for sending in self._on_their_way if sending is not for_whom), None)
        if slowest is None or self.clock() - slowest.since < STANDS_STILL:
            raise Refusal(503, "busy")
        del self._on_their_way[slowest]
        slowest.made_room = True
        self._forget(slowest)
        slowest.end()

    def _forget(self, sending: Incoming) -> None:
        self._came -= Counter(dict.fromkeys((sending.person, sending.group, ""), sending.came))
        sending.came = 0
