"""Whose turn it is: the most urgent first, everybody in a circle, and nobody for ever last."""

import asyncio
from collections.abc import Awaitable, Callable

import pytest
from fastapi.routing import APIRoute, iter_route_contexts

from app.given import house
from app.limits.turns import AT_ONCE, IN_A_ROW, KNOWN, Busy, Rank, Tempo, Turns
from app.main import RecipeBoard
from tests.conftest import House


def run(story: Callable[[], Awaitable[None]]) -> None:
    """Tell a story in a loop of its own."""
    asyncio.run(asyncio.wait_for(story(), 10))  # type: ignore[arg-type]


async def in_turn(turns: Turns, *who: tuple[str, Rank]) -> list[str]:
    """Let them all wait while somebody has every turn; who came when."""
    order: list[str] = []

    async def one(name: str, rank: Rank) -> None:
        async with turns.take(name.rstrip("0123456789"), rank):
            order.append(name)
            await asyncio.sleep(0)

    async with turns.take("before"):
        waiting = [asyncio.create_task(one(name, rank)) for name, rank in who]
        await asyncio.sleep(0)
    await asyncio.gather(*waiting)
    return order


def test_a_no_goes_before_changes_and_those_before_hearts() -> None:
    async def story() -> None:
        order = await in_turn(Turns(), ("heart", Rank.LATER), ("edit", Rank.USUAL), ("stop", Rank.FIRST))
        assert order == ["stop", "edit", "heart"]

    run(story)


def test_who_asks_for_twenty_turns_has_one_in_each_round() -> None:
    async def story() -> None:
        many = [(f"crowd{number}", Rank.USUAL) for number in range(20)]
        order = await in_turn(Turns(), *many, ("somebody", Rank.USUAL))
        assert order.index("somebody") <= 1

    run(story)


@pytest.mark.parametrize("tempo", [None, Tempo(1, 0.1)])
def test_one_person_never_fills_the_requests_of_their_whole_network(tempo: Tempo | None) -> None:
    async def story() -> None:
        turns, answers = Turns(tempo=tempo), asyncio.Queue[str]()

        async def one(asker: str, rank: Rank = Rank.USUAL) -> None:
            try:
                async with turns.take(asker, rank):
                    await answers.put(asker)
            except Busy:
                await answers.put("busy")

        async with turns.take("before"):
            asking = [asyncio.create_task(one("person unkind")) for _ in range(AT_ONCE + 3)]
            assert [await answers.get() for _ in range(3)] == ["busy"] * 3, "at once, so that others have the places"
            for asker, rank in (("person next to them", Rank.USUAL), ("person unkind", Rank.FIRST)):
                asking.append(asyncio.create_task(one(asker, rank)))
            await asyncio.sleep(0)
            assert answers.empty(), "who is somebody else, or says no, waits for a turn"
        for task in asking:
            task.cancel()
        await asyncio.gather(*asking, return_exceptions=True)
        await one("person unkind", Rank.FIRST)
        assert await answers.get() == "person unkind", "who has left takes up no place"

    run(story)


def test_however_many_are_urgent_everybody_comes_in_time() -> None:
    async def story() -> None:
        urgent = [(f"stranger{number}", Rank.FIRST) for number in range(60)]
        order = await in_turn(Turns(), *urgent, ("edit", Rank.USUAL), ("heart", Rank.LATER))
        assert order.index("edit") == IN_A_ROW
        assert order.index("heart") <= 2 * (IN_A_ROW + 1)

    run(story)


def test_one_link_has_few_turns_at_once_and_families_leave_some_free() -> None:
    async def story() -> None:
        turns, now, most = Turns(8, each=2), 0, 0

        async def look(asker: str, rank: Rank) -> None:
            nonlocal now, most
            async with turns.take(asker, rank):
                now, most = now + 1, max(most, now + 1)
                await asyncio.sleep(0.01)
                now -= 1

        await asyncio.gather(*(look("one link", Rank.LATER) for _ in range(20)))
        assert most == 1
        most = 0
        await asyncio.gather(*(look("one person", Rank.USUAL) for _ in range(20)))
        assert most == 2
        most = 0
        await asyncio.gather(*(look(f"link {number % 10}", Rank.LATER) for number in range(40)))
        assert most == 4
        most = 0
        await asyncio.gather(*(look(f"person {number % 10}", Rank.USUAL) for number in range(40)))
        assert most == 8

    run(story)


