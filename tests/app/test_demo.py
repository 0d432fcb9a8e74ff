"""The demo: an account whose password is published, which no real group may ever get."""

import os
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy import create_engine, text

from app.cli.serving import demo_settings
from app.demo import EMAIL, SIGN
from tests.conftest import free_port
from tests.props.databases import Postgres
from tests.props.server import ROOT


def environment(**settings: str) -> dict[str, str]:
    """What a server's operator may have set, and how Python finds us from another folder."""
    return {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)} | settings


def refused(command: str, folder: Path, **settings: str) -> str:
    """What a command says that doesn't start."""
    ended = subprocess.run(
        [sys.executable, "-m", "app", command],
        cwd=folder,
        env=environment(**settings),
        text=True,
        capture_output=True,
        timeout=30,
    )
    assert ended.returncode == 1, ended.stdout
    assert "Traceback" not in ended.stderr
    return ended.stderr


def has_the_published_account(file: Path) -> bool:
    """Whether somebody can sign in with the password that is published."""
    with closing(sqlite3.connect(file)) as database:
        try:
            return bool(database.execute("SELECT 1 FROM person WHERE email = ?", [EMAIL]).fetchone())
        except sqlite3.OperationalError:  # it is being made
            return False


def everything_in(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its name."""
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_the_demo_touches_no_real_database_whatever_is_set(
    tmp_path: Path, postgres: Postgres, empty_database: Path
) -> None:
    real, address = tmp_path / "data", postgres.migrated()
    real.mkdir()
    copy(empty_database, real / "recipe-board.db")
    before = everything_in(real)
    settings = {
        "DATA": str(real),
        "DATABASE_URL": address.replace("+psycopg", ""),
        "PUBLIC_URL": "https://recipes.example",
        "HOST": "0.0.0.0",
        "PORT": str(free_port()),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "demo"],
        cwd=tmp_path,
        env=environment(**{f"RECIPE_BOARD_{name}": value for name, value in settings.items()}),
        stdout=subprocess.DEVNULL,
    )
    until = time.monotonic() + 60
    try:
        file = tmp_path / "demo" / "recipe-board.db"
        while not (file.exists() and has_the_published_account(file)):
            assert process.poll() is None, "it ended"
            assert time.monotonic() < until, "the example group never came"
            time.sleep(0.1)
    finally:
        process.kill()
        process.wait(30)
    assert everything_in(real) == before
    engine = create_engine(address)
    with engine.connect() as connection:
        assert [
            connection.execute(text(f'SELECT count(*) FROM "{kind}"')).scalar() for kind in ("person", "group")
        ] == [
            0,
            0,
        ]
    engine.dispose()


def test_the_demo_is_served_on_this_machine_alone_unless_another_host_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    for name, value in (("HOST", "0.0.0.0"), ("PUBLIC_URL", "https://recipes.example"), ("ALLOWED_HOSTS", "a.example")):
        monkeypatch.setenv(f"RECIPE_BOARD_{name}", value)
    ours = demo_settings()
    assert (ours.host, ours.address, ours.is_secure) == ("127.0.0.1", "http://127.0.0.1:8000", False)
    assert ours.hosts == {"localhost", "127.0.0.1", "::1"}
    assert ours.database == f"sqlite:///{tmp_path / 'demo' / 'recipe-board.db'}"
    assert demo_settings(host="192.168.1.5", port=81).address == "http://192.168.1.5:81"


def test_a_folder_that_is_not_the_demos_is_left_alone(tmp_path: Path, empty_database: Path) -> None:
    (tmp_path / "demo").mkdir()
    copy(empty_database, tmp_path / "demo" / "recipe-board.db")
    before = everything_in(tmp_path)
    said = refused("demo", tmp_path)
    assert "demo holds something else" in said
    assert everything_in(tmp_path) == before


def test_nobody_serves_the_demos_folder_as_a_real_one(tmp_path: Path) -> None:
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo" / SIGN).touch()
    for command in ("serve", "setup"):
        said = refused(command, tmp_path, RECIPE_BOARD_DATA="demo")
        assert "the demo's folder" in said
    assert [file.name for file in (tmp_path / "demo").iterdir()] == [SIGN]


def test_the_demo_opens_its_own_folder_again(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    demo_settings()
    (tmp_path / "demo" / "recipe-board.db").touch()
    assert demo_settings().data == Path("demo")
