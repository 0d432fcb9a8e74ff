"""No path leads a photo to a family without everybody's yes: random lives of a group, asked at every address.

What may be seen is worked out here a second time, from what was said, in words of its own. `make faults` runs 5,000
lives; the suite some of them. Holes that are planted on purpose must be found, the seldom ones by `make faults`.
"""

from datetime import datetime
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from hypothesis import given
from hypothesis import strategies as st

from boards.database import Db
from boards.group import Group
from boards.hands import people as people_module
from boards.hands.album import Album
from boards.permission import Audience, Permission, Saying, Viewer
from boards.photo import Photo, Picture
from boards.problems import NotFound
from boards.recipe import Recipe
from boards.shown import Shown
from tests.conftest import House
from tests.props.lives import LIVES, SELDOM, UNDER_A_LINK, Deed, Life, called, keys_for_lives, lives, many


@pytest.fixture
def pool(house: House) -> list[str]:
    """The keys of photos in the store, to be used life after life."""
    return keys_for_lives(house)


def live(house: House, pool: list[str], count: int) -> None:
    """Live many lives, and ask at the end of each; fails with the first in which a family sees what it may not."""

    @many(count)
    @given(lives, st.booleans())
    def lived(chapters: list[list[Deed]], has_agreed: bool) -> None:
        done = [deed for chapter in chapters for deed in chapter]
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


def any_page_counts(_self: Photo, _version: str) -> None:
    """As if an old page could undo what was said since."""


def nothing_took_its_place(db: Db, key: str) -> Photo:
    """As if the address of a photo died with what was covered in it."""
    photo = db.get(Photo, key)
    if photo is None:
        raise NotFound
    return photo


def a_tap_opens(self: Album, photo: Photo, chosen: Audience, _version: str) -> bool:
    """As if whoever taps a picture were that person."""
    photo.permit(self.me.id, Saying(chosen, self.me.id))
    return True


def said_is_said(_self: Photo) -> bool:
    """As if nothing that we find spoke against an answer."""
    return False


def unfinished_shows(_self: Recipe, _viewer: Viewer) -> bool:
    """As if a recipe were there for families from its first photo."""
    return True


def forgotten(self: Photo, person_id: str) -> bool:
    """As if who isn't in a photo any more had never said no to it."""
    return self.permission_of(person_id) is not None


def decides_for_all(_group: Group, _db: Db) -> None:
    """As if what was decided for somebody held however the group settles it later."""


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


HOLES = (
    (Permission, "lets", everybody_sees),
    (Shown, "shows_photo", any_photo_opens),
    pytest.param(Recipe, "cover_for", the_cover_always_shows, marks=SELDOM),
    pytest.param(Photo, "must_be", any_page_counts, marks=SELDOM),
    pytest.param(Photo, "find", nothing_took_its_place, marks=SELDOM),
    pytest.param(Album, "_open", a_tap_opens, marks=SELDOM),
    pytest.param(Photo, "is_doubted", property(said_is_said), marks=SELDOM),
    pytest.param(Recipe, "is_shown_to", unfinished_shows, marks=SELDOM),
    pytest.param(Photo, "may_be_stopped_by", forgotten, marks=SELDOM),
    pytest.param(people_module, "narrow_decisions", decides_for_all, marks=SELDOM),
    pytest.param(Photo, "waits_for_families", property(said_is_said), marks=SELDOM),
    pytest.param(Permission, "holds", for_ever, marks=SELDOM),
    pytest.param(Permission, "lets", no_basis, marks=SELDOM),
)


@pytest.mark.parametrize(("where", "name", "hole"), HOLES, ids=called)
def test_a_hole_that_is_planted_is_found(
    house: House, pool: list[str], monkeypatch: pytest.MonkeyPatch, where: Any, name: str, hole: Any
) -> None:
    monkeypatch.setattr(where, name, hole)
    with pytest.raises(AssertionError, match=r"leaked|refused"):
        live(house, pool, 1000)
