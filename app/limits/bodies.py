"""What a request carries on its way in, and its answer on its way out: how fast, how long, and how much."""

import asyncio
import time
from collections.abc import Awaitable
from typing import TypeVar

from starlette.datastructures import Headers
from starlette.types import Message, Receive

from app.limits.refusal import Refusal

WINDOW = 60.0
"""Seconds in which a part of a body must come. A Wi-Fi that is lost for half a minute loses nothing."""

LEAST_RATE = 1024
"""Bytes a second that a body comes at least, over a window. The slowest of mobile networks carry ten times as much;
and at this rate one photo of a phone, of some 4 MB, would just be through at the end."""

LONGEST = 60 * 60.0
"""Seconds that a whole body may take: 600 MB, the most that one carries unless it is set otherwise, come in that time
over a line of 1.4 Mbit/s. Only the time counts in which we wait for the client."""

T = TypeVar("T")


class Pace:
    """How fast something comes, by the seconds that were waited for it."""

    def __init__(self) -> None:
        self._waited = 0.0
        self._came = 0
        self._in_all = 0.0

    def __call__(self, count: int, seconds: float) -> None:
        """So many bytes came after so many seconds."""
        self._in_all += seconds
        self._waited += seconds
        self._came += count
        if self._came >= WINDOW * LEAST_RATE:
            self._waited, self._came = 0.0, 0

    @property
    def left(self) -> float:
        """Seconds in which more must come; none or fewer when it is too slow."""
        return min(WINDOW - self._waited, LONGEST - self._in_all)


class Patience:
    """Waits for a client, for so long and no longer, or until somebody else needs the place."""

    def __init__(self) -> None:
        self.is_waiting = False
        self._is_over = False
        self._timeout: asyncio.Timeout | None = None

    async def wait(self, for_what: Awaitable[T], seconds: float) -> T:
        """Wait so many seconds at most. Raises Refusal."""
        try:
            async with asyncio.timeout(0 if self._is_over else seconds) as self._timeout:
                self.is_waiting = True
                return await for_what
        except TimeoutError:
            raise Refusal(408, "too_slow") from None
        finally:
            self.is_waiting = False

    def end(self) -> None:
        """Wait no longer, nor again."""
        self._is_over = True
        if self.is_waiting and self._timeout:
            self._timeout.reschedule(asyncio.get_running_loop().time())


class Body:
    """Receives a request's body. Refuses one that is compressed, grows over the cap, or comes too slowly."""

    def __init__(self, receive: Receive, headers: Headers, most: int) -> None:
        self.receive = receive
        self.headers = headers
        self.left = most
        self.patience = Patience()
        self.pace = Pace()
        self.is_read = "transfer-encoding" not in headers and headers.get("content-length", "0") == "0"

    def check(self) -> None:
        """Refuse what the headers say already. A length that can be read in two ways is where smuggling begins."""
        if self.headers.get("content-encoding", "identity") != "identity":
            raise Refusal(415, "compressed")
        lengths = self.headers.getlist("content-length")
        if len(lengths) > 1 or (lengths and "transfer-encoding" in self.headers):
            raise Refusal(400, "bad_request")
        length = lengths[0] if lengths else "0"
        if not (length.isascii() and length.isdigit()):
            raise Refusal(400, "bad_request")
        if int(length) > self.left:
            raise Refusal(413, "too_much")

    async def __call__(self) -> Message:
        if self.is_read:
            return await self.receive()  # what is waited for is that the client leaves
        began = time.monotonic()
        message = await self.patience.wait(self.receive(), self.pace.left)
        count = len(message.get("body", b""))
        self.pace(count, time.monotonic() - began)
        self.is_read = not message.get("more_body", False)
        self.left -= count
        if self.left < 0:
            raise Refusal(413, "too_much")
        return message
