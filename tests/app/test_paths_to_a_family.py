"""No path leads a photo to a family without everybody's yes: random lives of a group, asked at every address.

What may be seen is worked out here a second time, from what was said, in words of its own. `make faults` runs 5,000
lives; the suite some of them. Holes that are planted on purpose must be found, the seldom ones by `make faults`.
"""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlmodel import delete, select

from app.booklet.manuscript import Manuscript
from boards.album import Album
from boards.belongings import Belongings
from boards.board import Board, Pin
from boards.database import Db, now
from boards.group import Basis, Previews
from boards.link import Link
from boards.need import Kind, Need
from boards.people import People
from boards.permission import Audience, Permission, Viewer
from boards.person import Person
from boards.photo import Photo, Picture
from boards.problems import Problem
from boards.recipe import Recipe, Step
from boards.review import Review, close_past_permissions
from boards.right import Role
from boards.shown import Shared, Shown
from boards.tables import METADATA
from media import SIZES
from tests.conftest import House

LIVES = int(os.environ.get("LIVES", "40"))

MEMBERS = ("Bob", "Sam")
RECIPES = ("Soup", "Stew")
STEPS = 2

OF_A_NEED = len(RECIPES) * STEPS
"""The place of the photo that stands for something that the first recipe needs; the others stand in steps."""

