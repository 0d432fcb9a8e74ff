"""`recipe-board check`: what is wrong with database and photos is said, and what can be put right is."""

import shutil
import sqlite3
from io import BytesIO
from pathlib import Path

import pytest
from click.testing import Result
from PIL import Image
from sqlmodel import select, text
from typer.testing import CliRunner

from app.cli import cli
from boards.photo import Photo
from media import SIZES
from tests.conftest import House, on_both_databases


def checks(house: House, *words: str) -> Result:
    """The operator checks, while people go on."""
    settings = house.settings
    env = {"RECIPE_BOARD_DATA": str(settings.data), "RECIPE_BOARD_DATABASE_URL": settings.database_url}
    result = CliRunner().invoke(cli, ("check", *words), env=env)
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def files(house: House) -> dict[str, bytes]:
    """Every file of every photo, by its place."""
    folder = house.settings.photos
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*.*")) if file.is_file()}


@pytest.fixture
def photos(house: House) -> list[str]:
    """Three photos of a recipe, by their keys."""
    house.a_recipe(steps=3)
    return sorted(house.store.keys())


def file_of(house: House, key: str, size: str) -> Path:
    return house.settings.photos / key[:2] / key / SIZES[size].filename


def noted(house: House, key: str) -> dict[str, object]:
    with house.database.reading() as db:
        return db.get_one(Photo, key).checksums


@on_both_databases
def test_all_is_well_and_nothing_is_touched(house: House, photos: list[str]) -> None:
    before = files(house)
    for words in ((), ("--mend",)):
        result = checks(house, *words)
        assert result.exit_code == 0
        assert "All is well: 3 photos, each in all its sizes." in result.stdout
        assert files(house) == before


def shortened(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    middle = len(content) // 2
    return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]


def emptied(content: bytes) -> bytes:
    return bytes(len(content))


@on_both_databases
@pytest.mark.parametrize("damage", [shortened, flipped, emptied])
def test_a_damaged_file_is_named_in_each_size_and_what_is_damaged_is_kept(
    house: House, photos: list[str], damage: object
) -> None:
    assert callable(damage)
    for size in SIZES:
        file = file_of(house, photos[1], size)
        content = file.read_bytes()
        file.write_bytes(damage(content))
        before = files(house)
        result = checks(house)
        assert result.exit_code == 1
        assert f"/photos/{photos[1]} is damaged ({size})." in result.stdout
        assert "1 of 3 photos are missing or damaged." in result.stdout
        assert photos[0] not in result.stdout
        assert files(house) == before
        file.write_bytes(content)
    assert checks(house).exit_code == 0


def test_a_largest_size_that_is_lost_stays_lost_and_nothing_is_deleted_for_it(house: House, photos: list[str]) -> None:
    file_of(house, photos[0], "full").unlink()
    shutil.rmtree(file_of(house, photos[1], "full").parent)
    before = files(house)
    result = checks(house, "--mend")
    assert result.exit_code == 1
    assert f"/photos/{photos[0]} is missing (full)." in result.stdout
    assert f"/photos/{photos[1]} is missing (tile, card, step, full)." in result.stdout
    assert "Whoever took one can send it again." in result.stdout
    assert files(house) == before


@on_both_databases
def test_smaller_sizes_that_are_lost_are_made_anew_of_the_largest(house: House, photos: list[str]) -> None:
    key, whole = photos[0], {size: file_of(house, photos[0], size).read_bytes() for size in SIZES}
    file_of(house, key, "tile").unlink()
    file_of(house, key, "step").write_bytes(shortened(whole["step"]))
    result = checks(house, "--mend")
    assert result.exit_code == 0
    assert "1 photos were put right." in result.stdout
    assert file_of(house, key, "full").read_bytes() == whole["full"]
    for size in SIZES:
        shows = Image.open(BytesIO(file_of(house, key, size).read_bytes()))
        shows.load()
        assert shows.size == Image.open(BytesIO(whole[size])).size
    assert checks(house).exit_code == 0


