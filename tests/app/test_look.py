"""The style sheet and what a page weighs: colours that can be told apart, rules that old phones know."""

import re
import time
from pathlib import Path

import pytest

from app.assets import FACES, STATIC, Asset, assets, face
from tests.colours import contrast

TOKENS = (STATIC / "css" / "tokens.css").read_text("utf-8")

TEXT = (
    ("ink", "paper"),
    ("ink", "card"),
    ("ink", "told"),
    ("ink-soft", "paper"),
    ("ink-soft", "card"),
    ("link", "paper"),
    ("link", "card"),
    ("link", "told"),
    ("on-do", "do"),
    ("wrong", "paper"),
    ("wrong", "card"),
    ("wrong", "wrong-paper"),
)
"""Words on what they stand on: 7:1 at least."""

EDGES = (
    ("line", "paper"),
    ("line", "card"),
    ("line", "told"),
    ("focus", "paper"),
    ("focus", "card"),
    ("focus", "told"),
    ("do", "paper"),
    ("wrong", "paper"),
)
"""Edges, rings and fills that say something: 3:1 at least."""


def colours(scheme: str) -> dict[str, tuple[int, ...]]:
    """The tokens of a scheme that are colours. What dark doesn't name is as in light."""
    light, dark = TOKENS.split("@media (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([a-z-]+): #([0-9a-f]{6});", light))
    if scheme == "dark":
        found |= dict(re.findall(r"--([a-z-]+): #([0-9a-f]{6});", dark))
    return {name: tuple(bytes.fromhex(value)) for name, value in found.items()}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("pairs", "least"), [pytest.param(TEXT, 7, id="words"), pytest.param(EDGES, 3, id="edges")])
def test_colours_that_meet_can_be_told_apart(scheme: str, pairs: tuple[tuple[str, str], ...], least: float) -> None:
    known = colours(scheme)
    measured = {f"{one} on {other}": contrast(known[one], known[other]) for one, other in pairs}
    assert {pair: found for pair, found in measured.items() if found < least} == {}


def asset(name: str) -> Asset:
    """An asset as browsers get it."""
    found = assets().find(Path(assets().href(name)).name)
    assert found
    return found


def test_an_old_phone_knows_every_rule() -> None:
    sheet = re.sub(r"/\*.*?\*/", "", asset("board").plain.decode(), flags=re.DOTALL)
    assert "@layer" not in sheet
    assert "&" not in sheet
    inside: list[str] = []
    for opened, closed in re.findall(r"([^{};]*)\{|(\})", sheet):
        if closed:
            inside.pop()
            continue
        rule = opened.strip()
        assert all(outer.startswith("@") for outer in inside), f"{rule} stands in {inside}"
        inside.append(rule)
    assert inside == []


def test_an_asset_keeps_its_name_from_start_to_start() -> None:
    before = [face(file).plain for file in FACES.values()]
    time.sleep(1.1)  # a typeface carries the second in which it was written
    face.cache_clear()
    assert [face(file).plain for file in FACES.values()] == before


def test_every_page_is_light() -> None:
    """At most 20 KB of style and 15 KB of scripts, compressed, even if a page had all of them."""
    scripts = [file.stem for file in (STATIC / "js").glob("*.js")]
    assert len(asset("board").brotlied or bytes(20_001)) <= 20_000
    assert sum(len(asset(name).brotlied or bytes(15_001)) for name in scripts) <= 15_000
