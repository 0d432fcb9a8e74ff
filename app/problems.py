"""A problem becomes a page in plain words, with the status that a program understands."""

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from app import words
from app.addresses import is_shared
from app.asks_again import AskAgain, sentence, status_of
from app.booklet.bindery import Unmade
from app.door.cookies import Cookie
from app.door.guard import SAFE
from app.door.signin import BadgeRefused, FreshSignInNeeded, SignInNeeded, SomebodyElse
from app.door.word import WordNeeded
from app.given.photos import LedOn
from app.keeping.damage import stand_in
from app.limits.refusal import NoRoomToMake, Refusal
from app.limits.turns import COME_AGAIN, Busy
from app.pages.badge import BadgeRefusedPage
from app.pages.problem import ClosedPage, ProblemPage
from app.pages.shared import WordPage
from app.photos.receipts import Sending
from app.render import answer, html
from boards.attempt import WINDOW
from boards.problems import Conflict, NotAllowed, NotFound, Problem, SaidMeanwhile
from media import Crowded, Missing, NoRoom, Shut

log = logging.getLogger("recipe_board")


FULL = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE", "53100")
"""What SQLite and PostgreSQL call a disk, or our share of it, that is full."""

WAYS_IN = ("/sign-in", "/who", "/card/", "/invitations/")  # nobody saves anything there: they come in

BUSY = ("SQLITE_BUSY", "SQLITE_BUSY_SNAPSHOT", "SQLITE_LOCKED")
"""What SQLite calls a writer who took too long."""

SAID = {
    400: (words.BAD_REQUEST, words.BAD_REQUEST_LEAD),
    403: (words.NOT_ALLOWED, words.NOT_ALLOWED_LEAD),
    404: (words.NOT_FOUND, words.NOT_FOUND_LEAD),
    405: (words.BAD_REQUEST, words.BAD_REQUEST_LEAD),
    409: (words.CHANGED_MEANWHILE, words.CHANGED_MEANWHILE_LEAD),
    413: (words.TOO_MUCH, words.TOO_MUCH_LEAD),
    415: (words.BAD_REQUEST, words.BAD_REQUEST_LEAD),
    408: (words.TOO_SLOW, words.TOO_SLOW_LEAD),
    429: (words.SENDS_ALREADY, words.SENDS_ALREADY_LEAD),
    500: (words.FAULT, words.FAULT_LEAD),
    503: (words.BUSY, words.BUSY_LEAD),
    507: (words.NO_ROOM, words.NO_ROOM_LEAD),
}


FROM_A_PAGE = {words.TOO_SLOW_LEAD, words.BAD_REQUEST_LEAD, words.AWAY_LEAD_SENT}
"""What is said to who has a page to go back from. A script keeps its photos where they are."""


class _Shown(HTMLResponse):
    """A problem's page, and what it says, line by line."""

    def __init__(
        self, page: ProblemPage | ClosedPage, status: int, headers: Mapping[str, str] | None = None, *, shown: str = ""
    ) -> None:
        super().__init__(shown or html(page), status, headers)
        self.lines = (page.heading, page.lead) if isinstance(page, ProblemPage) else (page.heading,)


def answer_problems(app: FastAPI) -> None:
    """Give every problem its page."""
    handlers: dict[Any, Callable[[Request, Any], Awaitable[Response]]] = {
        AskAgain: _ask_again,
        Refusal: _refuse_inside,
        SignInNeeded: _sign_in_first,
        FreshSignInNeeded: _sign_in_again,
        SomebodyElse: _somebody_else,
        BadgeRefused: _badge_refused,
        WordNeeded: _word_needed,
        LedOn: _led_on,
        SaidMeanwhile: _said_meanwhile,
        NotFound: _not_found,
        NotAllowed: _said(403),
        Conflict: _said(409),
        Problem: _problem,
        NoRoom: _no_room,
        Shut: _shut,
        Unmade: _unmade,
        Busy: _busy,
        Crowded: _busy,
        Missing: _missing,
        RequestValidationError: _not_found,
        HTTPException: _http,
        ClientDisconnect: _said(400),
        OperationalError: _database,
        InterfaceError: _database,
        NoConnection: _away,
        Exception: _said(500),
    }
    for kind, handler in handlers.items():
        app.add_exception_handler(kind, _noting(handler))


