"""The first start, as a newcomer meets it: one command, one address, one form."""

import re
import subprocess
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2 as httpx
import pytest

from app.settings import Settings
from tests.props.server import ROOT, command, serving

NEWCOMER = {
    "group": "Tuesday cooks",
    "name": "Priya",
    "email": "Priya@example.org",
    "password": "a long enough one",
}


def test_one_command_prints_an_address_that_makes_a_group_once(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as server:
        address = server.heard(r"http://\S+/setup\?code=\S+")
        server.ready()
        code = address.split("code=")[1]
        client = server.client()
        assert client.get("/setup").status_code == 404
        assert client.get(f"/setup?code={code}").status_code == 200
        started = client.post("/setup", data={**NEWCOMER, "code": code})
        assert started.status_code == 303
        assert "Hello Priya. Your group is ready." in client.get(started.headers["location"]).text
        assert client.get(f"/setup?code={code}").status_code == 404
        assert client.post("/setup", data={**NEWCOMER, "code": code}).status_code == 404
    with serving(tmp_path / "data") as server:
        server.ready()
        assert "setup" not in "".join(server.said)
        client = server.client()
        known = {"email": NEWCOMER["email"], "password": NEWCOMER["password"]}
        assert client.post("/sign-in", data=known).status_code == 303
        assert "Tuesday cooks" in client.get("/").text


def test_a_form_with_a_short_password_is_asked_again_and_the_code_still_works(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as server:
        code = server.heard(r"code=\S+").removeprefix("code=")
        server.ready()
        client = server.client()
        answer = client.post("/setup", data={"code": code})
        said = ("Type the name of your group.", "Type a name.", "Type an email address.", "Use 15 letters or more.")
        assert [sentence for sentence in said if answer.text.count(sentence) != 2 + ("15" in sentence)] == []
        answer = client.post("/setup", data={**NEWCOMER, "password": "short", "code": code})
        assert answer.status_code == 422
        assert "Use 15 letters or more." in answer.text
        assert 'value="Tuesday cooks"' in answer.text
        assert "short" not in answer.text
        assert client.post("/setup", data={**NEWCOMER, "code": code}).status_code == 303


def test_the_example_board_fills_itself(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as server:
        code = server.heard(r"code=\S+").removeprefix("code=")
        server.ready()
        client = server.client(follow_redirects=True)
        assert "Our kitchen" in client.post("/setup", data={**NEWCOMER, "code": code, "example": "yes"}).text
        until = time.monotonic() + 60
        while "Tomato soup" not in client.get("/recipes").text and time.monotonic() < until:
            time.sleep(0.2)
        assert "Tomato soup" in client.get("/recipes").text


def test_it_is_well_and_says_so(tmp_path: Path) -> None:
    with serving(tmp_path / "data") as server:
        server.ready()
        answer = httpx.get(f"{server.address}/health")
        assert answer.status_code == 200
        assert answer.json() == {"database": "ok", "photos": "ok", "damage": "ok", "backup": "ok"}


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("RECIPE_BOARD_PORT", "eight", "RECIPE_BOARD_PORT: "),
        ("RECIPE_BOARD_PUBLIC_URL", "recipes.example", "RECIPE_BOARD_PUBLIC_URL: "),
        ("RECIPE_BOARD_TIMEZONE", "Mars/Olympus", "RECIPE_BOARD_TIMEZONE: "),
        ("RECIPE_BOARD_COLOUR", "green", "there is no setting RECIPE_BOARD_COLOUR"),
    ],
)
def test_a_wrong_setting_stops_the_start_and_is_named(tmp_path: Path, name: str, value: str, says: str) -> None:
    ended = command(tmp_path / "data", "serve", **{name: value})
    assert ended.exit_code == 2
    assert says in ended.stderr
    assert isinstance(ended.exception, SystemExit), "it was said in words, and not with a trace"
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ({}, "http://127.0.0.1:8000"),
        ({"host": "0.0.0.0"}, "http://127.0.0.1:8000"),
        ({"host": "192.168.1.5", "port": 80}, "http://192.168.1.5:80"),
        ({"host": "0.0.0.0", "public_url": "https://recipes.example"}, "https://recipes.example"),
    ],
)
def test_the_address_that_is_printed_can_be_opened(settings: dict[str, Any], address: str) -> None:
    chosen = Settings(**settings)
    assert chosen.address == address
    assert urlsplit(address).hostname in chosen.hosts


def test_every_setting_is_described() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_the_readme_lists_every_setting() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in Settings.model_fields if f"`{name.upper()}`" not in readme] == []


def test_make_lists_what_can_be_done() -> None:
    said = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, text=True, capture_output=True, check=True).stdout
    for target in ("run", "demo", "test", "check", "bench"):
        assert f"make {target} " in said


def test_the_lock_files_hold_versions_and_hashes_and_no_addresses() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        lock = (ROOT / name).read_text("utf-8")
        assert "://" not in lock
        assert "--index-url" not in lock
        pinned = re.findall(r"^([A-Za-z0-9_.-]+)(?:\[[^\]]*\])?==", lock, re.MULTILINE)
        blocks = re.findall(r"^[A-Za-z0-9_.-]+[^\n]*==[^\n]*\\\n    --hash=sha256:", lock, re.MULTILINE)
        assert len(pinned) == len(blocks) > 20
