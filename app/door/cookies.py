"""The cookies: what each is called, how long it lasts, and who may send it."""

from datetime import timedelta
from enum import StrEnum

from starlette.requests import Request
from starlette.responses import Response

from app.house import House
from app.settings import Settings
from boards.session import LONGEST


class Cookie(StrEnum):
    """What a browser keeps for us. Each is HttpOnly, and over HTTPS taken from nobody else (__Host-).

    How a family likes pages is sent under links alone, so it can't be called that.
    """

    SESSION = "session"
    TABLET = "tablet"
    SEED = "seed"
    QUESTION = "question"
    LOOKS = "likes"

    @property
    def path(self) -> str:
        """Where a browser sends it."""
        return "/s" if self is Cookie.LOOKS else "/"

    def named(self, settings: Settings) -> str:
        """Its name in the browser."""
        mark = "__Host-" if self.path == "/" else "__Secure-"
        return f"{mark}{self}" if settings.is_secure else str(self)

    def of(self, request: Request) -> str:
        """What a browser sent, or nothing."""
        return request.cookies.get(self.named(House.of(request).settings), "")

    def give(self, request: Request, response: Response, value: str, lasts: timedelta) -> None:
        """Let a browser keep a value. Those for a moment come with our own pages alone."""
        settings = House.of(request).settings
        response.set_cookie(
            self.named(settings),
            value,
            max_age=int(min(lasts, LONGEST).total_seconds()),
            path=self.path,
            httponly=True,
            samesite="strict" if self in (Cookie.SEED, Cookie.QUESTION) else "lax",
            secure=settings.is_secure,
        )

    def take_back(self, request: Request, response: Response) -> None:
        """Let a browser forget it."""
        settings = House.of(request).settings
        response.delete_cookie(
            self.named(settings), path=self.path, httponly=True, samesite="lax", secure=settings.is_secure
        )
