"""What a recipe needs, through the web: tapping and typing, amounts, pictures and photos, reminders, and steps."""

import re
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from app import words
from app.housekeeping import tidy
from boards.hands.recipes import Recipes
from boards.need import Kind
from boards.photo import photo_keys
from boards.recipe import MOST_NEEDS, Reminder
from media import SIZES
from tests.app.consent import permitted, said, version_on
from tests.conftest import House, a_photo, on_both_databases
from tests.props.sending import sent


class Kitchen:
    """Bob's soup, and Bob in a browser who says what it needs."""

    def __init__(self, house: House) -> None:
        self.house = house
        self.recipe = house.a_recipe("Soup", steps=1, by="Bob")
        self.bob = house.client("Bob")
        self.list = f"/recipes/{self.recipe}/needs"

    def add(self, **fields: str) -> str:
        """Add something, and return where its row is."""
        answer = self.bob.post(self.list, data=fields)
        assert answer.status_code == 303, answer.text
        return answer.headers["location"]

    def added(self, **fields: str) -> str:
        """Add something, and return the address where it is changed."""
        return f"{self.list}/{self.add(**fields).rpartition('#need-')[2]}"

    def needs(self, kind: Kind = Kind.INGREDIENT) -> list[tuple[str, str, str]]:
        """What the soup needs as it is kept: words, amount and drawing."""
        with self.house.database.reading() as db:
            recipe = self.house.person(db, "Bob").recipe(self.recipe)
            return [(need.words, need.amount, need.symbol) for need in recipe.needs_of(kind)]

    def photo(self) -> str:
        """The key of the photo that stands for the first food, or nothing."""
        with self.house.database.reading() as db:
            return self.house.person(db, "Bob").recipe(self.recipe).needs_of(Kind.INGREDIENT)[0].photo_key or ""

    def remind(self, *reminders: Reminder) -> None:
        """Put reminders on the soup, as Alice."""
        with self.house.writing() as db:
            alice = self.house.person(db, "Alice")
            Recipes(alice).remind(alice.recipe(self.recipe), reminders)


@pytest.fixture
def kitchen(house: House) -> Kitchen:
    """Bob's soup."""
    return Kitchen(house)


def undone(client: TestClient, location: str) -> str:
    """Take back what a page says was done, and return where that leads."""
    page = client.get(location.split("#")[0]).text
    found = re.search(r'<form method="post" action="([^"]+)">((?:\s*<input type="hidden"[^>]*>)*)\s*<button[^>]*>(?:(?!</button>).)*Undo', page, re.DOTALL)  # fmt: skip  # noqa: E501
    assert found, page
    fields = dict(re.findall(r'name="([^"]*)" value="([^"]*)"', found[2]))
    answer = client.post(found[1], data=fields)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def test_one_tap_adds_food_with_its_picture_and_undo_takes_it_off_and_back(kitchen: Kitchen) -> None:
    location = kitchen.add(symbol="tomato")
    assert kitchen.needs() == [("Tomato", "", "tomato")]
    page = kitchen.bob.get(location.split("#")[0]).text
    row = page.split('class="thing"')[1].split("</li>")[0]
    assert "Tomato is on the list." in row
    assert "/static/drawing-tomato." in row
    off = undone(kitchen.bob, location)
    assert kitchen.needs() == []
    undone(kitchen.bob, off)
    assert kitchen.needs() == [("Tomato", "", "tomato")]


def test_a_second_tap_leads_to_what_is_there_already(kitchen: Kitchen) -> None:
    first = kitchen.add(symbol="tomato")
    assert kitchen.add(symbol="tomato").rpartition("#")[2] == first.rpartition("#")[2]
    assert len(kitchen.needs()) == 1
    kitchen.add(words="2 ripe onions")
    kitchen.add(symbol="onion")
    assert [words for words, _, _ in kitchen.needs()] == ["Tomato", "2 ripe onions"]
    page = kitchen.bob.get(kitchen.list).text
    assert page.count("On the list") == 2
    assert 'value="tomato"' not in page


def test_a_tool_that_is_tapped_stands_with_the_tools(kitchen: Kitchen) -> None:
    kitchen.add(symbol="grater")
    assert (kitchen.needs(), kitchen.needs(Kind.TOOL)) == ([], [("Grater", "", "grater")])


