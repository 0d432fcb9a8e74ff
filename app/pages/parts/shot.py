"""A photo as a template shows it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from boards.photo import Picture
from media import SIZES


@dataclass(frozen=True)
class Shot:
    """Where a photo's sizes are, how large it is in pixels, its placeholder colour, and what it shows in words.

    `srcset` is empty where there is one size alone. `prints` is false where it may not leave the group: paper does.
    """

    srcset: str
    src: str
    width: int
    height: int
    tone: str
    alt: str
    prints: bool = True

    @classmethod
    def of(cls, picture: Picture | None, *, under: str = "", alt: str = "") -> "Shot | None":
        """A picture's sizes under an address: the group's own, or a link's. None where there is none to see."""
        return cls.seen(picture, under=under, alt=alt) if picture else None

    @classmethod
    def seen(cls, picture: Picture, *, under: str = "", alt: str = "") -> "Shot":
        """The same for a picture that is there."""
        address = f"{under}/photos/{picture.key}"
        webp = [(name, size.of(picture.width, picture.height)[0]) for name, size in SIZES.items() if name != "full"]
        # Two sizes of a small photo are the same width; a browser needs only one of them.
        widths = {width: name for name, width in reversed(webp)}
        srcset = ", ".join(f"{address}/{name} {width}w" for width, name in sorted(widths.items()))
        return cls(srcset, f"{address}/full", picture.width, picture.height, picture.tone, alt, picture.leaves)

    @classmethod
    def printed(cls, picture: Picture | None, size: str, *, under: str = "", alt: str = "") -> "Shot | None":
        """A picture in one size and no other: what a printer is given doesn't hang on the screen."""
        if picture is None:
            return None
        shot = cls.seen(picture, under=under, alt=alt)
        width = SIZES[size].of(picture.width, picture.height)[0]
        return replace(shot, srcset=f"{under}/photos/{picture.key}/{size} {width}w")


Shows = Callable[[Picture | None, str], Shot | None]
"""How a medium shows a picture, if there is one to see, with what it shows in words."""


def on_screen(under: str = "") -> Shows:
    """In all sizes, under an address: the group's own, or a link's."""
    return lambda picture, alt: Shot.of(picture, under=under, alt=alt)


def on_paper(size: str, under: str = "") -> Shows:
    """In one size, under an address."""
    return lambda picture, alt: Shot.printed(picture, size, under=under, alt=alt)
