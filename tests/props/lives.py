"""Random lives of a group: what its people do, and beside it what they said, worked out a second time."""

import os
import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from sqlmodel import col, delete, select

from app.booklet.manuscript import Manuscript
from boards.board import Board, Pin
from boards.database import Db, now
from boards.group import Basis, Previews, Reach
from boards.hands.album import Album
from boards.hands.boards import Boards
from boards.hands.links import Links
from boards.hands.people import People
from boards.hands.recipes import Recipes
from boards.hands.review import Review, close_past_permissions
from boards.hands.settings import GroupSettings
from boards.hands.things import Things
from boards.link import Link
from boards.need import Kind, Need
from boards.person import Person
from boards.photo import Photo, Picture
from boards.problems import NotFound, Problem
from boards.recipe import Recipe, Step
from boards.right import Role
from boards.shown import Shared
from boards.tables import METADATA
from media import SIZES
from tests.conftest import House

LIVES = int(os.environ.get("LIVES", "20"))

MEMBERS = ("Bob", "Sam")
RECIPES = ("Soup", "Stew")
STEPS = 2

A_PLACE = (0.4, 0.4, 0.2, 0.2)
"""Where people are found, and what is covered: in the middle, where they also are once a photo was turned."""

OF_A_NEED = len(RECIPES) * STEPS
"""The place of the photo that stands for something that the first recipe needs; the others stand in steps."""

UNDER_A_LINK = {
    "/s/{key}",
    "/s/{key}/word",
    "/s/{key}/looks",
    "/s/{key}/likes",
    "/s/{key}/recipes/{recipe_id}",
    "/s/{key}/recipes/{recipe_id}/cook",
    "/s/{key}/recipes/{recipe_id}/hearts",
    "/s/{key}/photos/{photo}/{size}",
    "/s/{key}/print",
    "/s/{key}/booklet.pdf",
    "/s/{key}/recipes/{recipe_id}/booklet.pdf",
    "/s/{key}/recipes/{recipe_id}/print",
}
"""Every address that a family can reach. One that isn't asked below fails the first test."""

people, photos, recipes = st.sampled_from(MEMBERS), st.integers(0, OF_A_NEED), st.sampled_from(RECIPES)
audiences = st.sampled_from(["me", "group", "family"])

Deed = tuple[Any, ...]

NEVER_REFUSED = ("stops_late",)
"""A *no* holds, whatever was said and done since the page for it was opened."""

board, soup = 0, 1

deeds = st.one_of(
    st.tuples(st.just("says"), people, photos, st.sampled_from(["no_one", "me", "others", "unsure"]), st.booleans()),
    st.tuples(st.just("takes_back"), people, photos, st.booleans()),
    st.tuples(st.just("looks"), photos, st.frozensets(people), st.booleans(), st.booleans()),
    st.tuples(st.just("opens_page"), photos),
    st.tuples(st.just("says_late"), people, photos, st.sampled_from(["no_one", "me"]), st.booleans()),
    st.tuples(st.just("looks_late"), photos, st.frozensets(people)),
    st.tuples(st.sampled_from(["permits_late", "writes_down_late"]), people, photos, audiences),
    st.tuples(st.just("stops_late"), people, photos, st.booleans()),
    st.tuples(st.just("decides"), people, photos, audiences),
    st.tuples(st.just("settles"), st.sampled_from(["nobody", "group", "family"])),
    st.tuples(st.sampled_from(["finishes", "adds"]), recipes),
    st.tuples(st.just("permits"), people, photos, audiences),
    st.tuples(st.just("taps"), people, photos, audiences),
    st.tuples(st.just("writes_down"), people, photos, audiences),
    st.tuples(st.just("stops"), people, photos, st.booleans()),
    st.tuples(st.just("time_passes"), photos, people, st.booleans()),
    st.tuples(st.just("rests_on"), st.sampled_from(["hands", "consent"])),
    st.tuples(st.sampled_from(["pins", "unpins", "pins_again", "bins", "puts_back"]), recipes),
    st.tuples(st.sampled_from(["bins_step", "puts_back_step", "stands_for_recipe", "shows_another"]), photos),
    st.tuples(st.sampled_from(["masks", "turns"]), photos),
    st.tuples(st.sampled_from(["shares", "closes"]), st.sampled_from([board, soup])),
    st.tuples(st.sampled_from(["leaves", "throws_away"]), people),
)
"""What people do, one after the other. What can't be done in that moment is refused, and changes nothing."""


