"""Turning a photo by hand: it lies another way, in every size, and nothing else of it changes."""

import io
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from PIL import Image
from sqlmodel import select

from app import words
from boards.permission import Audience
from boards.photo import Photo, photo_keys
from boards.recipe import Recipe, Step
from boards.record import Did, Record
from media import SIZES, SOURCE, Checksum, Missing
from tests.app.consent import are_in, keys_of, rests_on_consent, said_of
from tests.conftest import House, a_photo

HEAD = "5,5,20,20"
"""In percent: from the left, from the top, width and height."""


@pytest.fixture
def recipe(house: House) -> str:
    """The id of Bob's recipe; he is in its photo, and his family may see it."""
    rests_on_consent(house)
    recipe = house.a_recipe("Soup", 1, by="Bob")
    are_in(house, keys_of(house, recipe)[0], Bob=Audience.FAMILY)
    with house.writing() as db:
        house.person(db, "Bob").recipe(recipe).finish()
    return recipe


@pytest.fixture
def key(house: House, recipe: str) -> str:
    """The photo of that recipe."""
    return keys_of(house, recipe)[0]


def turn(house: House, name: str, key: str, **fields: str) -> str:
    """Turn a photo; the key of the photo that is there now."""
    answer = house.client(name).post(f"/photos/{key}/turn", data=fields)
    assert answer.status_code == 303, answer.text
    with house.database.reading() as db:
        return Photo.find(db, key).key


def opened(house: House, key: str, size: str) -> Image.Image:
    return Image.open(io.BytesIO(house.store.open(key, size))).convert("RGB")


def files_of(house: House, key: str) -> dict[str, bytes]:
    """What lies in a photo's folder, by the names of the files."""
    [folder] = house.settings.photos.glob(f"*/{key}")
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def differ(one: Image.Image, other: Image.Image) -> float:
    """By how much the pixels of two pictures differ on average, of 255."""
    pairs = zip(one.tobytes(), other.tobytes(), strict=True)
    return sum(abs(a - b) for a, b in pairs) / (one.width * one.height * 3)


def is_whole(house: House) -> bool:
    """Whether every photo that has a row has its files, and no other has any."""
    with house.database.reading() as db:
        keys = photo_keys(db)
    return keys == set(house.store.keys()) and all(house.store.has(key) for key in keys)


def noted_and_lying(house: House, key: str) -> Iterator[tuple[object, object]]:
    """What a photo's row says of each file, and what that file is."""
    with house.database.reading() as db:
        noted = db.get_one(Photo, key).checksums
    for name, checksum in noted.items():
        yield tuple(checksum), tuple(Checksum.of(house.store.open(key, name)))


def test_a_photo_is_turned_by_a_quarter_in_every_size(house: House, key: str) -> None:
    before = {size: opened(house, key, size) for size in SIZES}
    new = turn(house, "Bob", key)
    assert new != key
    for size, picture in before.items():
        upright = picture.transpose(Image.Transpose.ROTATE_270)
        assert opened(house, new, size).size == upright.size, size
        assert differ(opened(house, new, size), upright) < 3, size
    with house.database.reading() as db:
        photo = db.get_one(Photo, new)
        assert (photo.width, photo.height) == opened(house, new, "full").size
    assert is_whole(house)
    assert all(noted == lying for noted, lying in noted_and_lying(house, new))


def test_after_four_taps_it_lies_as_before_to_the_last_byte(house: House, key: str) -> None:
    full, small = house.store.open(key, "full"), {size: opened(house, key, size) for size in SIZES}
    four = key
    for _ in range(4):
        four = turn(house, "Bob", four)
    assert house.store.open(four, "full") == full
    assert all(differ(opened(house, four, size), picture) < 1.5 for size, picture in small.items())
    after_four, eight = files_of(house, four), four
    for _ in range(4):
        eight = turn(house, "Bob", eight)
    assert files_of(house, eight) == after_four
    assert set(after_four) == {size.filename for size in SIZES.values()}


def test_turning_on_and_on_is_as_good_as_turning_once(house: House, key: str) -> None:
    once = turn(house, "Bob", key)
    first, again = files_of(house, once), once
    for _ in range(4):
        again = turn(house, "Bob", again)
    assert files_of(house, again) == first


