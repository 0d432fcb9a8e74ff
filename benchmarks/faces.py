"""What the finder of people costs, and how often it is right.

    python -m benchmarks.faces                    made-up food, with drawn faces on half of it
    python -m benchmarks.faces --photos FOLDER    photos of food and hands too: whoever is found there is nobody

One worker looks at photo after photo, as in the house. The first one also starts the worker and loads OpenCV, so it
stands apart. Time is what the caller waits: the photo's way to the worker, decoding, searching. A face is found
rightly when the middle of one box lies in it; every other box is wrong.
"""

import argparse
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image

from benchmarks.pipeline import made_up_photo
from media import Box, Workshop
from tests.media.pictures import BROWN, DARK, LIGHT, textured, with_faces

ENDINGS: Final = {".jpg", ".jpeg", ".png", ".webp", ".heic", ".avif"}

Place = tuple[int, int, int, int]
"""Left, top, right and bottom of a head, in pixels."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A photo, and the heads in it."""

    content: bytes
    width: int
    height: int
    heads: tuple[Place, ...] = ()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--photos", type=Path, metavar="FOLDER")
    folder = parser.parse_args().photos
    workshop = Workshop(1)
    first = _timed(workshop, _scene(0, faces=0))[1]
    print(f"the first photo, with a worker to start and OpenCV to load: {first:.0f} ms\n")
    print(f"{'':24}{'photos':>8}{'median':>10}{'p90':>10}{'faces':>8}{'rightly':>9}{'wrongly':>9}")
    _show("drawn faces", workshop, [_scene(seed, faces=1 + seed % 3) for seed in range(30)])
    _show("drawn food", workshop, [_scene(seed, faces=0) for seed in range(30)])
    _show("a phone's 12 megapixels", workshop, [Scene(made_up_photo(), 3000, 4000)] * 10)
    if folder and folder.is_dir():
        _show(folder.name, workshop, [_scene_of(file) for file in sorted(folder.rglob("*")) if file.suffix in ENDINGS])
    workshop.close()


def _show(name: str, workshop: Workshop, scenes: list[Scene]) -> None:
    """One line of the table; times in milliseconds."""
    seen = [_timed(workshop, scene) for scene in scenes]
    times = sorted(took for _, took in seen)
    p90 = times[round(0.9 * (len(times) - 1))] if times else 0.0
    right = sum(_rightly(scene, boxes) for scene, (boxes, _) in zip(scenes, seen, strict=True))
    wrong = sum(len(boxes) for boxes, _ in seen) - right
    heads = sum(len(scene.heads) for scene in scenes)
    median = statistics.median(times) if times else 0.0
    print(f"{name:24}{len(scenes):8}{median:7.0f} ms{p90:7.0f} ms{heads:8}{right:9}{wrong:9}")


def _timed(workshop: Workshop, scene: Scene) -> tuple[Sequence[Box], float]:
    began = time.perf_counter()
    boxes = workshop.begin_find(scene.content).result().boxes
    return boxes, (time.perf_counter() - began) * 1000


def _rightly(scene: Scene, boxes: Sequence[Box]) -> int:
    """How many heads have a box of their own."""
    middles = [((box.left + box.width / 2) * scene.width, (box.top + box.height / 2) * scene.height) for box in boxes]
    return sum(
        any(left < x < right and top < y < bottom for x, y in middles) for left, top, right, bottom in scene.heads
    )


def _scene(seed: int, faces: int) -> Scene:
    """A full size of ours, made up, with so many faces side by side."""
    width, height = (2048, 1536) if seed % 2 else (1536, 2048)
    across = 100 + seed * 37 % 300
    heads = tuple((60 + n * 460, 100 + seed * 31 % 700) for n in range(faces))
    picture = textured(width, height, seed)
    if heads:
        picture = with_faces(picture, *heads, across=across, skin=(LIGHT, BROWN, DARK)[seed % 3])
    content = BytesIO()
    picture.save(content, "JPEG", quality=85)
    places = tuple((x, y, x + across, y + across * 7 // 5) for x, y in heads)
    return Scene(content.getvalue(), width, height, places)


def _scene_of(file: Path) -> Scene:
    with Image.open(file) as picture:
        return Scene(file.read_bytes(), *picture.size)


if __name__ == "__main__":
    main()
