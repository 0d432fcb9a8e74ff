"""The style sheet, scripts, icons and typeface: read once, compressed once, named by what is in them."""

import gzip
import hashlib
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

import brotli
from fontTools.ttLib import TTFont
from markupsafe import Markup
from rjsmin import jsmin

from app import words
from app.pantry.drawings import DRAWINGS, drawing
from boards.looks import Size

STATIC = Path(__file__).parent / "static"

STYLE = STATIC / "css"
"""One file a block, in rooms; `order.txt` says in which order they become one sheet. They are flat, without layers or
nesting: a phone of 2021 knows neither."""

DARK = re.compile(r"@media \(prefers-color-scheme: dark\) \{\n(.*?)\n\}\n", re.DOTALL)

IMPORTED = re.compile(r'from "\./([\w-]+)\.js"')
"""What a module imports. None imports what imports it."""

PAPER = "#fbf6ec"
"""The colour of paper, as `tokens.css` has it in the light."""

PNGS = {"mark-192": (192, "any"), "mark-512": (512, "any"), "mark-whole": (512, "maskable")}
"""The mark for devices that draw no SVG: how large, in pixels, and for what. `mark-whole` fills its square, so that a
device may cut its corners off. They are drawn from `mark.svg`: `UPDATE=1 pytest tests/browser/test_icons.py`."""

FACES = {
    "atkinson-regular": "AtkinsonHyperlegible-Regular.ttf",
    "atkinson-bold": "AtkinsonHyperlegible-Bold.ttf",
}


@dataclass(frozen=True)
class Asset:
    """A file that never changes under its name: its type, and its bytes plain and compressed.

    What is compressed already stays as it is. The rest is compressed when it is first asked for: few pages have all
    of the drawings.
    """

    content_type: str
    plain: bytes
    is_text: bool = False

    @classmethod
    def text(cls, content: str, content_type: str) -> "Asset":
        """An asset of text."""
        return cls(content_type, content.encode(), is_text=True)

    def compressed(self) -> "Asset":
        """The same, compressed at once: nobody waits for it later."""
        _ = self.gzipped, self.brotlied
        return self

    @cached_property
    def gzipped(self) -> bytes | None:
        """Compressed as every browser knows it."""
        return gzip.compress(self.plain, 9, mtime=0) if self.is_text else None

    @cached_property
    def brotlied(self) -> bytes | None:
        """Compressed more, as all but the oldest browsers know it."""
        return brotli.compress(self.plain) if self.is_text else None


class Assets:
    """Every asset by the name that pages know it by, and by the name with its content's hash that browsers see."""

    def __init__(self) -> None:
        self._hrefs: dict[str, str] = {}
        self._assets: dict[str, Asset] = {}
        for name, file in FACES.items():
            self._add(name, ".woff2", face(file))
        sheet = with_dark_chosen(self._sheet())
        for size in Size:
            name = "board" if size is Size.USUAL else f"board-{size}"
            styled = Asset.text(sheet_for_size(sheet, size), "text/css; charset=utf-8")
            self._add(name, ".css", styled.compressed())
        for script in sorted((STATIC / "js").glob("*.js")):
            self._add_script(script.stem)
        for name in DRAWINGS:
            self._add(_drawn(name), ".svg", Asset.text(drawing(name), "image/svg+xml; charset=utf-8"))
        self._add("mark", ".svg", Asset.text(_icon("mark"), "image/svg+xml; charset=utf-8"))
        for name in PNGS:
            self._add(name, ".png", Asset("image/png", (STATIC / "icons" / f"{name}.png").read_bytes()))
        self._add("manifest", ".webmanifest", Asset.text(manifest(self.href), "application/manifest+json"))

    def href(self, name: str) -> str:
        """The address of an asset. Raises KeyError for a name that there isn't."""
        return self._hrefs[name]

    def drawing(self, name: str) -> str:
        """The address of a drawing. Raises KeyError for a name that there isn't."""
        return self.href(_drawn(name))

    def svg(self, name: str) -> bytes:
        """The bytes of a drawing. Raises KeyError for a name that there isn't."""
        return self.plain(_drawn(name))

    def find(self, filename: str) -> Asset | None:
        """The asset with this name and hash, if there is one."""
        return self._assets.get(filename)

    @property
    def sheet_beside(self) -> str:
        """The style sheet for pages that lie in a folder, with the typeface beside it."""
        sheet = self.plain("board").decode()
        for face in FACES:
            sheet = sheet.replace(self._hrefs[face], f"{face}.woff2")
        return sheet

    def plain(self, name: str) -> bytes:
        """The bytes of an asset. Raises KeyError for a name that there isn't."""
        return self._assets[self._hrefs[name].removeprefix("/static/")].plain

    def _add(self, name: str, ending: str, asset: Asset) -> None:
        filename = f"{name}.{hashlib.sha256(asset.plain).hexdigest()[:12]}{ending}"
        self._hrefs[name] = f"/static/{filename}"
        self._assets[filename] = asset

    def _add_script(self, name: str) -> None:
        """A module without its comments, after those that it imports: it names them as browsers see them."""
        if name in self._hrefs:
            return
        code = (STATIC / "js" / f"{name}.js").read_text("utf-8")
        for other in IMPORTED.findall(code):
            self._add_script(other)
        code = IMPORTED.sub(lambda found: f'from "{self._hrefs[found[1]]}"', code)
        self._add(name, ".js", Asset.text(jsmin(code), "text/javascript; charset=utf-8").compressed())

    def _sheet(self) -> str:
        sheet = "\n".join((STYLE / f"{name}.css").read_text("utf-8") for name in sheets())
        for face in FACES:
            sheet = sheet.replace(f"url({face})", f"url({self._hrefs[face]})")
        return sheet


