"""A form that is refused: its own page comes again, as it was opened, with what was typed and what is wrong with it."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from sqlmodel import delete

from app import words
from boards.group import Group, SetupCode
from boards.hands.people import People
from boards.key import Seed
from boards.need import Kind
from boards.passkey import Passkey
from boards.person import Person
from tests.app.consent import are_in, keys_of, rests_on_consent
from tests.conftest import House

LONG = "x" * 600
SECRET = "pears upon the shelf"
WRONG_DAY = "2001-01-01"


@dataclass(frozen=True)
class Refused:
    """A form that is refused: the page that it stands on, and what somebody types there, by the names of the fields.

    `forgets` are fields that come back as they were, on purpose. `who` sends it.
    """

    page: str
    typed: dict[str, str | list[str]] = field(default_factory=dict)
    forgets: frozenset[str] = frozenset()
    who: str | None = "Alice"


ASKED = {
    "/bring-in": Refused("/bring-in"),
    "/s/{key}/recipes/{recipe_id}/hearts": Refused("/s/{key}/recipes/{recipe_id}/hearts", {"words": LONG}, who=None),
    "/s/{key}/word": Refused("/s/{locked}", {"word": SECRET}, frozenset({"word"}), who=None),
    "/tablets": Refused("/tablets", {"name": LONG}),
    "/cards": Refused("/cards", {"people": []}),
    "/boards": Refused("/boards/new", {"title": LONG}),
    "/boards/{board_id}/edit": Refused("/boards/{board_id}/edit", {"title": LONG}),
    "/boards/{board_id}/links": Refused(
        "/boards/{board_id}/links", {"name": LONG, "ends": WRONG_DAY, "word": "abracadabra"}
    ),
    "/recipes/{recipe_id}/links": Refused(
        "/recipes/{recipe_id}/links", {"name": LONG, "ends": WRONG_DAY, "word": "abracadabra"}
    ),
    "/recipes": Refused("/recipes/new?board={board_id}", {"board": "{board_id}"}),
    "/recipes/{recipe_id}/steps": Refused("/recipes/{recipe_id}/steps"),
    "/recipes/{recipe_id}/edit": Refused("/recipes/{recipe_id}/edit", {"title": LONG}),
    "/recipes/{recipe_id}/needs": Refused(
        "/recipes/{recipe_id}/needs", {"words": LONG, "amount": "two cups", "tool": "yes"}
    ),
    "/recipes/{recipe_id}/needs/{need_id}": Refused(
        "/recipes/{recipe_id}/needs/{need_id}", {"words": LONG, "amount": "two cups"}
    ),
    "/recipes/{recipe_id}/needs/{need_id}/photo": Refused("/recipes/{recipe_id}/needs/{need_id}/picture"),
    "/steps/{step_id}": Refused("/steps/{step_id}", {"words": LONG, "careful": "Hot!", "timer": "soon"}),
    "/steps/{step_id}/photo": Refused("/steps/{step_id}/photo"),
    "/invitations/{key}": Refused(
        "/invitations/{invitation_key}", {"email": "bea", "password": SECRET}, frozenset({"password"}), who=None
    ),
    "/invitations/{key}/passkey": Refused(
        "/invitations/{invitation_key}", {"answer": "none"}, frozenset({"answer"}), who=None
    ),
    "/photos/{photo}/people": Refused("/photos/{photo}/people", who="Bob"),
    "/photos/{photo}/permission": Refused(
        "/photos/{photo_of_bob}/permission?mine=yes",
        {"audience": "everybody", "mine": "yes"},
        frozenset({"audience"}),
        who="Bob",
    ),
    "/photos/{photo}": Refused(
        "/photos/{photo_of_bob}",
        {"people": ["{alice_id}", "{bob_id}"], "child": "yes", "nobody": "yes"},
        frozenset({"nobody"}),
    ),
    "/photos/{photo}/people/{person_id}": Refused(
        "/photos/{photo_of_bob}/people/{bob_id}",
        {"audience": "group", "explained": "signs", "understood": "yes", "ends": WRONG_DAY},
        frozenset({"understood"}),
    ),
    "/photos/{photo}/people/{person_id}/decision": Refused(
        "/photos/{photo_of_bob}/people/{bob_id}/decision",
        {"audience": "group", "reason": "He smiles.", "consulted": "Jo", "ends": WRONG_DAY},
    ),
    "/me/password": Refused("/me/password", {"email": "alice", "password": SECRET}, frozenset({"password"})),
    "/me/passkeys": Refused("/me", {"answer": "none"}, frozenset({"answer"})),
    "/me/passkeys/{passkey_id}/remove": Refused("/me"),
    "/setup": Refused(
        "/setup?code={code}",
        {"code": "{code}", "group": LONG, "name": "Alice", "email": "alice", "password": SECRET},
        frozenset({"password"}),
        who=None,
    ),
    "/sign-in": Refused(
        "/sign-in?next=/boards/{board_id}",
        {"email": "eve@example.org", "password": SECRET, "next": "/boards/{board_id}"},
        frozenset({"password"}),
        who=None,
    ),
    "/sign-in/passkey": Refused(
        "/sign-in?next=/boards/{board_id}",
        {"answer": "none", "next": "/boards/{board_id}"},
        frozenset({"answer"}),
        who=None,
    ),
    "/people": Refused("/people/new", {"names": f"Cora\n{LONG}"}),
    "/people/workers": Refused("/people/workers/new", {"name": LONG}),
    "/people/{person_id}/name": Refused("/people/{bob_id}/name", {"name": LONG}),
    "/people/{person_id}/picture": Refused("/people/{bob_id}/picture"),
    "/people/{person_id}/role": Refused("/people/{alice_id}/role", {"role": "member"}),
    "/people/{person_id}/leave": Refused("/people/{alice_id}/leave", {"recipes": "keep"}, frozenset({"recipes"})),
    "/settings": Refused(
        "/settings",
        {"group": LONG, "helper": "Dora", "opens": "yes", "basis": "hands", "decisions": "nobody", "previews": "food"},
    ),
}
"""Every form that can be refused, by where it is sent to."""

CARRIED = ("version", "opened_on", "board", "next", "code", "role")
"""What a page carries along in hidden fields."""


class Controls(HTMLParser):
    """What stands on a page to be filled in, in its order, and what it would send as it stands."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: list[tuple[str, str]] = []
        self.sends: dict[str, list[str]] = {}
        self.heading = ""
        self._in = ""
        self._text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note one."""
        said = dict(attrs)
        name, kind = said.get("name") or "", said.get("type") or ""
        if tag in ("input", "textarea", "button") and name:
            self.names.append((tag, name))
        if tag == "input" and (kind not in ("checkbox", "radio", "file", "submit") or "checked" in said):
            self.sends.setdefault(name, []).append(said.get("value") or "")
        if tag in ("textarea", "h1"):
            self._in, self._text = name or tag, ""

    def handle_data(self, data: str) -> None:
        """Read on."""
        self._text += data

    def handle_endtag(self, tag: str) -> None:
        """Note what was read."""
        if tag == "textarea":
            self.sends.setdefault(self._in, []).append(self._text.removeprefix("\n"))
        if tag == "h1":
            self.heading = self._text.strip()


@pytest.fixture
def ids(house: House) -> dict[str, str]:
    """A kitchen in which everything can be asked for; Alice comes in by one passkey alone."""
    recipe, locked = house.a_recipe(steps=1), house.a_recipe("Stew", 1)
    board = house.a_board("Ours", recipe)
    made = {"recipe_id": recipe, "board_id": board, "key": house.a_link(board=board)[1]}
    made["locked"] = house.a_link(recipe=locked, word="abracadabra")[1]
    made["photo"] = keys_of(house, house.a_recipe("Pie", 1, by="Bob", settled=False))[0]
    made["photo_of_bob"] = keys_of(house, house.a_recipe("Cake", 1, by="Bob"))[0]
    rests_on_consent(house)
    are_in(house, made["photo_of_bob"], Bob=None)
    with house.writing() as db:
        alice, seed = house.person(db, "Alice"), Seed.new()
        people = People(alice)
        made["invitation_key"] = seed.key_for(people.invite(people.add_worker("Bea", ["cat"]), seed).id)
        need = alice.recipe(recipe).add_need(Kind.INGREDIENT, "Leek")
        passkey = Passkey(person_id=alice.id, credential_id="abc", public_key=b"", sign_count=0)
        db.add(passkey)
        alice.password_hash = None
        made |= {"need_id": need.id, "step_id": alice.recipe(recipe).steps[0].id, "passkey_id": passkey.id}
        made |= {"alice_id": alice.id, "bob_id": house.person(db, "Bob").id}
    return made


@pytest.fixture
def code(house: House) -> str:
    """The code of a house in which nobody has started yet."""
    with house.writing() as db:
        db.exec(delete(Person))
        db.exec(delete(Group))
        return SetupCode.renew(db) or ""


def filled(typed: Any, ids: dict[str, str]) -> Any:
    """What is typed, with the ids in it."""
    return [one.format(**ids) for one in typed] if isinstance(typed, list) else typed.format(**ids)


def comes_again(house: House, sent_to: str, ids: dict[str, str]) -> None:
    """Open the page, fill its form in, send it, and look at what comes."""
    asked = ASKED[sent_to]
    client = house.client(asked.who)
    opened = Controls(client.get(asked.page.format(**ids)).text)
    typed = {name: filled(value, ids) for name, value in asked.typed.items()}
    carried = {name: opened.sends[name] for name in CARRIED if name in opened.sends}
    where = sent_to.replace("{person_id}", "{bob_id}" if "bob" in asked.page else "{alice_id}")
    at = "{photo_of_bob}" if "photo_of_bob" in asked.page else "{photo}"
    key = "{invitation_key}" if "invitation" in asked.page else "{locked}" if "locked" in asked.page else "{key}"
    answer = client.post(where.replace("{photo}", at).replace("{key}", key).format(**ids), data={**carried, **typed})
    assert answer.status_code == 422, sent_to
    again = Controls(answer.text)
    assert (again.heading, again.names) == (opened.heading, opened.names), f"{sent_to} shows another page"
    assert words.ERROR_TITLE.format(title=again.heading).split(again.heading)[0] in answer.text, sent_to
    for name, value in (carried | typed).items():
        kept = opened.sends.get(name, []) if name in asked.forgets else value if isinstance(value, list) else [value]
        assert set(again.sends.get(name, [])) == set(kept), (sent_to, name)
    assert SECRET not in answer.text, sent_to


def test_every_form_that_can_be_refused_stands_in_the_table(house: House) -> None:
    asking = {
        context.path
        for context in iter_route_contexts(house.app.routes)
        if hasattr(getattr(context.original_route, "endpoint", None), "asks_on")
    }
    assert asking == set(ASKED)


def test_a_refused_form_comes_again_with_what_was_typed(house: House, ids: dict[str, str]) -> None:
    for sent_to in ASKED.keys() - {"/setup"}:  # a refusal changes nothing, so that one house serves them all
        comes_again(house, sent_to, ids)


def test_the_first_start_comes_again_with_what_was_typed(house: House, code: str) -> None:
    comes_again(house, "/setup", {"code": code})
