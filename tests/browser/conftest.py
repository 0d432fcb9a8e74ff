"""A real browser, and a house that a real server serves."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright._impl._api_structures import SetCookieParam
from playwright.sync_api import Browser, Page, sync_playwright

from app.door.cookies import Cookie
from app.main import RecipeBoard, create_app
from app.pantry.drawings import SYMBOLS
from app.settings import Settings
from boards.database import Db
from boards.group import Basis, Previews, SetupCode
from boards.hands.album import Album
from boards.hands.links import Links
from boards.hands.people import People
from boards.hands.recipes import Recipes
from boards.hands.settings import GroupSettings
from boards.hands.tablets import Tablets
from boards.heart import MOST_A_DAY, Hearts, send_heart
from boards.key import Seed
from boards.need import Kind
from boards.passkey import Passkey
from boards.permission import Audience
from boards.person import Person
from boards.photo import Answer
from boards.recipe import Recipe, Reminder
from boards.session import Session
from boards.tablet import Tablet
from media import Developed
from tests.browser.table import CHARLIES_TABLET, ERINS_TABLET, MAKER, ON_TABLET, TABLE, TABLET, USUAL, Row
from tests.conftest import House, free_port, on_a_socket

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]

TABLETS = {TABLET: "tablet_key", CHARLIES_TABLET: "charlies_key", ERINS_TABLET: "erins_key"}
"""Under which id the key of each tablet stands."""

SAME_DEVICE = """
Object.defineProperty(window, "speechSynthesis", { value: Object.assign(new EventTarget(), {
  getVoices: () => [{ lang: "en-GB", localService: true }], speak() {}, cancel() {},
}) });
delete Navigator.prototype.wakeLock;
"""
"""A device that can speak and cannot keep its screen on: pages say what a device can, and here they say the same."""

LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"


@dataclass
class Served:
    """A served house: its address, and the ids that stand in addresses. In the house at `before` nobody has started."""

    address: str
    before: str
    house: House
    ids: dict[str, str]

    def cookies(self, who: str | None) -> list[SetCookieParam]:
        """The cookies of one of the cast, or of a tablet."""
        kept: dict[Cookie, str] = {}
        if who in TABLETS:
            kept[Cookie.TABLET] = self.ids[TABLETS[who]]
        elif who:
            with self.house.writing() as db:
                person = self.house.person(db, who.split()[0])
                on = tablet_of(db, self.ids) if who == ON_TABLET else None
                kept[Cookie.SESSION] = Session.begin(person, proved=on is None, tablet_id=on)
        if who == ON_TABLET:
            kept[Cookie.TABLET] = self.ids[TABLETS[TABLET]]
        if who == MAKER:
            kept[Cookie.SEED] = self.ids["seed"]
        settings = self.house.settings
        return [{"name": each.named(settings), "value": value, "url": self.address} for each, value in kept.items()]


def tablet_of(db: Db, ids: dict[str, str]) -> str:
    """The id of the group's tablet."""
    return Tablet.find(db, ids["tablet_key"]).id


@pytest.fixture(scope="module")
def chromium() -> Iterator[Callable[..., Browser]]:
    """Starts the system's Chromium. Without one the tests are skipped, but not where they must run."""
    path = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if path is None:
        assert os.environ.get("CI") != "true", "there is no Chromium, and here there must be one"
        pytest.skip("there is no Chromium on this machine")
    with sync_playwright() as playwright:
        yield lambda *flags: playwright.chromium.launch(executable_path=path, args=[*FLAGS, *flags])


@pytest.fixture(scope="module")
def browser(chromium: Callable[..., Browser]) -> Iterator[Browser]:
    """A browser as most people have it."""
    browser = chromium()
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def large_text(chromium: Callable[..., Browser]) -> Iterator[Browser]:
    """A browser of somebody who made all text twice as large."""
    browser = chromium("--blink-settings=defaultFontSize=32")
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory, empty_database: Path, developed: Developed) -> Iterator[Served]:
    """A full house for Alice, an empty one for Charlie, and one in which nobody has started yet."""

    def a_house(name: str) -> RecipeBoard:
        data = tmp_path_factory.mktemp(name) / "data"
        settings = Settings(data=data, port=free_port(), photo_processes=1)
        settings.photos.mkdir(parents=True)
        shutil.copy(empty_database, data / "recipe-board.db")
        return create_app(settings)

    with on_a_socket(a_house("served")) as app, on_a_socket(a_house("before")) as before:
        house = House(app, developed)
        with before.state.database.writing() as db:
            code = SetupCode.renew(db)
            db.commit()
        ids = filled(house) | {"code": str(code)}
        yield Served(address_of(app), address_of(before), house, ids)


