"""The outermost doors, in pure ASGI: who may knock, how much they may carry, and what every answer says."""

import logging
import re
import time
from collections.abc import Awaitable, Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.addresses import is_shared
from app.limits.bodies import LEAST_RATE, WINDOW, Body, Patience
from app.limits.network import network_of
from app.limits.refusal import Refusal
from app.limits.seats import Seats
from app.settings import Settings

log = logging.getLogger("recipe_board.requests")

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "worker-src 'self'",
            "manifest-src 'self'",
            "style-src 'self'",
            "img-src 'self' blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "X-Robots-Tag": "noindex, nofollow",
    # Not no-referrer: with that a browser sends `Origin: null` with its own forms.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-cache",
}

MOST_PARAMETERS = 200
"""The most that an address may say behind its question mark, as a form has fields: each takes a while to read."""

HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?", re.IGNORECASE)

Refuse = Callable[[Scope, Receive, Send, Refusal], Awaitable[None]]


class Guard:
    """Lets a request through to the app, or refuses it with a page in plain words."""

    def __init__(self, app: ASGIApp, settings: Settings, refuse: Refuse, seats: Seats) -> None:
        self.app = app
        self.seats = seats
        self.settings = settings
        self.refuse = refuse
        self.headers = HEADERS | ({"Strict-Transport-Security": "max-age=31536000"} if settings.is_secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        assert scope["type"] == "http", "there are no web sockets here"
        headers = Headers(scope=scope)
        body = Body(receive, headers, most=self.settings.upload_megabytes * 1024 * 1024)
        watched = _Watched(send, self.headers, scope, body)
        started = time.perf_counter()
        caller = _Caller(network_of(HTTPConnection(scope)), self.seats, body, watched.patience)
        # HEAD asks what GET would answer, without the body.
        asked = {**scope, "method": "GET", "is_head": True} if scope["method"] == "HEAD" else {**scope}
        try:
            check_host(headers, self.settings.hosts)
            check_address(scope)
            check_origin(scope["method"], headers, is_secure=self.settings.is_secure)
            body.check()
            if not self.seats.take(caller):
                raise Refusal(503, "busy")
            # Where photos wait together, whoever stands still makes room as well.
            asked.setdefault("state", {})["caller"] = caller
            await self.app(asked, caller, watched)
        except Refusal as refusal:
            if watched.status is None:
                await self.refuse(asked, receive, watched, refusal)
        finally:
            self.seats.leave(caller)
            _note(asked, scope["method"], watched.status, time.perf_counter() - started)


def check_host(headers: Headers, hosts: frozenset[str]) -> None:
    """Refuse a host name that isn't ours: pages and links would carry it on."""
    named = headers.getlist("host")
    host = HOST.fullmatch(named[0]) if len(named) == 1 else None
    if host is None or host[1].strip("[]").lower() not in hosts:
        raise Refusal(400, "wrong_host")


def check_address(scope: Scope) -> None:
    """Refuse an address with NUL in it, which PostgreSQL can't even look for, or one that says too much."""
    said: bytes = scope["query_string"]
    if "\0" in scope["path"] or b"%00" in said or said.count(b"&") >= MOST_PARAMETERS:
        raise Refusal(400, "bad_request")


def check_origin(method: str, headers: Headers, *, is_secure: bool) -> None:
    """Refuse a change that another site asks for, or a page of ours that came without HTTPS where we are reached by it:
    a stranger in the same Wi-Fi could have written that.

    Browsers say where a request comes from in Sec-Fetch-Site, older ones in Origin. A client that says
    neither is no browser, and carries no one's cookie unasked.
    """
    if method in SAFE:
        return
    site = headers.get("sec-fetch-site")
    origin = headers.get("origin")
    ours = site in ("same-origin", "none") if site else origin is None or _is_ours(origin, headers, is_secure=is_secure)
    if not ours:
        raise Refusal(403, "from_elsewhere")


def _is_ours(origin: str, headers: Headers, *, is_secure: bool) -> bool:
    scheme, _, host = origin.partition("://")
    return host.lower() == headers.get("host", "").lower() and (scheme == "https" or not is_secure)


class _Caller:
    """A request that is under way, as one of those who are in."""

    def __init__(self, network: str, seats: Seats, body: Body, answer: Patience) -> None:
        self.network = network
        self.seats = seats
        self.body = body
        self.waits = (body.patience, answer)

    async def __call__(self) -> Message:
        message = await self.body()
        self.seats.heard(self)
        return message

    @property
    def keeps_us_waiting(self) -> bool:
        """Whether we wait for more of its body, or until more of the answer is taken."""
        return any(wait.is_waiting for wait in self.waits)

    def make_room(self) -> None:
        """Wait no longer for it."""
        for wait in self.waits:
            wait.end()


class _Watched:
    """Sends an answer with our headers, and remembers its status."""

    def __init__(self, send: Send, headers: dict[str, str], scope: Scope, body: Body) -> None:
        self.send = send
        self.headers = headers
        self.body = body
        self.is_link = is_shared(scope["path"])
        self.is_head = scope["method"] == "HEAD"
        self.status: int | None = None
        self.patience = Patience()
        self.sent = 0

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in self.headers.items():
                headers.setdefault(name, value)
            if self.is_link:
                headers["Referrer-Policy"] = "no-referrer"
            if not self.body.is_read:
                headers["Connection"] = "close"  # nobody reads the rest of it
        elif self.is_head:
            message = {**message, "body": b""}
        # What was sent before is taken by now, at the least rate that we wait for.
        await self.patience.wait(self.send(message), WINDOW + self.sent / LEAST_RATE)
        self.sent = len(message.get("body", b""))


def _note(scope: Scope, method: str, status: int | None, seconds: float) -> None:
    # The route's pattern and not the address: what opens something never reaches the log, however it was pasted.
    pattern = getattr(scope.get("route"), "path", "*")
    log.info("%s %s %s %.0f ms", method, pattern, status or "-", seconds * 1000)
