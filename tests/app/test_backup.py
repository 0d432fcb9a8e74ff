"""`recipe-board backup`, `restore` and `drill`: a copy that opens, without what was withdrawn since it was made."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event, Thread
from zoneinfo import ZoneInfo

import pyrage
import pytest
from click.testing import Result
from sqlmodel import select
from typer.testing import CliRunner

from app.cli import cli
from app.cli.use import in_use
from app.keeping.seal import Seal
from app.keeping.vault import Keep, Manifest, NoVault, Vault, first_kept_day
from app.settings import Settings
from boards.database import Database
from boards.hands.recipes import Recipes
from boards.link import Link
from boards.photo import Photo
from boards.recipe import Recipe
from boards.sound import faults_of
from tests.conftest import House, on_both_databases


def says(house: House, *words: str | Path, **settings: str) -> Result:
    """What a command of the operator's says."""
    env = {
        "RECIPE_BOARD_DATA": str(house.settings.data),
        "RECIPE_BOARD_DATABASE_URL": house.settings.database_url,
        **settings,
    }
    result = CliRunner().invoke(cli, [str(word) for word in words], env=env)
    assert "Traceback" not in result.output
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def ours(house: House) -> dict[str, bytes]:
    """Every file of every photo, by its place."""
    folder = house.settings.photos
    return {
        str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("[!.]*.*")) if file.is_file()
    }


def titles(house: House) -> set[str]:
    with house.database.reading() as db:
        return {recipe.title for recipe in db.exec(select(Recipe)).all()}


@pytest.fixture
def vault(house: House, tmp_path: Path) -> Path:
    """A folder with a backup of a recipe of three photos."""
    house.a_recipe(steps=3)
    made = says(house, "backup", tmp_path / "backups")
    assert made.exit_code == 0, made.output
    return tmp_path / "backups"


def newest(vault: Path) -> Manifest:
    there = Vault.there(vault, Seal())
    return there.manifest(there.names()[0])


@on_both_databases
def test_what_was_lost_comes_back_and_is_the_same_to_the_last_byte(house: House, vault: Path) -> None:
    before, was = ours(house), titles(house)
    with house.writing() as db:
        Recipes(house.person(db, "Bob")).make("Made since", [house.a_picture()])
    shutil.rmtree(house.settings.photos)
    house.settings.photos.mkdir()
    done = says(house, "restore", vault, "--yes")
    assert done.exit_code == 0, done.output
    house.database.close()
    assert {place: content for place, content in ours(house).items() if content} == before
    assert titles(house) == was
    assert faults_of(house.database) == []
    assert says(house, "check").exit_code == 0
    assert says(house, "backup", vault).exit_code == 0, "and it goes on from there"


@on_both_databases
def test_what_was_withdrawn_since_stays_away(house: House, vault: Path) -> None:
    with house.writing() as db:
        recipe = db.exec(select(Recipe)).one()
        Recipes(house.person(db, "Alice")).bin(recipe)
        for photo in db.exec(select(Photo)).all():
            photo.with_stranger = True
    assert says(house, "restore", vault, "--yes").exit_code == 0
    with house.database.reading() as db:
        assert db.exec(select(Recipe)).one().binned_at
        assert all(photo.with_stranger for photo in db.exec(select(Photo)).all())


def test_the_next_backup_copies_only_what_is_new(house: House, vault: Path) -> None:
    again = says(house, "backup", vault)
    assert "3 photos, 0 files of them new" in again.stdout
    with house.writing() as db:
        Recipes(house.person(db, "Bob")).make("Stew", [house.a_picture()])
    assert "4 photos, " in says(house, "backup", vault).stdout


