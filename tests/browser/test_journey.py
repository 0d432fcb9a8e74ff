"""The main job in a real browser, with scripts and without."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Served
from tests.conftest import a_photo

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_photos_become_a_recipe_on_a_board_and_a_family_opens_it(
    browser: Browser, served: Served, tmp_path: Path, scripts: bool
) -> None:
    files = []
    for number, colour in enumerate(("#c04020", "#40a030", "#3050c0"), start=1):
        files.append(tmp_path / f"{number}.jpg")
        files[-1].write_bytes(a_photo(colour))
    context = browser.new_context(java_script_enabled=scripts)
    context.add_cookies(served.cookies("Alice"))
    page = context.new_page()
    page.goto(served.address)
    page.get_by_role("link", name="Make a board").click()
    page.get_by_label("Name of the board").fill(f"Suppers {scripts}")
    page.get_by_role("button", name="Make the board").click()
    page.get_by_role("link", name="Make a recipe").click()
    page.get_by_label("Use photos I have").set_input_files(files)
    if not scripts:
        page.get_by_role("button", name="Save my photos").click()
    page.get_by_text("3 photos saved. You have done 3 steps.").wait_for()
    for number in (1, 2, 3):
        page.get_by_text(f"Photo {number} of 3").wait_for()
        page.locator("button[value=no_one]").click()
    page.get_by_role("link", name="Give it a name").click()
    page.get_by_label("Name of the recipe").fill("Leek soup")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="Leek soup").wait_for()
    page.get_by_role("link", name="Change step 1").click()
    page.get_by_label("What did you do?").fill("Cut the leek.")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("Step 1 is saved.").wait_for()
    page.get_by_text("This recipe is not finished yet. Families do not see it.").wait_for()
    page.get_by_role("button", name="I have finished").click()
    page.get_by_role("heading", name=f"Suppers {scripts}").wait_for()
    page.goto(served.address)
    page.get_by_role("link", name=f"Suppers {scripts}").click()
    page.get_by_role("link", name="Share with family").click()
    page.get_by_text("People with this link can see 3 photos.").wait_for()
    page.get_by_label("Who is it for?").fill("Mum and Dad")
    page.get_by_role("button", name="Share", exact=True).click()
    address = page.get_by_label("Send this address").input_value()
    family_context = browser.new_context(java_script_enabled=scripts)
    family = family_context.new_page()
    family.goto(address)
    family.get_by_role("link", name="Leek soup").click()
    family.get_by_text("Cut the leek.").wait_for()
    image = family.locator(".step img").first
    assert image.bounding_box()
    photo = family.request.get(served.address + (image.get_attribute("src") or ""))
    assert photo.ok
    page.get_by_role("link", name="Close this link").click()
    page.get_by_role("button", name="Close it").click()
    family.goto(address)
    family.get_by_role("heading", name="This page is closed.").wait_for()
    assert family.request.get(photo.url).status == 404
    family_context.close()
    context.close()


class Keyboard:
    """Somebody who uses the keyboard alone: Tab until it is there, then Enter."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def at(self, name: str) -> None:
        """Go to the control with this name."""
        for _ in range(60):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(
                "(e => e.getAttribute('aria-label') || e.labels?.[0]?.innerText || e.innerText || '')(document.activeElement)"
            )
            if " ".join(here.split()) == name:
                return
        raise AssertionError(f"the keyboard never came to {name}")

    def press(self, name: str) -> None:
        """Press a control, and wait for the page that comes."""
        self.at(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def type(self, name: str, text: str) -> None:
        """Type into a field."""
        self.at(name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_the_keyboard_is_enough(browser: Browser, served: Served, tmp_path: Path, scripts: bool) -> None:
    files = [tmp_path / f"{number}.jpg" for number in (1, 2)]
    for file, colour in zip(files, ("#c04020", "#40a030"), strict=True):
        file.write_bytes(a_photo(colour))
    context = browser.new_context(java_script_enabled=scripts)
    context.add_cookies(served.cookies("Alice"))
    page = context.new_page()
    keys = Keyboard(page)
    page.goto(served.address)
    keys.press("Make a board")
    keys.type("Name of the board", f"Keys {scripts}")
    keys.press("Make the board")
    keys.press("Make a recipe")
    keys.at("Use photos I have")
    page.locator(":focus").set_input_files(files)  # the window for files is the browser's own
    if not scripts:
        keys.press("Save my photos")
    page.get_by_text("2 photos saved. You have done 2 steps.").wait_for()
    keys.press("Nobody There is only food, or hands.")
    keys.press("Nobody There is only food, or hands.")
    keys.press("Give it a name")
    keys.type("Name of the recipe", "Leek soup")
    keys.press("Save")
    keys.press("Change this recipe")
    keys.press("Put the steps in order")
    keys.press("Move up: Step 2")
    page.get_by_text("This photo is now step 1.").wait_for()
    keys.press("Undo")
    keys.press("Done")
    page.goto(served.address)
    keys.press(f"Keys {scripts}")
    keys.press("Share with family")
    keys.type("Who is it for?", "Gran")
    keys.press("Share")
    assert page.get_by_label("Send this address").input_value().startswith(f"{served.address}/s/")
    keys.press("Close this link")
    keys.press("Close it")
    page.get_by_text("The link for Gran is closed.").wait_for()
    context.close()
