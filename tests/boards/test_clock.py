"""The clock: what holds, what is past, and when it is believed."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from sqlmodel import col, select

from boards.clock import (
    LEEWAY,
    PATIENCE,
    Watch,
    ahead,
    come,
    count_from_now,
    has_come,
    holding,
    holds,
    is_ahead,
    is_past,
    is_to_come,
    past,
    seconds_running,
)
from boards.database import Database
from boards.group import Group
from boards.hands.recipes import Recipes
from boards.recipe import Recipe
from tests.boards.conftest import Cast

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)
SECOND, HOUR, DAY, YEAR = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1), timedelta(days=365)

MOMENTS = {
    "long ago": (NOON - YEAR, False, True, False),
    "a little over an hour ago": (NOON - HOUR - SECOND, False, True, False),
    "a little under an hour ago": (NOON - HOUR + SECOND, True, False, False),
    "now": (NOON, True, False, False),
    "ahead by what clocks differ": (NOON + LEEWAY, True, False, False),
    "ahead by more": (NOON + LEEWAY + SECOND, False, False, True),
    "next year": (NOON + YEAR, False, False, True),
}
"""A moment at which something began, and whether it holds for an hour, is longer ago than an hour, and is ahead."""


@pytest.mark.parametrize("name", MOMENTS)
def test_what_began_ahead_of_now_does_not_hold_and_is_not_past(name: str) -> None:
    moment, *expected = MOMENTS[name]
    with time_machine.travel(NOON, tick=False):
        assert [holds(moment, HOUR), is_past(moment, HOUR), is_ahead(moment)] == expected
    assert [holds(moment, HOUR, at=NOON), is_past(moment, HOUR, at=NOON), is_ahead(moment, at=NOON)] == expected


def test_a_database_says_the_same_of_its_rows(cast: Cast) -> None:
    with time_machine.travel(NOON, tick=False):
        for name, (moment, *_) in MOMENTS.items():
            cast.db.add(Group(name=name, helper="Alice", made_at=moment))
        cast.db.flush()
        wheres = (holding(Group.made_at, HOUR), past(Group.made_at, HOUR), ahead(Group.made_at))
        found = [set(cast.db.exec(select(Group.name).where(where, col(Group.name).in_(MOMENTS)))) for where in wheres]
        assert [[name in those for those in found] for name in MOMENTS] == [list(said[1:]) for said in MOMENTS.values()]
        ended = set(cast.db.exec(select(Group.name).where(come(Group.made_at), col(Group.name).in_(MOMENTS))))
        assert ended == {name for name, (moment, *_) in MOMENTS.items() if has_come(moment)}


@pytest.mark.parametrize(
    ("end", "is_open"),
    [
        (-SECOND, False),
        (timedelta(), False),
        (SECOND, True),
        (DAY, True),
        (DAY + LEEWAY + SECOND, False),
        (YEAR, False),
    ],
)
def test_an_end_is_to_come_and_no_further_away_than_anybody_could_choose(end: timedelta, is_open: bool) -> None:
    assert is_to_come(NOON + end, DAY, at=NOON) is is_open


def test_what_lies_in_the_bin_since_a_day_to_come_lies_there_from_now_on(cast: Cast) -> None:
    soup, stew = Recipes(cast.bob).make("Soup"), Recipes(cast.bob).make("Stew")
    with time_machine.travel(NOON + YEAR, tick=False):
        soup.bin()
    with time_machine.travel(NOON - DAY, tick=False):
        stew.bin()
    with time_machine.travel(NOON, tick=False):
        cast.db.flush()
        count_from_now(cast.db, Recipe, Recipe.binned_at)
        cast.db.expire_all()
        assert (soup.binned_at, stew.binned_at) == (NOON, NOON - DAY)


@dataclass
class Machine:
    """A machine with a clock that can be set, and the process that watches it."""

    database: Database
    at: datetime = NOON
    runs: float = 0
    watch: Watch = field(init=False)

    def __post_init__(self) -> None:
        self.start()

    def start(self) -> None:
        """Another process."""
        self.watch = Watch(lambda: self.runs)

    def passes(self, time: timedelta, *, asleep: bool = False) -> None:
        """Time passes, and the clock goes with it; nothing of us runs while it is `asleep`."""
        self.at += time
        self.runs = 0 if asleep else self.runs + time.total_seconds()

    def believes(self) -> bool:
        """Whether it is believed now."""
        with time_machine.travel(self.at, tick=False), self.database.writing() as db:
            believed = self.watch.believes(db)
            db.commit()
            return believed

    def believes_after(self, time: timedelta, each: timedelta = timedelta(hours=6)) -> list[bool]:
        """What is believed in each round of a time."""
        rounds = []
        for _ in range(round(time / each)):
            self.passes(each)
            rounds.append(self.believes())
        return rounds


@pytest.fixture
def machine(database: Database) -> Machine:
    """A machine that has been believed for a while."""
    machine = Machine(database)
    machine.believes()
    machine.believes_after(PATIENCE + DAY)
    assert machine.believes()
    return machine


def test_a_clock_that_nobody_knows_is_believed_after_a_week(database: Database) -> None:
    machine = Machine(database)
    assert not machine.believes()
    assert not any(machine.believes_after(PATIENCE))
    assert all(machine.believes_after(30 * DAY))


@pytest.mark.parametrize("jump", [YEAR, -YEAR, 2 * HOUR, -2 * HOUR, 30 * YEAR])
def test_a_clock_that_jumps_is_doubted_until_it_is_set_right(machine: Machine, jump: timedelta) -> None:
    machine.at += jump
    assert not any([machine.believes(), *machine.believes_after(PATIENCE - DAY)])
    machine.at -= jump
    assert machine.believes()
    machine.at += jump
    assert not machine.believes(), "what was doubted before is no credit"


@pytest.mark.parametrize("jump", [YEAR, -YEAR])
def test_a_clock_that_stays_so_for_a_week_is_believed(machine: Machine, jump: timedelta) -> None:
    machine.at += jump
    machine.believes()
    assert machine.believes_after(PATIENCE + DAY)[-1]


def test_a_clock_that_is_set_again_and_again_is_never_believed(machine: Machine) -> None:
    for _ in range(20):
        machine.at += 3 * DAY
        assert not any(machine.believes_after(2 * DAY))


@pytest.mark.parametrize("restart", [HOUR, 7 * DAY])
def test_a_start_after_a_break_goes_on_at_once(machine: Machine, restart: timedelta) -> None:
    for _ in range(5):
        machine.passes(restart, asleep=True)
        machine.start()
        assert machine.believes()


def test_a_start_after_a_summer_is_believed_a_week_later(machine: Machine) -> None:
    machine.passes(6 * 7 * DAY, asleep=True)
    machine.start()
    assert not machine.believes()
    machine.passes(7 * DAY + HOUR, asleep=True)
    machine.start()
    assert machine.believes()


@pytest.mark.parametrize("wrong", [YEAR, -YEAR, -50 * YEAR])
def test_a_start_with_a_wrong_clock_is_doubted_and_believed_once_it_is_right(
    machine: Machine, wrong: timedelta
) -> None:
    machine.passes(HOUR, asleep=True)
    machine.at += wrong
    machine.start()
    assert not machine.believes()
    machine.at -= wrong
    machine.passes(timedelta(minutes=10))
    assert machine.believes()


def test_a_machine_that_is_wrong_is_not_believed_beside_one_that_is_right(machine: Machine) -> None:
    other = Machine(machine.database, at=machine.at + YEAR)
    for _ in range(60):
        for one, expected in ((machine, True), (other, False)):
            one.passes(timedelta(hours=6))
            assert one.believes() is expected


def test_a_clock_that_is_a_little_off_is_believed(machine: Machine) -> None:
    for minutes in (4, -4, 30, -30):
        machine.at += timedelta(minutes=minutes)
        assert all(machine.believes_after(DAY))


def test_the_other_clock_is_not_set_with_the_first() -> None:
    before = seconds_running()
    with time_machine.travel(NOON + 30 * YEAR):
        assert 0 <= seconds_running() - before < 60
