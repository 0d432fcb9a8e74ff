"""Which photos cannot be shown as they were kept: known since one was asked for, or since it was read at night."""

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from threading import Lock

from app.assets import icon
from boards.photo import Photo
from media import FolderStore, Missing

UNKNOWN = "#888888"
"""The colour where none is known."""

log = logging.getLogger("recipe_board")


class Damaged(Missing):
    """The file of one size of a photo is missing, can't be read, or isn't what was kept."""

    def __init__(self, tone: str) -> None:
        super().__init__(tone)
        self.tone = tone


class Damage:
    """The photos that are known to be missing or damaged, by their keys. Each is logged once. Safe in threads."""

    def __init__(self) -> None:
        self._keys: set[str] = set()
        self._lock = Lock()

    @property
    def keys(self) -> frozenset[str]:
        """Those that are known now."""
        with self._lock:
            return frozenset(self._keys)

    def meet(self, key: str, what: str) -> None:
        """One was met, and `what` is wrong with it."""
        with self._lock:
            is_known = key in self._keys
            self._keys.add(key)
        if not is_known:
            log.error("A photo's file is missing or damaged: %s (%s)", key, what)

    def settle(self, looked_at: Iterable[str], lost: Mapping[str, Sequence[str]]) -> None:
        """Photos were read: those that are not lost any more are forgotten. `lost` are the others, with their sizes."""
        with self._lock:
            self._keys -= set(looked_at) - set(lost)
        for key, sizes in lost.items():
            self.meet(key, ", ".join(sizes))

    def forget_but(self, wanted: Collection[str]) -> None:
        """Forget those that nobody wants any more."""
        with self._lock:
            self._keys &= set(wanted)

    def opened(self, store: FolderStore, photo: Photo, size: str) -> bytes:
        """The file of one size of a photo, if it is as long as was noted. Raises Damaged."""
        key, tone, noted = photo.key, photo.tone, photo.checksums
        try:
            content = store.open(key, size)
        except Missing:
            self.meet(key, f"{size} is missing")
            raise Damaged(tone) from None
        except OSError as fault:
            self.meet(key, f"{size}: {fault.strerror}")
            raise Damaged(tone) from fault
        if size in noted and noted[size][0] != len(content):
            self.meet(key, f"{size} has {len(content)} bytes")
            raise Damaged(tone)
        return content


def stand_in(problem: Missing) -> str:
    """What stands in a photo's place: its colour, and a pot, as SVG."""
    tone = problem.tone if isinstance(problem, Damaged) else UNKNOWN
    pot = icon("pot").replace("<svg ", '<svg x="7" y="7" color="#fff" ', 1)
    place = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 38 38">'
    return f'{place}<rect width="38" height="38" fill="{tone}"/>{pot}</svg>'
