"""Keeping a recipe for when there is no signal: it opens then, and what is closed is gone at the first contact."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page
from starlette.requests import Request
from starlette.responses import Response

from app.routes import photos
from boards.hands.links import Links
from boards.link import Link
from boards.photo import Answer
from tests.browser.conftest import Served
from tests.browser.table import ON_TABLET, TABLET
from tests.conftest import House

pytestmark = pytest.mark.browser

KEEP, REMOVE = "Keep it on this device", "Remove it from this device"

HOLDS = """async () => {
  const found = {};
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    found[name.replace('kept ', '')] = (await cache.keys()).map(each => new URL(each.url).pathname);
  }
  return found;
}"""

WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).length"

WIDTHS = """async () => {
  const images = [...document.querySelectorAll('main picture img')];
  for (const image of images) { image.loading = 'eager'; await image.decode().catch(() => {}); }
  return images.map(image => image.naturalWidth);
}"""

REACHES = "fetch('/health').then(() => true, () => false)"
"""Whether a page reaches the server. `navigator.onLine` is true in a page that a worker answers in some releases."""


@dataclass
class Phone:
    """Somebody's phone, with a page open on it."""

    page: Page
    served: Served

    @property
    def house(self) -> House:
        """The house that it looks at."""
        return self.served.house

    @property
    def context(self) -> BrowserContext:
        """Its browser."""
        return self.page.context

    def opens(self, path: str) -> str:
        """Open an address; the heading of what comes."""
        self.page.goto(self.served.address + path)
        return self.page.get_by_role("heading", level=1).inner_text()

    def opens_nothing(self, path: str) -> bool:
        """Whether the browser itself says that there is nothing."""
        try:
            self.page.goto(self.served.address + path)
        except Error:
            return True
        return False

    def keeps(self, path: str) -> None:
        """Keep the recipe of a page."""
        self.opens(path)
        self.page.get_by_role("button", name=KEEP).click()
        self.page.get_by_text("It is on this device.").wait_for()

    def holds(self) -> dict[str, list[str]]:
        """What is kept, by the recipe's address."""
        found: dict[str, list[str]] = self.page.evaluate(HOLDS)
        return found

    def comes_to_hold(self, *paths: str) -> None:
        """Wait until these recipes are kept and no others."""
        self.until(lambda: set(self.holds()) == set(paths))

    def until(self, true: Callable[[], Any]) -> None:
        """Wait until something is so."""
        for _ in range(200):
            if true():
                return
            self.page.wait_for_timeout(25)
        raise AssertionError(f"it never came: {self.holds()}")

    def loses_signal(self, lost: bool = True) -> None:
        """Go where there is no signal, or come back."""
        self.context.set_offline(lost)


@pytest.fixture
def phone(browser: Browser, served: Served) -> Iterator[Phone]:
    """A family's phone."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(10_000)
    yield Phone(context.new_page(), served)
    context.close()


@dataclass
class Shared:
    """A recipe, a link to it, and their addresses."""

    recipe: str
    link: str
    key: str

    @property
    def path(self) -> str:
        """Where the family finds it."""
        return f"/s/{self.key}/recipes/{self.recipe}"


def shared(house: House, title: str = "Leek soup", *, on_board: bool = True, word: str = "") -> Shared:
    """Share a recipe of three steps, on a board or by itself."""
    recipe = house.a_recipe(title, 3)
    board = house.a_board("Suppers", recipe) if on_board else ""
    link, key = house.a_link(board=board, recipe="" if board else recipe, word=word)
    return Shared(recipe, link, key)


def close(house: House, one: Shared) -> None:
    """Close a link."""
    with house.writing() as db:
        Links(house.person(db, "Alice")).close(db.get_one(Link, one.link))


def photo_of(house: House, recipe: str, step: int = 0) -> str:
    """The key of a step's photo."""
    with house.database.reading() as db:
        return house.person(db, "Alice").recipe(recipe).steps[step].photo_key


