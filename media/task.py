"""What a worker is told to do with the photo that follows."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

from media.region import Region, regions_told

QUARTERS: Final = 4
"""Turned as often by a quarter, a photo lies as before."""


class Work(StrEnum):
    DEVELOP = "develop"
    MASK = "mask"
    TURN = "turn"
    FIND = "find"


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work on one photo; `regions` are for masking only, `quarters` for turning: 0 to 3, clockwise."""

    work: Work
    regions: tuple[Region, ...] = ()
    quarters: int = 0

    def packed(self) -> bytes:
        """JSON, as it goes through the pipe."""
        regions = [region.told() for region in self.regions]
        return json.dumps({"work": self.work, "regions": regions, "quarters": self.quarters}).encode()

    @classmethod
    def unpacked(cls, content: bytes) -> "Task":
        """What `packed` packed. Raises ValueError or KeyError for anything else."""
        told: dict[str, Any] = json.loads(content)
        return cls(Work(told["work"]), regions_told(told["regions"]), told["quarters"])
