"""The named sizes in which every photo is kept."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Size:
    """One of the sizes of a photo. `long_side` is in pixels and a limit: a small photo is never enlarged."""

    name: str
    long_side: int
    content_type: str
    ending: str

    @property
    def filename(self) -> str:
        return f"{self.name}.{self.ending}"

    def of(self, width: int, height: int) -> tuple[int, int]:
        """The width and height in pixels that a picture of `width` by `height` has in this size.

        The files are made with this same function, so what a page says of a picture is always what comes.
        Whole numbers throughout (halves round up), at least 1 px, and the `full` measures of a photo give the
        other sizes, whatever it measured when it came.
        """
        longest = max(width, height)
        if longest <= self.long_side:
            return width, height
        return _share(width, self.long_side, longest), _share(height, self.long_side, longest)


def _share(side: int, part: int, whole: int) -> int:
    return max(1, (2 * side * part + whole) // (2 * whole))


TILE: Final = Size("tile", 400, "image/webp", "webp")
CARD: Final = Size("card", 800, "image/webp", "webp")
STEP: Final = Size("step", 1600, "image/webp", "webp")
FULL: Final = Size("full", 2048, "image/jpeg", "jpg")

SIZES: Final = {size.name: size for size in (TILE, CARD, STEP, FULL)}

SOURCE: Final = Size("source", FULL.long_side, "image/jpeg", "jpg")
"""What a photo that was turned is made from: its full size as it lay before anybody turned it. Nobody is shown it."""

FILES: Final = SIZES | {SOURCE.name: SOURCE}
"""Everything that lies in a photo's folder."""