def places_of(recipe: int) -> range:
    """Where the photos of a recipe stand at first."""
    return range(recipe * STEPS, (recipe + 1) * STEPS)


def old_page(name: str, place: int, late: Deed) -> list[Deed]:
    """Somebody opens the page of a photo; another says no; the old page is sent."""
    return [("opens_page", place), ("permits", name, place, "me"), (late[0], *late[1](name, place))]


LATE = (
    ("looks_late", lambda _name, place: (place, frozenset())),
    ("permits_late", lambda name, place: (name, place, "family")),
    ("writes_down_late", lambda name, place: (name, place, "family")),
)
"""What an old page may ask for."""

stories = st.one_of(
    st.builds(lambda name, place: [("shows_another", place), ("says", name, place, "no_one", False)], people, photos),
    st.just([("says", MEMBERS[0], OF_A_NEED, "no_one", False)]),
    st.builds(old_page, people, photos, st.sampled_from(LATE)),
    st.builds(lambda name, place: [("permits", name, place, "me"), ("taps", name, place, "family")], people, photos),
    st.builds(
        lambda name, place, by_worker, does: [
            ("opens_page", place),
            (does, place),
            ("stops_late", name, place, by_worker),
        ],
        people,
        photos,
        st.booleans(),
        st.sampled_from(["masks", "turns"]),
    ),
    st.builds(
        lambda name, place: [
            ("looks", place, frozenset({name}), False, False),
            ("permits", name, place, "me"),
            ("opens_page", place),
            ("looks", place, frozenset(), False, False),
            ("stops_late", name, place, False),
        ],
        people,
        photos,
    ),
    st.builds(
        lambda name, place, narrower: [
            ("rests_on", "consent"),
            ("settles", "family"),
            ("looks", place, frozenset({name}), False, False),
            ("decides", name, place, "family"),
            ("settles", narrower),
        ],
        people,
        photos,
        st.sampled_from(["group", "nobody"]),
    ),
    st.builds(
        lambda recipe: [
            *(("looks", place, frozenset(), False, False) for place in places_of(recipe)[1:]),
            ("says", MEMBERS[recipe], places_of(recipe)[0], "no_one", True),
            ("finishes", RECIPES[recipe]),
        ],
        st.sampled_from(range(len(RECIPES))),
    ),
    st.builds(
        lambda name, place, is_tidied: [
            ("rests_on", "consent"),
            ("looks", place, frozenset({name}), False, False),
            ("permits", name, place, "family"),
            ("time_passes", place, name, is_tidied),
        ],
        people,
        photos,
        st.booleans(),
    ),
    st.builds(
        lambda name, place: [
            ("looks", place, frozenset({name}), False, False),
            ("permits", name, place, "family"),
            ("rests_on", "hands"),
        ],
        people,
        photos,
    ),
)
"""What seldom comes together by itself: an old page, a tap after a no, a cover between, somebody found of whom nobody
is said, a photo of what is needed for a recipe that isn't finished, a no to a photo that one isn't in any more, a
decision before the group settled less, a tap where nothing looked, a yes past its day or where the group asks nobody.
"""


chapters = st.lists(st.one_of(deeds.map(lambda deed: [deed]), stories), max_size=20)

lives = st.one_of(chapters, st.builds(lambda before, last: [*before, last], chapters, stories))
"""What comes one after the other. Half of the lives end with a story, so that nothing hides what comes of it."""


@dataclass
class Said:
    """What is true of one photo, as people said it. `found` is how many people we found in it, `last` what each person
    said last, `turn` how often somebody has said something.
    """

    place: int
    found: int = 0
    searched: bool = True
    answer: str = ""
    by: str = ""
    in_it: dict[str, str] = field(default_factory=dict)
    decided: set[str] = field(default_factory=set)
    last: dict[str, str] = field(default_factory=dict)
    child: bool = False
    stranger: bool = False
    peopled: bool = False
    gone: bool = False
    settled_once: bool = False
    turn: int = 0

    @property
    def known(self) -> bool:
        """Whether it is known who is in it: a worker has looked, or nothing speaks against what a member said."""
        if self.answer not in ("nobody", "people"):
            return False
        tapped_away = self.answer == "nobody" and self.by == "tap" and self.peopled
        return self.by == "worker" or not (tapped_away or len(self.in_it) < self.found)

    def may_reach_a_family(self, basis: str) -> bool:
        """The rule in plain words: it is known who is in it, and each of them has said yes to families."""
        if self.gone or not self.known or self.child or self.stranger:
            return False
        if not self.in_it:
            return self.by != "tap" or self.searched
        return basis == "consent" and set(self.in_it.values()) == {"family"}

    def copy(self) -> "Said":
        """The same, to go back to."""
        return replace(self, in_it=dict(self.in_it), decided=set(self.decided), last=dict(self.last))

    def says(self, name: str, audience: str, *, decided: bool = False) -> None:
        """Somebody in it says who sees them, or a worker decides that for them."""
        self.in_it[name] = self.last[name] = audience
        self.decided = self.decided | {name} if decided else self.decided - {name}
        self.turn += 1

    def is_said(
        self, answer: str, by: str, in_it: dict[str, str], *, child: bool = False, stranger: bool = False
    ) -> None:
        """Somebody says who is in it."""
        self.answer, self.by, self.in_it, self.child, self.stranger = answer, by, in_it, child, stranger
        self.decided &= set(in_it)
        self.settled_once = self.settled_once or self.known
        self.turn += 1


