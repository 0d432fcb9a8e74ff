"""The journal follows what is kept, whoever writes, and is whole again after whatever stopped it."""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from app.keeping.journal import CHANGES, Journal, NoJournal, read_journal
from app.settings import Settings
from boards.change import Change
from boards.database import Database
from boards.hands.recipes import Recipes
from boards.photo import Photo
from boards.recipe import Recipe
from tests.conftest import House, on_both_databases
from tests.props.disks import small_disk


def lines(house: House) -> list[dict[str, Any]]:
    content = (house.settings.journal_folder / CHANGES).read_text("utf-8")
    assert content.endswith("\n")
    return [json.loads(line) for line in content.splitlines()]


def titles(house: House) -> set[str]:
    """The titles of recipes as the journal knows them last."""
    rows = read_journal(house.settings.journal_folder).rows
    return {row["title"] for (kind, _), row in rows.items() if kind == "recipe" and row}


def make(house: House, title: str, database: Database | None = None) -> str:
    with (database or house.database).writing() as db:
        recipe = Recipes(house.person(db, "Bob")).make(title, [house.a_picture()])
        db.commit()
        return recipe.id


@on_both_databases
def test_what_was_kept_stands_in_it_at_once_and_what_was_not_does_not(house: House) -> None:
    make(house, "Soup")
    with house.database.writing() as db:
        Recipes(house.person(db, "Bob")).make("Stew", [house.a_picture()])
        db.flush()
    assert titles(house) == {"Soup"}
    with house.writing() as db:
        db.delete(db.exec(select(Recipe.all_steps.property.mapper.class_)).first())
    rows = read_journal(house.settings.journal_folder).rows
    assert [row for (kind, _), row in rows.items() if kind == "step"] == [None]


def test_it_is_for_our_own_account_alone_and_holds_no_picture(house: House) -> None:
    make(house, "Soup")
    folder = house.settings.journal_folder
    assert {oct(file.stat().st_mode & 0o777) for file in folder.iterdir()} == {"0o600"}
    assert oct(folder.stat().st_mode & 0o777) == "0o700"
    assert (folder / CHANGES).stat().st_size < 50_000
    assert {len(line.get("is") or {}) < 30 for line in lines(house)} == {True}


@on_both_databases
def test_two_processes_write_to_it_and_nothing_is_lost_or_written_twice(house: House) -> None:
    other = Database(house.settings.database)
    Journal.following(other, house.settings.journal_folder)
    for number in range(6):
        make(house, f"Soup {number}", other if number % 2 else None)
    other.close()
    assert titles(house) == {f"Soup {number}" for number in range(6)}
    numbers = [line["id"] for line in lines(house)]
    assert len(numbers) == len(set(numbers))


def test_a_line_that_a_crash_left_half_way_is_written_again(house: House) -> None:
    make(house, "Soup")
    file = house.settings.journal_folder / CHANGES
    with file.open("ab") as torn:
        torn.write(b'{"id": 7')
    assert titles(house) == {"Soup"}
    make(house, "Stew")
    assert titles(house) == {"Soup", "Stew"}


def test_a_full_disk_keeps_nobody_from_a_no_and_it_catches_up(
    settings: Settings, tmp_path: Path, house: House, caplog: pytest.LogCaptureFixture
) -> None:
    with small_disk(tmp_path / "small", 1) as disk:
        journal = house.app.state.journal
        journal.folder = tmp_path / "small" / "journal"
        make(house, "Soup")
        disk.fill()
        for number in range(40):
            make(house, f"Stew {number}")
        assert journal.is_behind
        assert caplog.text.count("The journal can't be written to") == 1
        disk.clear()
        make(house, "Salad")
        assert not journal.is_behind
        rows = read_journal(journal.folder).rows
        assert len([row for (kind, _), row in rows.items() if kind == "recipe"]) == 42


def test_it_begins_anew_where_it_is_of_another_state_of_the_database(house: House) -> None:
    make(house, "Soup")
    file = house.settings.journal_folder / CHANGES
    head, *rest = lines(house)
    ahead = [head, *rest, {**rest[-1], "id": rest[-1]["id"] + 10_000}]
    file.unlink()
    file.write_text("".join(json.dumps(line) + "\n" for line in ahead))
    make(house, "Stew")
    assert titles(house) == {"Soup", "Stew"}, "what is noted still is written down anew"
    assert max(line["id"] for line in lines(house)) < 10_000


def test_lines_go_when_no_backup_is_left_that_could_need_them(house: House) -> None:
    make(house, "Soup")
    journal: Journal = house.app.state.journal
    file = journal.folder / CHANGES
    old = [{**line, "at": "2026-01-01T00:00:00+00:00"} for line in lines(house)]
    file.write_text("".join(json.dumps(line) + "\n" for line in old))
    make(house, "Stew")
    journal.forget(timedelta(days=30))
    assert titles(house) == {"Stew"}
    written = read_journal(journal.folder)
    assert written.begins_after == max(line["id"] for line in old)
    with pytest.raises(NoJournal, match="later"):
        written.must_reach(name=written.name, number=written.begins_after - 1)
    make(house, "Salad")
    assert titles(house) == {"Stew", "Salad"}


def test_what_the_journal_has_is_forgotten_in_the_database(house: House) -> None:
    make(house, "Soup")
    with house.writing() as db:
        Change.forget(db, before=house.app.state.journal.last)
    assert titles(house) == {"Soup"}
    make(house, "Stew")
    assert titles(house) == {"Soup", "Stew"}


@pytest.mark.parametrize(
    ("content", "why"),
    [(None, "none"), (b"", "damaged"), (b"junk\n", "damaged"), (b'{"id": 1}\n', "damaged"), (b"[]\n", "damaged")],
)
def test_what_is_no_journal_is_said(tmp_path: Path, content: bytes | None, why: str) -> None:
    if content is not None:
        (tmp_path / CHANGES).write_bytes(content)
    with pytest.raises(NoJournal, match=why):
        read_journal(tmp_path)


def test_a_photo_row_in_it_is_what_the_photo_is_now(house: House) -> None:
    make(house, "Soup")
    with house.writing() as db:
        photo = db.exec(select(Photo)).one()
        photo.with_child = True
        key = photo.key
    row = read_journal(house.settings.journal_folder).rows["photo", key]
    assert row
    assert row["with_child"] is True
