"""A link lets a family see one board or one recipe without signing in."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import CheckConstraint, Field, Relationship, SQLModel, col, select

from boards.board import Board
from boards.database import Db, new_id, now
from boards.group import Group
from boards.problems import NotFound, Problem, together
from boards.recipe import Picture, Recipe
from boards.text import TITLE, needed_line

USUAL_DAYS = 30
"""A link ends this many days after it was made, unless another day is chosen."""

MOST_DAYS = 366
"""The furthest end that can be chosen."""


@dataclass(frozen=True)
class ShownStep:
    """A step as a family sees it."""

    picture: Picture
    words: str


@dataclass(frozen=True)
class ShownRecipe:
    """A recipe as a family sees it. `title` is empty when it has none; `number` and `made_on` then name it."""

    id: str
    title: str
    number: int
    made_on: datetime
    cover: Picture | None
    steps: tuple[ShownStep, ...]


@dataclass(frozen=True)
class Shown:
    """Everything that a link shows now, and nothing else. Each family page is made from this alone."""

    group: str
    board: str | None
    recipes: tuple[ShownRecipe, ...]
    ends: date

    def recipe(self, recipe_id: str) -> ShownRecipe:
        """One of the recipes that it shows. Raises NotFound for any other."""
        for recipe in self.recipes:
            if recipe.id == recipe_id:
                return recipe
        raise NotFound

    def shows_photo(self, key: str) -> bool:
        """Whether a photo is on one of its pages."""
        return any(step.picture.key == key for recipe in self.recipes for step in recipe.steps)


class Link(SQLModel, table=True):
    """A link to one board or one recipe, with a name, an end and a key that can't be guessed."""

    __table_args__ = (CheckConstraint("(board_id IS NULL) <> (recipe_id IS NULL)", name="link_to_one_thing"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    group_id: str = Field(foreign_key="group.id", index=True)
    board_id: str | None = Field(default=None, foreign_key="board.id", index=True)
    recipe_id: str | None = Field(default=None, foreign_key="recipe.id", index=True)
    name: str = Field(max_length=TITLE)
    # Kept as it is, since a worker sees it again and it stands on paper; whoever can read this row
    # can read the photos beside it.
    key: str = Field(default_factory=lambda: secrets.token_urlsafe(16), unique=True, max_length=32)
    ends: date
    maker_id: str = Field(foreign_key="person.id")
    made_at: datetime = Field(default_factory=now)
    closed_at: datetime | None = None

    board: Board | None = Relationship()
    recipe: Recipe | None = Relationship()

    @classmethod
    def to(cls, what: Board | Recipe, *, name: str, ends: date, today: date, maker_id: str) -> "Link":
        """A new link. Raises Several when the name is empty or the end is past or too far."""
        kept = together(name=lambda: needed_line(name, "name"), ends=lambda: _end(ends, today))
        link = cls(group_id=what.group_id, maker_id=maker_id, **kept)
        link.board_id, link.recipe_id = (what.id, None) if isinstance(what, Board) else (None, what.id)
        return link

    @classmethod
    def find(cls, db: Db, key: str, at: datetime, zone: ZoneInfo) -> "Link":
        """The open link with this key. Raises NotFound alike for ended, closed and never made."""
        link = db.exec(select(cls).where(col(cls.key) == key)).first()
        if link is None or not link.is_open(at, zone):
            raise NotFound
        return link

    @property
    def shared(self) -> Board | Recipe:
        """The board or the recipe that it is to."""
        shared = self.board or self.recipe
        assert shared is not None
        return shared

    def is_open(self, at: datetime, zone: ZoneInfo) -> bool:
        """Whether it shows anything at this moment. It ends with its last day, in the group's zone."""
        ends_at = datetime.combine(self.ends + timedelta(days=1), time(), zone)
        return self.closed_at is None and at < ends_at and self.shared.binned_at is None

    def close(self) -> None:
        """Close it for good. A link that was closed stays closed; a new one is made in its place."""
        self.closed_at = self.closed_at or now()

    def shows(self, db: Db) -> Shown:
        """What it shows now: the one answer that every family page and photo address is made from."""
        group = db.get_one(Group, self.group_id)
        recipes = self.board.recipes if self.board else [self.shared]
        shown = tuple(_shown(recipe) for recipe in recipes if isinstance(recipe, Recipe))
        return Shown(group.name, self.board.title if self.board else None, shown, self.ends)


def _end(ends: date, today: date) -> date:
    if ends < today:
        raise Problem("ends_in_the_past", "ends")
    if ends > today + timedelta(days=MOST_DAYS):
        raise Problem("ends_too_late", "ends")
    return ends


def _shown(recipe: Recipe) -> ShownRecipe:
    steps = tuple(ShownStep(step.picture, step.words) for step in recipe.steps)
    cover = recipe.cover.picture if recipe.cover else None
    return ShownRecipe(recipe.id, recipe.title, recipe.number, recipe.made_at, cover, steps)
