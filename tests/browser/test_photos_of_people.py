"""A photo of somebody in a real browser: they say who may see it, change their mind, cover a face, take a copy."""

import re
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from boards.group import Basis
from media import SIZES
from tests.browser.conftest import Served
from tests.conftest import a_photo

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}


@pytest.fixture(autouse=True)
def _each_person_decides(served: Served) -> None:
    """Let the group rest on what each person says."""
    with served.house.writing() as db:
        served.house.person(db, "Alice").group.basis = Basis.CONSENT


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the browsers run scripts."""
    return bool(request.param)


@pytest.fixture
def bobs(browser: Browser, served: Served, scripts: bool) -> Iterator[BrowserContext]:
    """Bob's phone."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=scripts, accept_downloads=True)
    context.add_cookies(served.cookies("Bob"))
    yield context
    context.close()


def a_photo_of_bob(bobs: BrowserContext, served: Served, folder: Path, *, scripts: bool) -> Page:
    """Bob's phone after he took a photo and said that only he is in it: he is asked who can see it."""
    file = folder / "bob.jpg"
    file.write_bytes(a_photo("#2060a0"))
    page = bobs.new_page()
    page.goto(f"{served.address}/recipes/new?board={served.ids['empty']}")
    page.get_by_label("Use photos I have").set_input_files(file)
    if not scripts:
        page.get_by_role("button", name="Save my photos").click()
    page.get_by_role("heading", name="Who is in this photo?").wait_for()
    page.locator("button[value=me]").click()
    page.get_by_role("heading", name="Who can see it?").wait_for()
    return page


def key_of(page: Page) -> str:
    """The key of the photo that a page is about."""
    found = re.search(r"/photos/([\w-]+)", page.url)
    assert found
    return found[1]


def test_a_member_lets_their_family_see_a_photo_and_changes_their_mind_in_two_taps(
    browser: Browser, served: Served, bobs: BrowserContext, tmp_path: Path, scripts: bool
) -> None:
    page = a_photo_of_bob(bobs, served, tmp_path, scripts=scripts)
    key = key_of(page)
    page.get_by_role("button", name="My family, with a link").click()
    page.get_by_role("heading", name="Who will see it?").wait_for()
    page.get_by_role("button", name="My group").click()
    page.get_by_text("Let us look at it once more.").wait_for()
    page.get_by_role("button", name="My family, with a link").click()
    page.get_by_role("button", name="My family, with a link").click()
    page.get_by_text("People with a link see this photo.").wait_for()
    page.get_by_role("button", name="I have finished").first.click()
    page.get_by_role("link", name="Photos of me").wait_for()

    family = browser.new_context(viewport=PHONE, java_script_enabled=scripts).new_page()
    family.goto(f"{served.address}/s/{served.ids['empty_key']}")
    family.locator(".card a").last.click()
    photo = f"{served.address}/s/{served.ids['empty_key']}/photos/{key}/card"
    assert key in family.content()
    assert family.request.get(photo).ok

    page.get_by_role("link", name="Photos of me").click()
    page.locator(f"#photo-{key}").get_by_role("button", name=re.compile("Stop showing")).click()
    page.get_by_text("We have stopped showing this photo. Some people may have saved a copy.").wait_for()

    family.reload()
    family.get_by_text("This photo is not shown.").wait_for()
    assert key not in family.content()
    assert family.request.get(photo).status == 404
    family.context.close()


def test_a_drawn_cover_is_burned_in_and_nothing_of_the_old_photo_is_left(
    browser: Browser, served: Served, tmp_path: Path
) -> None:
    context = browser.new_context(viewport=PHONE)
    context.add_cookies(served.cookies("Bob"))
    page = a_photo_of_bob(context, served, tmp_path, scripts=True)
    old = key_of(page)
    page.goto(f"{served.address}/photos/{old}/cover")
    photo = page.locator(".mask")
    box = photo.bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + box["height"] * 0.3)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, box["y"] + box["height"] * 0.7, steps=4)
    page.mouse.up()
    expect(page.get_by_role("status")).to_have_text("1 cover")
    page.get_by_role("button", name="Undo the last cover").click()
    expect(page.get_by_role("status")).to_have_text("There is no cover yet.")
    page.get_by_text("Use numbers", exact=True).click()
    for label, number in (("From the left", "30"), ("From the top", "30"), ("How wide", "40"), ("How high", "40")):
        page.get_by_label(f"{label}, in percent").fill(number)
    page.get_by_role("button", name="Add this cover").click()
    page.get_by_role("button", name="Cover it for good").click()
    page.get_by_text("It is covered. The old photo is gone.").wait_for()
    new = key_of(page)
    assert new != old
    for size in SIZES:
        assert spread(page, f"/photos/{new}/{size}") <= 2, size
        # A browser that has kept the old photo is led to the new one, and then hasn't got the old one any more.
        led_to = page.evaluate("address => fetch(address).then(answer => answer.url)", f"/photos/{old}/{size}")
        assert led_to == f"{served.address}/photos/{new}/{size}"
        kept = "address => fetch(address, {cache: 'only-if-cached', mode: 'same-origin'})"
        known = page.evaluate(f"{kept}.then(answer => answer.url, () => '')", f"/photos/{old}/{size}")
        assert known in ("", f"{served.address}/photos/{new}/{size}"), "what it has kept is the new one"
    assert not list(served.house.settings.photos.rglob(f"*{old}*"))
    context.close()


def spread(page: Page, address: str) -> int:
    """How far the colours under the cover are apart, in steps of 255, as the browser shows them."""
    return page.evaluate(
        """async address => {
          const picture = await createImageBitmap(await (await fetch(address)).blob());
          const canvas = new OffscreenCanvas(picture.width, picture.height), pen = canvas.getContext("2d");
          pen.drawImage(picture, 0, 0);
          const at = share => [Math.round(picture.width * share), Math.round(picture.height * share)];
          const [left, top] = at(0.34), [right, bottom] = at(0.66);
          const { data } = pen.getImageData(left, top, right - left, bottom - top);
          const range = part => {
            let least = 255, most = 0;
            for (let i = part; i < data.length; i += 4) { least = Math.min(least, data[i]); most = Math.max(most, data[i]); }
            return most - least;
          };
          return Math.max(range(0), range(1), range(2));
        }""",
        address,
    )


def test_a_copy_of_ones_things_opens_without_a_server(
    browser: Browser, served: Served, bobs: BrowserContext, tmp_path: Path, scripts: bool
) -> None:
    page = a_photo_of_bob(bobs, served, tmp_path, scripts=scripts)
    page.locator("button[value=me]").click()
    page.locator("button[value=me]").click()
    page.goto(f"{served.address}/me/things")
    with page.expect_download() as download:
        page.get_by_role("button", name="Take my things with me").click()
    with ZipFile(download.value.path()) as archive:
        archive.extractall(tmp_path / "copy")
    asked: list[str] = []
    alone = browser.new_context(offline=True).new_page()
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto((tmp_path / "copy" / "index.html").as_uri())
    alone.get_by_role("heading", name="Recipes of Bob").wait_for()
    assert alone.evaluate("[...document.images].map(image => image.naturalWidth > 0)").count(True) >= 1
    assert alone.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
    assert "Atkinson" in alone.evaluate("getComputedStyle(document.body).fontFamily")
    alone.locator(".card a").first.click()
    alone.get_by_text("Step 1 of").first.wait_for()
    assert all(address.startswith("file:") for address in asked)
    alone.context.close()
