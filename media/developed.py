"""A photo as it comes out of the workshop, and how it crosses from one process to the other."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from media.sizes import FULL, SIZES

_TONE = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Developed:
    """A clean picture in every size, upright, in sRGB, with nothing but pixels in its files.

    `width` and `height` are pixels of the full size, `tone` its average colour as `#rrggbb`, `taken` when it
    was taken (for `in_order`; not to be kept), `files` the content of each size by its name. Of one that `is_partial`
    much is missing, since its file lost its end.
    """

    width: int
    height: int
    tone: str
    taken: datetime | None
    files: dict[str, bytes]
    is_partial: bool = False

    def packed(self) -> tuple[bytes, bytes]:
        """A short head and a body, as they go through the pipe."""
        taken = self.taken and self.taken.isoformat()
        lengths = {name: len(content) for name, content in self.files.items()}
        head = {
            "width": self.width,
            "height": self.height,
            "tone": self.tone,
            "taken": taken,
            "files": lengths,
            "is_partial": self.is_partial,
        }
        return json.dumps(head).encode(), b"".join(self.files.values())

    @classmethod
    def unpacked(cls, head: dict[str, Any], body: bytes) -> "Developed":
        """What `packed` packed. Raises ValueError for anything else: it comes from a process that has read a
        stranger's bytes.
        """
        tone, taken = head.get("tone"), head.get("taken")
        if not (isinstance(tone, str) and _TONE.fullmatch(tone)):
            raise ValueError("not a colour")
        moment = datetime.fromisoformat(taken) if isinstance(taken, str) else None
        files = _files(head.get("files"), body)
        width, height = _side(head.get("width")), _side(head.get("height"))
        return cls(width, height, tone, moment, files, head.get("is_partial") is True)


def _side(value: object) -> int:
    if not isinstance(value, int) or not 1 <= value <= FULL.long_side:
        raise ValueError("not the side of a photo")
    return value


def _files(lengths: object, body: bytes) -> dict[str, bytes]:
    if not isinstance(lengths, dict) or lengths.keys() != SIZES.keys():
        raise ValueError("not the sizes of a photo")
    if not all(isinstance(length, int) and length > 0 for length in lengths.values()):
        raise ValueError("not the lengths of files")
    if sum(lengths.values()) != len(body):
        raise ValueError("not the files that were announced")
    files, start = {}, 0
    for name, length in lengths.items():
        files[name] = body[start : start + length]
        start += length
    return files
