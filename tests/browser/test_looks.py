"""How somebody likes it, as a browser shows it."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from app.door.cookies import Cookie
from boards.looks import Looks
from tests.browser.conftest import Served
from tests.browser.seen import broken_words, clipped, out_of_order, too_wide
from tests.browser.standard import CONTRAST, moving, small_targets, small_text, understood, violations
from tests.browser.table import Row
from tests.props.colours import colours

pytestmark = pytest.mark.browser

Opens = Callable[..., Page]

ROWS = (
    Row("/", "Bob"),
    Row("/boards/{board}"),
    Row("/recipes/{lunch}", "Bob"),
    Row("/recipes/{recipe}", "Bob"),
    Row("/me/looks", "Bob"),
    Row("/sign-in", None),
    Row("/s/{key}", None),
    Row("/s/{key}/recipes/{recipe}", None),
    Row("/s/{key}/looks", None),
    Row("/s/{locked_key}", None),
)
"""Pages whose look differs most."""

WAYS = (
    "100.pictures.strong.dark.no",
    "100.list.strong.light.no",
    "125.pictures.calm.dark.no",
    "150.both.strong.device.yes",
    "200.list.strong.dark.no",
    "200.both.calm.light.no",
)

PAIRS = [(row, WAYS[place % len(WAYS)]) for number, row in enumerate(ROWS) for place in (number, number + 3)]
"""Each page in two ways, of which one is larger; each way on some pages."""


@pytest.fixture
def opens(browser: Browser, served: Served) -> Iterator[Opens]:
    """Opens a page for somebody who likes it in a way, on a device that is light unless it is said to be dark."""
    changed: set[str] = set()
    contexts: list[BrowserContext] = []

    def open_(row: Row, way: str = "", *, device: str = "light", width: int = 360) -> Page:
        size = {"width": width, "height": 740}
        context = browser.new_context(viewport=size, color_scheme=device, reduced_motion="reduce")  # type: ignore[arg-type]
        contexts.append(context)
        context.set_default_timeout(10_000)
        context.add_cookies(served.cookies(row.who))
        if row.who:
            changed.add(row.who)
            liked(served, row.who, way)
        elif way:
            kept = Cookie.LOOKS.named(served.house.settings)
            context.add_cookies([{"name": kept, "value": way, "domain": "127.0.0.1", "path": "/s"}])
        page = context.new_page()
        page.goto(served.address + row.address.format(**served.ids))
        return page

    yield open_
    for context in contexts:
        context.close()
    for name in changed:
        liked(served, name, "")


def liked(served: Served, name: str, way: str) -> None:
    """Let one of the cast like it in a way."""
    with served.house.writing() as db:
        served.house.person(db, name).looks = way


def style(page: Page, selector: str, name: str) -> str:
    """What a browser makes of a property of the first such element."""
    found = page.locator(selector).first.evaluate("(e, name) => getComputedStyle(e)[name]", name)
    assert isinstance(found, str)
    return found


def rgb(colour: tuple[int, ...]) -> str:
    """A colour as a browser says it."""
    return f"rgb({', '.join(map(str, colour))})"


@pytest.mark.faults
@pytest.mark.parametrize(("row", "way"), PAIRS, ids=str)
def test_every_way_meets_the_standard(opens: Opens, row: Row, way: str) -> None:
    page, problems = opens(row, way), []
    problems += violations(page, CONTRAST)
    problems += understood(page) + moving(page)
    for width in (320, 360, 768, 1280):
        page.set_viewport_size({"width": width, "height": 740})
        at = f"at {width} px"
        problems += [f"{at}: {one}" for one in small_text(page) + small_targets(page) + broken_words(page)]
        problems += too_wide(page, at) + clipped(page, at)
    problems += out_of_order(page)
    assert problems == []


@pytest.mark.faults
@pytest.mark.parametrize(("size", "percent"), [("125", 1.25), ("150", 1.5), ("200", 2)])
def test_text_is_as_much_larger_as_somebody_likes_it(opens: Opens, size: str, percent: float) -> None:
    for row in (Row("/", "Bob"), Row("/s/{key}", None)):
        usual, large = (
            [float(style(page, each, "fontSize").removesuffix("px")) for each in ("html", "body", ".card__count")]
            for page in (opens(row), opens(row, f"{size}.both.calm.device.no"))
        )
        assert large == pytest.approx([percent * one for one in usual], rel=1e-4), row


def test_columns_need_a_wider_screen_when_text_is_twice_as_large(opens: Opens) -> None:
    row = Row("/boards/{board}", "Bob")
    for page, counts in (
        (opens(row), {719: 1, 768: 2}),
        (opens(row, "200.both.calm.device.no"), {768: 1, 1439: 1, 1441: 2}),
    ):
        for width, count in counts.items():
            page.set_viewport_size({"width": width, "height": 740})
            assert len(style(page, ".cards", "gridTemplateColumns").split()) == count, width


@pytest.mark.parametrize("row", [Row("/", "Bob"), Row("/s/{key}", None)], ids=str)
@pytest.mark.parametrize("light", ["device", "light", "dark"])
def test_what_somebody_chose_wins_over_what_their_device_says(opens: Opens, row: Row, light: str) -> None:
    for how in ("calm", "strong"):
        page = opens(row, f"100.both.{how}.{light}.no")
        for device in ("light", "dark"):
            page.emulate_media(color_scheme=device)
            palette = colours(device, light, how)
            assert style(page, "body", "backgroundColor") == rgb(palette["paper"])
            assert style(page, "h1", "color") == rgb(palette["ink"])
            assert style(page, "html", "colorScheme") == ("light dark" if light == "device" else light)


def test_paper_is_as_it_is_for_everybody(opens: Opens) -> None:
    row = Row("/recipes/{recipe}", "Bob")
    printed = []
    for way in ("", "200.pictures.strong.dark.no"):
        page = opens(row, way, device="dark")
        page.emulate_media(media="print", color_scheme="dark")
        of_page = [style(page, "html", "fontSize"), style(page, "html", "colorScheme")]
        of_page += [style(page, "body", name) for name in ("backgroundColor", "color")]
        printed.append([*of_page, *(style(page, ".step__says", name) for name in ("clipPath", "position"))])
    assert printed[0] == printed[1]
    assert "rgb(255, 255, 255)" in printed[0]


def test_pictures_alone_hide_words_from_sight_and_not_from_a_screen_reader(opens: Opens) -> None:
    page = opens(Row("/s/{key}/recipes/{recipe}", None), "100.pictures.calm.device.no", width=1280)
    usual = opens(Row("/s/{key}/recipes/{recipe}", None), width=1280)
    tree = page.locator("main").aria_snapshot()
    assert tree == usual.locator("main").aria_snapshot()
    assert "Do thing 1." in tree
    assert style(page, ".step__says", "clipPath") == "inset(50%)"
    # Nothing of the words is drawn: without them the card looks the same.
    step = page.locator(".step").first
    page.wait_for_load_state("networkidle")
    before = step.screenshot()
    page.locator(".step__says, .step__of").evaluate_all("all => all.forEach(e => { e.textContent = ''; })")
    assert step.screenshot() == before
    wide, usually = (each.locator(".step__photo").first.bounding_box() for each in (page, usual))
    assert wide
    assert usually
    assert wide["width"] > 1.5 * usually["width"]


def test_a_step_without_its_photo_keeps_its_words_where_one_likes_pictures_alone(opens: Opens) -> None:
    page = opens(Row("/recipes/{lunch}", "Sam"), "100.pictures.calm.device.no")
    bare = page.locator(".step--bare")
    assert bare.count() >= 1
    for words in bare.locator(".step__of, .step__says").all():
        assert words.evaluate("e => getComputedStyle(e).clipPath") == "none"
    hidden = page.locator(".step:not(.step--bare) .step__of")
    assert all(one.evaluate("e => getComputedStyle(e).clipPath") == "inset(50%)" for one in hidden.all())


def test_in_a_list_a_small_photo_stands_left_of_the_words(opens: Opens) -> None:
    page = opens(Row("/recipes/{recipe}", "Bob"), "100.list.calm.device.no")
    photo, words = (page.locator(each).first.bounding_box() for each in (".step__photo", ".step__words"))
    assert photo
    assert words
    assert photo["x"] + photo["width"] < words["x"]
    assert photo["width"] < 130


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without"])
def test_somebody_chooses_with_the_keyboard_alone_and_takes_it_back(
    browser: Browser, served: Served, scripts: bool
) -> None:
    context = browser.new_context(java_script_enabled=scripts)
    context.add_cookies(served.cookies("Bob"))
    page = context.new_page()
    page.goto(served.address)
    page.get_by_role("link", name="How I like it").press("Enter")
    page.get_by_label("Usual").focus()
    for key in ("ArrowDown", "ArrowDown", "Tab", "ArrowDown", "Tab", "ArrowDown"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.get_by_text("Saved. Pages look like this now.").wait_for()
    assert served_looks(served, "Bob") == Looks.of("150.pictures.strong.device.no")
    assert page.get_by_label("Larger", exact=True).is_checked()
    page.get_by_role("button", name="Undo").click()
    page.get_by_label("Usual").wait_for()
    assert page.get_by_label("Usual").is_checked()
    assert served_looks(served, "Bob") == Looks()
    context.close()


def served_looks(served: Served, name: str) -> Looks:
    """How one of the cast likes it now."""
    with served.house.database.reading() as db:
        return Looks.of(served.house.person(db, name).looks)
