"""Photos on their way: whatever happens in between, none is lost and none is saved twice."""

import errno
import re
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from sqlmodel import func, select
from starlette.datastructures import UploadFile

from app.door.cookies import Cookie
from app.photos.receipts import KIND
from boards.recipe import Recipe
from boards.session import Session
from media import PhotoProblem, Reason, TakenIn
from tests.browser.conftest import Served
from tests.browser.seen import clipped, out_of_order, too_wide
from tests.browser.standard import AXE, CONTRAST, WIDTHS, small_targets, small_text, understood, violations
from tests.browser.table import ON_TABLET
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
def tablet(browser: Browser, served: Served) -> Iterator[Page]:
    """The group's tablet, on which Bob has tapped his picture."""
    context = browser.new_context(viewport={"width": 800, "height": 1100})
    context.set_default_timeout(15_000)
    context.add_cookies(served.cookies(ON_TABLET))
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
        self._page = page
        page.route(address, self._seen)

    def _seen(self, route: Route) -> None:
        self.routes.append(route)
        if len(self.routes) > 1:
            route.continue_()

    def wait_for_one(self) -> None:
        """Wait until something was sent: pictures of what waits are there a moment earlier."""
        for _ in range(200):
            if self.routes:
                return
            self._page.wait_for_timeout(50)

    def let_go(self) -> None:
        """Let the first request go on."""
        self.routes[0].continue_()


def end_session(served: Served, context: BrowserContext) -> None:
    """A night passes: the browser still has its cookie, and we know nothing of it any more."""
    name = Cookie.SESSION.named(served.house.settings)
    cookie = next(each for each in context.cookies() if each.get("name") == name)
    with served.house.writing() as db:
        Session.end(db, cookie.get("value", ""))


def come_in(context: BrowserContext, served: Served, name: str) -> None:
    """Sign in at the tablet in another tab, by tapping a picture."""
    other = context.new_page()
    other.goto(f"{served.address}/who")
    other.get_by_role("link", name=name).click()
    other.get_by_role("button", name="This is me").click()
    other.get_by_role("heading", name="Our boards").wait_for()
    other.close()


def come_back(page: Page) -> None:
    """Look at a tab again."""
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def recipes_of(served: Served, name: str) -> int:
    """How many recipes somebody has made."""
    with served.house.database.reading() as db:
        maker = served.house.person(db, name).id
        return db.exec(select(func.count()).select_from(Recipe).where(Recipe.maker_id == maker)).one()


def waits(page: Page, photos: int) -> None:
    """Expect that so many photos wait on the page, which says so, and for which there is no wait without an end."""
    expect(page.get_by_text("Your photos are not saved yet. They are still here.")).to_be_visible()
    expect(page.get_by_text("Please wait.")).to_have_count(0)
    expect(page.locator(".choose__waiting img")).to_have_count(photos)


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
    held = Holding(page, "**/recipes?*")
    page.get_by_label("Use photos I have").set_input_files(photos[:2])
    expect(page.locator(".choose__waiting img")).to_have_count(2)
    page.get_by_label("Take a photo").set_input_files(photos[2])
    expect(page.locator(".choose__waiting img")).to_have_count(3)
    held.wait_for_one()
    assert len(held.routes) == 1, "one sending at a time"
    held.let_go()
    page.get_by_text("You have done 3 steps.").wait_for()
    say_no_one(page, 3)
    assert steps(page) == 3


def test_what_was_not_saved_is_still_here_and_goes_with_the_next_try(
    page: Page, served: Served, photos: list[Path]
) -> None:
    page.goto(f"{served.address}/recipes/new")
    page.context.set_offline(True)
    page.get_by_label("Use photos I have").set_input_files(photos[:1])
    page.get_by_text("There is no answer. Is the Wi-Fi on?").wait_for()
    waits(page, 1)
    page.get_by_label("Take a photo").set_input_files(photos[1])
    waits(page, 2)
    page.context.set_offline(False)
    page.get_by_text("You have done 2 steps.").wait_for()
    say_no_one(page, 2)
    assert steps(page) == 2


