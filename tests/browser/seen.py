"""What is measured on a page in more than one test."""

from playwright.sync_api import Page

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
