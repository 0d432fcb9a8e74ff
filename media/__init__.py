"""Photos: from the bytes that a phone sends to clean files in four sizes. No web, no boards, no database.

The web's process never decodes a picture: importing this package loads neither Pillow nor OpenCV.
"""

from media.box import MOST_BOXES, Box
from media.developed import Developed
from media.disk import NoRoom
from media.found import Found, can_look
from media.line import Crowded, Most, Taker
from media.photo import MEGABYTES, Photo, PhotoProblem, Reason, is_key, weigh
from media.sizes import CARD, FULL, SIZES, STEP, TILE, Size
from media.store import FolderStore, Missing, Swept, TooManyUnwanted
from media.taken import in_order
from media.trash import KEPT as TRASH_KEPT
from media.workshop import Brought, Taken, Workshop

__all__ = [
    "CARD",
    "FULL",
    "MEGABYTES",
    "MOST_BOXES",
    "SIZES",
    "STEP",
    "TILE",
    "TRASH_KEPT",
    "Box",
    "Brought",
    "Crowded",
    "Developed",
    "FolderStore",
    "Found",
    "Missing",
    "Most",
    "NoRoom",
    "Photo",
    "PhotoProblem",
    "Reason",
    "Size",
    "Swept",
    "Taken",
    "Taker",
    "TooManyUnwanted",
    "Workshop",
    "can_look",
    "in_order",
    "is_key",
    "weigh",
]
