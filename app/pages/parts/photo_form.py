"""The form that photos are sent with, wherever it stands."""

import secrets
from dataclasses import dataclass

from app.pages.parts.frame import Frame


@dataclass(frozen=True)
class PhotoForm:
    """Where a form sends photos to, and the key of its sending: sending them twice is the same as once.

    Its address says who opened it, so that nothing of it comes in as somebody else's. `is_many`: it takes several.
    """

    action: str
    upload: str
    person: str = ""
    """What the photos of whoever is here are known by on a device."""
    is_many: bool = False

    @classmethod
    def to(cls, address: str, frame: Frame, *, is_many: bool = False) -> "PhotoForm":
        """The form of whoever is here."""
        return cls(frame.own(address), secrets.token_urlsafe(16), frame.photos_of, is_many)
