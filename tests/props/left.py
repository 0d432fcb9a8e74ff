"""What is left of what happened: rows, and files that are open."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import text

from boards.clock import Clock
from boards.tables import METADATA, TABLES
from tests.conftest import House


def temporary_files() -> list[str]:
    """The temporary files that this process has open: on Linux they have no name left, but a descriptor."""
    found = []
    for descriptor in Path("/proc/self/fd").iterdir():
        try:
            target = str(descriptor.readlink())
        except OSError:
            continue
        if "(deleted)" in target and not target.startswith("/memfd"):
            found.append(target)
    return found


@contextmanager
def leaving_nothing(house: House) -> Iterator[None]:
    """What happens in this block leaves no recipe, no board, no photo and no temporary file."""
    alice = house.client("Alice")
    before, open_before = [alice.get(page).text for page in ("/", "/recipes", "/bin")], temporary_files()
    yield
    assert [alice.get(page).text for page in ("/", "/recipes", "/bin")] == before
    assert list(house.store.keys()) == []
    assert temporary_files() == open_before


def kept(house: House) -> dict[str, set[str]]:
    """Every row of the house, but for what is known of the clock."""
    with house.database.reading() as db:
        tables = [table.__table__ for table in TABLES if table is not Clock]  # type: ignore[attr-defined]
        return {table.name: {str(row) for row in db.execute(table.select())} for table in tables}


def rows(house: House) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for sessions: looking begins one."""
    with house.database.engine.connect() as connection:
        names = [table.name for table in METADATA.sorted_tables if table.name != "session"]
        return {
            name: sorted(map(tuple, connection.execute(text(f'select * from "{name}"'))), key=str) for name in names
        }
