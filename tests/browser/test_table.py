"""The accessibility standard, on every row of the table."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from fastapi.routing import iter_route_contexts
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Served
from tests.browser.table import SEEN_ELSEWHERE, TABLE, Row

pytestmark = pytest.mark.browser

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice"],
    "rules": {
        name: {"enabled": True} for name in ("css-orientation-lock", "label-content-name-mismatch", "p-as-heading")
    },
}

CONTROLS = "a[href]:visible, button:visible, input:visible, select:visible, textarea:visible"

SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }"


@pytest.fixture(params=TABLE, ids=lambda row: f"{row.address} {row.who} {row.state}")
def page(request: pytest.FixtureRequest, browser: Browser, served: Served) -> Iterator[Page]:
    """A row's page on a phone, after its state was made. Whatever it asks for is ours, and nothing fails."""
    row: Row = request.param
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    if row.who:
        context.add_cookies([served.cookie(row.who)])
    page = context.new_page()
    foreign: list[str] = []
    page.on("request", lambda asked: None if asked.url.startswith(served.address) else foreign.append(asked.url))
    page.on("pageerror", lambda error: foreign.append(str(error)))
    page.goto(served.address + row.address.format(**served.ids))
    if row.send:
        for field in page.locator("main form.form input:visible").all():
            field.fill("")
        page.locator("main .button--main").click()
        page.wait_for_load_state()
    yield page
    context.close()
    assert foreign == []


def test_it_meets_the_standard(page: Page, request: pytest.FixtureRequest) -> None:
    row: Row = request.node.callspec.params["page"]
    problems: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(page, options=AXE).response["violations"]
        problems += [f"{scheme}: {one['id']} {[node['target'] for node in one['nodes']][:3]}" for one in found]
    page.emulate_media(color_scheme="light")
    problems += small_text(page) + small_targets(page) + understood(page)
    if row.send:
        problems += error_told(page)
    page.set_viewport_size({"width": 320, "height": 256})
    problems += too_wide(page, "at 320 px")
    page.evaluate(
        "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }", SPACED
    )
    problems += too_wide(page, "with text spaced out")
    page.evaluate("() => { document.adoptedStyleSheets = []; document.documentElement.style.fontSize = '237.5%'; }")
    problems += too_wide(page, "at 200 % text")
    assert problems == []


def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    for _ in range(page.locator(CONTROLS).count() + 10):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => {
              const at = document.activeElement;
              if (at === document.body) return null;
              at.dataset.reached = "yes";
              const box = at.getBoundingClientRect();
              const style = [getComputedStyle(at), getComputedStyle(at, '::after'),
                getComputedStyle(at.closest('.choose__way') || at)];
              const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              return { html: at.outerHTML.slice(0, 90),
                ring: style.some(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2)
                  // The last part of a date is its calendar button, which the browser rings itself.
                  || at.type === 'date',
                covered: !(top && (at.contains(top) || top.contains(at) || top.closest('.choose__way, .card'))) };
            }"""
        )
        if at is not None:
            assert at["ring"], at["html"]
            assert not at["covered"], at["html"]
    left = page.locator(CONTROLS).evaluate_all("all => all.filter(e => !e.dataset.reached).map(e => e.outerHTML)")
    assert left == []


def small_text(page: Page) -> list[str]:
    """Texts under 19 px."""
    return page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => !e.closest('svg') && e.checkVisibility()
          && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
          && parseFloat(getComputedStyle(e).fontSize) < 18.99).map(e => 'small text: ' + e.outerHTML.slice(0, 80))"""
    )


