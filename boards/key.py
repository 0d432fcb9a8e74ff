"""Keys: what opens something for whoever holds it. The database keeps their hashes alone."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import timedelta

SEED_KEPT = timedelta(hours=1)
"""How long the browser that made new keys keeps their seed, and can show them."""


def new_key() -> str:
    """A key of 256 random bits."""
    return secrets.token_urlsafe(32)


def hash_of(key: str) -> str:
    """What is kept of a key. One that is random needs no slow hash."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True)
class Seed:
    """What the keys on one sheet of paper are made from.

    It stays in the browser of the worker who prints them, so that the page with the keys can be shown again
    for a while although nothing but their hashes is kept.
    """

    secret: str

    @classmethod
    def new(cls) -> "Seed":
        """A seed of 256 random bits."""
        return cls(secrets.token_urlsafe(32))

    def key_for(self, row_id: str) -> str:
        """The key of a row: 128 bits, the same each time."""
        made = hmac.digest(self.secret.encode("utf-8", "surrogatepass"), row_id.encode(), "sha256")
        return urlsafe_b64encode(made[:16]).decode().rstrip("=")

    def made(self, row_id: str, key_hash: str) -> bool:
        """Whether a row's key came from this seed."""
        return hmac.compare_digest(hash_of(self.key_for(row_id)), key_hash)
