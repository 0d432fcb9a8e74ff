"""Photos of people in a running house: who is in them, and what they said."""

import re

from fastapi.testclient import TestClient
from httpx2 import Response

from boards.group import Basis
from boards.permission import Audience, Saying
from boards.person import Person
from boards.photo import Photo
from boards.recipe import Recipe
from boards.right import Role
from tests.conftest import House


def rests_on_consent(house: House) -> None:
    """In Tuesday cooks, each person says who sees a photo of them. Sam is a member there too."""
    with house.writing() as db:
        group = house.person(db, "Bob").group
        group.basis = Basis.CONSENT
        db.add(Person(group_id=group.id, name="Sam", role=Role.MEMBER))


def keys_of(house: House, recipe_id: str) -> list[str]:
    """The keys of a recipe's photos, in the order of its steps."""
    with house.database.reading() as db:
        return [step.photo_key for step in db.get_one(Recipe, recipe_id).steps]


def are_in(house: House, key: str, **said: Audience | None) -> None:
    """These people are in a photo, and said who sees them, or nothing yet: `are_in(house, key, Bob=Audience.ME)`."""
    with house.writing() as db:
        photo, people = db.get_one(Photo, key), {name: house.person(db, name) for name in said}
        those = [person.id for person in people.values()]
        photo.show_people(those, child=False, stranger=False, by_id=house.person(db, "Alice").id)
        db.flush()
        for name, audience in said.items():
            if audience:
                photo.permit(people[name].id, Saying(audience, people[name].id))


def said_of(house: House, key: str) -> dict[str, str]:
    """Who is in a photo, by their names, and what each of them has said."""
    with house.database.reading() as db:
        permissions = db.get_one(Photo, key).permissions
        return {db.get_one(Person, one.person_id).name: one.audience for one in permissions}


def version_on(client: TestClient, address: str) -> str:
    """What a page carries along: on what of a photo's saying an answer rests."""
    carried = re.search(r'name="version" value="(\w+)"', client.get(address).text)
    return carried[1] if carried else ""


def said(client: TestClient, address: str, **data: str | list[str]) -> Response:
    """Open a page about a photo, and send its form with what one says there."""
    return client.post(address, data={"version": version_on(client, address), **data})


def permitted(client: TestClient, key: str, audience: str, **more: str) -> Response:
    """Say who can see a photo of oneself, and that this was clear."""
    asked = f"/photos/{key}/permission"
    version = version_on(client, f"{asked}/check?audience={audience}")
    return client.post(asked, data={"version": version, "audience": audience, "understood": audience, **more})
