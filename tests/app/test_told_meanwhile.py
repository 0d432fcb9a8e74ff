"""Two people type over the same words: one of them wins, and the other's words are shown beside and never lost."""

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from html import unescape
from threading import Barrier, BrokenBarrierError

import pytest
from sqlmodel import select

from app import words
from app.door.signin import SignedIn
from boards.database import Database
from boards.hands.recipes import Recipes
from boards.need import Kind
from boards.problems import ToldMeanwhile
from boards.recipe import Recipe, Step
from boards.right import Role
from boards.session import Session
from tests.conftest import Browser, House, on_both_databases

FIELDS = {
    "/steps/{step}": ("/steps/{step}", "words"),
    "/recipes/{recipe}/edit": ("/recipes/{recipe}/edit", "title"),
    "/recipes/{recipe}/needs/{need}": ("/recipes/{recipe}/needs/{need}", "words"),
    "/boards/{board}/edit": ("/boards/{board}/edit", "title"),
}
"""Where two people can type over each other: the page of the form, and one of its fields."""


@pytest.fixture
def at(house: House) -> Callable[[str], str]:
    """Fills the ids of a kitchen into an address. Bob is a worker here: he may change boards."""
    recipe = house.a_recipe("Tomato soup", 1)
    board = house.a_board("Ours", recipe)
    with house.writing() as db:
        alice = house.person(db, "Alice")
        need = alice.recipe(recipe).add_need(Kind.INGREDIENT, "Basil")
        house.person(db, "Bob").role = Role.WORKER
        db.flush()
        ids = {"recipe": recipe, "board": board, "need": need.id, "step": alice.recipe(recipe).steps[0].id}
    return lambda address: address.format(**ids)


def opened(browser: Browser, address: str) -> dict[str, str]:
    """What the form of a page would send as it stands."""
    return sends(browser.get(address).text)


def sends(page: str) -> dict[str, str]:
    """What the first form with words on a page would send as it stands."""
    form = next(one for one in re.findall(r"(?s)<form.*?</form>", page) if "opened_on" in one and "/bin" not in one)
    fields = dict(re.findall(r'name="(\w+)" (?:type="\w+" )?value="([^"]*)"', form))
    fields |= dict(re.findall(r'(?s)<textarea[^>]* name="(\w+)"[^>]*>\n(.*?)</textarea>', form))
    return {name: unescape(value) for name, value in fields.items()}


@pytest.mark.parametrize("address", FIELDS)
def test_who_comes_second_sees_both_and_chooses(house: House, at: Callable[[str], str], address: str) -> None:
    page, name = at(FIELDS[address][0]), FIELDS[address][1]
    alice, bob = house.client("Alice"), house.client("Bob")
    hers, his = opened(alice, page), opened(bob, page)
    assert alice.post(page, data={**hers, name: "Hers & good"}).status_code == 303
    second = bob.post(page, data={**his, name: "His & better"})
    assert second.status_code == 409
    assert "Alice changed this after you opened it." in second.text
    assert "<p>Hers &amp; good</p>" in second.text
    assert words.TOLD_USE in second.text
    assert words.TOLD_KEEP in second.text
    assert opened(alice, page)[name] == "Hers & good", "nothing is saved before he chose"
    again = sends(second.text)
    assert again[name] == "His & better"
    used = bob.post(page, data=again)
    assert used.status_code == 303
    assert opened(alice, page)[name] == "His & better"
    undo = bob.get(used.headers["location"]).text
    action, fields = re.findall(
        r'(?s)<form method="post" action="([^"]+)">(.*?)</form>', undo[undo.index('id="told"') :]
    )[0]
    back = {key: unescape(value) for key, value in re.findall(r'name="(\w+)" value="([^"]*)"', fields)}
    assert bob.post(action, data=back).status_code == 303
    assert opened(alice, page)[name] == "Hers & good", "and hers can still be put back"


def test_an_undo_does_not_take_what_somebody_else_has_typed_since(house: House, at: Callable[[str], str]) -> None:
    page, alice, bob = at("/steps/{step}"), house.client("Alice"), house.client("Bob")
    told = alice.post(page, data={**opened(alice, page), "words": "Hers"}).headers["location"]
    bob.post(page, data={**opened(bob, page), "words": "His"})
    undo = alice.get(told).text
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', undo))
    answer = alice.post(page, data=fields)
    assert answer.status_code == 409
    assert "<p>His</p>" in answer.text


def test_two_who_change_different_things_of_a_step_both_have_their_way(house: House, at: Callable[[str], str]) -> None:
    page, alice, bob = at("/steps/{step}"), house.client("Alice"), house.client("Bob")
    hers, his = opened(alice, page), opened(bob, page)
    alice.post(page, data={**hers, "timer": "5"})
    assert bob.post(page, data={**his, "words": "Stir.\r\nTaste."}).status_code == 303
    now = opened(bob, page)
    assert (now["timer"], now["words"]) == ("5", "Stir.\nTaste.")
    # And where they meet in one field, the other one stays as it was changed.
    alice.post(page, data={**now, "timer": "7", "words": "Stir well."})
    second = bob.post(page, data={**now, "words": "Stir less."})
    assert second.status_code == 409
    assert (sends(second.text)["timer"], sends(second.text)["words"]) == ("7", "Stir less.")


def test_a_form_that_is_refused_still_knows_what_it_was_opened_on(house: House, at: Callable[[str], str]) -> None:
    page, alice, bob = at("/steps/{step}"), house.client("Alice"), house.client("Bob")
    his = opened(bob, page)
    alice.post(page, data={**opened(alice, page), "careful": "Hot!"})
    refused = bob.post(page, data={**his, "words": "His", "timer": "soon"})
    assert refused.status_code == 422
    assert bob.post(page, data={**sends(refused.text), "timer": "5"}).status_code == 303
    now = opened(bob, page)
    assert (now["words"], now["careful"], now["timer"]) == ("His", "Hot!", "5")


def test_who_goes_back_and_types_on_is_not_asked_about_their_own_words(house: House, at: Callable[[str], str]) -> None:
    page, alice = at("/steps/{step}"), house.client("Alice")
    before = opened(alice, page)
    alice.post(page, data={**before, "words": "Once"})
    assert alice.post(page, data={**before, "words": "Once more"}).status_code == 303


@on_both_databases
def test_of_two_at_the_same_moment_one_wins_and_the_other_is_told(house: House) -> None:
    recipe = house.a_recipe("Soup", 1)
    with house.writing() as db:
        there = db.get_one(Recipe, recipe).steps[0]
        step, before = there.id, there.opened_on
        for name in ("Alice", "Bob"):
            Session.begin(house.person(db, name))
    with house.database.reading() as db:
        known = [SignedIn(session_id) for session_id in db.exec(select(Session.id)).all()]
    both_have_read = Barrier(2, timeout=1)  # which never happens: the second one waits until the first is done

    def tell(me: SignedIn) -> str:
        process = Database(house.settings.database)
        try:
            with process.writing() as db:
                hands = Recipes(me.writer(db))
                there = hands.me.step(step)
                with suppress(BrokenBarrierError):
                    both_have_read.wait()
                said = f"{hands.me.name} stirs."
                hands.tell(there, opened_on=before, words=said, careful="", timer="")
                db.commit()
                return said
        except ToldMeanwhile as told:
            return f"There: {told.theirs['words']}"
        finally:
            process.close()

    with ThreadPoolExecutor(2) as pool:
        won, lost = sorted(pool.map(tell, known), key=lambda said: said.startswith("There"))
    assert lost == f"There: {won}"
    with house.database.reading() as db:
        assert db.get_one(Step, step).words == won
