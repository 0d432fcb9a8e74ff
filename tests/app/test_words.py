"""The catalogue, read as a whole."""

import re
import string
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import words

TEMPLATES = Path(words.__file__).parent.parent / "templates"

BLANKS = {
    "title": "Tomato soup",
    "board": "Our kitchen",
    "what": "Tomato soup",
    "name": "Priya",
    "group": "Tuesday cooks",
    "day": "30 June",
    "number": "3",
    "place": "3",
    "count": "12",
    "most": "80",
    "least": "15",
    "why": "This photo is damaged.",
    "who": "Priya",
    "whom": "Sam",
    "minutes": "15",
    "ways": "a passkey or a password",
}

PASSIVE_TO_AVOID = re.compile(r"\b(has|have|had) been\b|\bwas (made|deleted|removed|added|uploaded)\b", re.IGNORECASE)

HARD_WORDS = re.compile(
    r"\b(upload|download|delete|submit|invalid|error occurred|user|username|account|permission denied|session|browser|"
    r"server|file format|select|proceed|request|unauthori[sz]ed|credentials|utili[sz]e|via|failed|please enter)\b",
    re.IGNORECASE,
)

GLAD = {"COOK_MADE_IT": "somebody has cooked a whole recipe: the one moment in which a page is glad aloud"}
"""Where an exclamation mark may stand, each with the reason."""


def catalogue() -> Iterator[tuple[str, str]]:
    """Every wording with its blanks filled, by its name."""
    for name, said in vars(words).items():
        if name.isupper() and isinstance(said, str):
            yield name, said
        elif name.isupper() and isinstance(said, dict):
            yield from ((f"{name}[{code}]", sentence) for code, sentence in said.items())


ALL = dict(catalogue())


@pytest.mark.parametrize("name", ALL)
def test_a_sentence_is_short(name: str) -> None:
    for sentence in re.split(r"(?<=[.?!])\s", ALL[name].format(**BLANKS)):
        assert len(sentence.split()) <= 15, sentence


@pytest.mark.parametrize("name", ALL)
def test_a_wording_is_plain(name: str) -> None:
    said = ALL[name].format(**BLANKS)
    assert not PASSIVE_TO_AVOID.search(said)
    assert not HARD_WORDS.search(said)
    assert not re.search(r"\b(?!PDF\b)[A-Z]{3,}\b", said), "no capitals for emphasis"
    assert not re.search(r"\bnot\b[^.]*\b(un(?!derst|til|do|der)\w+|not|no|never)\b", said), "no double negative"
    assert "!" not in said or name in GLAD, "calm"


def test_every_blank_has_a_known_name() -> None:
    used = {field for said in ALL.values() for _, field, _, _ in string.Formatter().parse(said) if field}
    assert used == set(BLANKS)


def test_every_wording_is_used() -> None:
    root = TEMPLATES.parent
    code = "".join(
        file.read_text("utf-8")
        for folder, ending in (("app", "*.py"), ("templates", "*.html"))
        for file in (root / folder).rglob(ending)
    )
    unused = [name for name in ALL if "[" not in name and len(re.findall(rf"\b{name}\b", code)) < 2]
    assert unused == []


def literal_text(template: str) -> list[str]:
    """The words that stand in a template itself, outside its tags and blanks."""
    bare = re.sub(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", " ", template, flags=re.DOTALL)
    attributes = re.findall(r"(?:alt|title|placeholder|aria-label)=\"([^\"]*)\"", bare)
    between = re.sub(r"<[^>]*>|aria-[a-z]+=\"[^\"]*\"", "\n", bare)
    texts = between.split("\n")
    return [text.strip() for text in (*texts, *attributes) if re.search(r"[A-Za-z]", text)]


@pytest.mark.parametrize("file", sorted(TEMPLATES.rglob("*.html")), ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_no_template_has_words_of_its_own(file: Path) -> None:
    assert literal_text(file.read_text("utf-8")) == []


def test_words_in_a_template_are_seen() -> None:
    assert literal_text('<p>{{ words.SAVE }} Hello</p><img alt="A dish">') == ["Hello", "A dish"]
