"""Paper, as Chromium prints it: no step is cut, letters are as large as they should be, codes lead to their steps."""

import io
import re
from collections.abc import Iterator

import pikepdf
import pytest
import zxingcpp
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from boards.hands.recipes import Recipes
from boards.need import Kind
from boards.photo import Answer, Picture
from boards.recipe import Reminder
from media import SIZES, Developed, Workshop
from tests.browser.conftest import Served
from tests.conftest import a_photo

pytestmark = pytest.mark.browser

A4 = (595, 842)
"""Points."""

PX = 96 / 72
"""CSS pixels to a point."""

MILLIMETRE = 96 / 25.4

LONG = ("Stir the soup slowly with a wooden spoon, and do not let it boil over. " * 8)[:500].strip()

POINTS = {"easy": 16, "large": 20}
"""How large letters are, in points."""


@pytest.fixture(scope="module")
def upright(served: Served) -> Picture:
    """A photo that is as high as a phone takes them."""
    workshop = Workshop(1)
    photo = served.house.store.keep(workshop.begin(a_photo("#3050c0", (1500, 2000))).result())
    workshop.close()
    return Picture(photo.key, photo.width, photo.height, photo.tone)


@pytest.fixture
def printer(browser: Browser, served: Served) -> Iterator[BrowserContext]:
    """Bob's browser, in dark colours."""
    view = {"width": 1280, "height": 900}
    context = browser.new_context(viewport=view, color_scheme="dark", device_scale_factor=2)
    context.add_cookies(served.cookies("Bob"))
    yield context
    context.close()


def a_recipe(served: Served, steps: int, upright: Picture) -> str:
    """A recipe of `steps` steps, every other one with an upright photo: the second has the longest words there can be,
    a warning and a timer.
    """
    with served.house.writing() as db:
        alice = served.house.person(db, "Alice")
        pictures = [served.house.a_picture() if number % 2 else upright for number in range(1, steps + 1)]
        recipe = Recipes(alice).make(f"Soup of {steps} steps", [])
        for number, picture in enumerate(pictures, start=1):
            [step] = recipe.add_steps([_again(served, picture)], by_id=alice.id, words=f"Words of step {number}.")
            step.photo.say(Answer.NO_ONE, by_id=alice.id)
        if steps > 1:
            recipe.steps[1].say(LONG)
            recipe.steps[1].warn("The pot is very hot, and so is the lid. Use a dry cloth to hold both of them.")
            recipe.steps[1].time(25)
        recipe.add_need(Kind.INGREDIENT, "Tomatoes", amount="2 tins", symbol="tomato")
        recipe.remind([Reminder.WASH_HANDS])
        recipe.finish()
        return recipe.id


def _again(served: Served, picture: Picture) -> Picture:
    """A photo stands in one step alone, so the upright one is kept anew."""
    if picture.height <= picture.width:
        return picture
    files = {size: served.house.store.open(picture.key, size) for size in SIZES}
    kept = served.house.store.keep(Developed(picture.width, picture.height, picture.tone, None, files))
    return Picture(kept.key, kept.width, kept.height, kept.tone)


def pages_of(pdf: bytes) -> list[str]:
    """What stands on each page of a file, by the letters of its typefaces."""
    with pikepdf.open(io.BytesIO(pdf)) as file:
        assert {tuple(round(float(side)) for side in page.mediabox[2:]) for page in file.pages} == {A4}
        return [re.sub(r"\s+", " ", "".join(_said(page))) for page in file.pages]


