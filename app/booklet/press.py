"""The process that makes a booklet: `python -m app.booklet.press FOLDER MEGABYTES SECONDS`.

    FOLDER/booklet.json     what stands in it (see `manuscript`)
    FOLDER/NAME.webp        its photos
    FOLDER/NAME.svg         its drawings and icons
    FOLDER/booklet.pdf      is made

It says how many photos are ready, a number a line, then PAGES, and leaves with one of the exit codes below. It can
use so much memory and time, and write no file larger than LARGEST. It ends when nobody listens any more.
"""

import errno
import json
import math
import os
import resource
import signal
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from PIL import Image

from app.booklet import NO_ROOM, PAGES
from app.booklet.typeface import FAMILIES, Typefaces

LARGEST: Final = 400 * 1000 * 1000
"""Bytes of a file."""

QUALITY: Final = 80
"""320 drawn photos with grain weigh 26 MB at 70, 29 at 75, 33 at 80 and 38 at 85; see `benchmarks/booklet.py`."""

SIDE: Final = 800
"""Pixels of a photo's long side: 220 to an inch, as wide as it is printed."""

MANY: Final = 400
"""Photos of that size. More of them are made smaller, so that all together stay as heavy as these."""

_FILES_OPEN: Final = 128


def main(folder: Path, megabytes: int, seconds: int) -> int:
    """Make a booklet; gives the exit code."""
    _limit(megabytes, seconds)
    try:
        _make(folder)
    except OSError as fault:
        if fault.errno in (errno.ENOSPC, errno.EDQUOT):
            return NO_ROOM
        raise
    return 0


def _make(folder: Path) -> None:
    values = json.loads((folder / "booklet.json").read_bytes())
    photos = {}
    _say(0)
    for done, (name, photo) in enumerate(_prepared(folder), start=1):
        if photo:
            photos[name] = photo.width / photo.height
        _say(done)
    (folder / "photos.json").write_text(json.dumps(photos))
    _say(PAGES)
    typefaces = Typefaces()
    (folder / "booklet.json").write_text(json.dumps(typefaces.mend(values) | {"typefaces": FAMILIES}))
    (folder / "booklet.pdf").write_bytes(typefaces.typeset(_template(), folder, _day_of(values)))
    if typefaces.mended:
        sys.stderr.write(f"No typeface has every letter of {typefaces.mended} words.\n")


def _prepared(folder: Path) -> Iterator[tuple[str, Image.Image | None]]:
    """Every photo as JPEG, which goes into a PDF as it is; WebP would be unpacked. None for one that is damaged."""
    kept = sorted(folder.glob("*.webp"))
    side = side_for(len(kept))
    for file in kept:
        photo = _opened(file)
        if photo:
            photo.thumbnail((side, side), Image.Resampling.LANCZOS)
            photo.save(file.with_suffix(".jpg"), "JPEG", quality=QUALITY, optimize=True)
        file.unlink()
        yield file.stem, photo


def _opened(file: Path) -> Image.Image | None:
    try:
        with Image.open(file, formats=["WEBP"]) as image:
            return image.convert("RGB")
    except (OSError, SyntaxError, ValueError) as fault:
        sys.stderr.write(f"A photo's file is damaged: {file.stem} ({fault})\n")
        return None


def side_for(photos: int) -> int:
    """The long side of each of so many photos, in pixels: typst unpacks all of them at once."""
    return round(SIDE * min(1, math.sqrt(MANY / max(photos, 1))))


def _template() -> bytes:
    return (files("app.booklet") / "booklet.typ").read_bytes()


def _day_of(values: dict[str, Any]) -> datetime:
    return datetime.fromisoformat(values["made_on"]).replace(tzinfo=UTC)


def _say(how_far: int | str) -> None:
    sys.stdout.write(f"{how_far}\n")
    sys.stdout.flush()


def _limit(megabytes: int, seconds: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    for what, most in (
        (resource.RLIMIT_AS, megabytes * 1_000_000),
        (resource.RLIMIT_CPU, math.ceil(seconds)),
        (resource.RLIMIT_FSIZE, LARGEST),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FILES_OPEN),
    ):
        resource.setrlimit(what, (most, most))
    signal.setitimer(signal.ITIMER_REAL, seconds + 1)
    os.umask(0o077)
    os.nice(10)  # where there are few cores, pages come first


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))
