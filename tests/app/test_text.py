"""What people type: it comes back as typed on every page, or it is refused and nothing is lost. On both databases."""

import html
import io

import pytest
from sqlalchemy import text

from boards.group import Group, SetupCode
from boards.hands.links import Links
from boards.hands.people import People
from boards.hands.recipes import Recipes
from boards.hands.tablets import Tablets
from boards.heart import Hearts, send_heart
from boards.key import Seed
from boards.need import AMOUNT, Kind
from boards.person import Person
from boards.photo import Answer
from tests.conftest import House, a_photo, on_both_databases
from tests.props.access import NEEDS, OPEN, routes
from tests.props.brought import a_file
from tests.props.left import rows
from tests.props.reading import HOSTILE, Elements

FIELDS = {
    "title of a board": ("/boards", "title", "/"),
    "title of a board, again": ("/boards/{board}/edit", "title", "/boards/{board}"),
    "title of a recipe": ("/recipes", "title", "/recipes"),
    "title of a recipe, again": ("/recipes/{recipe}/edit", "title", "/recipes/{recipe}"),
    "words of a new step": ("/recipes/{recipe}/steps", "words", "/recipes/{recipe}"),
    "words of a step": ("/steps/{step}", "words", "/recipes/{recipe}"),
    "name of a board's link": ("/boards/{board}/links", "name", "/links"),
    "name of a recipe's link": ("/recipes/{recipe}/links", "name", "/links"),
    "words with a heart": ("/s/{key}/recipes/{recipe}/hearts", "words", "/review"),
}
"""Every field that is kept: where it is sent, its name, and a page that shows it."""

WITH_PHOTOS = {"/recipes", "/recipes/{recipe}/steps"}


@pytest.fixture
def ids(house: House) -> dict[str, str]:
    """A recipe with a step, on a board."""
    recipe = house.a_recipe(steps=1)
    board = house.a_board("Ours", recipe)
    with house.database.reading() as db:
        step = house.person(db, "Alice").recipe(recipe).steps[0]
        return {"recipe": recipe, "board": board, "step": step.id, "key": house.a_link(board=board)[1]}


def send(house: House, ids: dict[str, str], field: str, typed: str) -> tuple[int, str]:
    """Type something into a field of an otherwise good form, and send it."""
    address, name, _ = FIELDS[field]
    files = [("photos", ("x.jpg", a_photo(), "image/jpeg"))] if address in WITH_PHOTOS else None
    fields = {"ends": house.settings.today().isoformat(), name: typed}
    answer = house.client("Alice").post(address.format(**ids), data=fields, files=files)
    return answer.status_code, answer.text


def say_no_one(house: House, recipe_id: str) -> None:
    """Say that no one is in the photos of a recipe: a link waits until that is known."""
    with house.writing() as db:
        for step in house.person(db, "Alice").recipe(recipe_id).steps:
            step.photo.say(Answer.NO_ONE, by_id=step.recipe.maker_id)


@on_both_databases
@pytest.mark.parametrize("typed", [HOSTILE, "Cawl cennin 🍲", "دال اور چاول", "javascript:alert(1)", "=1+1"])
def test_what_was_typed_comes_back_as_typed(house: House, ids: dict[str, str], typed: str) -> None:
    for field, (_, _, seen) in FIELDS.items():
        say_no_one(house, ids["recipe"])
        status, page = send(house, ids, field, typed)
        assert status == 303, (field, page)
        page = house.client("Alice").get(seen.format(**ids)).text
        assert html.escape(typed).replace("&#x27;", "&#39;").replace("&quot;", "&#34;") in page, field


def test_a_script_in_every_name_is_a_script_on_no_page(house: House, ids: dict[str, str]) -> None:
    with house.writing() as db:
        alice = house.person(db, "Alice")
        group, recipe, board = alice.group, alice.recipe(ids["recipe"]), alice.board(ids["board"])
        group.name = group.helper = alice.name = HOSTILE
        recipe.name(HOSTILE)
        recipe.steps[0].say(HOSTILE)
        recipe.steps[0].warn(HOSTILE)
        need = recipe.add_need(Kind.INGREDIENT, HOSTILE, amount=HOSTILE[:AMOUNT])
        board.name(HOSTILE)
        alice.email = "x@example.org"
        binned = Recipes(alice).make(HOSTILE, [house.a_picture()])
        binned.bin()
        alice_id, pin, photo = alice.id, board.pins[0].id, recipe.steps[0].photo_key
        today = house.settings.today()
        link = Links(alice).make(board, name=HOSTILE, ends=today, today=today)
        of_recipe = Links(alice).make(recipe, name=HOSTILE, ends=today, today=today)
        links = (link.id, link.key, of_recipe.key)
        db.flush()
        Hearts(alice).show(send_heart(db, link, recipe.id, HOSTILE))
        send_heart(db, link, recipe.id, HOSTILE)
        house.person(db, "Bob").name = HOSTILE + "B"
        people = People(alice)
        Tablets(people.me).make(HOSTILE)
        people.invite(people.add_worker(HOSTILE + "W", []), Seed.new())
        db.flush()
        others = {
            "need_id": need.id,
            "person_id": people.members()[0].id,
            "tablet_id": Tablets(people.me).working()[0].id,
        }
    seen = 0
    with house.database.reading() as db:
        assert db.get_one(Person, alice_id).name == HOSTILE
    for who in (HOSTILE, None):
        client = house.client(who)
        for key in links[1:]:
            given = ids | {f"{name}_id": value for name, value in ids.items()}
            given |= {"link_id": links[0], "key": key, "pin_id": pin, "photo": photo, "size": "card", "filename": "x"}
            waits = house.app.state.waiting.put(io.BytesIO(a_file(HOSTILE)), alice_id)
            given |= others | {"token": waits}
            for method, path in routes(house):
                if method != "GET" or (who is None and not (path.startswith("/s/") or NEEDS.get(path) == OPEN)):
                    continue
                answer = client.get(path.format(**given), params={"see": HOSTILE, "note": HOSTILE, "next": HOSTILE})
                assert answer.status_code < 500, path
                if answer.headers.get("content-type", "").startswith("text/html"):
                    assert Elements(answer.text).planted() == [], path
                    assert "982081" not in answer.text, path
                    seen += answer.text.count("&lt;script&gt;")
    assert seen > 40, "the names were on the pages"


