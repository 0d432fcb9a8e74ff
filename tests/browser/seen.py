"""What is measured on a page in more than one test."""

from itertools import pairwise
from typing import Any

from playwright.sync_api import Page

from tests.browser.conftest import LONG

CONTROLS = "a[href]:visible, button:visible, input:visible, select:visible, textarea:visible"


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


def clipped(page: Page, when: str) -> list[str]:
    """Texts that are cut off: they, or what is round them, hide what doesn't fit."""
    return page.evaluate(
        """when => [...document.querySelectorAll('main *, header *, footer *')].filter(e => e.checkVisibility() && !e.closest('svg')
          && ['hidden', 'clip'].includes(getComputedStyle(e).overflowY) && !e.matches('.photo, .photo *, .covers, input, .strip__step a')
          && (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1))
          .map(e => `clipped ${when}: ` + e.outerHTML.slice(0, 80))""",
        when,
    )


def out_of_order(page: Page) -> list[str]:
    """What the keyboard doesn't reach, reaches under something else, or in another order than that in which it is seen."""
    page.set_viewport_size({"width": 1280, "height": 900})
    page.evaluate(
        """() => {
          const first = document.querySelector('.skip');
          first.dataset.reached = 'yes';
          first.focus();
          window.reached = [];
          addEventListener('keyup', () => {  // the focus has moved, and the page has scrolled to it
            const at = document.activeElement;
            if (at === document.body) return;
            const isNew = !at.dataset.reached;
            at.dataset.reached = "yes";
            const box = at.getBoundingClientRect();
            const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
            reached.push({ html: at.outerHTML.slice(0, 90), isNew, isSkip: at.matches('.skip'),
              left: box.left, right: box.right, top: box.top + scrollY, bottom: box.bottom + scrollY,
              covered: !(top && (at.contains(top) || top.contains(at) || top.closest('.choose__way, .card'))) });
          }, { capture: true });
        }"""
    )
    for _ in range(page.locator(CONTROLS).count() + 10):
        page.keyboard.press("Tab")
    reached: list[dict[str, Any]] = page.evaluate("reached")
    problems = [f"covered: {at['html']}" for at in reached if at["covered"]]
    seen = [at for at in reached if at["isNew"] and not at["isSkip"]]
    # Of some radio buttons Tab reaches one, and the arrows the others.
    left = page.locator(CONTROLS).evaluate_all(
        """all => all.filter(e => !e.dataset.reached && !(e.type === 'radio'
          && document.querySelector(`input[name="${e.name}"][data-reached]`))).map(e => e.outerHTML)"""
    )
    problems += [f"never reached: {one[:90]}" for one in left]
    for one, following in pairwise(seen):
        is_above = following["bottom"] <= one["top"]
        in_one_row = following["top"] < one["bottom"] and one["top"] < following["bottom"]
        is_left = in_one_row and following["right"] <= one["left"]
        if is_above or is_left:
            problems.append(f"out of order: {one['html']} before {following['html']}")
    return problems


def broken_words(page: Page) -> list[str]:
    """Words of ordinary length that stand on more than one line."""
    return page.evaluate(
        """long => {
          const problems = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const node = walk.currentNode;
            if (!node.parentElement.checkVisibility() || node.parentElement.closest('textarea, .skip, svg')) continue;
            for (const word of node.data.matchAll(/\\S+/g)) {
              if (word[0] === long || word[0].length > 12) continue;
              const range = document.createRange();
              range.setStart(node, word.index); range.setEnd(node, word.index + word[0].length);
              const lines = new Set([...range.getClientRects()].map(r => Math.round(r.top)));
              if (lines.size > 1) problems.push('broken: ' + word[0]);
            }
          }
          return problems;
        }""",
        LONG,
    )
