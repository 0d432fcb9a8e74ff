"""Whose photo is next: tables take turns, then the seats at each; and nobody takes all the room."""

import os
import signal
import threading
import time
from collections import Counter

import pytest

from media import Brought, Crowded, Most, PhotoProblem, Reason, Taker, Workshop
from media.line import Line, Ticket
from tests.media.pictures import kitchen, saved

ANN, BEN, CY = Taker("ours", "Ann"), Taker("ours", "Ben"), Taker("theirs", "Cy")
SMALL = saved(kitchen(64, 48), "JPEG")


def queue(*takers: Taker, places: int = 1, room: int = 1000) -> Line[Ticket]:
    line: Line[Ticket] = Line(places, Most(room, 1_000_000))
    for taker in takers:
        line.join([Ticket(taker, 1)])
    return line


def served(line: Line[Ticket]) -> list[str]:
    """In which order they go when one is at work at a time."""
    order = []
    while ticket := line.next():
        order.append(ticket.taker.seat)
        line.leave(ticket)
    return order


def at_work(line: Line[Ticket]) -> list[str]:
    """Who is at work at once, while nobody is done."""
    return [ticket.taker.seat for ticket in iter(line.next, None)]


def test_tables_take_turns_and_then_the_seats_at_each() -> None:
    assert served(queue(ANN, ANN, ANN, BEN, BEN, CY, CY, CY)) == ["Ann", "Cy", "Ben", "Cy", "Ann", "Cy", "Ben", "Ann"]


def test_who_comes_last_waits_for_one_of_each_other_and_no_more() -> None:
    line = queue(*[ANN] * 60)
    first = line.next()
    assert first
    line.join([Ticket(CY, 1)])
    line.leave(first)
    assert served(line).index("Cy") <= 1


def test_photos_of_one_taker_keep_their_order() -> None:
    line: Line[Ticket] = Line(1, Most(1000, 1_000_000))
    tickets = [Ticket(ANN, number) for number in range(5)]
    line.join(tickets)
    assert [ticket.length for ticket in iter(lambda: pop(line), None)] == [0, 1, 2, 3, 4]


def pop(line: Line[Ticket]) -> Ticket | None:
    ticket = line.next()
    if ticket:
        line.leave(ticket)
    return ticket


@pytest.mark.parametrize("places", [1, 2, 4])
def test_one_who_brings_many_takes_the_places_and_never_the_last_ones(places: int) -> None:
    line = queue(*[ANN] * 60, places=places)
    assert at_work(line) == ["Ann"] * places
    line.join([Ticket(BEN, 1)] * 2)
    assert at_work(line) == ["Ben"]
    line.join([Ticket(CY, 1)] * 2)
    assert at_work(line) == ["Cy"]
    assert at_work(line) == []


def test_many_at_one_table_leave_a_place_to_another_table() -> None:
    line = queue(*[Taker("ours", f"seat {number}") for number in range(20)], places=2)
    assert len(at_work(line)) == 3
    line.join([Ticket(CY, 1)])
    assert at_work(line) == ["Cy"]


def test_nobody_takes_the_room_of_who_comes_later() -> None:
    line = queue(room=80)
    tickets: Counter[str] = Counter()
    for taker in [ANN] * 80 + [BEN] * 80 + [CY] * 80 + [Taker("a third", "Di")] * 80:
        try:
            line.join([Ticket(taker, 1)])
        except Crowded:
            continue
        tickets[taker.seat] += 1
    assert tickets["Ann"] == 20
    assert all(tickets[seat] >= 8 for seat in ("Ben", "Cy", "Di"))
    assert sum(tickets.values()) < 80


def test_bytes_fill_the_room_too() -> None:
    line: Line[Ticket] = Line(1, Most(1000, 400))
    line.join([Ticket(ANN, 90)])
    with pytest.raises(Crowded):
        line.join([Ticket(ANN, 20)])
    line.join([Ticket(CY, 90)])


