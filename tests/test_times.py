"""Stored times are compared with now in one place: a clock that was wrong must not open anything, or lose anything."""

import ast
from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import DateTime

from boards.tables import METADATA

ROOT = Path(__file__).parent.parent

THE_PLACE = "boards/clock.py"

STORED = {
    column.name
    for table in METADATA.tables.values()
    for column in table.columns
    if isinstance(getattr(column.type, "impl", column.type), DateTime)
}
"""The names of every stored time."""

CLOCKS = {"now", "utcnow", "time.time"}
"""What tells the time."""

MAY = {
    "app/limits/inbox.py _make_room": "how long a sending stands still, by a clock that nobody can set",
    "boards/link.py count_openings": "which of two openings is the newer one",
    "boards/session.py see": "which of two sightings is the newer one",
    "boards/record.py of": "which entries are older than those of the page before",
    "boards/recipe.py was_made_of": "whether a photo came with its step or after it",
    "media/store.py sweep": "files carry no words: those that are too new are left, and so are those of days to come",
    "media/trash.py empty": "likewise; the house empties it only while the clock is believed",
    "app/bring/waiting.py clear": "what waits is bounded, and can be brought again; nothing is lost with it",
    "app/booklet/bindery.py _sweep": "what a crash left in the temporary folder; nothing is lost with it",
}
"""Where times are compared by hand all the same, and what is asked there."""

ORDERS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)


def by_hand(source: str) -> Iterator[tuple[str, int]]:
    """Where a module orders or reckons with a stored time or a clock: the function, and the line."""
    for function, node in _nodes(ast.parse(source)):
        compares = isinstance(node, ast.Compare) and any(isinstance(one, ORDERS) for one in node.ops)
        between = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "between"
        reckons = isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub | ast.Add)
        of_what = STORED | CLOCKS if compares or between else CLOCKS if reckons else set()
        if _names(node) & of_what:
            yield function, node.lineno


def _nodes(tree: ast.AST, function: str = "") -> Iterator[tuple[str, ast.AST]]:
    for node in ast.iter_child_nodes(tree):
        inside = node.name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else function
        yield inside, node
        yield from _nodes(node, inside)


def _names(node: ast.AST) -> set[str]:
    """The attributes and calls in an expression; a time by itself has no name."""
    found = set()
    for one in ast.walk(node):
        if isinstance(one, ast.Attribute):
            found |= {one.attr, ast.unparse(one)}
        elif isinstance(one, ast.Call) and isinstance(one.func, ast.Name):
            found.add(one.func.id)
    return found


def all_by_hand() -> set[str]:
    """Where any module of ours does."""
    files = [file for folder in ("app", "boards", "media") for file in sorted((ROOT / folder).rglob("*.py"))]
    names = {file: str(file.relative_to(ROOT)) for file in files if "migrations" not in file.parts}
    return {
        f"{name} {function}"
        for file, name in names.items()
        if name != THE_PLACE
        for function, _ in by_hand(file.read_text("utf-8"))
    }


def test_no_module_compares_a_stored_time_by_hand() -> None:
    assert all_by_hand() == MAY.keys()


def test_every_stored_time_is_known() -> None:
    assert {"made_at", "seen_at", "proved_at", "since", "binned_at", "left_at", "ask_again_at", "at"} <= STORED


def test_a_comparison_by_hand_is_seen() -> None:
    wrong = {
        "session.seen_at > before": True,
        "before < session.proved_at": True,
        "col(Note.made_at) < now() - KEPT": True,
        "datetime.now(UTC) > until": True,
        "until = now() + LASTS": True,
        "now() - session.seen_at": True,
        "time.time() > until": True,
        "col(Note.made_at).between(start, end)": True,
        "Heart.made_at <= at <= Heart.shown_at": True,
        "time.monotonic() >= until": False,
        "recipe.binned_at is None": False,
        "holds(session.seen_at, idle)": False,
        "step.place > 1": False,
        "col(Recipe.made_at).desc()": False,
    }
    assert {line: bool(list(by_hand(f"def f():\n    {line}"))) for line in wrong} == wrong