def test_what_it_was_turned_from_is_shown_to_nobody(house: House, key: str) -> None:
    new = turn(house, "Bob", key)
    assert house.store.open(new, SOURCE.name)
    for name in ("Alice", "Bob"):
        assert house.client(name).get(f"/photos/{new}/{SOURCE.name}").status_code == 404


def test_the_old_photo_is_gone_and_its_address_leads_on(house: House, recipe: str, key: str) -> None:
    shared, family = f"/s/{house.a_link(recipe=recipe)[1]}", house.client()
    new = turn(house, "Alice", key)
    for size in SIZES:
        with pytest.raises(Missing):
            house.store.open(key, size)
        assert house.client("Bob").get(f"/photos/{key}/{size}").headers["location"] == f"/photos/{new}/{size}"
        assert family.get(f"{shared}/photos/{new}/{size}").status_code == 200
        assert family.get(f"{shared}/photos/{key}/{size}").status_code == 404
    assert f"/photos/{new}/" in family.get(f"{shared}").text


def test_all_that_was_said_holds(house: House, recipe: str, key: str) -> None:
    with house.writing() as db:
        step = house.person(db, "Bob").recipe(recipe).steps[0]
        step.tell("Stir it", "The pan is hot", "5")
        was = db.get_one(Photo, key)
        dates, place = (was.made_at, was.answered_at, was.checked_at), step.place
    before = said_of(house, key)
    new = turn(house, "Bob", key)
    assert said_of(house, new) == before
    with house.database.reading() as db:
        photo, step = db.get_one(Photo, new), db.get_one(Recipe, recipe).steps[0]
        assert (photo.made_at, photo.answered_at, photo.checked_at) == dates
        assert (step.photo_key, step.place, step.words, step.careful, step.timer) == (
            *(new, place, "Stir it", "The pan is hot"),
            5,
        )
        assert Did.TURNED in {one.did for one in db.exec(select(Record)).all()}


def test_a_no_holds_for_the_turned_photo(house: House, recipe: str, key: str) -> None:
    shared, family = f"/s/{house.a_link(recipe=recipe)[1]}", house.client()
    assert family.get(f"{shared}/photos/{key}/card").status_code == 200
    new = turn(house, "Alice", key)
    house.client("Bob").post(f"/photos/{key}/permission/stop")
    assert family.get(f"{shared}/photos/{new}/card").status_code == 404
    again = turn(house, "Alice", new)
    assert family.get(f"{shared}/photos/{again}/card").status_code == 404


def test_a_cover_stays_over_the_same_face_and_what_is_under_it_is_nowhere(house: House, key: str) -> None:
    alice = house.client("Alice")
    once = turn(house, "Alice", key)
    assert SOURCE.filename in files_of(house, once)
    alice.post(f"/photos/{once}/cover", data={"place": HEAD})
    with house.database.reading() as db:
        covered = Photo.find(db, key).key
    assert SOURCE.filename not in files_of(house, covered), "the photo without the cover would be in it"
    twice = turn(house, "Alice", covered)
    for name in files_of(house, twice):
        picture = opened(house, twice, name.split(".")[0])
        at = (0.15, 0.15) if name == SOURCE.filename else (0.85, 0.15)
        pixel = picture.getpixel((int(picture.width * at[0]), int(picture.height * at[1])))
        assert max(abs(a - b) for a, b in zip(pixel, (0x0C, 0x51, 0x32), strict=True)) < 12, name
    with house.database.reading() as db:
        assert db.get_one(Photo, twice).is_masked


def test_who_was_found_is_found_where_they_are_now(house: House, key: str) -> None:
    with house.writing() as db:
        db.get_one(Photo, key).found = [[0.1, 0.2, 0.3, 0.15]]
    with house.database.reading() as db:
        [found] = db.get_one(Photo, turn(house, "Bob", key)).found
    assert found == pytest.approx([0.65, 0.1, 0.15, 0.3])