def test_an_answer_that_was_lost_saves_nothing_twice(page: Page, served: Served, photos: list[Path]) -> None:
    page.goto(f"{served.address}/recipes/{served.ids['bare']}/steps")
    before = steps(page)

    def lose(route: Route) -> None:
        if route.request.method == "GET":
            route.continue_()
            return
        route.fetch(max_redirects=0)
        route.abort()

    page.route("**/steps?*", lose)
    page.get_by_label("Use photos I have").set_input_files(photos[:2])
    page.get_by_text("The Wi-Fi stopped on the way.").wait_for()
    page.unroute("**/steps?*")
    come_back(page)
    page.get_by_text(f"You have done {before + 2} steps.").wait_for()
    asked = page.url
    say_no_one(page, 2)
    assert steps(page) == before + 2
    page.goto(asked)
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("The photos are in the bin.").wait_for()


def test_who_was_signed_out_signs_in_and_tries_again(page: Page, served: Served, photos: list[Path]) -> None:
    page.goto(f"{served.address}/recipes/new")
    page.context.clear_cookies()
    page.get_by_label("Use photos I have").set_input_files(photos[:1])
    page.get_by_text("Sign in first. Then come back to this page.").wait_for()
    waits(page, 1)
    with page.expect_popup() as popup:
        page.get_by_role("link", name="Sign in").click()
    assert popup.value.get_by_label("Password").is_visible()
    page.context.add_cookies(served.cookies("Alice"))
    page.get_by_role("button", name="Try again").click()
    page.get_by_text("Photo saved.").wait_for()


def test_on_the_tablet_a_photo_waits_for_its_person_and_goes_when_they_are_back(
    tablet: Page, served: Served, photos: list[Path]
) -> None:
    tablet.goto(f"{served.address}/recipes/new")
    end_session(served, tablet.context)
    before = recipes_of(served, "Bob")
    tablet.get_by_label("Take a photo").set_input_files(photos[0])
    tablet.get_by_text("Sign in first. Then come back to this page.").wait_for()
    waits(tablet, 1)
    with tablet.expect_popup() as popup:
        tablet.get_by_role("link", name="Sign in").click()
    popup.value.get_by_role("heading", name="Who is cooking today?").wait_for()
    come_back(tablet)
    waits(tablet, 1)
    popup.value.get_by_role("link", name="Bob").click()
    popup.value.get_by_role("button", name="This is me").click()
    popup.value.get_by_role("heading", name="Our boards").wait_for()
    come_back(tablet)
    tablet.get_by_text("Photo saved. You have done 1 step.").wait_for()
    assert recipes_of(served, "Bob") == before + 1


def test_on_the_tablet_a_photo_never_goes_in_as_somebody_elses(
    tablet: Page, served: Served, photos: list[Path]
) -> None:
    tablet.goto(f"{served.address}/recipes/new")
    come_in(tablet.context, served, "Sam")
    before, kept = (recipes_of(served, "Bob"), recipes_of(served, "Sam")), set(served.house.store.keys())
    tablet.get_by_label("Take a photo").set_input_files(photos[0])
    tablet.get_by_text("Somebody else is signed in now.").wait_for()
    waits(tablet, 1)
    come_back(tablet)
    tablet.get_by_role("button", name="Try again").click()
    tablet.get_by_text("Somebody else is signed in now.").wait_for()
    assert set(served.house.store.keys()) == kept
    come_in(tablet.context, served, "Bob")
    come_back(tablet)
    tablet.get_by_text("Photo saved. You have done 1 step.").wait_for()
    assert (recipes_of(served, "Bob"), recipes_of(served, "Sam")) == (before[0] + 1, before[1])


WIFI = "<!doctype html><title>Welcome</title><h1>Free Wi-Fi</h1><form><button>I agree</button></form>"

NOT_OURS = {
    "a Wi-Fi's page": (200, "text/html", WIFI, "Maybe the Wi-Fi wants you to sign in."),
    "our page from a copy": (200, "text/html", "<main><h1>Who is cooking today?</h1></main>", "Maybe the Wi-Fi"),
    "data of another": (200, "application/json", '{"saved": true, "to": "/"}', "Maybe the Wi-Fi wants you to sign in."),
    "a receipt of another sending": (
        *(200, KIND, '{"sending": "x", "saved": true, "unread": [], "says": [], "to": "/"}'),
        "Maybe the Wi-Fi",
    ),
    "half a receipt": (200, KIND, '{"sending": "', "Maybe the Wi-Fi wants you to sign in."),
    "nothing at all": (204, "text/plain", "", "Maybe the Wi-Fi wants you to sign in."),
    "closed": (403, "text/html", WIFI, "They did not get through. Wait a moment, then try again."),
    "too often": (429, "text/plain", "Too Many Requests", "They did not get through."),
    "too large": (413, "text/html", "<h1>413 Request Entity Too Large</h1>", "This photo is too big to send."),
    "nobody behind it": (502, "text/html", "<h1>502 Bad Gateway</h1>", "They did not get through."),
    "another sign-in": (401, "text/html", WIFI, "They did not get through."),
}
"""What somebody between us and a phone may answer, and what the page then says."""

