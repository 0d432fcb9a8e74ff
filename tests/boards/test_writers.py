"""Many who write at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from boards.board import Board
from boards.database import Database
from boards.group import Group
from boards.hands.boards import Boards
from boards.person import Person
from boards.right import Role

EACH = 200


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
