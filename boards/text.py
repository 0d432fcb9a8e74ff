"""What may be typed into a field."""

import re
import unicodedata

from boards.problems import Problem

TITLE = 80
"""Most characters of a title or a name."""

WORDS = 500
"""Most characters of a step's words."""

# NUL can't be stored by PostgreSQL, a lone surrogate by neither database, and U+FFFD stands where one was.
# The bidirectional overrides let a title rearrange the text around it.
_UNKEEPABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffd\u202a-\u202e\u2066-\u2069]")


def line(typed: str, field: str, *, most: int = TITLE) -> str:
    """One line of text, its spaces tidied. Raises Problem when it is too long or can't be kept."""
    return _kept(" ".join(_sound(typed, field).split()), field, most)


def needed_line(typed: str, field: str, *, most: int = TITLE) -> str:
    """One line that may not be empty."""
    kept = line(typed, field, most=most)
    if not kept:
        raise Problem("empty", field)
    return kept


def lines(typed: str, field: str, *, most: int = WORDS) -> str:
    """A few lines of text; each is tidied, the breaks between them stay."""
    tidy = "\n".join(" ".join(row.split()) for row in _sound(typed, field).replace("\r\n", "\n").split("\n"))
    return _kept(tidy.strip(), field, most)


def needed_lines(typed: str, field: str, *, most: int = WORDS) -> str:
    """A few lines that may not be empty."""
    kept = lines(typed, field, most=most)
    if not kept:
        raise Problem("empty", field)
    return kept


def tame_line(said: str, most: int) -> str:
    """One line of what a file says. What can't be kept is a space, and what is too long ends there."""
    return _cut(" ".join(_UNKEEPABLE.sub(" ", said).split()), most)


def tame_lines(said: str, most: int) -> str:
    """The same for a few lines."""
    sound = _UNKEEPABLE.sub(" ", said.replace("\r\n", "\n"))
    return _cut("\n".join(" ".join(row.split()) for row in sound.split("\n")).strip(), most)


def tidy_address(typed: str) -> str:
    """An email address as it is kept and looked up, however it was typed."""
    return unicodedata.normalize("NFC", typed.strip().lower())


def _cut(text: str, most: int) -> str:
    return unicodedata.normalize("NFC", text)[:most].strip()


def _sound(typed: str, field: str) -> str:
    if _UNKEEPABLE.search(typed.replace("\r\n", "\n")):
        raise Problem("unkeepable", field)
    return typed


def _kept(text: str, field: str, most: int) -> str:
    kept = unicodedata.normalize("NFC", text)
    if len(kept) > most:
        raise Problem("too_long", field, most=most)
    return kept