@pytest.mark.parametrize(
    ("words", "tool", "kind", "symbol"),
    [
        ("tomatos", "", Kind.INGREDIENT, "tomato"),
        ("2 wooden spoons", "", Kind.TOOL, "wooden_spoon"),
        ("Quinoa", "", Kind.INGREDIENT, ""),
        ("Pizza cutter", "yes", Kind.TOOL, ""),
        ("Tomato knife", "yes", Kind.TOOL, "knife"),
    ],
)
def test_a_word_that_is_typed_gets_the_picture_that_fits_or_none(
    kitchen: Kitchen, words: str, tool: str, kind: Kind, symbol: str
) -> None:
    location = kitchen.add(words=words, amount="2 cups", tool=tool)
    assert kitchen.needs(kind) == [(words, "2 cups", symbol)]
    row = kitchen.bob.get(location.split("#")[0]).text.split('class="thing"')[1].split("</li>")[0]
    assert f"/static/drawing-{symbol or 'nothing'}." in row


def test_what_was_typed_wrong_is_kept(kitchen: Kitchen) -> None:
    answer = kitchen.bob.post(kitchen.list, data={"words": " ", "amount": "x" * 41, "tool": "yes"})
    assert answer.status_code == 422
    assert "Type what you need." in answer.text
    assert "Use fewer words here. 40 letters is the most." in answer.text
    assert "x" * 41 in answer.text
    assert re.search(r'id="tool"[^>]* checked', answer.text)
    assert kitchen.needs() == kitchen.needs(Kind.TOOL) == []


def test_there_is_an_end_and_it_is_said(kitchen: Kitchen) -> None:
    with kitchen.house.writing() as db:
        recipe = kitchen.house.person(db, "Bob").recipe(kitchen.recipe)
        for number in range(MOST_NEEDS):
            recipe.add_need(Kind.INGREDIENT, f"Food {number}")
    answer = kitchen.bob.post(kitchen.list, data={"symbol": "tomato"})
    assert answer.status_code == 422
    assert "A recipe needs 100 things at the most." in answer.text


def test_a_name_that_is_not_a_thing_adds_nothing(kitchen: Kitchen) -> None:
    assert kitchen.bob.post(kitchen.list, data={"symbol": "../../etc/passwd"}).status_code == 422
    assert kitchen.needs() == []


def test_a_picture_that_we_chose_goes_with_the_words_and_one_that_somebody_chose_stays(kitchen: Kitchen) -> None:
    address = kitchen.added(words="tomatoes")
    changed = kitchen.bob.post(address, data={"words": "Carrots", "amount": "3"}).headers["location"]
    assert kitchen.needs() == [("Carrots", "3", "carrot")]
    undone(kitchen.bob, changed)
    assert kitchen.needs() == [("tomatoes", "", "tomato")]
    kitchen.bob.post(f"{address}/picture", data={"symbol": "soup"})
    kitchen.bob.post(address, data={"words": "Carrots"})
    assert kitchen.needs() == [("Carrots", "", "soup")]


def test_what_a_form_does_not_send_stays_and_what_it_sends_empty_goes(kitchen: Kitchen) -> None:
    flour = kitchen.added(words="flour", amount="2 cups")
    kitchen.bob.post(flour, data={"words": "Plain flour"})
    assert [(words, amount) for words, amount, _ in kitchen.needs()] == [("Plain flour", "2 cups")]
    kitchen.bob.post(flour, data={"words": "Plain flour", "amount": ""})
    assert [(words, amount) for words, amount, _ in kitchen.needs()] == [("Plain flour", "")]


def test_words_that_are_wrong_are_asked_for_again_with_what_was_typed(kitchen: Kitchen) -> None:
    address = kitchen.added(words="tomatoes", amount="2")
    answer = kitchen.bob.post(address, data={"words": "", "amount": "three whole cups"})
    assert answer.status_code == 422
    assert "Type what you need." in answer.text
    assert "three whole cups" in answer.text
    assert kitchen.needs() == [("tomatoes", "2", "tomato")]


