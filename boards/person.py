"""Someone in the group. Whatever a person may see or change is found through them."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

from sqlalchemy.orm import lazyload
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import Field, Relationship, SQLModel, col, select

from boards.board import Board, Pin
from boards.clock import holding
from boards.database import Db, db_of, loaded, new_id
from boards.group import Group
from boards.link import Link
from boards.password import hashed, matches
from boards.permission import Viewer
from boards.photo import Photo
from boards.problems import NotAllowed, NotFound, Problem, together
from boards.recipe import Recipe, Step
from boards.record import Did, Record
from boards.right import Right, Role, may
from boards.text import TITLE, needed_line, tidy_address

PRODUCT = ("recipe", "board", "recipeboard")
"""Words that others would try in a password here."""

Found = TypeVar("Found", Board, Recipe)


class Person(SQLModel, table=True):
    """A member or a worker of a group. Members sign in by their picture or a card, workers by a passkey or a password.

    Who has left keeps their row: the recipes that stayed are theirs.
    """

    id: str = Field(default_factory=new_id, primary_key=True)
    group_id: str = Field(foreign_key="group.id", index=True)
    name: str = Field(max_length=TITLE)
    role: str = Field(max_length=10)
    symbol: str = Field(default="", max_length=20)
    """The name of the drawing that stands for them, where they have no photo."""
    email: str | None = Field(default=None, unique=True, max_length=254)
    password_hash: str | None = None
    photo_key: str | None = Field(default=None, max_length=32, index=True)
    left_at: datetime | None = None
    looks: str = Field(default="", max_length=60, sa_column_kwargs={"name": "likes"})
    """How they like pages to be, as `Looks` keeps it."""

    group: Group = Relationship(sa_relationship_kwargs={"lazy": "joined"})
    photo: Photo | None = Relationship(
        sa_relationship_kwargs={
            "primaryjoin": "foreign(Person.photo_key) == Photo.key",
            "lazy": "selectin",
            "viewonly": True,
        }
    )
    """The photo that stands for them, if they chose one, for whoever may see it."""

    @classmethod
    def first(cls, *, group: str, name: str, email: str, password: str) -> "Person":
        """The first worker of a new group, and the one to ask for help. Raises Several."""
        worker = cls(group_id="", name=name, role=Role.WORKER)
        kept = together(
            group=lambda: Group.named(group, helper=name),
            name=lambda: needed_line(name, "name"),
            password=lambda: worker.choose_password(email, password, about=group),
        )
        worker.group, worker.group_id, worker.name = kept["group"], kept["group"].id, kept["name"]
        return worker

    @classmethod
    def of_new_group(cls, db: Db, *, group: str, name: str) -> "Person":
        """The first worker of another group on the same server, who needs an invitation. Raises Several."""
        kept = together(group=lambda: Group.named(group, helper=name or "-"), name=lambda: needed_line(name, "name"))
        worker = cls(group_id=kept["group"].id, name=kept["name"], role=Role.WORKER, group=kept["group"])
        db.add(worker)
        db.flush()
        db.add(Record(group_id=worker.group_id, did=Did.GROUP_MADE))
        return worker

    @classmethod
    def signing_in(cls, db: Db, *, email: str, password: str) -> "Person":
        """The worker with this address and password. Raises Problem; it takes as long when nobody has the address."""
        person = cls.with_address(db, email)
        if not matches(person.password_hash if person else None, password) or person is None:
            raise Problem("wrong_password", "email")
        return person

    @classmethod
    def with_address(cls, db: Db, email: str) -> "Person | None":
        """The worker who signs in with an email address, if somebody does."""
        person = cls.addressed(db, email)
        return person if person and person.is_worker else None

    @classmethod
    def workers_called(cls, db: Db, said: str, *, group: str = "") -> "Sequence[Person]":
        """The workers with an email address or a name, in a group if one is said."""
        if person := cls.with_address(db, said):
            return [person]
        those = select(cls).join(Group).where(cls.role == Role.WORKER, cls.name == said, col(cls.left_at).is_(None))
        return db.exec(those.where(Group.name == group) if group else those).all()

    @classmethod
    def addressed(cls, db: Db, email: str) -> "Person | None":
        """Whoever has an email address, whatever they are today."""
        return db.exec(select(cls).where(col(cls.email) == tidy_address(email))).first()

    @property
    def is_here(self) -> bool:
        """Whether they belong to the group today."""
        return self.left_at is None

    @property
    def is_worker(self) -> bool:
        """Whether they curate boards and share them."""
        return self.is_here and self.role == Role.WORKER

    @property
    def viewer(self) -> Viewer:
        """Their eyes: what they may see now."""
        return Viewer.inside(self.group, self.id, looks_after=self.may(Right.LOOK_AFTER))

    def may(self, right: Right) -> bool:
        """Whether they may do something, by the one table."""
        return self.is_here and may(self.role, right)

    def must(self, right: Right) -> None:
        """Raise NotAllowed unless they may do something."""
        if not self.may(right):
            raise NotAllowed

    def wait_for_turn(self) -> None:
        """Wait until nobody else changes the group, and forget what was read before: it is read again when needed."""
        db = db_of(self)
        db.flush()
        db.refresh(self.group, with_for_update=True)
        db.expire_all()

    def did(self, what: Did, *, whom: "Person | None" = None, name: str = "", photo: Photo | None = None) -> None:
        """Write into the record that they did something: to whom, or about which photo."""
        entry = Record(group_id=self.group_id, did=what, by_id=self.id, whom_id=whom.id if whom else None, name=name)
        entry.photo_key = photo.key if photo else None
        db_of(self).add(entry)

    def did_to_families(self, what: Board | Recipe, did: Did) -> None:
        """Write into the record what families see more or less of, if a link that isn't closed shows it."""
        db = db_of(self)
        boards = [what.id]
        if isinstance(what, Recipe):
            boards = list(
                db.exec(select(Pin.board_id).where(Pin.recipe_id == what.id, col(Pin.binned_at).is_(None))).all()
            )
        shows = (col(Link.board_id).in_(boards)) | (col(Link.recipe_id) == what.id)
        if db.exec(select(Link.id).where(shows, col(Link.closed_at).is_(None)).limit(1)).first():
            self.did(did)

    def was_invited(self) -> None:
        """Write into the record that the operator made an invitation for them."""
        db_of(self).add(Record(group_id=self.group_id, did=Did.INVITED, whom_id=self.id))

    def was_tried(self, told: timedelta) -> None:
        """Write into the record that somebody tries passwords for them, unless it was `told` so short a while ago."""
        db = db_of(self)
        stands = select(Record.id).where(
            Record.whom_id == self.id, Record.did == Did.TRIED_TOO_OFTEN, holding(Record.at, told)
        )
        if db.exec(stands.limit(1)).first() is None:
            db.add(Record(group_id=self.group_id, did=Did.TRIED_TOO_OFTEN, whom_id=self.id))

    def be_called(self, name: str) -> str:
        """Take a name, and return the one that they had."""
        was, self.name = self.name, needed_line(name, "name")
        return was

    def show(self, symbol: str, photo: Photo | None = None) -> None:
        """Be shown by a photo, where it may be seen, or else by a drawing."""
        self.symbol = symbol
        self.photo_key = photo.key if photo else None
        set_committed_value(self, "photo", photo)

    def choose_password(self, email: str, typed: str, *, about: str = "") -> None:
        """Sign in with an email address and a password from now on. Raises Several."""
        parts = [part for said in (self.name, about, email, email.replace("@", " ")) for part in (said, *said.split())]
        known = [*parts, self.name.replace(" ", ""), about.replace(" ", ""), *PRODUCT]
        kept = together(email=lambda: _address(email), password=lambda: hashed(typed, *known))
        self.email, self.password_hash = kept["email"], kept["password"]

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
        its = (
            select(Board)
            .join(Pin)
            .where(Pin.recipe_id == recipe.id, col(Pin.binned_at).is_(None), col(Board.binned_at).is_(None))
        )
        # Its name is enough: what else is on it is read when asked for.
        bare = its.options(lazyload(loaded(Board.all_pins)))
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

    def photo_they_see(self, key: str) -> Photo:
        """One of the group's photos that they may see, those in the bin included. Raises NotFound."""
        photo = Photo.find(db_of(self), key)
        if not photo.is_shown_to(self.viewer):
            raise NotFound
        return photo

    def binned_board(self, board_id: str) -> Board:
        """A board in the bin. Raises NotFound."""
        return self._found(Board, board_id, binned=True)

    def binned_recipe(self, recipe_id: str) -> Recipe:
        """A recipe in the bin. Raises NotFound."""
        return self._found(Recipe, recipe_id, binned=True)

    def unfinished(self) -> Recipe | None:
        """The newest recipe that they were making and have not said to be finished."""
        mine = select(Recipe).where(
            Recipe.group_id == self.group_id,
            Recipe.maker_id == self.id,
            col(Recipe.binned_at).is_(None),
            col(Recipe.finished_at).is_(None),
        )
        return db_of(self).exec(mine.order_by(col(Recipe.made_at).desc())).first()

    def _found(self, kind: type[Found], row_id: str, *, binned: bool) -> Found:
        row = db_of(self).get(kind, row_id)
        if row is None or row.group_id != self.group_id:
            raise NotFound
        if (row.binned_at is not None) is not binned:
            raise NotFound
        return row


def _address(typed: str) -> str:
    address = needed_line(tidy_address(typed), "email", most=254)
    name, _, host = address.partition("@")
    if not name or "." not in host or " " in address:
        raise Problem("not_an_email", "email")
    return address
