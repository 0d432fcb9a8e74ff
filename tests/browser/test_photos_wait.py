"""Photos that wait on a device: whatever happens to the line, the tab and the browser, they arrive, once and in order."""

import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlmodel import select

from app.photos.uploads import Unopened
from boards.recipe import Recipe, Step
from tests.browser.conftest import FLAGS, Served
from tests.browser.table import ON_TABLET
from tests.conftest import a_photo
from tests.props.line import BadLine

pytestmark = pytest.mark.browser

COLOURS = ("#c04020", "#40a030", "#3050c0", "#d0c020", "#703090")


@pytest.fixture
def context(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """A phone on which Bob is signed in."""
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(15_000)
    context.add_cookies(served.cookies("Bob"))
    yield context
    context.close()


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """Five photos that can be told apart."""
    files = [tmp_path / f"{number}.jpg" for number in range(len(COLOURS))]
    for file, colour in zip(files, COLOURS, strict=True):
        file.write_bytes(a_photo(colour))
    return files


def at(page: Page, served: Served, path: str = "/recipes/new") -> Page:
    """The page, opened somewhere."""
    page.goto(served.address + path)
    return page


def chosen_off_line(page: Page, served: Served, photos: list[Path], path: str = "/recipes/new") -> None:
    """Choose photos where there is no network, and see that they wait."""
    at(page, served, path)
    page.context.set_offline(True)
    page.get_by_label("Use photos I have").set_input_files(photos)
    page.get_by_text("They are safe on this device. You can leave this page.").wait_for()
    expect(page.locator(".choose__waiting img")).to_have_count(len(photos))


def colours(served: Served, recipe_id: str) -> list[str]:
    """What the photos of a recipe look like in the middle, by the colours of these tests."""
    with served.house.database.reading() as db:
        keys = [step.photo_key for step in db.get_one(Recipe, recipe_id).steps]
    return [nearest(served.house.store.open(key, "full")) for key in keys]


def nearest(photo: bytes) -> str:
    """The colour of these tests that a photo has in the middle."""
    image = Image.open(io.BytesIO(photo)).convert("RGB")
    seen = np.array(image.getpixel((image.width // 2, image.height // 2)))
    return min(COLOURS, key=lambda one: int(np.abs(seen - rgb(one)).sum()))


def rgb(colour: str) -> np.ndarray:
    """A colour's three parts."""
    return np.array([int(colour[part : part + 2], 16) for part in (1, 3, 5)])


def newest(served: Served) -> str:
    """The id of the recipe that was made last."""
    with served.house.database.reading() as db:
        return max(db.exec(select(Recipe)).all(), key=lambda recipe: recipe.number).id


def count(served: Served) -> int:
    """How many steps there are."""
    with served.house.database.reading() as db:
        return len(db.exec(select(Step)).all())


def test_a_tab_that_was_closed_off_line_brings_all_its_photos_when_any_page_is_opened(
    context: BrowserContext, served: Served, photos: list[Path]
) -> None:
    before = count(served)
    page = context.new_page()
    chosen_off_line(page, served, photos)
    page.close()
    context.set_offline(False)
    page = at(context.new_page(), served, "/")
    page.get_by_text("photos saved.").wait_for()
    page.get_by_role("link", name="Go on", exact=True).click()
    page.get_by_text("5 photos saved. You have done 5 steps.").wait_for()
    assert colours(served, newest(served)) == list(COLOURS)
    assert count(served) == before + 5
    page.reload()
    expect(page.locator("[data-photos-waiting]")).to_be_hidden()
    assert count(served) == before + 5


def test_photos_outlast_a_browser_that_is_started_again(
    served: Served, photos: list[Path], tmp_path: Path, chromium_in: Callable[[Path], BrowserContext]
) -> None:
    context = chromium_in(tmp_path / "device")
    context.add_cookies(served.cookies("Bob"))
    chosen_off_line(context.new_page(), served, photos[:2])
    context.close()
    context = chromium_in(tmp_path / "device")
    context.add_cookies(served.cookies("Bob"))
    page = at(context.new_page(), served, "/")
    page.get_by_text("2 photos saved.").wait_for()
    assert colours(served, newest(served)) == list(COLOURS[:2])
    context.close()


def test_of_two_tabs_one_sends_and_both_know(context: BrowserContext, served: Served, photos: list[Path]) -> None:
    before, (one, other) = count(served), (context.new_page(), context.new_page())
    chosen_off_line(one, served, photos[:3])
    at_other = "document.dispatchEvent(new Event('visibilitychange'))"
    context.set_offline(False)
    at(other, served, "/")
    one.evaluate(at_other)
    one.get_by_text("3 photos saved. You have done 3 steps.").wait_for()
    expect(other.get_by_text(re.compile("photos? saved"))).to_be_visible()
    assert count(served) == before + 3


def test_somebody_else_on_the_tablet_neither_sees_nor_sends_them_and_they_wait_for_their_person(
    browser: Browser, served: Served, photos: list[Path]
) -> None:
    context = browser.new_context(viewport={"width": 800, "height": 1100})
    context.set_default_timeout(15_000)
    context.add_cookies(served.cookies(ON_TABLET))
    page, before = context.new_page(), count(served)
    chosen_off_line(page, served, photos[:2])
    page.close()
    page = context.new_page()
    context.set_offline(False)
    page.route("**/recipes?*", lambda route: route.abort())
    at(page, served, "/").get_by_text("2 photos are waiting. They are safe on this device.").wait_for()
    page.get_by_role("button", name="I have finished cooking").click()
    page.get_by_role("heading", name="Who is cooking today?").wait_for()
    page.unroute("**/recipes?*")
    page.get_by_role("link", name="Sam").click()
    page.get_by_role("button", name="This is me").click()
    page.get_by_role("heading", name="Our boards").wait_for()
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-photos-waiting]")).to_be_hidden()
    assert count(served) == before
    page.get_by_role("button", name="I have finished cooking").click()
    page.get_by_role("link", name="Bob").click()
    page.get_by_role("button", name="This is me").click()
    page.get_by_text("2 photos saved.").wait_for()
    assert count(served) == before + 2
    context.close()


def test_a_photo_that_waits_can_be_looked_at_put_aside_and_sent_after_all(
    context: BrowserContext, served: Served, photos: list[Path]
) -> None:
    page, before = context.new_page(), count(served)
    chosen_off_line(page, served, photos[:2])
    page.close()
    page = context.new_page()
    context.set_offline(False)
    page.route("**/recipes?*", lambda route: route.abort())
    at(page, served, "/").get_by_text("2 photos are waiting.").wait_for()
    page.get_by_text("Look at them").click()
    expect(page.locator(".waiting__photo img")).to_have_count(2)
    page.get_by_role("button", name="Put it aside").first.click()
    page.get_by_text("1 photo is waiting. It is safe on this device.").wait_for()
    page.unroute("**/recipes?*")
    page.get_by_text("Photo saved.").wait_for()
    assert count(served) == before + 1
    page.get_by_role("button", name="Send it").click()
    page.get_by_text("2 photos saved.").wait_for()
    assert colours(served, newest(served)) == list(COLOURS[:2])


def taken(file: Path, colour: str, when: str, size: tuple[int, int] = (160, 120), orientation: int = 1) -> Path:
    """A photo that says in Exif when it was taken, and how to stand."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif.get_ifd(0x8769)[0x9003] = when
    Image.new("RGB", size, colour).save(file, exif=exif)
    return file


def test_photos_stand_in_the_order_in_which_they_were_taken(
    context: BrowserContext, served: Served, tmp_path: Path
) -> None:
    minutes = {"3.jpg": 4, "1.png": 1, "2.webp": 3, "0.jpg": 2}
    files = [
        taken(tmp_path / name, COLOURS[minute - 1], f"2026:05:01 10:{minute:02}:00") for name, minute in minutes.items()
    ]
    page = at(context.new_page(), served)
    page.get_by_label("Use photos I have").set_input_files(files)
    page.get_by_text("4 photos saved.").wait_for()
    assert colours(served, newest(served)) == list(COLOURS[:4])


def test_a_large_photo_goes_smaller_and_upright(
    context: BrowserContext, served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived: list[int] = []

    class Weighed(Unopened):
        def __init__(self, file: BinaryIO, length: int) -> None:
            super().__init__(file, length)
            arrived.append(length)

    monkeypatch.setattr("app.photos.uploads.Unopened", Weighed)
    lies = np.zeros((3000, 4000, 3), np.uint8) + rgb(COLOURS[0]).astype(np.uint8)
    lies[:, 2000:] = rgb(COLOURS[2])
    lies[::7, ::5] = 255
    exif = Image.Exif()
    exif[0x0112] = 6  # its left is up
    Image.fromarray(lies).save(tmp_path / "large.jpg", exif=exif, quality=95)
    page = at(context.new_page(), served)
    page.get_by_label("Use photos I have").set_input_files(tmp_path / "large.jpg")
    page.get_by_text("Photo saved.").wait_for()
    [length] = arrived
    assert length < (tmp_path / "large.jpg").stat().st_size / 2
    with served.house.database.reading() as db:
        key = db.get_one(Recipe, newest(served)).steps[0].photo_key
    kept = Image.open(io.BytesIO(served.house.store.open(key, "full"))).convert("RGB")
    assert kept.height > kept.width
    assert [nearest_to(kept, part) for part in (0.25, 0.75)] == [COLOURS[0], COLOURS[2]]


def nearest_to(image: Image.Image, down: float) -> str:
    """The colour of these tests that a picture has so far down."""
    seen = np.array(image.resize((9, 8)).getpixel((4, int(down * 8))))
    return min((COLOURS[0], COLOURS[2]), key=lambda one: int(np.abs(seen - rgb(one)).sum()))


KEEPS_NOTHING = {
    "This device keeps nothing.": (
        "IDBFactory.prototype.open = () => { throw new DOMException('no', 'SecurityError'); };"
    ),
    "There is no room on this device.": (
        "const put = IDBObjectStore.prototype.put; IDBObjectStore.prototype.put = function (row) {"
        " if (row.bytes) throw new DOMException('no', 'QuotaExceededError'); return put.call(this, row); };"
    ),
}
"""Why a browser keeps nothing, as it is said: a private window, and a device without room."""


@pytest.mark.parametrize("why", KEEPS_NOTHING)
def test_a_browser_that_keeps_nothing_says_so_before_anything_is_chosen_and_sends_all_the_same(
    context: BrowserContext, served: Served, photos: list[Path], why: str
) -> None:
    context.add_init_script(KEEPS_NOTHING[why])
    page = at(context.new_page(), served)
    page.get_by_text(f"{why} Stay on this page until your photos are saved.").wait_for()
    page.get_by_label("Use photos I have").set_input_files(photos[:2])
    page.get_by_text("2 photos saved. You have done 2 steps.").wait_for()


AWAKE = """
window.seen = [];
Object.defineProperty(navigator, "wakeLock", { value: { async request(kind) {
  seen.push(`${kind} on`);
  return { async release() { seen.push(`${kind} let go`); document.documentElement.dataset.letGo = ""; } };
} } });
const send = XMLHttpRequest.prototype.send;
XMLHttpRequest.prototype.send = function (body) {
  if (body?.has?.("photos")) seen.push("photo");
  return send.call(this, body);
};
"""


def test_the_screen_stays_on_while_photos_go_and_no_longer(
    context: BrowserContext, served: Served, photos: list[Path]
) -> None:
    context.add_init_script(AWAKE)
    page = at(context.new_page(), served)
    page.route("**/recipes?*", lambda route: route.abort())
    assert page.evaluate("seen") == [], "a page that sends nothing keeps no screen on"
    page.get_by_label("Use photos I have").set_input_files(photos[:1])
    expect(page.locator("html[data-let-go]")).to_have_count(1)
    assert page.evaluate("seen.slice(0, 3)") == ["screen on", "photo", "screen let go"]
    page.unroute("**/recipes?*")
    page.get_by_role("button", name="Try again").click()
    page.get_by_text("Photo saved.").wait_for()


def test_a_file_that_goes_away_is_named_and_the_others_go(
    context: BrowserContext, served: Served, photos: list[Path]
) -> None:
    context.add_init_script(
        "const read = Blob.prototype.arrayBuffer; Blob.prototype.arrayBuffer = function () {"
        " return this.name === '1.jpg' ? Promise.reject(new DOMException('', 'NotFoundError')) : read.call(this); };"
    )
    page = at(context.new_page(), served)
    page.get_by_label("Use photos I have").set_input_files(photos[:3])
    page.get_by_text("We cannot read 1.jpg. Choose it again.").wait_for()
    page.get_by_role("link", name="Go on", exact=True).click()
    page.get_by_text("2 photos saved. You have done 2 steps.").wait_for()
    assert colours(served, newest(served)) == [COLOURS[0], COLOURS[2]]


@pytest.mark.faults
@pytest.mark.parametrize("seed", [1, 2])
def test_a_slow_line_that_is_cut_again_and_again_brings_twelve_photos_home(
    context: BrowserContext, served: Served, tmp_path: Path, seed: int
) -> None:
    grain, files = np.random.default_rng(seed), []
    for number in range(12):
        picture = grain.integers(-16, 16, (3000, 4000, 3)) + rgb(COLOURS[number % 5])
        file = tmp_path / f"{number}.jpg"
        Image.fromarray(picture.clip(0, 255).astype(np.uint8)).save(file, quality=92)
        files.append(file)
    before = count(served)
    with BadLine(served.house.settings.port, bytes_a_second=100_000, cut_after=12.0, seed=seed) as line:
        served_there = f"http://127.0.0.1:{line.port}"
        page = context.new_page()
        page.goto(f"{served_there}/recipes/new")
        page.get_by_label("Use photos I have").set_input_files(files)
        page.get_by_text("12 photos saved. You have done 12 steps.").wait_for(timeout=900_000)
    assert line.cuts > 3
    assert colours(served, newest(served)) == [COLOURS[number % 5] for number in range(12)]
    assert count(served) == before + 12


@pytest.fixture
def chromium_in(browser: Browser) -> Callable[[Path], BrowserContext]:
    """Starts a browser whose storage lies in a folder."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

    def started(folder: Path) -> BrowserContext:
        context = browser.browser_type.launch_persistent_context(str(folder), executable_path=path, args=FLAGS)
        context.set_default_timeout(15_000)
        return context

    return started


def test_a_browser_offers_to_put_us_beside_its_other_apps(context: BrowserContext, served: Served) -> None:
    page = at(context.new_page(), served, "/")
    asked = context.new_cdp_session(page).send("Page.getAppManifest")
    assert asked["errors"] == []
    assert json.loads(asked["data"])["start_url"] == "/"
    wrong = context.new_cdp_session(page).send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [each["errorId"] for each in wrong if each["errorId"] != "in-incognito"] == []
