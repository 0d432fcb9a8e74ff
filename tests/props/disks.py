"""Small disks, to be filled. Only root may mount one; where that can't be done, the test says so."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def small_disk(place: Path, megabytes: int) -> Iterator["Disk"]:
    """A disk of its own at a folder, which is empty for as long as it is there."""
    place.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(place)]
    said = subprocess.run(mount, capture_output=True, check=False, text=True)
    if said.returncode:
        pytest.skip(f"only root may mount the small disk that this fills: {said.stderr.strip()}")
    try:
        yield Disk(place)
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


class Disk:
    """A disk that can be filled and cleared again."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self._filler = place / "filler"

    def fill(self, *, but: int = 0) -> None:
        """Fill it up, but for so many bytes."""
        free = os.statvfs(self.place)
        with self._filler.open("ab") as filler:
            filler.write(bytes(max(0, free.f_bavail * free.f_frsize - but)))

    def clear(self) -> None:
        """Make room again."""
        self._filler.unlink()

    def close(self) -> None:
        """Let nobody write to it, as a disk becomes that has faults."""
        subprocess.run(["mount", "-o", "remount,ro", str(self.place)], check=True)

    def open(self) -> None:
        """Let it be written to again."""
        subprocess.run(["mount", "-o", "remount,rw", str(self.place)], check=True)
