"""The style sheet and what a page weighs: colours that can be told apart, rules that old phones know."""

import re
import time

import pytest

from app.assets import FACES, STATIC, STYLE, face, sheets
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
    written = "".join(file.read_text("utf-8") for file in STYLE.rglob("*.css"))
    dark = re.findall(r"@media [^{]*prefers-color-scheme[^{]*\{\n(.*?)\n\}", written, re.DOTALL)
    rules = [rule for block in dark for rule in re.findall(r"^  (\S.*) \{$", block, re.MULTILINE)]
    assert len(rules) == 2
    assert all(rule.startswith(":root") for rule in rules), "who chose dark would miss a rule of anything else"
    sheet = asset("board").plain.decode()
    for block in dark:
        for chosen in (':root:where(:not([data-light="light"]))', ':root:where([data-light="dark"])'):
            assert sheet.count(block.replace(":root", chosen)) == 1


COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color|color-mix)\("
    r"|(?<![\w.-])(?:white|black|red|green|blue|yellow|orange|gr[ae]y|brown|purple|pink|navy|silver|gold)(?![\w-])",
    re.IGNORECASE,
)
"""A colour as it is, and not by the name of a token."""


def rules_of(name: str) -> list[str]:
    """What a file of style says, without its comments and what stands in quotes."""
    said = (STYLE / f"{name}.css").read_text("utf-8")
    return re.split(r"[{};]", re.sub(r'/\*.*?\*/|"[^"]*"', "", said, flags=re.DOTALL))


def test_a_colour_stands_among_the_tokens_and_nowhere_else() -> None:
    raw = {name: [rule.strip() for rule in rules_of(name) if COLOUR.search(rule)] for name in sheets()}
    assert len(raw.pop("ground/tokens")) > 60
    assert {name: rules for name, rules in raw.items() if rules} == {}


def test_every_file_of_style_has_its_place_in_the_order() -> None:
    written = [path.relative_to(STYLE).with_suffix("").as_posix() for path in STYLE.rglob("*.css")]
    assert sorted(sheets()) == sorted(written)


OF_NO_BLOCK = {
    "ground/faces": "the typefaces",
    "ground/tokens": "colours and sizes",
    "ground/reset": "what no browser shall add",
    "ground/base": "plain elements",
    "cooking/read": "words that are read aloud, which may stand in no element of their own",
    "paper/print": "any page on paper",
    "liking/size": "how large somebody likes pages",
    "liking/view": "pictures only, or a list: it changes several blocks",
}
"""The files that are of no block, and what they are of."""


def test_a_file_of_style_is_of_one_block() -> None:
    """Each of its rules names the block that the file is called after, or the list of those blocks."""
    others = {name: [rule for rule in selectors(name) if not is_of(name, rule)] for name in sheets()}
    assert {name: rules for name, rules in others.items() if rules and name not in OF_NO_BLOCK} == {}


def selectors(name: str) -> list[str]:
    """What the rules of a file are of."""
    said = re.sub(r"/\*.*?\*/", "", (STYLE / f"{name}.css").read_text("utf-8"), flags=re.DOTALL)
    return [rule.strip() for rule in re.findall(r"([^{};]+)\{", said) if not rule.strip().startswith("@")]


def is_of(name: str, rule: str) -> bool:
    """Whether a rule is of the block that a file is called after: `step`, `steps`, `step__photo`, or a part of one."""
    block = name.split("/")[1]
    names = {block, f"{block}s", *MANY.get(block, ()), block.split("-")[0]}
    return any(re.search(rf"\.{one}(?![\w-])|\.{one}(?:__|--)", rule) for one in names)


MANY = {"person": ("people",), "entry": ("entries",), "reminder": ("careful",), "cook": ("main--cook",)}
"""Blocks with a list that has a name of its own, or that stand in two places."""


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
    """At most 20 KB of style and 16 KB of scripts, compressed, even if a page had all of them. None has: the page with
    the most of them, which takes photos, has half.
    """
    scripts = [file.stem for file in (STATIC / "js").glob("*.js")]
    assert len(asset("board").brotlied or bytes(20_001)) <= 20_000
    assert sum(len(asset(name).brotlied or bytes(16_001)) for name in scripts) <= 16_000
