"""Coming in and going in a real browser: the tablet, cards and passkeys."""

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, Route

from app.door.cookies import Cookie
from boards.badge import Badge
from boards.hands.people import People
from boards.key import Seed
from boards.passkey import Passkey
from tests.browser.conftest import Served
from tests.browser.table import MAKER, TABLET
from tests.conftest import a_photo

pytestmark = pytest.mark.browser

GUESTS = "Ada\nBen\nCai\nDee\nEli\nFay\nGus\nHal"


@pytest.fixture
def home(served: Served) -> str:
    """The house at a name: passkeys and Clear-Site-Data work on HTTPS, or on localhost."""
    return served.address.replace("127.0.0.1", "localhost")


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def tablet(request: pytest.FixtureRequest, browser: Browser, served: Served, home: str) -> Iterator[BrowserContext]:
    """A tablet of the group."""
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 800, "height": 1100})
    context.add_cookies([{**cookie, "url": home} for cookie in served.cookies(TABLET)])
    context.set_default_timeout(10_000)
    yield context
    context.close()


def test_a_member_taps_their_picture_cooks_and_finishes_and_the_next_finds_nothing_of_it(
    tablet: BrowserContext, home: str, tmp_path: Path
) -> None:
    (tmp_path / "dish.jpg").write_bytes(a_photo("#3050c0"))
    page = tablet.new_page()
    page.goto(home)
    page.get_by_role("heading", name="Who is cooking today?").wait_for()
    page.get_by_role("link", name="Bob").click()
    page.get_by_role("heading", name="Hello Bob").wait_for()
    page.get_by_role("button", name="This is me").click()
    page.get_by_role("link", name="Make a recipe").click()
    page.get_by_label("Use photos I have").set_input_files(tmp_path / "dish.jpg")
    if page.get_by_role("button", name="Save my photos").is_visible():
        page.get_by_role("button", name="Save my photos").click()
    page.get_by_text("Photo saved. You have done 1 step.").wait_for()
    made, photo = page.url.split("?")[0], page.locator("img").first.get_attribute("src") or ""
    assert page.request.get(home + photo).ok
    page.get_by_role("button", name="I have finished cooking").click()
    page.get_by_text("You have finished. Your recipes are safe.").wait_for()
    while page.go_back() and page.url.startswith(home):
        heading = page.get_by_role("heading", level=1).inner_text()
        assert heading in ("Who is cooking today?", "Hello Bob"), page.url
        assert page.locator(f'img[src*="{photo.split("/")[2]}"]').count() == 0
        assert page.get_by_text("I have finished cooking").count() == 0
    for address in (made, home + photo):
        page.goto(address)
        assert page.get_by_role("heading", name="Who is cooking today?").is_visible()
    page.get_by_role("link", name="Sam").click()
    page.get_by_role("button", name="This is me").click()
    page.get_by_role("heading", name="Our boards").wait_for()
    assert page.get_by_role("link", name="Go on with it").get_attribute("href") != made.removeprefix(home)


def test_a_photo_of_the_one_before_is_not_in_the_cache(browser: Browser, served: Served, home: str) -> None:
    context = browser.new_context()
    context.add_cookies([{**cookie, "url": home} for cookie in served.cookies("Bob on the tablet")])
    page = context.new_page()
    page.goto(f"{home}/recipes/{served.ids['recipe']}")
    photo = page.locator("main img").first.evaluate("async image => { await image.decode(); return image.currentSrc; }")
    kept = "async url => (await fetch(url, {cache: 'only-if-cached', mode: 'same-origin'}).catch(() => ({}))).status"
    assert page.evaluate(kept, photo) == 200, "it is there before, so that its absence says something"
    page.get_by_role("button", name="I have finished cooking").click()
    page.get_by_text("You have finished.").wait_for()
    assert page.evaluate(kept, photo) != 200
    context.close()


