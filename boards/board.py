"""A board is an ordered set of recipes that is shown as cards; a pin is a recipe's place on it."""

from datetime import datetime

from sqlmodel import CheckConstraint, Field, Relationship, SQLModel, UniqueConstraint

from boards import order
from boards.database import db_of, new_id, now
from boards.permission import Viewer
from boards.photo import Picture
from boards.problems import Conflict, NotFound
from boards.recipe import Recipe
from boards.text import TITLE, needed_line
from boards.told import Told


class Board(Told, table=True):
    """A board of a group."""

    id: str = Field(default_factory=new_id, primary_key=True)
    group_id: str = Field(foreign_key="group.id", index=True)
    title: str = Field(max_length=TITLE)
    place: int
    cover_id: str | None = None
    made_at: datetime = Field(default_factory=now)
    binned_at: datetime | None = None

    all_pins: list["Pin"] = Relationship(
        back_populates="board",
        sa_relationship_kwargs={"order_by": "Pin.place", "lazy": "selectin", "cascade": "all, delete-orphan"},
    )

    @classmethod
    def titled(cls, title: str, *, group_id: str, place: int) -> "Board":
        """A new, empty board. Raises Problem when the title is empty, too long or can't be kept."""
        return cls(title=needed_line(title, "title"), group_id=group_id, place=place)

    @property
    def pins(self) -> list["Pin"]:
        """The pins in order, without those that were taken off and those of recipes in the bin."""
        return [pin for pin in self._pins_in_order if pin.is_seen]

    @property
    def _pins_in_order(self) -> list["Pin"]:
        """All of them, each that isn't seen before the one that took its place."""
        return sorted(self.all_pins, key=lambda pin: (pin.place, pin.is_seen))

    @property
    def recipes(self) -> list[Recipe]:
        """The recipes in order."""
        return [pin.recipe for pin in self.pins]

    @property
    def cover(self) -> Recipe | None:
        """The recipe that stands for it: the chosen one, else the first that has a step."""
        with_steps = [recipe for recipe in self.recipes if recipe.steps]
        return min(with_steps, key=lambda recipe: recipe.id != self.cover_id, default=None)

    def covers_for(self, viewer: Viewer) -> list[Picture]:
        """The pictures that stand for its recipes, for whoever may see them: the cover's first, then in order."""
        recipes = sorted(self.recipes, key=lambda recipe: recipe.id != self.cover_id)
        return [picture for recipe in recipes if (picture := recipe.cover_for(viewer))]

    def name(self, title: str) -> str:
        """Give it a title, and return the one that it had."""
        was, self.title = self.title, needed_line(title, "title")
        return was

    @property
    def told(self) -> dict[str, str]:
        """Its title, as somebody would type it."""
        return {"title": self.title}

    def pin(self, recipe: Recipe, to: int | None = None) -> "Pin":
        """Pin a recipe at the end or at a place. One that is pinned already stays where it is."""
        if there := self.pin_of(recipe):
            return there
        if recipe.group_id != self.group_id:
            raise NotFound
        pin = next((pin for pin in self.all_pins if pin.recipe_id == recipe.id), None)
        if pin is None:
            pin = Pin(board_id=self.id, recipe_id=recipe.id, recipe=recipe, place=0)
            self.all_pins.append(pin)
        pin.place, pin.binned_at = order.end(self.all_pins), None
        if to is not None:
            self.move(pin, to)
        return pin

    def pin_of(self, recipe: Recipe) -> "Pin | None":
        """A recipe's pin on this board, if it has one."""
        return next((pin for pin in self.all_pins if pin.recipe_id == recipe.id and pin.binned_at is None), None)

    def find_pin(self, pin_id: str, *, binned: bool = False) -> "Pin":
        """One of its pins, or one that was taken off. Raises NotFound for any other."""
        off = [pin for pin in self.all_pins if pin.binned_at and pin.recipe.binned_at is None]
        for pin in off if binned else self.pins:
            if pin.id == pin_id:
                return pin
        raise NotFound

    def find_recipe(self, recipe_id: str) -> Recipe:
        """One of the recipes on it. Raises NotFound for any other."""
        for recipe in self.recipes:
            if recipe.id == recipe_id:
                return recipe
        raise NotFound

    def unpin(self, pin: "Pin", *, was_new: bool = False) -> int:
        """Take a recipe off this board, and return the place that it had; for a while it can be put back, unless it was
        never to stand there. The recipe itself stays.
        """
        if pin not in self.pins:
            raise Conflict("changed_meanwhile")
        was = self.pins.index(pin) + 1
        pin.binned_at = now()
        if was_new:
            self.all_pins.remove(pin)
            db_of(self).flush()  # so that the same recipe may be pinned again in the same breath
        return was

    def knows(self, recipe: Recipe) -> bool:
        """Whether a recipe stands on it, or did a while ago."""
        return any(pin.recipe_id == recipe.id for pin in self.all_pins)

    def pin_again(self, pin: "Pin") -> None:
        """Put a recipe back that was taken off, to the place that it had."""
        pins = self._pins_in_order
        pin.binned_at = None
        order.renumber(pins)

    def move(self, pin: "Pin", to: int) -> int:
        """Put a pin at a place, counted from 1, and return the place that it had."""
        return order.move(self.pins, pin, to, among=self._pins_in_order)

    def choose_cover(self, recipe: Recipe | None) -> str | None:
        """Let a recipe's cover stand for the board, or the first; return the id of the one that did."""
        was, self.cover_id = self.cover_id, recipe.id if recipe else None
        return was

    def bin(self) -> None:
        """Put it in the bin, from where it can be put back. Its links show nothing until then."""
        self.binned_at = now()

    def put_back(self) -> None:
        """Take it out of the bin, to where it was."""
        self.binned_at = None


class Pin(SQLModel, table=True):
    """A recipe's place on a board."""

    __table_args__ = (
        UniqueConstraint("board_id", "recipe_id", name="pin_once"),
        CheckConstraint("place >= 1", name="pin_place_from_one"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    board_id: str = Field(foreign_key="board.id", index=True)
    recipe_id: str = Field(foreign_key="recipe.id", index=True)
    place: int
    binned_at: datetime | None = None
    """Since when it is taken off."""

    board: Board = Relationship(back_populates="all_pins")
    recipe: Recipe = Relationship(sa_relationship_kwargs={"lazy": "selectin"})

    @property
    def is_seen(self) -> bool:
        """Whether its recipe stands on its board: neither was it taken off, nor does the recipe lie in the bin."""
        return self.binned_at is None and self.recipe.binned_at is None
