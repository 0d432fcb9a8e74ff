"""A thousand damaged files: each is a photo or is refused, and the next photo is fine."""

import logging
import random
from collections import Counter

import pytest

from media import PhotoProblem, Reason
from tests.media.pictures import exif, saved, srgb_profile, textured

FORMATS = ["JPEG", "PNG", "WEBP", "HEIF", "AVIF"]
PER_FORMAT = 200


def whole(image_format: str) -> bytes:
    attached = exif(6, original="2026:11:22 17:30:01")
    return saved(textured(96, 64), image_format, exif=attached, icc_profile=srgb_profile())


def mutated(content: bytes, dice: random.Random) -> bytes:
    """Bytes changed, cut out, doubled or moved, more often near the start, where the headers are."""
    damaged = bytearray(content)
    for _ in range(dice.randint(1, 6)):
        at = int(len(damaged) * dice.random() ** 2)
        length = dice.randint(1, 16)
        match dice.randrange(5):
            case 0 | 1:
                damaged[at : at + 1] = dice.randbytes(1)
            case 2:
                damaged[at : at + length] = dice.choice((b"\0", b"\xff", b"\x7f")) * length
            case 3:
                del damaged[at : at + length]
            case 4:
                damaged[at:at] = damaged[at : at + length]
    return bytes(damaged)


@pytest.mark.parametrize("image_format", FORMATS)
def test_a_damaged_file_is_a_photo_or_is_refused(workshop, caplog, image_format):
    dice = random.Random(f"{image_format} 2026")
    content = whole(image_format)
    ends: Counter[str] = Counter()
    with caplog.at_level(logging.ERROR):
        for future in [workshop.begin(mutated(content, dice)) for _ in range(PER_FORMAT)]:
            try:
                ends["photo" if future.result().files else "nothing"] += 1
            except PhotoProblem as problem:
                ends[problem.reason] += 1
    assert ends.keys() <= {"photo", *Reason}
    assert ends["photo"] + ends[Reason.DAMAGED] > PER_FORMAT // 2
    assert not caplog.records, "a damaged file met a fault of ours"
    assert workshop.begin(content).result().files