def small_targets(page: Page) -> list[str]:
    """Controls under 56 px high, or 44 px for links in a line, and neighbours nearer than 8 px."""
    return page.evaluate(
        """() => {
          const box = e => (e.closest('.card') && e.matches('.card__title a') ? e.closest('.card') : e).getBoundingClientRect();
          const all = [...document.querySelectorAll('a[href], button, select, textarea, input:not([type=hidden])')]
            .filter(e => e.checkVisibility() && !e.matches('.skip'));
          return all.filter(e => { const b = box(e), least = e.matches('a:not(.button)') ? 44 : 56;
            return b.height < least - .5 || b.width < 44; }).map(e => 'small target: ' + e.outerHTML.slice(0, 90));
        }"""
    )


def understood(page: Page) -> list[str]:
    """One heading, one main button, five choices, icons with words, alternative texts."""
    return page.evaluate(
        """() => {
          const all = s => [...document.querySelectorAll(s)], problems = [];
          if (all('h1').length !== 1) problems.push('headings: ' + all('h1').length);
          if (all('.button--main').filter(e => e.checkVisibility() && !e.closest('.cards')).length > 1) problems.push('main buttons');
          const choices = all('main .button, main .choose__label').filter(e => e.checkVisibility()
            && !e.closest('.cards, .moves, .steps, .rows, .strip, .told'));
          if (choices.length > 5) problems.push('choices: ' + choices.length);
          for (const icon of all('a .icon, button .icon, label .icon')) {
            const control = icon.closest('a, button, label'), said = control.innerText.trim();
            const name = control.getAttribute('aria-label') || said;
            if (!said || !name.startsWith(said.replace(/\\s+/g, ' '))) problems.push('icon alone: ' + control.outerHTML.slice(0, 80));
          }
          for (const image of all('img')) {
            if (!image.hasAttribute('alt')) problems.push('no alt');
            if (/\\.(jpe?g|png|webp)/i.test(image.alt)) problems.push('a file name as alt');
            const step = image.closest('.step');
            if (step && Boolean(image.alt) === Boolean(step.querySelector('.step__says'))) problems.push('alt: ' + image.alt);
          }
          const take = document.querySelector('#photos'), have = document.querySelector('#photos-i-have');
          if (take && (take.getAttribute('capture') !== 'environment' || take.multiple || have.hasAttribute('capture'))) problems.push('inputs');
          if (!document.title || document.documentElement.lang !== 'en-GB') problems.push('title or language');
          return problems;
        }"""
    )


def error_told(page: Page) -> list[str]:
    """An error is said in the title, in a focused summary, and at its field in the same words."""
    return page.evaluate(
        """() => {
          const problems = [], summary = document.querySelector('.errors');
          if (!document.title.startsWith('Error: ')) problems.push('title');
          if (document.activeElement !== summary) problems.push('the summary has no focus');
          for (const link of summary.querySelectorAll('a')) {
            const field = document.querySelector(link.hash);
            const said = document.getElementById(link.hash.slice(1) + '-error');
            if (!field || field.getAttribute('aria-invalid') !== 'true') problems.push('field ' + link.hash);
            if (said && said.innerText.trim() !== link.innerText.trim()) problems.push('words ' + link.hash);
          }
          return problems;
        }"""
    )


def too_wide(page: Page, when: str) -> list[str]:
    """Sideways scroll."""
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wide <= 0:
        return []
    who = page.evaluate(
        """() => [...document.querySelectorAll('body *')].filter(e => e.checkVisibility()
          && e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).slice(0, 3)
          .map(e => e.outerHTML.slice(0, 60))"""
    )
    return [f"sideways scroll of {wide} px {when}: {who}"]


def test_every_page_stands_in_the_table(served: Served) -> None:
    known = {re.sub(r"\{\w+\}", "{}", row.address.split("?")[0]) for row in TABLE}
    known |= {re.sub(r"\{\w+\}", "{}", address) for address in SEEN_ELSEWHERE}
    routes = {
        re.sub(r"\{\w+\}", "{}", context.path or "")
        for context in iter_route_contexts(served.house.app.routes)
        if "GET" in (context.methods or ())
    }
    assert routes - known == set()
    assert len(routes) > 20