@dataclass
class Opened:
    """A page that somebody opened: of which photo, what it carries along, and how often something had been said."""

    key: str
    version: str
    turn: int


class Life:
    """A group on its own in the house, and beside it what its people said."""

    def __init__(self, house: House, pool: list[str], *, has_agreed: bool) -> None:
        """Begin a life: nobody has said anything yet, or everybody is in their photos and has agreed to all."""
        self.house, self.pool = house, list(pool)
        self.basis, self.reach = "hands", "group"
        self.said: dict[str, Said] = {}
        self.pages: dict[int, Opened] = {}
        self.lots: dict[str, int] = {}
        self.finished: dict[str, int] = dict.fromkeys(RECIPES, 0)
        self.refused: list[str] = []
        self.moved: dict[str, str] = {}
        self.gone: set[str] = set()
        with house.writing() as db:
            for table in reversed(METADATA.sorted_tables):
                db.execute(delete(table))
            self._begin(db)
            if has_agreed:
                self._agree(db)

    def _begin(self, db: Db) -> None:
        alice = Person.of_new_group(db, group="Tuesday cooks", name="Alice")
        alice.group.previews = Previews.FOOD
        db.add_all(Person(group_id=alice.group_id, name=name, role=Role.MEMBER) for name in MEMBERS)
        db.flush()
        board = Boards(alice).make("Suppers")
        for title, name in zip(RECIPES, MEMBERS, strict=True):
            pictures = [self._picture(number) for number in range(STEPS)]
            recipe = Recipes(self.house.person(db, name)).make(title, pictures)
            db.flush()
            board.pin(recipe)
            for step in recipe.steps:
                self._there_is(step, len(self.said))
        self._let_it_need(self.recipe(db, RECIPES[0]), self.house.person(db, MEMBERS[0]))
        db.flush()
        ends = self.house.settings.today()
        # Made as a board is empty, or as everything in it was answered once: what comes later must not slip through.
        for what in (board, alice.recipes()[0]):
            link = Link(group_id=alice.group_id, maker_id=alice.id, name="Mum", ends=ends)
            link.board_id, link.recipe_id = (board.id, None) if what is board else (None, what.id)
            db.add(link)

    def _there_is(self, step: Step, place: int) -> None:
        """A new step, with a photo of which nobody has said anything."""
        self.lots[step.id] = self.finished[step.recipe.title]
        self.said[step.photo_key] = Said(place, len(step.photo.found), step.photo.searched)

    def _agree(self, db: Db) -> None:
        self.rests_on(db, Basis.CONSENT)
        for place in range(len(self.said)):
            who = MEMBERS[place // STEPS % len(MEMBERS)]
            self.looks(db, place, frozenset({who}), False, False)
            db.flush()
            self.permits(db, who, place, "family")
        for title in RECIPES:
            self.finishes(db, title)

    def _let_it_need(self, recipe: Recipe, maker: Person) -> None:
        need, picture = recipe.add_need(Kind.INGREDIENT, "Tomatoes", symbol="tomato"), self._picture()
        recipe.show_need(need, "tomato", picture, by_id=maker.id)
        self.said[picture.key] = Said(OF_A_NEED, searched=picture.searched)

    def _picture(self, found: int = 0) -> Picture:
        """A photo in which we find some people; where there is an even number of keys left, nothing looked."""
        key, places = self.pool.pop(), (A_PLACE,) * found
        return Picture(key, 640, 480, "#aabbcc", found=places, searched=bool(found) or len(self.pool) % 2 == 1)

    def lived(self, done: list[Deed]) -> None:
        """Do one thing after the other, and keep what could be done."""
        with self.house.writing() as db:
            for deed in done:
                before = {key: one.copy() for key, one in self.said.items()}
                try:
                    with db.begin_nested():
                        getattr(self, deed[0])(db, *deed[1:])
                except Problem as problem:
                    if deed[0] in NEVER_REFUSED and self._is_about(deed[1], deed[2]):
                        self.refused.append(f"refused: {deed} {problem.code}")
                    self.said = before
                db.expire_all()

    def photo(self, db: Db, place: int) -> Photo:
        """The photo that stands at a place now, wherever that is."""
        photo = db.get(Photo, self.key_at(place))
        if photo is None:
            raise Problem("gone")
        return photo

    def _is_about(self, name: str, place: int) -> bool:
        """Whether somebody may always say no to a photo: they are here and in it, or said something of it before."""
        page = self.pages.get(place)
        said = page and self.said.get(self._now(page.key))
        is_theirs = bool(said) and not said.gone and (name in said.in_it or name in said.last)
        return is_theirs and name not in self.gone

    def _now(self, key: str) -> str:
        while key in self.moved:
            key = self.moved[key]
        return key

    def opens_page(self, db: Db, place: int) -> None:
        """Somebody opens the pages of a photo, and leaves them open."""
        photo = self.photo(db, place)
        self.pages[place] = Opened(photo.key, photo.version, self.said[photo.key].turn)

    def _page(self, place: int) -> Opened:
        if place not in self.pages:
            raise Problem("no page")
        return self.pages[place]

    def _holds(self, page: Opened) -> Said | None:
        """What is said of an open page's photo, if nobody has said anything since; else nothing may come of it."""
        said = self.said.get(page.key)
        return said if said and said.turn == page.turn else None

    def says(self, db: Db, name: str, place: int, answer: str, by_tap: bool) -> None:
        photo = self.photo(db, place)
        self._answer(db, name, photo.key, answer, by_tap, photo.version)
        self._answered(self.said[photo.key], name, answer, by_tap)

    def says_late(self, db: Db, name: str, place: int, answer: str, by_tap: bool) -> None:
        page = self._page(place)
        said = self._holds(page)
        self._answer(db, name, page.key, answer, by_tap, page.version)
        if said:
            self._answered(said, name, answer, by_tap)

    def _answer(self, db: Db, name: str, key: str, answer: str, by_tap: bool, version: str) -> None:
        album = Album(self.house.person(db, name), by_tap=by_tap)
        album.answer(album.find_taken(key), answer, version=version)

    def _answered(self, said: Said, name: str, answer: str, by_tap: bool) -> None:
        if answer == "me" and by_tap and said.peopled and name not in said.in_it:
            answer = "unsure"  # somebody else was in it, or may be
        if answer != "no_one":
            said.peopled = True
        elif not by_tap:
            said.peopled = False
        in_it = {name: said.in_it.get(name, "")} if answer == "me" else {}
        kind = {"no_one": "nobody", "me": "people"}.get(answer, "open")
        said.is_said(kind, "tap" if by_tap else "own", in_it)

    def takes_back(self, db: Db, name: str, place: int, by_tap: bool) -> None:
        photo, album = self.photo(db, place), Album(self.house.person(db, name), by_tap=by_tap)
        album.take_back_answer(album.find_taken(photo.key), version=photo.version)
        self.said[photo.key].is_said("", "tap" if by_tap else "own", {})

    def looks(self, db: Db, place: int, names: frozenset[str], child: bool, stranger: bool) -> None:
        photo = self.photo(db, place)
        self._look(db, photo.key, names, photo.version, child, stranger)
        self._looked(self.said[photo.key], names, child, stranger)

    def looks_late(self, db: Db, place: int, names: frozenset[str]) -> None:
        page = self._page(place)
        said = self._holds(page)
        self._look(db, page.key, names, page.version, False, False)
        if said:
            self._looked(said, names, False, False)

    def _look(self, db: Db, key: str, names: frozenset[str], version: str, child: bool, stranger: bool) -> None:
        review = Review(self.house.person(db, "Alice"))
        those = [self.house.person(db, name).id for name in names]
        review.show_people(review.find(key), those, version=version, child=child, stranger=stranger)

    def _looked(self, said: Said, names: frozenset[str], child: bool, stranger: bool) -> None:
        said.peopled = bool(names) or child or stranger
        in_it = {name: said.in_it.get(name, "") for name in names}
        said.is_said("people" if said.peopled else "nobody", "worker", in_it, child=child, stranger=stranger)

    def taps(self, db: Db, name: str, place: int, audience: str) -> None:
        """Somebody taps a picture and says who sees that person: nobody that hasn't before."""
        photo, album = self.photo(db, place), Album(self.house.person(db, name), by_tap=True)
        album.permit(album.find_of_me(photo.key), audience, version=photo.version)
        said, order = self.said[photo.key], ["", "me", "group", "family"]
        if audience == "me" or order.index(audience) <= order.index(said.in_it[name]):
            self._narrowed(said, name, audience)
        else:
            said.turn += 1

    def _narrowed(self, said: Said, name: str, audience: str) -> None:
        if said.answer == "nobody":
            said.answer = "people"
        said.says(name, audience)

    def permits(self, db: Db, name: str, place: int, audience: str) -> None:
        photo = self.photo(db, place)
        self._permit(db, name, photo.key, audience, photo.version)
        self._narrowed(self.said[photo.key], name, audience)

    def permits_late(self, db: Db, name: str, place: int, audience: str) -> None:
        """From an old page one can still say no, or less than before; nothing else comes of it."""
        page, order = self._page(place), ["", "me", "group", "family"]
        said = self.said[self._now(page.key)]
        is_less = audience == "me" or order.index(audience) <= order.index(said.in_it.get(name, ""))
        holds = self._holds(page)
        self._permit(db, name, page.key, audience, page.version)
        if is_less or holds:
            self._narrowed(said, name, audience)

    def _permit(self, db: Db, name: str, key: str, audience: str, version: str) -> None:
        album = Album(self.house.person(db, name))
        album.permit(album.find_to_stop(key), audience, version=version)

    def writes_down(self, db: Db, name: str, place: int, audience: str) -> None:
        photo = self.photo(db, place)
        self._write_down(db, name, photo.key, audience, photo.version)
        self.said[photo.key].says(name, audience)

    def writes_down_late(self, db: Db, name: str, place: int, audience: str) -> None:
        page = self._page(place)
        said, holds = self.said[self._now(page.key)], self._holds(page)
        self._write_down(db, name, page.key, audience, page.version)
        if audience == "me" or holds:
            said.says(name, audience)

    def _write_down(self, db: Db, name: str, key: str, audience: str, version: str) -> None:
        review, until = Review(self.house.person(db, "Alice")), now() + timedelta(days=100)
        asking = review.asking(key, self.house.person(db, name).id)
        review.write_down(asking, audience, version=version, explained="words", understood=True, until=until)

    def decides(self, db: Db, name: str, place: int, audience: str) -> None:
        """A worker decides for somebody, as far as the group lets them."""
        photo, review = self.photo(db, place), Review(self.house.person(db, "Alice"))
        asking, until = review.asking(photo.key, self.house.person(db, name).id), now() + timedelta(days=100)
        about = {"version": photo.version, "reason": "He smiles.", "consulted": "Jo"}
        review.decide(asking, audience, until=until, **about)
        order = ["me", "group", "family"]
        reach = {"nobody": "me"}.get(self.reach, self.reach)
        self.said[photo.key].says(name, min(audience, reach, key=order.index), decided=True)

    def settles(self, db: Db, reach: str) -> None:
        """The group settles how far a decision opens a photo. What was opened further is narrowed for good."""
        self.reach = reach
        self._change_group(db)

    def _narrow_decisions(self) -> None:
        order = ["", "me", "group", "family"]
        widest = {"nobody": "me"}.get(self.reach, self.reach)
        widest = "group" if widest == "family" and self.basis == "hands" else widest
        for said in self.said.values():
            for name in said.decided & set(said.in_it):
                if order.index(said.in_it[name]) > order.index(widest):
                    said.in_it[name] = said.last[name] = widest
                    said.turn += 1

    def stops(self, db: Db, name: str, place: int, by_worker: bool) -> None:
        self._stop(db, name, self.photo(db, place).key, by_worker)

    def stops_late(self, db: Db, name: str, place: int, by_worker: bool) -> None:
        """A no is never too late, whatever took the photo's place since."""
        self._stop(db, name, self._page(place).key, by_worker)

    def _stop(self, db: Db, name: str, key: str, by_worker: bool) -> None:
        person, alice = self.house.person(db, name), self.house.person(db, "Alice")
        if by_worker:
            Album(alice).stop(*Review(alice).find_to_stop(key, person.id))
        else:
            album = Album(person)
            album.stop(album.find_to_stop(key), person)
        self._narrowed(self.said[self._now(key)], name, "me")

    def time_passes(self, db: Db, place: int, name: str, is_tidied: bool) -> None:
        one = self.photo(db, place).permission_of(self.house.person(db, name).id)
        if one is None or not one.audience:
            raise Problem("nothing said")
        one.ask_again_at = now()
        self.said[one.photo_key].in_it[name] = ""
        if is_tidied:
            close_past_permissions(db)
            for said in self.said.values():
                said.turn += "" in said.in_it.values()

    def rests_on(self, db: Db, basis: str) -> None:
        if basis == Basis.CONSENT and self.basis != basis:
            for said in self.said.values():
                for name in [name for name, one in said.in_it.items() if one == "family"]:
                    said.in_it[name] = said.last[name] = "group"
                    said.turn += 1
        self.basis = basis
        self._change_group(db)

    def _change_group(self, db: Db) -> None:
        GroupSettings(self.house.person(db, "Alice")).change(
            "Tuesday cooks",
            helper="Alice",
            opens_tablets=False,
            basis=Basis(self.basis),
            previews=Previews.FOOD,
            decisions=Reach(self.reach),
        )
        self._narrow_decisions()

    def finishes(self, db: Db, title: str) -> None:
        """Whoever made a recipe says that it is finished, with all that is in it now."""
        recipe = self.recipe(db, title)
        recipe.finish()
        lots = [self.lots[step.id] + 1 for step in recipe.all_steps if step.binned_at is None]
        self.finished[title] = max([self.finished[title], *lots])

    def adds(self, db: Db, title: str) -> None:
        """Another step for a recipe."""
        recipe = self.recipe(db, title)
        [step] = recipe.add_steps([self._picture(1)], by_id=recipe.maker_id)
        self._there_is(step, -1)

    def recipe(self, db: Db, title: str) -> Recipe:
        recipe = db.exec(select(Recipe).where(Recipe.title == title)).first()
        if recipe is None:
            raise Problem("gone")
        return recipe

    def board(self, db: Db) -> Board:
        return db.exec(select(Board)).one()

    def pins(self, db: Db, title: str) -> None:
        Boards(self.house.person(db, "Alice")).pin(self.recipe(db, title), self.board(db))

    def unpins(self, db: Db, title: str) -> None:
        pin = self.board(db).pin_of(self.recipe(db, title))
        if pin in self.board(db).pins:
            Boards(self.house.person(db, "Alice")).unpin(pin, self.board(db))

    def pins_again(self, db: Db, title: str) -> None:
        board, recipe = self.board(db), self.recipe(db, title)
        pin = next((pin for pin in board.all_pins if pin.recipe_id == recipe.id), None)
        if pin is None:
            raise Problem("gone")
        Boards(self.house.person(db, "Alice")).pin_again(board.find_pin(pin.id, binned=True), board)

    def bins(self, db: Db, title: str) -> None:
        Recipes(self.house.person(db, "Alice")).bin(self.recipe(db, title))

    def puts_back(self, db: Db, title: str) -> None:
        Recipes(self.house.person(db, "Alice")).put_back(self.recipe(db, title))

    def shown_by(self, db: Db, place: int) -> Step | Need:
        """The step, or what is needed, that shows the photo at a place."""
        kind: type[Step | Need] = Need if place == OF_A_NEED else Step
        shown = db.exec(select(kind).where(kind.photo_key == self.photo(db, place).key)).first()
        if shown is None:
            raise Problem("gone")
        return shown

    def bins_step(self, db: Db, place: int) -> None:
        shown = self.shown_by(db, place)
        if isinstance(shown, Step):
            shown.bin()
        else:
            db.get_one(Recipe, shown.recipe_id).take_off(shown)

    def puts_back_step(self, db: Db, place: int) -> None:
        shown = self.shown_by(db, place)
        if shown.binned_at is None:
            raise Problem("not binned")
        if isinstance(shown, Step):
            shown.put_back()
        else:
            db.get_one(Recipe, shown.recipe_id).put_back_need(shown)

    def stands_for_recipe(self, db: Db, place: int) -> None:
        step = self.shown_by(db, place)
        if not isinstance(step, Step):
            raise Problem("not a step")
        step.recipe.choose_cover(step)

    def turns(self, db: Db, place: int) -> None:
        """A worker turns a photo: what was said holds on, and whoever is found only now counts."""
        photo, album = self.photo(db, place), Album(self.house.person(db, "Alice"))
        key, said, picture = photo.key, self.said[photo.key], self._picture(place % 2)
        album.turn(album.find_to_turn(key), 1, replace(picture, turned=1), of=key)
        self.moved[key] = picture.key
        anew = self.said[picture.key] = self.said.pop(key).copy()
        anew.found, anew.turn = said.found or len(picture.found), anew.turn + 1

    def masks(self, db: Db, place: int) -> None:
        photo, album = self.photo(db, place), Album(self.house.person(db, "Alice"))
        key, said = photo.key, self.said[photo.key]
        picture = replace(self._picture(max(said.found - 1, 0)), masks=(A_PLACE,))
        album.mask(album.find_to_mask(key), picture, of=key)
        self.moved[key] = picture.key
        anew = self.said[picture.key] = self.said.pop(key).copy()  # what was said holds on
        anew.found, anew.searched, anew.turn = len(picture.found), picture.searched, anew.turn + 1
        anew.settled_once = anew.settled_once or anew.known

    def shows_another(self, db: Db, place: int) -> None:
        """Another photo in its place; the one before lies in the bin, and comes back with the next one's place."""
        shown, picture = self.shown_by(db, place), self._picture(1)
        if shown.binned_at:
            raise Problem("binned")
        recipe = db.get_one(Recipe, shown.recipe_id)
        if isinstance(shown, Step):
            self.lots[shown.show(picture, by_id=recipe.maker_id).id] = self.lots[shown.id]
        else:
            recipe.show_need(shown, "tomato", picture, by_id=recipe.maker_id)
        before = self.said[self.key_at(place)]
        before.place = -1
        anew = self.said[picture.key] = Said(place, len(picture.found), picture.searched)
        anew.settled_once = before.settled_once  # the step itself was there before

    def shares(self, db: Db, what: int) -> None:
        alice, today = self.house.person(db, "Alice"), self.house.settings.today()
        shared = self.board(db) if what == board else self.recipe(db, "Soup")
        Links(alice).make(shared, name="Gran", ends=today, today=today)

    def closes(self, db: Db, what: int) -> None:
        links = db.exec(select(Link).order_by(Link.id)).all()
        Links(self.house.person(db, "Alice")).close(links[what % len(links)])

    def leaves(self, db: Db, name: str) -> None:
        person = self.house.person(db, name)
        if not person.is_here:
            raise Problem("gone")
        People(self.house.person(db, "Alice")).let_go(person, with_recipes=False)
        self.gone.add(name)
        for said in self.said.values():
            if name in said.in_it:
                said.says(name, "me")

    def throws_away(self, db: Db, name: str) -> None:
        person = self.house.person(db, name)
        made = self.recipes_made(db, person)
        theirs = {shown.photo_key for one in made for shown in (*one.all_steps, *one.all_needs) if shown.photo_key}
        for key in Things(person, by=self.house.person(db, "Alice")).delete():
            self.said[key].gone = True
        assert all(self.said[key].gone for key in theirs), "what they made is gone"
        assert all(said.gone or name not in said.in_it for said in self.said.values()), "what shows them is gone"

    def recipes_made(self, db: Db, person: Person) -> Sequence[Recipe]:
        return db.exec(select(Recipe).where(Recipe.maker_id == person.id)).all()

    def key_at(self, place: int) -> str:
        return next(key for key, one in self.said.items() if one.place == place)

    def wrong(self, family: TestClient) -> list[str]:
        """What a family sees that it may not, and doesn't see that it may, at every address under every link."""
        with self.house.database.reading() as db:
            links = db.exec(select(Link)).all()
            titles = {recipe.id: recipe.title for recipe in db.exec(select(Recipe)).all()}
            reached = {link.key: self._reached(db, link) for link in links}
            shown = {link.key: self._shown(db, link) for link in links}
        problems = list(self.refused)
        for key, may in reached.items():
            if there := shown[key]:
                problems += self._wrong_in_booklets(family, key, there, may)
            elif family.get(f"/s/{key}/booklet.pdf").status_code != 404:
                problems.append("leaked: a booklet of what isn't shown")
            pages = [
                f"/s/{key}",
                f"/s/{key}?see=list",
                f"/s/{key}/looks",
                f"/s/{key}/likes",
                f"/s/{key}/print?layout=large",
            ]
            under = ("", "/cook", "/hearts", "/print?layout=easy")
            pages += [f"/s/{key}/recipes/{one}{page}" for one in titles for page in under]
            answers = [family.get(page) for page in pages]
            on_pages = {found for page in answers for found in re.findall(r"/photos/([\w-]+)/", page.text)}
            opened = {one for one in self.said if self._opens(family, key, one)}
            in_chats = {
                found for page in answers for found in re.findall(r'og:image" content="\S+/photos/([\w-]+)/', page.text)
            }
            if told := {one for one in in_chats if one not in may or self.said[one].in_it}:
                problems.append(f"leaked: in a chat {told}")
            if on_pages - may or opened - may:
                problems.append(f"leaked: on pages {on_pages - may}, opened {opened - may}")
            if may - on_pages or may - opened:
                problems.append(f"missing: on pages {may - on_pages}, opened {may - opened}")
        return problems

    def _shown(self, db: Db, link: Link) -> Shared | None:
        try:
            return link.shows(db)
        except NotFound:
            return None

    def _wrong_in_booklets(self, family: TestClient, key: str, shown: Shared, may: set[str]) -> list[str]:
        """What booklets under a link hold that they may not, and lack. None is made: what would stand in each is looked
        into, and its address tells a browser that has just this one whether it is what it gives.
        """
        is_open = family.get(f"/s/{key}").status_code == 200
        parts = {f"/s/{key}/recipes/{one.id}": replace(shown, board=None, recipes=(one,)) for one in shown.recipes}
        problems = []
        for address, part in ({f"/s/{key}": shown} | parts).items():
            booklet = Manuscript.of(part, self.house.settings.today())
            kept = {"If-None-Match": f'"{booklet.key}"'}
            status = family.get(f"{address}/booklet.pdf", headers=kept).status_code
            if status != (304 if is_open else 404):
                problems.append(f"leaked: a booklet answers {status}")
            if is_open and set(booklet.photos) - may:
                problems.append(f"leaked: in a booklet {set(booklet.photos) - may}")
            if is_open and part is shown and may - set(booklet.photos):
                problems.append(f"missing: in the booklet {may - set(booklet.photos)}")
        return problems

    def _opens(self, family: TestClient, key: str, photo: str) -> bool:
        """Whether a photo opens in any size, or a browser that kept it is told to go on showing it."""
        address = f"/s/{key}/photos/{photo}"
        size = list(SIZES)[self.said[photo].place % len(SIZES)]
        plain = family.get(f"{address}/{size}").status_code
        kept = family.get(f"{address}/card", headers={"If-None-Match": f'"{photo}-card"'}).status_code
        return (plain, kept) != (404, 404)

    def _reached(self, db: Db, link: Link) -> set[str]:
        """The photos that a link shows by the rule: on its board or in its recipe, in no bin, and with every yes."""
        if link.closed_at:
            return set()
        one = link.recipe
        there = [one] if one else [pin.recipe for pin in db.exec(select(Pin).where(col(Pin.binned_at).is_(None))).all()]
        here = [recipe for recipe in there if recipe.binned_at is None and self._is_ready(recipe)]
        steps = [step for recipe in here for step in recipe.all_steps if self._is_step_ready(step)]
        needs = [need for recipe in here for need in recipe.all_needs]
        shown = {one.photo_key for one in (*steps, *needs) if one.binned_at is None and one.photo_key}
        return {key for key in shown if self.said[key].may_reach_a_family(self.basis)}

    def _is_ready(self, recipe: Recipe) -> bool:
        """A family sees a recipe once it was finished and all that it began with was settled once."""
        first = [step for step in recipe.all_steps if step.binned_at is None and self.lots[step.id] == 0]
        return self.finished[recipe.title] > 0 and all(self.said[step.photo_key].settled_once for step in first)

    def _is_step_ready(self, step: Step) -> bool:
        said = self.said[step.photo_key]
        return self.lots[step.id] < self.finished[step.recipe.title] and (said.settled_once or said.gone)


SELDOM = pytest.mark.faults
"""For holes through which few lives fall: it takes a while until one does."""


def called(given: Any) -> str:
    """What a hole, or where it is planted, is called."""
    return str(getattr(getattr(given, "fget", given), "__name__", given))


def many(count: int) -> settings:
    """How so many lives are drawn: anew in each run, and none is shortened."""
    return settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )


def keys_for_lives(house: House) -> list[str]:
    """The keys of photos in the store, to be used life after life."""
    return [house.a_picture().key for _ in range(OF_A_NEED + 1 + 30)]
