"""Photos on their way in, as the domain is given them."""

from pathlib import Path

import pytest

from boards.photo import Picture
from tests.conftest import House, a_photo
from tests.media.pictures import kitchen, saved, with_faces


def taken(house: House, content: bytes) -> Picture:
    """A photo as it was taken in."""
    return house.app.state.portal.call(house.app.state.uploads.take, content)[0]


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
