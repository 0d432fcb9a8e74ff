"""What reading a page would write is counted in memory, and written together: no reader waits, and nothing is lost."""

import logging
import signal
import time
from datetime import UTC, datetime, timedelta

import httpx2 as httpx
import pytest
from sqlalchemy.exc import OperationalError
from sqlmodel import select

from app.door.tally import Tally
from app.main import create_app
from boards.database import Database
from boards.link import Link
from boards.session import Session
from tests.conftest import House, free_port, on_a_socket, on_both_databases
from tests.props.server import served


def opened(house: House, link_id: str) -> tuple[int, datetime | None]:
    """How often a link was opened as it is written, and when last."""
    link = house.row(Link, link_id)
    assert isinstance(link, Link)
    return link.opened, link.opened_at


def a_link(house: House) -> tuple[str, str]:
    """A link's id and address."""
    link_id, key = house.a_link(recipe=house.a_recipe(steps=1))
    return link_id, f"/s/{key}"


@on_both_databases
def test_openings_of_several_processes_add_up_and_the_newest_stays(house: House) -> None:
    link_id, _ = a_link(house)
    other, elsewhere = a_link(house)[0], Database(house.settings.database)
    tallies = Tally(house.database), Tally(elsewhere)
    for tally in tallies:
        tally.link_opened(link_id)
        tally.link_opened(link_id)
    newest = datetime.now(UTC) + timedelta(minutes=5)
    tallies[0]._openings[link_id] = 2, newest
    tallies[1].link_opened("gone")
    for tally in tallies:
        tally.write()
        assert tally.is_empty
    elsewhere.close()
    count, at = opened(house, link_id)
    assert (count, at and at.replace(tzinfo=UTC)) == (4, newest)
    assert opened(house, other) == (0, None)


@on_both_databases
def test_a_writer_that_fails_keeps_what_was_counted(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    link_id, _ = a_link(house)
    tally = Tally(house.database)
    tally.link_opened(link_id)

    def refuses(*_: object) -> None:
        tally.link_opened(link_id)  # somebody opens it at this very moment
        raise OperationalError("", {}, Exception("locked"))

    with monkeypatch.context() as broken:
        broken.setattr(Session, "see", refuses)
        with pytest.raises(OperationalError):
            tally.write()
    assert opened(house, link_id)[0] == 0
    tally.write()
    assert opened(house, link_id)[0] == 2


@pytest.mark.parametrize("settings", ["postgresql"], indirect=True)
def test_a_link_that_is_being_changed_is_not_waited_for(house: House) -> None:
    link_id, _ = a_link(house)
    tally = Tally(house.database)
    tally.link_opened(link_id)
    with house.writing() as db:
        db.get_one(Link, link_id, with_for_update=True)
        tally.write()
        assert not tally.is_empty
    tally.write()
    assert opened(house, link_id)[0] == 1


def test_a_reader_waits_for_no_writer(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    _, address = a_link(house)
    bob = house.client("Bob")
    monkeypatch.setattr("app.door.signin.REFRESHED", timedelta(0))
    with house.database.writing() as db:
        db.connection()  # takes the lock that a writer waits ten seconds for
        started = time.monotonic()
        assert house.client().get(address).status_code == 200
        assert bob.get("/").status_code == 200
        assert time.monotonic() - started < 5
    before = _seen(house)
    house.app.state.tally.write()
    assert _seen(house) > before


def _seen(house: House) -> datetime:
    with house.database.reading() as db:
        return db.exec(select(Session.seen_at)).one()


def test_what_was_counted_is_written_by_itself_in_a_while(
    house: House, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("app.door.tally.EVERY", timedelta(seconds=0.05))
    link_id, address = a_link(house)
    settings = house.settings.model_copy(update={"port": free_port()})
    fails = iter([True])
    write = Tally.write

    def fails_once(tally: Tally) -> None:
        if next(fails, False):
            raise OperationalError("", {}, Exception("locked"))
        write(tally)

    monkeypatch.setattr(Tally, "write", fails_once)
    with on_a_socket(create_app(settings)), caplog.at_level(logging.ERROR):
        assert httpx.get(f"http://127.0.0.1:{settings.port}{address}").status_code == 200
        for _ in range(100):
            if opened(house, link_id)[0]:
                break
            time.sleep(0.05)
    assert opened(house, link_id)[0] == 1
    assert "it is kept" in caplog.text


def test_a_server_that_is_told_to_end_writes_what_it_counted(house: House) -> None:
    link_id, address = a_link(house)
    with served(house) as (port, process):
        for _ in range(5):
            assert httpx.get(f"http://127.0.0.1:{port}{address}").status_code == 200
        process.send_signal(signal.SIGTERM)
        process.wait(30)
    assert opened(house, link_id)[0] == 5
