"""Masking a face, or anything, in a photo."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from app import addresses, words
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.parts.shot import Shot
from app.pages.photos import shot_of
from app.photos.masks import WHOLE, told_of
from boards.photo import Photo
from media import Region

HEAD = {"left": "40", "top": "30", "width": "20", "height": "25"}
"""Percent: where the numbers begin, about where a head is."""


@dataclass(frozen=True)
class MaskRegion:
    """A region in a photo: as it is carried along, and in percent of the picture."""

    told: str
    left: str
    top: str
    width: str
    height: str

    @classmethod
    def of(cls, region: Region) -> "MaskRegion":
        """A region."""
        told = told_of(region)
        return cls(told, *told.split(","))


@dataclass(frozen=True, kw_only=True)
class MaskPage(HousePage):
    """The photo with its masks so far. They are burned in when it is sent, and until then each can be undone."""

    template: ClassVar[str] = "photos/mask.html"
    asks: ClassVar[tuple[str, ...]] = ("left", "top", "width", "height")
    shot: Shot | None
    regions: tuple[MaskRegion, ...]
    found: tuple[MaskRegion, ...]
    count: str
    left: str = HEAD["left"]
    top: str = HEAD["top"]
    width: str = HEAD["width"]
    height: str = HEAD["height"]
    action: str

    @classmethod
    def of(cls, photo: Photo, regions: Sequence[Region], frame: Frame) -> "MaskPage":
        """The page of a photo with some regions masked; what we found and isn't masked yet can be."""
        back = addresses.photo(photo.key) + ("" if frame.viewer.looks_after else "/people")
        told = tuple(MaskRegion.of(region) for region in regions)
        found = tuple(MaskRegion.of(Region(*region)) for region in photo.found)
        return cls(
            heading=words.HIDE,
            frame=frame,
            part="recipes",
            trail=(Crumb(words.IN_IT if frame.viewer.looks_after else words.PHOTO_PEOPLE, back),),
            shot=shot_of(photo, frame),
            regions=told,
            found=tuple(region for region in found if region not in told),
            count=words.counted(len(told), words.HIDE_ONE, words.HIDE_MANY) if told else words.HIDE_NONE,
            action=f"{addresses.photo(photo.key)}/cover",
        )

    @property
    def whole(self) -> int:
        """How many parts a side has in which regions are counted."""
        return WHOLE
