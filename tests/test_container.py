"""The container: what its files say, and that the image holds what the server needs. No engine is needed to know."""

import inspect
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.booklet.bindery import Limits
from media import Workshop
from media.line import STEPPING_IN

ROOT = Path(__file__).parent.parent

WEB = 800
"""Millions of bytes for the server itself: at work, with passwords being checked, it takes 300."""

UNITS = {"m": 2**20 / 1e6, "g": 2**30 / 1e6}


def megabytes(said: str) -> float:
    """Millions of bytes. Docker counts in powers of two."""
    return float(said[:-1]) * UNITS[said[-1]]


@pytest.fixture(scope="module")
def service() -> dict[str, Any]:
    """The one service of compose.yaml."""
    services = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))["services"]
    assert list(services) == ["recipe-board"]
    return dict(services["recipe-board"])


@pytest.fixture(scope="module")
def steps() -> list[tuple[str, str]]:
    """The steps of the Dockerfile: an instruction, and what follows it."""
    whole = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in whole.splitlines() if line.strip() and not line.startswith("#")]
    return [(word, rest.strip()) for word, _, rest in (line.partition(" ") for line in lines)]


def test_the_image_is_built_on_the_same_bytes_until_somebody_renews_them(steps: list[tuple[str, str]]) -> None:
    bases = [rest for word, rest in steps if word == "FROM"]
    assert [bool(re.fullmatch(r"python:3\.\d+\.\d+-slim-[a-z]+@sha256:[0-9a-f]{64}", base)) for base in bases] == [True]
    assert "docker buildx imagetools inspect" in (ROOT / "Dockerfile").read_text("utf-8"), "how it is renewed"


def test_the_server_is_not_root_and_owns_nothing_but_its_data(steps: list[tuple[str, str]]) -> None:
    words = [word for word, _ in steps]
    assert [rest for word, rest in steps if word == "USER"] == ["cook"]
    assert words.index("USER") < words.index("CMD")
    assert not [rest for word, rest in steps if word in ("COPY", "ADD") and "--chown" in rest]
    [made] = [rest for word, rest in steps if word == "RUN"]
    assert "useradd --system --uid 10001 " in made
    assert "install -d -o cook -m 700 /data" in made


def test_nothing_can_be_written_but_data_and_passing_files(service: dict[str, Any]) -> None:
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert [volume.partition(":")[2] for volume in service["volumes"]] == ["/data"]
    assert [tmpfs.partition(":")[0] for tmpfs in service["tmpfs"]] == ["/tmp"]
    assert not service.keys() & {"user", "privileged", "cap_add", "devices", "network_mode", "pid", "ipc"}
    assert service["ports"] == ["127.0.0.1:8000:8000"]


def test_its_memory_is_what_its_parts_may_take_together_and_no_more(service: dict[str, Any]) -> None:
    a_photo = inspect.signature(Workshop).parameters["megabytes"].default
    processes = int(service["environment"]["RECIPE_BOARD_PHOTO_PROCESSES"])
    passing = megabytes(service["tmpfs"][0].partition("size=")[2])
    needed = WEB + passing + Limits().megabytes + (processes + STEPPING_IN) * a_photo
    assert needed <= megabytes(service["mem_limit"]) <= needed + 500
    assert service["memswap_limit"] == service["mem_limit"], "photos are not swapped to a disk"


def test_a_bomb_of_processes_ends_and_the_usual_many_threads_fit(service: dict[str, Any]) -> None:
    assert 200 <= service["pids_limit"] <= 1000


def test_the_image_holds_what_the_server_needs_and_is_left_as_it_was(
    tmp_path: Path, steps: list[tuple[str, str]]
) -> None:
    image, data = tmp_path / "srv", tmp_path / "data"
    for folder, place in (rest.split() for word, rest in steps if word == "COPY" and "requirements" not in rest):
        shutil.copytree(ROOT / folder, image / place, ignore=shutil.ignore_patterns("__pycache__"))
    before = sorted(image.rglob("*"))
    said = dict(one.split("=") for word, rest in steps if word == "ENV" for one in rest.split())
    env = {"PATH": os.environ["PATH"], **said, "RECIPE_BOARD_DATA": str(data)}
    made = subprocess.run(
        [sys.executable, "-m", "app", "setup"], cwd=image, env=env, text=True, capture_output=True, timeout=60
    )
    assert (made.returncode, made.stderr) == (0, "")
    assert "/setup?code=" in made.stdout
    imported = subprocess.run(
        [sys.executable, "-c", "import app.main, app.booklet.press, media.worker"], cwd=image, env=env, timeout=60
    )
    assert imported.returncode == 0
    assert sorted(image.rglob("*")) == before


def test_its_own_health_is_asked_where_it_is_told(steps: list[tuple[str, str]]) -> None:
    [asked] = [rest for word, rest in steps if word == "HEALTHCHECK"]
    assert "http://127.0.0.1:8000/health" in asked
    assert ("EXPOSE", "8000") in steps
    assert ("CMD", '["python", "-m", "app", "serve"]') in steps
