"""A tagged PDF as a screen reader reads it: its parts in their order, each with its tag and its words."""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pikepdf

INLINE = ("/Span", "/Strong", "/Link", "/Reference", "/Lbl", "/LBody")
"""Belong to the part round them."""


class Said(NamedTuple):
    """A part: its tag, its words, and what stands for it where it is a picture."""

    tag: str
    words: str
    alt: str | None = None


def read_aloud(pdf: pikepdf.Pdf) -> list[Said]:
    """Everything that isn't decoration, in order."""
    marked = {(page.objgen, mark): words for page in pdf.pages for mark, words in _marked(page).items()}
    return [said for said in _parts(pdf.Root.StructTreeRoot, None, marked) if said.words or said.alt is not None]


def words_on(page: pikepdf.Page) -> str:
    """The words of one page."""
    return " ".join(_marked(page).values())


def _parts(element: Any, page: Any, marked: dict[Any, str]) -> Iterator[Said]:
    tag, page = str(element.get("/S", "/Document")), element.get("/Pg", page)
    words, alt = "", element.get("/Alt")
    inside: list[Said] = []
    for kid in _kids(element):
        if isinstance(kid, int):
            words += marked.get((page.objgen, kid), "")
        elif "/MCID" in kid:
            words += marked.get((kid.get("/Pg", page).objgen, int(kid.MCID)), "")
        elif "/S" in kid:
            for said in _parts(kid, page, marked):
                if said.tag in INLINE:
                    words += said.words
                else:
                    inside.append(said)
    yield Said(tag, words.strip(), str(alt) if alt is not None else None)
    yield from inside


def _kids(element: Any) -> Iterator[Any]:
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        yield int(kid) if not isinstance(kid, pikepdf.Object) or kid._type_code == pikepdf.ObjectType.integer else kid


def _marked(page: Any) -> dict[int, str]:
    """The words of each marked place of a page."""
    found: dict[int, str] = {}
    open_marks: list[tuple[int | None, str | None]] = []
    font: dict[bytes, str] = {}
    width = 2
    for operands, operator in pikepdf.parse_content_stream(page):
        match str(operator):
            case "BDC" | "BMC":
                given = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
                mark, actual = given.get("/MCID"), given.get("/ActualText")
                open_marks.append((None if mark is None else int(mark), None if actual is None else str(actual)))
                if actual is not None:
                    _add(found, open_marks, str(actual))
            case "EMC":
                open_marks.pop()
            case "Tf":
                chosen = page.Resources.Font[operands[0]]
                width = 1 if chosen.Subtype == "/Type3" else 2
                font = _letters(chosen)
            case "Tj" | "TJ":
                texts = operands[0] if isinstance(operands[0], pikepdf.Array) else [operands[0]]
                codes = b"".join(bytes(text) for text in texts if isinstance(text, pikepdf.String))
                if all(actual is None for _, actual in open_marks):
                    letters = (font.get(codes[at : at + width], "\ufffd") for at in range(0, len(codes), width))
                    _add(found, open_marks, "".join(letters))
    return found


def _add(found: dict[int, str], open_marks: list[tuple[int | None, str | None]], words: str) -> None:
    mark = next((mark for mark, _ in reversed(open_marks) if mark is not None), None)
    if mark is not None:
        found[mark] = found.get(mark, "") + words


def _letters(font: Any) -> dict[bytes, str]:
    """What each code of a font stands for (ISO 32000-1, 9.10.3)."""
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    letters: dict[bytes, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.DOTALL):
        for code, to in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            letters[bytes.fromhex(code)] = _text(to)
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.DOTALL):
        for first, last, to in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                code = (int(first, 16) + step).to_bytes(len(first) // 2, "big")
                start = _text(to)
                letters[code] = start[:-1] + chr(ord(start[-1]) + step)
    return letters


def _text(digits: str) -> str:
    return bytes.fromhex(digits).decode("utf-16-be")
