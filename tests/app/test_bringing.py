"""Bringing recipes in: what a file makes is said first, is made once, and waits for a worker."""

import hashlib
import html
import io
import json
import re
from collections.abc import Callable
from typing import Any
from zipfile import ZipFile

import pytest
from sqlmodel import col, func, select

from app import words
from app.copy.elsewhere import LISTING
from boards.board import Board
from boards.group import Group
from boards.need import Kind
from boards.permission import Viewer
from boards.photo import Answer, Photo
from boards.recipe import Recipe, Reminder
from tests.app.consent import keys_of
from tests.conftest import Browser, House, a_photo, on_both_databases
from tests.props.reading import record_of


def taken(house: House, what: str = "", by: str = "Alice") -> bytes:
    """The file that somebody takes elsewhere."""
    content: bytes = house.client(by).post(f"{what}/elsewhere").content
    return content


def tell_all(house: House, soup: str) -> None:
    """Tell of a recipe of Alice's all that can be told: a warning, a timer, a cover, a reminder and a need."""
    with house.writing() as db:
        recipe = house.person(db, "Alice").recipe(soup)
        recipe.steps[0].warn("It is hot.")
        recipe.steps[1].time(12)
        recipe.choose_cover(recipe.steps[0])
        recipe.remind([Reminder.HOT])
        recipe.add_need(Kind.INGREDIENT, "Flour", amount="2 cups", symbol="flour")


@pytest.fixture
def file(house: House) -> bytes:
    """A soup on a board, with needs, a reminder, a warning and a timer, and a cake on none."""
    soup = house.a_recipe("Soup & <bread>", 3)
    house.a_recipe("Cake", 2)
    house.a_board("Our kitchen", soup)
    tell_all(house, soup)
    with house.writing() as db:
        house.person(db, "Alice").recipe(soup).add_need(Kind.TOOL, "Big pot")
    return taken(house)


def put(client: Browser, file: bytes) -> Any:
    """Choose a file."""
    return client.post("/bring-in", files={"file": ("recipes.zip", file, "application/zip")})


def brought(client: Browser, file: bytes) -> Any:
    """Choose a file and bring in what is in it."""
    return client.post(put(client, file).headers["location"])


def listing_of(file: bytes) -> dict[str, Any]:
    """What a program reads of it."""
    said: dict[str, Any] = json.loads(ZipFile(io.BytesIO(file)).read(LISTING))
    return said


