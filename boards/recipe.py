"""A recipe is a title, what it needs and an ordered list of steps; a step is one photo and, if wanted, a few words."""

import hashlib
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import JSON, CheckConstraint, Field, Relationship, UniqueConstraint

from boards import order
from boards.database import another, new_id, now
from boards.need import Kind, Need
from boards.permission import Viewer
from boards.photo import Answer, Photo, Picture
from boards.problems import NotFound, Problem, together
from boards.text import TITLE, WORDS, line, lines
from boards.told import Told

MOST_STEPS = 200
"""Most steps of a recipe, those in the bin not counted."""

MOST_NEEDS = 100
"""Most ingredients and tools of a recipe."""

LONGEST_TIMER = 24 * 60
"""The longest timer of a step, in minutes."""


class Reminder(StrEnum):
    """What keeps people safe in the kitchen: a worker puts it on a recipe."""

    WASH_HANDS = "wash_hands"
    HOT = "hot"
    SHARP = "sharp"
    RAW_MEAT = "raw_meat"
    WASH_FOOD = "wash_food"
    ALLERGIES = "allergies"
    HELP = "help"


class Recipe(Told, table=True):
    """A recipe of a group. Without a title it goes by its number in the group and the day that it was made."""

    __table_args__ = (
        UniqueConstraint("group_id", "upload", name="recipe_upload_once"),
        UniqueConstraint("group_id", "number", name="recipe_number_once"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    group_id: str = Field(foreign_key="group.id", index=True)
    maker_id: str = Field(foreign_key="person.id")
    number: int
    title: str = Field(default="", max_length=TITLE)
    cover_id: str | None = None
    upload: str | None = Field(default=None, max_length=64)
    made_at: datetime = Field(default_factory=now)
    finished_at: datetime | None = None
    rounds: int = 0
    """How often it was finished: once, and again for what was added since."""
    binned_at: datetime | None = None
    reminders: list[Any] = Field(default_factory=list, sa_type=JSON)
    """What keeps people safe while they cook it, by the names of `Reminder`."""

    all_steps: list["Step"] = Relationship(
        back_populates="recipe",
        sa_relationship_kwargs={"order_by": "Step.place", "lazy": "selectin"},
    )
    all_needs: list[Need] = Relationship(sa_relationship_kwargs={"order_by": "Need.place", "lazy": "selectin"})

    @property
    def steps(self) -> list["Step"]:
        """The steps in order, without those in the bin."""
        return sorted((step for step in self.all_steps if step.binned_at is None), key=lambda step: step.place)

    @property
    def steps_in_order(self) -> list["Step"]:
        """All of them, those in the bin too, each before the one that took its place."""
        return sorted(self.all_steps, key=lambda step: (step.place, step.binned_at is None))

    def is_shown_to(self, viewer: Viewer) -> bool:
        """Whether somebody sees it at all. A family does once it was finished and somebody, at least once, has settled
        who is in each of the photos that it came with.
        """
        waits = any(step.in_round == 1 and step.photo.is_new for step in self.steps)
        return not viewer.has_link or (self.rounds > 0 and not waits)

    def steps_for(self, viewer: Viewer) -> list["Step"]:
        """The steps that somebody sees. What was added since a family's recipe was finished waits until it is again."""
        return [step for step in self.steps if not viewer.has_link or step.is_ready]

    def needs_of(self, kind: Kind) -> list[Need]:
        """Its ingredients or its tools in order, without those that were taken off."""
        those = (need for need in self.all_needs if need.kind == kind and need.binned_at is None)
        return sorted(those, key=lambda need: need.place)

    @property
    def cover(self) -> "Step | None":
        """The step whose photo stands for it: the chosen one, else the last, which shows the dish."""
        steps = self.steps
        chosen = next((step for step in steps if step.id == self.cover_id), None)
        return chosen or (steps[-1] if steps else None)

    def cover_for(self, viewer: Viewer) -> Picture | None:
        """The picture that stands for it: the cover's, else of those that somebody may see the last."""
        return next((picture for step in self._dishes(viewer) if (picture := step.photo.picture_for(viewer))), None)

    def food_for(self, viewer: Viewer) -> Picture | None:
        """The picture nearest to the dish in which nobody is, for those who see nobody at all."""
        empty = (step.photo for step in self._dishes(viewer) if step.photo.answer == Answer.NO_ONE)
        return next((picture for photo in empty if (picture := photo.picture_for(viewer))), None)

    @property
    def photos(self) -> list[Photo]:
        """The photos of its steps and of what it needs."""
        needs = (need for kind in Kind for need in self.needs_of(kind))
        return [step.photo for step in self.steps] + [need.photo for need in needs if need.photo]

    def name(self, title: str) -> str:
        """Give it a title, and return the one that it had. An empty title is fine."""
        was, self.title = self.title, line(title, "title")
        return was

    @property
    def told(self) -> dict[str, str]:
        """Its title, as somebody would type it."""
        return {"title": self.title}

    @property
    def unfinished(self) -> list["Step"]:
        """The steps that nobody has finished yet."""
        return [step for step in self.steps if step.in_round > self.rounds]

    @property
    def is_finished(self) -> bool:
        """Whether all that is in it now is meant to be seen."""
        return self.rounds > 0 and not self.unfinished

    def finish(self, *, by_id: str = "", seen: Collection[str] | None = None) -> list["Step"]:
        """Say that it is finished: it is no longer offered to go on with, and families may see it.

        What lies in the bin isn't finished with it: put back, it waits like what is added. `seen` are the ids of those
        steps that the page of whoever says so showed, if it showed some only: what another person has added since waits
        too, and is returned.
        """
        was, others = self.rounds, [step for step in self.unfinished if seen is not None and step.id not in seen]
        added = [step for step in others if step.photo.maker_id != by_id]
        later = {step.id for step in [*added, *(step for step in self.all_steps if step.binned_at)]}
        self.rounds = max(was, *(step.in_round for step in self.steps if step.id not in later), 0)
        for step in self.all_steps:
            if step.id in later and step.in_round > was:
                step.in_round = self.rounds + 1
        self.finished_at = None if added else self.finished_at or now()
        return added

    def add_steps(
        self, pictures: Sequence[Picture], *, by_id: str, words: str = "", upload: str | None = None, mark: str = ""
    ) -> list["Step"]:
        """Add a step for each picture, in their order, and return the steps. The words go with the first.

        `by_id` is who took them. `upload` is the key of a form. What the same form has sent before is there already:
        its step is returned as it is, so that sending twice adds nothing twice, and a photo chosen later is added all
        the same. `mark` is what a device made for the one photo that it sends, and keeps it apart from any other.
        """
        kept = lines(words, "words")
        there = {step.upload: step for step in self.steps if step.upload}
        sent = list(zip(pictures, _marks(upload, pictures, mark), strict=True))
        if len(self.steps) + sum(mark not in there for _, mark in sent) > MOST_STEPS:
            raise Problem("too_many_steps", "photos", most=MOST_STEPS)
        steps = [(mark and there.get(mark)) or self._new_step(picture, by_id, upload=mark) for picture, mark in sent]
        if steps and kept:
            steps[0].words = kept
        if steps:
            self.finished_at = None
        return steps

    def add_brought_step(self, picture: Picture | None, *, by_id: str) -> "Step":
        """Add a step that somebody brought from elsewhere; without a picture where its photo stayed there."""
        if len(self.steps) >= MOST_STEPS:
            raise Problem("too_many_steps", "photos", most=MOST_STEPS)
        photo = (
            Photo.brought(picture, group_id=self.group_id, by_id=by_id)
            if picture
            else Photo.left_behind(group_id=self.group_id)
        )
        return Step.showing(photo, recipe=self, place=order.end(self.all_steps), in_round=self.rounds + 1)

    def step(self, step_id: str) -> "Step":
        """One of its steps. Raises NotFound for any other, and for one in the bin."""
        for step in self.steps:
            if step.id == step_id:
                return step
        raise NotFound

    def add_need(self, kind: Kind, words: str, *, amount: str = "", symbol: str = "") -> Need:
        """Say that it needs something, after what is there. Raises Problem."""
        if len(self.needs_of(Kind.INGREDIENT)) + len(self.needs_of(Kind.TOOL)) >= MOST_NEEDS:
            raise Problem("too_many_needs", "words", most=MOST_NEEDS)
        need = Need(recipe_id=self.id, kind=kind, place=order.end(self._needs_in_order(kind)), words="", symbol=symbol)
        need.tell(words, amount)
        self.all_needs.append(need)
        return need

    def need(self, need_id: str, *, binned: bool = False) -> Need:
        """One of the things that it needs, or that were taken off it. Raises NotFound for any other."""
        for need in self.all_needs:
            if need.id == need_id and (need.binned_at is not None) is binned:
                return need
        raise NotFound

    def need_called(self, kind: Kind, words: str) -> Need | None:
        """What it needs by these words, whatever their capitals, if it stands there."""
        return next((one for one in self.needs_of(kind) if one.words.casefold() == words.strip().casefold()), None)

    def need_showing(self, photo: Photo) -> Need | None:
        """What it needs that a photo stands for, if it does."""
        return next((one for kind in Kind for one in self.needs_of(kind) if one.photo_key == photo.key), None)

    def move_need(self, need: Need, to: int) -> int:
        """Put something at a place among its kind, counted from 1, and return the place that it had."""
        kind = Kind(need.kind)
        return order.move(self.needs_of(kind), need, to, among=self._needs_in_order(kind))

    def number_of(self, need: Need) -> int:
        """Which of its kind something is, counted from 1."""
        return self.needs_of(Kind(need.kind)).index(need) + 1

    def take_off(self, need: Need) -> None:
        """Say that it doesn't need something; for a while that can be put back. Those after it move up."""
        need.binned_at = now()

    def put_back_need(self, need: Need) -> None:
        """Need again what was taken off, at the place that it had."""
        there, need.binned_at = self._needs_in_order(Kind(need.kind)), None
        order.renumber(there)

    def show_need(self, need: Need, symbol: str, picture: Picture | None = None, *, by_id: str) -> Need | None:
        """Show something that it needs by a drawing, or by a photo that somebody took.

        A photo that stood there goes to the bin as a thing of its own, which is returned.
        """
        before = need.in_bin() if need.photo else None
        need.show(symbol, Photo.of(picture, group_id=self.group_id, maker_id=by_id) if picture else None)
        if before:
            self.all_needs.append(before)
        return before

    def remind(self, reminders: Collection[Reminder]) -> list[Reminder]:
        """Put these reminders on it and no others, in their usual order; return those that stood there."""
        was = [Reminder(one) for one in self.reminders]
        self.reminders = [one.value for one in Reminder if one in reminders]
        return was

    def move(self, step: "Step", to: int) -> int:
        """Put a step at a place, counted from 1, and return the place that it had."""
        return order.move(self.steps, step, to, among=self.steps_in_order)

    def choose_cover(self, step: "Step | None") -> str | None:
        """Let a step's photo stand for the recipe, or the last step's; return the id of the step that did."""
        was, self.cover_id = self.cover_id, step.id if step else None
        return was

    def bin(self) -> None:
        """Put it in the bin, from where it can be put back."""
        self.binned_at = now()

    def put_back(self) -> None:
        """Take it out of the bin, to where it was."""
        self.binned_at = None

    def _new_step(self, picture: Picture, by_id: str, *, upload: str | None) -> "Step":
        photo = Photo.of(picture, group_id=self.group_id, maker_id=by_id)
        photo.is_new = True
        return Step.showing(
            photo, recipe=self, place=order.end(self.all_steps), in_round=self.rounds + 1, upload=upload
        )

    def _needs_in_order(self, kind: Kind) -> list[Need]:
        """All of a kind, those that were taken off too, each before the one that took its place."""
        those = (need for need in self.all_needs if need.kind == kind)
        return sorted(those, key=lambda need: (need.place, need.binned_at is None))

    def _dishes(self, viewer: Viewer) -> list["Step"]:
        """The steps that somebody sees, the one first that shows the dish."""
        steps = self.steps_for(viewer)[::-1]
        return sorted(steps, key=lambda step: step is not self.cover)


class Step(Told, table=True):
    """One photo of a recipe and, if wanted, a few words."""

    __table_args__ = (
        CheckConstraint("place >= 1", name="step_place_from_one"),
        CheckConstraint("in_round >= 1", name="step_round_from_one"),
        CheckConstraint("timer IS NULL OR (timer >= 1 AND timer <= 1440)", name="step_timer_within_a_day"),
    )

    id: str = Field(default_factory=new_id, primary_key=True)
    recipe_id: str = Field(foreign_key="recipe.id", index=True)
    place: int
    in_round: int = 1
    """With which finishing of its recipe it is finished, too."""
    words: str = Field(default="", max_length=WORDS)
    careful: str = Field(default="", max_length=TITLE)
    """What to be careful of, in a few words; empty where there is nothing."""
    timer: int | None = None
    """How long it takes, in minutes, where one waits for something."""
    photo_key: str = Field(foreign_key="photo.key", max_length=32, index=True)
    upload: str | None = Field(default=None, max_length=64)
    made_at: datetime = Field(default_factory=now)
    binned_at: datetime | None = None

    recipe: Recipe = Relationship(back_populates="all_steps")
    photo: Photo = Relationship(sa_relationship_kwargs={"lazy": "joined"})

    @classmethod
    def showing(
        cls, photo: Photo, *, recipe: Recipe, place: int, in_round: int = 1, upload: str | None = None
    ) -> "Step":
        """A new step of a recipe that shows a photo."""
        step = cls(recipe_id=recipe.id, place=place, in_round=in_round, upload=upload, photo_key=photo.key, photo=photo)
        recipe.all_steps.append(step)
        return step

    @property
    def number(self) -> int:
        """Which step of its recipe it is, counted from 1."""
        return self.recipe.steps.index(self) + 1

    @property
    def is_ready(self) -> bool:
        """Whether families see it: its recipe was finished with it, and somebody has settled who is in its photo."""
        return self.in_round <= self.recipe.rounds and not self.photo.is_new

    def say(self, words: str) -> str:
        """Say what was done, and return the words that stood there."""
        was, self.words = self.words, lines(words, "words")
        return was

    def warn(self, careful: str) -> str:
        """Say what to be careful of, and return what stood there."""
        was, self.careful = self.careful, line(careful, "careful")
        return was

    def time(self, minutes: int | None) -> int | None:
        """Say how many minutes it takes, or take the timer off; return what stood there. Raises Problem."""
        was, self.timer = self.timer, _timer(minutes)
        return was

    def tell(self, words: str, careful: str, timer: str) -> dict[str, str]:
        """Say what was done, what to be careful of and how many minutes it takes, all as it was typed.

        Returns what stood there, in the same way. Raises Several, and then nothing has changed.
        """
        kept = together(
            words=lambda: lines(words, "words"),
            careful=lambda: line(careful, "careful"),
            timer=lambda: _timer(_minutes(timer)),
        )
        was = self.told
        self.words, self.careful, self.timer = kept["words"], kept["careful"], kept["timer"]
        return was

    @property
    def told(self) -> dict[str, str]:
        """What is said of it, as somebody would type it."""
        return {"words": self.words, "careful": self.careful, "timer": str(self.timer or "")}

    def show(self, picture: Picture, *, by_id: str) -> "Step":
        """Show another photo. The one before goes to the bin as a step of its own, which is returned."""
        before, photo = self._in_bin(), Photo.of(picture, group_id=self.recipe.group_id, maker_id=by_id)
        photo.is_new = self.photo.is_new
        self._take(photo)
        return before

    def swap_photo(self, other: "Step") -> None:
        """Exchange photos with a step of the same recipe that lies in the bin: the way back from `show`."""
        if other.recipe_id != self.recipe_id or other.binned_at is None:
            raise NotFound
        mine, theirs = self.photo, other.photo
        self._take(theirs)
        other._take(mine)

    def was_made_of(self, picture: Picture) -> bool:
        """Whether it still shows the photo that came with it, and a picture that was sent again is that photo."""
        photo = self.photo
        if photo.is_masked or photo.turned or photo.removed_at or photo.made_at > self.made_at:
            return False
        return (photo.width, photo.height, photo.tone) == (picture.width, picture.height, picture.tone)

    def bin(self) -> None:
        """Put it in the bin; the steps after it move up."""
        self.binned_at = now()

    def put_back(self) -> None:
        """Take it out of the bin, to the place that it had."""
        steps, self.binned_at = self.recipe.steps_in_order, None
        order.renumber(steps)
        if self.in_round > self.recipe.rounds:
            self.recipe.finished_at = None

    def _in_bin(self) -> "Step":
        """What it is now, as a step of its own that lies in the bin. What a form sent stays known by this one."""
        kept = another(self, upload=None, binned_at=now())
        kept.photo = self.photo
        self.recipe.all_steps.append(kept)
        return kept

    def _take(self, photo: Photo) -> None:
        self.photo_key, self.photo = photo.key, photo


def _minutes(typed: str) -> int | None:
    said = typed.strip()
    if said and not (said.isascii() and said.isdigit() and len(said) <= len(str(LONGEST_TIMER))):
        raise Problem("not_a_timer", "timer", most=LONGEST_TIMER)
    return int(said) if said else None


def _timer(minutes: int | None) -> int | None:
    if minutes is not None and not 1 <= minutes <= LONGEST_TIMER:
        raise Problem("not_a_timer", "timer", most=LONGEST_TIMER)
    return minutes


def _marks(upload: str | None, pictures: Sequence[Picture], mark: str) -> list[str | None]:
    """What each picture of a form is known by. A photo that was chosen twice is two."""
    if mark:
        return [hashlib.sha256(f"{upload} {mark}".encode()).hexdigest() for _ in pictures]
    if upload is None:
        return [None] * len(pictures)
    seen: Counter[str] = Counter()
    marks: list[str | None] = []
    for picture in pictures:
        seen[picture.sent] += 1
        marks.append(hashlib.sha256(f"{upload} {picture.sent} {seen[picture.sent]}".encode()).hexdigest())
    return marks