def test_a_member_comes_in_by_card_on_their_own_phone(browser: Browser, served: Served, home: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{home}/card/{served.ids['card_key']}")
    page.get_by_role("heading", name="Hello Bob").wait_for()
    page.get_by_role("link", name="This is not me").click()
    page.get_by_role("heading", name="I have a card").wait_for()
    page.goto(f"{home}/card/{served.ids['card_key']}")
    page.get_by_role("button", name="This is me").click()
    page.get_by_text("Signed in as Bob").wait_for()
    context.close()


CAMERA = "window.BarcodeDetector = class { async detect() { return window.seen ? [{ rawValue: window.seen }] : []; } };"
"""Chromium on Linux reads no codes; this stands where Android's reader would."""


def test_a_card_is_read_with_the_tablets_camera(chromium: Callable[..., Browser], served: Served, home: str) -> None:
    browser = chromium("--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream")
    context = browser.new_context()
    context.add_init_script(CAMERA)
    page = context.new_page()
    page.goto(f"{home}/card")
    page.get_by_role("button", name="Start the camera").click()
    page.get_by_text("Looking for your card.").wait_for()
    page.evaluate("window.seen = 'https://evil.example/card/x'")
    page.get_by_text("This is not a card of your group.").wait_for()
    page.evaluate("key => { window.seen = location.origin + '/card/' + key; }", served.ids["card_key"])
    page.get_by_role("heading", name="Hello Bob").wait_for()
    browser.close()


def test_without_a_reader_the_page_says_how_the_camera_app_does_it(browser: Browser, home: str) -> None:
    page = browser.new_page()
    page.goto(f"{home}/card")
    assert page.get_by_text("Open the camera app of your phone or tablet.").is_visible()
    assert not page.get_by_role("button", name="Start the camera").is_visible()
    page.close()


class Authenticator:
    """A device that holds passkeys, as Chromium plays one."""

    def __init__(self, context: BrowserContext, page: Page) -> None:
        self.cdp = context.new_cdp_session(page)
        self.cdp.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        self.id = self.cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]

    def knows_its_owner(self, knows: bool) -> None:
        """Whether it sees the finger, face or PIN that it wants."""
        self.cdp.send("WebAuthn.setUserVerified", {"authenticatorId": self.id, "isUserVerified": knows})


def invited(served: Served, name: str) -> str:
    """Add a worker; the key of their invitation."""
    with served.house.writing() as db:
        people, seed = People(served.house.person(db, "Alice")), Seed.new()
        return seed.key_for(people.invite(people.add_worker(name, ["cat"]), seed).id)


def test_a_worker_chooses_a_passkey_and_comes_in_with_it(browser: Browser, served: Served, home: str) -> None:
    context = browser.new_context()
    context.set_default_timeout(10_000)
    page = context.new_page()
    device = Authenticator(context, page)
    page.goto(f"{home}/invitations/{invited(served, 'Nia')}")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("Hello Nia. You are in.").wait_for()
    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("Signed in as Nia").click()
    page.get_by_role("heading", name="How you sign in").wait_for()
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("link", name="Choose a password first. Then remove this passkey.").wait_for()
    page.get_by_role("button", name="Sign out", exact=True).click()
    device.knows_its_owner(False)
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("That did not work.").wait_for()
    device.knows_its_owner(True)
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("Signed in as Nia").wait_for()
    context.close()


def test_a_passkey_of_somebody_who_left_opens_nothing(browser: Browser, served: Served, home: str) -> None:
    context = browser.new_context()
    context.set_default_timeout(10_000)
    page = context.new_page()
    Authenticator(context, page)
    page.goto(f"{home}/invitations/{invited(served, 'Oli')}")
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("Hello Oli. You are in.").wait_for()
    with served.house.writing() as db:
        People(served.house.person(db, "Alice")).let_go(served.house.person(db, "Oli"), with_recipes=False)
    page.goto(home)
    page.get_by_role("button", name="Use a passkey").click()
    page.get_by_text("The passkey did not work. Try again.").first.wait_for()
    context.close()


def test_a_passkey_that_one_person_is_asked_for_never_opens_anothers_account(
    browser: Browser, served: Served, home: str
) -> None:
    """On a shared computer somebody else signs in, in another tab, while the device still asks for a finger."""
    context = browser.new_context()
    context.set_default_timeout(10_000)

    def is_signed_in(who: str) -> None:
        context.add_cookies([{**cookie, "url": home} for cookie in served.cookies(who)])

    def meanwhile(route: Route) -> None:
        is_signed_in("Alice")
        kept = "; ".join(f"{cookie.get('name')}={cookie.get('value')}" for cookie in context.cookies(home))
        route.continue_(headers=route.request.headers | {"cookie": kept})

    is_signed_in("Charlie")
    page = context.new_page()
    Authenticator(context, page)
    page.goto(f"{home}/me")
    page.route("**/me/passkeys", meanwhile)
    page.get_by_role("button", name="Add a passkey").click()
    page.get_by_text("The passkey did not work. Try again.").first.wait_for()
    with served.house.database.reading() as db:
        assert [passkey.credential_id for passkey in Passkey.of(served.house.person(db, "Alice"))] == ["x"]
    context.close()