def test_who_waits_too_long_is_told_and_who_leaves_takes_no_turn_along() -> None:
    async def story() -> None:
        turns = Turns()
        async with turns.take("somebody"):
            with pytest.raises(Busy):
                async with turns.take("a family", Rank.LATER, patience=0.01):
                    pass
            leaving = asyncio.create_task(in_turn(turns))
            await asyncio.sleep(0)
            leaving.cancel()
        async with turns.take("somebody else", patience=0.01):
            pass
        # A turn that is given and one who leaves at the same moment.
        async with turns.take("somebody"):
            called = asyncio.create_task(in_turn(turns))
            await asyncio.sleep(0)
        called.cancel()
        await asyncio.sleep(0)
        async with turns.take("somebody else", patience=0.01):
            pass

    run(story)


def test_who_changes_things_without_end_goes_on_slowly_and_a_no_of_theirs_at_once() -> None:
    now = [0.0]
    tempo = Tempo(burst=3, a_second=2, clock=lambda: now[0])
    assert [tempo.wait("person 1", Rank.USUAL) for _ in range(5)] == [0, 0, 0, 0.5, 1]
    assert tempo.wait("person 1", Rank.FIRST) == 0
    assert tempo.wait("person 2", Rank.USUAL) == 0
    now[0] = 2.5
    assert [tempo.wait("person 1", Rank.USUAL) for _ in range(4)] == [0, 0, 0, 0.5]
    for number in range(2 * KNOWN):
        now[0] += 1
        tempo.wait(f"person {number}", Rank.USUAL)
    assert len(tempo._due) <= KNOWN + 1


def test_whoever_goes_too_fast_waits_a_while_and_is_told_and_a_place_never_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.limits.turns.LONGEST_WAIT", 0.05)

    async def story() -> None:
        turns, told = Turns(tempo=Tempo(burst=2, a_second=0.01)), []
        for _ in range(2):
            async with turns.take("person 1"):
                pass
        for asker in ("person 1", "person 1", "10.0.0.1", "10.0.0.1", "10.0.0.1", "person 2"):
            try:
                async with turns.take(asker):
                    told.append("goes on")
            except Busy:
                told.append("waits")
        assert told == ["waits", "waits", *["goes on"] * 4]

    run(story)


def test_where_who_had_the_fewest_turns_goes_first_nobody_waits_for_a_crowd_that_comes_again_and_again() -> None:
    async def story() -> None:
        turns = Turns(fewest_first=True)
        strangers, somebody = [(f"stranger {letter}", Rank.FIRST) for letter in "abcdefgh"], ("somebody", Rank.FIRST)
        assert (await in_turn(turns, *strangers, somebody))[-1] == "somebody"
        assert (await in_turn(turns, *strangers))[-1] == "stranger h"
        assert (await in_turn(turns, *strangers, somebody))[0] == "somebody"
        await in_turn(turns, somebody, somebody)
        assert (await in_turn(turns, *strangers, somebody))[-1] == "somebody"
        turns.forgive("somebody")
        assert (await in_turn(turns, *strangers, somebody))[0] == "somebody"

    run(story)


def test_what_shows_less_or_ends_a_way_in_comes_first(app: RecipeBoard) -> None:
    first = set()
    for context in iter_route_contexts(app.routes):
        route = context.original_route
        if isinstance(route, APIRoute) and any(one.call is house._comes_first for one in route.dependant.dependencies):
            first.add(route.path_format.rsplit("/", 1)[-1])
    assert {"stop", "close", "bin", "remove", "leave", "hide", "permission", "sign-in", "sign-out"} <= first


def test_a_family_that_waits_in_vain_is_told_when_to_come_again(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.given.house.FAMILIES_WAIT", 0.01)
    key, board = house.a_link(recipe=house.a_recipe())[1], house.a_board()
    house.app.state.turns_to_read._free_for_later = 0  # other families have every turn
    answer = house.client().get(f"/s/{key}")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
    assert "A lot is going on just now." in answer.text
    assert house.client("Bob").get(f"/boards/{board}").status_code == 200