def changed(file: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The file with another listing."""
    out, said = io.BytesIO(), listing_of(file)
    change(said)
    with ZipFile(io.BytesIO(file)) as was, ZipFile(out, "w") as archive:
        for name in was.namelist():
            archive.writestr(name, json.dumps(said) if name == LISTING else was.read(name))
    return out.getvalue()


def recipes_of(house: House, name: str) -> list[str]:
    """The titles of the recipes of somebody's group, the newest first."""
    with house.database.reading() as db:
        return [recipe.title for recipe in house.person(db, name).recipes()]


def left(house: House) -> tuple[int, int, int, int]:
    """Rows of recipes, boards and photos, and photos in the store."""
    with house.database.reading() as db:
        rows = [db.exec(select(func.count()).select_from(kind)).one() for kind in (Recipe, Board, Photo)]
    return (rows[0], rows[1], rows[2], len(list(house.store.keys())))


def waiting(house: House) -> list[str]:
    """The files that wait."""
    folder = house.settings.data / "brought"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_first_it_says_what_is_in_a_file_and_makes_nothing(house: House, file: bytes) -> None:
    before, charlie = left(house), house.client("Charlie")
    answer = put(charlie, file)
    said = html.unescape(charlie.get(answer.headers["location"]).text)
    assert words.BRING_NOTHING_YET in said
    assert "2 recipes. 5 steps. 5 photos." in said
    assert "Soup & <bread>: 3 steps. 3 photos." in said
    assert "Cake: 2 steps. 2 photos." in said
    assert "A board: Our kitchen." in said
    assert left(house) == before
    assert recipes_of(house, "Charlie") == []


@on_both_databases
def test_then_it_makes_them_as_they_were(house: House) -> None:
    soup = house.a_recipe("Soup", 3)
    house.a_board("Our kitchen", soup, house.a_recipe("Cake", 1))
    tell_all(house, soup)
    file, charlie = taken(house), house.client("Charlie")
    answer = brought(charlie, file)
    assert "2 recipes are here now." in charlie.get(answer.headers["location"]).text
    assert recipes_of(house, "Charlie") == recipes_of(house, "Alice")
    with house.writing() as db:
        for recipe in house.person(db, "Charlie").recipes():
            for step in recipe.steps:
                step.photo.show_people([], child=False, stranger=False, by_id=recipe.maker_id)
    again = listing_of(taken(house, by="Charlie"))
    assert told(again) == told(listing_of(file))
    assert words.WHAT_HAPPENED["brought_in"].format(who="Charlie") in record_of(house, "Charlie")


def told(listing: dict[str, Any]) -> str:
    """A listing without what names a group, a day or a photo; a photo is told by its place alone."""
    said = {name: listing[name] for name in ("boards", "recipes")}
    photos = re.findall(r"photos/[\w-]{22}\.jpg", json.dumps(said))
    whole = json.dumps(said, indent=1)
    for number, photo in enumerate(dict.fromkeys(photos)):
        whole = whole.replace(photo, f"photo {number}")
    return re.sub(r'"made_on": "[\d-]+"', "", whole)


def test_nobody_but_a_worker_sees_its_photos_until_one_has_looked(house: House, file: bytes) -> None:
    brought(house.client("Charlie"), file)
    with house.database.reading() as db:
        charlie = house.person(db, "Charlie")
        group: Group = charlie.group
        recipes = charlie.recipes()
        photos = [photo for recipe in recipes for photo in recipe.photos]
        assert {photo.answer for photo in photos} == {Answer.UNSURE}
        assert all(photo.waits_for_worker and photo.is_shown_to(charlie.viewer) for photo in photos)
        assert not any(photo.is_shown_to(Viewer.inside(group, "somebody")) for photo in photos)
        assert not any(photo.is_shown_to(Viewer.family(group)) for photo in photos)
        assert not any(recipe.is_shown_to(Viewer.family(group)) for recipe in recipes)
        for recipe in recipes:
            recipe.finish()
        assert not any(recipe.is_shown_to(Viewer.family(group)) for recipe in recipes), "not by finishing it alone"
        assert {photo.maker_id for photo in photos} == {charlie.id}


def test_a_second_press_makes_no_second_set(house: House, file: bytes) -> None:
    charlie = house.client("Charlie")
    address = put(charlie, file).headers["location"]
    answers = [charlie.post(address) for _ in range(3)]
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert sorted(recipes_of(house, "Charlie")) == ["Cake", "Soup & <bread>"]
    assert waiting(house) == []
    assert charlie.get(address).headers["location"] == answers[0].headers["location"]


def test_it_goes_to_the_bin_by_undo(house: House, file: bytes) -> None:
    charlie = house.client("Charlie")
    page = charlie.get(brought(charlie, file).headers["location"]).text
    form = re.search(r'<form[^>]*action="/bring-in/undo".*?</form>', page, re.DOTALL)
    assert form
    charlie.post("/bring-in/undo", data=dict(re.findall(r'name="(\w+)" value="([^"]*)"', form[0])))
    assert recipes_of(house, "Charlie") == []
    with house.database.reading() as db:
        assert list(house.person(db, "Charlie").boards()) == []
    assert "Cake" in charlie.get("/bin").text
    assert "Our kitchen" in charlie.get("/bin").text


def test_nobody_else_goes_on_with_a_file_that_waits(house: House, file: bytes) -> None:
    address = put(house.client("Alice"), file).headers["location"]
    for name, status in (("Charlie", 404), ("Bob", 403)):
        assert [house.client(name).get(address).status_code, house.client(name).post(address).status_code] == [
            status,
            status,
        ]
    assert house.client("Bob").get("/bring-in").status_code == 403
    assert put(house.client("Bob"), file).status_code == 403
    for made_up in ("..", "%2e%2e%2fphotos", "a" * 22, "undo2"):
        assert house.client("Alice").post(f"/bring-in/{made_up}").status_code in (404, 405)
    assert recipes_of(house, "Charlie") == []


def test_a_file_waits_for_an_hour_and_one_for_each(house: House, file: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    alice = house.client("Alice")
    first, second = (put(alice, file).headers["location"] for _ in range(2))
    assert waiting(house) == [f"{house.person_id('Alice')}.{second.removeprefix('/bring-in/')}"]
    assert alice.get(first).status_code == 404
    place = house.settings.data / "brought" / waiting(house)[0]
    assert place.stat().st_mode & 0o077 == 0
    monkeypatch.setattr("app.bring.waiting.time.time", lambda: place.stat().st_mtime + 3601)
    assert alice.get(second).status_code == 404
    assert waiting(house) == []


def test_a_step_whose_photo_stayed_away_keeps_its_words(house: House) -> None:
    soup = house.a_recipe("Soup", 2)
    with house.writing() as db:
        house.person(db, "Alice").recipe(soup).steps[1].photo.say(Answer.UNSURE, by_id=house.person(db, "Alice").id)
    file, charlie = taken(house), house.client("Charlie")
    address = put(charlie, file).headers["location"]
    assert words.BRING_WITHOUT.format(count=1) in charlie.get(address).text
    charlie.post(address)
    with house.database.reading() as db:
        recipe = house.person(db, "Charlie").recipes()[0]
        assert [step.words for step in recipe.steps] == ["Do thing 1.", "Do thing 2."]
        assert [step.photo.removed_at is None for step in recipe.steps] == [True, False]
        recipe_id = recipe.id
    assert charlie.get(f"/recipes/{recipe_id}").status_code == 200
    assert charlie.get("/review").status_code == 200
    assert listing_of(taken(house, by="Charlie"))["recipes"][0]["steps"][1]["photo"] is None


SPOILT: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "newer": (lambda said: said.update(format=2), "newer"),
    "older": (lambda said: said.update(format=0), "damaged"),
    "more": (lambda said: said.update(owner="x"), "damaged"),
    "empty": (lambda said: said.update(recipes=[], boards=[]), "nothing"),
    "twice": (lambda said: said["recipes"].append(said["recipes"][0]), "damaged"),
    "pinned twice": (lambda said: said["boards"][0]["recipes"].append(said["boards"][0]["recipes"][0]), "damaged"),
    "pins another": (lambda said: said["boards"][0].update(recipes=["recipe-9.html"]), "damaged"),
    "foreign photo": (lambda said: said["recipes"][0]["steps"][0].update(photo="../../etc/passwd"), "damaged"),
    "missing photo": (lambda said: said["recipes"][0]["steps"][0].update(photo=f"photos/{'a' * 22}.jpg"), "damaged"),
    "wrong sum": (lambda said: [one.update(hash="0" * 64) for one in said["files"].values()], "damaged"),
    "a number": (lambda said: said["recipes"][0].update(title=7), "damaged"),
    "a long timer": (lambda said: said["recipes"][0]["steps"][0].update(timer=99999), "damaged"),
    "too long": (lambda said: said["recipes"][0].update(title="a" * 6000), "damaged"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_a_listing_that_was_changed_is_refused_whole(house: House, file: bytes, name: str) -> None:
    change, why = SPOILT[name]
    before = left(house)
    answer = put(house.client("Charlie"), changed(file, change))
    assert answer.status_code == 422
    assert words.PROBLEMS[f"unread_{why}"] in html.unescape(answer.text)
    assert (left(house), waiting(house)) == (before, [])


def test_no_file_or_another_file_is_said_on_the_page(house: House) -> None:
    alice = house.client("Alice")
    assert words.PROBLEMS["no_file"] in alice.post("/bring-in", files={"file": ("", b"")}).text
    assert words.PROBLEMS["unread_not_ours"] in put(alice, a_photo()).text
    out = io.BytesIO()
    with ZipFile(out, "w") as archive:
        archive.writestr("notes.txt", "Hello")
    assert words.PROBLEMS["unread_not_ours"] in put(alice, out.getvalue()).text
    assert waiting(house) == []


def test_words_are_as_anybody_could_have_typed_them(house: House, file: bytes) -> None:
    def spoil(said: dict[str, Any]) -> None:
        for recipe in said["recipes"]:
            recipe["title"] = "<b>\u202eevil\x00\x1b</b> " * 20
            recipe["steps"][0]["words"] = "one\x00\r\ntwo " * 200

    charlie = house.client("Charlie")
    brought(charlie, changed(file, spoil))
    with house.database.reading() as db:
        recipe = house.person(db, "Charlie").recipes()[0]
        assert recipe.title.startswith("<b> evil </b>")
        assert len(recipe.title) <= 80
        assert recipe.steps[0].words.startswith("one\ntwo one\ntwo")
        assert len(recipe.steps[0].words) <= 500
    assert "<b>" not in charlie.get("/recipes").text


def test_a_photo_that_is_none_leaves_its_step_with_its_words(house: House, file: bytes) -> None:
    with ZipFile(io.BytesIO(file)) as was:
        names = [name for name in was.namelist() if name.startswith("photos/")]
    bad = with_photo(file, names[0], b"no photo at all")
    charlie = house.client("Charlie")
    said = charlie.get(brought(charlie, bad).headers["location"]).text
    assert words.BRING_LOST_ONE.format(count=1) in said
    with house.database.reading() as db:
        steps = [step for recipe in house.person(db, "Charlie").recipes() for step in recipe.steps]
        assert sum(step.photo.removed_at is not None for step in steps) == 1
        assert len(steps) == 5


def with_photo(file: bytes, photo: str, content: bytes) -> bytes:
    """The file with something else in place of a photo, and its true sum."""
    out, said = io.BytesIO(), listing_of(file)
    said["files"][photo] = {"length": len(content), "hash": hashlib.sha256(content).hexdigest()}
    with ZipFile(io.BytesIO(file)) as was, ZipFile(out, "w") as archive:
        for name in was.namelist():
            archive.writestr(name, {LISTING: json.dumps(said), photo: content}.get(name, was.read(name)))
    return out.getvalue()


def test_what_fails_half_way_leaves_nothing(house: House, file: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    charlie, before = house.client("Charlie"), left(house)
    address = put(charlie, file).headers["location"]
    monkeypatch.setattr(Board, "pin", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        charlie.post(address)
    assert left(house) == before
    monkeypatch.undo()
    assert charlie.post(address).status_code == 303
    assert len(recipes_of(house, "Charlie")) == 2


def test_each_photo_is_there_and_the_rows_know_its_files(house: House, file: bytes) -> None:
    brought(house.client("Charlie"), file)
    with house.database.reading() as db:
        theirs = [recipe.id for recipe in house.person(db, "Charlie").recipes()]
        wanted = set(db.exec(select(Photo.key).where(col(Photo.removed_at).is_(None))).all())
    assert wanted == set(house.store.keys())
    assert all(house.store.has(key) for recipe_id in theirs for key in keys_of(house, recipe_id))
