"""A disk is full: it is said in words, nothing is left behind, reading goes on, and it recovers by itself."""

import logging
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlmodel import func, select

from app.copy import packing
from app.limits.turns import Turns
from app.main import create_app
from app.settings import Settings
from boards.photo import photo_keys
from boards.recipe import Step
from media import Developed, NoRoom
from tests.conftest import ADDRESS, PASSWORD, Browser, House, a_photo
from tests.props.databases import postgres_server, within_reach
from tests.props.disks import Disk, small_disk
from tests.props.left import temporary_files

HEAVY = a_photo() + bytes(1_500_000)
"""More than a form keeps in memory: it waits in the temporary folder."""


@pytest.fixture
def disk_of_photos(settings: Settings) -> Iterator[Disk]:
    with small_disk(settings.photos, 2) as disk:
        yield disk


@pytest.fixture
def disk_of_temporary_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    with small_disk(tmp_path / "temporary", 4) as disk:
        monkeypatch.setattr(tempfile, "tempdir", str(disk.place))
        yield disk


@pytest.fixture
def disk_of_the_database(settings: Settings, tmp_path: Path) -> Iterator[Disk]:
    """The database's alone: the photos lie elsewhere, as they do with a mount of their own."""
    there = settings.data / "recipe-board.db"
    content = there.read_bytes()
    with small_disk(settings.data, 4) as disk:
        there.write_bytes(content)
        (tmp_path / "photos").mkdir()
        settings.photos.symlink_to(tmp_path / "photos")
        yield disk


def sending(*photos: bytes, upload: str = "once") -> dict[str, object]:
    return {"files": [("photos", (f"{n}.jpg", photo)) for n, photo in enumerate(photos)], "data": {"upload": upload}}


def browser(house: House, name: str = "Bob") -> TestClient:
    """One that is shown a fault as a page, in the application's own loop."""
    cookies = house.client(name).cookies
    client = Browser(house.app, ADDRESS, raise_server_exceptions=False, follow_redirects=False, cookies=cookies)
    client.opened_by = house.person_id(name) if name else ""
    client.portal = house.app.state.portal
    return client


def standing(house: House) -> tuple[int, set[str], list[str], list[str]]:
    """The steps that have a row, the photos that have one, what is on its way in the folder, and open files."""
    with house.database.reading() as db:
        steps, keys = db.exec(select(func.count()).select_from(Step)).one(), photo_keys(db)
    assert keys == set(house.store.keys())
    passing = [path.name for path in house.settings.photos.iterdir() if path.name.startswith((".new", ".gone"))]
    return steps, keys, passing, temporary_files()


def pages(house: House, recipe: str, key: str) -> list[str]:
    """What can be read: by somebody of the group, and by a family."""
    [photo, *_] = house.store.keys()
    return ["/", f"/recipes/{recipe}", f"/photos/{photo}/full", f"/s/{key}", "/recipes/new", "/health", "/bin"]


def is_read(client: TestClient, addresses: list[str]) -> bool:
    return [client.get(address).status_code for address in addresses] == [200] * len(addresses)


def test_a_full_disk_for_photos(disk_of_photos: Disk, house: House, caplog: pytest.LogCaptureFixture) -> None:
    recipe = house.a_recipe(steps=1)
    _, key = house.a_link(recipe=recipe)
    bob, before, read = browser(house, "Bob"), standing(house), pages(house, recipe, key)
    for room in (0, 20_000):
        disk_of_photos.fill(but=room)
        answer = bob.post("/recipes", **sending(*(a_photo(colour) for colour in ("#ff0000", "#00ff00", "#0000ff"))))
        assert answer.status_code == 507
        assert "There is no room for more photos." in answer.text
        assert "Nothing is lost." in answer.text
        assert standing(house) == before
        read_now = [page for page in read if page != "/health"]
        assert is_read(bob, read_now)
        assert bob.get("/health").status_code == 503
        assert bob.post(f"/recipes/{recipe}/edit", data={"title": f"Soup {room}"}).status_code == 303
        disk_of_photos.clear()
    said = [record for record in caplog.records if record.levelno >= logging.ERROR and "room" in record.getMessage()]
    assert len(said) == 2, "each is said once"
    assert "Traceback" not in caplog.text
    assert "ExceptionGroup" not in caplog.text
    photos = [a_photo(colour) for colour in ("#ff0000", "#00ff00", "#0000ff")]
    assert bob.post("/recipes", **sending(*photos)).status_code == 303
    assert standing(house)[0] == before[0] + 3


