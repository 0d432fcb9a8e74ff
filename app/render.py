"""A page becomes HTML: the template that it names, with the page and nothing else."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app import addresses, words
from app.assets import assets, for_size, icon
from app.door.cookies import Cookie
from app.door.signin import renew
from app.pages.parts.family import FamilyPage, SharedPage
from app.pages.parts.frame import HousePage, Page
from app.pages.parts.keep import KeepablePage
from boards.looks import Looks

TEMPLATES = Path(__file__).parent.parent / "templates"


@cache
def environment() -> Environment:
    """The one Jinja environment. What is missing raises, and what people typed is escaped."""
    env = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    env.globals.update(words=words, icon=icon, asset=assets().href, drawing=assets().drawing)
    env.filters["for_size"] = for_size
    return env


def html(page: Page) -> str:
    """A page's HTML."""
    return environment().get_template(page.template).render(page=page)


def html_beside(page: Page) -> str:
    """A page's HTML for a folder, in which all that it shows lies beside it."""
    return _beside().get_template(page.template).render(page=page)


def drawing_beside(name: str) -> str:
    """Where a drawing lies in that folder."""
    return f"style/{name}.svg"


@cache
def _beside() -> Environment:
    env = environment().overlay()
    env.globals = {**env.globals, "drawing": drawing_beside}
    return env


def answer(request: Request, page: Page, status: int = 200) -> HTMLResponse:
    """A page for the device that asks. On a shared one it offers to finish, and isn't kept.

    A family's is as their browser likes it.
    """
    on_tablet = bool(Cookie.TABLET.of(request))
    if on_tablet and isinstance(page, HousePage):
        page = replace(page, frame=replace(page.frame, on_tablet=True))
    if isinstance(page, FamilyPage):
        page = replace(page, looks=Looks.of(Cookie.LOOKS.of(request)))
    if isinstance(page, SharedPage):
        page = replace(page, change_looks=f"{addresses.shared(request.path_params['key'])}/looks")
    if on_tablet and isinstance(page, KeepablePage):
        page = replace(page, keep=None)
    response = HTMLResponse(html(page), status)
    renew(request, response)
    if on_tablet:
        # The next person at the tablet finds no page of this one, not even with Back.
        response.headers["Cache-Control"] = "no-store"
    return response


class Render:
    """Answers a request with a page."""

    def __init__(self, request: Request) -> None:
        self.request = request

    def __call__(self, page: Page, status: int = 200) -> HTMLResponse:
        return answer(self.request, page, status)
