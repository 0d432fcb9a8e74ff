"""Colours told by number, as HDR and wide photos of phones have them (ITU-T H.273): to sRGB.

A picture in PQ or HLG tells light of up to 1,000 cd/m² and more; shown as if it were sRGB, it is dull and grey.
"""

import math
from collections.abc import Callable
from functools import cache
from typing import Final, TypeVar

from PIL import Image, ImageFilter

_PQ, _HLG = 16, 18
_WIDE: Final = {
    9: ((1.6605, -0.5876, -0.0728), (-0.1246, 1.1329, -0.0083), (-0.0182, -0.1006, 1.1187)),
    12: ((1.2249, -0.2247, 0.0), (-0.0420, 1.0419, 0.0), (-0.0197, -0.0786, 1.0979)),
}
"""From BT.2020 (ITU-R BT.2087, annex 2) and from Display P3 (SMPTE EG 432-1) to the primaries of sRGB, in light."""

_M1, _M2 = 2610 / 16384, 2523 / 4096 * 128
_C1, _C2, _C3 = 3424 / 4096, 2413 / 4096 * 32, 2392 / 4096 * 32
"""Of PQ (ITU-R BT.2100, table 4)."""

_A: Final = 0.17883277
_B, _C = 1 - 4 * _A, 0.5 - _A * math.log(4 * _A)
"""Of HLG (ITU-R BT.2100, table 5)."""

_PEAK: Final = 1000.0
"""cd/m² of the screens that photos in HDR are made for, and that HLG is defined with. What is brighter is white."""

_WHITE: Final = 203.0
"""cd/m² of paper (ITU-R BT.2408, 2.1): what sRGB's white shows."""

_STEPS: Final = 25
"""Of the table a colour, between which colours are guessed."""

Triple = tuple[float, float, float]
T = TypeVar("T")


def _each(what: Callable[[T], float], three: tuple[T, T, T]) -> Triple:
    return what(three[0]), what(three[1]), what(three[2])


def in_srgb(image: Image.Image, told: tuple[int, int]) -> Image.Image:
    """An RGB picture whose primaries and transfer have these numbers, in sRGB's. Others are left alone."""
    primaries, transfer = told
    if image.mode != "RGB" or (primaries not in _WIDE and transfer not in (_PQ, _HLG)):
        return image
    return image.filter(_table(primaries, transfer))


@cache
def _table(primaries: int, transfer: int) -> ImageFilter.Color3DLUT:
    """Once a process: it takes as long as a photo."""
    return ImageFilter.Color3DLUT.generate(_STEPS, lambda *levels: _shown(levels, primaries, transfer))


def _shown(levels: Triple, primaries: int, transfer: int) -> Triple:
    light = _light(levels, transfer)
    if primaries in _WIDE:
        red, green, blue = light
        light = _each(lambda row: row[0] * red + row[1] * green + row[2] * blue, _WIDE[primaries])
    return _each(lambda part: _srgb(min(max(part, 0.0), 1.0)), light)


def _light(levels: Triple, transfer: int) -> Triple:
    """Light where 1 is white."""
    if transfer == _PQ:
        return _dimmed(_each(_from_pq, levels))
    if transfer == _HLG:
        scene = _each(_from_hlg, levels)
        luma = 0.2627 * scene[0] + 0.6780 * scene[1] + 0.0593 * scene[2]
        return _dimmed(_each(lambda part: _PEAK * luma**0.2 * part, scene))
    return _each(_from_srgb, levels)


def _dimmed(light: Triple) -> Triple:
    """From cd/m² of a bright screen to shares of white, by the brightest colour, so that no hue changes: dark parts
    stay as they are, bright ones come closer together (ITU-R BT.2390, 5.4.1).
    """
    brightest = min(max(light), _PEAK)
    if brightest <= 0:
        return (0.0, 0.0, 0.0)
    peak = _to_pq(_PEAK)
    most, level = _to_pq(_WHITE) / peak, _to_pq(brightest) / peak
    knee = 1.5 * most - 0.5
    if level > knee:
        t = (level - knee) / (1 - knee)
        level = (2 * t**3 - 3 * t**2 + 1) * knee + (t**3 - 2 * t**2 + t) * (1 - knee) + (3 * t**2 - 2 * t**3) * most
    share = _from_pq(level * peak) / max(light) / _WHITE
    return _each(lambda part: part * share, light)


def _from_pq(level: float) -> float:
    power = level ** (1 / _M2)
    return float(10_000 * (max(power - _C1, 0) / (_C2 - _C3 * power)) ** (1 / _M1))


def _to_pq(light: float) -> float:
    power = (light / 10_000) ** _M1
    return float(((_C1 + _C2 * power) / (1 + _C3 * power)) ** _M2)


def _from_hlg(level: float) -> float:
    return level**2 / 3 if level <= 0.5 else (math.exp((level - _C) / _A) + _B) / 12


def _from_srgb(level: float) -> float:
    return level / 12.92 if level <= 0.04045 else float(((level + 0.055) / 1.055) ** 2.4)


def _srgb(light: float) -> float:
    return 12.92 * light if light <= 0.0031308 else float(1.055 * light ** (1 / 2.4) - 0.055)
