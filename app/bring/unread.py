"""Why a file that somebody brings can't be read."""

from enum import StrEnum


class Why(StrEnum):
    """The words for it stand in the catalogue."""

    NOTHING = "nothing"
    NOT_OURS = "not_ours"
    NEWER = "newer"
    DAMAGED = "damaged"
    NAMES = "names"
    LOCKED = "locked"
    TOO_LARGE = "too_large"
    TOO_MANY = "too_many"


class Unread(Exception):  # noqa: N818 - it is what the file is
    """Nothing of the file is taken."""

    def __init__(self, why: Why) -> None:
        super().__init__(why)
        self.why = why
