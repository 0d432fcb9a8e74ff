"""A zip of photos is one recipe, in the order in which they were taken."""

import io
from zipfile import ZipFile

from PIL import Image

from app import words
from boards.photo import Answer
from boards.recipe import MOST_STEPS
from tests.conftest import House, a_photo


def taken_at(hour: int, side: int) -> bytes:
    """A photo of an hour of one day, whose width tells it from another."""
    exif, out = Image.Exif(), io.BytesIO()
    exif.get_ifd(0x8769)[0x9003] = f"2025:06:01 {hour:02}:00:00"
    Image.open(io.BytesIO(a_photo(size=(side, 300)))).save(out, "JPEG", exif=exif)
    return out.getvalue()


def zipped(**files: bytes) -> bytes:
    """A zip of photos, and what a Mac puts beside them."""
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(f"holiday/{name}.jpg", content)
        archive.writestr("__MACOSX/holiday/._a.jpg", b"no photo")
        archive.writestr("holiday/notes.txt", b"no photo")
    return out.getvalue()


def test_a_zip_of_photos_is_a_recipe_in_the_order_in_which_they_were_taken(house: House) -> None:
    file = zipped(a=taken_at(12, 402), b=taken_at(9, 404), c=b"no photo", d=taken_at(10, 406))
    alice = house.client("Alice")
    address = alice.post("/bring-in", files={"file": ("p.zip", file)}).headers["location"]
    said = alice.get(address).text
    assert "1 recipe. 4 steps. 4 photos." in said
    assert words.BRING_ORDER in said
    told = alice.get(alice.post(address).headers["location"]).text
    assert words.BRING_LEFT_ONE.format(count=1) in told
    with house.database.reading() as db:
        steps = house.person(db, "Alice").recipes()[0].steps
        assert [step.photo.width for step in steps] == [404, 406, 402]
        assert {step.photo.answer for step in steps} == {Answer.UNSURE}


def test_a_zip_without_a_photo_that_opens_makes_nothing(house: House) -> None:
    alice = house.client("Alice")
    address = alice.post("/bring-in", files={"file": ("p.zip", zipped(a=b"no photo"))}).headers["location"]
    answer = alice.post(address)
    assert answer.status_code == 422
    assert words.PROBLEMS["unread_not_ours"] in answer.text
    assert list(house.store.keys()) == []
    with house.database.reading() as db:
        assert list(house.person(db, "Alice").recipes()) == []


def test_more_photos_than_a_recipe_has_steps_are_refused(house: House) -> None:
    file = zipped(**{f"p{number}": b"x" for number in range(MOST_STEPS + 1)})
    answer = house.client("Alice").post("/bring-in", files={"file": ("p.zip", file)})
    assert answer.status_code == 422
    assert words.PROBLEMS["unread_too_many"] in answer.text
