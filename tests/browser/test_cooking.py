"""Cooking on a phone in a kitchen: no network, one hand, other things to do meanwhile, and somebody who listens."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from boards.need import Kind
from boards.recipe import Reminder
from tests.browser.conftest import Served

pytestmark = pytest.mark.browser

SCREENS = ("You need", "Step 1 of 3", "Step 2 of 3", "Step 3 of 3", "You made it!")

RINGS = "window.rung = []; document.addEventListener('ring', event => rung.push(event.target.dataset.timer));"

SPEAKS = """
window.spoken = [];
const voices = new EventTarget();
Object.assign(voices, {
  there: [{ lang: "de-DE", localService: true }, { lang: "en-US", localService: true }, { lang: "en-GB", localService: true }],
  getVoices() { return this.there; },
  speak(utterance) { spoken.push(utterance); },
  cancel() { this.cancelled = (this.cancelled ?? 0) + 1; spoken.at(-1)?.onerror?.(); },
});
Object.defineProperty(window, "speechSynthesis", { value: voices });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
"""
"""A device with voices. Nothing is heard; a test says when a sentence has ended."""

STAYS_ON = """
window.asked = 0;
window.sight = "visible";
Object.defineProperty(document, "visibilityState", { get: () => sight });
Object.defineProperty(navigator, "wakeLock", { value: {
  request: async () => { asked += 1; window.lock = new EventTarget(); return lock; },
} });
"""
"""A device that can keep its screen on."""


@pytest.fixture(scope="module")
def soup(served: Served) -> str:
    """The address of a recipe to cook: it needs things, the second and third step have timers; a family may open it."""
    recipe_id = served.house.a_recipe("Leek soup", 3)
    with served.house.writing() as db:
        recipe = served.house.person(db, "Alice").recipe(recipe_id)
        recipe.remind([Reminder.WASH_HANDS])
        recipe.add_need(Kind.INGREDIENT, "Leeks", amount="3", symbol="carrot")
        first, second, third = recipe.steps
        first.say("Cut the leeks. Use 1.5 cups.")
        second.say("Fry them.\nStir well")
        second.warn("The pan is hot.")
        second.time(5)
        third.time(20)
    return f"/s/{served.house.a_link(recipe=recipe_id)[1]}/recipes/{recipe_id}/cook"


Opens = Callable[..., Page]


@pytest.fixture
def phone(browser: Browser, served: Served, soup: str) -> Iterator[Opens]:
    """Opens the recipe on somebody's phone. Nothing on the page may fail."""
    contexts: list[BrowserContext] = []
    wrong: list[str] = []

    def opens(
        *,
        first: str = "",
        at: str = "",
        address: str = soup,
        clock: bool = False,
        size: tuple[int, int] = (360, 740),
        **options: Any,
    ) -> Page:
        context = browser.new_context(viewport={"width": size[0], "height": size[1]}, has_touch=True, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        if clock:
            page.clock.install()
        if first:
            page.add_init_script(first)
        page.goto(served.address + address + at)
        return page

    yield opens
    for context in contexts:
        context.close()
    assert wrong == []


def shown(page: Page) -> Locator:
    """The screen that is seen."""
    return page.locator("[data-screen]:visible")


def is_at(page: Page, heading: str) -> None:
    """One screen is seen, and it is this one; its photo is there."""
    expect(shown(page)).to_have_count(1)
    expect(shown(page).get_by_role("heading", level=2)).to_have_text(heading)
    assert shown(page).locator("img").evaluate_all("all => all.every(e => e.complete && e.naturalWidth > 0)")
    assert heading == "You need" or shown(page).locator(".cook__photo img").count() == 1


def swipe(page: Page, across: int, down: int = 0) -> None:
    """Move a finger over the photo, in pixels."""
    hand, x, y = page.context.new_cdp_session(page), 180, 350
    hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for part in range(1, 6):
        at = {"x": x + across * part / 5, "y": y + down * part / 5}
        hand.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [at]})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    hand.detach()


