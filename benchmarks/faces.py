"""What the finder of people costs, and how often it is right.

    python -m benchmarks.faces                    made-up food, with drawn faces on half of it
    python -m benchmarks.faces --photos FOLDER    photos of food and hands too: whoever is found there is nobody
    python -m benchmarks.faces --face FILE 140,10,320,230
                                                  the head out of a photo in place of drawn ones: left, top, right and
                                                  bottom in pixels. These are of scikit-image's astronaut.png (NASA,
                                                  in the public domain), which isn't in this repository


One worker looks at photo after photo, as in the house. The first one also starts the worker and loads OpenCV, so it
stands apart. Time is what the caller waits: the photo's way to the worker, decoding, searching. A face is found
rightly when the middle of one region lies in it; every other region is wrong.
"""

import argparse
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageEnhance, ImageFilter

from benchmarks.pipeline import made_up_photo
from media import Region, Workshop
from tests.media.pictures import BROWN, DARK, LIGHT, face, textured, with_faces

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
    parser.add_argument("--face", nargs=2, metavar=("FILE", "PLACE"))
    asked = parser.parse_args()
    folder = asked.photos
    workshop = Workshop(1)
    first = _timed(workshop, _scene(0, faces=0))[1]
    print(f"the first photo, with a worker to start and OpenCV to load: {first:.0f} ms\n")
    print(f"{'':24}{'photos':>8}{'median':>10}{'p90':>10}{'faces':>8}{'rightly':>9}{'wrongly':>9}")
    _show("drawn faces", workshop, [_scene(seed, faces=1 + seed % 3) for seed in range(30)])
    _show("drawn food", workshop, [_scene(seed, faces=0) for seed in range(30)])
    _show("a phone's 12 megapixels", workshop, [Scene(made_up_photo(), 3000, 4000)] * 10)
    if folder and folder.is_dir():
        _show(folder.name, workshop, [_scene_of(file) for file in sorted(folder.rglob("*")) if file.suffix in ENDINGS])
    print()
    heads = [_head_in(*asked.face)] if asked.face else [face(300, skin) for skin in (LIGHT, BROWN, DARK)]
    for name, kind in KINDS.items():
        _show(name, workshop, [kind(head, seed) for head in heads for seed in range(6)])
    workshop.close()


def _show(name: str, workshop: Workshop, scenes: list[Scene]) -> None:
    """One line of the table; times in milliseconds."""
    seen = [_timed(workshop, scene) for scene in scenes]
    times = sorted(took for _, took in seen)
    p90 = times[round(0.9 * (len(times) - 1))] if times else 0.0
    right = sum(_rightly(scene, regions) for scene, (regions, _) in zip(scenes, seen, strict=True))
    wrong = sum(len(regions) for regions, _ in seen) - right
    heads = sum(len(scene.heads) for scene in scenes)
    median = statistics.median(times) if times else 0.0
    print(f"{name:24}{len(scenes):8}{median:7.0f} ms{p90:7.0f} ms{heads:8}{right:9}{wrong:9}")


def _timed(workshop: Workshop, scene: Scene) -> tuple[Sequence[Region], float]:
    began = time.perf_counter()
    regions = workshop.begin_find(scene.content).result().regions
    return regions, (time.perf_counter() - began) * 1000


def _rightly(scene: Scene, regions: Sequence[Region]) -> int:
    """How many heads have a region of their own."""
    middles = [
        ((region.left + region.width / 2) * scene.width, (region.top + region.height / 2) * scene.height)
        for region in regions
    ]
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


def _head_in(file: str, place: str) -> Image.Image:
    with Image.open(file) as picture:
        left, top, right, bottom = map(int, place.split(","))
        return picture.convert("RGBA").crop((left, top, right, bottom))


def _alone(
    head: Image.Image, seed: int, *, share: float = 0.3, cut: float = 0, light: float = 1, blur: float = 0
) -> Scene:
    """One head in a kitchen, with `share` of the picture's height; `cut` is how much of it the left edge takes."""
    picture = textured(1600, 1200, seed)
    high = round(1200 * share)
    head = head.resize((max(1, head.width * high // head.height), high), Image.Resampling.LANCZOS)
    left, top = (-round(cut * head.width), 200) if cut else (300 + 90 * seed, 100 + 60 * seed)
    picture.paste(head, (left, top), head)
    picture = ImageEnhance.Brightness(picture.filter(ImageFilter.GaussianBlur(blur))).enhance(light)
    content = BytesIO()
    picture.save(content, "JPEG", quality=85)
    return Scene(content.getvalue(), 1600, 1200, ((max(left, 0), top, left + head.width, top + head.height),))


def _masked(head: Image.Image, seed: int) -> Scene:
    worn = head.copy()
    across, high = head.size
    ImageDraw.Draw(worn).rectangle((across * 0.15, high * 0.5, across * 0.85, high * 0.85), fill=(150, 180, 200, 255))
    return _alone(worn, seed)


def _from_behind(head: Image.Image, seed: int) -> Scene:
    hair = head.copy()
    ImageDraw.Draw(hair).ellipse((0, 0, head.width, head.height * 0.95), fill=(48, 34, 28, 255))
    return _alone(hair, seed)


KINDS: Final[dict[str, Callable[[Image.Image, int], Scene]]] = {
    "as it is": _alone,
    "a tenth of the height": partial(_alone, share=0.1),
    "a twentieth": partial(_alone, share=0.05),
    "a thirtieth": partial(_alone, share=1 / 30),
    "lying on its side": lambda head, seed: _alone(head.rotate(90, expand=True), seed),
    "upside down": lambda head, seed: _alone(head.rotate(180), seed),
    "turned away": lambda head, seed: _alone(head.resize((head.width * 4 // 10, head.height)), seed),
    "in the dark": partial(_alone, light=0.12),
    "blurred": partial(_alone, blur=12),
    "a mask on": _masked,
    "half cut off": partial(_alone, cut=0.5),
    "two thirds cut off": partial(_alone, cut=0.67),
    "from behind": _from_behind,
}
"""Ways in which people are in photos. One head in each."""


def _scene_of(file: Path) -> Scene:
    with Image.open(file) as picture:
        return Scene(file.read_bytes(), *picture.size)


if __name__ == "__main__":
    main()
