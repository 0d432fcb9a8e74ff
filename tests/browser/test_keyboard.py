"""With the keyboard alone one sees where one is, on every kind of control."""

import io
from collections import Counter
from typing import Any

import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page

from tests.browser.conftest import Served, opened
from tests.browser.seen import CONTROLS
from tests.browser.table import USUAL
from tests.props.colours import contrast

pytestmark = [pytest.mark.browser, pytest.mark.faults]


MODES: tuple[dict[str, Any], ...] = (
    {"color_scheme": "light", "forced_colors": "none"},
    {"color_scheme": "dark", "forced_colors": "none"},
    {"color_scheme": "light", "forced_colors": "active"},
)

KIND = "e => [e.tagName, e.type, e.className, e.closest('.card, .told, .choose__way')?.className].join(' ')"


def test_focus_is_seen_on_every_kind_of_control(browser: Browser, served: Served) -> None:
    seen: set[str] = set()
    faint: list[str] = []
    for row in USUAL:
        context = browser.new_context(viewport={"width": 768, "height": 1024}, reduced_motion="reduce")
        context.add_cookies(served.cookies(row.who))
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
    assert len(seen) > 15
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
