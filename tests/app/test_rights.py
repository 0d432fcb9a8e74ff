"""The one table of who may do what, in words: on the help page and in SECURITY.md."""

import html
import re
from pathlib import Path

import pytest

from app import words
from app.pages.group import rights_of, rights_table
from boards.right import LINK, MAY, Role
from tests.conftest import House

ROOT = Path(__file__).parent.parent.parent
SECURITY = (ROOT / "SECURITY.md").read_text("utf-8")


@pytest.mark.parametrize("who", ["Alice", "Bob"])
def test_the_help_page_says_who_can_do_what(house: House, who: str) -> None:
    page = html.unescape(house.client(who).get("/help").text)
    lists = dict(re.findall(r"<h2>(.*?)</h2>\s*<ul class=\"facts\">(.*?)</ul>", page, re.DOTALL))
    kinds = {words.HELP_MEMBERS: Role.MEMBER, words.HELP_WORKERS: Role.WORKER, words.HELP_LINKS: LINK}
    assert set(lists) == set(kinds)
    for heading, kind in kinds.items():
        said = tuple(re.findall(r"<li>(.*?)</li>", lists[heading]))
        assert said == rights_of(kind)
        assert len(said) == sum(kind in those for those in MAY.values()) > 0
    assert "Ask Alice" in page


def test_security_shows_the_table() -> None:
    assert rights_table() in SECURITY


def test_every_right_has_words() -> None:
    assert set(words.RIGHTS) == {str(right) for right in MAY}


def test_every_test_that_security_names_is_there() -> None:
    named = re.findall(r"`(tests/[\w/]+?\.py)(?:::(\w+))?`", SECURITY)
    assert len(named) > 100
    missing = [
        f"{file}::{test}"
        for file, test in named
        if not (ROOT / file).exists() or (test and f"def {test}(" not in (ROOT / file).read_text("utf-8"))
    ]
    assert missing == []
