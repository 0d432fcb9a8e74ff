"""How what is in a backup is closed: as it is, or encrypted with age to a key whose other half lies elsewhere."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

_LEAST = 200
"""Bytes that age adds at least: a head, and 16 for each 64 KiB."""


class NoKey(Exception):  # noqa: N818 - it is what it is
    """What was given isn't a key of age."""


@dataclass(frozen=True)
class Seal:
    """Closes to a public key (`age1…`), and opens with the file of its secret half. Without a key it closes nothing."""

    to: str = ""
    identity: Path | None = None

    @property
    def is_on(self) -> bool:
        """Whether it closes what is written."""
        return bool(self.to)

    def close(self, content: bytes) -> bytes:
        """What is written. Raises NoKey."""
        if not self.to:
            return content
        import pyrage  # few ever encrypt

        return bytes(pyrage.encrypt(content, [self._recipient]))

    def open(self, content: bytes) -> bytes | None:
        """What was closed; None where this key doesn't open it, or it is damaged. Raises NoKey and OSError."""
        if self.identity is None:
            raise NoKey("")
        import pyrage

        try:
            return bytes(pyrage.decrypt(content, [self._secret]))
        except pyrage.DecryptError:
            return None

    def fits(self, written: int, length: int) -> bool:
        """Whether so many bytes can be what so many became. How long the head of what is encrypted is, is by chance."""
        return written >= length + _LEAST if self.to else written == length

    @cached_property
    def _recipient(self) -> Any:
        import pyrage

        try:
            return pyrage.x25519.Recipient.from_str(self.to)
        except pyrage.RecipientError:
            raise NoKey(self.to) from None

    @cached_property
    def _secret(self) -> Any:
        import pyrage

        assert self.identity is not None
        keys = [line for line in self.identity.read_text("utf-8").splitlines() if line.startswith("AGE-SECRET-KEY-")]
        try:
            return pyrage.x25519.Identity.from_str(keys[0])
        except (IndexError, pyrage.IdentityError):
            raise NoKey(str(self.identity)) from None
