"""An operator's mistakes: each is one line that says what to do, and nothing is changed by it."""

import socket
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copy

import pytest
from sqlalchemy.engine import make_url
from typer.testing import Result

from app import words
from tests.conftest import free_port
from tests.props.databases import Postgres
from tests.props.server import command, serving

FILE = "recipe-board.db"

ADDRESS = "RECIPE_BOARD_DATABASE_URL"


def said_in_a_line(ended: Result, code: int = 1) -> str:
    """What the operator reads of a command that ended with a code."""
    assert ended.exit_code == code, ended.output
    assert isinstance(ended.exception, SystemExit), "it was said in words, and not with a trace"
    assert ended.stderr.strip().count("\n") == 0, ended.stderr
    return ended.stderr.strip()


@pytest.mark.parametrize(
    "address",
    [
        "mongodb://host/recipes",
        "mysql://host/recipes",
        "recipes",
        "sqlite:///recipes.db",
        "postgresql+asyncpg://h/d",
        "postgresql://host",
        "postgresql://me:secret@host:port/recipes",
    ],
)
def test_an_address_that_is_no_postgresql_database_is_refused(tmp_path: Path, address: str) -> None:
    said = said_in_a_line(command(tmp_path / "data", "setup", **{ADDRESS: address}), code=2)
    assert said.startswith(f"{ADDRESS}: ")
    assert "postgresql://name:password@host/database" in said
    assert "secret" not in said
    assert not (tmp_path / "data").exists()


def test_a_database_that_is_not_there_is_named_without_its_password(tmp_path: Path) -> None:
    address = f"postgresql://recipes:secret@127.0.0.1:{free_port()}/recipes"
    said = said_in_a_line(command(tmp_path / "data", "setup", **{ADDRESS: address}))
    assert said.startswith("The database doesn't answer: ")
    assert said.endswith(f"Is it running, and is {ADDRESS} right?")
    assert "secret" not in said


def test_a_database_that_was_never_made_is_said(tmp_path: Path, postgres: Postgres) -> None:
    address = make_url(postgres.empty()).set(drivername="postgresql", database="never-made")
    said = said_in_a_line(command(tmp_path / "data", "setup", **{ADDRESS: address.render_as_string(False)}))
    assert "never-made" in said


def a_file(data: Path) -> None:
    """There is a file where the folder was to be."""
    data.touch()


def below_a_file(data: Path) -> None:
    """The folder was to be in a file."""
    data.parent.rmdir()
    data.parent.touch()


def a_way_to_nowhere(data: Path) -> None:
    """There is a link to what isn't there."""
    data.symlink_to("nowhere")


@pytest.mark.parametrize("makes", [a_file, below_a_file, a_way_to_nowhere])
def test_data_that_is_no_folder_is_named(tmp_path: Path, makes: Callable[[Path], None]) -> None:
    data = tmp_path / "above" / "data"
    data.parent.mkdir()
    makes(data)
    said = said_in_a_line(command(data, "setup"))
    assert str(data) in said
    assert "RECIPE_BOARD_DATA" in said


def test_data_in_which_nobody_may_write_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def shut(self: Path, *_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", shut)
    said = said_in_a_line(command(tmp_path / "data", "setup"))
    assert said.startswith(f"Nothing can be written in {tmp_path / 'data'}.")


def not_a_database(file: Path) -> str:
    """Something else was put in its place."""
    file.write_bytes(b"something else" * 1000)
    return "The database is damaged"


def spoilt(file: Path) -> str:
    """Its pages were written over."""
    with file.open("r+b") as opened:
        opened.seek(4096)
        opened.write(b"x" * (file.stat().st_size - 4096))
    return "The database is damaged"


def newer(file: Path) -> str:
    """A release that is to come has changed it."""
    with closing(sqlite3.connect(file)) as database:
        database.execute("UPDATE alembic_version SET version_num = 'm9999'")
        database.execute("ALTER TABLE person RENAME TO human")
        database.commit()
    return words.START_UNFIT["newer"]


def of_something_else(file: Path) -> str:
    """It belongs to another program."""
    file.unlink()
    with closing(sqlite3.connect(file)) as database:
        database.execute("CREATE TABLE invoice (id INTEGER)")
    return words.START_UNFIT["strange"].format(name="RECIPE_BOARD_DATA")


@pytest.mark.parametrize("happens", [not_a_database, spoilt, newer, of_something_else])
@pytest.mark.parametrize("typed", ["serve", "setup", "pair"])
def test_a_database_that_cannot_be_used_is_left_as_it_is(
    tmp_path: Path, empty_database: Path, happens: Callable[[Path], str], typed: str
) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    copy(empty_database, data / FILE)
    (data / FILE).chmod(0o600)
    says = happens(data / FILE)
    before = (data / FILE).read_bytes()
    said = said_in_a_line(command(data, typed, RECIPE_BOARD_PORT=str(free_port())))
    assert said.startswith(says)
    assert (data / FILE).read_bytes() == before


def test_an_empty_file_is_a_database_that_is_to_be_made(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    (data / FILE).touch(0o600)
    assert "/setup?code=" in command(data, "setup").stdout


@pytest.mark.parametrize("typed", ["serve", "demo"])
def test_a_port_that_is_taken_is_said_before_anything_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.chdir(tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        said = said_in_a_line(command(tmp_path / "data", typed, RECIPE_BOARD_PORT=port))
    assert said == words.START_PORT_TAKEN.format(place=f"127.0.0.1:{port}", name="RECIPE_BOARD_PORT")
    assert not list(tmp_path.rglob(FILE)), "no database was made for it"


@pytest.mark.parametrize("makes", [a_file, a_way_to_nowhere])
def test_a_demo_does_not_begin_where_something_else_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, makes: Callable[[Path], None]
) -> None:
    monkeypatch.chdir(tmp_path)
    makes(tmp_path / "demo")
    assert said_in_a_line(command(tmp_path / "data", "demo")).startswith("The folder demo holds something else")


@pytest.mark.parametrize("host", ["192.0.2.1", "no such host"])
def test_an_address_of_another_machine_is_said(tmp_path: Path, host: str) -> None:
    ended = command(tmp_path / "data", "serve", RECIPE_BOARD_HOST=host, RECIPE_BOARD_PORT=str(free_port()))
    assert said_in_a_line(ended) == words.START_NO_HOST.format(place=host, name="RECIPE_BOARD_HOST")
    assert not (tmp_path / "data").exists()


def test_a_server_that_was_stopped_starts_again_on_its_port_at_once(tmp_path: Path) -> None:
    port = str(free_port())
    for _ in range(2):
        with serving(tmp_path / "data", RECIPE_BOARD_PORT=port) as server:
            server.heard(r"Uvicorn running|startup complete")
