"""Many who write at once."""

import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from shutil import copy

import pytest
from sqlmodel import select

from boards.board import Board
from boards.database import Database
from boards.group import Group
from boards.hands.boards import Boards
from boards.person import Person
from boards.right import Role

EACH = 200

LOOKS_IN = "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM board').fetchone()"
"""A process of its own that opens a database, reads, and ends, as the operator's commands do."""


def test_a_process_that_looks_in_takes_nothing_that_is_written_afterwards_away(
    empty_database: Path, tmp_path: Path
) -> None:
    file = Path(copy(empty_database, tmp_path / "recipe-board.db"))
    database = Database(f"sqlite:///{file}")
    with database.writing() as db, database.reading() as other:
        other.exec(select(Board)).all()  # a second connection
        group = Group.named("Tuesday cooks", helper="Alice")
        db.add(group)
        db.commit()
        group_id = group.id
    subprocess.run([sys.executable, "-c", LOOKS_IN, str(file)], check=True)
    with database.writing() as db:
        db.add(Board(group_id=group_id, title="Made afterwards", place=1))
        db.commit()
    with closing(sqlite3.connect(file)) as elsewhere:
        assert elsewhere.execute("SELECT title FROM board").fetchall() == [("Made afterwards",)]
    database.close()


@pytest.mark.faults
def test_eight_who_write_at_once_lose_nothing_and_meet_no_lock(database: Database) -> None:
    with database.writing() as db:
        group = Group.named("Tuesday cooks", helper="Alice")
        alice = Person(group_id=group.id, name="Alice", role=Role.WORKER)
        db.add_all([group, alice])
        db.commit()
        alice_id = alice.id
    processes = [Database(database.engine.url.render_as_string(hide_password=False)) for _ in range(8)]

    def write(number: int) -> None:
        for edit in range(EACH):
            with processes[number].writing() as db:
                me = db.get_one(Person, alice_id)
                me.wait_for_turn()
                Boards(me).make(f"{number} {edit}")
                db.commit()

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(write, range(8))) == [None] * 8
    with database.reading() as db:
        boards = db.exec(select(Board)).all()
    assert sorted(board.place for board in boards) == list(range(1, 8 * EACH + 1))
    assert {board.title for board in boards} == {f"{number} {edit}" for number in range(8) for edit in range(EACH)}
    for process in processes:
        process.close()
