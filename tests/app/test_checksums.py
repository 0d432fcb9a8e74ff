"""By what a photo's files are known again stands in its row: what lies in the folder is what was taken in."""

import hashlib

from sqlmodel import select

from boards.photo import Photo, photo_keys
from media import SIZES
from tests.conftest import House, a_photo, on_both_databases

SENT = {"files": [("photos", ("x.jpg", a_photo()))], "data": {"upload": "once"}}


def noted(house: House) -> dict[str, dict[str, list[object]]]:
    """What the rows say of the files of each photo that is kept."""
    with house.database.reading() as db:
        return {photo.key: photo.checksums for photo in db.exec(select(Photo)).all() if not photo.removed_at}


def lying(house: House) -> dict[str, dict[str, list[object]]]:
    """The same, read from the folder itself."""
    return {key: {size: known_by(house.store.open(key, size)) for size in SIZES} for key in set(house.store.keys())}


def known_by(content: bytes) -> list[object]:
    return [len(content), hashlib.sha256(content).hexdigest()]


@on_both_databases
def test_a_photo_that_was_sent_is_known_again_by_each_of_its_files(house: House) -> None:
    house.client("Bob").post("/recipes", **SENT)
    assert len(noted(house)) == 1
    assert noted(house) == lying(house)


def test_so_is_one_in_which_something_was_masked(house: House) -> None:
    house.client("Bob").post("/recipes", **SENT)
    [before] = noted(house)
    house.client("Alice").post(f"/photos/{before}/cover", data={"place": "10,10,30,30"})
    assert before not in noted(house)
    assert noted(house) == lying(house)


def test_so_is_one_that_is_sent_again_because_its_files_were_lost(house: House) -> None:
    bob = house.client("Bob")
    bob.post("/recipes", **SENT)
    [lost] = noted(house)
    with house.writing() as db:
        db.get_one(Photo, lost).note_checksums({"full": (1, "of files that are lost")})
    house.store.remove(lost)
    bob.post("/recipes", **SENT)
    with house.database.reading() as db:
        assert photo_keys(db) == {lost}
    assert noted(house) == lying(house)
