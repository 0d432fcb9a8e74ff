"""What a worker is told to do with the photo that follows."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from media.region import Region, regions_told


class Work(StrEnum):
    DEVELOP = "develop"
    MASK = "mask"
    FIND = "find"


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work on one photo; `regions` are for masking only."""

    work: Work
    regions: tuple[Region, ...] = ()

    def packed(self) -> bytes:
        """JSON, as it goes through the pipe."""
        return json.dumps({"work": self.work, "regions": [region.told() for region in self.regions]}).encode()

    @classmethod
    def unpacked(cls, content: bytes) -> "Task":
        """What `packed` packed. Raises ValueError or KeyError for anything else."""
        told: dict[str, Any] = json.loads(content)
        return cls(Work(told["work"]), regions_told(told["regions"]))