def test_a_folder_for_photos_that_nothing_can_be_written_to(
    disk_of_photos: Disk, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    recipe = house.a_recipe(steps=1)
    _, key = house.a_link(recipe=recipe)
    bob, before, read = browser(house, "Bob"), standing(house), pages(house, recipe, key)
    [photo] = before[1]
    disk_of_photos.close()
    try:
        answers = [
            bob.post("/recipes", **sending(a_photo(), a_photo("#00ff00"))),
            browser(house, "Alice").post(f"/photos/{photo}/cover", data={"place": "10,10,30,30"}),
        ]
        assert is_read(bob, [page for page in read if page != "/health"])
        assert bob.get("/health").json()["photos"] == "not writable"
    finally:
        disk_of_photos.open()
    for answer in answers:
        assert answer.status_code == 507
        assert "Photos cannot be saved just now." in answer.text
        assert "Nothing is lost." in answer.text
    said = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(said) == 2, "each is said once"
    assert all("can't be written to" in one and "Read-only file system" in one for one in said)
    assert "Traceback" not in caplog.text
    assert standing(house) == before
    assert bob.post("/recipes", **sending(a_photo())).status_code == 303


def test_a_photo_that_is_being_kept_while_another_finds_no_room_is_taken_away_too(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, before, calls = house.store.keep, standing(house), iter((1, 2))

    def kept(developed: Developed) -> object:
        if next(calls) == 2:
            raise NoRoom
        time.sleep(0.5)
        return keep(developed)

    monkeypatch.setattr(house.store, "keep", kept)
    assert browser(house, "Bob").post("/recipes", **sending(a_photo(), a_photo("#ff0000"))).status_code == 507
    time.sleep(1)
    assert standing(house) == before


def test_a_full_disk_for_photos_when_a_face_is_covered(disk_of_photos: Disk, house: House) -> None:
    house.a_recipe(steps=1)
    alice, before = browser(house, "Alice"), standing(house)
    [photo] = before[1]
    disk_of_photos.fill()
    cover = {"place": "10,10,30,30"}
    assert alice.post(f"/photos/{photo}/cover", data=cover).status_code == 507
    assert standing(house) == before
    disk_of_photos.clear()
    assert alice.post(f"/photos/{photo}/cover", data=cover).status_code == 303
    assert photo not in standing(house)[1]


def test_a_full_disk_for_temporary_files(disk_of_temporary_files: Disk, house: House) -> None:
    recipe = house.a_recipe(steps=1)
    _, key = house.a_link(recipe=recipe)
    bob, before, read = browser(house, "Bob"), standing(house), pages(house, recipe, key)
    disk_of_temporary_files.fill(but=2_000_000)
    answer = bob.post("/recipes", **sending(HEAVY, HEAVY))
    assert answer.status_code == 507
    assert "There is no room for more photos." in answer.text
    assert standing(house) == before
    assert is_read(bob, [page for page in read if page != "/health"])
    assert bob.post("/recipes", **sending(HEAVY)).status_code == 303, "one fits"
    disk_of_temporary_files.fill()
    assert bob.post("/recipes", **sending(HEAVY, upload="twice")).status_code == 507
    assert bob.post("/recipes", **sending(a_photo(), upload="small")).status_code == 303, "what fits into memory"
    disk_of_temporary_files.clear()
    assert bob.post("/recipes", **sending(HEAVY, upload="twice")).status_code == 303


def test_a_full_disk_for_somebodys_copy(
    disk_of_temporary_files: Disk, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A copy that is too large for memory waits in the temporary folder until it was sent."""
    monkeypatch.setattr(packing, "IN_MEMORY", 1000)
    house.a_recipe(steps=3, by="Bob")
    bob, before = browser(house, "Bob"), standing(house)
    for room in (0, 20_000):
        disk_of_temporary_files.fill(but=room)
        answer = bob.post("/me/things/copy")
        assert answer.status_code == 507
        assert "There is no room to make this just now." in answer.text
        assert "Nothing is lost." in answer.text
        assert standing(house) == before
        assert is_read(bob, ["/", "/me/things"])
        disk_of_temporary_files.clear()
    assert bob.post("/me/things/copy").headers["content-type"] == "application/zip"


def test_a_full_disk_for_the_database(disk_of_the_database: Disk, house: House) -> None:
    recipe = house.a_recipe(steps=1)
    _, key = house.a_link(recipe=recipe)
    bob, alice = browser(house, "Bob"), browser(house, "Alice")
    before, read = standing(house), pages(house, recipe, key)
    assert is_read(bob, [page for page in read if page != "/health"])
    disk_of_the_database.fill()
    saving = [
        bob.post("/recipes", **sending(a_photo())),
        bob.post(f"/recipes/{recipe}/edit", data={"title": "Bread"}),
        alice.post("/boards", data={"title": "Suppers"}),
    ]
    assert [answer.status_code for answer in saving] == [507] * 3
    known = {"email": "alice@example.org", "password": PASSWORD}
    signing_in = browser(house, "").post("/sign-in", data=known)
    assert signing_in.status_code == 507
    assert "There is no room to sign you in just now." in signing_in.text
    for answer in saving:
        assert "There is no room to save this." in answer.text
        assert "Nothing is lost." in answer.text
    assert standing(house) == before
    assert is_read(bob, [page for page in read if page != "/health"])
    disk_of_the_database.clear()
    assert bob.post("/recipes", **sending(a_photo())).status_code == 303
    assert alice.post("/boards", data={"title": "Suppers"}).status_code == 303
    assert standing(house)[0] == before[0] + 1


@pytest.mark.faults
def test_a_full_disk_for_postgresql(tmp_path: Path, developed: Developed) -> None:
    """It refuses one table after another, or goes down and comes back: both are said in words, and nothing is lost."""
    with (
        within_reach() as folder,
        small_disk(folder / "server", 300) as disk,
        postgres_server(disk.place / "files") as postgres,
    ):
        settings = Settings(data=tmp_path / "data", database_url=postgres.migrated(), photo_processes=1)
        app = create_app(settings)
        with TestClient(app, base_url=ADDRESS) as client:
            app.state.portal = client.portal
            app.state.turn_to_write = Turns()  # as many people at once
            house = House(app, developed)
            house.a_recipe(steps=1)
            bob, before = browser(house, "Bob"), standing(house)
            disk.fill()
            said = {post(bob, number) for number in range(300)}
            assert said & {503, 507}, "it never became full"
            assert said <= {303, 503, 507}
            disk.clear()
            until = time.monotonic() + 30
            while post(bob, 300) != 303 and time.monotonic() < until:
                time.sleep(0.5)
            assert standing(house)[0] > before[0], "what was saved is there"
        postgres.admin.dispose()


def post(client: TestClient, number: int) -> int:
    """Send a recipe with many words; the status of the answer, which is a page for whoever sent it."""
    answer = client.post("/recipes", **sending(a_photo(size=(64, 48)), upload=f"recipe {number}"))
    assert answer.status_code == 303 or "<h1>" in answer.text
    return answer.status_code