def address_of(app: RecipeBoard) -> str:
    """Where an application is served."""
    return f"http://127.0.0.1:{app.state.settings.port}"


def opened(page: Page, served: Served, row: Row) -> None:
    """Open a row's page, in its state."""
    page.goto((served.before if row.before else served.address) + row.address.format(**served.ids))
    if row.send:
        page.locator("main details").evaluate_all("all => all.forEach(details => { details.open = true; })")
        for field in page.locator(
            "main form.form :is(input:not([type=file], [type=checkbox], [type=radio]), textarea):visible"
        ).all():
            field.fill("")
        for box in page.locator("main form.form input[type=checkbox]:checked").all():
            box.uncheck()
        with page.expect_navigation():
            page.locator("main form.form").first.evaluate("form => form.requestSubmit()")


def filled(house: House) -> dict[str, str]:
    """Fill Alice's group, and say which ids stand in addresses."""
    recipe, bare = house.a_recipe("Tomato soup", 3), house.a_recipe("", 1, words=False)
    long, binned = house.a_recipe(LONG, 2), house.a_recipe("In the bin", 1)
    board, empty = house.a_board("Our kitchen", recipe, bare, long), house.a_board("Quick lunches")
    theirs = house.a_board("Theirs", by="Charlie")
    link, key = house.a_link(board=board)
    with house.writing() as db:
        alice = house.person(db, "Alice")
        alice.recipe(binned).bin()
        step = alice.recipe(recipe).steps[0].id
        ids = with_needs(house, alice, recipe)
    ids |= with_people(house)
    ids |= with_photos_of_people(house) | with_a_no(house)
    ids |= with_hearts(house, long, link)
    recipe_key = house.a_link(recipe=recipe, name="Gran")[1]
    locked_key = house.a_link(recipe=recipe, name="Aunt Jo", word="Bluebell")[1]
    empty_key = house.a_link(board=empty, name="Nan")[1]
    return ids | {
        "board": board,
        "empty": empty,
        "theirs": theirs,
        "recipe": recipe,
        "bare": bare,
        "long": long,
        "step": step,
        "link": link,
        "key": key,
        "recipe_key": recipe_key,
        "locked_key": locked_key,
        "empty_key": empty_key,
    }


def with_needs(house: House, alice: Person, recipe_id: str) -> dict[str, str]:
    """Let a recipe need food, some of it with a photo or no picture, and tools; remind of things, warn and time."""
    recipe = alice.recipe(recipe_id)
    need = recipe.add_need(Kind.INGREDIENT, "Tomatoes", amount="2 tins", symbol="tomato")
    shown = recipe.add_need(Kind.INGREDIENT, "Basil", amount="1 handful", symbol="herbs")
    recipe.show_need(shown, "herbs", house.a_picture(), by_id=alice.id)
    assert shown.photo
    shown.photo.say(Answer.NO_ONE, by_id=alice.id)
    recipe.add_need(Kind.INGREDIENT, LONG)
    tool = recipe.add_need(Kind.TOOL, "Saucepan", symbol="saucepan")
    taken_off = recipe.add_need(Kind.TOOL, "Whisk", symbol="whisk")
    recipe.take_off(taken_off)
    Recipes(alice).remind(recipe, [Reminder.WASH_HANDS, Reminder.HOT])
    recipe.steps[1].warn("The pan is hot.")
    recipe.steps[1].time(5)
    return {"need": need.id, "tool": tool.id}


def with_hearts(house: House, recipe: str, link: str) -> dict[str, str]:
    """Give a recipe of Alice's hearts: words that the group sees, words that wait, and so many of one link that it
    sends no more today.
    """
    spent, spent_key = house.a_link(recipe=recipe, name="Uncle Bryn")
    with house.writing() as db:
        alice = house.person(db, "Alice")
        one, _ = (send_heart(db, Links(alice).find(link), recipe, words) for words in (f"{LONG}!", "Very good."))
        Hearts(alice).show(one)
        for _ in range(MOST_A_DAY):
            send_heart(db, Links(alice).find(spent), recipe, "")
    return {"spent_key": spent_key}