def test_a_second_tap_of_the_same_page_turns_nothing(house: House, recipe: str, key: str) -> None:
    bob = house.client("Bob")
    new = turn(house, "Bob", key, then="steps")
    again = bob.post(f"/photos/{key}/turn", data={"then": "steps"})
    assert words.TURNED_BEFORE in bob.get(again.headers["location"]).text
    assert keys_of(house, recipe) == [new]
    assert is_whole(house)


def test_of_two_taps_at_once_one_turns_it(house: House, recipe: str, key: str) -> None:
    with ThreadPoolExecutor(2) as pool:
        clients = [house.client("Bob"), house.client("Bob")]
        for client in clients:
            client.portal = house.app.state.portal  # in one loop, as in one process
        answers = pool.map(lambda client: client.post(f"/photos/{key}/turn"), clients)
        assert [answer.status_code for answer in answers] == [303, 303]
    with house.database.reading() as db:
        [new] = keys_of(house, recipe)
        assert db.get_one(Photo, new).turned == 1
    assert is_whole(house)


def test_undo_turns_it_back(house: House, recipe: str, key: str) -> None:
    bob, full = house.client("Bob"), house.store.open(key, "full")
    told = bob.get(bob.post(f"/photos/{key}/turn", data={"then": "steps"}).headers["location"]).text
    [new] = keys_of(house, recipe)
    assert f'action="/photos/{new}/turn"' in told
    back = turn(house, "Bob", new, back="yes")
    assert house.store.open(back, "full") == full


def test_where_its_source_was_lost_the_photo_itself_is_turned(house: House, key: str) -> None:
    once = turn(house, "Bob", key)
    [folder] = house.settings.photos.glob(f"*/{once}")
    (folder / SOURCE.filename).write_bytes(b"spoiled")
    lay = opened(house, once, "full").size
    assert opened(house, turn(house, "Bob", once), "full").size == lay[::-1]
    assert is_whole(house)


def test_who_took_it_and_workers_turn_it_and_nobody_else(house: House, key: str) -> None:
    for name, address, status in (("Sam", key, 403), ("Charlie", key, 404), ("Alice", "A" * 22, 404)):
        assert house.client(name).post(f"/photos/{address}/turn").status_code == status, name
    are_in(house, key, Bob=Audience.ME)
    assert house.client("Sam").post(f"/photos/{key}/turn").status_code == 404
    assert house.client().post(f"/photos/{key}/turn").status_code == 303
    assert is_whole(house)
    assert turn(house, "Alice", turn(house, "Bob", key)) != key


@pytest.mark.parametrize(("then", "leads"), [("steps", "/recipes/"), ("step", "/steps/"), ("//evil", "/photos/")])
def test_it_leads_back_to_its_page(house: House, recipe: str, key: str, then: str, leads: str) -> None:
    answer = house.client("Alice").post(f"/photos/{key}/turn", data={"then": then})
    assert answer.headers["location"].startswith(leads)
    with house.database.reading() as db:
        step = db.exec(select(Step).where(Step.recipe_id == recipe)).one()
        assert step.photo_key == Photo.find(db, key).key


def test_the_pages_of_a_photo_and_of_steps_offer_it_to_who_can(house: House, recipe: str, key: str) -> None:
    with house.database.reading() as db:
        step = db.get_one(Recipe, recipe).steps[0].id
    form = f'action="/photos/{key}/turn"'
    are_in(house, key, Bob=Audience.GROUP)
    for name, offers in (("Alice", True), ("Bob", True), ("Sam", False)):
        for page in (f"/recipes/{recipe}/steps", f"/steps/{step}"):
            assert (form in house.client(name).get(page).text) is offers, (name, page)
    assert form in house.client("Alice").get(f"/photos/{key}").text


def test_a_photo_that_is_sent_again_after_it_was_turned_replaces_nothing(house: House) -> None:
    bob, sent = house.client("Bob"), {"files": [("photos", ("x.jpg", a_photo()))], "data": {"upload": "once"}}
    bob.post("/recipes", **sent)
    with house.database.reading() as db:
        [key] = photo_keys(db)
    new = turn(house, "Bob", key)
    lying = files_of(house, new)
    bob.post("/recipes", **sent)
    assert files_of(house, new) == lying
    assert is_whole(house)