def test_a_planted_element_is_seen() -> None:
    assert len(Elements(f"<p>{HOSTILE}</p><a href='javascript:x'>").planted()) == 3


@pytest.mark.parametrize(
    "element",
    [
        '<link rel="stylesheet" href="https://evil.example/x.css">',
        '<img src="//evil.example/x.png" alt="">',
        '<form action="https://evil.example">',
        '<button formaction="//evil.example">',
        '<source srcset="https://evil.example/x.webp 2x">',
        '<use href="https://evil.example/x.svg#y">',
        '<iframe src="https://evil.example">',
    ],
)
def test_what_a_page_would_take_from_elsewhere_is_seen(element: str) -> None:
    assert len(Elements(element).planted()) == 1


RECIPE = '{"@context": "https://schema.org", "@type": "Recipe", "name": "%s"}'


@pytest.mark.parametrize(
    ("page", "planted"),
    [
        ('<script type="application/ld+json">%s</script>' % (RECIPE % "Soup"), 0),
        ('<script type="application/ld+json">%s</script>' % (RECIPE % "</script><script>alert(1)</script>"), 2),
        ('<script type="application/ld+json">%s</script>' % (RECIPE % "<!--"), 1),
        ('<script type="application/ld+json">alert(1)</script>', 1),
        ('<script type="application/ld+json" async>%s</script>' % (RECIPE % "Soup"), 1),
        ('<script type="text/javascript">%s</script>' % (RECIPE % "Soup"), 1),
        ('<script type="application/ld+json">%s</script>' % (RECIPE % "Soup") * 2, 2),
    ],
)
def test_a_recipe_for_machines_is_ours_only_as_one_whole_recipe(page: str, planted: int) -> None:
    assert len(Elements(page).planted()) == planted


@on_both_databases
@pytest.mark.parametrize(
    "typed",
    ["a\x00b", "x" * 10_000_000, "x" * 501, "a\u202eb", "a\x1bb"],
    ids=["NUL", "10 MB", "too long", "override", "escape"],
)
def test_what_cannot_be_kept_is_refused_in_every_field_and_nothing_changes(
    house: House, ids: dict[str, str], typed: str
) -> None:
    before, photos = rows(house), set(house.store.keys())
    for field in FIELDS:
        status, page = send(house, ids, field, typed)
        assert status == 422, field
        assert "<h1>" in page
    assert rows(house) == before
    assert set(house.store.keys()) == photos


@on_both_databases
def test_half_a_letter_is_refused_in_every_field_and_nothing_changes(house: House, ids: dict[str, str]) -> None:
    before = rows(house)
    alice = house.client("Alice")
    for address, name, _ in FIELDS.values():
        encoded = f"{name}=a%ED%A0%80b&ends={house.settings.today().isoformat()}".encode()
        in_parts = (
            b'--b\r\nContent-Disposition: form-data; name="%s"\r\n\r\na\xed\xa0\x80b\r\n--b--\r\n' % name.encode()
        )
        for body, kind in (
            (encoded, "application/x-www-form-urlencoded"),
            (in_parts, "multipart/form-data; boundary=b"),
        ):
            answer = alice.post(address.format(**ids), content=body, headers={"Content-Type": kind})
            assert answer.status_code == 422, (address, kind)
    assert rows(house) == before


@pytest.mark.parametrize("typed", ["a\x00b", "x" * 10_000_000, "a\u202eb"], ids=["NUL", "10 MB", "override"])
@on_both_databases
def test_the_first_start_refuses_what_cannot_be_kept_and_its_code_still_works(
    awaited: tuple[House, str], typed: str
) -> None:
    house, code = awaited
    good = {"group": "Tuesday cooks", "name": "Priya", "email": "p@example.org", "password": "a long enough one"}
    client = house.client()
    for field in ("group", "name", "email"):
        answer = client.post("/setup", data={**good, field: typed, "code": code})
        assert answer.status_code == 422, field
    assert client.post("/setup", data={**good, "code": code}).status_code == 303


@pytest.fixture
def awaited(house: House) -> tuple[House, str]:
    """A house in which nobody has started yet, and its code."""
    with house.writing() as db:
        for kind in (Person, Group):
            for row in db.exec(text(f'select id from "{kind.__tablename__}"')).scalars().all():  # type: ignore[call-overload]
                db.delete(db.get_one(kind, row))
            db.flush()
        code = SetupCode.renew(db)
    assert code
    return house, code


@on_both_databases
def test_a_sign_in_with_what_nobody_has_typed_is_refused_like_any_other(house: House) -> None:
    for email in ("a\x00b", "x" * 100_000, HOSTILE, "'; drop table person; --"):
        answer = house.client().post("/sign-in", data={"email": email, "password": "a\x00b"})
        assert answer.status_code == 422, email[:20]
        assert Elements(answer.text).planted() == []
