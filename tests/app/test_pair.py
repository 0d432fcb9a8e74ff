"""A start never takes a strange database for the photo folder's own: it says what is wrong, and changes nothing."""

import logging
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from typer.testing import CliRunner, Result

from app.cli import cli
from app.housekeeping import let_leave, sweep_and_say, tidy
from app.settings import Settings
from boards.bin import KEPT as BIN_KEPT
from boards.clock import Clock
from boards.database import Database, now
from boards.hands.album import Album
from boards.hands.recipes import Recipes
from boards.person import Person
from boards.photo import Picture, photo_keys
from media import SIZES, Developed, FolderStore, Missing
from tests.conftest import PASSWORD
from tests.props.databases import BOTH
from tests.props.server import serving

ROOT = Path(__file__).parents[2]

ENOUGH = 30
"""More photos than a sweep takes unasked."""


@dataclass
class Home:
    """A data folder and a database, and the operator who starts it."""

    settings: Settings
    developed: Developed
    opened: list[Database] = field(default_factory=list)

    @property
    def file(self) -> Path:
        return self.settings.data / "recipe-board.db"

    @property
    def store(self) -> FolderStore:
        return FolderStore(self.settings.photos)

    def database(self) -> Database:
        self.opened.append(Database(self.settings.database))
        return self.opened[-1]

    def run(self, *command: str) -> Result:
        """One of the operator's commands; `setup` starts like `serve` and ends at once."""
        env = {"RECIPE_BOARD_DATA": str(self.settings.data), "RECIPE_BOARD_DATABASE_URL": self.settings.database_url}
        return CliRunner().invoke(cli, command or ["setup"], env=env)

    def starts(self) -> None:
        """It starts, and every photo that was there is there."""
        before = self.everything()
        result = self.run()
        assert result.exit_code == 0, result.output
        assert before <= self.everything()

    def stops(self, *says: str, command: tuple[str, ...] = ()) -> None:
        """It doesn't start, says why and what to do, and touches nothing."""
        before = self.everything()
        result = self.run(*command)
        assert result.exit_code == 1
        for sentence in (*says, "every photo stays where it is", "python -m app pair"):
            assert sentence in result.output
        assert "Traceback" not in result.output
        assert self.everything() == before

    def everything(self) -> set[str]:
        """Every photo file, wherever it lies."""
        return {str(path) for path in self.settings.photos.rglob("*.*") if path.is_file() and path.name != ".mark"}

    def cooks(self, count: int, title: str = "Soup") -> list[str]:
        """Somebody makes a recipe of so many photos; their keys."""
        kept = [self.store.keep(self.developed) for _ in range(count)]
        pictures = [Picture(photo.key, photo.width, photo.height, photo.tone) for photo in kept]
        database = self.database()
        with database.writing() as db:
            priya = Person.with_address(db, "priya@example.org")
            if priya is None:
                priya = Person.first(group="Cooks", name="Priya", email="priya@example.org", password=PASSWORD)
                db.add(priya)
                db.flush()
            Recipes(priya).make(title, pictures)
            db.commit()
        database.close()
        return [picture.key for picture in pictures]

    def keeps_house(self, **later: float) -> None:
        """One round of the housekeeping, in so many hours or days."""
        database = self.database()
        with time_machine.travel(now() + timedelta(**later), tick=False):
            tidy(database, self.store, self.settings)
            let_leave(database, self.store)
            sweep_and_say(database, self.store)

    def photos(self) -> set[str]:
        return set(self.store.keys())


@pytest.fixture(params=BOTH)
def home(request: pytest.FixtureRequest, tmp_path: Path, developed: Developed) -> Iterator[Home]:
    """A home that has never been started, on each database."""
    url = request.getfixturevalue("postgres").empty() if request.param == "postgresql" else ""
    home = Home(Settings(data=tmp_path / "data", database_url=url), developed)
    yield home
    for database in home.opened:
        database.close()


@pytest.fixture
def lived_in(home: Home) -> Home:
    """A home that was started and has photos."""
    home.starts()
    home.cooks(ENOUGH)
    return home


in_a_file = pytest.mark.parametrize("home", ["sqlite"], indirect=True)
"""A test that moves the database's file about."""

on_a_server = pytest.mark.parametrize("home", ["postgresql"], indirect=True)


def elsewhere(home: Home, request: pytest.FixtureRequest, developed: Developed) -> Home:
    """Another home, on the same kind of database."""
    url = request.getfixturevalue("postgres").empty() if home.settings.database_url else ""
    return Home(Settings(data=home.settings.data.parent / "other", database_url=url), developed)


