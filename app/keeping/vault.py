"""A folder of backups.

    recipe-board-backups.json                    says that the folder is one
    contents/ab/abcdef…                          every photo's file once, by its SHA-256
    2026-11-27T03-00-00Z/database  manifest.json one folder a backup; the manifest is written last
    lock                                         held by whoever writes

A photo that is in a backup already isn't copied again. With a key of age everything but manifests is encrypted.
"""

import json
import re
import shutil
from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from app.keeping.lock import locked
from app.keeping.seal import Seal
from media import Checksum, make_folder, replace, room_told

FORMAT: Final = 1
IS_ONE: Final = "recipe-board-backups.json"
CONTENTS: Final = "contents"
DATABASE: Final = "database"
MANIFEST: Final = "manifest.json"
LOCK: Final = "lock"
NAMED: Final = "%Y-%m-%dT%H-%M-%SZ"
"""How a backup's folder is called: by when it was made."""

_HASH: Final = re.compile(r"[0-9a-f]{64}")


class NoVault(Exception):  # noqa: N818 - it is what it is
    """A folder that holds no backups, or a backup that can't be used: why, by its code in the catalogue."""

    def __init__(self, why: str, what: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.what = what


@dataclass(frozen=True)
class Keep:
    """How many backups stay: the newest of each of so many days, weeks and months."""

    days: int = 7
    weeks: int = 4
    months: int = 0

    @classmethod
    def said(cls, text: str) -> "Keep":
        """What is said, such as 7d4w. Raises ValueError."""
        if not re.fullmatch(r"(?=.)(\d{1,4}d)?(\d{1,4}w)?(\d{1,4}m)?", text):
            raise ValueError(text)
        many = {unit: int(number) for number, unit in re.findall(r"(\d+)([dwm])", text)}
        keep = cls(many.get("d", 0), many.get("w", 0), many.get("m", 0))
        if not any(asdict(keep).values()):
            raise ValueError(text)
        return keep

    def of(self, made: Collection[datetime], zone: ZoneInfo) -> set[datetime]:
        """Those that stay: the newest of each of the last days, weeks and months that have one, and of all."""
        kept = {max(made)} if made else set()
        for many, of in ((self.days, "%Y-%m-%d"), (self.weeks, "%G-%V"), (self.months, "%Y-%m")):
            newest = {one.astimezone(zone).strftime(of): one for one in sorted(made)}
            kept |= set(sorted(newest.values(), reverse=True)[:many])
        return kept


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: when it was made, of which pair, after which change, how many photos, and every file by its
    SHA-256 with its length in bytes.
    """

    made: str
    name: str
    change: int
    photos: int
    database: tuple[int, str]
    contents: dict[str, int]
    sealed: bool = False
    format: int = FORMAT

    @property
    def at(self) -> datetime:
        """When it was made."""
        return datetime.fromisoformat(self.made)


class Vault:
    """The backups in a folder."""

    def __init__(self, root: Path, seal: Seal) -> None:
        self.root = root
        self.seal = seal

    @classmethod
    def made(cls, root: Path, seal: Seal) -> "Vault":
        """The folder for backups, made where it isn't there. Raises NoVault for one that holds something else,
        NoRoom and OSError.
        """
        if root.is_dir() and any(root.iterdir()) and not (root / IS_ONE).is_file():
            raise NoVault("something_else")
        with room_told():
            make_folder(root.absolute())
            if not (root / IS_ONE).exists():
                replace(root / IS_ONE, json.dumps({"format": FORMAT}).encode())
        return cls(root, seal)

    @classmethod
    def there(cls, root: Path, seal: Seal) -> "Vault":
        """A folder that holds backups. Raises NoVault for any other."""
        try:
            is_one = json.loads((root / IS_ONE).read_bytes())["format"] == FORMAT
        except (OSError, ValueError, KeyError, TypeError):
            is_one = False
        if not is_one:
            raise NoVault("none")
        return cls(root, seal)

    def locked(self) -> AbstractContextManager[None]:
        """Nobody else writes here until the block ends. Raises Held where somebody does."""
        return locked(self.root / LOCK)

    def newest(self) -> str:
        """The newest backup, by its name. Raises NoVault where there is none."""
        names = self.names()
        if not names:
            raise NoVault("none")
        return names[0]

    def names(self) -> list[str]:
        """The backups that are whole, the newest first."""
        return sorted((one.parent.name for one in self.root.glob(f"[0-9]*Z/{MANIFEST}")), reverse=True)

    def free(self, at: datetime) -> datetime:
        """A moment by which no backup is called yet, later than that of the newest."""
        after = [self.manifest(name).at + timedelta(seconds=1) for name in self.names()[:1]]
        return max([at.replace(microsecond=0), *after])

    def manifest(self, name: str) -> Manifest:
        """What a backup holds. Raises NoVault for one that isn't there or can't be read."""
        if name not in self.names():
            raise NoVault("no_such", name)
        try:
            said = json.loads((self.root / name / MANIFEST).read_bytes())
            if said.get("format") != FORMAT:
                raise NoVault("newer", name)
            manifest = Manifest(**{**said, "database": tuple(said["database"])})
            is_sound = all(_HASH.fullmatch(one) for one in [*manifest.contents, manifest.database[1]])
            if not is_sound or manifest.at.strftime(NAMED) != name or manifest.at.tzinfo is None:
                raise ValueError(name)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            raise NoVault("damaged", f"{name}/{MANIFEST}") from None
        return manifest

    def has(self, checksum: Checksum) -> bool:
        """Whether a file of a photo is here already, as long as it must be."""
        try:
            written = self._content(checksum.sha256, sealed=self.seal.is_on).stat().st_size
        except FileNotFoundError:
            return False
        return self.seal.fits(written, checksum.length)

    def put(self, content: bytes) -> None:
        """Keep a file of a photo. Raises NoRoom and OSError."""
        file = self._content(Checksum.of(content).sha256, sealed=self.seal.is_on)
        with room_told():
            make_folder(file.parent.absolute())
            replace(file, self.seal.close(content))

    def get(self, manifest: Manifest, sha256: str) -> bytes:
        """A file of a photo of a backup. Raises NoVault where it is missing, damaged, or doesn't open with this key."""
        return self._opened(self._content(sha256, sealed=manifest.sealed), sha256, sealed=manifest.sealed)

    def database(self, manifest: Manifest) -> bytes:
        """The database of a backup, as a SQLite file. Raises NoVault."""
        file = self.root / manifest.at.strftime(NAMED) / DATABASE
        return self._opened(file, manifest.database[1], sealed=manifest.sealed)

    def add(self, manifest: Manifest, database: Path) -> str:
        """Add a backup whose contents are here; gives its name. Raises NoRoom and OSError."""
        name = manifest.at.strftime(NAMED)
        passing = self.root / f".new-{name}"
        with room_told():
            passing.mkdir(mode=0o700)
            replace(passing / DATABASE, self.seal.close(database.read_bytes()))
            replace(passing / MANIFEST, json.dumps(asdict(manifest), indent=1).encode())
            passing.rename(self.root / name)
        return name

    def forget(self, keep: Keep, *, until: date, zone: ZoneInfo) -> Sequence[str]:
        """Remove the backups that don't stay, and those that were made before a day, with every content that no other
        needs; gives their names. The newest stays unless it is too old, too. What a crash left goes as well.
        """
        made = {name: datetime.strptime(name, NAMED).replace(tzinfo=UTC) for name in self.names()}
        stays = keep.of(made.values(), zone)
        going = [name for name, at in made.items() if at not in stays or at.astimezone(zone).date() < until]
        for name in going:
            (self.root / name / MANIFEST).unlink()  # without it, it is none
        for left in [*self.root.glob(".new-*"), *(self.root / name for name in going)]:
            shutil.rmtree(left)
        self._forget_contents()
        return going

    def _forget_contents(self) -> None:
        """Remove what no backup needs. Where one can't be read nobody knows what it needs, and everything stays."""
        try:
            manifests = [self.manifest(name) for name in self.names()]
        except NoVault:
            return
        wanted = {self._content(sha256, sealed=one.sealed).name for one in manifests for sha256 in one.contents}
        for file in (self.root / CONTENTS).glob("*/*"):
            if file.name not in wanted:
                file.unlink()

    def _content(self, sha256: str, *, sealed: bool) -> Path:
        return self.root / CONTENTS / sha256[:2] / f"{sha256}{'.age' if sealed else ''}"

    def _opened(self, file: Path, sha256: str, *, sealed: bool) -> bytes:
        name = str(file.relative_to(self.root))
        try:
            written = file.read_bytes()
            content = self.seal.open(written) if sealed else written
        except FileNotFoundError:
            raise NoVault("missing", name) from None
        except OSError:
            raise NoVault("damaged", name) from None
        if content is None or Checksum.of(content).sha256 != sha256:
            raise NoVault("damaged", name)
        return content


def first_kept_day(today: date, *, backup_days: int, every_days: int) -> date:
    """The first day whose backups stay: by the day that pages promise, what was deleted is in none of them. Where
    backups are made every few days, those go that would be too old before the next.
    """
    return today - timedelta(days=max(0, backup_days - max(1, every_days)))
