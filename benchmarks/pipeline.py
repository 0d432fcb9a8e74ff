"""What one photo costs: our pipeline beside libvips making the same outputs.

    python -m benchmarks.pipeline                 a made-up 12-megapixel photo
    python -m benchmarks.pipeline FOLDER          your own: every *.jpg in the folder
    python -m benchmarks.pipeline --rounds 20

Every run is a process of its own, the contenders take turns in each round, and each has one thread. CPU is
user + system time of the work on the photos alone (libraries are loaded by then); memory is the peak of the
whole process; likeness is the mean SSIM of the step size beside the same photo decoded in full and resized
once. All have the workshop's settings for memory. Shown is the median of the rounds.

`pyvips` does what its manual advises (`thumbnail_buffer`, which shrinks on loading where it finds that good
enough); `pyvips-half` is given our own trick: the JPEG decoder halves the picture.
"""

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFilter, ImageMath, ImageOps

from media.workshop import MEMORY_HABITS

Files = dict[str, bytes]
Figures = dict[str, float]

REPEATS = 5
"""How often a run makes each photo, after once to warm up."""


def main() -> None:
    asked = _asked()
    if asked.run:
        print(json.dumps(_run(CONTENDERS[asked.run], asked.photos)))
    elif asked.photos:
        _compare(sorted(asked.photos[0].glob("*.jpg")), asked.rounds)
    else:
        with tempfile.TemporaryDirectory() as folder:
            photo = Path(folder, "kitchen.jpg")
            photo.write_bytes(made_up_photo())
            _compare([photo], asked.rounds)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("photos", nargs="*", type=Path, metavar="FOLDER")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--run", choices=CONTENDERS, help=argparse.SUPPRESS)
    return parser.parse_args()


def _compare(photos: list[Path], rounds: int) -> None:
    runs: dict[str, list[Figures]] = {name: [] for name in CONTENDERS}
    for _ in range(rounds):
        for name, figures in runs.items():
            figures.append(_apart(name, photos))
    _show({name: _medians(figures) for name, figures in runs.items()}, photos, rounds)


def _apart(name: str, photos: list[Path]) -> Figures:
    command = [sys.executable, "-m", "benchmarks.pipeline", "--run", name, *map(str, photos)]
    surroundings = os.environ | MEMORY_HABITS | {"VIPS_CONCURRENCY": "1"}
    answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, env=surroundings)
    figures: Figures = json.loads(answer.stdout)
    return figures


def _run(develop: Callable[[], Callable[[bytes], Files]], photos: list[Path]) -> Figures:
    ready = develop()
    contents = [photo.read_bytes() for photo in photos]
    made = [ready(content) for content in contents]
    memory = _peak_memory()
    cpu, wall = _cpu(), time.perf_counter()
    for content in contents * REPEATS:
        ready(content)
    count = len(contents) * REPEATS
    return {
        "CPU, ms": (_cpu() - cpu) * 1000 / count,
        "wall, ms": (time.perf_counter() - wall) * 1000 / count,
        "memory, MB": memory,
        "output, kB": statistics.mean(sum(map(len, files.values())) for files in made) / 1000,
        "likeness": statistics.mean(map(_likeness_of_step, made, contents)),
    }


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _peak_memory() -> float:
    """Megabytes. Not from getrusage, whose peak on Linux begins with that of the process which started this
    one.
    """
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in status.splitlines() if line.startswith("VmHWM:"))


def _medians(runs: list[Figures]) -> Figures:
    return {figure: statistics.median(run[figure] for run in runs) for figure in runs[0]}


def _show(results: dict[str, Figures], photos: list[Path], rounds: int) -> None:
    ours, *others = results.values()
    print(f"{len(photos)} photo(s), {rounds} rounds; in brackets: ours as a share of theirs\n")
    print(f"{'':12}" + "".join(f"{name:>20}" for name in results))
    for figure, value in ours.items():
        row = f"{figure:12}{_written(value):>20}"
        print(row + "".join(f"{f'{_written(other[figure])} ({value / other[figure]:.2f})':>20}" for other in others))


def _written(value: float) -> str:
    return f"{value:.4f}" if value < 2 else f"{value:.0f}"


def _ours() -> Callable[[bytes], Files]:
    from media.darkroom import develop
    from media.intake import get_ready

    get_ready()
    return lambda content: develop(content).files


