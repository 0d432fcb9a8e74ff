"""Masking a face for good: what is under the mask is gone in every size, and a refusal leaves nothing behind."""

import errno
import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from PIL import Image
from sqlmodel import func, select

from app import words
from boards.permission import Audience
from boards.photo import Photo, photo_keys
from media import MOST_REGIONS, SIZES, Missing
from tests.app.consent import are_in, keys_of, rests_on_consent, said, said_of, version_on
from tests.conftest import House
from tests.media.pictures import kitchen, saved, with_faces

HEAD = "40,30,20,25"
"""In percent: from the left, from the top, width and height."""

NO_PLACES = (
    "",
    "40,30,20",
    "40,30,20,25,1",
    "left,top,width,height",
    "-1,30,20,25",
    "40,30,20,101",
    "100,100,10,10",
    "40,30,0,25",
    "nan,30,20,25",
    "inf,30,20,25",
    "1e999,30,20,25",
)


@pytest.fixture
def key(house: House) -> str:
    """A photo that Bob took, and in which he is; his group sees it."""
    rests_on_consent(house)
    key = keys_of(house, house.a_recipe("Soup", 1, by="Bob"))[0]
    are_in(house, key, Bob=Audience.GROUP)
    return key


def kept(house: House) -> tuple[int, list[str]]:
    """How many photos there are as rows, and everything that lies in the store."""
    with house.database.reading() as db:
        rows = db.exec(select(func.count()).select_from(Photo)).one()
    return rows, sorted(str(path) for path in files(house.settings.photos))


def files(folder: Path) -> Iterator[Path]:
    """Every file under a folder."""
    return (path for path in folder.rglob("*") if path.is_file())


def shades(content: bytes) -> int:
    """How far the darkest and the lightest are apart where these tests mask the edge of the dish."""
    picture = Image.open(io.BytesIO(content)).convert("L")
    left, top, right, bottom = (round(share * picture.width) for share in (0.11, 0.32, 0.38, 0.50))
    darkest, lightest = picture.crop((left, top, right, bottom)).getextrema()
    return int(lightest - darkest)


def mask(client: TestClient, key: str, *places: str) -> str:
    """Mask places in a photo; the key of the photo that is there now."""
    answer = client.post(f"/photos/{key}/cover", data={"place": list(places)})
    assert answer.status_code == 303
    return answer.headers["location"].removeprefix("/photos/").split("?")[0].split("/")[0]


def test_a_masked_photo_is_gone_in_every_size_also_for_who_has_kept_it(house: House, key: str) -> None:
    alice, bob = house.client("Alice"), house.client("Bob")
    for size in SIZES:
        assert bob.get(f"/photos/{key}/{size}", headers={"If-None-Match": f'"{key}-{size}"'}).status_code == 304
    new = mask(alice, key, HEAD, "0,0,10,10")
    assert new != key
    assert list(house.store.keys()) == [new]
    assert [path for path in files(house.settings.photos) if key in str(path)] == []
    for size in SIZES:
        with pytest.raises(Missing):
            house.store.open(key, size)
        for client in (alice, bob):
            for known in ({}, {"If-None-Match": f'"{key}-{size}"'}):
                led_on = client.get(f"/photos/{key}/{size}", headers=known)
                assert (led_on.status_code, led_on.headers["location"]) == (303, f"/photos/{new}/{size}")
            assert client.get(f"/photos/{new}/{size}").status_code == 200


def test_what_is_under_a_mask_is_one_colour_in_every_size(house: House, key: str) -> None:
    new = mask(house.client("Alice"), key, "10,40,30,30")
    for size in SIZES:
        assert shades(house.developed.files[size]) > 50, "the edge of the dish lies there"
        assert shades(house.store.open(new, size)) < 12, size


def test_what_was_said_about_a_photo_holds_for_the_masked_one(house: House, key: str) -> None:
    before, bob = said_of(house, key), house.client("Bob")
    answer = bob.post(f"/photos/{key}/cover", data={"place": HEAD})
    told = bob.get(answer.headers["location"]).text
    assert words.HIDDEN in told
    assert words.MY_PHOTOS in told
    new = keys_of(house, recipe_of(house))[0]
    assert new != key
    assert said_of(house, new) == before
    assert bob.post(f"/photos/{new}/people", data={"answer": "no_one"}).status_code == 409
    assert f"/photos/{new}/" in bob.get("/recipes").text


def test_a_mask_takes_no_no_away_and_a_worker_says_who_is_in_it_no_more(house: House, key: str) -> None:
    are_in(house, key, Bob=Audience.GROUP)
    shared, family, alice = f"/s/{house.a_link(recipe=recipe_of(house))[1]}", house.client(), house.client("Alice")
    opened = version_on(alice, f"/photos/{key}")
    new = mask(alice, key, HEAD)
    for one in (key, new):
        assert family.get(f"{shared}/photos/{one}/card").status_code == 404
        assert one not in family.get(shared).text
    with house.database.reading() as db:
        bob = house.person(db, "Bob").id
    assert said(alice, f"/photos/{new}", nobody="yes", people=bob).status_code == 422
    assert alice.post(f"/photos/{new}", data={"nobody": "yes", "version": opened}).status_code == 409
    assert said(alice, f"/photos/{new}", nobody="yes").status_code == 303
    assert family.get(f"{shared}/photos/{new}/card").status_code == 200