def read_by_a_camera(page: Page) -> list[str]:
    """What the codes on a page say, as a camera reads them from the screen."""
    picture = Image.open(io.BytesIO(page.screenshot(full_page=True)))
    return sorted(code.text for code in zxingcpp.read_barcodes(picture))


def addresses_of_cards(served: Served, context: BrowserContext, home: str, who: str) -> list[str]:
    """What the cards must say that a browser made, by the seed that it keeps."""
    secret = next(kept["value"] for kept in context.cookies() if kept.get("name") == Cookie.SEED)
    with served.house.database.reading() as db:
        cards = Badge.working(People(served.house.person(db, who)).members())
        return sorted(f"{home}/card/{Seed(str(secret)).key_for(card.id)}" for card in cards)


def test_a_worker_a_tablet_and_eight_cards_are_made_in_a_few_taps(browser: Browser, served: Served, home: str) -> None:
    """What a newcomer does after the first start. The number of taps is what the closing of the way here costs."""
    context = browser.new_context()
    context.add_cookies([{**cookie, "url": home} for cookie in served.cookies("Charlie")])
    page = context.new_page()
    taps = 0

    def tap(role: str, name: str) -> None:
        nonlocal taps
        page.get_by_role(role, name=name, exact=True).first.click()  # type: ignore[arg-type]
        taps += 1

    def type_into(label: str, text: str) -> None:
        nonlocal taps
        page.get_by_label(label).fill(text)
        taps += 1

    page.goto(home)
    tap("link", "People")
    tap("link", "Add members")
    type_into("Their names", GUESTS)
    tap("button", "Add them")
    tap("link", "Cards")
    tap("button", "Make the cards")
    page.get_by_role("heading", name="Cards to print", exact=True).wait_for()
    assert page.locator(".badge").count() == 8
    assert read_by_a_camera(page) == addresses_of_cards(served, context, home, "Charlie")
    tap("link", "People")
    tap("link", "Add a support worker")
    type_into("Their name", "Max")
    tap("button", "Make an invitation")
    assert re.search(r"/invitations/[\w-]{22}", page.get_by_label("Give this address to Max").input_value())
    tap("link", "People")
    tap("link", "Tablets")
    type_into("Name of this tablet", "Kitchen")
    tap("button", "Make it a tablet")
    page.get_by_role("heading", name="Who is cooking today?").wait_for()
    assert page.locator(".tile").count() == 8
    assert taps == 14
    context.close()


def test_without_scripts_no_page_offers_what_only_a_script_can_do(browser: Browser, served: Served) -> None:
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        context.add_cookies(served.cookies(MAKER))
        page = context.new_page()
        page.goto(f"{served.address}/cards/sheet")
        assert page.get_by_role("button", name="Print").is_visible() is scripts
        context.close()


@pytest.mark.parametrize(("address", "who"), [("/links/{link}", "Alice"), ("/people/{dora}/invitation", MAKER)])
@pytest.mark.parametrize("width", [320, 1280])
def test_a_code_on_a_page_says_the_address_beside_it(
    browser: Browser, served: Served, address: str, who: str, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 740})
    context.add_cookies(served.cookies(who))
    page = context.new_page()
    page.goto(served.address + address.format(**served.ids))
    assert read_by_a_camera(page) == [page.locator("#address").input_value()]
    context.close()


def test_the_sheet_prints_eight_cards_on_a_page(browser: Browser, served: Served, tmp_path: Path) -> None:
    context = browser.new_context()
    context.add_cookies(served.cookies("Erin"))
    page = context.new_page()
    seed = Seed.new()
    with served.house.writing() as db:
        people = People(served.house.person(db, "Erin"))
        people.make_badges(people.add_members("A\nB\nC\nD\nE\nF\nG\nH\nI", ["cat"]), seed)
    context.add_cookies([{"name": Cookie.SEED, "value": seed.secret, "url": served.address}])
    page.goto(f"{served.address}/cards/sheet")
    page.emulate_media(media="print")
    boxes = page.locator(".badge").evaluate_all("all => all.map(e => e.getBoundingClientRect().toJSON())")
    millimetre = 96 / 25.4
    assert len(boxes) == 9
    assert {round(box["width"] / millimetre) for box in boxes} == {94}
    assert boxes[7]["bottom"] - boxes[0]["top"] <= 277 * millimetre, "four rows fit between the margins of A4"
    pages = page.pdf(format="A4", prefer_css_page_size=True).count(b"/Type /Page\n")
    assert pages == 2
    assert not page.locator("header").is_visible()
    assert read_by_a_camera(page) == addresses_of_cards(served, context, served.address, "Erin")
    context.close()
