"""When the newest backup was made, and whether the last that was tried out is good."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from media import replace

FILE: Final = "backups.json"
"""Where in the data folder it stands."""


@dataclass(frozen=True)
class LastBackup:
    """When the newest backup was made, when one was tried out last, and whether all of it could be put back."""

    backup: str
    drill: str = ""
    drill_ok: bool = False

    @property
    def made(self) -> datetime:
        """When the newest backup was made."""
        return datetime.fromisoformat(self.backup)

    @property
    def is_bad(self) -> bool:
        """Whether the last backup that was tried out couldn't be put back."""
        return bool(self.drill) and not self.drill_ok

    @classmethod
    def of(cls, data: Path) -> "LastBackup | None":
        """What is told; nothing where it can't be read."""
        try:
            said = json.loads((data / FILE).read_text("utf-8"))
            last = cls(said["backup"], said.get("drill") or "", bool(said.get("drill_ok")))
            return last if last.made.tzinfo else None
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def put(self, data: Path) -> None:
        """Tell it from now on. Raises NoRoom and OSError."""
        replace(data / FILE, json.dumps(asdict(self)).encode())
