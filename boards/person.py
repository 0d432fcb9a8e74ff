"""Someone in the group. Whatever a person may see or change is found through them."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar, cast

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy.orm import QueryableAttribute, lazyload, selectinload
from sqlmodel import Field, Relationship, SQLModel, col, func, select

from boards import order
from boards.board import Board, Pin
from boards.database import Db, db_of, new_id
from boards.group import Group
from boards.link import Link
from boards.problems import NotAllowed, NotFound, Problem, together
from boards.recipe import Picture, Recipe, Step
from boards.text import TITLE, line, needed_line

SHORTEST_PASSWORD = 15
"""Fewest characters of a password (OWASP ASVS 5.0, 6.2.1 recommends 15)."""

LONGEST_PASSWORD = 200

MOST_KEY = 64
"""Most characters of a form's key."""

Found = TypeVar("Found", Board, Recipe, Link)

_hasher = PasswordHasher()
_NOBODY = _hasher.hash("nobody has this password")
"""Checked when nobody has the email address, so that the answer takes as long."""


class Role(StrEnum):
    """What somebody does in the group."""

    MEMBER = "member"
    WORKER = "worker"


class Person(SQLModel, table=True):
    """A member or a worker of a group. Workers sign in with an email address and a password."""

    id: str = Field(default_factory=new_id, primary_key=True)
    group_id: str = Field(foreign_key="group.id", index=True)
    name: str = Field(max_length=TITLE)
    role: str = Field(max_length=10)
    email: str | None = Field(default=None, unique=True, max_length=254)
    password_hash: str | None = None

    group: Group = Relationship(sa_relationship_kwargs={"lazy": "joined"})

    @classmethod
    def worker(cls, group: Group, *, name: str, email: str, password: str) -> "Person":
        """A new worker of a group. Raises Several for a name, an address or a password that won't do."""
        return cls(group_id=group.id, **_checked(name, email, password))

    @classmethod
    def first(cls, *, group: str, name: str, email: str, password: str) -> "Person":
        """The first worker of a new group, and the one to ask for help. Raises Several."""
        kept = together(group=lambda: Group.named(group, helper=name), worker=lambda: _checked(name, email, password))
        return cls(group=kept["group"], **kept["worker"])

    @classmethod
    def signing_in(cls, db: Db, *, email: str, password: str) -> "Person":
        """Who has this address and password. Raises Problem; it takes as long when nobody has the address."""
        person = db.exec(select(cls).where(col(cls.email) == email.strip().lower())).first()
        known = person.password_hash if person and person.password_hash else _NOBODY
        if not _matches(known, password) or person is None:
            raise Problem("wrong_password", "email")
        return person

    @property
    def is_worker(self) -> bool:
        """Whether they curate boards and share them."""
        return self.role == Role.WORKER

    def boards(self) -> Sequence[Board]:
        """The group's boards in order."""
        mine = select(Board).where(Board.group_id == self.group_id, col(Board.binned_at).is_(None))
        return db_of(self).exec(mine.order_by(col(Board.place))).all()

    def board(self, board_id: str) -> Board:
        """One of the group's boards. Raises NotFound."""
        return self._found(Board, board_id, binned=False)

    def recipes(self) -> Sequence[Recipe]:
        """The group's recipes, the newest first."""
        mine = select(Recipe).where(Recipe.group_id == self.group_id, col(Recipe.binned_at).is_(None))
        return db_of(self).exec(mine.order_by(col(Recipe.made_at).desc(), col(Recipe.id))).all()

    def recipe(self, recipe_id: str) -> Recipe:
        """One of the group's recipes. Raises NotFound."""
        return self._found(Recipe, recipe_id, binned=False)

    def board_with(self, recipe: Recipe, *, rather: str = "") -> Board | None:
        """The first board that a recipe is pinned to, or rather the one with this id."""
        its = select(Board).join(Pin).where(Pin.recipe_id == recipe.id, col(Board.binned_at).is_(None))
        # Its name is enough: what else is on it is read when asked for.
        bare = its.options(lazyload(_loaded(Board.all_pins)))
        return db_of(self).exec(bare.order_by(col(Board.id) != rather, col(Board.place))).first()

    def step(self, step_id: str) -> Step:
        """A step of one of the group's recipes, neither of them in the bin. Raises NotFound."""
        step = db_of(self).get(Step, step_id)
        if step is None:
            raise NotFound
        return self.recipe(step.recipe_id).step(step_id)

    def binned_step(self, step_id: str) -> Step:
        """A step in the bin of a recipe that isn't. Raises NotFound."""
        step = db_of(self).get(Step, step_id)
        if step is None or step.binned_at is None:
            raise NotFound
        self.recipe(step.recipe_id)
        return step

    def may_see_photo(self, key: str) -> bool:
        """Whether a photo is one of the group's, those in the bin included."""
        theirs = select(Step.id).join(Recipe).where(Step.photo_key == key, Recipe.group_id == self.group_id)
        return db_of(self).exec(theirs).first() is not None

    def links(self) -> Sequence[Link]:
        """The group's links, the newest first. Only for workers."""
        self._must_be_worker()
        mine = select(Link).where(Link.group_id == self.group_id).order_by(col(Link.made_at).desc())
        # Their names are enough of a list: what is on the boards and in the recipes is read when asked for.
        names = (
            selectinload(_loaded(Link.board)).lazyload(_loaded(Board.all_pins)),
            selectinload(_loaded(Link.recipe)).lazyload(_loaded(Recipe.all_steps)),
        )
        return db_of(self).exec(mine.options(*names)).all()

    def link(self, link_id: str) -> Link:
        """One of the group's links. Only for workers. Raises NotFound."""
        self._must_be_worker()
        return self._found(Link, link_id)

    def binned_board(self, board_id: str) -> Board:
        """A board in the bin. Raises NotFound."""
        return self._found(Board, board_id, binned=True)

    def binned_recipe(self, recipe_id: str) -> Recipe:
        """A recipe in the bin. Raises NotFound."""
        return self._found(Recipe, recipe_id, binned=True)

    def make_board(self, title: str) -> Board:
        """Make a board, after those that are there. Only for workers."""
        self._must_be_worker()
        db = db_of(self)
        last = db.exec(select(func.max(Board.place)).where(Board.group_id == self.group_id)).one()
        board = Board.titled(title, group_id=self.group_id, place=(last or 0) + 1)
        db.add(board)
        return board

    def move_board(self, board: Board, to: int) -> int:
        """Put a board at a place among the others, and return the place that it had. Only for workers."""
        self._must_be_worker()
        return order.move(self.boards(), board, to)

    def make_recipe(self, title: str, pictures: Sequence[Picture] = (), *, upload: str | None = None) -> Recipe:
        """Make a recipe with a step for each picture.

        `upload` is the key of a form: what it sends again goes to the recipe that it made before. When that lies
        in the bin it stays there, and a new one is made.
        """
        upload = line(upload, "upload", most=MOST_KEY) if upload else None
        recipe = self._recipe_of(upload) if upload else None
        if recipe is None or recipe.binned_at:
            recipe = self._new_recipe(title, None if recipe else upload)
        recipe.add_steps(pictures, upload=upload)
        return recipe

    def make_link(self, what: Board | Recipe, *, name: str, ends: date, today: date) -> Link:
        """Let a family see a board or a recipe until a day. Only for workers."""
        self._must_be_worker()
        link = Link.to(what, name=name, ends=ends, today=today, maker_id=self.id)
        db_of(self).add(link)
        return link

    def _must_be_worker(self) -> None:
        if not self.is_worker:
            raise NotAllowed

    def _new_recipe(self, title: str, upload: str | None) -> Recipe:
        db = db_of(self)
        last = db.exec(select(func.max(Recipe.number)).where(Recipe.group_id == self.group_id)).one()
        recipe = Recipe(group_id=self.group_id, maker_id=self.id, number=(last or 0) + 1, upload=upload)
        recipe.name(title)
        db.add(recipe)
        return recipe

    def _recipe_of(self, upload: str) -> Recipe | None:
        mine = select(Recipe).where(Recipe.group_id == self.group_id, Recipe.upload == upload)
        return db_of(self).exec(mine).first()

    def _found(self, kind: type[Found], row_id: str, *, binned: bool | None = None) -> Found:
        row = db_of(self).get(kind, row_id)
        if row is None or row.group_id != self.group_id:
            raise NotFound
        lies_in_bin = isinstance(row, Board | Recipe) and row.binned_at is not None
        if binned is not None and lies_in_bin is not binned:
            raise NotFound
        return row