def _vips(load: Callable[[Any, bytes], Any]) -> Callable[[bytes], Files]:
    import pyvips

    pyvips.cache_set_max(0)  # or the second time would cost nothing

    def develop(content: bytes) -> Files:
        full = load(pyvips.Image, content).copy_memory()
        files = {"full": full.jpegsave_buffer(Q=85, keep="none")}
        above = full
        for name, side in (("step", 1600), ("card", 800), ("tile", 400)):
            above = above.thumbnail_image(side, height=side, size="down").copy_memory()
            files[name] = above.webpsave_buffer(Q=78, effort=2, keep="none")
        return files

    return develop


def _thumbnail(vips: Any, content: bytes) -> Any:
    """In sRGB, but only where another profile is attached: asked of a plain photo, it would take libvips
    three times as long.
    """
    profile = vips.new_from_buffer(content, "").get_typeof("icc-profile-data")
    asked = {"output_profile": "srgb"} if profile else {}
    return vips.thumbnail_buffer(content, 2048, height=2048, size="down", **asked)


def _half(vips: Any, content: bytes) -> Any:
    """For photos up to 4096 px, as phones make them."""
    return vips.jpegload_buffer(content, shrink=2).autorot()


CONTENDERS: dict[str, Callable[[], Callable[[bytes], Files]]] = {
    "ours": _ours,
    "pyvips": lambda: _vips(_thumbnail),
    "pyvips-half": lambda: _vips(_half),
}


def made_up_photo(width: int = 4000, height: int = 3000, *, seed: int = 12) -> bytes:
    """A photo's mixture, always the same for a seed: soft light, texture at every scale, hard edges, a sensor's grain.
    Lying on its side.
    """
    dice = random.Random(seed)
    picture = _noise(dice, 4, 3).resize((width, height), Image.Resampling.BICUBIC)
    for share, across in ((0.3, 16), (0.25, 64), (0.25, 250), (0.2, 1000)):
        finer = _noise(dice, across, across * 3 // 4).resize((width, height), Image.Resampling.BICUBIC)
        picture = Image.blend(picture, finer, share)
    draw = ImageDraw.Draw(picture)
    for _ in range(60):
        x, y, r = dice.randrange(width), dice.randrange(height), dice.randrange(20, 300)
        draw.ellipse((x - r, y - r * 0.7, x + r, y + r * 0.7), outline=_colour(dice), width=12)
    picture = Image.blend(picture.filter(ImageFilter.GaussianBlur(1)), _noise(dice, width, height), 0.04)
    exif = Image.Exif()
    exif[0x0112] = 6
    content = BytesIO()
    picture.save(content, "JPEG", quality=92, exif=exif)
    return content.getvalue()


def _noise(dice: random.Random, width: int, height: int) -> Image.Image:
    return Image.frombytes("RGB", (width, height), dice.randbytes(width * height * 3))


def _colour(dice: random.Random) -> tuple[int, int, int]:
    return dice.randrange(256), dice.randrange(256), dice.randrange(256)


def _likeness_of_step(files: Files, content: bytes) -> float:
    step = Image.open(BytesIO(files["step"])).convert("L")
    whole = ImageOps.exif_transpose(Image.open(BytesIO(content)))
    return likeness(step, whole.resize(step.size, Image.Resampling.LANCZOS).convert("L"))


def likeness(one: Image.Image, other: Image.Image) -> float:
    """Mean SSIM (Wang et al. 2004) over blocks of 8 px, of two greyscale pictures of one size; 1 is the same
    picture.
    """
    x, y = one.convert("F"), other.convert("F")
    mean_x, mean_y = x.reduce(8), y.reduce(8)
    times: Callable[..., Image.Image] = ImageMath.lambda_eval
    squares = [times(lambda v: v["a"] * v["b"], a=a, b=b).reduce(8) for a, b in ((x, x), (y, y), (x, y))]
    structure = times(_ssim, mx=mean_x, my=mean_y, xx=squares[0], yy=squares[1], xy=squares[2])
    pixel = structure.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    assert isinstance(pixel, float)
    return pixel


def _ssim(v: dict[str, Any]) -> Any:
    c1, c2 = (0.01 * 255) ** 2, (0.03 * 255) ** 2
    product, squares = v["mx"] * v["my"], v["mx"] * v["mx"] + v["my"] * v["my"]
    variances, covariance = v["xx"] + v["yy"] - squares, v["xy"] - product
    return (product * 2 + c1) * (covariance * 2 + c2) / ((squares + c1) * (variances + c2))


if __name__ == "__main__":
    main()
