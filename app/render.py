"""A page becomes HTML: the template that it names, with the page and nothing else."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app import words
from app.assets import assets, icon
from app.pages.frame import Page

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
    env.globals.update(words=words, icon=icon, asset=assets().href)
    return env


def html(page: Page) -> str:
    """A page's HTML."""
    return environment().get_template(page.template).render(page=page)


class Render:
    """Answers a request with a page."""

    def __init__(self, request: Request) -> None:
        self.request = request

    def __call__(self, page: Page, status: int = 200) -> HTMLResponse:
        return HTMLResponse(html(page), status)
