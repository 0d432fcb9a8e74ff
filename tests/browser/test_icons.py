"""The mark beside a device's other apps: what stands there is what `mark.svg` draws, whole, and free of cut corners."""

import base64
import io
import json
import os
import re

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser

from app.assets import PNGS, STATIC, assets

pytestmark = pytest.mark.browser

MARK = STATIC / "icons" / "mark.svg"
SAFE = 0.4
"""How far from the middle a device shows whatever it cuts off, as a part of the side."""


def whole(svg: str) -> str:
    """The mark on a square of its own ground, as much smaller as keeps it within what a device shows."""
    opened, ground, rest = re.fullmatch(r"(<svg[^>]*>)(<rect[^>]*/>)(.*)</svg>", svg, re.DOTALL).groups()  # type: ignore[union-attr]
    square = re.sub(r' (x|y|rx|width|height)="[^"]*"', "", ground).replace("<rect", '<rect width="48" height="48"')
    return f'{opened}{square}<g transform="translate(24 24) scale(.82) translate(-24 -24)">{rest}</g></svg>'


def drawn(browser: Browser, svg: str, size: int) -> bytes:
    """A drawing as a browser shows it, as a PNG of so many pixels a side."""
    page = browser.new_page(viewport={"width": size, "height": size})
    source = base64.b64encode(svg.encode()).decode()
    page.set_content(
        f'<body style="margin: 0"><img src="data:image/svg+xml;base64,{source}" width="{size}" height="{size}">'
    )
    page.locator("img").evaluate("image => image.decode()")
    made = page.screenshot(omit_background=True)
    page.close()
    smaller = io.BytesIO()
    Image.open(io.BytesIO(made)).convert("RGBA").save(smaller, "PNG", optimize=True)
    return smaller.getvalue()


def pixels(png: bytes) -> np.ndarray:
    """The colours of a PNG, from 0 to 255, with how far they cover."""
    return np.asarray(Image.open(io.BytesIO(png)).convert("RGBA"), np.int16)


@pytest.mark.parametrize("name", PNGS)
def test_an_icon_is_what_the_mark_draws(browser: Browser, name: str) -> None:
    size, purpose = PNGS[name]
    svg = MARK.read_text("utf-8").strip()
    made = drawn(browser, whole(svg) if purpose == "maskable" else svg, size)
    if os.environ.get("UPDATE"):
        MARK.with_name(f"{name}.png").write_bytes(made)
    kept = pixels(assets().plain(name))
    assert kept.shape == (size, size, 4)
    assert np.abs(kept - pixels(made)).mean() < 2
    if purpose == "maskable":
        far = np.hypot(*(np.indices((size, size)) - size / 2)) > SAFE * size
        assert {tuple(colour) for colour in kept[far]} == {tuple(kept[0, 0])}, "a device cuts a part of the mark off"
        assert kept[..., 3].min() == 255


def test_the_manifest_names_each_of_them() -> None:
    said = {icon["src"]: icon for icon in json.loads(assets().plain("manifest"))["icons"]}
    for name, (size, purpose) in PNGS.items():
        icon = said[assets().href(name)]
        assert (icon["sizes"], icon["type"], icon["purpose"]) == (f"{size}x{size}", "image/png", purpose)
        assert Image.open(io.BytesIO(assets().plain(name))).size == (size, size)
