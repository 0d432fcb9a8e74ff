"""Days that a form sends: the first and the last that a calendar has are answered in words, wherever the group is."""

import re

import pytest
from fastapi.testclient import TestClient

from app import words
from boards.permission import Audience
from tests.app.consent import are_in, keys_of, rests_on_consent, said
from tests.conftest import House

ANSWERS = {
    "0001-01-01": words.PROBLEMS["ends_in_the_past"],
    "9999-12-31": words.PROBLEMS["ends_too_late"].partition("{")[0],
}


@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"])
@pytest.mark.parametrize("day", ANSWERS)
def test_a_day_at_the_edge_of_the_calendar_is_answered_in_words(house: House, zone: str, day: str) -> None:
    house.app.state.settings = house.settings.model_copy(update={"timezone": zone})
    rests_on_consent(house)
    recipe = house.a_recipe(steps=1)
    key, alice, bob = keys_of(house, recipe)[0], house.client("Alice"), house.person_id("Bob")
    link = alice.post(f"/recipes/{recipe}/links", data={"name": "Mum", "ends": day})
    are_in(house, key, Bob=Audience.ME)
    asked = f"/photos/{key}/people/{bob}"
    yes = {"audience": "group", "explained": "words", "understood": "yes", "ends": day}
    decided = {"audience": "me", "reason": "So.", "consulted": "Mum", "ends": day}
    for answer in (link, said(alice, asked, **yes), said(alice, f"{asked}/decision", **decided)):
        assert answer.status_code == 422
        assert ANSWERS[day] in answer.text


def test_the_last_day_that_a_form_offers_is_taken(house: House) -> None:
    rests_on_consent(house)
    recipe = house.a_recipe(steps=1)
    key, alice, bob = keys_of(house, recipe)[0], house.client("Alice"), house.person_id("Bob")
    link = last_day(alice, f"/recipes/{recipe}/links")
    assert alice.post(f"/recipes/{recipe}/links", data={"name": "Mum", "ends": link}).status_code == 303
    are_in(house, key, Bob=Audience.ME)
    asked = f"/photos/{key}/people/{bob}"
    yes = {"audience": "group", "explained": "words", "understood": "yes"}
    decided = {"audience": "me", "reason": "So.", "consulted": "Mum"}
    for address, typed in ((asked, yes), (f"{asked}/decision", decided)):
        assert said(alice, address, ends=last_day(alice, address), **typed).status_code == 303


def last_day(client: TestClient, address: str) -> str:
    """The last day that the form of a page offers."""
    found = re.search(r'name="ends"[^>]* max="([\d-]+)"', client.get(address).text)
    assert found
    return found[1]
