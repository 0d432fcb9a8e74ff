"""Photos on their way in, as the domain is given them."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import pytest
from sqlmodel import select

from app import words
from boards.photo import Picture
from boards.recipe import Recipe
from media import Brought, PhotoProblem, Taker
from tests.conftest import House, a_photo
from tests.media.pictures import kitchen, saved, with_faces


def taken(house: House, content: bytes) -> Picture:
    """A photo as it was taken in."""
    return house.app.state.portal.call(house.app.state.uploads.take, content, Taker())[0]


def test_where_the_finder_has_looked_the_domain_is_told(house: House) -> None:
    cook = saved(with_faces(kitchen(1280, 960), (300, 200), across=250), "JPEG")
    assert [len(taken(house, photo).found) for photo in (cook, a_photo())] == [1, 0]
    assert [taken(house, photo).searched for photo in (cook, a_photo())] == [True, True]


@pytest.mark.parametrize("end", ["raise ModuleNotFoundError('cv2')", "import os; os.abort()", "raise MemoryError"])
def test_where_nobody_could_look_the_domain_is_told(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, end: str
) -> None:
    """What lies first on the workers' path stands in for an OpenCV that isn't there, dies, or is too much."""
    (tmp_path / "cv2.py").write_text(end)
    monkeypatch.syspath_prepend(tmp_path)
    picture = taken(house, a_photo())
    assert (picture.found, picture.searched) == ((), False)
    assert house.store.weight(picture.key, "card")


@contextmanager
def line_full(house: House, name: str) -> Iterator[None]:
    """While a block runs, as much of somebody waits for the workshop as may."""
    with house.database.reading() as db:
        person = house.person(db, name)
        taker = Taker(person.group_id, person.id)
    going = Event()

    def held() -> bytes:
        going.wait(30)
        return b"no photo, which is opened in no time"

    most = house.settings.upload_photos * 2
    answers = house.app.state.workshop.begin_taking([Brought(held, 1)] * most, taker)
    try:
        yield
    finally:
        going.set()
        for answer in answers:
            assert isinstance(answer.exception(), PhotoProblem)


def test_who_brings_more_than_there_is_room_for_is_told_at_once_and_nothing_is_left(house: House) -> None:
    photo = [("photos", ("soup.jpg", a_photo(), "image/jpeg"))]
    bob = house.client("Bob")
    with line_full(house, "Bob"):
        began = time.monotonic()
        answer = bob.post("/recipes", files=photo)
        assert time.monotonic() - began < 5
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
        assert words.BUSY in answer.text
        assert list(house.store.keys()) == []
        assert house.client("Charlie").post("/recipes", files=photo).status_code == 303  # another group has its own
    with house.database.reading() as db:
        assert [recipe.group_id for recipe in db.exec(select(Recipe))] == [house.person(db, "Charlie").group_id]
    assert bob.post("/recipes", files=photo).status_code == 303


def test_a_cover_waits_in_the_same_line(house: House) -> None:
    recipe = house.a_recipe(steps=1)
    with house.database.reading() as db:
        (step,) = db.get_one(Recipe, recipe).steps
        key = step.photo.key
    before = set(house.store.keys())
    with line_full(house, "Alice"):
        answer = house.client("Alice").post(f"/photos/{key}/cover", data={"place": "10,10,20,20"})
    assert answer.status_code == 503
    assert set(house.store.keys()) == before
    assert house.client("Alice").post(f"/photos/{key}/cover", data={"place": "10,10,20,20"}).status_code == 303
