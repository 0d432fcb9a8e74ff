"""Photos: from the bytes that a phone sends to clean files in four sizes. No web, no boards, no database.

The web's process never decodes a picture: importing this package loads neither Pillow nor OpenCV.
"""

from media.detection import Detection, can_look
from media.developed import Developed
from media.disk import NoRoom, Shut, make_folder, replace, room_told, write
from media.line import Crowded, Most, Taker
from media.photo import MEGABYTES, Checksum, Photo, PhotoProblem, Reason, is_key, weigh
from media.region import MOST_REGIONS, Region
from media.sizes import CARD, FULL, SIZES, SOURCE, STEP, TILE, Size
from media.store import FolderStore, Missing, Swept, TooManyUnwanted
from media.taken_at import in_order
from media.task import QUARTERS
from media.trash import KEPT as TRASH_KEPT
from media.workshop import Brought, TakenIn, Workshop

__all__ = [
    "CARD",
    "FULL",
    "MEGABYTES",
    "MOST_REGIONS",
    "QUARTERS",
    "SIZES",
    "SOURCE",
    "STEP",
    "TILE",
    "TRASH_KEPT",
    "Brought",
    "Checksum",
    "Crowded",
    "Detection",
    "Developed",
    "FolderStore",
    "Missing",
    "Most",
    "NoRoom",
    "Photo",
    "PhotoProblem",
    "Reason",
    "Region",
    "Shut",
    "Size",
    "Swept",
    "TakenIn",
    "Taker",
    "TooManyUnwanted",
    "Workshop",
    "can_look",
    "in_order",
    "is_key",
    "make_folder",
    "replace",
    "room_told",
    "weigh",
    "write",
]
