"""The example board: what it holds, and that no server carries it about."""

import subprocess
import sys
from itertools import chain

import pytest
from PIL import Image, ImageChops, ImageStat

from app.example.recipes import PICTURES, RECIPES
from tests.props.server import ROOT

A_START = """
import sys
from pathlib import Path
from app.cli.opening import prepared
from app.main import create_app
from app.settings import Settings
settings = Settings(data=Path(sys.argv[1]) / "data")
prepared(settings).close()
create_app(settings)
print(*(name for name in sys.modules if name.startswith("app.example")))
"""


def test_a_server_starts_without_the_example(tmp_path: object) -> None:
    started = subprocess.run(
        [sys.executable, "-c", A_START, str(tmp_path)], cwd=ROOT, text=True, capture_output=True, timeout=60
    )
    assert (started.returncode, started.stderr) == (0, "")
    assert started.stdout.split() == []


def test_every_step_of_the_example_has_its_picture() -> None:
    files = list(chain.from_iterable(recipe.pictures for recipe in RECIPES))
    assert sorted(files) == sorted(PICTURES.iterdir())
    for file in files:
        with Image.open(file) as picture:
            assert (picture.format, picture.size, picture.mode) == ("WEBP", (1600, 1200), "RGB"), file.name
    assert sum(file.stat().st_size for file in files) < 5_000_000


@pytest.mark.faults
def test_the_pictures_of_the_example_are_those_that_we_paint() -> None:
    from app.example.painting import PAINTINGS

    painted = {
        PICTURES / f"{name}-{at}.webp": step for name, steps in PAINTINGS.items() for at, step in enumerate(steps, 1)
    }
    assert sorted(painted) == sorted(PICTURES.iterdir())
    for file, step in painted.items():
        with Image.open(file) as picture:
            differs = ImageStat.Stat(ImageChops.difference(picture, step())).mean
        assert max(differs) < 6, file.name
