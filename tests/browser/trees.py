"""What a screen reader is given on every row of the table, kept word for word."""

import os
import re
from difflib import unified_diff
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.table import Row

TREES = Path(__file__).parent / "trees"
"""What a screen reader is given on each page. `UPDATE=1 make test` writes them anew; read the difference."""

FOLDERS = {"": "home", "s": "shared"}
"""How a folder is called whose name isn't the noun with which its addresses begin."""


def tree_of(row: Row) -> Path:
    """The file that keeps a row's tree, in the folder of the noun with which its address begins."""
    noun, rest = re.fullmatch(r"/([^/?#]*)(.*)", row.address).groups()
    said = f"{rest} {row.who} {row.state}".lower()
    return TREES / FOLDERS.get(noun, noun) / f"{'-'.join(re.findall('[a-z0-9]+', said))}.yml"


def unlike_tree(page: Page, row: Row) -> list[str]:
    """Whether a screen reader is given something else than it was."""
    said = f"title: {page.title()}\n{page.locator('html').aria_snapshot()}\n"
    said = re.sub(r"http://127\.0\.0\.1:\d+", "http://house", said)
    said = re.sub(r"(?<=[/=-])[A-Za-z0-9_-]{16,}", "…", said)
    said = re.sub(
        r"\b\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|December)( \d{4})?\b",
        "(a day)",
        said,
    )
    said = re.sub(r"\d{4}-\d{2}-\d{2}", "(a day)", said)
    said = re.sub(r"\b\d{2}:\d{2}\b", "(a time)", said)
    file = tree_of(row)
    if os.environ.get("UPDATE"):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(said, "utf-8")
    kept = file.read_text("utf-8") if file.exists() else ""
    return list(unified_diff(kept.splitlines(), said.splitlines(), file.name, "now", lineterm=""))