def test_what_a_family_keeps_opens_without_a_signal_and_nothing_else_does(phone: Phone) -> None:
    soup, stew = shared(phone.house), shared(phone.house, "Stew")
    assert phone.opens(soup.path) == "Leek soup"
    assert phone.page.evaluate(WORKERS) == 0, "nothing is registered before they choose"
    phone.keeps(soup.path)
    phone.opens(stew.path)
    has_cook = phone.page.request.get(f"{phone.served.address}{soup.path}/cook").ok
    phone.loses_signal()
    assert phone.opens(soup.path) == "Leek soup"
    assert phone.page.evaluate(REACHES) is False
    widths = phone.page.evaluate(WIDTHS)
    assert len(widths) == 3
    assert all(widths)
    assert phone.page.get_by_role("button", name=REMOVE).is_visible()
    assert phone.page.get_by_text("It is on this device.").is_visible()
    if has_cook:
        phone.opens(f"{soup.path}/cook")
        assert all(phone.page.evaluate(WIDTHS))
    for path in (stew.path, f"/s/{soup.key}", f"{soup.path}/hearts", "/", "/help"):
        assert phone.opens(path) == "There is no signal.", path
    assert phone.page.locator("[data-kept] a").all_inner_texts() == ["Leek soup"]
    phone.page.get_by_role("link", name="Leek soup").click()
    phone.page.get_by_role("heading", name="Leek soup").wait_for()
    phone.loses_signal(False)
    assert phone.opens(f"/s/{stew.key}") == "Suppers"
    ours = (soup.path, f"/s/{soup.key}/photos/", "/static/", "/kept")
    assert set(phone.holds()) == {soup.path}
    assert all(path.startswith(ours) for path in phone.holds()[soup.path])


@pytest.mark.faults
def test_a_recipe_that_is_shared_alone_opens_at_the_address_of_its_link(phone: Phone) -> None:
    soup = shared(phone.house, on_board=False)
    phone.keeps(f"/s/{soup.key}")
    phone.loses_signal()
    for path in (f"/s/{soup.key}", soup.path):
        assert phone.opens(path) == "Leek soup"
        assert all(phone.page.evaluate(WIDTHS))
    phone.loses_signal(False)
    close(phone.house, soup)
    assert phone.opens(f"/s/{soup.key}") == "This page is closed."
    assert phone.holds() == {}


def test_keeping_counts_as_no_opening_of_a_link(phone: Phone) -> None:
    soup = shared(phone.house, on_board=False)
    phone.keeps(f"/s/{soup.key}")

    def opened() -> int:
        with phone.house.database.reading() as db:
            return db.get_one(Link, soup.link).opened

    phone.opens(soup.path)
    phone.until(lambda: opened() == 1)


def test_a_link_that_was_closed_is_gone_at_the_first_contact(phone: Phone) -> None:
    soup = shared(phone.house)
    phone.keeps(soup.path)
    phone.loses_signal()
    phone.opens(soup.path)
    close(phone.house, soup)
    phone.loses_signal(False)
    assert phone.opens(soup.path) == "This page is closed."
    assert phone.holds() == {}
    assert phone.page.evaluate(WORKERS) == 0
    phone.loses_signal()
    assert phone.opens_nothing(soup.path)


def test_the_first_contact_may_be_any_page_of_ours(phone: Phone) -> None:
    soup, stew = shared(phone.house), shared(phone.house, "Stew")
    phone.keeps(soup.path)
    phone.keeps(stew.path)
    phone.loses_signal()
    phone.opens(stew.path)
    close(phone.house, soup)
    phone.loses_signal(False)
    phone.opens("/sign-in")
    phone.comes_to_hold(stew.path)
    phone.loses_signal()
    assert phone.opens(stew.path) == "Stew"
    assert phone.opens(soup.path) == "There is no signal."


