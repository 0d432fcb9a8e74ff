"""What a script that sends photos or words is told: a receipt, which nobody between us and it can give by chance.

A page or a redirect can come from anywhere: from a Wi-Fi that wants a sign-in, from a proxy, from our own sign-in page.
So a script that says the key of its sending in a header is answered with that key, whether they are saved, and what
to do if not. Forms without scripts are answered with pages.
"""

import json
import re
from dataclasses import dataclass

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SENDING = "recipe-board-sending"
"""The header in which a script says the key of its sending."""
KIND = "application/vnd.recipe-board.receipt+json"

_KEY = re.compile(r"[\w-]{1,64}", re.ASCII)


@dataclass
class Sending:
    """A sending of photos or words by a script, and what has become of it.

    `unread` are the files that could not be opened, counted from 1; `says` is what stands on a page, line by line; `to`
    is where to go on when it is saved, and else where to sign in.
    """

    key: str
    is_saved: bool = False
    unread: tuple[int, ...] = ()
    says: tuple[str, ...] = ()
    to: str = ""

    @classmethod
    def of(cls, request: Request) -> "Sending":
        """The sending that a request is. What is noted of one that no script sent is read by nobody."""
        sending: Sending = getattr(request.state, "sending", cls(""))
        return sending

    def receipt(self, status: int, location: str) -> tuple[int, bytes]:
        """The status and the body of its receipt, where a form without scripts would get this status and be led on."""
        is_led, to = 300 <= status < 400, self.to or location
        is_saved = self.is_saved and is_led
        said = {"sending": self.key, "saved": is_saved, "unread": self.unread, "says": self.says, "to": to}
        return 200 if is_saved else 401 if is_led else status, json.dumps(said).encode()


class Receipts:
    """Answers a script that sends photos with a receipt, in place of whatever was to be shown."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        key = Headers(scope=scope).get(SENDING, "") if scope["type"] == "http" else ""
        if not _KEY.fullmatch(key):
            await self.app(scope, receive, send)
            return
        sending = Sending(key)
        state = {**scope.get("state", {}), "sending": sending}
        await self.app({**scope, "state": state}, receive, _InPlace(send, sending))


class _InPlace:
    """Sends the receipt where the app sends a page; what the app says in headers stays."""

    def __init__(self, send: Send, sending: Sending) -> None:
        self.send = send
        self.sending = sending

    async def __call__(self, message: Message) -> None:
        if message["type"] != "http.response.start":
            return
        headers = MutableHeaders(raw=list(message["headers"]))
        status, receipt = self.sending.receipt(message["status"], headers.get("location", ""))
        for name in ("location", "content-encoding"):
            del headers[name]
        headers["content-type"], headers["content-length"] = KIND, str(len(receipt))
        await self.send({**message, "status": status, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": receipt})
