"""Every address of the table for somebody who made all text twice as large."""

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import Served, opened
from tests.browser.seen import broken_words, clipped, too_wide
from tests.browser.table import USUAL, Row

pytestmark = [pytest.mark.browser, pytest.mark.faults]


@pytest.mark.parametrize("row", USUAL, ids=str)
def test_with_text_twice_as_large_no_word_breaks_on_a_phone(large_text: Browser, served: Served, row: Row) -> None:
    context = large_text.new_context(viewport={"width": 360, "height": 640})
    context.add_cookies(served.cookies(row.who))
    page = context.new_page()
    opened(page, served, row)
    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") > 37
    problems = []
    for width in (360, 320):
        page.set_viewport_size({"width": width, "height": 640})
        problems += too_wide(page, f"at {width} px") + clipped(page, f"at {width} px") + broken_words(page)
    context.close()
    assert problems == []