def test_files_that_cannot_be_removed_lose_no_photo(house: House, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_key: str) -> None:
        raise OSError(errno.EIO, "the disk")

    monkeypatch.setattr(house.store, "remove", refused)
    new = mask(house.client("Alice"), key, HEAD)
    assert house.client("Alice").get(f"/photos/{new}/card").status_code == 200
    assert house.client("Alice").get(f"/photos/{key}/card").headers["location"] == f"/photos/{new}/card"


def recipe_of(house: House) -> str:
    """The id of Bob's recipe."""
    with house.database.reading() as db:
        return house.person(db, "Bob").recipes()[0].id


def test_no_place_too_many_and_silly_numbers_leave_no_row_and_no_file(house: House, key: str) -> None:
    before, bob = kept(house), house.client("Bob")
    for places in ([], [HEAD] * (MOST_REGIONS + 1), [HEAD, "40,30,20,-25"], *([one] for one in NO_PLACES)):
        assert bob.post(f"/photos/{key}/cover", data={"place": places}).status_code == 422, places
    assert kept(house) == before
    assert said_of(house, key) == {"Bob": "group"}


def test_who_may_not_mask_it_leaves_no_row_and_no_file(house: House, key: str) -> None:
    before = kept(house)
    for name, address, status in (("Sam", key, 403), ("Charlie", key, 404), ("Alice", "A" * 22, 404)):
        answer = house.client(name).post(f"/photos/{address}/cover", data={"place": HEAD})
        assert answer.status_code == status, name
    assert house.client().post(f"/photos/{key}/cover", data={"place": HEAD}).status_code == 303
    assert kept(house) == before


def test_an_old_page_masks_what_took_the_photos_place(house: House, key: str) -> None:
    alice = house.client("Alice")
    once = mask(alice, key, HEAD)
    twice = mask(alice, key, "10,40,30,30")
    assert once != twice
    assert list(house.store.keys()) == [twice]
    assert keys_of(house, recipe_of(house)) == [twice]
    assert alice.get(f"/photos/{key}").headers["location"] == f"/photos/{twice}"


def test_of_two_who_mask_it_at_once_neither_uncovers_what_the_other_masked(house: House, key: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        clients = [house.client("Alice"), house.client("Bob")]
        for client in clients:
            client.portal = house.app.state.portal  # in one loop, as in one process
        answers = pool.map(lambda client: client.post(f"/photos/{key}/cover", data={"place": HEAD}), clients)
        assert sorted(answer.status_code for answer in answers) == [303, 409]
    with house.database.reading() as db:
        assert list(house.store.keys()) == list(photo_keys(db))


def test_places_are_carried_along_until_they_are_sent_and_can_be_undone(house: House, key: str) -> None:
    alice, address, before = house.client("Alice"), f"/photos/{key}/cover", kept(house)
    typed = {"do": "add", "left": "40", "top": " 30% ", "width": "20,5", "height": "25"}
    page = alice.get(address, params=typed).text
    assert 'name="place" value="40.00,30.00,20.50,25.00"' in page
    again = alice.get(address, params={"place": ["40.00,30.00,20.50,25.00"], **typed, "left": "soup"})
    assert again.status_code == 422
    assert words.PROBLEMS["not_a_mask"] in again.text
    assert 'name="place" value="40.00,30.00,20.50,25.00"' in again.text, "what was there stays"
    assert 'name="place"' not in alice.get(address, params={"place": [HEAD], "do": "undo"}).text
    assert alice.get(address, params={"place": [HEAD] * (MOST_REGIONS + 1)}).status_code == 422
    assert kept(house) == before


def test_a_stripe_over_a_face_shows_it_to_no_family(house: House) -> None:
    cook = saved(with_faces(kitchen(1280, 960), (300, 200), across=250), "JPEG", quality=90)
    bob, family = house.client("Bob"), house.client()
    bob.post("/recipes", data={"title": "Soup"}, files={"photos": ("cook.jpg", cook, "image/jpeg")})
    recipe = recipe_of(house)
    shared = f"/s/{house.a_link(board=house.a_board('Suppers'))[1]}"
    with house.writing() as db:
        board = house.person(db, "Bob").boards()[0]
        board.pin(house.person(db, "Bob").recipe(recipe))
    striped = mask(bob, keys_of(house, recipe)[0], "32,0,2,100")
    said(bob, f"/photos/{striped}/people", answer="no_one")
    bob.post(f"/recipes/{recipe}/steps", data={"finished": "yes"})
    assert family.get(f"{shared}/photos/{striped}/card").status_code == 404
    assert f"/photos/{striped}" in house.client("Alice").get("/review").text
    hidden = mask(bob, striped, "23.33,19.29,19.7,40.04")
    assert family.get(f"{shared}/photos/{hidden}/card").status_code == 200
    assert words.REVIEW_NONE in house.client("Alice").get("/review").text