def with_photos_of_people(house: House) -> dict[str, str]:
    """Give Bob a recipe of three photos: nobody has said anything of the first, he is in the second, which the group
    may see, and the third waits for a worker.
    """
    lunch = house.a_recipe("Lunch", 3, by="Bob", settled=False)
    with house.writing() as db:
        bob = house.person(db, "Bob")
        recipe, album = bob.recipe(lunch), Album(bob)
        unsaid, of_bob, waiting = (step.photo for step in recipe.steps)
        unsaid.found = [[0.3, 0.2, 0.3, 0.4]]
        album.answer(of_bob, Answer.ONLY_ME, version=of_bob.version)
        db.flush()
        album.permit(of_bob, Audience.GROUP, version=of_bob.version)
        album.answer(waiting, Answer.OTHERS, version=waiting.version)
        recipe.finish()
        return {"lunch": lunch, "unsaid": unsaid.key, "of_bob": of_bob.key, "waiting": waiting.key}


def with_a_no(house: House) -> dict[str, str]:
    """Give Bob a recipe that he hasn't finished, with a photo that he said no to and in which he isn't, Alice says."""
    tea = house.a_recipe("Tea", 1, by="Bob", settled=False)
    with house.writing() as db:
        bob, photo = house.person(db, "Bob"), db.get_one(Recipe, tea).steps[0].photo
        photo.say(Answer.ONLY_ME, by_id=bob.id)
        db.flush()
        photo.stop(bob.id, by_id=bob.id)
        db.flush()
        photo.show_people([], child=False, stranger=False, by_id=house.person(db, "Alice").id)
    return {"tea": tea}


def with_people(house: House) -> dict[str, str]:
    """Give Alice's group members with cards, an invited worker and a tablet; Charlie and Erin have a tablet alone."""
    seed = Seed.new()
    with house.writing() as db:
        alice, bob = house.person(db, "Alice"), house.person(db, "Bob")
        people = People(alice)
        bob.show("apple")
        sam, long = people.add_members(f"Sam\n{LONG}", SYMBOLS)
        people.show_by_photo(sam, house.a_picture())
        dora = people.add_worker("Dora", SYMBOLS)
        invitation = people.invite(dora, seed)
        card = people.make_badges([bob, long], seed)[0]
        gone = people.add_members("Zoe", SYMBOLS)[0]
        people.let_go(gone, with_recipes=False)
        erin = Person.of_new_group(db, group="Sunday cooks", name="Erin")
        GroupSettings(erin).change(
            "Sunday cooks", helper="Erin", opens_tablets=True, basis=Basis.CONSENT, previews=Previews.NOTHING
        )
        no_steps = Recipes(erin).make("Porridge")
        keys = {
            "tablet_key": Tablets(people.me).make("Kitchen tablet"),
            "charlies_key": Tablets(house.person(db, "Charlie")).make("Theirs"),
            "erins_key": Tablets(erin).make("Sunday tablet"),
        }
        db.add(Passkey(person_id=alice.id, credential_id="x", public_key=b"x", sign_count=0))
        db.flush()
        ids = {
            "bob": bob.id,
            "sam": sam.id,
            "dora": dora.id,
            "tablet": Tablets(people.me).working()[0].id,
            "seed": seed.secret,
        }
        ids |= {"no_steps": no_steps.id}
        ids |= {"card_key": seed.key_for(card.id), "invitation_key": seed.key_for(invitation.id)}
    house.a_recipe("", 1, by="Sam", finished=False)
    return ids | keys


ROWS = [one if one.send or one in USUAL else pytest.param(one, marks=pytest.mark.faults) for one in TABLE]
"""A page's other states, whose controls and words its usual state has, are looked at by `make faults`."""


@pytest.fixture(params=ROWS, ids=str)
def row(request: pytest.FixtureRequest) -> Row:
    """A row of the table."""
    return request.param


@pytest.fixture
def page(row: Row, browser: Browser, served: Served) -> Iterator[Page]:
    """A row's page on a phone, in its state. Whatever it asks for is ours, and nothing fails or is refused."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    context.set_default_timeout(10_000)
    context.add_cookies(served.cookies(row.who))
    context.add_init_script(SAME_DEVICE)
    page = context.new_page()
    wrong: list[str] = []
    ours = (served.address, served.before, "blob:")
    page.on("request", lambda asked: None if asked.url.startswith(ours) else wrong.append(asked.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    # A browser also reports that the page itself was answered with 404 or 422.
    page.on(
        "console",
        lambda said: wrong.append(said.text) if said.type == "error" and "status of 4" not in said.text else None,
    )
    opened(page, served, row)
    yield page
    context.close()
    assert wrong == []
