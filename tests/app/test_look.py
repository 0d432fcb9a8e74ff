"""The style sheet and what a page weighs: colours that can be told apart, rules that old phones know."""

import re
import time

import pytest

from app.assets import FACES, STATIC, face
from boards.looks import Colours, Light
from tests.props.colours import PALETTES, asset, colours, contrast

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


@pytest.mark.parametrize(("device", "light", "how"), PALETTES)
@pytest.mark.parametrize(("pairs", "least"), [pytest.param(TEXT, 7, id="words"), pytest.param(EDGES, 3, id="edges")])
def test_colours_that_meet_can_be_told_apart(
    device: str, light: str, how: str, pairs: tuple[tuple[str, str], ...], least: float
) -> None:
    known = colours(device, light, how)
    measured = {f"{one} on {other}": contrast(known[one], known[other]) for one, other in pairs}
    assert {pair: found for pair, found in measured.items() if found < least} == {}


def test_somebody_who_chose_sees_the_same_on_every_device() -> None:
    papers = {(light, how): colours("light", light, how) for light in Light for how in Colours}
    for how in Colours:
        assert colours("dark", "light", how) == papers["light", how] == papers["device", how]
        assert colours("dark", "dark", how) == papers["dark", how] == colours("dark", "device", how)
    assert len({palette["paper"] for palette in papers.values()}) == 4
    assert papers["light", "strong"]["paper"] == papers["dark", "strong"]["ink"] == (255, 255, 255)


def test_what_is_dark_stands_once_and_the_sheet_says_it_twice() -> None:
    written = "".join(file.read_text("utf-8") for file in (STATIC / "css").glob("*.css"))
    dark = re.findall(r"@media [^{]*prefers-color-scheme[^{]*\{\n(.*?)\n\}", written, re.DOTALL)
    rules = [rule for block in dark for rule in re.findall(r"^  (\S.*) \{$", block, re.MULTILINE)]
    assert len(rules) == 2
    assert all(rule.startswith(":root") for rule in rules), "who chose dark would miss a rule of anything else"
    sheet = asset("board").plain.decode()
    for block in dark:
        for chosen in (':root:where(:not([data-light="light"]))', ':root:where([data-light="dark"])'):
            assert sheet.count(block.replace(":root", chosen)) == 1


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
