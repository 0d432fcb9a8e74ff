"""What a recipe needs, as it stands on a page."""

from dataclasses import dataclass

from app.pages.photo import Shot
from app.symbols import DRAWINGS
from boards.shown import ShownNeed


@dataclass(frozen=True)
class NeedCard:
    """One thing that is needed: its word, how much of it, and a photo or else a drawing's asset, if there is one."""

    words: str
    amount: str
    shot: Shot | None
    drawing: str

    @classmethod
    def of(cls, need: ShownNeed, *, under: str = "") -> "NeedCard":
        """The card of a need, with its photo under an address."""
        drawing = f"drawing-{need.symbol}" if need.symbol in DRAWINGS else ""
        return cls(need.words, need.amount, Shot.of(need.picture, under=under), drawing)
