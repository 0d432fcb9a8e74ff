"""The page that is shown while a booklet is made, held up by another one, and what becomes of it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page

from app.booklet.bindery import Bindery, Limits
from tests.browser.conftest import Served
from tests.browser.seen import clipped, out_of_order, too_wide
from tests.browser.standard import AXE, CONTRAST, WIDTHS, moving, small_targets, small_text, understood, violations

pytestmark = pytest.mark.browser

ADDRESSES = {
    "/recipes/{bare}/booklet.pdf": "Bob",
    "/boards/{board}/booklet.pdf": "Alice",
    "/s/{recipe_key}/booklet.pdf": None,
}
"""Each test asks for others: what was made once is there at once."""


@pytest.fixture
def bindery(served: Served) -> Iterator[Bindery]:
    """The bindery of the served house, in which nobody waits long."""
    bindery: Bindery = served.house.app.state.bindery
    limits, patience, bindery.patience = bindery.limits, bindery.patience, 0.2
    yield bindery
    bindery.limits, bindery.patience = limits, patience


@contextmanager
def held_up(bindery: Bindery) -> Iterator[None]:
    """Another booklet has its turn."""
    goes_on = threading.Event()
    bindery.turns.submit(goes_on.wait)
    try:
        yield
    finally:
        goes_on.set()


def a_page(browser: Browser, served: Served, who: str | None, *, scripts: bool = True) -> Page:
    """A page on somebody's phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, java_script_enabled=scripts)
    context.add_cookies(served.cookies(who))
    return context.new_page()


@pytest.mark.parametrize(("address", "who"), ADDRESSES.items())
def test_the_page_meets_the_standard(
    served: Served, bindery: Bindery, browser: Browser, address: str, who: str | None
) -> None:
    page = a_page(browser, served, who)
    with held_up(bindery):
        page.goto(served.address + address.format(**served.ids))
        assert page.locator("h1").inner_text() == "We are making your booklet."
        problems = understood(page) + moving(page)
        for scheme, options in (("light", AXE), ("dark", CONTRAST)):
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            problems += violations(page, options)
        for width, height in WIDTHS:
            page.set_viewport_size({"width": width, "height": height})
            problems += small_text(page) + small_targets(page) + too_wide(page, f"at {width} px")
        page.set_viewport_size({"width": 320, "height": 256})
        page.evaluate("() => { document.documentElement.style.fontSize = '237.5%'; }")
        problems += too_wide(page, "at 200 % text") + clipped(page, "at 200 % text")
        page.evaluate("() => { document.documentElement.style.fontSize = ''; }")
        problems += out_of_order(page)
    page.context.close()
    assert problems == []


def test_the_booklet_comes_by_itself(served: Served, bindery: Bindery, browser: Browser) -> None:
    page = a_page(browser, served, "Alice")
    address = served.address + "/boards/{empty}/booklet.pdf".format(**served.ids)
    with held_up(bindery):
        page.goto(address)
        assert page.get_by_text("Another booklet comes first.").is_visible()
    with page.expect_response(lambda answer: answer.status == 200 and answer.url == address):
        pass
    page.context.close()


def test_without_scripts_one_looks_again(served: Served, bindery: Bindery, browser: Browser) -> None:
    page = a_page(browser, served, None, scripts=False)
    address = served.address + "/s/{key}/recipes/{long}/booklet.pdf".format(**served.ids)
    with held_up(bindery):
        page.goto(address)
        page.get_by_role("link", name="Look again").click()
        assert page.locator("h1").inner_text() == "We are making your booklet."
    bindery.patience = 60
    with page.expect_response(address) as answer:
        page.get_by_role("link", name="Look again").click()
    assert answer.value.status == 200
    page.context.close()


def test_a_press_that_breaks_is_told_on_the_page_that_waits(served: Served, bindery: Bindery, browser: Browser) -> None:
    page = a_page(browser, served, "Bob")
    bindery.limits = Limits(megabytes=50)
    with held_up(bindery):
        page.goto(served.address + "/recipes/{lunch}/booklet.pdf".format(**served.ids))
    page.get_by_text("We could not make the booklet.").wait_for()
    assert page.get_by_role("link", name="Try again").is_visible()
    page.context.close()
