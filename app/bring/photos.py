"""A zip of photos: one recipe, with a step for each."""

from app.bring.archive import Archive
from app.bring.unread import Unread, Why
from boards.hands.bringing import BroughtRecipe, BroughtStep, Parcel
from boards.recipe import MOST_STEPS

ENDINGS = (".jpg", ".jpeg", ".png", ".webp", ".heic", ".heif", ".avif")


def read_photos(archive: Archive) -> Parcel:
    """What a zip of photos would make. What isn't a photo by its name stays out. Raises Unread."""
    names = [name for name in archive.names if _is_photo(name)]
    if not names:
        raise Unread(Why.NOT_OURS)
    if len(names) > MOST_STEPS:
        raise Unread(Why.TOO_MANY)
    recipe = BroughtRecipe("", tuple(BroughtStep(name) for name in names))
    return Parcel((), (recipe,), are_photos=True)


def _is_photo(name: str) -> bool:
    # Macs put a file beside each photo that bears its name and is none.
    is_hidden = any(part.startswith(".") or part == "__MACOSX" for part in name.split("/"))
    return name.lower().endswith(ENDINGS) and not is_hidden
