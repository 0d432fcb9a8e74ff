"""A real browser, and a house that a real server serves."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from app.main import create_app
from app.settings import Settings
from app.signin import cookie_name
from boards.session import Session
from media import Developed
from tests.conftest import House, free_port, on_a_socket

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


@dataclass
class Served:
    """A served house: its address, and the ids that stand in addresses."""

    address: str
    house: House
    ids: dict[str, str]

    def cookie(self, name: str) -> dict[str, str]:
        """The cookie with which one of the cast is signed in."""
        with self.house.writing() as db:
            value = Session.begin(db, self.house.person(db, name))
        return {"name": cookie_name(self.house.settings), "value": value, "url": self.address}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium. Without one the tests are skipped, but not where they must run."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        assert os.environ.get("CI") != "true", "there is no Chromium, and here there must be one"
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory, empty_database: Path, developed: Developed) -> Iterator[Served]:
    """A full house for Alice, and an empty one for Charlie."""
    data = tmp_path_factory.mktemp("served") / "data"
    settings = Settings(data=data, port=free_port(), photo_processes=1)
    settings.photos.mkdir(parents=True)
    shutil.copy(empty_database, data / "recipe-board.db")
    with on_a_socket(create_app(settings)) as app:
        house = House(app, developed)
        yield Served(f"http://127.0.0.1:{settings.port}", house, filled(house))


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
