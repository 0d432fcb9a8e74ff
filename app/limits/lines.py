"""The connections: how many stand open, how long the head of a request may take, and how one ends."""

import asyncio
import ipaddress
import re
from collections.abc import Collection
from contextlib import suppress
from typing import Any

import h11
import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol
from uvicorn.server import ServerState

from app import words
from app.limits.network import network_named
from app.limits.seats import Seats

HEAD_SECONDS = 20.0
"""How long the head of a request may take: it is a few KB, and comes in one piece even over a bad Wi-Fi."""

MOST_HEAD_BYTES = 64 * 1024
"""The most that the address and the headers of a request may carry."""

MOST_HEADERS = 100
"""The most headers of a request: a browser and a proxy write thirty. To read one takes as long however short it is."""

PIECES = 200
"""In how many pieces a body may come, however small they are."""

LEAST_PIECE = 64
"""Bytes that a piece of a body has at least, on average, after so many: to read one takes as long as a kilobyte."""

LINGERING = 3.0
"""How long what still comes is read and thrown away after an answer that came before the whole request. Closed at
once, a browser says that the line broke, and shows no answer."""

THROWN_AWAY = 2_000_000
"""Bytes that are read and thrown away so."""

TAKEN_WITHIN = 60.0
"""How long a last answer may wait for a client that doesn't take it, once the connection is about to end."""

_END_OF_HEAD = re.compile(rb"\n\r?\n")

_TOO_SLOW = words.TOO_SLOW.encode()
SENT_AWAY = (
    b"HTTP/1.1 408 Request Timeout\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n"
    b"Content-Length: %d\r\n\r\n%b" % (len(_TOO_SLOW), _TOO_SLOW)
)


class _Talk(h11.Connection):
    """What is said on a connection. What is cut so finely that reading it holds up everybody else is refused."""

    def __init__(self) -> None:
        super().__init__(h11.SERVER, MOST_HEAD_BYTES)
        self._pieces = 0
        self._bytes = 0

    def next_event(self) -> Any:
        if self.their_state is h11.IDLE and _headers_in(self.trailing_data[0]) > MOST_HEADERS:
            raise h11.RemoteProtocolError("too many headers")
        event = super().next_event()
        if isinstance(event, h11.Request):
            self._pieces = self._bytes = 0
        elif isinstance(event, h11.Data):
            self._pieces += 1
            self._bytes += len(event.data)
            if self._pieces > PIECES + self._bytes // LEAST_PIECE:
                raise h11.RemoteProtocolError("a body in too many pieces")
        return event


class Line(H11Protocol):
    """One connection, with a seat of its own. h11 bounds how large a head is, and this how long it takes."""

    def __init__(
        self,
        config: uvicorn.Config,
        server_state: ServerState,
        app_state: dict[str, Any],
        _loop: asyncio.AbstractEventLoop | None = None,
        *,
        seats: Seats,
        proxies: Collection[str] = (),
    ) -> None:
        super().__init__(config, server_state, app_state, _loop)
        self.conn = _Talk()
        self.network = ""
        self._seats = seats
        self._proxies = proxies
        self._wire: asyncio.Transport
        self._head: asyncio.TimerHandle | None = None
        self._end: asyncio.TimerHandle | None = None
        self._thrown_away = 0

    @property
    def keeps_us_waiting(self) -> bool:
        """Whether no request is under way: its head hasn't come yet, or its answer was given."""
        return self.cycle is None or self.cycle.response_complete

    def make_room(self) -> None:
        """Close it, and don't wait for an answer to be taken."""
        if self._wire.get_write_buffer_size():
            self._wire.abort()
        else:
            self._wire.close()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        self._wire = transport
        super().connection_made(_Lingering(transport, self))  # type: ignore[arg-type]
        host = self.client[0] if self.client else ""
        self.network = "" if _is_among(host, self._proxies) else network_named(host)
        if self._seats.take(self):
            self._head = self.loop.call_later(HEAD_SECONDS, self._send_away)
        else:
            transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        self._seats.leave(self)
        for timer in (self._head, self._end):
            if timer:
                timer.cancel()
        super().connection_lost(exc)
        self._unset_keepalive_if_required()

    def data_received(self, data: bytes) -> None:
        if self._end:  # it comes after the answer
            self._thrown_away += len(data)
            if self._thrown_away > THROWN_AWAY:
                self._wire.abort()
            return
        super().data_received(data)
        has_begun_another = self.conn.their_state is h11.IDLE
        if self._head and not has_begun_another:
            self._head.cancel()
            self._head = None
        elif self._head is None and has_begun_another:
            self._head = self.loop.call_later(HEAD_SECONDS, self._send_away)

    def on_response_complete(self) -> None:
        self._seats.heard(self)  # a whole request, and not a byte now and then
        super().on_response_complete()

    def end(self) -> None:
        """Close it once its answer was taken; a client that still sends is heard out for a moment."""
        if self._end or self._wire.is_closing():
            return
        is_heard_out = self.cycle is not None and self.cycle.more_body and self._wire.can_write_eof()
        self._end = self.loop.call_later(LINGERING if is_heard_out else TAKEN_WITHIN, self._wire.abort)
        if is_heard_out:
            self.flow.resume_reading()
            self._wire.write_eof()
        else:
            self._wire.close()

    @property
    def is_ending(self) -> bool:
        """Whether nothing more is said on it."""
        return self._end is not None or self._wire.is_closing()

    def _send_away(self) -> None:
        if self.conn.trailing_data[0]:  # a browser that keeps a connection ready hasn't begun to say anything
            self._wire.write(SENT_AWAY)
        self.end()


class _Lingering:
    """A transport whose `close` lets the line end as the line wants to."""

    def __init__(self, wire: asyncio.Transport, line: Line) -> None:
        self._wire = wire
        self._line = line

    def __getattr__(self, name: str) -> Any:
        return getattr(self._wire, name)

    def close(self) -> None:
        self._line.end()

    def is_closing(self) -> bool:
        return self._line.is_ending


def _headers_in(said: bytes) -> int:
    """How many headers have come so far of a head, which may be whole."""
    end = _END_OF_HEAD.search(said)
    return said.count(b"\n", 0, end.start() if end else len(said))


def _is_among(host: str, networks: Collection[str]) -> bool:
    with suppress(ValueError):
        address = ipaddress.ip_address(host)
        return any(address in ipaddress.ip_network(network) for network in networks)
    return False
