"""The accessibility standard, as it is measured on a page."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "wcag2aaa", "best-practice"],
    "rules": {
        name: {"enabled": True} for name in ("css-orientation-lock", "label-content-name-mismatch", "p-as-heading")
    },
}

CONTRAST = {"runOnly": ["color-contrast", "color-contrast-enhanced"]}
"""The second sees only what the first lets pass."""

SPACED = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-block-end: 2em !important; }"

WIDTHS = ((360, 740), (768, 1024), (1280, 900))


def violations(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe finds wrong: each rule, and the first elements that break it. What holds stays in the browser: to bring
    it here took longer than to find it.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return page.evaluate(
        """options => axe.run(document, options).then(({ violations }) => violations.map(
          one => `${one.id} ${JSON.stringify(one.nodes.slice(0, 3).map(node => node.target))}`))""",
        options | {"resultTypes": ["violations"]},
    )


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
          const whole = e => e.matches('.card__title a') ? e.closest('.card')
            : e.matches('.choose--live input, .choose__label') ? e.closest('.choose__way') : e;
          const all = [...new Set([...document.querySelectorAll('a[href], button, select, textarea, input:not([type=hidden])')]
            .filter(e => e.checkVisibility() && !e.matches('.skip')).map(whole))];
          const boxes = all.map(e => [e, e.getBoundingClientRect()]), problems = [];
          for (const [e, b] of boxes) {
            const least = e.matches('a:not(.button)') ? 44 : 56;
            if (b.height < least - .5 || b.width < 44) problems.push('small target: ' + e.outerHTML.slice(0, 90));
          }
          for (const [e, a] of boxes) for (const [f, b] of boxes) {
            if (e === f || e.contains(f) || f.contains(e)) continue;
            const across = Math.max(b.left - a.right, a.left - b.right), down = Math.max(b.top - a.bottom, a.top - b.bottom);
            if (Math.max(across, down) < 7.5) problems.push('too near: ' + e.outerHTML.slice(0, 70) + ' | ' + f.outerHTML.slice(0, 70));
          }
          return problems;
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
            && !e.closest('.cards, .moves, .steps, .rows, .strip, .told, .people'));
          if (choices.length > 5) problems.push('choices: ' + choices.length);
          for (const icon of all('a .icon, button .icon, label .icon')) {
            const control = icon.closest('a, button, label'), said = control.innerText.trim();
            if (!control.checkVisibility()) continue;
            const plain = text => text.replace(/\\s+/g, ' '), name = control.getAttribute('aria-label') || said;
            if (!said || !plain(name).startsWith(plain(said))) problems.push('icon alone: ' + control.outerHTML.slice(0, 80));
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


def moving(page: Page) -> list[str]:
    """What moves by itself or slides when it changes."""
    return page.evaluate(
        """() => document.getAnimations().map(() => 'an animation').concat([...document.querySelectorAll('body, body *')]
          .filter(e => getComputedStyle(e).transitionDuration !== '0s' || getComputedStyle(e).animationName !== 'none')
          .map(e => 'it moves: ' + e.outerHTML.slice(0, 80)))"""
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
            if (!said || said.innerText.trim() !== link.innerText.trim()) problems.push('words ' + link.hash);
          }
          return problems;
        }"""
    )
