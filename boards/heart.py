"""A heart: a thank-you from whoever holds a link, with a few kind words if they like."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.orm import lazyload
from sqlmodel import Field, SQLModel, col, func, select

from boards.clock import holding
from boards.database import Db, db_of, loaded, new_id, now
from boards.hands import Hands
from boards.link import Link
from boards.person import Person
from boards.problems import NotFound, Problem
from boards.recipe import Recipe
from boards.record import Did
from boards.right import Right
from boards.text import TITLE, lines

KIND_WORDS = 200
"""Most characters of the words that come with a heart."""

MOST_A_DAY = 30
"""Most hearts that one link sends in a day."""

MOST_WAITING = 10
"""Most words of one link that wait for a worker."""

NEW = timedelta(days=7)
"""How long a heart is new: a group that meets once a week hears of it the next time."""


class Heart(SQLModel, table=True):
    """A heart for a recipe. Without words everybody in the group sees it at once; words wait for a worker.

    Nothing is kept of who sent it but the link that they hold and its name.
    """

    id: str = Field(default_factory=new_id, primary_key=True)
    group_id: str = Field(foreign_key="group.id", index=True)
    recipe_id: str = Field(foreign_key="recipe.id", index=True)
    link_id: str | None = Field(default=None, foreign_key="link.id", ondelete="SET NULL", index=True)
    sender: str = Field(max_length=TITLE)
    """The name of the link."""
    words: str = Field(default="", max_length=KIND_WORDS)
    made_at: datetime = Field(default_factory=now)
    shown_at: datetime | None = None
    """Since when the group sees the words, if there are any."""
    hidden_at: datetime | None = None
    """Since when a worker keeps the words back; the heart stays."""

    @property
    def waits(self) -> bool:
        """Whether its words wait for a worker."""
        return bool(self.words) and self.shown_at is None and self.hidden_at is None

    @property
    def says(self) -> str:
        """Its words, where the group may see them."""
        return self.words if self.shown_at and not self.hidden_at else ""


def send_heart(db: Db, link: Link, recipe_id: str, words: str) -> Heart:
    """Send a heart to a recipe that a link shows. Raises Problem for too many of them."""
    kept = lines(words, "words", most=KIND_WORDS)
    link.wait_for_turn()
    mine = select(func.count()).select_from(Heart).where(Heart.link_id == link.id)
    today = db.exec(mine.where(holding(Heart.made_at, timedelta(days=1)))).one()
    waiting = db.exec(
        mine.where(col(Heart.words) != "", col(Heart.shown_at).is_(None), col(Heart.hidden_at).is_(None))
    ).one()
    if today >= MOST_A_DAY or (kept and waiting >= MOST_WAITING):
        raise Problem("hearts_enough", "words")
    heart = Heart(group_id=link.group_id, recipe_id=recipe_id, link_id=link.id, sender=link.name, words=kept)
    db.add(heart)
    return heart


def hearts_of(recipe: Recipe) -> Sequence[Heart]:
    """The hearts of a recipe, the newest first."""
    its = select(Heart).where(Heart.recipe_id == recipe.id)
    return db_of(recipe).exec(its.order_by(col(Heart.made_at).desc(), col(Heart.id))).all()


@dataclass(frozen=True)
class Thanked:
    """A recipe that was thanked for lately, and how often."""

    recipe: Recipe
    hearts: int


def thanked_lately(person: Person) -> Thanked | None:
    """Which of the recipes that somebody made got the newest of the hearts that are new, if any did."""
    those = (
        select(Heart.recipe_id, func.count(col(Heart.id)))
        .join(Recipe, col(Recipe.id) == col(Heart.recipe_id))
        .where(Recipe.maker_id == person.id, col(Recipe.binned_at).is_(None), holding(Heart.made_at, NEW))
        .group_by(col(Heart.recipe_id))
        .order_by(func.max(col(Heart.made_at)).desc())
    )
    found = db_of(person).exec(those.limit(1)).first()
    return Thanked(person.recipe(found[0]), found[1]) if found else None


class Hearts(Hands):
    """The words that came with hearts, in a worker's hands. Members may not."""

    right = Right.LOOK_AFTER

    def waiting(self) -> Sequence[Heart]:
        """The hearts whose words wait, the oldest first. Those of a recipe in the bin wait until it is put back."""
        ours = (
            select(Heart)
            .join(Recipe, col(Recipe.id) == col(Heart.recipe_id))
            .where(
                Heart.group_id == self.me.group_id,
                col(Recipe.binned_at).is_(None),
                col(Heart.words) != "",
                col(Heart.shown_at).is_(None),
                col(Heart.hidden_at).is_(None),
            )
        )
        return self.db.exec(ours.order_by(col(Heart.made_at), col(Heart.id))).all()

    def recipes_of(self, hearts: Collection[Heart]) -> dict[str, Recipe]:
        """The recipes that hearts are for, by their ids. Their names are enough: what is in them isn't read."""
        those = select(Recipe).where(col(Recipe.id).in_({heart.recipe_id for heart in hearts}))
        bare = those.options(lazyload(loaded(Recipe.all_steps)), lazyload(loaded(Recipe.all_needs)))
        return {recipe.id: recipe for recipe in self.db.exec(bare).all()}

    def find(self, heart_id: str) -> Heart:
        """One of the group's hearts that came with words, for a recipe in no bin. Raises NotFound."""
        heart = self.db.get(Heart, heart_id)
        if heart is None or heart.group_id != self.me.group_id or not heart.words:
            raise NotFound
        self.me.recipe(heart.recipe_id)
        return heart

    def show(self, heart: Heart) -> None:
        """Let the group see the words of a heart."""
        self.me.must(Right.LOOK_AFTER)
        heart.shown_at, heart.hidden_at = now(), None
        self.me.did(Did.WORDS_SHOWN, name=heart.sender)

    def hide(self, heart: Heart) -> None:
        """Keep the words of a heart back. The heart stays."""
        self.me.must(Right.LOOK_AFTER)
        heart.hidden_at = now()
        self.me.did(Did.WORDS_HIDDEN, name=heart.sender)
