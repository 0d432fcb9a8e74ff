"""The catalogue, read as a whole."""

import ast
import importlib
import re
import string
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from app import words
from app.asks_again import sentence as in_words
from boards import bin as bins
from boards import key, link, password, permission
from boards.problems import Problem

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
    "within": "one year",
    "now": "30 June, 12:00",
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
    assert not re.search(r"\b(?!(?:PDF|UTC)\b)[A-Z]{3,}\b", said), "no capitals for emphasis"
    assert not re.search(r"\bnot\b[^.]*\b(un(?!derst|til|do|der)\w+|not|no|never)\b", said), "no double negative"
    assert "!" not in said or name in GLAD, "calm"


def test_every_blank_has_a_known_name() -> None:
    used = {field for said in ALL.values() for _, field, _, _ in string.Formatter().parse(said) if field}
    assert used == set(BLANKS)


def test_every_wording_is_used() -> None:
    root = TEMPLATES.parent
    said = Counter(
        name
        for folder, ending in (("app", "*.py"), ("templates", "*.html"))
        for file in (root / folder).rglob(ending)
        for name in re.findall(r"\w+", file.read_text("utf-8"))
    )
    unused = [name for name in ALL if "[" not in name and said[name] < 2]
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


TYPED = {
    "APART": "the two settings are the database and the data folder",
    "APART_WAY_ON": "the two are the database and the photo folder",
    "BACKUP_KEEP": "an example",
    "BOOKLET_SOON": "about how long a large booklet takes, which no rule holds",
    "CREDITS": "the name of the licence",
    "MEMBERS_NONE_LEAD": "about how long it takes to type some names",
    "NEED_AMOUNT_HINT": "an example",
    "NOT_MORE_THAN_ONE": "the amounts themselves",
    "NUMBERS": "the amounts themselves",
    "PROBLEMS not_a_mask": "percent go from 0 to 100",
    "PROBLEMS not_a_timer": "a whole minute is the least that there is",
    "SETUP_LEAD": "about how long the first start takes",
    "TIMER_MORE": "a timer goes on for one minute of those that it counts",
}
"""Where a number is typed into the catalogue, each with the reason. Any other is filled from the rule that holds it."""

NUMBER = re.compile(
    r"\d|[½¼¾]|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundred|thousand|dozen|half|one day|(?:an?|one) (?:second|minute|hour|week|month|year))\b",
    re.IGNORECASE,
)
"""A digit, or a number in words."""


def numbers_typed(source: str) -> set[str]:
    """The names of the wordings of a catalogue into which a number is typed."""
    found = set()
    for node in ast.parse(source).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            parts = dict(wordings_in(node.targets[0].id, node.value))
            found |= {name for name, said in parts.items() if NUMBER.search(" ".join(strings_in(said)))}
    return found


def wordings_in(name: str, said: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """A wording by its name, or those of a table by its name and their codes."""
    if isinstance(said, ast.Dict) and name != "APART":
        for code, wording in zip(said.keys, said.values, strict=True):
            assert code
            yield f"{name} {ast.literal_eval(code)}", wording
    else:
        yield name, said


def strings_in(value: ast.AST) -> Iterator[str]:
    """What stands in quotes, without the blanks that are filled."""
    for node in ast.walk(value):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield re.sub(r"\{\w*\}", "", node.value)


def test_no_number_is_typed_into_the_catalogue() -> None:
    assert numbers_typed(Path(words.__file__).read_text("utf-8")) == set(TYPED)


@pytest.mark.parametrize("said", ["for 30 days.", "Within one year.", "Thirty days.", "½ an hour", "Fifteen letters"])
def test_a_typed_number_is_seen(said: str) -> None:
    assert numbers_typed(f"A = {said!r}\nB = {{'c': {said!r}}}\nD = f'{{x}} {said}'") == {"A", "B c", "D"}
    assert numbers_typed("A = 'Somebody: {count} days'\nB = f'{days} days, {60} minutes'") == set()


@pytest.fixture
def read_again(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Rules that change, and a catalogue that is as it was afterwards."""
    yield monkeypatch
    monkeypatch.undo()
    importlib.reload(words)


def test_another_number_in_a_rule_is_another_number_in_its_sentences(read_again: pytest.MonkeyPatch) -> None:
    read_again.setattr(bins, "KEPT", timedelta(days=14))
    read_again.setattr(key, "SEED_KEPT", timedelta(hours=2))
    read_again.setattr(link, "MOST_DAYS", 90)
    read_again.setattr(password, "SHORTEST", 12)
    read_again.setattr(permission, "LASTS", timedelta(days=2 * 365))
    before = {name: said for name, said in vars(words).items() if name.isupper() and isinstance(said, str)}
    importlib.reload(words)
    changed = {name: said for name, said in vars(words).items() if before.get(name) not in (None, said)}
    assert changed == {
        "ASK_ENDS_HINT": "Choose a day within 2 years.",
        "BADGES_MADE": "Print the cards now. This page shows them for 2 hours.",
        "BADGES_PAST_LEAD": "Cards show for 2 hours after you make them.",
        "BIN_LEAD": "You can put things back for 14 days.",
        "BOARD_BIN_LEAD": "The recipes stay. You can put the board back for 14 days.",
        "GONE_LEAD": "They can come back for 14 days.",
        "INVITATION_PAST": "The address shows for 2 hours only.",
        "LINK_ENDS_HINT": "After this day the link shows nothing. Choose a day within 90 days.",
        "PASSWORD_HINT": "Use 12 letters or more. A few words together are good.",
    }


def test_the_sentences_say_what_the_rules_hold_today() -> None:
    assert words.BIN_LEAD == "You can put things back for 30 days."
    assert words.BADGES_MADE == "Print the cards now. This page shows them for one hour."
    assert words.LINK_ENDS_HINT == "After this day the link shows nothing. Choose a day within one year."
    assert words.ASK_ENDS_HINT == "Choose a day within one year."
    assert words.PASSWORD_HINT == "Use 15 letters or more. A few words together are good."
    assert in_words(Problem("ends_too_late", "ends", within=timedelta(days=366))) == "Choose a day within one year."


@pytest.mark.parametrize(
    ("time", "said"),
    [
        ({"days": 365}, "one year"),
        ({"days": 366}, "one year"),
        ({"days": 367}, "367 days"),
        ({"days": 730}, "2 years"),
        ({"days": 30}, "30 days"),
        ({"hours": 24}, "one day"),
        ({"hours": 25}, "25 hours"),
        ({"minutes": 90}, "90 minutes"),
        ({"seconds": 61}, "61 seconds"),
    ],
)
def test_a_time_is_said_in_the_largest_measure_that_it_fills(time: dict[str, int], said: str) -> None:
    assert words.lasting(timedelta(**time)) == said
