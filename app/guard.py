"""The outermost doors, in pure ASGI: who may knock, how much they may carry, and what every answer says."""

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.settings import Settings

log = logging.getLogger("recipe_board.requests")

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

HEADERS = {
    "Content-Security-Policy": "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "worker-src 'self'",
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

HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(:\d{1,5})?", re.IGNORECASE)

PATIENCE = 60
"""How many seconds a body may stand still."""


class Refusal(Exception):  # noqa: N818 - it is what the guard says
    """A request that goes no further: its status and the code of its page."""

    def __init__(self, status: int, code: str) -> None:
        super().__init__(code)
        self.status = status
        self.code = code


Refuse = Callable[[Scope, Receive, Send, Refusal], Awaitable[None]]


class Guard:
    """Lets a request through to the app, or refuses it with a page in plain words."""

    def __init__(self, app: ASGIApp, settings: Settings, refuse: Refuse) -> None:
        self.app = app
        self.settings = settings
        self.refuse = refuse
        self.headers = HEADERS | ({"Strict-Transport-Security": "max-age=31536000"} if settings.is_secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        assert scope["type"] == "http", "there are no web sockets here"
        headers = Headers(scope=scope)
        body = _Body(receive, headers, most=self.settings.upload_megabytes * 1024 * 1024)
        watched = _Watched(send, self.headers, scope, body)
        started = time.perf_counter()
        # HEAD asks what GET would answer, without the body.
        asked = {**scope, "method": "GET", "is_head": True} if scope["method"] == "HEAD" else {**scope}
        try:
            check_host(headers, self.settings.hosts)
            check_address(scope)
            check_origin(scope["method"], headers)
            body.check()
            await self.app(asked, body, watched)
        except Refusal as refusal:
            if watched.status is None:
                await self.refuse(asked, receive, watched, refusal)
        finally:
            _note(asked, scope["method"], watched.status, time.perf_counter() - started)


def is_shared(path: str) -> bool:
    """Whether an address lies under a link: a family's page, not the group's."""
    return path.startswith("/s/")


def check_host(headers: Headers, hosts: frozenset[str]) -> None:
    """Refuse a host name that isn't ours: pages and links would carry it on."""
    named = headers.getlist("host")
    host = HOST.fullmatch(named[0]) if len(named) == 1 else None
    if host is None or host[1].strip("[]").lower() not in hosts:
        raise Refusal(400, "wrong_host")


def check_address(scope: Scope) -> None:
    """Refuse an address with NUL in it: PostgreSQL can't even look for that."""
    if "\0" in scope["path"] or b"%00" in scope["query_string"]:
        raise Refusal(400, "bad_request")


def check_origin(method: str, headers: Headers) -> None:
    """Refuse a change that another site asks for.

    Browsers say where a request comes from in Sec-Fetch-Site, older ones in Origin. A client that says
    neither is no browser, and carries no one's cookie unasked.
    """
    if method in SAFE:
        return
    site = headers.get("sec-fetch-site")
    origin = headers.get("origin")
    ours = site in ("same-origin", "none") if site else origin is None or _is_host(origin, headers)
    if not ours:
        raise Refusal(403, "from_elsewhere")


def _is_host(origin: str, headers: Headers) -> bool:
    _, _, host = origin.partition("://")
    return host.lower() == headers.get("host", "").lower()


class _Body:
    """Receives a request's body, and refuses when it is compressed, grows over the cap or stands still."""

    def __init__(self, receive: Receive, headers: Headers, most: int) -> None:
        self.receive = receive
        self.headers = headers
        self.left = most
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
        try:
            # Once it is read, what is waited for is that the client leaves.
            message = await asyncio.wait_for(self.receive(), None if self.is_read else PATIENCE)
        except TimeoutError:
            raise Refusal(408, "too_slow") from None
        self.is_read = not message.get("more_body", False)
        self.left -= len(message.get("body", b""))
        if self.left < 0:
            raise Refusal(413, "too_much")
        return message


class _Watched:
    """Sends an answer with our headers, and remembers its status."""

    def __init__(self, send: Send, headers: dict[str, str], scope: Scope, body: _Body) -> None:
        self.send = send
        self.headers = headers
        self.body = body
        self.is_link = is_shared(scope["path"])
        self.is_head = scope["method"] == "HEAD"
        self.status: int | None = None

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
        await self.send(message)


def _note(scope: Scope, method: str, status: int | None, seconds: float) -> None:
    # The route's pattern and not the address: what opens something never reaches the log, however it was pasted.
    pattern = getattr(scope.get("route"), "path", "*")
    log.info("%s %s %s %.0f ms", method, pattern, status or "-", seconds * 1000)