def test_an_amount_is_two_taps_and_undo_brings_back_the_one_before(kitchen: Kitchen) -> None:
    address = kitchen.added(words="flour", amount="a bit")
    numbers = kitchen.bob.get(f"{address}/amount").text
    assert f'href="{address}/amount?number=2"' in numbers
    measures = kitchen.bob.get(f"{address}/amount?number=2").text
    assert 'value="2 cups"' in measures
    location = kitchen.bob.post(f"{address}/amount", data={"amount": "2 cups"}).headers["location"]
    assert kitchen.needs() == [("flour", "2 cups", "flour")]
    undone(kitchen.bob, location)
    assert kitchen.needs() == [("flour", "a bit", "flour")]
    kitchen.bob.post(f"{address}/amount")
    assert kitchen.needs() == [("flour", "", "flour")]


@pytest.mark.parametrize("number", ["7 < 8", "0", "x" * 200, "½½"])
def test_a_number_that_is_not_offered_is_asked_for_again(kitchen: Kitchen, number: str) -> None:
    answer = kitchen.bob.get(f"{kitchen.added(words='flour')}/amount", params={"number": number})
    assert answer.status_code == 200
    assert "Tap a number." in answer.text


def test_of_a_tool_there_are_so_many(kitchen: Kitchen) -> None:
    page = kitchen.bob.get(f"{kitchen.added(symbol='knife')}/amount").text
    assert '<button class="drawing drawing--number" name="amount" value="2">' in page
    assert "½" not in page


def test_what_is_needed_moves_and_moves_back(kitchen: Kitchen) -> None:
    for symbol in ("tomato", "onion"):
        kitchen.add(symbol=symbol)
    carrot = kitchen.added(symbol="carrot")
    location = kitchen.bob.post(f"{carrot}/order", data={"to": "1"}).headers["location"]
    assert [words for words, _, _ in kitchen.needs()] == ["Carrot", "Tomato", "Onion"]
    assert "Carrot is now number 1." in kitchen.bob.get(location.split("#")[0]).text
    undone(kitchen.bob, location)
    assert [words for words, _, _ in kitchen.needs()] == ["Tomato", "Onion", "Carrot"]
    assert "Move down" not in kitchen.bob.get(carrot).text


def test_what_was_taken_off_can_be_put_back_from_the_bin(kitchen: Kitchen) -> None:
    address = kitchen.added(symbol="tomato")
    kitchen.bob.post(f"{address}/bin")
    page = kitchen.bob.get("/bin").text
    assert "Tomato from Soup" in page
    assert f'action="{address}/put-back"' in page
    kitchen.bob.post(f"{address}/put-back")
    assert kitchen.needs() == [("Tomato", "", "tomato")]


def test_another_drawing_is_one_tap_and_undo_brings_back_the_first(kitchen: Kitchen) -> None:
    address = kitchen.added(words="Berries")
    best = kitchen.bob.get(f"{kitchen.added(words='chicken pie')}/picture").text.split("These fit best")[1]
    assert best.index('value="pie"') < best.index('value="chicken"')
    location = kitchen.bob.post(f"{address}/picture", data={"symbol": "strawberry"}).headers["location"]
    assert kitchen.needs()[0] == ("Berries", "", "strawberry")
    undone(kitchen.bob, location)
    assert kitchen.needs()[0] == ("Berries", "", "")


def test_a_photo_takes_the_drawings_place_and_one_is_asked_who_is_in_it(kitchen: Kitchen) -> None:
    address = kitchen.added(symbol="tomato")
    location = kitchen.bob.post(f"{address}/photo", files=sent(a_photo())).headers["location"]
    key = kitchen.photo()
    assert location.startswith(f"/photos/{key}/people")
    assert words.PHOTO_PEOPLE in kitchen.bob.get(location).text
    answered = said(kitchen.bob, f"/photos/{key}/people", answer="no_one").headers["location"]
    assert answered.startswith(f"{kitchen.list}?")
    assert answered.endswith(f"#need-{address.rpartition('/')[2]}")
    assert f"/photos/{key}/" in kitchen.bob.get(answered.split("#")[0]).text


