"""A link lets a family see one board or one recipe without signing in."""

import secrets
import unicodedata
from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlmodel import CheckConstraint, Field, Relationship, SQLModel, case, col, or_, select, update

from boards.board import Board
from boards.clock import ahead, has_come, is_ahead
from boards.database import Db, db_of, new_id, now
from boards.group import Group, Previews
from boards.key import hash_of
from boards.password import hashed_plainly, matches
from boards.permission import Viewer
from boards.photo import Standing
from boards.problems import NotAllowed, NotFound, Problem, together
from boards.recipe import Recipe
from boards.right import LINK, Right, may
from boards.shown import Shared, recipes_of, shown_to
from boards.text import TITLE, needed_line

USUAL_DAYS = 30
"""A link ends this many days after it was made, unless another day is chosen."""

MOST_DAYS = 366
"""The furthest end that can be chosen."""

SHORTEST_WORD = 5
"""Fewest characters of a word that locks a link. The key of the link is what keeps strangers out."""


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
    word_hash: str | None = None
    """What is kept of a word that the family knows, where one is asked for."""
    opened: int = 0
    opened_at: datetime | None = None

    board: Board | None = Relationship()
    recipe: Recipe | None = Relationship()

    @classmethod
    def to(
        cls, what: Board | Recipe, *, name: str, ends: date, today: date, maker_id: str, word: str = "", family: Viewer
    ) -> "Link":
        """A new link, with a word to open it if one is said. Raises Several when the name is empty, the end is past or
        too far, the word too short, when the recipe isn't finished, or when there are photos of which nobody knows
        whether a `family` may see them.
        """
        kept = together(
            photos=lambda: _all_known(what, family),
            name=lambda: needed_line(name, "name"),
            ends=lambda: _end(ends, today),
            word_hash=lambda: hashed_word(word) if word.strip() else None,
        )
        del kept["photos"]
        link = cls(group_id=what.group_id, maker_id=maker_id, **kept)
        link.board_id, link.recipe_id = (what.id, None) if isinstance(what, Board) else (None, what.id)
        return link

    @classmethod
    def find(cls, db: Db, key: str, at: datetime, zone: ZoneInfo) -> "Link":
        """The open link with this key. Raises NotFound alike for ended, closed and never made."""
        if not may(LINK, Right.SEE_SHARED):
            raise NotAllowed
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
        """Whether it shows anything at this moment. It ends with its last day, in the group's zone. One that was made
        on a day to come shows nothing.
        """
        ends_at = datetime.combine(self.ends + timedelta(days=1), time(), zone)
        is_over = self.closed_at is not None or is_ahead(self.made_at, at=at) or has_come(ends_at, at=at)
        return not is_over and self.shared.binned_at is None

    @property
    def is_locked(self) -> bool:
        """Whether a word is asked for before it shows anything."""
        return self.word_hash is not None

    @property
    def proof(self) -> str:
        """What a browser keeps to show that the word was right; it opens this link alone, with this word."""
        return hash_of(f"{self.key} {self.word_hash}")

    def unlock(self, word: str) -> str:
        """The proof, for whoever knows the word. Raises Problem. It takes long on purpose."""
        if not matches(self.word_hash, _plain(word)):
            raise Problem("wrong_word", "word")
        return self.proof

    def wait_for_turn(self) -> None:
        """Wait until nobody else changes its group, and forget what was read before: it is read again when needed."""
        db = db_of(self)
        db.refresh(db.get_one(Group, self.group_id), with_for_update=True)
        db.expire_all()

    @classmethod
    def count_openings(cls, db: Db, openings: Mapping[str, tuple[int, datetime]]) -> Collection[str]:
        """Add to the counts: by a link's id how often it was opened since, and when last. Gives the ids of those that
        were counted, or are gone. A link that is being changed just now isn't waited for. The caller commits.
        """
        there = set(db.exec(select(cls.id).where(col(cls.id).in_(openings))))
        free = select(cls.id).where(col(cls.id).in_(openings)).order_by(col(cls.id)).with_for_update(skip_locked=True)
        counted = set(db.exec(free))
        for link_id in counted:
            times, at = openings[link_id]
            is_newer = or_(col(cls.opened_at).is_(None), col(cls.opened_at) < at)
            newest = case((is_newer, at), else_=col(cls.opened_at))
            # Several processes add to the same number.
            db.exec(update(cls).where(col(cls.id) == link_id).values(opened=col(cls.opened) + times, opened_at=newest))
        return openings.keys() - (there - counted)

    def close(self) -> None:
        """Close it for good. A link that was closed stays closed; a new one is made in its place."""
        self.closed_at = self.closed_at or now()

    @classmethod
    def close_ahead(cls, db: Db) -> None:
        """Close the links that a clock that was ahead has made. The caller commits."""
        db.exec(update(cls).where(ahead(cls.made_at), col(cls.closed_at).is_(None)).values(closed_at=now()))

    def shows(self, db: Db) -> Shared:
        """What it shows now, to whoever holds it: every family page and photo address is made from this.

        Raises NotFound for a recipe that isn't to be seen yet.
        """
        group = db.get_one(Group, self.group_id)
        shown = shown_to(Viewer.family(group), self.shared, group)
        if isinstance(self.shared, Recipe) and not shown.recipes:
            raise NotFound
        return Shared(shown.group, shown.board, shown.recipes, self.ends, Previews(group.previews))


def hashed_word(word: str) -> str:
    """What is kept of a word that a family knows. Raises Problem for one that is too short."""
    plain = _plain(needed_line(word, "word"))
    if len(plain) < SHORTEST_WORD:
        raise Problem("word_too_short", "word", least=SHORTEST_WORD)
    return hashed_plainly(plain)


def _plain(word: str) -> str:
    """However it is typed on a phone: capitals and spaces don't matter."""
    return unicodedata.normalize("NFKC", "".join(word.split())).casefold()


def _all_known(what: Board | Recipe, family: Viewer) -> None:
    photos = (photo for recipe in recipes_of(what) for photo in recipe.photos)
    if any(photo.standing(family) is Standing.UNKNOWN for photo in photos):
        raise Problem("photos_wait", "photos")
    if isinstance(what, Recipe) and not what.rounds:
        raise Problem("recipe_unfinished", "photos")


def _end(ends: date, today: date) -> date:
    if ends < today:
        raise Problem("ends_in_the_past", "ends")
    if ends > today + timedelta(days=MOST_DAYS):
        raise Problem("ends_too_late", "ends", within=timedelta(days=MOST_DAYS))
    return ends
