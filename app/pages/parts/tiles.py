"""A person as a picture with a name: on the tablet, on a card, in the list of people."""

from dataclasses import dataclass

from app.pages.parts.shot import Shot
from app.pantry.drawings import NOBODY, drawing_for
from boards.permission import Viewer
from boards.person import Person


@dataclass(frozen=True)
class Tile:
    """A name, and a photo or else a drawing."""

    name: str
    shot: Shot | None
    drawing: str
    href: str = ""

    @classmethod
    def of(cls, person: Person, viewer: Viewer, *, href: str = "", under: str = "") -> "Tile":
        """A person's tile for somebody's eyes. `under` is where their photo's address begins."""
        shot = Shot.of(person.photo.picture_for(viewer), under=under) if person.photo else None
        return cls(person.name, shot, drawing_for(person.symbol, NOBODY), href)
