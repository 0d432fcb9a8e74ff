"""CONTRIBUTING shows the house as it is."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAID = (ROOT / "CONTRIBUTING.md").read_text("utf-8")

PRODUCT = ("app", "boards", "media", "templates")
LINES, FILES = 300, 20


def folders(*of: str) -> Iterator[Path]:
    """Every folder of the product, or of some of it."""
    for name in of:
        yield ROOT / name
        yield from (found for found in sorted((ROOT / name).rglob("*")) if found.is_dir() and found.name[0] not in "_.")


def named(path: Path) -> bool:
    """Whether CONTRIBUTING gives a reason for a file or folder."""
    rows = SAID[SAID.index("## Large files and full folders") :]
    return f"`{path.relative_to(ROOT)}{'/' if path.is_dir() else ''}`" in rows


def test_every_room_is_shown() -> None:
    rooms = [path for path in folders("app") if any(path.glob("*.py"))]
    missing = [told(room) for room in rooms if f"  {told(room)}/ " not in SAID]
    assert [room for room in missing if room != "app" and not room.startswith("example/painting/")] == []


def told(room: Path) -> str:
    """A room as the drawing names it."""
    return str(room.relative_to(ROOT / "app")) if room != ROOT / "app" else "app"


def test_every_file_that_is_drawn_is_there() -> None:
    drawing = SAID[SAID.index("```") : SAID.index("```", SAID.index("```") + 3)]
    at_the_root = re.findall(r"(?m)(?:^  |  )([a-z_]+\.py)", drawing[: drawing.index("limits/")])
    assert at_the_root
    assert [name for name in at_the_root if not (ROOT / "app" / name).is_file()] == []


def test_what_is_large_has_its_reason() -> None:
    kinds = {".py", ".js", ".css", ".html"}
    files = [file for folder in folders(*PRODUCT) for file in sorted(folder.iterdir()) if file.suffix in kinds]
    large = [file for file in files if len(file.read_text("utf-8").splitlines()) > LINES]
    full = [one for one in folders(*PRODUCT, "tests") if sum(path.is_file() for path in one.iterdir()) > FILES]
    assert [str(path.relative_to(ROOT)) for path in (*large, *full) if not named(path)] == []
