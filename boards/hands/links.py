"""The links of a group, in a worker's hands: letting a family see something, and closing that again."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy.orm import selectinload
from sqlmodel import col, select

from boards.board import Board
from boards.database import loaded
from boards.hands import Hands
from boards.link import Link
from boards.permission import Viewer
from boards.problems import NotFound
from boards.recipe import Recipe
from boards.record import Did
from boards.right import Right


class Links(Hands):
    """What a worker sees and does about links. Members may not."""

    right = Right.SEE_LINKS

    def all(self) -> Sequence[Link]:
        """The group's links, the newest first."""
        ours = select(Link).where(Link.group_id == self.me.group_id).order_by(col(Link.made_at).desc())
        # Their names are enough of a list: what is on the boards and in the recipes is read when asked for.
        names = (
            selectinload(loaded(Link.board)).lazyload(loaded(Board.all_pins)),
            selectinload(loaded(Link.recipe)).lazyload(loaded(Recipe.all_steps)),
        )
        return self.db.exec(ours.options(*names)).all()

    def find(self, link_id: str) -> Link:
        """One of the group's links. Raises NotFound."""
        link = self.db.get(Link, link_id)
        if link is None or link.group_id != self.me.group_id:
            raise NotFound
        return link

    def make(self, what: Board | Recipe, *, name: str, ends: date, today: date, word: str = "") -> Link:
        """Let a family see a board or a recipe until a day, with a word to open it if one is said.

        Raises Several, also while there are photos that wait for an answer.
        """
        self.me.must(Right.SHARE)
        family = Viewer.family(self.me.group)
        link = Link.to(what, name=name, ends=ends, today=today, maker_id=self.me.id, word=word, family=family)
        self.db.add(link)
        self.me.did(Did.LINK_MADE, name=link.name)
        return link

    def close(self, link: Link) -> None:
        """Close a link for good."""
        self.me.must(Right.SEE_LINKS)
        link.close()
        self.me.did(Did.LINK_CLOSED, name=link.name)
