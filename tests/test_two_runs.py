"""Two runs of the tests on one machine, as two people who work on it at once have them."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.props.server import ROOT

FIRST = """
import time
from pathlib import Path

def test_a_server_that_comes_back(postgres):
    with postgres.away():
        Path("{folder}/stands").touch()
        while not Path("{folder}/another-began").exists():
            time.sleep(0.05)
    assert postgres.migrated()
"""

SECOND = """
from pathlib import Path

def test_a_folder(tmp_path):
    Path("{folder}/another-began").touch()
"""


@contextmanager
def run_of(content: str, name: str, folder: Path) -> Iterator["subprocess.Popen[str]"]:
    """A run of a test of its own, beside this one, with the temporary folder that every run of the same user has."""
    test = folder / name
    test.write_text(content.format(folder=folder))
    options = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT), "-p", "tests.conftest", "-q"]
    with subprocess.Popen(
        [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options, str(test)],
        cwd=ROOT,
        env=os.environ | {"PYTEST_DEBUG_TEMPROOT": str(folder), "PYTEST_ADDOPTS": ""},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        yield process


@pytest.mark.faults
def test_a_run_that_begins_takes_no_database_away_from_another(tmp_path: Path) -> None:
    with run_of(FIRST, "test_first.py", tmp_path) as first:
        while not (tmp_path / "stands").exists() and first.poll() is None:
            time.sleep(0.05)
        with run_of(SECOND, "test_second.py", tmp_path) as second:
            assert second.wait(60) == 0, second.stdout and second.stdout.read()
        assert first.wait(60) == 0, first.stdout and first.stdout.read()