def press_next(page: Page) -> None:
    """Press the way on, and wait until it is seen: the screen before stays what is shown for a moment."""
    onward = shown(page).locator("a[rel=next]")
    to = onward.get_attribute("href") or ""
    onward.click()
    expect(page.locator(to)).to_be_visible()


WAYS: dict[str, tuple[Callable[[Page], None], Callable[[Page], None]]] = {
    "buttons": (press_next, lambda page: shown(page).get_by_role("link", name="Go back").click()),
    "arrows": (lambda page: page.keyboard.press("ArrowRight"), lambda page: page.keyboard.press("ArrowLeft")),
    "swipes": (lambda page: swipe(page, -150), lambda page: swipe(page, 150)),
    "Back and Forward": (press_next, lambda page: page.evaluate("history.back()")),
}


def test_a_family_cooks_to_the_end_without_a_network(phone: Opens, soup: str) -> None:
    page = phone(address=soup.split("/recipes")[0])
    page.get_by_role("link", name="Cook").click()
    page.wait_for_load_state("load")
    is_at(page, "You need")
    page.context.set_offline(True)
    fetched: list[str] = []
    # A browser asks for the tab's icon at every address, and does without.
    page.on("request", lambda asked: fetched.append(asked.url) if "/mark." not in asked.url else None)
    for name, (on, back) in WAYS.items():
        for heading in SCREENS[1:]:
            on(page)
            is_at(page, heading)
        for heading in reversed(SCREENS[:-1]):
            back(page)
            is_at(page, heading)
        assert fetched == [], name
    for _ in SCREENS[1:]:
        press_next(page)
    shown(page).get_by_role("link", name="Cook it again").click()
    is_at(page, "You need")
    assert fetched == []


def test_without_scripts_the_same_way_leads_by_links_and_back(phone: Opens, soup: str) -> None:
    page = phone(address=soup.removesuffix("/cook"), java_script_enabled=False)
    page.get_by_role("link", name="Cook").click()
    page.wait_for_load_state("load")
    page.context.set_offline(True)
    screens = page.locator(".cook__screen:visible")
    for number, heading in enumerate(SCREENS):
        expect(screens).to_have_count(1)
        expect(screens.get_by_role("heading", level=2)).to_have_text(heading)
        if number == 2:
            expect(screens).to_contain_text("This takes 5 minutes.")
            expect(screens.get_by_role("button")).to_have_count(0)
        if heading != SCREENS[-1]:
            screens.locator("a[rel=next]").click()
    page.go_back()
    expect(screens.get_by_role("heading", level=2)).to_have_text("Step 3 of 3")
    screens.get_by_role("link", name="Go back").click()
    expect(screens.get_by_role("heading", level=2)).to_have_text("Step 2 of 3")


def test_a_steps_address_opens_that_step(phone: Opens) -> None:
    page = phone(at="#step-2")
    is_at(page, "Step 2 of 3")
    page.reload()
    is_at(page, "Step 2 of 3")
    page.evaluate("location.hash = '#main'")
    is_at(page, "Step 2 of 3")


def test_moving_on_brings_the_focus_to_what_the_new_screen_is_and_its_top_into_sight(phone: Opens) -> None:
    page = phone()
    page.keyboard.press("End")
    press_next(page)
    is_at(page, "Step 1 of 3")
    expect(page.get_by_role("heading", name="Step 1 of 3")).to_be_focused()
    assert page.evaluate("scrollY") == 0
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-screen]').id") == "step-1"
    page.go_back()
    is_at(page, "You need")


def test_what_is_no_swipe_turns_no_page(phone: Opens) -> None:
    page = phone(at="#step-1")
    for across, down in ((-40, 0), (-100, -90), (0, -200)):
        swipe(page, across, down)
        is_at(page, "Step 1 of 3")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('#step-1 .cook__says'))")
    swipe(page, -150)
    page.keyboard.press("Alt+ArrowUp")
    is_at(page, "Step 1 of 3")


