"""The number of questions to the database doesn't grow with the cards or steps of a page."""

from collections.abc import Callable

import pytest
from sqlalchemy import event

from app.door.cookies import Cookie
from app.pantry.drawings import SYMBOLS
from boards.hands.links import Links
from boards.hands.people import People
from boards.hands.tablets import Tablets
from boards.heart import Hearts, send_heart
from boards.key import Seed
from boards.need import Kind
from boards.photo import Answer
from tests.conftest import House


def questions(house: House, address: str, who: str | None = "Alice") -> int:
    """How many statements one page asks."""
    client = house.client(who)
    house.app.state.tally.write()  # what earlier pages have counted is not written meanwhile
    asked: list[str] = []
    event.listen(house.database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert client.get(address).status_code == 200
    return len([statement for statement in asked if statement.startswith("SELECT")])


def full_house(house: House, size: int) -> dict[str, str]:
    """A board with `size` recipes of `size` steps each, and links to it and to its first recipe."""
    recipes = [house.a_recipe(f"Recipe {number}", steps=size) for number in range(size)]
    for recipe_id in recipes:
        need_things(house, recipe_id, size)
    board = house.a_board("Ours", *recipes)
    for _ in range(size - 1):
        house.a_board("Another", *recipes)
    return {
        "board": board,
        "recipe": recipes[0],
        "key": house.a_link(board=board)[1],
        "recipe_key": house.a_link(recipe=recipes[0])[1],
    }


def need_things(house: House, recipe_id: str, count: int) -> None:
    """Let a recipe need things, each with a photo in which no one is."""
    with house.writing() as db:
        alice = house.person(db, "Alice")
        recipe = alice.recipe(recipe_id)
        for number in range(count):
            need = recipe.add_need(Kind.INGREDIENT, f"Thing {number}")
            recipe.show_need(need, "", house.a_picture(), by_id=alice.id)
            need.photo.say(Answer.NO_ONE, by_id=alice.id)


PAGES: dict[str, tuple[Callable[[dict[str, str]], str], str | None]] = {
    "boards": (lambda ids: "/", "Alice"),
    "board": (lambda ids: f"/boards/{ids['board']}", "Alice"),
    "board's order": (lambda ids: f"/boards/{ids['board']}/order", "Alice"),
    "board's pins": (lambda ids: f"/boards/{ids['board']}/pins", "Alice"),
    "board's link": (lambda ids: f"/boards/{ids['board']}/links", "Alice"),
    "recipes": (lambda ids: "/recipes", "Alice"),
    "recipe": (lambda ids: f"/recipes/{ids['recipe']}", "Alice"),
    "recipe to cook": (lambda ids: f"/recipes/{ids['recipe']}/cook", "Alice"),
    "recipe's steps": (lambda ids: f"/recipes/{ids['recipe']}/steps", "Alice"),
    "recipe's order": (lambda ids: f"/recipes/{ids['recipe']}/order", "Alice"),
    "recipe's needs": (lambda ids: f"/recipes/{ids['recipe']}/needs", "Alice"),
    "recipe's boards": (lambda ids: f"/recipes/{ids['recipe']}/boards", "Alice"),
    "looks": (lambda ids: "/me/looks", "Alice"),
    "links": (lambda ids: "/links", "Alice"),
    "bin": (lambda ids: "/bin", "Alice"),
    "board on paper": (lambda ids: f"/boards/{ids['board']}/print?layout=easy", "Alice"),
    "recipe on paper": (lambda ids: f"/recipes/{ids['recipe']}/print?layout=laminate", "Alice"),
    "board's booklet": (lambda ids: f"/boards/{ids['board']}/booklet.pdf", "Alice"),
    "shared booklet": (lambda ids: f"/s/{ids['key']}/booklet.pdf", None),
    "shared board": (lambda ids: f"/s/{ids['key']}", None),
    "shared recipe": (lambda ids: f"/s/{ids['key']}/recipes/{ids['recipe']}", None),
    "shared looks": (lambda ids: f"/s/{ids['key']}/looks", None),
    "shared recipe to cook": (lambda ids: f"/s/{ids['key']}/recipes/{ids['recipe']}/cook", None),
    "shared recipe alone": (lambda ids: f"/s/{ids['recipe_key']}", None),
    "thank you": (lambda ids: f"/s/{ids['key']}/recipes/{ids['recipe']}/hearts", None),
    "shared board on paper": (lambda ids: f"/s/{ids['key']}/print?layout=easy", None),
    "shared recipe on paper": (lambda ids: f"/s/{ids['key']}/recipes/{ids['recipe']}/print?layout=large", None),
}


@pytest.fixture
def small_and_large(house: House) -> tuple[dict[str, str], dict[str, str]]:
    """What there is with two of everything, and with six more."""
    return full_house(house, 2), full_house(house, 6)


def test_no_page_asks_more_when_it_shows_more(
    house: House, small_and_large: tuple[dict[str, str], dict[str, str]]
) -> None:
    small, large = small_and_large
    for name, (address, who) in PAGES.items():
        if name in ("boards", "recipes", "links", "bin"):
            continue  # these show the whole group; the next test grows it
        assert questions(house, address(large), who) == questions(house, address(small), who), name


def test_pages_of_the_whole_group_ask_no_more_when_it_grows(house: House) -> None:
    names = ("boards", "recipes", "links")
    ids = full_house(house, 2)
    before = {name: questions(house, PAGES[name][0](ids)) for name in names}
    full_house(house, 5)
    assert {name: questions(house, PAGES[name][0](ids)) for name in names} == before


def test_pages_with_hearts_ask_no_more_when_there_are_more(house: House) -> None:
    def thanked(count: int) -> str:
        recipes = [house.a_recipe(f"Recipe {number}") for number in range(count)]
        for recipe in recipes:
            link, _ = house.a_link(recipe=recipe)
            with house.writing() as db:
                alice = house.person(db, "Alice")
                for _ in range(count):
                    send_heart(db, Links(alice).find(link), recipe, "Lovely")
                    Hearts(alice).show(send_heart(db, Links(alice).find(link), recipe, "Very good"))
        return recipes[0]

    few = thanked(2)
    before = questions(house, f"/recipes/{few}"), questions(house, "/review"), questions(house, "/")
    many = thanked(5)
    assert (questions(house, f"/recipes/{many}"), questions(house, "/review"), questions(house, "/")) == before


def test_the_bin_asks_no_more_when_it_is_full(house: House) -> None:
    def fill(count: int) -> None:
        for _ in range(count):
            recipe_id, other = house.a_recipe(steps=3), house.a_recipe(steps=3)
            need_things(house, other, 2)
            board_id = house.a_board("Ours", recipe_id)
            with house.writing() as db:
                alice = house.person(db, "Alice")
                alice.board(board_id).bin()
                alice.recipe(recipe_id).bin()
                alice.recipe(other).steps[0].bin()
                alice.recipe(other).take_off(alice.recipe(other).needs_of(Kind.INGREDIENT)[0])

    fill(2)
    before = questions(house, "/bin")
    fill(4)
    assert questions(house, "/bin") == before


def test_pages_of_people_ask_no_more_when_the_group_grows(house: House) -> None:
    seed = Seed.new()

    def add(number: int) -> str:
        with house.writing() as db:
            people = People(house.person(db, "Alice"))
            members = people.add_members("\n".join(f"Member {number} {each}" for each in range(number)), SYMBOLS)
            people.make_badges(members, seed)
            for each in range(number):
                people.invite(people.add_worker(f"Worker {each}", SYMBOLS), seed)
                Tablets(people.me).make(f"Tablet {each}")
            gone = people.add_members("\n".join(f"Gone {number} {each}" for each in range(number)), SYMBOLS)
            for person in gone:
                people.let_go(person, with_recipes=False)
            return Tablets(people.me).make("Kitchen")

    addresses = ("/people", "/cards", "/cards/sheet", "/tablets", "/record")
    add(2)
    before = {address: questions(house, address) for address in addresses}
    key = add(6)
    assert {address: questions(house, address) for address in addresses} == before
    tablet = house.client()
    tablet.cookies.set(Cookie.TABLET.named(house.settings), key)
    asked: list[str] = []
    event.listen(house.database.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    assert tablet.get("/who").text.count('class="tile"') == 9
    assert len([statement for statement in asked if statement.startswith("SELECT")]) == 2