def test_all_of_a_sending_or_none_of_it() -> None:
    line = queue(room=40)
    with pytest.raises(Crowded):
        line.join([Ticket(ANN, 1) for _ in range(11)])
    assert line.waiting() == []
    line.join([Ticket(ANN, 1) for _ in range(10)])


def test_what_is_given_up_or_done_makes_room() -> None:
    line = queue(*[ANN] * 10, room=40)
    line.give_up(line.waiting()[0])
    at_work_now = line.next()
    assert at_work_now
    line.give_up(at_work_now)  # too late: it is at work
    line.leave(at_work_now)
    line.join([Ticket(ANN, 1)] * 2)
    with pytest.raises(Crowded):
        line.join([Ticket(ANN, 1)])


def test_the_workshop_tells_who_brings_too_much_at_once_and_keeps_none_of_it() -> None:
    workshop = Workshop(1, most=Most(8, 1_000_000))
    read = []

    def slowly() -> bytes:
        read.append(1)
        time.sleep(0.3)
        return SMALL

    first = workshop.begin_taking([Brought(slowly, 1)] * 2, ANN)
    began = time.perf_counter()
    with pytest.raises(Crowded):
        workshop.begin_taking([Brought(slowly, 1)] * 2, ANN)
    assert time.perf_counter() - began < 0.2
    assert [answer.result()[0].width for answer in first] == [64, 64]
    assert len(read) == 2
    assert workshop.begin_taking([Brought(slowly, 1)], ANN)[0].result()[1].looked
    workshop.close()


def test_what_nobody_wants_any_more_is_not_even_read() -> None:
    workshop = Workshop(1)
    going, read = threading.Event(), []

    def held() -> bytes:
        going.wait(10)
        return SMALL

    def unwanted() -> bytes:
        read.append(1)
        return SMALL

    first, second, third = workshop.begin_taking([Brought(held, 1), Brought(unwanted, 1), Brought(held, 1)], ANN)
    second.cancel()
    going.set()
    assert [answer.result()[0].width for answer in (first, third)] == [64, 64]
    assert read == []
    workshop.close()


def test_a_photo_that_cannot_be_read_or_opened_is_told_and_the_next_is_made() -> None:
    workshop = Workshop(1)

    def gone() -> bytes:
        raise ValueError("the file was closed")

    lost, soup, fine = workshop.begin_taking(
        [Brought(gone, 1), Brought(lambda: b"soup", 4), Brought(lambda: SMALL, 1)], ANN
    )
    assert isinstance(lost.exception(), ValueError)
    problem = soup.exception()
    assert isinstance(problem, PhotoProblem)
    assert problem.reason is Reason.NOT_A_PHOTO
    assert fine.result()[0].width == 64
    workshop.close()


def test_another_tables_photo_does_not_wait_for_those_at_work() -> None:
    """One place, which stands still: whoever comes from elsewhere is served by a worker that steps in."""
    workshop = Workshop(1)
    going = threading.Event()

    def held() -> bytes:
        going.wait(20)
        return SMALL

    at_work = workshop.begin_taking([Brought(held, 1)] * 5, ANN)
    assert workshop.begin(SMALL, CY).result(timeout=10).width == 64
    assert not any(answer.done() for answer in at_work)
    going.set()
    assert [answer.result()[0].width for answer in at_work] == [64] * 5
    assert len(workshop.workers()) <= 2
    workshop.close()


def test_whoever_loses_workers_leaves_those_that_step_in_for_others_alone() -> None:
    workshop = Workshop(1)
    going = threading.Event()

    def held() -> bytes:
        going.wait(20)
        return SMALL

    (at_work,) = workshop.begin_taking([Brought(held, 1)], ANN)
    workshop.begin(SMALL, CY).result(timeout=20)
    (steps_in,) = workshop.workers()
    going.set()
    at_work.result()
    (lost,) = set(workshop.workers()) - {steps_in}
    os.kill(lost, signal.SIGKILL)
    time.sleep(0.2)
    workshop.begin(SMALL, ANN).result()
    assert steps_in in workshop.workers()
    assert len(set(workshop.workers()) - {steps_in, lost}) == 1
    workshop.close()