ONE_OF_A_KIND = ("a Wi-Fi's page", "a receipt of another sending", "too large")
"""The others are asked by `make faults`."""


@pytest.mark.parametrize(
    "answer", [pytest.param(one, marks=() if one in ONE_OF_A_KIND else pytest.mark.faults) for one in NOT_OURS]
)
def test_an_answer_that_is_not_ours_loses_nothing_and_says_what_to_do(
    page: Page, served: Served, photos: list[Path], answer: str
) -> None:
    status, kind, body, says = NOT_OURS[answer]
    page.goto(f"{served.address}/recipes/new")
    page.route("**/recipes?*", lambda route: route.fulfill(status=status, content_type=kind, body=body))
    page.get_by_label("Use photos I have").set_input_files(photos[:1])
    expect(page.get_by_text(says)).to_be_visible()
    waits(page, 1)
    page.unroute("**/recipes?*")
    if answer == "too large":
        page.get_by_role("button", name="Try again").click()
    else:
        come_back(page)
    page.get_by_text("Photo saved. You have done 1 step.").wait_for()


def test_a_wifi_that_leads_elsewhere_can_be_looked_at(page: Page, served: Served, photos: list[Path]) -> None:
    page.goto(f"{served.address}/recipes/new")
    page.route("**/recipes/new?*", lambda route: route.fulfill(status=200, content_type="text/html", body=WIFI))
    page.route("**/recipes?*", lambda route: route.abort())
    page.get_by_label("Use photos I have").set_input_files(photos[:2])
    page.get_by_text("Maybe the Wi-Fi wants you to sign in.").wait_for()
    waits(page, 2)
    assert page.get_by_role("link", name="Look in a new page").get_attribute("href") == page.url


@pytest.mark.parametrize(
    ("address", "who", "saved"),
    [
        ("/recipes/{bare}/steps", "Alice", "You have done"),
        ("/steps/{step}/photo", "Alice", "Step 1 has a new photo."),
        ("/recipes/{recipe}/needs/{need}/picture", "Alice", "has a new picture."),
        ("/people/{sam}/picture", "Alice", "Sam has a new picture."),
    ],
)
def test_every_form_with_photos_keeps_them_until_we_say_that_they_are_saved(
    page: Page, served: Served, photos: list[Path], address: str, who: str, saved: str
) -> None:
    page.goto(served.address + address.format(**served.ids))
    page.route("**/*opened_by*", lambda route: route.fulfill(status=200, content_type="text/html", body=WIFI))
    page.get_by_label("Use photos I have").set_input_files(photos[:1])
    waits(page, 1)
    end_session(served, page.context)
    page.unroute("**/*opened_by*")
    come_back(page)
    page.get_by_text("Sign in first. Then come back to this page.").wait_for()
    page.context.add_cookies(served.cookies("Charlie"))
    page.get_by_role("button", name="Try again").click()
    page.get_by_text("Somebody else is signed in now.").wait_for()
    waits(page, 1)
    page.context.add_cookies(served.cookies("Alice"))
    page.get_by_role("button", name="Try again").click()
    page.get_by_text(saved).first.wait_for()


def test_a_line_that_stands_still_is_given_up(page: Page, served: Served, photos: list[Path]) -> None:
    page.clock.install()
    page.goto(f"{served.address}/recipes/new")
    page.route("**/recipes?*", lambda _route: None)
    with page.expect_request("**/recipes?*"):
        page.get_by_label("Use photos I have").set_input_files(photos[:1])
    page.get_by_text("Please wait.").wait_for()
    page.clock.run_for(59_000)
    page.get_by_text("Please wait.").wait_for()
    page.clock.run_for(2_000)
    page.get_by_text("The Wi-Fi stopped on the way. Try again.").wait_for()
    waits(page, 1)