def test_undo_of_a_photo_brings_back_the_drawing_and_undo_of_that_the_photo(kitchen: Kitchen) -> None:
    address = kitchen.added(symbol="tomato")
    location = kitchen.bob.post(f"{address}/photo", files=sent(a_photo())).headers["location"]
    key = kitchen.photo()
    back = undone(kitchen.bob, location)
    assert (kitchen.photo(), kitchen.needs()) == ("", [("Tomato", "", "tomato")])
    undone(kitchen.bob, back)
    assert kitchen.photo() == key
    second = kitchen.bob.post(f"{address}/photo", files=sent(a_photo("#00ff00"))).headers["location"]
    assert kitchen.photo() != key
    undone(kitchen.bob, second)
    assert kitchen.photo() == key


@pytest.mark.parametrize(
    ("files", "says"),
    [
        ([("photos", ("", b"", "application/octet-stream"))], "Choose a photo first."),
        (sent(b"no"), "Nothing was saved. Photo 1: This is not a photo that we can open."),
        (sent(a_photo(), a_photo()), "We could not read all of that. Try again with fewer photos."),
    ],
)
def test_what_is_no_photo_is_said_and_leaves_the_picture(
    kitchen: Kitchen, files: list[tuple[str, tuple[str, bytes, str]]], says: str
) -> None:
    address = kitchen.added(symbol="tomato")
    before = set(kitchen.house.store.keys())
    answer = kitchen.bob.post(f"{address}/photo", files=files)
    assert answer.status_code == 422
    assert says in answer.text
    assert kitchen.photo() == ""
    assert set(kitchen.house.store.keys()) == before


def test_a_photo_for_what_is_not_there_is_refused_before_it_is_read(kitchen: Kitchen) -> None:
    before = set(kitchen.house.store.keys())
    address = kitchen.added(symbol="tomato")
    assert kitchen.bob.post(f"{kitchen.list}/AAAAAAAAAAAAAAAA/photo", files=sent(a_photo())).status_code == 404
    assert kitchen.house.client("Charlie").post(f"{address}/photo", files=sent(a_photo())).status_code == 404
    assert set(kitchen.house.store.keys()) == before


class Family:
    """A family with a link to the soup."""

    def __init__(self, kitchen: Kitchen) -> None:
        self.key = kitchen.house.a_link(recipe=kitchen.recipe)[1]
        self.client = kitchen.house.client()

    def sees(self, photo: str) -> set[bool]:
        """Whether they see a photo: on the page, and at each of its addresses."""
        page = self.client.get(f"/s/{self.key}").text
        sizes = [self.client.get(f"/s/{self.key}/photos/{photo}/{size}").status_code for size in SIZES]
        return {f"/photos/{photo}/" in page, *(status == 200 for status in sizes)}


@pytest.fixture
def sam(house: House) -> TestClient:
    """Another member, in a browser."""
    house.client("Alice").post("/people", data={"names": "Sam"})
    return house.client("Sam")


def seen_in_group(client: TestClient, kitchen: Kitchen, photo: str) -> set[bool]:
    """Whether somebody of the group sees a photo: on its pages, and at each of its addresses."""
    pages = [client.get(address).text for address in (f"/recipes/{kitchen.recipe}", kitchen.list)]
    sizes = [client.get(f"/photos/{photo}/{size}").status_code for size in SIZES]
    return {*(f"/photos/{photo}/" in page for page in pages), *(status == 200 for status in sizes)}


@on_both_databases
def test_a_photo_of_food_is_shown_when_it_is_known_that_no_one_is_in_it_and_gone_when_it_is_taken_back(
    kitchen: Kitchen, sam: TestClient
) -> None:
    family = Family(kitchen)
    address = kitchen.added(symbol="tomato")
    kitchen.bob.post(f"{address}/photo", files=sent(a_photo()))
    photo = kitchen.photo()
    assert seen_in_group(kitchen.bob, kitchen, photo) == {True}, "who took it sees it"
    assert (seen_in_group(sam, kitchen, photo), family.sees(photo)) == ({False}, {False})
    assert "/static/drawing-tomato." in family.client.get(f"/s/{family.key}").text
    said(kitchen.bob, f"/photos/{photo}/people", answer="no_one")
    assert (seen_in_group(sam, kitchen, photo), family.sees(photo)) == ({True}, {True})
    kitchen.bob.post(
        f"/photos/{photo}/people/take-back", data={"version": version_on(kitchen.bob, f"/photos/{photo}/people")}
    )
    assert (seen_in_group(sam, kitchen, photo), family.sees(photo)) == ({False}, {False})


