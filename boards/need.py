"""What a recipe needs: an ingredient or a tool, with a picture, a word and how much of it."""

from datetime import datetime
from enum import StrEnum

from sqlmodel import CheckConstraint, Field, Relationship

from boards.database import another, new_id, now
from boards.permission import Viewer
from boards.photo import Photo, Picture
from boards.problems import NotFound, together
from boards.text import TITLE, line, needed_line
from boards.told import Told

AMOUNT = 40
"""Most characters of an amount."""

SYMBOL = 20
"""Most characters of a drawing's name."""


class Kind(StrEnum):
    """What somebody needs: something that goes into the dish, or something to make it with."""

    INGREDIENT = "ingredient"
    TOOL = "tool"


class Need(Told, table=True):
    """One thing that a recipe needs. A photo stands for it, if there is one that may be seen, or else a drawing.

    `amount` is in plain words, such as "2 cups"; `symbol` is the name of the drawing.
    """

    __table_args__ = (
        CheckConstraint("place >= 1", name="need_place_from_one"),
        CheckConstraint("kind IN ('ingredient', 'tool')", name="need_kind_known"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    recipe_id: str = Field(foreign_key="recipe.id", index=True)
    kind: str = Field(max_length=10)
    place: int
    words: str = Field(max_length=TITLE)
    amount: str = Field(default="", max_length=AMOUNT)
    symbol: str = Field(default="", max_length=SYMBOL)
    photo_key: str | None = Field(default=None, foreign_key="photo.key", max_length=32, index=True)
    made_at: datetime = Field(default_factory=now)
    binned_at: datetime | None = None

    photo: Photo | None = Relationship(sa_relationship_kwargs={"lazy": "joined"})

    def tell(self, words: str, amount: str) -> dict[str, str]:
        """Say what it is and how much of it, as it was typed.

        Returns what stood there, in the same way. Raises Several, and then nothing has changed.
        """
        kept = together(
            words=lambda: needed_line(words, "words"),
            amount=lambda: line(amount, "amount", most=AMOUNT),
        )
        was = self.told
        self.words, self.amount = kept["words"], kept["amount"]
        return was

    @property
    def told(self) -> dict[str, str]:
        """What is said of it, as somebody would type it."""
        return {"words": self.words, "amount": self.amount}

    def show(self, symbol: str, photo: Photo | None = None) -> None:
        """Be shown by a photo, where it may be seen, or else by a drawing."""
        self.symbol, self.photo = symbol, photo
        self.photo_key = photo.key if photo else None

    def picture_for(self, viewer: Viewer) -> Picture | None:
        """Its photo, for whoever may see it now."""
        return self.photo.picture_for(viewer) if self.photo else None

    def in_bin(self) -> "Need":
        """What it is now, as a thing of its own that lies in the bin."""
        kept = another(self, binned_at=now())
        kept.photo = self.photo
        return kept

    def swap_picture(self, other: "Need") -> None:
        """Exchange pictures with something that was taken off the same recipe: the way back to a photo."""
        if other.recipe_id != self.recipe_id or other.binned_at is None:
            raise NotFound
        mine, theirs = (self.symbol, self.photo), (other.symbol, other.photo)
        self.show(*theirs)
        other.show(*mine)