def test_photos_that_are_opened_for_ever_are_given_up(
    page: Page, served: Served, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    answer: Future[TakenIn] = Future()
    monkeypatch.setattr(served.house.app.state.workshop, "begin_taking", lambda _brought, _taker: [answer])
    page.clock.install()
    page.goto(f"{served.address}/recipes/new")
    page.get_by_label("Use photos I have").set_input_files(photos[:1])
    expect(page.locator(".choose__progress progress")).to_have_js_property("value", 1)
    page.clock.run_for(299_000)
    page.get_by_text("Please wait.").wait_for()
    page.clock.run_for(2_000)
    waits(page, 1)
    answer.set_exception(PhotoProblem(Reason.TOO_HARD))


def test_no_room_is_said_in_our_own_words(
    page: Page, served: Served, photos: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def full(_file: UploadFile, _data: bytes) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    page.goto(f"{served.address}/recipes/new")
    with monkeypatch.context() as patched:
        patched.setattr(UploadFile, "write", full)
        page.get_by_label("Use photos I have").set_input_files(photos[:1])
        page.get_by_text("There is no room for more photos.").wait_for()
        waits(page, 1)
    come_back(page)
    page.get_by_text("Photo saved.").wait_for()


@pytest.fixture
def two_at_a_time(served: Served) -> Iterator[None]:
    """A house that takes two photos in a request."""
    state, settings = served.house.app.state, served.house.settings
    state.settings = settings.model_copy(update={"upload_photos": 2})
    yield
    state.settings = settings


@pytest.mark.usefixtures("two_at_a_time")
def test_more_than_one_sending_may_carry_goes_in_several(page: Page, served: Served, photos: list[Path]) -> None:
    page.goto(f"{served.address}/recipes/new")
    page.get_by_label("Use photos I have").set_input_files(photos)
    page.get_by_text("You have done 3 steps.").wait_for()
    say_no_one(page, 3)
    assert steps(page) == 3


def test_a_photo_too_large_for_the_way_can_be_left_out_and_the_others_go(
    page: Page, served: Served, photos: list[Path]
) -> None:
    page.goto(f"{served.address}/recipes/new")
    refusal = {"status": 413, "content_type": "text/html", "body": "<h1>413 Request Entity Too Large</h1>"}
    page.route("**/recipes?*", lambda route: route.fulfill(**refusal), times=1)
    page.get_by_label("Use photos I have").set_input_files(photos)
    page.get_by_text("This photo is too big to send. Choose a smaller one.").wait_for()
    waits(page, 1)
    page.get_by_role("button", name="Leave this photo out").click()
    page.get_by_text("You have done 2 steps.").wait_for()


def test_who_has_finished_too_early_goes_on_when_all_is_saved(page: Page, served: Served, photos: list[Path]) -> None:
    address = f"{served.address}/recipes/{served.ids['long']}/steps"
    page.goto(address)
    before = steps(page)
    held = Holding(page, "**/steps?*")
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
    page.get_by_text("Photo 1: This is not a photo that we can open.").wait_for()
    expect(page.get_by_text("They are still here.")).to_have_count(0)
    page.get_by_label("Use photos I have").set_input_files([words, photos[0]])
    page.get_by_role("link", name="Go on").wait_for()
    page.get_by_text("Photo 1: This is not a photo that we can open.", exact=True).wait_for()
    page.get_by_role("link", name="Go on").click()
    page.get_by_text("Photo saved. You have done 1 step.").wait_for()


def on_their_way(page: Page) -> None:
    """Let photos be on their way for ever."""
    page.route("**/recipes?*", lambda _route: None)


def signed_out(page: Page) -> None:
    """Let nobody be signed in."""
    page.context.clear_cookies()


def too_large(page: Page) -> None:
    """Let a proxy refuse every photo."""
    page.route("**/recipes?*", lambda route: route.fulfill(status=413, content_type="text/html", body=WIFI))


@pytest.mark.parametrize(
    ("so_that", "says"),
    [(on_their_way, "Please wait."), (signed_out, "Sign in first."), (too_large, "This photo is too big to send.")],
    ids=["saving", "signed out", "too large"],
)
def test_photos_that_wait_meet_the_standard(
    page: Page, served: Served, photos: list[Path], so_that: Callable[[Page], None], says: str
) -> None:
    page.goto(f"{served.address}/recipes/new")
    so_that(page)
    page.get_by_label("Use photos I have").set_input_files(photos)
    page.get_by_text(says).wait_for()
    problems = understood(page)
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
    assert problems == []
