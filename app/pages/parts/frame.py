"""What stands around every page of the group: where it is, who to ask, and what just happened."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar, Self

from boards.looks import USUAL, Looks
from boards.note import Note
from boards.permission import NOBODY, Viewer
from boards.person import Person


@dataclass(frozen=True)
class Undo:
    """The way back from what was done: a form's address and its hidden fields."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """What just happened, in words, and what didn't. `at` is the id of the thing on the page that it happened to."""

    says: str
    undo: Undo | None = None
    at: str = ""
    but: tuple[str, ...] = ()


@dataclass(frozen=True)
class Frame:
    """The group's name, who is here, who to ask, and what just happened. `on_tablet`: others use this device too."""

    group: str
    person: str
    helper: str
    is_worker: bool
    on_tablet: bool = False
    told: Told | None = None
    viewer: Viewer = NOBODY
    """Whose eyes the photos of the page are for."""
    looks: Looks = USUAL
    """How whoever is here likes it."""

    @classmethod
    def around(cls, me: Person, note: Note | None = None, *, at: str = "") -> "Frame":
        """The frame for a person, with a note for them if there is one."""
        undo = Undo(**note.undo) if note and note.undo else None
        says, *but = note.says.split("\n") if note else [""]
        told = Told(says, undo, at, tuple(but)) if note else None
        group, looks = me.group, Looks.of(me.looks)
        return cls(group.name, me.name, group.helper, me.is_worker, told=told, viewer=me.viewer, looks=looks)

    @property
    def photos_of(self) -> str:
        """What their photos that wait on a device are known by: it names nobody, and opens nothing."""
        return hashlib.sha256(f"photos of {self.viewer.person_id}".encode()).hexdigest()[:32]

    def own(self, address: str) -> str:
        """The address of a form that nobody but whoever is here may send: somebody else may come before it is sent."""
        return f"{address}?opened_by={self.viewer.person_id}"


@dataclass(frozen=True)
class Crumb:
    """One step of the way here: what it is called and where it leads."""

    text: str
    href: str


@dataclass(frozen=True)
class Errors:
    """What is wrong with a form: a sentence for each field. The empty name is the form as a whole."""

    of: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.of)

    def get(self, name: str) -> str:
        """The sentence about a field, empty when nothing is wrong with it."""
        return self.of.get(name, "")


NO_ERRORS = Errors()


@dataclass(frozen=True)
class Meanwhile:
    """What somebody else typed after a form was opened: who, and what stands there now, by the labels of its fields."""

    says: str
    there: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """What one template shows: finished values and nothing else. `heading` is its one h1."""

    template: ClassVar[str]
    asks: ClassVar[tuple[str, ...]] = ()
    """What its form asks for: fields of the page that bear the names of the form's. Never anything secret."""
    called: ClassVar[Mapping[str, str]] = {}
    """What those of them are called that two people may type over each other."""
    heading: str
    errors: Errors = NO_ERRORS
    meanwhile: Meanwhile | None = None

    def with_typed(self, typed: Mapping[str, Sequence[str]], errors: Errors) -> Self:
        """The same page with what was typed, by the names of the fields, and with what is wrong with it. What wasn't
        sent stays as it was, but a box that isn't sent isn't ticked.
        """
        told = {name: _told(getattr(self, name), typed.get(name, ())) for name in self.asks}
        return replace(self, errors=errors, **told)

    def with_theirs(self, mine: Mapping[str, str], theirs: Mapping[str, str], says: str) -> Self:
        """The same page with what they would have typed, beside what somebody else typed meanwhile, by the names of the
        fields. Sent again, it replaces that.
        """
        there = tuple((self.called[name], theirs[name]) for name in self.called if name in theirs)
        words: dict[str, Any] = {**mine}
        return replace(self, meanwhile=Meanwhile(says, there), **words)

    @property
    def looks(self) -> Looks:
        """How whoever looks likes it: as usual, where nobody knows who that is."""
        return USUAL


@dataclass(frozen=True, kw_only=True)
class HousePage(Page):
    """A page for somebody who is signed in. `part` is the part of the menu that it stands in."""

    part: str = ""
    frame: Frame
    trail: tuple[Crumb, ...] = ()

    @property
    def looks(self) -> Looks:
        """How whoever is here likes it."""
        return self.frame.looks


def _told(before: Any, typed: Sequence[str]) -> Any:
    if isinstance(before, bool):
        return bool(typed)
    if isinstance(before, tuple):
        return tuple(typed)
    return typed[-1] if typed else before
