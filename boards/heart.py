"""A heart: a thank-you from whoever holds a link, with a few kind words if they like."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlmodel import Field, SQLModel, col, func, select

from boards.database import Db, db_of, new_id, now
from boards.group import Group
from boards.link import Link
from boards.person import Person
from boards.problems import NotFound, Problem
from boards.record import Did
from boards.right import Right
from boards.text import TITLE, lines

KIND_WORDS = 200
"""Most characters of the words that come with a heart."""

MOST_A_DAY = 30
"""Most hearts that one link sends in a day."""

MOST_WAITING = 10
"""Most words of one link that wait for a worker."""


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
    db.refresh(db.get_one(Group, link.group_id), with_for_update=True)
    mine = select(func.count()).select_from(Heart).where(Heart.link_id == link.id)
    today = db.exec(mine.where(col(Heart.made_at) > now() - timedelta(days=1))).one()
    waiting = db.exec(
        mine.where(col(Heart.words) != "", col(Heart.shown_at).is_(None), col(Heart.hidden_at).is_(None))
    ).one()
    if today >= MOST_A_DAY or (kept and waiting >= MOST_WAITING):
        raise Problem("hearts_enough", "words")
    heart = Heart(group_id=link.group_id, recipe_id=recipe_id, link_id=link.id, sender=link.name, words=kept)
    db.add(heart)
    return heart


def hearts_of(db: Db, recipe_id: str) -> Sequence[Heart]:
    """The hearts of a recipe, the newest first."""
    its = select(Heart).where(Heart.recipe_id == recipe_id)
    return db.exec(its.order_by(col(Heart.made_at).desc(), col(Heart.id))).all()


class Hearts:
    """The words that came with hearts, in a worker's hands. Members may not."""

    def __init__(self, me: Person) -> None:
        me.must(Right.LOOK_AFTER)
        self.me = me
        self.db = db_of(me)

    def waiting(self) -> Sequence[Heart]:
        """The hearts whose words wait, the oldest first."""
        ours = select(Heart).where(
            Heart.group_id == self.me.group_id,
            col(Heart.words) != "",
            col(Heart.shown_at).is_(None),
            col(Heart.hidden_at).is_(None),
        )
        return self.db.exec(ours.order_by(col(Heart.made_at), col(Heart.id))).all()

    def find(self, heart_id: str) -> Heart:
        """One of the group's hearts. Raises NotFound."""
        heart = self.db.get(Heart, heart_id)
        if heart is None or heart.group_id != self.me.group_id:
            raise NotFound
        return heart

    def show(self, heart: Heart) -> None:
        """Let the group see the words of a heart."""
        heart.shown_at, heart.hidden_at = now(), None
        self.me.did(Did.WORDS_SHOWN, name=heart.sender)

    def hide(self, heart: Heart) -> None:
        """Keep the words of a heart back. The heart stays."""
        heart.hidden_at = now()
        self.me.did(Did.WORDS_HIDDEN, name=heart.sender)
