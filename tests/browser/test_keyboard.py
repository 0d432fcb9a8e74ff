"""Every row of the table with the keyboard alone: everything is reached, in order, and one sees where one is."""

import io
from collections import Counter
from itertools import pairwise
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import Served, opened
from tests.browser.seen import CONTROLS
from tests.browser.table import TABLE
from tests.colours import contrast

pytestmark = pytest.mark.browser


def test_the_keyboard_reaches_everything_in_the_order_in_which_it_is_seen(page: Page) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate(
        "() => { const first = document.querySelector('.skip'); first.dataset.reached = 'yes'; first.focus(); }"
    )
    seen: list[dict[str, float | str]] = []
    for _ in range(page.locator(CONTROLS).count() + 10):
        page.keyboard.press("Tab")
        at = page.evaluate(
            """() => {
              const at = document.activeElement;
              if (at === document.body) return null;
              const isNew = !at.dataset.reached;
              at.dataset.reached = "yes";
              const box = at.getBoundingClientRect();
              const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
              return { html: at.outerHTML.slice(0, 90), isNew, isSkip: at.matches('.skip'),
                left: box.left, right: box.right, top: box.top + scrollY, bottom: box.bottom + scrollY,
                covered: !(top && (at.contains(top) || top.contains(at) || top.closest('.choose__way, .card'))) };
            }"""
        )
        if at is not None:
            assert not at["covered"], at["html"]
            if at["isNew"] and not at["isSkip"]:
                seen.append(at)
    left = page.locator(CONTROLS).evaluate_all("all => all.filter(e => !e.dataset.reached).map(e => e.outerHTML)")
    assert left == []
    for one, following in pairwise(seen):
        is_above = following["bottom"] <= one["top"]
        in_one_row = following["top"] < one["bottom"] and one["top"] < following["bottom"]
        is_left = in_one_row and following["right"] <= one["left"]
        assert not is_above, (one["html"], following["html"])
        assert not is_left, (one["html"], following["html"])


MODES: tuple[dict[str, Any], ...] = (
    {"color_scheme": "light", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "none"},
    {"color_scheme": "light", "forced_colors": "active"},
)

KIND = "e => [e.tagName, e.type, e.className, e.parentElement.className].join(' ')"


def test_focus_is_seen_on_every_kind_of_control(browser: Browser, served: Served) -> None:
    seen: set[str] = set()
    faint: list[str] = []
    an_error = next(row for row in TABLE if row.send)
    for row in (*(row for row in TABLE if not row.send), an_error):
        context = browser.new_context(viewport={"width": 768, "height": 1024}, reduced_motion="reduce")
        if row.who:
            context.add_cookies([served.cookie(row.who)])
        page = context.new_page()
        opened(page, served, row)
        controls = page.locator(CONTROLS)
        kinds = controls.evaluate_all(f"all => all.map({KIND})")
        for place, kind in enumerate(kinds):
            if kind in seen:
                continue
            seen.add(kind)
            for mode in MODES:
                page.emulate_media(**mode)
                ring = focus_ring(page, controls.nth(place))
                if ring < 2:
                    faint.append(f"{ring:.1f} px: {kind} on {row} in {mode}")
        context.close()
    assert len(seen) > 20
    assert faint == []


def focus_ring(page: Page, control: Locator) -> float:
    """How thick the ring of a control is in pixels: what changes by 3:1 when it gets the focus, round its edge."""
    control.scroll_into_view_if_needed()
    page.keyboard.press("Shift")  # so that the browser knows a keyboard is in use
    page.evaluate("document.activeElement.blur()")
    box = control.evaluate(
        """e => { const b = (e.matches('.card__title a') ? e.closest('.card')
            : e.matches('.choose--live input') ? e.closest('.choose__way') : e).getBoundingClientRect();
          return {x: b.x, y: b.y, width: b.width, height: b.height}; }"""
    )
    x, y = max(box["x"] - 14, 0), max(box["y"] - 14, 0)
    view = page.viewport_size or {"width": 0, "height": 0}
    clip = {
        "x": x,
        "y": y,
        "width": min(box["width"] + 28, view["width"] - x),
        "height": min(box["height"] + 28, view["height"] - y),
    }
    before = page.screenshot(clip=clip, caret="hide")  # type: ignore[arg-type]
    control.evaluate("e => e.focus({preventScroll: true, focusVisible: true})")
    after = page.screenshot(clip=clip, caret="hide")  # type: ignore[arg-type]
    first, second = (Image.open(io.BytesIO(shot)).convert("RGB") for shot in (before, after))
    pairs = Counter(zip(first.get_flattened_data(), second.get_flattened_data(), strict=True))
    changed = sum(count for (one, other), count in pairs.items() if one != other and contrast(one, other) >= 3)
    return changed / (2 * (min(box["width"], clip["width"]) + min(box["height"], clip["height"])))
