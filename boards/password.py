"""Passwords: argon2id, long enough, and none that others would try first."""

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from zxcvbn import zxcvbn

from boards.problems import Problem

SHORTEST = 15
"""Fewest characters of a password (OWASP ASVS 5.0, 6.2.1 recommends 15)."""

LONGEST = 200

LOOKED_AT = 40
"""How many characters the estimate of guesses looks at; more would take it long."""

STRONG_ENOUGH = 3
"""The score of 10^8 guesses and more, of 0 to 4 (zxcvbn)."""

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("nobody has this password")
"""Checked when nobody has the email address, so that the answer takes as long."""


def hashed(password: str, *about: str) -> str:
    """What is kept of a password. Raises Problem for one that is too short, or that is soon guessed.

    `about` are words that others know of whoever chooses it: their name and address, the group's name.
    """
    if len(password) < SHORTEST:
        raise Problem("password_too_short", "password", least=SHORTEST)
    if len(password) > LONGEST:
        raise Problem("too_long", "password", most=LONGEST)
    if zxcvbn(password[:LOOKED_AT], list(about))["score"] < STRONG_ENOUGH:
        raise Problem("password_too_common", "password")
    return _hasher.hash(_bytes(password))


def hashed_plainly(word: str) -> str:
    """What is kept of a word that guards something beside a key, and needn't be hard to guess by itself."""
    return _hasher.hash(_bytes(word))


def matches(known: str | None, password: str) -> bool:
    """Whether a password is the one that is kept. It takes as long when none is."""
    try:
        return _hasher.verify(known or _NOBODY, _bytes(password[: LONGEST + 1])) and known is not None
    except VerifyMismatchError:
        return False


def _bytes(password: str) -> bytes:
    return password.encode("utf-8", "surrogatepass")