def _loaded(relationship: object) -> QueryableAttribute[Any]:
    """A relationship as a loading option takes it: its type is that of a row's value."""
    return cast("QueryableAttribute[Any]", relationship)


def _checked(name: str, email: str, password: str) -> dict[str, Any]:
    kept = together(
        name=lambda: needed_line(name, "name"),
        email=lambda: _address(email),
        password_hash=lambda: _hashed(password),
    )
    return {"role": Role.WORKER, **kept}


def _address(typed: str) -> str:
    address = needed_line(typed, "email", most=254).lower()
    name, _, host = address.partition("@")
    if not name or "." not in host or " " in address:
        raise Problem("not_an_email", "email")
    return address


def _hashed(password: str) -> str:
    if len(password) < SHORTEST_PASSWORD:
        raise Problem("password_too_short", "password", least=SHORTEST_PASSWORD)
    if len(password) > LONGEST_PASSWORD:
        raise Problem("too_long", "password", most=LONGEST_PASSWORD)
    return _hasher.hash(password.encode("utf-8", "surrogatepass"))


def _matches(known: str, password: str) -> bool:
    try:
        return _hasher.verify(known, password[: LONGEST_PASSWORD + 1].encode("utf-8", "surrogatepass"))
    except VerifyMismatchError:
        return False