def _noting(
    handler: Callable[[Request, Any], Awaitable[Response]],
) -> Callable[[Request, Any], Awaitable[Response]]:
    """Note what a page says of a problem for a script that sends photos: it shows the lines beside them."""

    async def noting(request: Request, problem: Any) -> Response:
        response = await handler(request, problem)
        Sending.of(request).says = tuple(_lines(problem, response))
        return response

    return noting


def _lines(problem: Exception, response: Response) -> Iterable[str]:
    if isinstance(problem, AskAgain):
        return problem.page.errors.of.values()
    if isinstance(problem, SomebodyElse):
        return (words.SOMEBODY_ELSE, sentence(problem))
    if isinstance(problem, Problem) and problem.code in words.PROBLEMS:
        return (sentence(problem),)
    return (line for line in response.lines if line not in FROM_A_PAGE) if isinstance(response, _Shown) else ()


async def refuse(scope: Scope, receive: Receive, send: Send, refusal: Refusal) -> None:
    """Answer for the guard, at the door."""
    await (await _noting(_refuse_inside)(Request(scope), refusal))(scope, receive, send)


async def _refuse_inside(_request: Request, refusal: Refusal) -> Response:
    # A body that grows over the cap is seen while a form is being read, deep inside the app.
    return _refused(refusal)


def _refused(refusal: Refusal) -> Response:
    come_again = {"Retry-After": str(COME_AGAIN)} if refusal.status in (429, 503) else {}
    page, shown = _refusal_page(refusal.status, refusal.code)
    return _Shown(page, refusal.status, headers={"Connection": "close", **come_again}, shown=shown)


@cache
def _refusal_page(status: int, code: str) -> tuple[ProblemPage, str]:
    # It names nobody. Those who are sent away by the hundred cost nothing.
    heading, lead = SAID[status]
    if code == "from_elsewhere":
        heading, lead = words.FROM_ELSEWHERE, words.FROM_ELSEWHERE_LEAD
    page = ProblemPage(heading=heading, lead=lead)
    return page, html(page)


async def _ask_again(request: Request, again: AskAgain) -> Response:
    response = answer(request, again.page, again.status)
    if again.status == 429:
        response.headers["Retry-After"] = str(int(WINDOW.total_seconds()))
    return response


async def _sign_in_first(request: Request, _problem: SignInNeeded) -> Response:
    # On the group's tablet one taps a picture. A device that is a tablet no longer forgets that it was one.
    is_at_tablet = request.url.path == "/who" or request.url.path.startswith("/who/")
    if is_at_tablet:
        response = RedirectResponse("/sign-in", 303)
        Cookie.TABLET.take_back(request, response)
        return response
    return RedirectResponse(_way_in(request), 303)


def _way_in(request: Request) -> str:
    if Cookie.TABLET.of(request):
        return "/who"
    asked_for = request.url.path if request.method in SAFE else "/"
    return f"/sign-in?next={quote(asked_for)}"


async def _somebody_else(request: Request, _problem: SomebodyElse) -> Response:
    Sending.of(request).to = _way_in(request)
    page = ProblemPage(heading=words.SOMEBODY_ELSE, lead=words.SOMEBODY_ELSE_LEAD)
    return _Shown(page, 409)


async def _sign_in_again(request: Request, _problem: FreshSignInNeeded) -> Response:
    asked_for = request.url.path if request.method in SAFE else _came_from(request)
    return RedirectResponse(f"/sign-in?again=1&next={quote(asked_for)}", 303)


def _came_from(request: Request) -> str:
    try:
        return urlsplit(request.headers.get("referer", "")).path or "/"
    except ValueError:
        return "/"


async def _badge_refused(request: Request, _problem: BadgeRefused) -> Response:
    return answer(request, BadgeRefusedPage(), 404)


