"""Words that somebody types: whatever happens to the line, the tab and the tablet, they stand in their form again."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from app import words
from app.render import TEMPLATES
from boards.recipe import Step
from tests.browser.conftest import Served
from tests.browser.standard import AXE, violations
from tests.browser.table import ON_TABLET

pytestmark = pytest.mark.browser

BACK = "Your words from before are here."
WAIT = "Your words are not saved yet. They are safe on this device."
WEEK = 7 * 24 * 60 * 60 * 1000


@pytest.fixture
def signed_in(browser: Browser, served: Served) -> Iterator[Callable[[str], BrowserContext]]:
    """Devices on which somebody is signed in."""
    contexts: list[BrowserContext] = []

    def device(who: str) -> BrowserContext:
        context = browser.new_context(viewport={"width": 360, "height": 740})
        context.set_default_timeout(10_000)
        context.add_cookies(served.cookies(who))
        contexts.append(context)
        return context

    yield device
    for context in contexts:
        context.close()


def at(context: BrowserContext, served: Served, path: str) -> Page:
    """A new page, opened somewhere."""
    page = context.new_page()
    page.goto(served.address + path.format(**served.ids))
    return page


def test_words_outlast_a_closed_tab_and_what_is_saved_can_be_taken_instead(
    signed_in: Callable[[str], BrowserContext], served: Served
) -> None:
    device = signed_in("Bob")
    page = at(device, served, "/steps/{step}")
    saved = page.get_by_label(words.STEP_WORDS).input_value()
    page.get_by_label(words.STEP_WORDS).fill("Chop the onions small")
    page.close()
    page = at(device, served, "/steps/{step}")
    expect(page.get_by_text(BACK)).to_be_visible()
    expect(page.get_by_label(words.STEP_WORDS)).to_have_value("Chop the onions small")
    page.get_by_role("button", name=words.TYPED_USE_SAVED).click()
    expect(page.get_by_label(words.STEP_WORDS)).to_have_value(saved)
    expect(page.get_by_text(BACK)).to_be_hidden()
    page.reload()
    expect(page.get_by_label(words.STEP_WORDS)).to_have_value(saved)
    expect(page.get_by_text(BACK)).to_be_hidden()


def test_a_lost_line_and_an_answer_of_others_are_told_and_keep_the_words_until_we_say_that_they_are_saved(
    signed_in: Callable[[str], BrowserContext], served: Served
) -> None:
    device = signed_in("Bob")
    page = at(device, served, "/steps/{step}")
    page.get_by_label(words.STEP_WORDS).fill("Stir the soup")
    device.set_offline(True)
    page.get_by_role("button", name=words.SAVE, exact=True).click()
    expect(page.get_by_text(WAIT)).to_be_visible()
    device.set_offline(False)
    page.evaluate("document.querySelector('[data-typed]').hidden = true")

    def wifi(route: Route) -> None:
        route.fulfill(status=200, content_type="text/html", body="<h1>Welcome to our Wi-Fi</h1>")

    page.route("**/steps/*", wifi)
    page.get_by_role("button", name=words.SAVE, exact=True).click()
    expect(page.get_by_text(WAIT)).to_be_visible()
    page.unroute("**/steps/*")
    page.reload()
    expect(page.get_by_text(BACK)).to_be_visible()
    page.get_by_role("button", name=words.SAVE, exact=True).click()
    page.wait_for_url("**/recipes/*note=*")
    with served.house.database.reading() as db:
        assert db.get_one(Step, served.ids["step"]).words == "Stir the soup"
    assert page.evaluate("localStorage.typed") == "{}"


def test_what_we_refuse_is_told_in_our_words_and_what_is_typed_stays(
    signed_in: Callable[[str], BrowserContext], served: Served
) -> None:
    device = signed_in("Bob")
    page = at(device, served, "/steps/{step}")
    page.get_by_label(words.STEP_TIMER).fill("soon")
    page.get_by_role("button", name=words.SAVE, exact=True).click()
    page.get_by_role("heading", name=words.ERROR_HEADING).wait_for()
    expect(page.get_by_label(words.STEP_TIMER)).to_have_value("soon")
    page.goto(served.address)
    page = at(device, served, "/steps/{step}")
    expect(page.get_by_label(words.STEP_TIMER)).to_have_value("soon")


def test_who_typed_over_somebody_else_sees_both_and_what_they_leave_is_forgotten(
    signed_in: Callable[[str], BrowserContext], served: Served
) -> None:
    page = at(signed_in("Bob"), served, "/steps/{step}")
    page.get_by_label(words.STEP_WORDS).fill("Peel them first")
    other = at(signed_in("Alice"), served, "/steps/{step}")
    other.get_by_label(words.STEP_WORDS).fill("Wash them first")
    other.get_by_role("button", name=words.SAVE, exact=True).click()
    other.wait_for_url("**/recipes/*note=*")
    page.close()
    page = at(page.context, served, "/steps/{step}")
    expect(page.get_by_text(BACK)).to_be_visible()
    page.get_by_role("button", name=words.SAVE, exact=True).click()
    expect(page.get_by_role("heading", name="Alice changed this after you opened it.")).to_be_visible()
    assert page.evaluate("document.activeElement.className") == "errors"
    expect(page.get_by_text("Wash them first")).to_be_visible()
    expect(page.get_by_label(words.STEP_WORDS)).to_have_value("Peel them first")
    assert violations(page, AXE) == []
    page.get_by_role("link", name=words.TOLD_KEEP).click()
    page.wait_for_url("**/recipes/*")
    page = at(page.context, served, "/steps/{step}")
    expect(page.get_by_label(words.STEP_WORDS)).to_have_value("Wash them first")
    expect(page.get_by_text(BACK)).to_be_hidden()


def test_on_the_tablet_nobody_else_sees_them_and_they_wait_for_their_person(
    signed_in: Callable[[str], BrowserContext], served: Served
) -> None:
    device = signed_in(ON_TABLET)
    page = at(device, served, "/steps/{step}")
    page.get_by_label(words.STEP_WORDS).fill("My secret spice")
    for name, sees in (("Sam", False), ("Bob", True)):
        page.get_by_role("button", name=words.FINISHED).click()
        page.get_by_role("link", name=name).click()
        page.get_by_role("button", name="This is me").click()
        page.get_by_role("heading", name=words.BOARDS).wait_for()
        page.goto(served.address + f"/steps/{served.ids['step']}", wait_until="networkidle")
        assert (page.get_by_label(words.STEP_WORDS).input_value() == "My secret spice") is sees
        assert page.get_by_text(BACK).is_visible() is sees


def test_old_words_go_and_secrets_are_never_kept(signed_in: Callable[[str], BrowserContext], served: Served) -> None:
    device = signed_in("Alice")
    page = at(device, served, "/recipes/{recipe}/links")
    page.get_by_label(words.LINK_NAME).fill("Grandma Joan")
    page.get_by_label(words.LINK_WORD).fill("Bluebell")
    kept = page.evaluate("localStorage.typed")
    assert "Grandma Joan" in kept
    assert "Bluebell" not in kept
    page.clock.install()
    page.clock.fast_forward(WEEK + 60_000)
    page.goto(served.address + f"/boards/{served.ids['board']}/edit")
    page.get_by_label(words.BOARD_TITLE).fill("Kitchen")
    assert "Grandma Joan" not in page.evaluate("localStorage.typed")
    at(device, served, "/me/password").get_by_label("password").first.fill("pears upon the shelf")
    assert "pears" not in page.evaluate("localStorage.typed")


TYPED = {
    "/boards/new": "title",
    "/boards/{board}/edit": "title",
    "/boards/{board}/links": "name",
    "/recipes/{recipe}/edit": "title",
    "/recipes/{recipe}/links": "name",
    "/recipes/{recipe}/needs": "words",
    "/recipes/{recipe}/needs/{need}": "amount",
    "/steps/{step}": "careful",
    "/people/new": "names",
    "/people/workers/new": "name",
    "/people/{bob}/name": "name",
    "/photos/{of_bob}/people/{bob}/decision": "reason",
    "/settings": "helper",
    "/tablets": "name",
}
"""Each form of those who are signed in into which words are typed, and one of its fields."""


@pytest.mark.faults
@pytest.mark.parametrize("address", TYPED)
def test_every_form_has_its_words_back(
    signed_in: Callable[[str], BrowserContext], served: Served, address: str
) -> None:
    device, field = signed_in("Alice"), f"main form.form [name={TYPED[address]}]"
    page = at(device, served, address)
    page.locator(field).fill("Words of mine")
    page.goto("about:blank")
    page.go_back()
    expect(page.locator(field)).to_have_value("Words of mine")
    page.close()
    page = at(device, served, address)
    expect(page.get_by_text(BACK)).to_be_visible()
    expect(page.locator(field)).to_have_value("Words of mine")
    device.set_offline(True)
    page.locator(field).evaluate("field => field.form.requestSubmit()")
    expect(page.get_by_text(WAIT)).to_be_visible()


def test_the_forms_of_that_table_are_all_that_there_are() -> None:
    typed = {
        str(file.relative_to(TEMPLATES))
        for folder in ("boards", "group", "links", "me", "needs", "people", "photos", "recipes", "steps", "tablets")
        for file in (TEMPLATES / folder).glob("*.html")
        if re.search(r"\{\{ (area|field)\(", file.read_text("utf-8"))
    }
    assert typed == {
        *("boards/edit.html", "boards/new.html", "group/settings.html", "links/new.html", "needs/index.html"),
        *("needs/show.html", "people/add_members.html", "people/add_worker.html", "people/name.html"),
        *("photos/ask.html", "photos/decide.html", "recipes/edit.html", "steps/show.html", "tablets/index.html"),
        *("photos/mask.html", "me/password.html"),  # numbers, and what is secret
    }
