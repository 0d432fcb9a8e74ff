"""A real browser, and a house that a real server serves."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from app.main import RecipeBoard, create_app
from app.settings import Settings
from app.cookies import Cookie
from boards.group import SetupCode
from boards.session import Session
from media import Developed
from tests.browser.table import TABLE, Row
from tests.conftest import House, free_port, on_a_socket

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


@dataclass
class Served:
    """A served house: its address, and the ids that stand in addresses. In the house at `before` nobody has started."""

    address: str
    before: str
    house: House
    ids: dict[str, str]

    def cookie(self, name: str) -> dict[str, str]:
        """The cookie with which one of the cast is signed in."""
        with self.house.writing() as db:
            value = Session.begin(self.house.person(db, name), proved=True)
        return {"name": Cookie.SESSION.named(self.house.settings), "value": value, "url": self.address}


@pytest.fixture(scope="module")
def chromium() -> Iterator[Callable[..., Browser]]:
    """Starts the system's Chromium. Without one the tests are skipped, but not where they must run."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        assert os.environ.get("CI") != "true", "there is no Chromium, and here there must be one"
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        yield lambda *flags: playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])


@pytest.fixture(scope="module")
def browser(chromium: Callable[..., Browser]) -> Iterator[Browser]:
    """A browser as most people have it."""
    browser = chromium()
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def large_text(chromium: Callable[..., Browser]) -> Iterator[Browser]:
    """A browser of somebody who made all text twice as large."""
    browser = chromium("--blink-settings=defaultFontSize=32")
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, empty_database: Path, developed: Developed) -> Iterator[Served]:
    """A full house for Alice, an empty one for Charlie, and one in which nobody has started yet."""

    def a_house(name: str) -> RecipeBoard:
        data = tmp_path_factory.mktemp(name) / "data"
        settings = Settings(data=data, port=free_port(), photo_processes=1)
        settings.photos.mkdir(parents=True)
        shutil.copy(empty_database, data / "recipe-board.db")
        return create_app(settings)

    with on_a_socket(a_house("served")) as app, on_a_socket(a_house("before")) as before:
        house = House(app, developed)
        with before.state.database.writing() as db:
            code = SetupCode.renew(db)
            db.commit()
        ids = filled(house) | {"code": str(code)}
        yield Served(address_of(app), address_of(before), house, ids)


def address_of(app: RecipeBoard) -> str:
    """Where an application is served."""
    return f"http://127.0.0.1:{app.state.settings.port}"


def opened(page: Page, served: Served, row: Row) -> None:
    """Open a row's page, in its state."""
    page.goto((served.before if row.before else served.address) + row.address.format(**served.ids))
    if row.send:
        for field in page.locator("main form.form input:visible:not([type=file], [type=checkbox])").all():
            field.fill("")
        with page.expect_navigation():
            page.locator("main form.form").first.evaluate("form => form.requestSubmit()")


def filled(house: House) -> dict[str, str]:
    """Fill Alice's group, and say which ids stand in addresses."""
    recipe, bare = house.a_recipe("Tomato soup", 3), house.a_recipe("", 1, words=False)
    long, binned = house.a_recipe(LONG, 2), house.a_recipe("In the bin", 1)
    board, empty = house.a_board("Our kitchen", recipe, bare, long), house.a_board("Quick lunches")
    theirs = house.a_board("Theirs", by="Charlie")
    link, key = house.a_link(board=board)
    with house.writing() as db:
        alice = house.person(db, "Alice")
        alice.recipe(binned).bin()
        step = alice.recipe(recipe).steps[0].id
    recipe_key = house.a_link(recipe=recipe, name="Gran")[1]
    empty_key = house.a_link(board=empty, name="Nan")[1]
    return {
        "board": board,
        "empty": empty,
        "theirs": theirs,
        "recipe": recipe,
        "bare": bare,
        "long": long,
        "step": step,
        "link": link,
        "key": key,
        "recipe_key": recipe_key,
        "empty_key": empty_key,
    }


@pytest.fixture(params=TABLE, ids=str)
def row(request: pytest.FixtureRequest) -> Row:
    """A row of the table."""
    return request.param


@pytest.fixture
def page(row: Row, browser: Browser, served: Served) -> Iterator[Page]:
    """A row's page on a phone, in its state. Whatever it asks for is ours, and nothing fails or is refused."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    if row.who:
        context.add_cookies([served.cookie(row.who)])
    page = context.new_page()
    wrong: list[str] = []
    ours = (served.address, served.before, "blob:")
    page.on("request", lambda asked: None if asked.url.startswith(ours) else wrong.append(asked.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    # A browser also reports that the page itself was answered with 404 or 422.
    page.on(
        "console",
        lambda said: wrong.append(said.text) if said.type == "error" and "status of 4" not in said.text else None,
    )
    opened(page, served, row)
    yield page
    context.close()
    assert wrong == []
