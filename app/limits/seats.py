"""How many may be in at once, of one network and in all. Who keeps us waiting longest makes room for who comes."""

import resource
from collections import OrderedDict
from typing import Protocol

LINES_OF_ONE_NETWORK = 300
"""Connections from one network: 40 people on a ward have browsers that open 6 each, and some are just being closed."""

REQUESTS_OF_ONE_NETWORK = 240
"""Requests from one network that are under way at once, of those 40 people. Fewer than connections, so that a network
whose requests all stand still has connections left for somebody else."""

LINES_IN_ALL = 2000
"""Connections of everybody: each takes some 50 KB while it is used."""

FILES_OF_OUR_OWN = 300
"""Files that the database, the photo processes, booklets and photos on their way out have open at most."""

ENOUGH_FILES = 8192
"""More open files than all of it together needs."""


class Guest(Protocol):
    """A connection or a request."""

    network: str
    """Where it comes from; empty for a proxy that is believed, which stands for many."""

    @property
    def keeps_us_waiting(self) -> bool:
        """Whether it is their turn to say or to take something."""

    def make_room(self) -> None:
        """End it, since somebody else needs the place."""


class Seats:
    """So many seats from one network and in all.

    Whoever keeps us waiting, and was heard from longest ago, loses theirs to who comes: somebody who says a byte now
    and then, or a browser that keeps a connection for later. Whoever waits for us keeps theirs.
    """

    def __init__(self, in_all: int, of_one_network: int) -> None:
        self._in_all = in_all
        self._of_one_network = of_one_network
        self._all: OrderedDict[Guest, None] = OrderedDict()
        self._at: dict[str, OrderedDict[Guest, None]] = {}

    def take(self, guest: Guest) -> bool:
        """Give somebody a seat. False where everybody who has one waits for us."""
        there = self._at.get(guest.network, OrderedDict())
        if guest.network and len(there) >= self._of_one_network and not self._made_room(there):
            return False
        if len(self._all) >= self._in_all and not self._made_room(self._all):
            return False
        self._all[guest] = None
        self._at.setdefault(guest.network, OrderedDict())[guest] = None
        return True

    def heard(self, guest: Guest) -> None:
        """Note that somebody said something just now."""
        if guest in self._all:
            self._all.move_to_end(guest)
            self._at[guest.network].move_to_end(guest)

    def leave(self, guest: Guest) -> None:
        """Give a seat back. Twice does nothing."""
        if guest not in self._all:
            return
        del self._all[guest]
        del self._at[guest.network][guest]
        if not self._at[guest.network]:
            del self._at[guest.network]

    def _made_room(self, among: "OrderedDict[Guest, None]") -> bool:
        slowest = next((guest for guest in among if guest.keeps_us_waiting), None)
        if slowest is None:
            return False
        self.leave(slowest)
        slowest.make_room()
        return True


def open_more_files() -> None:
    """Let this process have as many files open as it needs, as far as the system lets it."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = ENOUGH_FILES if hard == resource.RLIM_INFINITY else min(hard, ENOUGH_FILES)
    if soft != resource.RLIM_INFINITY and soft < most:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))


def files_for_lines() -> int:
    """How many open files connections may take: half of those that aren't our own. The other half is for uploads."""
    soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    most = ENOUGH_FILES if soft == resource.RLIM_INFINITY else min(soft, ENOUGH_FILES)
    return max(most - FILES_OF_OUR_OWN, most // 2) // 2


def lines_in_all() -> int:
    """How many connections may be open."""
    return min(LINES_IN_ALL, files_for_lines())