UNDER_A_LINK = {
    "/s/{key}",
    "/s/{key}/word",
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

board, soup = 0, 1

deeds = st.one_of(
    st.tuples(st.just("says"), people, photos, st.sampled_from(["no_one", "me", "others", "unsure"])),
    st.tuples(st.just("looks"), photos, st.frozensets(people), st.booleans(), st.booleans()),
    st.tuples(st.just("permits"), people, photos, audiences),
    st.tuples(st.just("taps"), people, photos, audiences),
    st.tuples(st.just("writes_down"), people, photos, audiences),
    st.tuples(st.just("stops"), people, photos, st.booleans()),
    st.tuples(st.just("time_passes"), photos, people, st.booleans()),
    st.tuples(st.just("rests_on"), st.sampled_from(["hands", "consent"])),
    st.tuples(st.sampled_from(["pins", "unpins", "bins", "puts_back"]), recipes),
    st.tuples(st.sampled_from(["bins_step", "puts_back_step", "stands_for_recipe", "covers", "shows_another"]), photos),
    st.tuples(st.sampled_from(["shares", "closes"]), st.sampled_from([board, soup])),
    st.tuples(st.sampled_from(["leaves", "throws_away"]), people),
)
"""What people do, one after the other. What can't be done in that moment is refused, and changes nothing."""


@dataclass
class Said:
    """What is true of one photo, as people said it."""

    place: int
    known: bool = False
    in_it: dict[str, str] = field(default_factory=dict)
    child: bool = False
    stranger: bool = False
    gone: bool = False

    def may_reach_a_family(self, basis: str) -> bool:
        """The rule in plain words: it is known who is in it, and each of them has said yes to families."""
        if self.gone or not self.known or self.child or self.stranger:
            return False
        return not self.in_it or (basis == "consent" and set(self.in_it.values()) == {"family"})


class Life:
    """A group on its own in the house, and beside it what its people said."""

    def __init__(self, house: House, pool: list[str], *, has_agreed: bool) -> None:
        """Begin a life: nobody has said anything yet, or everybody is in their photos and has agreed to all."""
        self.house, self.pool = house, list(pool)
        self.basis = "hands"
        self.said: dict[str, Said] = {}
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
        board = alice.make_board("Suppers")
        for title, name in zip(RECIPES, MEMBERS, strict=True):
            pictures = [self._picture() for _ in range(STEPS)]
            recipe = self.house.person(db, name).make_recipe(title, pictures)
            db.flush()
            board.pin(recipe)
            for picture in pictures:
                self.said[picture.key] = Said(len(self.said))
        self._let_it_need(self.recipe(db, RECIPES[0]), self.house.person(db, MEMBERS[0]))
        db.flush()
        ends = self.house.settings.today()
        # Made as a board is empty, or as everything in it was answered once: what comes later must not slip through.
        for what in (board, alice.recipes()[0]):
            link = Link(group_id=alice.group_id, maker_id=alice.id, name="Mum", ends=ends)
            link.board_id, link.recipe_id = (board.id, None) if what is board else (None, what.id)
            db.add(link)

    def _agree(self, db: Db) -> None:
        self.rests_on(db, Basis.CONSENT)
        for place in range(len(self.said)):
            who = MEMBERS[place // STEPS % len(MEMBERS)]
            self.says(db, who, place, "me")
            db.flush()
            self.permits(db, who, place, "family")

    def _let_it_need(self, recipe: Recipe, maker: Person) -> None:
        need, picture = recipe.add_need(Kind.INGREDIENT, "Tomatoes", symbol="tomato"), self._picture()
        recipe.show_need(need, "tomato", picture, by_id=maker.id)
        self.said[picture.key] = Said(OF_A_NEED)

    def _picture(self) -> Picture:
        return Picture(self.pool.pop(), 640, 480, "#aabbcc")

    def lived(self, done: list[Deed]) -> None:
        """Do one thing after the other, and keep what could be done."""
        with self.house.writing() as db:
            for deed in done:
                before = {key: replace(one, in_it=dict(one.in_it)) for key, one in self.said.items()}
                try:
                    with db.begin_nested():
                        getattr(self, deed[0])(db, *deed[1:])
                except Problem:
                    self.said = before
                db.expire_all()

    def photo(self, db: Db, place: int) -> Photo:
        """The photo that stands at a place now, wherever that is."""
        photo = db.get(Photo, self.key_at(place))
        if photo is None:
            raise Problem("gone")
        return photo

    def says(self, db: Db, name: str, place: int, answer: str) -> None:
        photo, album = self.photo(db, place), Album(self.house.person(db, name))
        album.answer(album.find_taken(photo.key), answer)
        said = self.said[photo.key]
        said.known, said.child, said.stranger = answer in ("no_one", "me"), False, False
        said.in_it = {name: said.in_it.get(name, "")} if answer == "me" else {}

    def looks(self, db: Db, place: int, names: frozenset[str], child: bool, stranger: bool) -> None:
        photo, review = self.photo(db, place), Review(self.house.person(db, "Alice"))
        those = [self.house.person(db, name).id for name in names]
        before = [one.person_id for one in photo.permissions]
        review.show_people(review.find(photo.key), those, before=before, child=child, stranger=stranger)
        said = self.said[photo.key]
        said.known, said.child, said.stranger = True, child, stranger
        said.in_it = {name: said.in_it.get(name, "") for name in names}

    def taps(self, db: Db, name: str, place: int, audience: str) -> None:
        """Somebody taps a picture and says who sees that person: no family that hasn't before."""
        photo, album = self.photo(db, place), Album(self.house.person(db, name), by_tap=True)
        album.permit(album.find_of_me(photo.key), audience)
        said = self.said[photo.key].in_it
        said[name] = "group" if audience == "family" and said[name] != "family" else audience

    def permits(self, db: Db, name: str, place: int, audience: str) -> None:
        photo, album = self.photo(db, place), Album(self.house.person(db, name))
        album.permit(album.find_of_me(photo.key), audience)
        self.said[photo.key].in_it[name] = audience

    def writes_down(self, db: Db, name: str, place: int, audience: str) -> None:
        photo, review = self.photo(db, place), Review(self.house.person(db, "Alice"))
        asking = review.asking(photo.key, self.house.person(db, name).id)
        review.write_down(asking, audience, explained="words", understood=True, until=now() + timedelta(days=100))
        self.said[photo.key].in_it[name] = audience

    def stops(self, db: Db, name: str, place: int, by_worker: bool) -> None:
        photo, person = self.photo(db, place), self.house.person(db, name)
        Album(self.house.person(db, "Alice") if by_worker else person).stop(photo, person)
        self.said[photo.key].in_it[name] = "me"

    def time_passes(self, db: Db, place: int, name: str, is_tidied: bool) -> None:
        one = self.photo(db, place).permission_of(self.house.person(db, name).id)
        if one is None or not one.audience:
            raise Problem("nothing said")
        one.ask_again_at = now()
        self.said[one.photo_key].in_it[name] = ""
        if is_tidied:
            close_past_permissions(db)

    def rests_on(self, db: Db, basis: str) -> None:
        alice = self.house.person(db, "Alice")
        People(alice).change_group(
            "Tuesday cooks", helper="Alice", opens_tablets=False, basis=Basis(basis), previews=Previews.FOOD
        )
        if basis == Basis.CONSENT and self.basis != basis:
            for said in self.said.values():
                said.in_it.update({name: "group" for name, one in said.in_it.items() if one == "family"})
        self.basis = basis

    def recipe(self, db: Db, title: str) -> Recipe:
        recipe = db.exec(select(Recipe).where(Recipe.title == title)).first()
        if recipe is None:
            raise Problem("gone")
        return recipe

    def board(self, db: Db) -> Board:
        return db.exec(select(Board)).one()

    def pins(self, db: Db, title: str) -> None:
        self.house.person(db, "Alice").pin(self.recipe(db, title), self.board(db))

    def unpins(self, db: Db, title: str) -> None:
        pin = self.board(db).pin_of(self.recipe(db, title))
        if pin in self.board(db).pins:
            self.house.person(db, "Alice").unpin(pin, self.board(db))

    def bins(self, db: Db, title: str) -> None:
        self.house.person(db, "Alice").bin(self.recipe(db, title))

    def puts_back(self, db: Db, title: str) -> None:
        self.house.person(db, "Alice").put_back(self.recipe(db, title))

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

    def covers(self, db: Db, place: int) -> None:
        photo, album = self.photo(db, place), Album(self.house.person(db, "Alice"))
        key, picture = photo.key, self._picture()
        album.cover(album.find_to_cover(key), picture)
        self.said[picture.key] = self.said.pop(key)  # what was said holds on

    def shows_another(self, db: Db, place: int) -> None:
        """Another photo in its place; the one before lies in the bin, and comes back with the next one's place."""
        shown, picture = self.shown_by(db, place), self._picture()
        if shown.binned_at:
            raise Problem("binned")
        recipe = db.get_one(Recipe, shown.recipe_id)
        if isinstance(shown, Step):
            shown.show(picture, by_id=recipe.maker_id)
        else:
            recipe.show_need(shown, "tomato", picture, by_id=recipe.maker_id)
        self.said[self.key_at(place)].place = -1
        self.said[picture.key] = Said(place)

    def shares(self, db: Db, what: int) -> None:
        alice, today = self.house.person(db, "Alice"), self.house.settings.today()
        shared = self.board(db) if what == board else self.recipe(db, "Soup")
        alice.make_link(shared, name="Gran", ends=today, today=today)

    def closes(self, db: Db, what: int) -> None:
        links = db.exec(select(Link).order_by(Link.id)).all()
        self.house.person(db, "Alice").close_link(links[what % len(links)])

    def leaves(self, db: Db, name: str) -> None:
        person = self.house.person(db, name)
        if not person.is_here:
            raise Problem("gone")
        People(self.house.person(db, "Alice")).let_go(person, with_recipes=False)
        for said in self.said.values():
            said.in_it.update({one: "me" for one in said.in_it if one == name})

    def throws_away(self, db: Db, name: str) -> None:
        person = self.house.person(db, name)
        made = self.recipes_made(db, person)
        theirs = {shown.photo_key for one in made for shown in (*one.all_steps, *one.all_needs) if shown.photo_key}
        for key in Belongings(person, by=self.house.person(db, "Alice")).delete():
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
            shown = {link.key: link.shows(db) for link in links}
        problems = []
        for key, may in reached.items():
            problems += self._wrong_in_booklets(family, key, shown[key], may)
            pages = [f"/s/{key}", f"/s/{key}?see=list", f"/s/{key}/likes", f"/s/{key}/print?layout=large"]
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
        there = [one] if one else [pin.recipe for pin in db.exec(select(Pin)).all()]
        here = [recipe for recipe in there if recipe.binned_at is None]
        shows = [one for recipe in here for one in (*recipe.all_steps, *recipe.all_needs) if one.binned_at is None]
        shown = {one.photo_key for one in shows if one.photo_key}
        return {key for key in shown if self.said[key].may_reach_a_family(self.basis)}


@pytest.fixture
def pool(house: House) -> list[str]:
    """The keys of photos in the store, to be used life after life."""
    return [house.a_picture().key for _ in range(OF_A_NEED + 1 + 30)]


def live(house: House, pool: list[str], count: int) -> None:
    """Live many lives, and ask at the end of each; fails with the first in which a family sees what it may not."""

    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(deeds, min_size=4, max_size=28), st.booleans())
    def lived(done: list[Deed], has_agreed: bool) -> None:
        life = Life(house, pool, has_agreed=has_agreed)
        life.lived(done)
        assert life.wrong(family) == [], done

    family = house.client()
    family.portal = house.app.state.portal  # one loop for all: a loop for each request would take most of the time
    lived()


def test_every_address_under_a_link_is_asked(house: House) -> None:
    found = {one.path for one in iter_route_contexts(house.app.routes) if (one.path or "").startswith("/s/")}
    assert found == UNDER_A_LINK


@pytest.mark.parametrize("half", [1, 2])  # so that two processes share them
def test_no_life_of_a_group_shows_a_family_what_somebody_has_not_agreed_to(
    house: House, pool: list[str], half: int
) -> None:
    live(house, pool, LIVES // 2)


def everybody_sees(_self: Permission, _viewer: Viewer) -> bool:
    """As if nobody in a photo were asked."""
    return True


def any_photo_opens(_self: Shown, _key: str) -> bool:
    """As if a photo's address didn't ask what the link shows."""
    return True


def the_cover_always_shows(recipe: Recipe, _viewer: Viewer) -> Picture | None:
    """As if the picture of a card were nobody's."""
    photo = recipe.cover.photo if recipe.cover else None
    return Picture(photo.key, photo.width, photo.height, photo.tone) if photo and not photo.removed_at else None


def for_ever(self: Permission, _at: datetime) -> bool:
    """As if what somebody said held beyond its day."""
    return bool(self.audience)


def no_basis(self: Permission, viewer: Viewer) -> bool:
    """As if every group rested on consent."""
    return viewer.person_id == self.person_id or (
        self.holds(viewer.at) and Audience(self.audience).holds(viewer.audience)
    )


SELDOM = pytest.mark.faults
"""For holes through which few lives fall: it takes a while until one does."""

HOLES = (
    (Permission, "lets", everybody_sees),
    (Shown, "shows_photo", any_photo_opens),
    (Recipe, "cover_for", the_cover_always_shows),
    pytest.param(Permission, "holds", for_ever, marks=SELDOM),
    pytest.param(Permission, "lets", no_basis, marks=SELDOM),
)


@pytest.mark.parametrize(("where", "name", "hole"), HOLES, ids=lambda given: getattr(given, "__name__", str(given)))
def test_a_hole_that_is_planted_is_found(
    house: House, pool: list[str], monkeypatch: pytest.MonkeyPatch, where: type, name: str, hole: Callable[..., object]
) -> None:
    monkeypatch.setattr(where, name, hole)
    with pytest.raises(AssertionError, match="leaked"):
        live(house, pool, 1000)