def test_the_first_start_makes_a_pair_and_later_ones_find_it(home: Home) -> None:
    home.starts()
    home.starts()
    home.cooks(3)
    home.starts()


def test_what_was_there_before_pairs_were_is_adopted(home: Home) -> None:
    kept = [home.store.keep(home.developed).key for _ in range(ENOUGH)]
    database = home.database()
    database.migrate("0005")
    with database.engine.begin() as connection:
        connection.exec_driver_sql(
            'INSERT INTO "group" (id, name, helper, made_at, opens_tablets, basis, previews) '
            "VALUES ('g', 'Cooks', 'Priya', '2026-11-01 12:00:00+00:00', false, 'hands', 'nothing')"
        )
        for key in kept[: ENOUGH // 2]:
            connection.exec_driver_sql(
                "INSERT INTO photo (key, group_id, width, height, tone, found, answer, with_child, with_stranger,"
                f" is_covered, made_at) VALUES ('{key}', 'g', 4, 3, '#aabbcc', '[]', '', false, false, false,"
                " '2026-11-01 12:00:00+00:00')"
            )
    database.close()
    home.starts()
    assert home.photos() == set(kept)


def test_a_database_that_knows_less_than_half_of_the_photos_is_not_adopted(lived_in: Home) -> None:
    for _ in range(ENOUGH + 1):
        lived_in.store.keep(lived_in.developed)
    (lived_in.settings.photos / ".mark").unlink()
    lived_in.stops(f"knows only {ENOUGH} of the {2 * ENOUGH + 1} photos")


@in_a_file
def test_a_database_that_was_moved_away_stops_the_start_and_none_is_made_in_its_place(lived_in: Home) -> None:
    file = lived_in.file
    file.rename(file.with_suffix(".away"))
    for command in (("setup",), ("group", "Friday cooks", "--worker", "Dev"), ("invite", "Priya"), ("sweep",)):
        lived_in.stops(f"new or empty, and the photo folder has {ENOUGH} photos", command=command)
        assert not file.exists()
    file.with_suffix(".away").rename(file)
    lived_in.starts()


@on_a_server
def test_a_forgotten_database_url_stops_the_start(lived_in: Home) -> None:
    forgetful = Home(lived_in.settings.model_copy(update={"database_url": ""}), lived_in.developed)
    forgetful.stops("new or empty", "Database, from RECIPE_BOARD_DATA: sqlite:///")
    lived_in.starts()


def test_a_new_database_stops_the_start(lived_in: Home, request: pytest.FixtureRequest) -> None:
    other = elsewhere(lived_in, request, lived_in.developed)
    other.starts()
    exchanged = Home(swapped(lived_in, other), lived_in.developed)
    exchanged.stops("new or empty")
    lived_in.starts()


def test_another_groups_database_stops_the_start_and_stays_as_it_is(
    lived_in: Home, request: pytest.FixtureRequest
) -> None:
    other = elsewhere(lived_in, request, lived_in.developed)
    other.starts()
    other.cooks(ENOUGH)
    exchanged = Home(swapped(lived_in, other), lived_in.developed)
    exchanged.stops(f"belongs to another photo folder. It knows 0 of the {ENOUGH} photos here")
    lived_in.starts()
    other.starts()


def swapped(home: Home, other: Home) -> Settings:
    """The photos of one home beside the database of another."""
    if home.settings.database_url:
        return home.settings.model_copy(update={"database_url": other.settings.database_url})
    mixed = home.settings.data.parent / "mixed"
    shutil.copytree(home.settings.data, mixed)
    shutil.copy(other.settings.data / "recipe-board.db", mixed)
    return home.settings.model_copy(update={"data": mixed})


@in_a_file
def test_a_database_from_yesterday_stops_the_start_until_the_operator_means_it(lived_in: Home) -> None:
    file = lived_in.file
    shutil.copy(file, file.with_suffix(".yesterday"))
    lived_in.starts()
    today = lived_in.cooks(3, "Bread")
    shutil.move(file, file.with_suffix(".today"))
    shutil.copy(file.with_suffix(".yesterday"), file)
    lived_in.stops("older than the photo folder", f"knows {ENOUGH} of the {ENOUGH + 3} photos")
    assert lived_in.run("pair", "--yes").exit_code == 0
    lived_in.starts()
    lived_in.keeps_house(days=2)
    assert set(lived_in.store.thrown()) == set(today), "they wait in the trash for a database that knows them"
    shutil.copy(file.with_suffix(".today"), file)
    lived_in.starts()
    assert all(lived_in.store.open(key, size) for key in today for size in SIZES)
    lived_in.keeps_house(days=40)
    assert len(lived_in.photos()) == ENOUGH + 3


@in_a_file
def test_a_database_from_yesterday_that_knows_every_photo_goes_on(lived_in: Home) -> None:
    file = lived_in.file
    shutil.copy(file, file.with_suffix(".yesterday"))
    lived_in.starts()
    shutil.copy(file.with_suffix(".yesterday"), file)
    lived_in.starts()


@in_a_file
def test_a_database_without_its_newest_changes_stops_the_start(home: Home) -> None:
    """What is in `-wal` is in no other file until it is folded in: a copy of the .db file alone lacks it."""
    file = home.file
    home.starts()
    with sqlite3.connect(file) as holding:
        holding.execute("SELECT * FROM pair").fetchall()  # so that nobody folds it in
        home.cooks(ENOUGH)
        shutil.copy(file, file.with_suffix(".alone"))
    holding.close()
    for left in home.settings.data.glob("recipe-board.db*"):
        left.unlink()
    file.with_suffix(".alone").rename(file)
    home.stops("new or empty")


def test_an_empty_photo_folder_beside_a_full_database_stops_the_start(lived_in: Home) -> None:
    away = lived_in.settings.data / "away"
    lived_in.settings.photos.rename(away)
    lived_in.stops(f"knows {ENOUGH} photos, and the photo folder is empty", "Is its disk there?")
    shutil.rmtree(lived_in.settings.photos)
    away.rename(lived_in.settings.photos)
    lived_in.starts()


def test_a_few_photos_without_a_row_and_rows_without_a_photo_are_said_at_the_start(lived_in: Home) -> None:
    assert "no row" not in lived_in.run().output
    lived_in.store.keep(lived_in.developed)
    lost = lived_in.cooks(2)[0]
    lived_in.store.remove(lost)
    result = lived_in.run()
    assert result.exit_code == 0
    assert f"1 of the {ENOUGH + 2} photos in the folder have no row." in result.output
    assert f"1 of the {ENOUGH + 2} photos that the database knows are not in the folder." in result.output


@in_a_file
def test_who_pairs_is_told_what_they_pair_and_can_still_say_no(lived_in: Home) -> None:
    file = lived_in.file
    file.rename(file.with_suffix(".away"))
    result = lived_in.run("pair")
    assert f"The folder has {ENOUGH} photos, and the database knows 0 of them." in result.output
    assert result.exit_code == 1
    lived_in.stops("new or empty")


def test_a_folder_that_cannot_be_written_to_is_said_at_the_first_start_and_is_still_read_later(lived_in: Home) -> None:
    photos = lived_in.settings.photos
    if subprocess.run(["mount", "--bind", photos, photos], check=False, capture_output=True).returncode:
        pytest.skip("only root may mount a folder that can't be written to")
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", photos], check=True)
        lived_in.starts()
        subprocess.run(["mount", "-o", "remount,bind,rw", photos], check=True)
        (photos / ".mark").unlink()
        subprocess.run(["mount", "-o", "remount,bind,ro", photos], check=True)
        result = lived_in.run()
        assert result.exit_code == 1
        assert "The photo folder can't be used: " in result.output
        assert "Read-only" in result.output
    finally:
        subprocess.run(["umount", photos], check=True)
    lived_in.starts()


@in_a_file
def test_serve_ends_before_it_listens(lived_in: Home) -> None:
    file = lived_in.file
    file.rename(file.with_suffix(".away"))
    env = {"PATH": os.environ["PATH"], "RECIPE_BOARD_DATA": str(lived_in.settings.data)}
    before = lived_in.everything()
    ended = subprocess.run(
        [sys.executable, "-m", "app", "serve"],
        cwd=ROOT,
        env=env,
        text=True,
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert ended.returncode == 1
    assert "new or empty" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert lived_in.everything() == before


def test_a_database_that_does_not_answer_is_said_in_a_line(home: Home) -> None:
    away = home.settings.model_copy(update={"database_url": "postgresql://127.0.0.1:1/recipes?password=secret"})
    result = Home(away, home.developed).run()
    assert result.exit_code == 1
    assert "The database doesn't answer: " in result.output
    assert "Traceback" not in result.output
    assert "secret" not in result.output


@in_a_file
def test_no_start_sweeps_nor_empties_the_bin(lived_in: Home) -> None:
    left = lived_in.store.keep(lived_in.developed).key
    database = lived_in.database()
    with time_machine.travel(now() - 2 * BIN_KEPT, tick=False), database.writing() as db:
        priya = Person.with_address(db, "priya@example.org")
        assert priya
        Recipes(priya).bin(priya.recipes()[0])
        db.commit()
    with database.writing() as db:
        db.merge(Clock(id=1, believed_at=now()))  # nothing waits for the clock
        db.commit()
    place = lived_in.settings.photos / left[:2] / left
    os.utime(place, (0, 0))
    before = lived_in.everything()
    with serving(lived_in.settings.data) as server:
        server.ready()
        time.sleep(2)
        assert lived_in.everything() == before
    assert place.exists()


def test_leftovers_go_into_the_trash_and_are_counted_in_the_log(
    lived_in: Home, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    left = {lived_in.store.keep(lived_in.developed).key for _ in range(2)}
    lived_in.keeps_house(hours=1)
    assert left <= lived_in.photos(), "a photo is a file first and a row a moment later"
    lived_in.keeps_house(hours=30)
    assert set(lived_in.store.thrown()) == left
    assert "2 photos without a row lie in the trash now" in caplog.text
    lived_in.keeps_house(days=29)
    assert set(lived_in.store.thrown()) == left
    lived_in.keeps_house(days=33)
    assert list(lived_in.store.thrown()) == []
    assert len(lived_in.photos()) == ENOUGH


def test_a_sweep_that_finds_too_much_stops_loudly_and_moves_nothing_until_it_is_told(
    lived_in: Home, caplog: pytest.LogCaptureFixture
) -> None:
    for _ in range(ENOUGH):
        lived_in.store.keep(lived_in.developed)
    before = lived_in.everything()
    lived_in.keeps_house(days=40)
    assert lived_in.everything() == before
    assert f"Nothing was swept: {ENOUGH} of {2 * ENOUGH} photos have no row" in caplog.text
    with time_machine.travel(now() + timedelta(days=40), tick=False):
        assert f"{ENOUGH} photos without a row lie in the trash" in lived_in.run("sweep", "--yes").output
    assert len(lived_in.photos()) == len(set(lived_in.store.thrown())) == ENOUGH


def test_a_sweep_that_is_told_to_asks_the_clock_too(lived_in: Home) -> None:
    left = lived_in.store.keep(lived_in.developed).key
    database = lived_in.database()
    with database.writing() as db:
        db.merge(Clock(believed_at=now()))
        db.commit()
    with time_machine.travel(now() + timedelta(days=40), tick=False):
        asked = lived_in.run("sweep")
        assert asked.exit_code == 1
        assert f"The clock says {now():%Y-%m-%d %H:%M}" in asked.output
        assert left in lived_in.photos()
    with time_machine.travel(now() + timedelta(days=2), tick=False):
        assert "1 photos without a row lie in the trash" in lived_in.run("sweep").output, "it went on as time did"
    with database.reading() as db:
        assert db.get_one(Clock, 1).doubted_at is None, "who asks by hand changes nothing for the nights"


def test_a_folder_that_was_exchanged_while_it_runs_is_not_swept(
    lived_in: Home, caplog: pytest.LogCaptureFixture
) -> None:
    lived_in.store.put_mark("another 7\n")
    left = lived_in.store.keep(lived_in.developed).key
    lived_in.keeps_house(days=40)
    assert left in lived_in.photos()
    assert "does not bear the name of this database" in caplog.text


def test_what_was_thrown_away_on_purpose_is_gone_and_not_in_the_trash_also_after_a_crash(lived_in: Home) -> None:
    """The server dies between the COMMIT and the removal of the files: the next round removes them."""
    database = lived_in.database()
    with database.writing() as db:
        priya = Person.with_address(db, "priya@example.org")
        assert priya
        [recipe] = priya.recipes()
        covered = recipe.steps[0].photo
        fresh = lived_in.store.keep(lived_in.developed)
        Album(priya).mask(covered, Picture(fresh.key, fresh.width, fresh.height, fresh.tone), of=covered.key)
        uncovered = covered.key
        db.commit()
    lived_in.keeps_house(hours=1)
    with pytest.raises(Missing):
        lived_in.store.open(uncovered, "full")
    assert [path for path in lived_in.everything() if uncovered in path] == []
    with database.writing() as db:
        priya = Person.with_address(db, "priya@example.org")
        assert priya
        Recipes(priya).bin(priya.recipes()[0])
        db.commit()
    lived_in.keeps_house(days=BIN_KEPT.days - 1)
    assert len(lived_in.photos()) == ENOUGH
    lived_in.keeps_house(days=BIN_KEPT.days + 1)
    assert lived_in.everything() == set()
    with database.reading() as db:
        assert photo_keys(db) == set()


@pytest.mark.parametrize("mark", ["", "half", "name -1", "\x00"])
def test_a_damaged_mark_is_put_right_where_the_database_knows_the_photos(lived_in: Home, mark: str) -> None:
    lived_in.store.put_mark(mark)
    lived_in.starts()
