"""Noise and paint: every surface is a grey tone (mode L) that is dyed between two or three colours."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from PIL import Image, ImageOps

Size = tuple[int, int]
Weave = tuple[float, float, float]
"""One layer of noise: the width and height of a cell in pixels, and how much it counts."""


def dice(seed: int) -> Random:
    """Chance that falls the same way for the same seed."""
    return Random(seed)  # noqa: S311 - for texture, not for secrets


def noise(size: Size, across: float, down: float, seed: int) -> Image.Image:
    """Soft grey noise whose cells are `across` by `down` pixels; the same for the same seed."""
    cells = max(2, round(size[0] / across) + 1), max(2, round(size[1] / down) + 1)
    dots = Image.frombytes("L", cells, dice(seed).randbytes(cells[0] * cells[1]))
    return dots.resize(size, Image.Resampling.BICUBIC if max(across, down) > 4 else Image.Resampling.BILINEAR)


def tone(size: Size, weaves: Sequence[Weave], seed: int) -> Image.Image:
    """Layers of noise mixed by their weights and stretched back to full contrast."""
    mixed, total = noise(size, weaves[0][0], weaves[0][1], seed), weaves[0][2]
    for number, (across, down, weight) in enumerate(weaves[1:], start=1):
        total += weight
        mixed = Image.blend(mixed, noise(size, across, down, seed + number), weight / total)
    return contrast(mixed, 1 + 0.35 * (len(weaves) - 1))


def contrast(grey: Image.Image, amount: float) -> Image.Image:
    return grey.point([round(min(max(128 + (value - 128) * amount, 0), 255)) for value in range(256)])


@dataclass(frozen=True)
class Paint:
    """Colours from dark to light, and the noise that moves between them."""

    dark: str
    light: str
    mid: str | None = None
    weaves: tuple[Weave, ...] = ((60, 60, 2), (14, 14, 1), (3, 3, 0.6))
    seed: int = 1

    def spread(self, size: Size) -> Image.Image:
        return dye(tone(size, self.weaves, self.seed), self.dark, self.light, self.mid)


def dye(grey: Image.Image, dark: str, light: str, mid: str | None = None) -> Image.Image:
    return ImageOps.colorize(grey, dark, light, mid)