@pytest.mark.parametrize(("width", "height"), [(360, 560), (740, 360), (1024, 768)])
def test_nothing_that_the_keyboard_comes_to_is_under_the_buttons_at_the_bottom(
    phone: Opens, width: int, height: int
) -> None:
    page = phone(first=SPEAKS, at="#step-2")
    page.set_viewport_size({"width": width, "height": height})
    page.get_by_role("button", name="Start the timer").click()
    reached = []
    for _ in range(12):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => { const at = document.activeElement, box = at.getBoundingClientRect();
              const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              return [at.innerText.trim(), at === document.body || at.contains(top)]; }"""
        )
        reached.append(at)
    assert {"Listen", "1 minute more", "Stop the timer", "Go back", "Next step"} <= {name for name, _ in reached}
    assert [name for name, is_seen in reached if not is_seen] == []


@pytest.mark.parametrize(("width", "height", "least"), [(360, 740, 0.3), (768, 1024, 0.5), (1280, 900, 0.4)])
def test_the_photo_is_what_one_sees_first(phone: Opens, width: int, height: int, least: float) -> None:
    page = phone(first=SPEAKS, at="#step-1", size=(width, height))
    photo = bounds(shown(page).locator(".cook__photo img"))
    assert photo["width"] * photo["height"] / (width * height) > least
    assert photo["y"] + photo["height"] <= height
    on = bounds(shown(page).get_by_role("link", name="Next step"))
    assert on["y"] + on["height"] <= height


def test_a_phone_that_is_turned_without_a_network_shows_the_photo_as_large_as_it_goes(phone: Opens) -> None:
    page = phone(at="#step-1")
    page.context.set_offline(True)
    page.set_viewport_size({"width": 740, "height": 360})
    is_at(page, "Step 1 of 3")
    photo, place = (bounds(shown(page).locator(one)) for one in (".cook__photo img", ".cook__photo .photo"))
    assert photo["height"] >= place["height"] - 1 or photo["width"] >= place["width"] - 1


def bounds(what: Locator) -> dict[str, float]:
    """Where something stands, in pixels."""
    return what.evaluate("e => (({ x, y, width, height }) => ({ x, y, width, height }))(e.getBoundingClientRect())")


def running(page: Page) -> list[str]:
    """What the bar of timers says."""
    return page.locator(".timers__way:visible").all_inner_texts()


def test_two_timers_run_at_once_through_other_steps_and_a_reload_and_ring_without_turning_the_page(
    phone: Opens,
) -> None:
    page = phone(first=RINGS, at="#step-2", clock=True)
    title = page.title()
    page.get_by_role("button", name="Start the timer: 5 minutes").click()
    expect(shown(page)).to_contain_text("5 minutes left")
    expect(page.get_by_role("status")).to_have_text("Step 2: 5 minutes left")
    press_next(page)
    page.clock.run_for(61_000)
    page.get_by_role("button", name="Start the timer: 20 minutes").click()
    assert running(page) == ["Step 2: 4 minutes left", "Step 3: 20 minutes left"]
    page.go_back()
    expect(shown(page)).to_contain_text("4 minutes left")
    page.reload()
    assert running(page) == ["Step 2: 4 minutes left", "Step 3: 20 minutes left"]
    page.locator(".timers__way", has_text="Step 3").click()
    is_at(page, "Step 3 of 3")
    page.clock.run_for(185_000)
    expect(page.get_by_role("status")).to_have_text("Step 2: 1 minute left")
    assert running(page)[0].endswith("seconds left")
    assert page.evaluate("rung") == []
    page.clock.run_for(60_000)
    assert page.evaluate("rung") == ["step-2"]
    assert running(page) == ["Step 2: The time is up.", "Step 3: 16 minutes left"]
    expect(page.get_by_role("status")).to_have_text("Step 2: The time is up.")
    assert page.title().startswith("Step 2: The time is up.")
    assert page.title().endswith(title)
    is_at(page, "Step 3 of 3")
    page.get_by_role("listitem").get_by_role("button", name="Stop the timer").click()
    assert running(page) == ["Step 3: 16 minutes left"]
    assert page.title() == title
    page.clock.run_for(20_000)
    assert page.evaluate("rung") == ["step-2"]


def test_a_timer_gets_a_minute_more_and_is_stopped(phone: Opens) -> None:
    page = phone(first=RINGS, at="#step-2", clock=True)
    step = shown(page)
    step.get_by_role("button", name="Start the timer").click()
    step.get_by_role("button", name="1 minute more").click()
    expect(step).to_contain_text("6 minutes left")
    page.clock.run_for(365_000)
    expect(step).to_contain_text("The time is up.")
    step.get_by_role("button", name="1 minute more").click()
    expect(step).to_contain_text("1 minute left")
    page.clock.run_for(62_000)
    assert page.evaluate("rung") == ["step-2", "step-2"]
    step.get_by_role("button", name="Stop the timer").click()
    expect(step.get_by_role("button", name="Start the timer: 5 minutes")).to_be_focused()
    assert running(page) == []
    page.reload()
    assert running(page) == []


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_the_bar_shrinks_with_the_words_where_nothing_is_to_move(phone: Opens, motion: str) -> None:
    page = phone(at="#step-2", clock=True, reduced_motion=motion)
    page.get_by_role("button", name="Start the timer").click()
    page.clock.run_for(30_000)
    left = page.locator("#step-2 progress").evaluate("bar => bar.value")
    assert (left == 1) is (motion == "reduce")
    page.clock.run_for(31_000)
    assert page.locator("#step-2 progress").evaluate("bar => bar.value") < 0.81


def test_a_timer_makes_a_sound_after_the_tap_that_started_it(phone: Opens) -> None:
    hears = """window.tones = 0;
      AudioScheduledSourceNode.prototype.start = new Proxy(AudioScheduledSourceNode.prototype.start, {
        apply(tone, self, args) { tones += 1; return Reflect.apply(tone, self, args); } });"""
    page = phone(first=hears, at="#step-2", clock=True)
    page.get_by_role("button", name="Start the timer").click()
    page.clock.run_for(302_000)
    first = page.evaluate("tones")
    assert first >= 3
    page.clock.run_for(9_000)
    assert page.evaluate("tones") > first
    shown(page).get_by_role("button", name="Stop the timer").click()
    silent = page.evaluate("tones")
    page.clock.run_for(9_000)
    assert page.evaluate("tones") == silent


def test_the_screen_stays_on_and_is_asked_again_when_the_page_is_seen_again(phone: Opens) -> None:
    page = phone(first=STAYS_ON)
    says = page.get_by_text("The screen stays on while you cook.").first
    expect(says).to_be_visible()
    page.evaluate("sight = 'hidden'; lock.dispatchEvent(new Event('release'));")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    expect(says).to_be_hidden()
    assert page.evaluate("asked") == 1
    page.evaluate("sight = 'visible'; document.dispatchEvent(new Event('visibilitychange'))")
    expect(says).to_be_visible()
    assert page.evaluate("asked") == 2


@pytest.mark.parametrize(
    "device",
    [
        "delete Navigator.prototype.wakeLock;",
        STAYS_ON
        + "navigator.wakeLock.request = async () => { asked += 1; throw new DOMException('', 'NotAllowedError'); };",
    ],
    ids=["that cannot", "that refuses"],
)
def test_a_device_does_not_say_that_its_screen_stays_on(phone: Opens, device: str) -> None:
    page = phone(first=device)
    page.wait_for_timeout(50)
    expect(page.get_by_text("The screen stays on while you cook.").first).to_be_hidden()


def spoken(page: Page) -> list[str]:
    """What was said so far."""
    return page.evaluate("spoken.map(one => one.text)")


def marked(page: Page) -> str:
    """The words that are marked."""
    return page.evaluate(
        "CSS.highlights ? String([...(CSS.highlights.get('read') ?? [])][0] ?? '') : document.querySelector('.sentence.is-read')?.textContent ?? ''"
    )


@pytest.mark.parametrize("marks", ["", "Object.defineProperty(CSS, 'highlights', { value: undefined });"])
def test_a_screen_is_read_sentence_by_sentence_and_each_is_marked(phone: Opens, marks: str) -> None:
    page = phone(first=SPEAKS + marks, at="#step-2")
    sentences = ["Be careful.", "The pan is hot.", "Fry them.", "Stir well", "This takes 5 minutes."]
    for _ in ("once", "again"):
        page.evaluate("spoken = []")
        shown(page).get_by_role("button", name="Listen").click()
        for number, sentence in enumerate(sentences, start=1):
            assert spoken(page) == sentences[:number]
            assert marked(page) == sentence
            page.evaluate("spoken.at(-1).onend()")
        expect(shown(page).get_by_role("button", name="Listen")).to_be_visible()
        assert marked(page) == ""
    assert page.evaluate("[...new Set(spoken.map(one => one.lang + one.voice.lang))]") == ["en-GBen-GB"]
    assert page.locator("#step-2 .cook__says").inner_text() == "Fry them.\nStir well"


def test_what_is_needed_is_read_and_a_number_is_not_cut(phone: Opens) -> None:
    page = phone(first=SPEAKS)
    for sentences in (
        ["You need", "Wash your hands first.", "Food", "Leeks", "3"],
        ["Cut the leeks.", "Use 1.5 cups."],
    ):
        page.evaluate("spoken = []")
        shown(page).get_by_role("button", name="Listen").click()
        for _ in sentences:
            page.evaluate("spoken.at(-1).onend()")
        assert spoken(page) == sentences
        press_next(page)


def test_stop_is_at_once_and_so_is_moving_on(phone: Opens) -> None:
    page = phone(first=SPEAKS, at="#step-2")
    shown(page).get_by_role("button", name="Listen").click()
    shown(page).get_by_role("button", name="Stop", exact=True).click()
    assert page.evaluate("speechSynthesis.cancelled") == 1
    assert (spoken(page), marked(page)) == (["Be careful."], "")
    shown(page).get_by_role("button", name="Listen").click()
    press_next(page)
    is_at(page, "Step 3 of 3")
    assert page.evaluate("speechSynthesis.cancelled") == 2
    assert (spoken(page), marked(page)) == (["Be careful.", "Be careful."], "")
    page.go_back()
    expect(shown(page).get_by_role("button", name="Listen")).to_be_visible()
    shown(page).get_by_role("button", name="Listen").click()
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert page.evaluate("speechSynthesis.cancelled") == 3


@pytest.mark.parametrize(
    "device",
    [
        "delete window.speechSynthesis; delete Window.prototype.speechSynthesis;",
        SPEAKS + "voices.there = [];",
        SPEAKS + "voices.there = [{ lang: 'en-GB', localService: false }, { lang: 'de-DE', localService: true }];",
    ],
    ids=["without speech", "without voices", "whose voices are elsewhere or do not know the language"],
)
def test_there_is_nothing_to_press_on_a_device(phone: Opens, device: str) -> None:
    page = phone(first=device, at="#step-2")
    expect(page.get_by_role("button", name="Start the timer")).to_be_visible()
    expect(page.get_by_role("button", name="Listen")).to_have_count(0)


def test_a_voice_that_comes_late_is_heard(phone: Opens) -> None:
    page = phone(first=SPEAKS + "voices.later = voices.there; voices.there = [];", at="#step-2")
    expect(page.get_by_role("button", name="Listen")).to_have_count(0)
    page.evaluate("speechSynthesis.there = speechSynthesis.later")
    page.evaluate("speechSynthesis.dispatchEvent(new Event('voiceschanged'))")
    expect(page.get_by_role("button", name="Listen")).to_be_visible()


def test_who_likes_it_read_hears_each_step_as_they_come_to_it(phone: Opens) -> None:
    looks = """new MutationObserver(() => { if (document.documentElement) document.documentElement.dataset.reads = "yes"; })
      .observe(document, { childList: true });"""
    page = phone(first=SPEAKS + looks)
    assert spoken(page) == []
    press_next(page)
    is_at(page, "Step 1 of 3")
    assert spoken(page) == ["Cut the leeks."]
    press_next(page)
    is_at(page, "Step 2 of 3")
    assert spoken(page) == ["Cut the leeks.", "Be careful."]
