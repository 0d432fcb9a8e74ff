"""Answers with a booklet, or with the page that is shown while it is made."""

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from app import words
from app.booklet.bindery import Asker, Booklet, Progress, TooManyWait
from app.booklet.manuscript import Manuscript
from app.door.cookies import Cookie
from app.house import House
from app.limits.turns import Busy, asker_of
from app.pages.booklets import BookletPage, Making, SharedBookletPage
from app.render import answer
from boards.shown import Shown

FILE = "booklet.pdf"

ANEW = 3
"""How often a booklet is made for one request where what may be in it changes meanwhile."""


Waiting = BookletPage | SharedBookletPage
"""A page that is shown while a booklet is made."""


class Bind:
    """Answers a request with the booklet of what is shown."""

    def __init__(self, request: Request) -> None:
        self.request = request

    def __call__(self, shown: Shown, page: Waiting) -> Response:
        """The booklet. A browser that has this one, and may still see all that is in it, keeps it."""
        settings = House.of(self.request).settings
        manuscript = Manuscript.of(shown, settings.today())
        etag = f'"{manuscript.key}"'
        if etag in self.request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": etag})
        return BookletAnswer(self.request, manuscript, page)


class BookletAnswer(Response):
    """Waits for the booklet once the route is through: it then holds neither a thread nor the database.

    Somebody may say no meanwhile, or close the link. So who has waited asks for it anew, as a new request would.
    """

    def __init__(self, request: Request, manuscript: Manuscript, page: Waiting) -> None:
        super().__init__()
        self.request = request
        self.manuscript = manuscript
        self.page = page

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        bindery = House.of(self.request).bindery
        is_at_hand = bindery.has(self.manuscript)
        try:
            made = await bindery.ask(self.manuscript, Asker(self.request.state.group, asker_of(self.request)))
        except TooManyWait:
            raise Busy from None
        if isinstance(made, Booklet) and not is_at_hand:
            await self._ask_anew(scope, receive, send)
            return
        response = self._file(made) if isinstance(made, Booklet) else await self._wait(made)
        await response(scope, receive, send)

    async def _ask_anew(self, scope: Scope, receive: Receive, send: Send) -> None:
        self.request.state.anew = getattr(self.request.state, "anew", 0) + 1
        if self.request.state.anew > ANEW:
            raise Busy
        await self.request.app.router({**scope}, receive, send)

    def _file(self, booklet: Booklet) -> Response:
        on_tablet = bool(Cookie.TABLET.of(self.request))
        headers = {
            "Content-Disposition": f'inline; filename="{FILE}"',
            "Content-Length": str(booklet.size),
            "ETag": f'"{self.manuscript.key}"',
            "Cache-Control": "no-store" if on_tablet else "private, no-cache",
        }
        return StreamingResponse(booklet.pieces(), media_type="application/pdf", headers=headers)

    async def _wait(self, progress: Progress) -> Response:
        response = await run_in_threadpool(answer, self.request, self.page.at(_making(progress)), 202)
        response.headers["Cache-Control"] = "no-store"
        return response


def _making(progress: Progress) -> Making:
    """How far it is, as its page says it."""
    if not progress.has_turn:
        return Making(most=progress.of + 1)
    photos = words.BOOKLET_PHOTOS.format(count=progress.photos, most=progress.of)
    return Making(words.BOOKLET_PAGES if progress.writes else photos, progress.photos, progress.of + 1)
