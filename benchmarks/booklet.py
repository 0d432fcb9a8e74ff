"""What a booklet costs: from the photos in the store to the finished file.

    python -m benchmarks.booklet
    python -m benchmarks.booklet --recipes 10 --steps 6

The photos are drawn, with texture and grain, and no two are the same. Seconds are from asking to the file; CPU and
memory (its peak) are those of the press, a process of its own, with its start. The last column is what a photo weighs
in the file, on average.
"""

import argparse
import asyncio
import random
import resource
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image

from app import words
from app.booklet.bindery import Asker, Bindery, Booklet
from app.booklet.manuscript import Manuscript
from benchmarks.pipeline import made_up_photo
from boards.photo import Picture
from boards.shown import Shown, ShownRecipe, ShownStep
from media import CARD, Developed, FolderStore

NEGATIVES = 8
"""How many pictures are drawn. Every photo is another part of one of them."""

WORDS = "Cut the tomatoes into small pieces. Put them into the pot with the onions."


def main() -> None:
    asked = _asked()
    with tempfile.TemporaryDirectory() as folder:
        photos = FolderStore(Path(folder))
        negatives = [Image.open(BytesIO(made_up_photo(2000, 1500, seed=seed))).copy() for seed in range(NEGATIVES)]
        print(f"{'':28}{'seconds':>10}{'CPU, s':>10}{'memory, MB':>14}{'file, MB':>12}{'a photo, kB':>14}")
        for recipes in (1, asked.recipes):
            shown = _shown(photos, negatives, recipes, asked.steps)
            asyncio.run(_measure(photos, shown, f"{words.recipes(recipes)}, {words.steps(asked.steps)} each"))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--recipes", type=int, default=40)
    parser.add_argument("--steps", type=int, default=8)
    return parser.parse_args()


def _shown(photos: FolderStore, negatives: list[Image.Image], recipes: int, steps: int) -> Shown:
    dice, made_on = random.Random(recipes), datetime(2026, 11, 3, tzinfo=UTC)

    def step() -> ShownStep:
        negative = dice.choice(negatives)
        left, top = dice.randrange(400), dice.randrange(300)
        part = negative.crop((left, top, left + 1600, top + 1200)).resize((800, 600), Image.Resampling.LANCZOS)
        content = BytesIO()
        part.save(content, "WEBP", quality=78, method=2)
        photo = photos.keep(Developed(2048, 1536, "#808080", None, {CARD.name: content.getvalue()}))
        return ShownStep(Picture(photo.key, photo.width, photo.height, photo.tone), WORDS)

    made = []
    for number in range(1, recipes + 1):
        shown = tuple(step() for _ in range(steps))
        made.append(ShownRecipe(str(number), f"Recipe {number}", number, made_on, shown[-1].picture, shown))
    return Shown("Tuesday cooks", "Our kitchen" if recipes > 1 else None, tuple(made))


async def _measure(photos: FolderStore, shown: Shown, name: str) -> None:
    bindery = Bindery(photos, patience=600)
    manuscript = Manuscript.of(shown, date(2026, 11, 24))
    try:
        with _peak_of_children() as peak:
            cpu, started = _cpu(), time.perf_counter()
            booklet = await bindery.ask(manuscript, Asker("a group", "somebody"))
            seconds = time.perf_counter() - started
        assert isinstance(booklet, Booklet)
        weight = booklet.size / len(manuscript.photos) / 1000
        figures = f"{seconds:>10.1f}{_cpu() - cpu:>10.1f}{max(peak) / 1e6:>14.0f}{booklet.size / 1e6:>12.1f}"
        print(f"{name:28}{figures}{weight:>14.0f}")
    finally:
        bindery.close()


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


@contextmanager
def _peak_of_children() -> Iterator[list[int]]:
    """The largest memory of a process that this one started, in bytes, looked at every few milliseconds."""
    peaks, is_over = [0], threading.Event()

    def look() -> None:
        while not is_over.wait(0.01):
            for children in Path("/proc/self/task").glob("*/children"):
                with suppress(OSError):
                    peaks.extend(_peak_of(pid) for pid in children.read_text().split())

    watching = threading.Thread(target=look)
    watching.start()
    try:
        yield peaks
    finally:
        is_over.set()
        watching.join()


def _peak_of(pid: str) -> int:
    with suppress(OSError):
        status = Path("/proc", pid, "status").read_text().splitlines()
        return next((int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:")), 0)
    return 0


if __name__ == "__main__":
    main()
