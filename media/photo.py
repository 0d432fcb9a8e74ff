"""A photo that was kept, and why another one could not be."""

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NamedTuple

MEGABYTES: Final = 80
"""The largest photo taken in, in millions of bytes: a phone's JPEG of 200 megapixels has 30 to 60."""

_KEY = re.compile(r"[A-Za-z0-9_-]{22}")


class Checksum(NamedTuple):
    """By what a file is known again: its length in bytes, and its SHA-256 in hexadecimal letters."""

    length: int
    sha256: str

    @classmethod
    def of(cls, content: bytes) -> "Checksum":
        """The one of some bytes."""
        return cls(len(content), hashlib.sha256(content).hexdigest())


@dataclass(frozen=True, slots=True)
class Photo:
    """A kept photo, as plain values for a step to carry.

    `width` and `height` are pixels of the `full` size, upright; `media.sizes` tells the others from them.
    `tone` is the picture's average colour, `#rrggbb`, to show until the picture is there. `checksums` has one for the
    file of each size, by the size's name.
    """

    key: str
    width: int
    height: int
    tone: str
    checksums: Mapping[str, Checksum] = field(hash=False)


class Reason(StrEnum):
    """Why a photo was refused. The words for whoever holds the phone stand in `app/words.py`."""

    EMPTY = "empty"
    NOT_A_PHOTO = "not a photo"
    DAMAGED = "damaged"
    TOO_MANY_PIXELS = "too many pixels"
    TOO_LARGE = "too large"
    TOO_HARD = "too hard"
    UNUSUAL = "unusual"


class PhotoProblem(Exception):  # noqa: N818  (a person reads of a problem, not of an error)
    """This photo can't be taken in; nothing of it was kept, and other photos are not affected."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason: Final = reason

    def __reduce__(self) -> tuple[type["PhotoProblem"], tuple[Reason]]:
        return PhotoProblem, (self.reason,)


def new_key() -> str:
    """A name nobody can guess: 128 bits from the system's random source, 22 characters fit for a URL."""
    return secrets.token_urlsafe(16)


def is_key(text: str) -> bool:
    """Could this be a photo's key? What could not must never reach a file system."""
    return _KEY.fullmatch(text) is not None


def weigh(content: bytes) -> None:
    """Refuse no bytes, or too many, before anything is done with them."""
    if not content:
        raise PhotoProblem(Reason.EMPTY)
    if len(content) > MEGABYTES * 1_000_000:
        raise PhotoProblem(Reason.TOO_LARGE)
