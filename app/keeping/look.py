"""Whether a photo's files are those that were kept: there, and the same to the last byte."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from media import FULL, SIZES, Checksum, FolderStore, Missing


@dataclass(frozen=True)
class Look:
    """What was found of a photo: the sizes that are missing, those that aren't what was kept, and what the others are
    known by.
    """

    key: str
    missing: tuple[str, ...] = ()
    damaged: tuple[str, ...] = ()
    checksums: Mapping[str, Checksum] = field(default_factory=dict)

    @property
    def is_whole(self) -> bool:
        """Whether every size is there as it was kept."""
        return not self.missing and not self.damaged

    @property
    def lost(self) -> tuple[str, ...]:
        """The sizes that can't be shown."""
        return self.missing + self.damaged

    @classmethod
    def at(cls, store: FolderStore, key: str, noted: Mapping[str, Sequence[object]]) -> "Look":
        """Read every file of a photo. `noted` are a length and a SHA-256 for each size, as they were when it was kept;
        where one isn't known, a file counts as whole that ends as it should.
        """
        missing, damaged, whole = [], [], {}
        for size in SIZES:
            try:
                content = store.open(key, size)
            except Missing:
                missing.append(size)
                continue
            except OSError:  # the disk can't read it
                damaged.append(size)
                continue
            checksum = Checksum.of(content)
            if tuple(noted[size]) == checksum if size in noted else _ends(content, size):
                whole[size] = checksum
            else:
                damaged.append(size)
        return cls(key, tuple(missing), tuple(damaged), whole)


def _ends(content: bytes, size: str) -> bool:
    """Whether a file of ours was written to its end: a JPEG ends with its mark, a WebP is as long as it says."""
    if size == FULL.name:
        return content.startswith(b"\xff\xd8\xff") and content.endswith(b"\xff\xd9")
    is_webp = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    return is_webp and int.from_bytes(content[4:8], "little") + 8 == len(content)
