"""A photo that is missing or damaged is seen: never as good, once in the log, by the workers and by the operator."""

import json
import logging
import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from app.housekeeping import PARTS, look_round, note_unknown
from app.routes import health
from app.settings import Settings
from boards.database import now
from boards.photo import Photo
from media import SIZES, FolderStore
from tests.conftest import House


@pytest.fixture(autouse=True)
def roomy(monkeypatch: pytest.MonkeyPatch) -> None:
    """However full the disk of this machine is."""
    monkeypatch.setattr(health, "ROOM", 0)
    monkeypatch.setattr(health, "TRIED", 0)


def place(house: House, key: str, size: str = "full") -> Path:
    return house.settings.photos / key[:2] / key / SIZES[size].filename


def night(house: House) -> None:
    """Every photo is read once."""
    for part in range(PARTS):
        note_unknown(house.database, look_round(house.app.state, part))


def told(house: House) -> dict[str, str]:
    """What an operator's watch is told."""
    answer = house.client().get("/health")
    assert (answer.status_code == 200) == all(said == "ok" for said in answer.json().values())
    return answer.json()


@pytest.mark.parametrize("damage", ["missing", "short", "longer", "empty", "a folder"])
def test_what_is_not_as_long_as_what_was_kept_shows_its_colour_and_is_told_once(
    house: House, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    recipe = house.a_recipe(steps=1)
    _, link = house.a_link(recipe=recipe)
    [key] = house.store.keys()
    file = place(house, key)
    content = file.read_bytes()
    file.unlink()
    if damage == "a folder":
        file.mkdir()
    elif damage != "missing":
        file.write_bytes({"short": content[:-1], "longer": content + b"\0", "empty": b""}[damage])
    alice, family = house.client("Alice"), house.client()
    for client, address in ((alice, f"/photos/{key}/full"), (family, f"/s/{link}/photos/{key}/full")) * 2:
        answer = client.get(address)
        assert answer.status_code == 404
        assert answer.headers["content-type"].startswith("image/svg+xml")
        assert answer.headers["cache-control"] == "no-store"
        assert f'fill="{house.developed.tone}"' in answer.text
    said = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(said) == 1
    assert f"A photo's file is missing or damaged: {key}" in said[0].getMessage()
    assert alice.get(f"/photos/{key}/tile").status_code == 200
    assert alice.get(f"/recipes/{recipe}").status_code == 200
    assert told(house)["damage"] == "1 damaged"


def test_what_is_as_long_as_it_was_and_not_the_same_is_found_at_night(house: House) -> None:
    house.a_recipe(steps=5)
    keys = sorted(house.store.keys())
    night(house)
    assert told(house)["damage"] == "ok"
    file = place(house, keys[3], "card")
    content = file.read_bytes()
    file.write_bytes(bytes(len(content)))
    night(house)
    assert told(house)["damage"] == "1 damaged"
    file.write_bytes(content)
    night(house)
    assert told(house)["damage"] == "ok"


def test_workers_see_which_photos_are_damaged_and_only_those_of_their_group(house: House) -> None:
    house.a_recipe("Tomato soup", steps=2)
    lost, _ = sorted(house.store.keys())
    shutil.rmtree(place(house, lost).parent)
    alice, charlie = house.client("Alice"), house.client("Charlie")
    assert "These photos are damaged" not in alice.get("/review").text
    night(house)
    page = alice.get("/review").text
    assert page.count("Take this photo again") == 1
    assert f'href="/photos/{lost}"' in page
    assert "Tomato soup" in page
    assert "These photos are damaged" not in charlie.get("/review").text


def test_a_photo_that_is_withdrawn_is_no_damage_any_more(house: House) -> None:
    house.a_recipe(steps=1)
    [key] = house.store.keys()
    house.store.remove(key)
    night(house)
    assert told(house)["damage"] == "1 damaged"
    with house.writing() as db:
        db.get_one(Photo, key).remove()
    night(house)
    assert told(house)["damage"] == "ok"


def test_photos_from_before_are_noted_in_a_night_where_they_are_whole(house: House) -> None:
    house.a_recipe(steps=2)
    whole, short = sorted(house.store.keys())
    with house.writing() as db:
        known = {key: db.get_one(Photo, key).checksums for key in (whole, short)}
        for key in known:
            db.get_one(Photo, key).note_checksums({})
    file = place(house, short)
    file.write_bytes(file.read_bytes()[:-2])
    night(house)
    with house.database.reading() as db:
        assert db.get_one(Photo, whole).checksums == known[whole]
        assert db.get_one(Photo, short).checksums == {}
    assert told(house)["damage"] == "1 damaged"


def test_health_tells_by_trying_whether_photos_can_be_kept(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    before = sorted(house.settings.photos.rglob("*"))
    assert told(house)["photos"] == "ok"
    assert sorted(house.settings.photos.rglob("*")) == before, "nothing is left of the trial"
    shutil.move(house.settings.photos, house.settings.data / "away")
    assert told(house)["photos"] == "no answer"
    shutil.move(house.settings.data / "away", house.settings.photos)
    assert told(house)["photos"] == "ok"
    tries: list[FolderStore] = []
    monkeypatch.setattr(FolderStore, "try_out", lambda store: tries.append(store))
    monkeypatch.setattr(health, "TRIED", 10)
    for _ in range(9):
        told(house)
    assert 1 <= len(tries) <= 2, "not for each request"


def test_health_tells_whether_the_newest_backup_is_older_than_set(settings: Settings, house: House) -> None:
    def said(told: object, days: int = 2) -> str:
        (settings.data / "backups.json").write_text(json.dumps(told))
        return health._backup(settings.model_copy(update={"backup_every_days": days}))

    def ago(**past: float) -> str:
        return (now() - timedelta(**past)).isoformat()

    assert told(house)["backup"] == "ok", "nobody watches"
    watched = settings.model_copy(update={"backup_every_days": 2})
    assert health._backup(watched) == "none"
    assert said({"backup": ago(hours=47)}) == "ok"
    assert said({"backup": ago(hours=49)}) == "too old"
    assert said({"backup": ago(hours=49)}, days=3) == "ok"
    assert said({"backup": ago(hours=1), "drill": ago(hours=1), "drill_ok": True}) == "ok"
    assert said({"backup": ago(hours=1), "drill": ago(hours=1), "drill_ok": False}) == "not restorable"
    assert said({"backup": ago(hours=1), "drill": None, "drill_ok": False}) == "ok"
    for nothing in ({"backup": None}, {}, [], "x", {"backup": "yesterday"}, {"backup": "2026-11-01T10:00:00"}):
        assert said(nothing) == "none"


def test_what_restarts_a_container_counts_only_what_keeps_people_from_going_on(house: House) -> None:
    house.a_recipe(steps=1)
    [key] = house.store.keys()
    house.store.remove(key)
    night(house)
    assert house.client().get("/health").status_code == 503
    assert house.client().get("/health?only=serving").status_code == 200