def test_nothing_is_made_anew_of_a_largest_size_that_is_damaged(house: House, photos: list[str]) -> None:
    file_of(house, photos[0], "tile").unlink()
    full = file_of(house, photos[0], "full")
    full.write_bytes(flipped(full.read_bytes()))
    before = files(house)
    assert checks(house, "--mend").exit_code == 1
    assert files(house) == before


def test_a_photo_that_is_wanted_comes_back_from_the_trash(house: House, photos: list[str]) -> None:
    before, place = files(house), file_of(house, photos[2], "full").parent
    (house.settings.photos / ".trash").mkdir()
    place.rename(house.settings.photos / ".trash" / photos[2])
    assert "1 photos lie in the trash, though they are wanted." in checks(house).stdout
    assert checks(house, "--mend").exit_code == 0
    assert files(house) == before


@on_both_databases
def test_photos_from_before_are_noted_where_they_are_whole_and_only_there(house: House, photos: list[str]) -> None:
    known = {key: noted(house, key) for key in photos}
    with house.writing() as db:
        for photo in db.exec(select(Photo)).all():
            photo.note_checksums({})
    full = file_of(house, photos[1], "full")
    full.write_bytes(shortened(full.read_bytes()))
    assert "2 photos were kept before checksums were." in checks(house).stdout
    assert noted(house, photos[0]) == {}
    result = checks(house, "--mend")
    assert result.exit_code == 1
    assert f"/photos/{photos[1]} is damaged (full)." in result.stdout
    assert [noted(house, key) for key in photos] == [known[photos[0]], {}, known[photos[2]]]


def test_what_was_withdrawn_is_not_missed(house: House, photos: list[str]) -> None:
    with house.writing() as db:
        db.get_one(Photo, photos[0]).remove()
    house.store.remove(photos[0])
    assert "All is well: 2 photos" in checks(house).stdout


@pytest.fixture
def unbound(house: House, photos: list[str]) -> list[str]:
    """A row that points to nothing, as damage leaves it: the database itself would refuse it."""
    with house.database.engine.connect() as connection:
        if house.database.engine.dialect.name == "sqlite":
            connection.connection.driver_connection.execute("PRAGMA foreign_keys = OFF")  # type: ignore[union-attr]
        else:
            connection.execute(text("SET session_replication_role = replica"))
        connection.execute(text("UPDATE step SET recipe_id = 'nowhere' WHERE place = 1"))
        connection.commit()
        connection.invalidate()
    return photos


@on_both_databases
def test_rows_that_point_to_nothing_are_counted(house: House, unbound: list[str]) -> None:
    assert unbound
    result = checks(house, "--mend")
    assert result.exit_code == 1
    assert "The database is damaged: 1 rows of step point to a recipe that is not there" in result.stdout
    assert "Then restore the newest backup" in result.stdout


def test_a_database_whose_pages_are_damaged_is_told_in_words(house: House, photos: list[str]) -> None:
    file = house.settings.data / "recipe-board.db"
    house.database.close()
    with sqlite3.connect(file) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    pages = file.stat().st_size // 4096
    with file.open("r+b") as opened:
        for page in range(4, pages, 3):
            opened.seek(page * 4096)
            opened.write(b"\xa5" * 512)
    result = checks(house)
    assert result.exit_code == 1
    assert "The database is damaged" in result.output


def test_what_is_no_database_or_none_yet_is_told_in_words(house: House, photos: list[str]) -> None:
    house.database.close()
    file = house.settings.data / "recipe-board.db"
    for suffix in ("-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)
    file.write_bytes(b"not a database, and longer than its head would be" * 100)
    result = checks(house)
    assert result.exit_code == 1
    assert "file is not a database" in result.output
    file.unlink()
    assert "not there yet, or of another release" in checks(house).output
    assert not file.exists()