def test_a_photo_of_food_with_bob_in_it_goes_everywhere_when_he_stops_it(kitchen: Kitchen, sam: TestClient) -> None:
    family = Family(kitchen)
    with kitchen.house.writing() as db:
        kitchen.house.person(db, "Bob").group.basis = "consent"
    address = kitchen.added(symbol="tomato")
    kitchen.bob.post(f"{address}/photo", files=sent(a_photo()))
    photo = kitchen.photo()
    said(kitchen.bob, f"/photos/{photo}/people", answer="me")
    answer = permitted(kitchen.bob, photo, "family")
    assert answer.headers["location"].startswith(kitchen.list)
    assert (seen_in_group(sam, kitchen, photo), family.sees(photo)) == ({True}, {True})
    kitchen.bob.post(f"/photos/{photo}/permission/stop")
    assert (seen_in_group(sam, kitchen, photo), family.sees(photo)) == ({False}, {False})


def test_what_waits_for_an_answer_stands_on_the_page_for_a_link(kitchen: Kitchen) -> None:
    address = kitchen.added(words="tomatoes")
    kitchen.bob.post(f"{address}/photo", files=sent(a_photo()))
    page = kitchen.house.client("Alice").get(f"/recipes/{kitchen.recipe}/links").text
    assert "1 photo waits for an answer. Then you can share." in page
    assert "What you need for Soup" in page
    assert f'href="/photos/{kitchen.photo()}"' in page


def test_covering_a_photo_of_food_puts_the_covered_one_in_its_place(kitchen: Kitchen) -> None:
    address = kitchen.added(symbol="tomato")
    kitchen.bob.post(f"{address}/photo", files=sent(a_photo()))
    before = kitchen.photo()
    answer = kitchen.bob.post(f"/photos/{before}/cover", data={"place": "10,10,20,20"})
    assert answer.status_code == 303
    assert kitchen.photo() not in ("", before)
    assert before not in set(kitchen.house.store.keys())
    assert kitchen.bob.get(f"/photos/{kitchen.photo()}/card").status_code == 200


def swept(house: House) -> set[str]:
    """The photos that are left after the tidying, were every file old."""
    tidy(house.database, house.store, house.settings)
    with house.database.reading() as db:
        house.store.sweep(photo_keys(db), timedelta(0))
    return set(house.store.keys())


def test_a_photo_of_food_survives_the_sweep_also_in_the_bin_and_goes_with_bobs_things(kitchen: Kitchen) -> None:
    address = kitchen.added(symbol="tomato")
    kitchen.bob.post(f"{address}/photo", files=sent(a_photo()))
    first = kitchen.photo()
    kitchen.bob.post(f"{address}/photo", files=sent(a_photo("#00ff00")))
    second = kitchen.photo()
    assert {first, second} <= swept(kitchen.house)
    kitchen.bob.post(f"{address}/bin")
    assert {first, second} <= swept(kitchen.house)
    assert kitchen.bob.post("/me/things/delete").status_code == 303
    assert not {first, second} & set(kitchen.house.store.keys())


def test_the_recipe_shows_what_it_needs_to_the_group_and_to_a_family(kitchen: Kitchen) -> None:
    key = kitchen.house.a_link(recipe=kitchen.recipe)[1]
    assert "You need" not in kitchen.house.client().get(f"/s/{key}").text
    assert "Say what you need" in kitchen.bob.get(f"/recipes/{kitchen.recipe}").text
    kitchen.add(symbol="tomato", amount="2 tins")
    kitchen.add(symbol="knife")
    kitchen.remind(Reminder.HOT)
    for page in (kitchen.bob.get(f"/recipes/{kitchen.recipe}").text, kitchen.house.client().get(f"/s/{key}").text):
        block = page.split('class="you-need"')[1].split("</section>")[0]
        for sentence in ("Be careful: the oven or pan is hot.", "Food", "Tomato", "2 tins", "Tools", "Knife"):
            assert sentence in block
        assert block.index("Tomato") < page.index("Step 1 of 1")
    assert "Change what you need" in kitchen.bob.get(f"/recipes/{kitchen.recipe}").text
    assert f"{kitchen.list}" not in kitchen.house.client().get(f"/s/{key}").text


