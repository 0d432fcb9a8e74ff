"""The accessibility standard, on every row of the table."""

import re

import pytest
from fastapi.routing import iter_route_contexts
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Served
from tests.browser.seen import clipped, out_of_order, too_wide
from tests.browser.standard import (
    AXE,
    CONTRAST,
    SPACED,
    WIDTHS,
    error_told,
    moving,
    small_targets,
    small_text,
    understood,
    violations,
)
from tests.browser.table import SEEN_ELSEWHERE, TABLE, USUAL, Row
from tests.browser.trees import TREES, tree_of, unlike_tree

pytestmark = pytest.mark.browser


def test_it_meets_the_standard(page: Page, row: Row) -> None:
    problems = unlike_tree(page, row)
    if row.send:
        problems += error_told(page)
    # With more contrast the same tokens are only darker; `test_look` measures their pairs. In the dark, a page in its
    # usual state has the colours of its other states.
    for scheme, options in (("light", AXE), ("dark", CONTRAST))[: 2 if row in USUAL else 1]:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        problems += [f"{scheme}: {one}" for one in violations(page, options)]
    page.emulate_media(color_scheme="light")
    problems += understood(page) + moving(page)
    for width, height in WIDTHS:
        page.set_viewport_size({"width": width, "height": height})
        at = f"at {width} px"
        problems += [f"{at}: {one}" for one in small_text(page) + small_targets(page)] + too_wide(page, at)
    page.set_viewport_size({"width": 320, "height": 256})
    problems += too_wide(page, "at 320 px")
    page.evaluate(
        "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }", SPACED
    )
    problems += too_wide(page, "with text spaced out") + clipped(page, "with text spaced out")
    page.evaluate("() => { document.adoptedStyleSheets = []; document.documentElement.style.fontSize = '237.5%'; }")
    problems += too_wide(page, "at 200 % text") + clipped(page, "at 200 % text")
    page.evaluate("() => { document.documentElement.style.fontSize = ''; }")
    problems += out_of_order(page)
    assert problems == []


def test_what_breaks_the_standard_is_seen(browser: Browser) -> None:
    page = browser.new_page()
    content = """<html lang="en-GB"><title>x</title><main><h1>x</h1><a class="skip" href="#x">Skip</a>
      <p style="color: #999">pale</p><p style="color: #666">grey</p><p><a href="/1" tabindex="2">first</a></p><p><a href="/2" tabindex="1">last</a></p>"""
    page.set_content(content)
    assert {found.split()[0] for found in violations(page, AXE)} == {*CONTRAST["runOnly"], "tabindex"}
    assert {found.split()[0] for found in violations(page, CONTRAST)} == {*CONTRAST["runOnly"]}
    assert [found.split(":")[0] for found in out_of_order(page)] == ["out of order"]
    page.set_content(f"{content}<p style='position: fixed; inset: 0; background: #fff'>over everything</p>")
    assert "covered" in {found.split(":")[0] for found in out_of_order(page)}
    page.close()


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


def test_no_tree_is_left_of_a_row_that_is_gone() -> None:
    assert set(TREES.rglob("*.yml")) == {tree_of(row) for row in TABLE}
