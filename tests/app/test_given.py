"""The order in which a request's needs are met, and what several writers at once may do to each other."""

import time
from concurrent.futures import ThreadPoolExecutor

import httpx2 as httpx
from fastapi.routing import APIRoute, iter_route_contexts
from sqlmodel import select

from app.door.signin import SignedIn, who
from app.given import house, photos
from app.main import RecipeBoard, create_app
from app.settings import Settings
from boards.database import Database
from boards.group import Group, SetupCode
from boards.hands.boards import Boards
from boards.problems import NotFound
from boards.session import Session
from tests.conftest import PASSWORD, House, free_port, on_a_socket, on_both_databases
from tests.props.access import met

ORDER = [who, photos.takes_photos, photos._form, house._open_form, house._password, photos._saved, house._db]
"""Who it is; what the photos are for; the form; its photos; and last the turn to write, which nobody waits for
while somebody else's upload is slow."""


def test_nothing_is_read_before_the_person_is_known_and_nobody_writes_before_all_is_read(app: RecipeBoard) -> None:
    seen = 0
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if not isinstance(route, APIRoute) or "POST" not in route.methods:
            continue
        first_met = [need for need in dict.fromkeys(met(route.dependant)) if need in ORDER]
        assert first_met == sorted(first_met, key=ORDER.index), route.path
        assert house._db in first_met, route.path
        seen += 1
    assert seen > 20


@on_both_databases
def test_boards_made_at_the_same_time_by_several_processes_each_have_a_place(house: House) -> None:
    with house.database.reading() as db:
        Session.begin(house.person(db, "Alice"))
        db.commit()
        alice = SignedIn(db.exec(select(Session.id)).one())
    # A connection pool of its own stands for a process.
    processes = [Database(house.settings.database) for _ in range(4)]

    def make(number: int) -> None:
        with processes[number % 4].writing() as db:
            Boards(alice.writer(db)).make(f"Board {number}")
            db.commit()

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(make, range(40)))
    with house.database.reading() as db:
        places = [board.place for board in house.person(db, "Alice").boards()]
    for process in processes:
        process.close()
    assert places == list(range(1, 41))


@on_both_databases
def test_one_setup_code_makes_one_group_however_often_it_is_sent(settings: Settings) -> None:
    settings = settings.model_copy(update={"port": free_port()})
    with on_a_socket(create_app(settings)) as app:
        with app.state.database.writing() as db:
            code = SetupCode.renew(db)
            db.commit()

        def start(number: int) -> int:
            fields = {"group": "Cooks", "name": "Priya", "email": f"p{number}@example.org", "password": PASSWORD}
            address = f"http://127.0.0.1:{settings.port}/setup"
            return httpx.post(address, data={**fields, "code": code}, timeout=30).status_code

        with ThreadPoolExecutor(8) as pool:
            answers = sorted(pool.map(start, range(8)))
    assert answers == [303, *[404] * 7]


@on_both_databases
def test_one_setup_code_makes_one_group_for_several_processes(app: RecipeBoard) -> None:
    with app.state.database.writing() as db:
        code = SetupCode.renew(db)
        db.commit()
    assert code
    processes = [Database(app.state.settings.database) for _ in range(4)]

    def start(process: Database) -> bool:
        with process.writing() as db:
            try:
                waiting = SetupCode.find(db, code)
            except NotFound:
                return False
            time.sleep(0.2)  # the others come meanwhile
            db.add(Group.named("Cooks", helper="Priya"))
            db.delete(waiting)
            db.commit()
            return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(start, processes)) == 1
    for process in processes:
        process.close()