def test_a_worker_ticks_reminders_and_undo_brings_back_those_before(kitchen: Kitchen) -> None:
    alice, address = kitchen.house.client("Alice"), f"/recipes/{kitchen.recipe}/reminders"
    kitchen.remind(Reminder.SHARP)
    assert re.search(r'id="sharp"[^>]* checked', alice.get(address).text)
    location = alice.post(address, data={"reminders": ["hot", "wash_hands", "nonsense"]}).headers["location"]
    page = alice.get(location.split("#")[0]).text
    assert page.index("Wash your hands first.") < page.index("Be careful: the oven or pan is hot.")
    assert "Be careful: knives are sharp." not in page
    undone(alice, location)
    page = alice.get(f"/recipes/{kitchen.recipe}").text
    assert "Be careful: knives are sharp." in page
    assert "Wash your hands first." not in page
    alice.post(address)
    assert 'class="reminders"' not in alice.get(f"/recipes/{kitchen.recipe}").text


def test_a_member_sees_reminders_and_is_not_offered_to_change_them(kitchen: Kitchen) -> None:
    kitchen.remind(Reminder.HOT)
    for address in (f"/recipes/{kitchen.recipe}", f"/recipes/{kitchen.recipe}/edit"):
        assert "/reminders" not in kitchen.bob.get(address).text
    assert kitchen.bob.post(f"/recipes/{kitchen.recipe}/reminders").status_code == 403
    assert "the oven or pan is hot" in kitchen.bob.get(f"/recipes/{kitchen.recipe}").text


def step_of(kitchen: Kitchen) -> str:
    """Where the soup's step is changed."""
    with kitchen.house.database.reading() as db:
        return f"/steps/{kitchen.house.person(db, 'Bob').recipe(kitchen.recipe).steps[0].id}"


def test_a_step_says_what_to_be_careful_of_and_how_long_it_takes_and_undo_takes_all_three_back(
    kitchen: Kitchen,
) -> None:
    step, key = step_of(kitchen), kitchen.house.a_link(recipe=kitchen.recipe)[1]
    said = {"words": "Fry it.", "careful": "The pan is hot.", "timer": "5"}
    location = kitchen.bob.post(step, data=said).headers["location"]
    for page in (kitchen.bob.get(location.split("#")[0]).text, kitchen.house.client().get(f"/s/{key}").text):
        assert "<strong>Be careful.</strong> The pan is hot." in page
        assert "5 minutes" in page
    undone(kitchen.bob, location)
    page = kitchen.bob.get(f"/recipes/{kitchen.recipe}").text
    assert "Do thing 1." in page
    assert "Be careful" not in page
    assert "5 minutes" not in page


def test_one_minute_is_one(kitchen: Kitchen) -> None:
    kitchen.bob.post(step_of(kitchen), data={"timer": "1"})
    page = kitchen.bob.get(f"/recipes/{kitchen.recipe}").text
    assert "1 minute<" in page
    assert "Do thing 1." in page, "what wasn't sent stays"


def test_minutes_that_are_wrong_are_asked_for_again_with_all_that_was_typed(kitchen: Kitchen) -> None:
    said = {"words": "Fry it.", "careful": "x" * 81, "timer": "five"}
    answer = kitchen.bob.post(step_of(kitchen), data=said)
    assert answer.status_code == 422
    assert "Use whole minutes, from 1 to 1440." in answer.text
    assert "Use fewer words here. 80 letters is the most." in answer.text
    assert all(typed in answer.text for typed in said.values())
    assert "Do thing 1." in kitchen.bob.get(f"/recipes/{kitchen.recipe}").text


def test_the_page_to_change_a_recipe_leads_to_what_it_needs(kitchen: Kitchen) -> None:
    page = kitchen.house.client("Alice").get(f"/recipes/{kitchen.recipe}/edit").text
    assert f'href="{kitchen.list}"' in page
    assert f'href="/recipes/{kitchen.recipe}/reminders"' in page