@on_both_databases
def test_a_backup_while_eight_write_is_whole(house: House, vault: Path, tmp_path: Path) -> None:
    is_over = Event()

    def write(number: int) -> None:
        while not is_over.wait(0.05):
            with house.writing() as db:
                bob = house.person(db, "Bob")
                bob.wait_for_turn()
                Recipes(bob).make(f"Soup of {number}", [house.a_picture()])

    writers = [Thread(target=write, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    try:
        made = [says(house, "backup", vault) for _ in range(2)]
    finally:
        is_over.set()
        for writer in writers:
            writer.join()
    assert [one.stderr for one in made if one.exit_code] == []
    tried = says(house, "drill", vault)
    assert tried.exit_code == 0, tried.output
    assert "can be put back" in tried.stdout


def test_a_link_that_has_ended_or_shows_nothing_yet_is_no_fault_of_a_backup(house: House, vault: Path) -> None:
    unfinished = house.a_recipe("Stew", finished=False)
    with house.writing() as db:
        alice, soup = house.person(db, "Alice"), db.exec(select(Recipe).where(Recipe.title != "Stew")).one()
        for recipe_id, ends in (
            (soup.id, date(2026, 1, 1)),
            (soup.id, date(2126, 1, 1)),
            (unfinished, date(2126, 1, 1)),
        ):
            link = Link(group_id=alice.group_id, maker_id=alice.id, name="Mum", ends=ends)
            link.recipe_id = recipe_id
            db.add(link)
    assert says(house, "backup", vault).exit_code == 0
    tried = says(house, "drill", vault)
    assert tried.exit_code == 0, tried.output


def shortened(content: bytes) -> bytes:
    return content[: len(content) // 2]


def flipped(content: bytes) -> bytes:
    return content[:-1] + bytes([content[-1] ^ 1])


@pytest.mark.parametrize("damage", [shortened, flipped, None])
@pytest.mark.parametrize("what", ["database", "contents", "manifest"])
def test_a_damaged_backup_is_refused_and_what_is_there_stays(
    house: House, vault: Path, what: str, damage: Callable[[bytes], bytes] | None
) -> None:
    file = next(vault.rglob("database")) if what == "database" else next((vault / "contents").glob("*/*"))
    file = next(vault.rglob("manifest.json")) if what == "manifest" else file
    if damage:
        file.write_bytes(damage(file.read_bytes()))
    else:
        file.unlink()
    before, was = ours(house), titles(house)
    refused = says(house, "restore", vault, "--yes")
    assert refused.exit_code == 1
    assert "Take an older one" in refused.stderr or "There are no backups" in refused.stderr
    assert (ours(house), titles(house)) == (before, was)
    assert not list(house.settings.data.glob(".restor*"))
    if what != "manifest":
        assert says(house, "drill", vault).exit_code == 1
        assert json.loads((house.settings.data / "backups.json").read_text())["drill_ok"] is False


def test_nothing_is_put_back_while_it_is_served(house: House, vault: Path) -> None:
    with in_use(house.settings.data):
        refused = says(house, "restore", vault, "--yes")
    assert "Stop that first" in refused.stderr


def test_without_the_journal_it_is_refused_or_closed_to_families(house: House, vault: Path) -> None:
    with house.writing() as db:
        alice, recipe = house.person(db, "Alice"), db.exec(select(Recipe)).one()
        link = Link(group_id=alice.group_id, maker_id=alice.id, name="Mum", ends=date(2126, 1, 1))
        link.recipe_id = recipe.id
        db.add(link)
    assert says(house, "backup", vault).exit_code == 0
    (house.settings.data / "journal").rename(house.settings.data / "lost")
    house.settings.data.joinpath("recipe-board.db").rename(house.settings.data / "lost.db")
    refused = says(house, "restore", vault, "--yes")
    assert "There is no journal" in refused.stderr
    assert "--without-journal" in refused.stderr
    done = says(house, "restore", vault, "--yes", "--without-journal")
    assert done.exit_code == 0, done.output
    house.database.close()
    with house.database.reading() as db:
        assert db.exec(select(Link)).one().closed_at


def test_what_is_replaced_is_said_first_and_kept_aside(house: House, vault: Path) -> None:
    before = ours(house)
    asked = says(house, "restore", vault)
    assert "It replaces the database and the 3 photos" in asked.stdout
    assert asked.exit_code == 1
    assert ours(house) == before
    says(house, "restore", vault, "--yes")
    [aside] = (house.settings.data / ".replaced").iterdir()
    assert len(list((aside / "photos").rglob("*.webp"))) == 9
    assert (aside / "recipe-board.db").exists()


def test_a_start_waits_for_a_restore_that_was_stopped(house: House) -> None:
    (house.settings.data / ".restoring").touch()
    assert "A restore was stopped" in says(house, "setup").stderr


@pytest.mark.parametrize("place", ["data", "data/backups", "data/../data/photos"])
def test_no_backup_lies_in_the_data_folder(house: House, place: str) -> None:
    assert "another disk" in says(house, "backup", house.settings.data.parent / place).stderr


def test_a_folder_with_something_else_is_left_alone(house: House, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").touch()
    assert "holds something else" in says(house, "backup", tmp_path / "mine").stderr
    assert "There are no backups" in says(house, "restore", tmp_path / "mine").stderr
    assert [file.name for file in (tmp_path / "mine").iterdir()] == ["letter.txt"]


def test_a_damaged_photo_is_named_and_the_rest_is_kept(house: House, vault: Path) -> None:
    shutil.rmtree(vault)
    with house.writing() as db:
        Recipes(house.person(db, "Bob")).make("Stew", [house.a_picture()])
    there = list(house.store.keys())
    for key in there:  # they are of one picture, and where one is whole the others are, too
        (house.settings.photos / key[:2] / key / "full.jpg").write_bytes(b"torn")
    made = says(house, "backup", vault)
    assert made.exit_code == 1
    assert all(key in made.stderr for key in there)
    assert "0 photos" in made.stdout


def test_what_is_encrypted_opens_with_its_key_alone(house: House, tmp_path: Path) -> None:
    house.a_recipe(steps=1)
    before, key, vault = ours(house), pyrage.x25519.Identity.generate(), tmp_path / "sealed"
    (tmp_path / "key").write_text(f"# made today\n{key}\n")
    (tmp_path / "other").write_text(str(pyrage.x25519.Identity.generate()))
    assert says(house, "backup", vault, "--encrypt-to", str(key.to_public())).exit_code == 0
    assert "0 files of them new" in says(house, "backup", vault, "--encrypt-to", str(key.to_public())).stdout
    whole = b"".join(file.read_bytes() for file in vault.rglob("*") if file.is_file())
    assert not any(content[:200] in whole for content in before.values() if content)
    assert "is encrypted" in says(house, "restore", vault, "--yes").stderr
    assert "the key is another" in says(house, "restore", vault, "--yes", "--identity", tmp_path / "other").stderr
    assert says(house, "restore", vault, "--yes", "--identity", tmp_path / "key").exit_code == 0
    assert ours(house) == before
    assert "no key of age" in says(house, "backup", vault, "--encrypt-to", "age1junk").stderr


@pytest.mark.parametrize("said", ["", "7", "d7", "7x", "0d", "-1d", "7d 4w"])
def test_how_many_stay_is_said_in_days_weeks_and_months(house: House, tmp_path: Path, said: str) -> None:
    assert "such as 7d4w" in says(house, "backup", tmp_path / "to", "--keep", said).stderr


def test_the_newest_of_each_day_and_week_stay() -> None:
    zone = ZoneInfo("Europe/London")
    made = [datetime(2026, 11, 1, hour, tzinfo=UTC) + timedelta(days=day) for day in range(27) for hour in (3, 15)]
    kept = Keep.said("3d2w").of(made, zone)
    assert sorted(f"{one:%d %H}" for one in kept) == ["22 15", "25 15", "26 15", "27 15"]


@pytest.mark.parametrize("every", [0, 1, 7])
def test_no_backup_holds_what_was_deleted_on_the_day_that_pages_promise(every: int) -> None:
    deleted = date(2026, 11, 1)
    settings = Settings(backup_every_days=every)
    promised = deleted + timedelta(days=settings.backup_days)
    runs = [deleted + timedelta(days=day) for day in range(0, 60, max(1, every))]
    for day in (run for run in runs if run <= promised):
        first = first_kept_day(day, backup_days=settings.backup_days, every_days=every)
        still = [run for run in runs if first <= run <= day and run <= deleted]
    assert still == []


def test_a_backup_that_is_too_old_is_removed_with_what_only_it_held(house: House, vault: Path) -> None:
    old = newest(vault)
    [folder] = vault.glob("*Z")
    folder.rename(vault / "2026-01-01T00-00-00Z")
    said = json.loads((vault / "2026-01-01T00-00-00Z" / "manifest.json").read_text())
    said["made"] = "2026-01-01T00:00:00+00:00"
    (vault / "2026-01-01T00-00-00Z" / "manifest.json").write_text(json.dumps(said))
    with house.writing() as db:
        keys = [photo.key for photo in db.exec(select(Photo)).all()]
        for photo in db.exec(select(Photo)).all():
            photo.remove()
    house.store.remove_each(keys)
    made = says(house, "backup", vault)
    assert "2026-01-01T00-00-00Z is removed." in made.stdout
    assert old.contents
    assert [file for file in (vault / "contents").rglob("*") if file.is_file()] == []


def test_two_backups_at_once_do_not_get_in_each_others_way(house: House, vault: Path) -> None:
    with Vault.there(vault, Seal()).locked():
        assert "Another backup is being made" in says(house, "backup", vault).stderr
    with pytest.raises(NoVault, match="none"):
        Vault.there(house.settings.data, Seal())


def test_a_backup_of_nothing_that_pages_promise_is_refused(house: House, tmp_path: Path) -> None:
    refused = says(house, "backup", tmp_path / "to", RECIPE_BOARD_BACKUP_DAYS="0")
    assert "Pages promise that no backup is kept" in refused.stderr
    assert not (tmp_path / "to").exists()


def test_a_backup_can_be_put_back_on_another_machine_with_the_journal(
    house: House, vault: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere"
    env = {"RECIPE_BOARD_DATA": str(elsewhere), "RECIPE_BOARD_JOURNAL": str(house.settings.journal_folder)}
    done = says(house, "restore", vault, "--yes", RECIPE_BOARD_DATABASE_URL="", **env)
    assert done.exit_code == 0, done.output
    database = Database(f"sqlite:///{elsewhere / 'recipe-board.db'}")
    with database.reading() as db:
        assert len(db.exec(select(Photo)).all()) == 3
    database.close()
    assert says(house, "check", RECIPE_BOARD_DATABASE_URL="", **env).exit_code == 0