def manifest(href: Callable[[str], str]) -> str:
    """What a device asks before it puts us beside its other apps. Browsers keep what is in one of them longer. `href`
    gives the address of each icon.
    """
    colours = {"theme_color": PAPER, "background_color": PAPER}
    icons = [{"src": href("mark"), "sizes": "any", "type": "image/svg+xml"}]
    for name, (size, purpose) in PNGS.items():
        icons.append({"src": href(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose})
    named = {"name": words.PRODUCT, "short_name": words.PRODUCT, "lang": "en-GB"}
    return json.dumps({**named, "start_url": "/", "scope": "/", "display": "standalone", **colours, "icons": icons})


def sheets() -> list[str]:
    """The files of style in the order in which they become one sheet, each as its room and its name."""
    lines = (STYLE / "order.txt").read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def with_dark_chosen(sheet: str) -> str:
    """The sheet with what it says of dark devices, in blocks of `:root`, said twice: for them, unless somebody chose
    light, and for who chose dark on any device.
    """

    def twice(dark: re.Match[str]) -> str:
        device = dark[1].replace(":root", ':root:where(:not([data-light="light"]))')
        chosen = dark[1].replace(":root", ':root:where([data-light="dark"])')
        return f"@media screen and (prefers-color-scheme: dark) {{\n{device}\n}}\n\n@media screen {{\n{chosen}\n}}\n"

    return DARK.sub(twice, sheet)


def sheet_for_size(sheet: str, percent: str) -> str:
    """The sheet for who likes text larger: two columns need a wider screen by as much as their words are larger."""
    return re.sub(r"@media[^{]*", lambda asked: for_size(asked[0], percent), sheet)


def for_size(widths: str, percent: str) -> str:
    """Widths as `@media` and `sizes` have them, for who likes text larger.

    A browser measures their `rem` by the device's own text size, whatever a page's is.
    """
    return re.sub(r"([\d.]+)rem", lambda width: f"{float(width[1]) * int(percent) / 100:g}rem", widths)


def _drawn(name: str) -> str:
    return f"drawing-{name}"


def icon(name: str) -> Markup:
    """An icon to stand in a page. It says nothing to a screen reader: words stand beside it."""
    return Markup(_icon(name))  # noqa: S704 - a file of our own


@cache
def _icon(name: str) -> str:
    return (STATIC / "icons" / f"{name}.svg").read_text("utf-8").strip()


@cache
def face(file: str) -> Asset:
    """A typeface as WOFF2. The package carries it as TrueType."""
    source = files("fontpkg_atkinson_hyperlegible") / "files" / file
    font = TTFont(io.BytesIO(source.read_bytes()), recalcTimestamp=False)  # the same bytes at every start
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return Asset("font/woff2", out.getvalue())


@cache
def assets() -> Assets:
    """The assets of this process."""
    return Assets()
