"""The colours of the style sheet, and how well two of them are told apart."""

import re
from itertools import product
from pathlib import Path

from app.assets import Asset, assets
from boards.looks import Colours, Light


def contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The contrast of two colours (WCAG 2.2, contrast ratio)."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: tuple[int, ...]) -> float:
    """How light a colour is, from 0 to 1 (WCAG 2.2, relative luminance)."""
    parts = [channel / 255 for channel in colour]
    red, green, blue = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


PALETTES = list(product(("light", "dark"), Light, Colours))
"""What a device says, and what somebody chose: light or dark, calm or strong."""


def colours(device: str, light: str, how: str) -> dict[str, tuple[int, ...]]:
    """The tokens that are colours, as the sheet has them for a device and for who likes it in some way."""
    found: dict[str, str] = {}
    opened = ""
    for media, selector, tokens in re.findall(
        r"^(@media[^{]*)\{|^ *(:root[^\s{]*) \{\n([^}]*)\}", asset("board").plain.decode(), re.MULTILINE
    ):
        opened = media or (opened if "\n    " in f"\n{tokens}" else "")
        holds = selector and not ("dark)" in opened and device != "dark") and "contrast" not in opened
        if holds and _is_root(selector, light, how):
            found |= dict(re.findall(r"--([a-z-]+): #([0-9a-f]{6});", tokens))
    return {name: tuple(bytes.fromhex(value)) for name, value in found.items()}


def _is_root(selector: str, light: str, how: str) -> bool:
    """Whether a selector of the root means a page of somebody who likes it in some way."""
    left = selector.removeprefix(":root")
    left = left.replace(f'[data-light="{light}"]', "*").replace(f'[data-colours="{how}"]', "*")
    left = re.sub(r':where\(:not\(\[data-light="\w+"\]\)\)', "*", left).replace(":where(*)", "*")
    return set(left) <= {"*"}


def asset(name: str) -> Asset:
    """An asset as browsers get it."""
    found = assets().find(Path(assets().href(name)).name)
    assert found
    return found
