"""Photos on their way: whatever happens in between, none is lost and none is saved twice."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.conftest import Served
from tests.conftest import a_photo

pytestmark = pytest.mark.browser


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A phone on which Alice is signed in."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(15_000)
    context.add_cookies(served.cookies("Alice"))
    yield context.new_page()
    context.close()


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Three photos that can be told apart."""
    files = [tmp_path / f"{number}.jpg" for number in range(3)]
    for file, colour in zip(files, ("#c04020", "#40a030", "#3050c0"), strict=True):
        file.write_bytes(a_photo(colour))
    return files


class Holding:
    """Holds the first request to an address back, until it is let go, and counts all of them."""

    def __init__(self, page: Page, address: str) -> None:
        self.routes: list[Route] = []
        page.route(address, self._seen)

    def _seen(self, route: Route) -> None:
        self.routes.append(route)
        if len(self.routes) > 1:
            route.continue_()

    def let_go(self) -> None:
        """Let the first request go on."""
        self.routes[0].continue_()


def steps(page: Page) -> int:
    """How many steps the making page shows."""
    return page.locator(".strip__step").count()


def say_no_one(page: Page, photos: int) -> None:
    """Say of each photo that was saved that no one is in it."""
    for _ in range(photos):
        page.get_by_role("heading", name="Who is in this photo?").wait_for()
        with page.expect_navigation():
            page.locator("button[value=no_one]").click()


def test_a_second_choice_waits_for_its_turn_and_both_are_kept(page: Page, served: Served, photos: list[Path]) -> None:
    page.goto(f"{served.address}/recipes/new")
    held = Holding(page, "**/recipes")
    page.get_by_label("Use photos I have").set_input_files(photos[:2])
    page.wait_for_function("document.querySelectorAll('.choose__waiting img').length === 2")
    page.get_by_label("Take a photo").set_input_files(photos[2])
    page.wait_for_function("document.querySelectorAll('.choose__waiting img').length === 3")
    assert len(held.routes) == 1, "one sending at a time"
    held.let_go()
    page.get_by_text("You have done 3 steps.").wait_for()
    say_no_one(page, 3)
    assert steps(page) == 3


def test_what_was_not_saved_is_still_here_and_goes_with_the_next_try(
    page: Page, served: Served, photos: list[Path]
) -> None:
    page.goto(f"{served.address}/recipes/new")
    page.route("**/recipes", lambda route: route.abort())
    page.get_by_label("Use photos I have").set_input_files(photos[:1])
    page.get_by_text("Your photos are not saved yet. They are still here.").wait_for()
    page.unroute("**/recipes")
    page.get_by_label("Take a photo").set_input_files(photos[1])
    page.get_by_text("2 photos saved.").wait_for()
    say_no_one(page, 2)
    assert steps(page) == 2


def test_an_answer_that_was_lost_saves_nothing_twice(page: Page, served: Served, photos: list[Path]) -> None:
    page.goto(f"{served.address}/recipes/{served.ids['bare']}/steps")
    before = steps(page)

    def lose(route: Route) -> None:
        route.fetch(max_redirects=0)
        route.abort()

    page.route("**/steps", lose)
    page.get_by_label("Use photos I have").set_input_files(photos[:2])
    page.get_by_text("They are still here.").wait_for()
    page.unroute("**/steps")
    page.get_by_role("button", name="Try again").click()
    page.get_by_text("2 photos saved.").wait_for()
    asked = page.url
    say_no_one(page, 2)
    assert steps(page) == before + 2
    page.goto(asked)
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("The photos are in the bin.").wait_for()


def test_who_was_signed_out_signs_in_and_tries_again(
    page: Page, served: Served, photos: list[Path], browser: Browser
) -> None:
    page.goto(f"{served.address}/recipes/new")
    page.context.clear_cookies()
    page.get_by_label("Use photos I have").set_input_files(photos[:1])
    page.get_by_text("Sign in first. Your photos are still here.").wait_for()
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Sign in").click()
    assert popup.value.get_by_label("Password").is_visible()
    page.context.add_cookies(served.cookies("Alice"))
    page.get_by_role("button", name="Try again").click()
    page.get_by_text("Photo saved.").wait_for()


def test_who_has_finished_too_early_goes_on_when_all_is_saved(page: Page, served: Served, photos: list[Path]) -> None:
    address = f"{served.address}/recipes/{served.ids['long']}/steps"
    page.goto(address)
    before = steps(page)
    held = Holding(page, "**/steps")
    page.get_by_label("Use photos I have").set_input_files(photos[:1])
    page.locator(".choose__waiting img").wait_for()
    page.get_by_role("button", name="I have finished").click()
    held.let_go()
    say_no_one(page, 1)
    page.wait_for_url(re.compile(r"/boards/"))
    page.goto(address)
    assert steps(page) == before + 1


def test_after_another_photo_the_page_opens_at_its_step(page: Page, served: Served, photos: list[Path]) -> None:
    page.goto(f"{served.address}/recipes/{served.ids['recipe']}")
    page.get_by_role("link", name="Change step 3").click()
    page.get_by_role("link", name="Change the photo").click()
    page.get_by_label("Use photos I have").set_input_files(photos[0])
    expect(page.get_by_text("Step 3 has a new photo.")).to_be_in_viewport()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("Step 3 has its old photo again.").wait_for()


def test_a_file_that_is_no_photo_is_said_beside_what_was_saved(
    page: Page, served: Served, photos: list[Path], tmp_path: Path
) -> None:
    words = tmp_path / "words.jpg"
    words.write_text("no photo")
    page.goto(f"{served.address}/recipes/new")
    page.get_by_label("Use photos I have").set_input_files([words])
    page.get_by_text("There is a problem").wait_for()
    page.get_by_label("Use photos I have").set_input_files([words, photos[0]])
    page.get_by_text("Photo saved. You have done 1 step.").wait_for()
    page.get_by_text("Photo 1: This is not a photo that we can open.", exact=True).wait_for()
