"""The arrows of the house point one way."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent

ROWS = {"boards.recipe.Recipe", "boards.recipe.Step", "boards.need", "boards.board", "boards.photo.Photo"}
"""What has more in it than is shown."""

NEVER = {
    "app": {"benchmarks", "tests"},
    "app/example/painting": {"boards", "media", "fastapi", "starlette", "sqlmodel", "jinja2"},
    "boards": {"app", "media", "fastapi", "starlette", "jinja2", "PIL", "uvicorn"},
    "media": {"app", "boards", "fastapi", "starlette", "sqlmodel", "sqlalchemy", "jinja2"},
    "app/pages": {"app.routes", "app.given", "app.main", "fastapi", "starlette"},
    "app/pages/cook.py": ROWS,
    "app/pages/print.py": ROWS,
    "app/pages/shared.py": ROWS,
    "app/pages/parts/machine_recipe.py": ROWS,
    "app/pages/parts/needs.py": ROWS,
    "app/booklet": ROWS,
    "app/copy": ROWS,
}
"""What a file or a folder never imports, nor anything below it: whoever shows something to others has what is shown."""

CHAIN = (
    "problems",
    "text",
    "told",
    "key",
    "right",
    "database",
    "sound",
    "clock",
    "pair",
    "leaving",
    "order",
    "attempt",
    "password",
    "group",
    "permission",
    "photo",
    "record",
    "looks",
    "need",
    "recipe",
    "board",
    "shown",
    "link",
    "person",
    "arrival",
    "hands",
    "hands.boards",
    "hands.recipes",
    "hands.needs",
    "hands.links",
    "heart",
    "showing",
    "deletion",
    "session",
    "note",
    "bin",
    "hands.album",
    "hands.review",
    "hands.things",
    "hands.elsewhere",
    "hands.bringing",
    "badge",
    "tablet",
    "passkey",
    "hands.oneself",
    "hands.tablets",
    "hands.settings",
    "hands.record_book",
    "invitation",
    "hands.people",
    "change",
    "replay",
    "transfer",
)
"""The nouns of the domain: each may import those before it."""


ROOMS = (
    "words",
    "settings",
    "house",
    "addresses",
    "limits",
    "door",
    "pantry",
    "assets",
    "photos",
    "pages.parts",
    "render",
    "pages",
    "booklet",
    "copy",
    "bring",
    "pair",
    "keeping",
    "housekeeping",
    "done",
    "given",
    "asks_again",
    "problems",
    "demo",
    "example",
    "routes",
    "main",
    "cli",
    "__main__",
    "example.painting",
)
"""The rooms of the web, and what stands beside them: each may import those before it."""


def imported(file: Path) -> Iterator[str]:
    """Every module that a file imports, with the names taken from it. What the house names for its types alone, it
    doesn't import.
    """
    tree = ast.parse(file.read_text("utf-8"))
    if file.parts[-2:] == ("app", "house.py"):
        tree.body = [node for node in tree.body if not is_for_types(node)]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name} imports by dots"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def is_for_types(node: ast.stmt) -> bool:
    """Whether something is read by the type checker alone."""
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def modules_in(place: Path) -> list[Path]:
    """The modules of a folder, or a file alone."""
    return sorted(place.rglob("*.py")) if place.is_dir() else [place]


def wrong(folder: str, never: set[str], root: Path = ROOT) -> list[str]:
    """The imports of a folder that point the wrong way."""
    return [
        f"{file.relative_to(root)} imports {name}"
        for file in modules_in(root / folder)
        for name in imported(file)
        if any(name == banned or name.startswith(f"{banned}.") for banned in never)
    ]


def test_nothing_is_imported_from_a_test() -> None:
    found = [
        f"{file.relative_to(ROOT)} imports {name}"
        for file in sorted((ROOT / "tests").rglob("*.py"))
        for name in imported(file)
        if re.fullmatch(r"tests\.(\w+\.)*test_\w+", name)
    ]
    assert found == []


@pytest.mark.parametrize("folder", NEVER)
def test_no_import_points_back(folder: str) -> None:
    assert wrong(folder, NEVER[folder]) == []


def test_the_nouns_form_a_chain() -> None:
    for place, noun in enumerate(CHAIN):
        later = {f"boards.{other}" for other in CHAIN[place + 1 :]}
        found = [name for name in imported(file_of(noun)) if name in later]
        assert found == [], f"{noun} imports {found}"


def test_every_noun_stands_in_the_chain() -> None:
    files = {*(ROOT / "boards").glob("*.py"), *(ROOT / "boards" / "hands").glob("*.py")}
    assert files == {file_of(noun) for noun in ("__init__", "tables", *CHAIN)}


def file_of(noun: str) -> Path:
    """The file of a noun of the domain, or of hands."""
    path = ROOT / "boards" / noun.replace(".", "/")
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def room_of(module: str) -> str | None:
    """The room that a module of the web stands in: the longest name that fits."""
    inside = module.removeprefix("app.")
    fits = (room for room in ROOMS if inside == room or inside.startswith(f"{room}."))
    return max(fits, key=len, default=None) if module.startswith("app.") else None


def modules() -> Iterator[tuple[str, Path]]:
    """Every module of the web, and its file."""
    for file in sorted((ROOT / "app").rglob("*.py")):
        name = ".".join(file.relative_to(ROOT).with_suffix("").parts)
        yield name.removesuffix(".__init__"), file


def test_the_rooms_form_a_chain() -> None:
    found = [
        f"{module} imports {name}"
        for module, file in modules()
        for name in imported(file)
        if (room := room_of(module)) and (other := room_of(name)) and ROOMS.index(other) > ROOMS.index(room)
    ]
    assert found == []


def test_every_module_of_the_web_stands_in_a_room() -> None:
    assert {module for module, _ in modules() if module != "app" and room_of(module) is None} == set()


def addresses_written(file: Path) -> Iterator[str]:
    """Addresses that a file puts together by itself: a text that begins with a page's and goes on with a value."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.JoinedStr) and len(node.values) > 1:
            begins = str(node.values[0].value) if isinstance(node.values[0], ast.Constant) else ""
            fixed = [str(part.value) for part in node.values[:-1] if isinstance(part, ast.Constant)]
            is_ours = re.fullmatch(r"/(boards|recipes|steps|photos|people|links|tablets|s)/", begins)
            if is_ours or any(part.endswith("/s/") for part in fixed):
                yield f"{file.relative_to(ROOT)}:{node.lineno}"


def test_addresses_of_pages_are_made_in_one_place() -> None:
    files = [file for _, file in modules() if file.name != "addresses.py"]
    assert [found for file in files for found in addresses_written(file)] == []
    assert len(list(addresses_written(ROOT / "app" / "addresses.py"))) == 8


def test_a_wrong_arrow_is_seen(tmp_path: Path) -> None:
    (tmp_path / "boards").mkdir()
    (tmp_path / "boards" / "recipe.py").write_text("def cook():\n    from PIL import Image\n")
    assert wrong("boards", NEVER["boards"], tmp_path) == [
        "boards/recipe.py imports PIL",
        "boards/recipe.py imports PIL.Image",
    ]
