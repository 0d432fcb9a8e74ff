"""What the data folder holds is for the server's own account, and nobody else on the machine."""

import logging
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli.opening import prepared
from app.cli.serving import demo_settings
from app.settings import Settings
from boards.database import Database
from boards.group import Group


@pytest.fixture(autouse=True)
def open_handed() -> Iterator[None]:
    """Without a word, new files can be read by everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def rights(path: Path) -> str:
    """Who may do what with a file or folder, as ls writes it."""
    return stat.filemode(path.stat().st_mode)


def written(database: Database) -> list[Path]:
    """The database's files while somebody writes to it."""
    with database.writing() as db:
        db.add(Group.named("Tuesday cooks", helper="Alice"))
        db.commit()
        return sorted(Path(str(database.engine.url.database)).parent.glob("recipe-board.db*"))


def test_a_new_folder_and_its_database_are_for_the_server_alone(tmp_path: Path) -> None:
    settings = Settings(data=tmp_path / "deep" / "data")
    database = prepared(settings)
    files = written(database)
    assert [file.name for file in files] == [f"recipe-board.db{end}" for end in ("", "-shm", "-wal")]
    assert {rights(file) for file in files} == {"-rw-------"}
    assert {rights(folder) for folder in (settings.data, settings.photos)} == {"drwx------"}
    database.close()


def test_what_others_could_read_is_closed_to_them_and_the_log_says_so(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(data=tmp_path / "data")
    database = prepared(settings)
    files = written(database)
    for file in files:
        file.chmod(0o644)
    for folder in (settings.data, settings.photos):
        folder.chmod(0o755)
    with caplog.at_level(logging.WARNING, "recipe_board"):
        again = prepared(settings)
    assert {rights(file) for file in written(again)} == {"-rw-------"}
    assert {rights(folder) for folder in (settings.data, settings.photos)} == {"drwx------"}
    said = [record.getMessage() for record in caplog.records]
    assert [any(str(path) in line for line in said) for path in (settings.data, settings.photos, *files)] == [True] * 5
    again.close()
    database.close()


def test_the_demos_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    database = prepared(demo_settings())
    assert {rights(file) for file in written(database)} == {"-rw-------"}
    assert rights(tmp_path / "demo") == "drwx------"
    database.close()


def test_other_files_and_folders_beside_them_stay_as_they_are(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "notes.txt").touch()
    prepared(Settings(data=tmp_path / "data")).close()
    assert rights(tmp_path / "data" / "notes.txt") == "-rw-rw-rw-"
    assert rights(tmp_path / "data") == "drwx------"


def test_the_command_leaves_nothing_open_to_others_either(tmp_path: Path) -> None:
    env = {"PATH": os.environ["PATH"], "RECIPE_BOARD_DATA": str(tmp_path / "data")}
    root = Path(__file__).parent.parent.parent
    subprocess.run(
        [sys.executable, "-m", "app", "setup"], cwd=root, env=env, check=True, capture_output=True, timeout=30
    )
    open_to_others = [path for path in (tmp_path / "data").rglob("*") if path.stat().st_mode & 0o077]
    assert open_to_others == []
