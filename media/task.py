"""What a worker is told to do with the photo that follows."""

import json
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from media.box import Box, boxes_told


class Work(StrEnum):
    DEVELOP = "develop"
    COVER = "cover"
    FIND = "find"


@dataclass(frozen=True, slots=True)
class Task:
    """One piece of work on one photo; `boxes` are for covering only."""

    work: Work
    boxes: tuple[Box, ...] = ()

    def packed(self) -> bytes:
        """JSON, as it goes through the pipe."""
        return json.dumps({"work": self.work, "boxes": [box.told() for box in self.boxes]}).encode()

    @classmethod
    def unpacked(cls, content: bytes) -> "Task":
        """What `packed` packed. Raises ValueError or KeyError for anything else."""
        told: dict[str, Any] = json.loads(content)
        return cls(Work(told["work"]), boxes_told(told["boxes"]))