def test_a_link_that_is_closed_while_a_phone_keeps_it_is_gone_at_the_next_contact(
    phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, answers = shared(phone.house), photos.photo_answer

    def closes_meanwhile(request: Request, *asked: Any) -> Response:
        if request.headers.get("sec-fetch-dest") == "empty":  # no picture of the page, but the worker
            close(phone.house, one)
        return answers(request, *asked)

    monkeypatch.setattr(photos, "photo_answer", closes_meanwhile)
    phone.keeps(one.path)
    assert one.path in phone.holds(), "its page came before it was closed"
    phone.opens("/sign-in")
    phone.comes_to_hold()


@pytest.mark.faults
def test_another_page_of_a_closed_link_removes_what_was_kept_of_it(phone: Phone) -> None:
    soup = shared(phone.house)
    phone.keeps(soup.path)
    close(phone.house, soup)
    phone.opens(f"/s/{soup.key}")
    phone.comes_to_hold()


@pytest.mark.faults
def test_a_recipe_that_is_taken_off_its_board_is_removed(phone: Phone) -> None:
    soup = shared(phone.house)
    phone.keeps(soup.path)
    with phone.house.writing() as db:
        phone.house.person(db, "Alice").recipe(soup.recipe).bin()
    assert phone.opens(soup.path) == "This page is closed."
    assert phone.holds() == {}


def test_a_photo_that_is_withdrawn_goes_at_the_next_visit_and_what_is_new_comes(phone: Phone) -> None:
    soup = shared(phone.house)
    phone.keeps(soup.path)
    withdrawn = f"/s/{soup.key}/photos/{photo_of(phone.house, soup.recipe)}/kept"
    assert withdrawn in phone.holds()[soup.path]
    with phone.house.writing() as db:
        alice = phone.house.person(db, "Alice")
        recipe = alice.recipe(soup.recipe)
        recipe.name("Leek and potato soup")
        recipe.steps[0].photo.say(Answer.OTHERS, by_id=alice.id)
        added = recipe.add_steps([phone.house.a_picture()], by_id=alice.id)[0].photo
        added.say(Answer.NO_ONE, by_id=alice.id)
        recipe.finish()
        new = f"/s/{soup.key}/photos/{added.key}/kept"
    phone.opens(soup.path)
    phone.until(lambda: new in phone.holds()[soup.path])
    assert withdrawn not in phone.holds()[soup.path]
    phone.loses_signal()
    assert phone.opens(soup.path) == "Leek and potato soup"
    widths = phone.page.evaluate(WIDTHS)
    assert len(widths) == 3
    assert all(widths)


@pytest.mark.faults
def test_a_photo_that_does_not_open_any_more_is_removed_though_its_page_is_still_open(phone: Phone) -> None:
    soup = shared(phone.house)
    phone.keeps(soup.path)
    phone.opens(soup.path)
    key = photo_of(phone.house, soup.recipe)
    with phone.house.writing() as db:
        alice = phone.house.person(db, "Alice")
        alice.recipe(soup.recipe).steps[0].photo.say(Answer.UNSURE, by_id=alice.id)
    address = f"/s/{soup.key}/photos/{key}"
    assert phone.page.evaluate("async path => (await fetch(path)).status", f"{address}/tile") == 404
    assert f"{address}/kept" not in phone.holds()[soup.path]


def test_what_was_removed_is_gone_and_its_worker_with_it(phone: Phone) -> None:
    soup = shared(phone.house)
    phone.keeps(soup.path)
    phone.page.get_by_role("button", name=REMOVE).click()
    phone.page.get_by_text("It is not on this device now.").wait_for()
    assert (phone.holds(), phone.page.evaluate(WORKERS)) == ({}, 0)
    assert phone.page.get_by_role("button", name=KEEP).is_visible()
    phone.loses_signal()
    assert phone.opens_nothing(soup.path)
    phone.loses_signal(False)
    phone.keeps(soup.path)
    phone.comes_to_hold(soup.path)


def test_after_its_last_day_a_copy_does_not_open_even_without_a_signal(phone: Phone) -> None:
    soup, stew = shared(phone.house), shared(phone.house, "Stew")
    phone.keeps(soup.path)
    phone.keeps(stew.path)
    assert phone.page.locator("[data-keep]").get_attribute("data-until") == phone.house.settings.today().isoformat()
    phone.page.evaluate(
        """async name => {
          const cache = await caches.open(name), about = await (await cache.match('/kept/about')).json();
          await cache.put('/kept/about', new Response(JSON.stringify({ ...about, until: '2026-01-31' })));
        }""",
        f"kept {soup.path}",
    )
    phone.loses_signal()
    assert phone.opens(soup.path) == "There is no signal."
    assert set(phone.holds()) == {stew.path}


def test_a_locked_link_whose_word_is_forgotten_is_removed(phone: Phone) -> None:
    soup = shared(phone.house, word="Bluebell")
    phone.opens(soup.path)
    phone.page.get_by_label("The word").fill("bluebell")
    phone.page.get_by_role("button", name="Open").click()
    phone.page.get_by_role("heading", name="Suppers").wait_for()
    phone.keeps(soup.path)
    phone.context.clear_cookies()
    assert phone.opens(soup.path) == "Say the word"
    assert phone.holds() == {}


def bobs(phone: Phone) -> str:
    """Sign Bob in, and make him a recipe."""
    phone.context.add_cookies(phone.served.cookies("Bob"))
    return f"/recipes/{phone.house.a_recipe('Pancakes', 2, by='Bob')}"


def test_a_member_keeps_a_recipe_until_they_sign_out(phone: Phone) -> None:
    path = bobs(phone)
    phone.keeps(f"{path}?see=x")
    phone.loses_signal()
    assert phone.opens(path) == "Pancakes"
    assert all(phone.page.evaluate(WIDTHS))
    phone.loses_signal(False)
    phone.opens("/")
    phone.page.get_by_role("button", name="Sign out").click()
    phone.page.get_by_text("You are signed out.").wait_for()
    phone.comes_to_hold()
    phone.loses_signal()
    assert phone.opens_nothing(path)


@pytest.mark.parametrize("to", ["/help", "itself"])
def test_a_member_who_was_signed_out_elsewhere_loses_the_copy_at_the_first_contact(phone: Phone, to: str) -> None:
    path = bobs(phone)
    phone.keeps(path)
    phone.loses_signal()
    phone.opens(path)
    phone.context.clear_cookies()
    phone.loses_signal(False)
    phone.opens(path if to == "itself" else to)
    assert "/sign-in" in phone.page.url
    phone.comes_to_hold()


@pytest.mark.faults
def test_what_was_just_done_is_not_in_the_copy(phone: Phone) -> None:
    path = bobs(phone)
    phone.keeps(path)
    phone.opens(f"{path}/edit")
    phone.page.get_by_label("Name of the recipe").fill("Thin pancakes")
    phone.page.get_by_role("button", name="Save").click()
    phone.page.get_by_text("The recipe is now called Thin pancakes.").wait_for()
    copy = "async path => (await (await caches.match(path)).text())"
    phone.until(lambda: "Thin pancakes" in phone.page.evaluate(copy, path))
    assert "is now called" not in phone.page.evaluate(copy, path)


def test_a_shared_tablet_keeps_nothing(phone: Phone) -> None:
    soup = shared(phone.house)
    phone.keeps(soup.path)
    phone.context.add_cookies(phone.served.cookies(TABLET))
    phone.opens(soup.path)
    assert phone.page.locator("[data-keep]").count() == 0
    phone.comes_to_hold()
    phone.context.add_cookies(phone.served.cookies(ON_TABLET))
    phone.opens(f"/recipes/{soup.recipe}")
    assert phone.page.get_by_role("button", name="I have finished cooking").is_visible()
    assert phone.page.locator("[data-keep]").count() == 0


def test_without_scripts_it_is_not_offered(browser: Browser, served: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.address + shared(served.house).path)
    assert not page.get_by_role("button", name=KEEP).is_visible()
    context.close()


@pytest.mark.faults
def test_without_room_it_says_so_and_keeps_nothing(phone: Phone) -> None:
    soup = shared(phone.house)
    phone.opens(soup.path)
    quota = {"origin": phone.served.address, "quotaSize": 3000}
    phone.context.new_cdp_session(phone.page).send("Storage.overrideQuotaForOrigin", quota)
    phone.page.get_by_role("button", name=KEEP).click()
    phone.page.get_by_text("There is no room on this device. It is not kept.").wait_for()
    assert (phone.holds(), phone.page.evaluate(WORKERS)) == ({}, 0)


@pytest.mark.faults
def test_without_a_signal_nothing_can_be_kept_and_it_says_so(phone: Phone) -> None:
    soup = shared(phone.house)
    phone.opens(soup.path)
    phone.loses_signal()
    phone.page.get_by_role("button", name=KEEP).click()
    phone.page.get_by_text("There is no signal just now. It is not kept.").wait_for()
    assert (phone.holds(), phone.page.evaluate(WORKERS)) == ({}, 0)


def test_the_worker_is_plain_enough_for_old_phones() -> None:
    worker = Path(__file__).parents[2] / "app" / "static" / "worker" / "keep.js"
    newer = ("?.", "??", "catch {", "matchAll", "for await", "#", "...", ".flat", "replaceAll", ".at(")
    said = worker.read_text("utf-8")
    assert [each for each in newer if each in said] == []


def test_the_next_person_who_signs_in_does_not_find_the_copy_of_the_one_before(phone: Phone) -> None:
    path = bobs(phone)
    phone.keeps(path)
    phone.context.clear_cookies()
    phone.context.add_cookies(phone.served.cookies("Charlie"))
    phone.opens(path)
    phone.comes_to_hold()
