"""What stands in a chat before somebody opens a link."""

from dataclasses import dataclass

from boards.photo import Picture
from media import SIZES, FolderStore, Missing

MOST_BYTES = 300_000
"""A chat leaves out a picture whose file is not smaller than this."""


@dataclass(frozen=True)
class Preview:
    """A picture for a chat: its whole address, its type, and its width and height in pixels."""

    src: str
    content_type: str
    width: int
    height: int

    @classmethod
    def of(cls, picture: Picture | None, photos: FolderStore, *, at: str) -> "Preview | None":
        """A picture under a whole address, in the largest of our sizes whose file a chat takes. None without one.

        From the largest down: the first is the JPEG, which every chat reads, so it is taken wherever it is small
        enough. The others are WebP, which today's chats read too; to keep one more JPEG of every photo for the rest
        would cost more than it gives.
        """
        if picture is None:
            return None
        for name, size in reversed(SIZES.items()):
            try:
                is_light = photos.weight(picture.key, name) < MOST_BYTES
            except Missing:
                return None  # a lost file costs the preview, never the page
            if is_light:
                width, height = size.of(picture.width, picture.height)
                return cls(f"{at}/photos/{picture.key}/{name}", size.content_type, width, height)
        return None