async def _word_needed(request: Request, _problem: WordNeeded) -> Response:
    # Everything under the link asks first, its photos too.
    return answer(request, WordPage.of(request.path_params["key"]), 403)


async def _not_found(request: Request, _problem: Exception) -> Response:
    # One page for a link that ended, was closed or never was: it names nobody.
    page = ClosedPage() if is_shared(request.url.path) else _page(404, request)
    return _Shown(page, 404)


async def _led_on(request: Request, led: LedOn) -> Response:
    Sending.of(request).is_saved = led.is_saved
    return RedirectResponse(led.to, 303)


async def _said_meanwhile(request: Request, _problem: SaidMeanwhile) -> Response:
    page = replace(_page(409, request), heading=words.SAID_MEANWHILE, lead=words.SAID_MEANWHILE_LEAD)
    return _Shown(page, 409)


async def _problem(_request: Request, problem: Problem) -> Response:
    return _Shown(ProblemPage(heading=words.BAD_REQUEST, lead=sentence(problem)), status_of(problem))


async def _no_room(request: Request, problem: NoRoom) -> Response:
    log.error("There is no room: %s", problem)
    heading = words.NO_ROOM_TO_MAKE if isinstance(problem, NoRoomToMake) else words.NO_ROOM
    return _Shown(replace(_page(507, request), heading=heading), 507)


async def _shut(request: Request, problem: Shut) -> Response:
    log.error("The photo folder can't be written to: %s", problem)
    return _Shown(replace(_page(507, request), heading=words.PHOTOS_SHUT), 507)


async def _unmade(request: Request, fault: Unmade) -> Response:
    log.error("A booklet was not made: %s", fault)
    page = replace(_page(503, request), heading=words.BOOKLET_FAILED, lead=words.BOOKLET_FAILED_LEAD)
    return _Shown(page, 503)


async def _busy(request: Request, _busy: Exception) -> Response:
    return _Shown(_page(503, request), 503, headers={"Retry-After": str(COME_AGAIN)})


async def _database(request: Request, fault: OperationalError | InterfaceError) -> Response:
    log.error("The database refused: %s", fault.orig)
    said = getattr(fault.orig, "sqlite_errorname", "") or getattr(fault.orig, "sqlstate", "") or ""
    if said in FULL:
        heading = words.NO_ROOM_TO_SIGN_IN if request.url.path.startswith(WAYS_IN) else words.NO_ROOM_TO_SAVE
        return _Shown(replace(_page(507, request), heading=heading), 507)
    if said == "SQLITE_ERROR":  # a question without sense: the fault is ours, and trying again doesn't mend it
        return await _said(500)(request, fault)
    return await (_busy if said in BUSY else _away)(request, fault)


async def _away(request: Request, fault: Exception) -> Response:
    if isinstance(fault, NoConnection):
        log.error("No connection to the database became free")
    lead = words.AWAY_LEAD if request.method in SAFE else words.AWAY_LEAD_SENT
    page = replace(_page(503, request), heading=words.AWAY, lead=lead)
    return _Shown(page, 503, headers={"Retry-After": str(COME_AGAIN)})


async def _missing(_request: Request, problem: Missing) -> Response:
    # No browser keeps what stands in its place: it may come back.
    headers = {"Cache-Control": "no-store"}
    return Response(stand_in(problem), 404, headers, "image/svg+xml; charset=utf-8")


async def _http(request: Request, problem: HTTPException) -> Response:
    if problem.status_code == 404:
        return await _not_found(request, problem)
    status = problem.status_code if problem.status_code in SAID else 400
    return _Shown(_page(status, request), status, headers=problem.headers)


def _said(status: int) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def handler(request: Request, _problem: Exception) -> Response:
        return _Shown(_page(status, request), status)

    return handler


def _page(status: int, request: Request) -> ProblemPage:
    """A status in words. A fault can be tried again; a family isn't sent to pages that aren't theirs."""
    heading, lead = SAID[status]
    again = request.url.path if status in (500, 503) and request.method in SAFE else ""
    return ProblemPage(heading=heading, lead=lead, again=again, home="" if is_shared(request.url.path) else "/")