def _said(page: pikepdf.Page) -> Iterator[str]:
    fonts = {name: _letters(font) for name, font in page.resources.get("/Font", {}).items()}
    letters: dict[int, str] = {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            letters = fonts[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else [operands[0]]
            for part in parts:
                if isinstance(part, pikepdf.String):
                    code = bytes(part)
                    yield "".join(letters.get(int.from_bytes(code[at : at + 2]), "") for at in range(0, len(code), 2))
        elif str(operator) == "ET":
            yield " "


def _letters(font: pikepdf.Object) -> dict[int, str]:
    """Which letter each code of a typeface stands for, by its own table."""
    table = font.ToUnicode.read_bytes().decode()
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, letter in re.findall(r"<(\w+)>\s*<(\w+)>", block):
            found[int(code, 16)] = bytes.fromhex(letter).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, letter in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for at in range(int(first, 16), int(last, 16) + 1):
                found[at] = chr(int(letter, 16) + at - int(first, 16))
    return found


def printed(page: Page, address: str) -> list[str]:
    """Open a page and print it as its own rules say; what stands on each sheet."""
    page.goto(address)
    page.wait_for_function("() => [...document.images].every(image => image.complete && image.naturalWidth)")
    return pages_of(page.pdf(prefer_css_page_size=True))


def where(sheets: list[str], words: str) -> list[int]:
    """On which sheets some words stand, counted from 1."""
    return [number for number, sheet in enumerate(sheets, start=1) if words in sheet]


@pytest.mark.faults
@pytest.mark.parametrize("layout", ["easy", "large", "laminate"])
@pytest.mark.parametrize("steps", [1, 2, 12])
def test_no_step_is_cut_in_two(
    printer: BrowserContext, served: Served, upright: Picture, layout: str, steps: int
) -> None:
    page = printer.new_page()
    recipe = a_recipe(served, steps, upright)
    sheets = printed(page, f"{served.address}/recipes/{recipe}/print?layout={layout}")
    on = []
    for number in range(1, steps + 1):
        heading = where(sheets, f"Step {number} of {steps}")
        words = LONG[-40:] if number == 2 else f"Words of step {number}."
        begins = LONG[:40] if number == 2 else words
        assert len(heading) == 1, f"step {number} stands once"
        assert where(sheets, words) == where(sheets, begins) == heading
        on += heading
    if steps > 1:
        assert where(sheets, "hold both of them.") == where(sheets, "25 minutes") == on[1:2]
    assert on == sorted(on)
    if layout == "laminate":
        assert on == [*range(2, steps + 2)], "one step a sheet, after what is needed"
        assert len(sheets) == steps + 1
    else:
        assert len(sheets) == on[-1], "no sheet is empty"
        assert [where(sheets, f"{number} / {len(sheets)}") for number in on] == [[number] for number in on]
    assert where(sheets, "Tomatoes") == [1]
    assert where(sheets, "Signed in as") == where(sheets, "Print or keep") == []


@pytest.mark.parametrize("layout", POINTS)
def test_no_photo_is_higher_than_a_sheet_leaves_for_it_and_none_is_out_of_shape(
    printer: BrowserContext, served: Served, upright: Picture, layout: str
) -> None:
    page = printer.new_page()
    page.goto(f"{served.address}/recipes/{a_recipe(served, 2, upright)}/print?layout={layout}")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": round(180 * MILLIMETRE), "height": round(263 * MILLIMETRE)})
    for box in page.locator(".paper__photo img").evaluate_all(
        """all => all.map(image => ({...image.getBoundingClientRect().toJSON(),
             shape: image.naturalWidth / image.naturalHeight, words: image.closest('li')
             .querySelector('.paper__of').getBoundingClientRect().left}))"""
    ):
        assert box["height"] <= 72 * MILLIMETRE + 1
        assert box["width"] / box["height"] == pytest.approx(box["shape"], rel=0.01)
        assert box["left"] + box["width"] < box["words"], "the photo is left of the words"
    steps = page.locator(".paper__step").evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    assert max(steps) < 263 * MILLIMETRE


@pytest.mark.parametrize("layout", POINTS)
def test_letters_on_paper_are_as_large_as_they_should_be(printer: BrowserContext, served: Served, layout: str) -> None:
    page = printer.new_page()
    page.goto(f"{served.address}/boards/{served.ids['board']}/print?layout={layout}")
    page.emulate_media(media="print")
    sizes = page.locator(".paper").evaluate(
        """paper => [...paper.querySelectorAll('*')].filter(e => !e.closest('svg')
          && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))
          .map(e => [e.className, parseFloat(getComputedStyle(e).fontSize)])"""
    )
    assert len(sizes) > 10
    assert round(min(size for _, size in sizes) / PX, 2) == POINTS[layout]
    assert {round(size / PX, 2) for name, size in sizes if name == "paper__do"} == {POINTS[layout]}


def test_paper_is_black_on_white_in_dark_colours_too(printer: BrowserContext, served: Served) -> None:
    page = printer.new_page()
    page.goto(f"{served.address}/recipes/{served.ids['recipe']}/print?layout=easy")
    page.emulate_media(media="print", color_scheme="dark")
    look = page.locator("html, body, .paper, .paper__do, .paper__number").evaluate_all(
        "all => all.map(e => getComputedStyle(e)).map(s => [s.color, s.backgroundColor, s.boxShadow])"
    )
    assert {ink for ink, _, _ in look} == {"rgb(0, 0, 0)"}
    assert {ground for _, ground, _ in look} <= {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}
    assert {shadow for _, _, shadow in look} == {"none"}
    for gone in ("header", "footer", ".trail", ".sheet-says", "main > h1"):
        assert not page.locator(gone).first.is_visible(), gone


def codes_on(page: Page) -> list[str]:
    """What the codes of a page say, each as a camera reads it: paper is finer than most screens, and so is this one."""
    return [
        code.text
        for figure in page.locator(".paper__qr").all()
        for code in zxingcpp.read_barcodes(Image.open(io.BytesIO(figure.screenshot())))
    ]


def test_each_code_leads_to_its_step(printer: BrowserContext, served: Served) -> None:
    page, ids = printer.new_page(), served.ids
    cook = f"recipes/{ids['recipe']}/cook#step-"
    for address, of in (
        (f"/recipes/{ids['recipe']}", ""),
        (f"/s/{ids['key']}/recipes/{ids['recipe']}", f"/s/{ids['key']}"),
        (f"/s/{ids['recipe_key']}", f"/s/{ids['recipe_key']}"),
    ):
        page.goto(f"{served.address}{address}/print?layout=laminate")
        page.emulate_media(media="print")
        assert codes_on(page) == [f"{served.address}{of}/{cook}{number}" for number in (1, 2, 3)]
    assert page.locator(".paper__qr svg").first.bounding_box()["width"] >= 34 * MILLIMETRE - 1  # type: ignore[index]


def test_a_boards_sheets_begin_with_its_list_and_each_recipe_on_a_sheet_of_its_own(
    printer: BrowserContext, served: Served
) -> None:
    sheets = printed(printer.new_page(), f"{served.address}/s/{served.ids['key']}/print?layout=easy")
    titles = ["Tomato soup", "Recipe 2 from", "Llanfair"]
    assert [title for title in titles if title in sheets[0]] == titles
    assert "Our kitchen" in sheets[0]
    headed = [(n, sheet) for n, sheet in enumerate(sheets, 1) if "Made by" in sheet]
    begins = [[n for n, sheet in headed if title in sheet][-1] for title in titles]
    assert begins == [2, 4, 5], "each on a sheet of its own; the first fills two"
    assert where(sheets, "Please do not copy or post these photos.")[0] == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_print_is_a_tap_or_in_the_menu(browser: Browser, served: Served, scripts: bool) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    context.add_cookies(served.cookies("Bob"))
    context.add_init_script("window.print = () => { document.title = 'printed'; }")
    page = context.new_page()
    page.goto(f"{served.address}/recipes/{served.ids['recipe']}/print")
    with page.expect_navigation():  # until its scripts have run
        page.get_by_role("link", name="Easy Read").click()
    assert page.get_by_text("No button? Choose Print in the menu.").is_visible()
    assert page.get_by_role("button", name="Print").is_visible() is scripts
    if scripts:
        page.get_by_role("button", name="Print").click()
        assert page.title() == "printed"
    page.get_by_role("link", name="Print or keep").click()
    page.get_by_role("heading", name="Print or keep").wait_for()
    context.close()


def test_nothing_of_a_recipe_for_machines_is_refused_by_the_browser(browser: Browser, served: Served) -> None:
    context = browser.new_context()
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{served.address}/s/{served.ids['recipe_key']}")
    name = page.locator('body script[type="application/ld+json"]').evaluate("one => JSON.parse(one.textContent).name")
    assert (name, said) == ("Tomato soup", [])
    page.evaluate("() => { const one = document.createElement('script'); one.text = '1'; document.body.append(one); }")
    assert "Content Security Policy" in " ".join(said), "what is refused would be heard"
    context.close()
