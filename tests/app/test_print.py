"""Paper leaves the group: what a family may not see isn't on it, and the step stays with its words."""

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from app import words
from boards.group import Basis, Previews
from boards.hands.album import Album
from boards.hands.links import Links
from boards.hands.recipes import Recipes
from boards.hands.settings import GroupSettings
from boards.need import Kind
from boards.permission import Audience
from boards.photo import Answer
from boards.recipe import Reminder
from tests.conftest import ADDRESS, House

LAYOUTS = ("easy", "large", "laminate")


@pytest.fixture
def soup(house: House) -> str:
    """A soup with reminders, needs, a timer and something to be careful of."""
    recipe_id = house.a_recipe("Tomato soup", 3)
    with house.writing() as db:
        recipe = house.person(db, "Alice").recipe(recipe_id)
        recipe.remind([Reminder.WASH_HANDS, Reminder.HOT])
        recipe.add_need(Kind.INGREDIENT, "Tomatoes", amount="2 tins", symbol="tomato")
        recipe.add_need(Kind.TOOL, "Big pot")
        recipe.steps[0].time(90)
        recipe.steps[1].warn("The pot is hot.")
        recipe.steps[1].time(5)
    return recipe_id


def text_of(page: str) -> str:
    """What stands on the paper, without its elements."""
    paper = page.split("<article", 1)[1].split("</article>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<svg.*?</svg>|<[^>]*>", " ", "<" + paper, flags=re.DOTALL))


def photos_of(page: str) -> set[str]:
    """The keys of the photos on a page."""
    return set(re.findall(r"/photos/([\w-]{22})/", page))


@pytest.fixture
def of_bob(house: House, soup: str) -> str:
    """The photo of the second step: Bob is in it, and lets his group see it and nobody else."""
    with house.writing() as db:
        alice, bob = house.person(db, "Alice"), house.person(db, "Bob")
        name = alice.group.name
        GroupSettings(alice).change(
            name, helper="Alice", opens_tablets=False, basis=Basis.CONSENT, previews=Previews.NOTHING
        )
        photo = alice.recipe(soup).steps[1].photo
        photo.show_people([bob.id], child=False, stranger=False, by_id=alice.id)
        db.flush()
        Album(bob).permit(photo, Audience.GROUP, version=photo.version)
        return photo.key


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("who", ["Alice", "Bob"])
def test_a_photo_that_stays_in_the_group_is_on_no_paper_and_its_step_keeps_its_words(
    house: House, soup: str, of_bob: str, layout: str, who: str
) -> None:
    client, board = house.client(who), house.a_board("Suppers", soup)
    assert of_bob in photos_of(client.get(f"/recipes/{soup}").text), f"{who} sees it here"
    for address in (f"/recipes/{soup}", f"/boards/{board}"):
        page = client.get(f"{address}/print?layout={layout}").text
        assert len(photos_of(page)) == 2
        assert of_bob not in page
        assert "Do thing 2." in text_of(page)
        assert "This photo is not shown." in text_of(page)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_family_prints_what_they_see_and_nothing_else(house: House, soup: str, of_bob: str, layout: str) -> None:
    board, other = house.a_board("Suppers", soup), house.a_recipe("Stew")
    key, family = house.a_link(board=board)[1], house.client()
    for address in (f"/s/{key}", f"/s/{key}/recipes/{soup}"):
        page = family.get(f"{address}/print?layout={layout}").text
        assert photos_of(page) == photos_of(family.get(f"/s/{key}/recipes/{soup}").text)
        assert of_bob not in page
        assert f'"/s/{key}/photos/' in page
        assert '"/photos/' not in page
        assert "Do thing 2." in text_of(page)
        assert "Please do not copy or post these photos." in text_of(page)
    assert family.get(f"/s/{key}/recipes/{other}/print?layout={layout}").status_code == 404
    with house.writing() as db:
        bob = house.person(db, "Bob")
        album = Album(bob)
        photo = album.find_of_me(of_bob)
        album.permit(photo, Audience.FAMILY, version=photo.version)
    assert of_bob in family.get(f"/s/{key}/print?layout={layout}").text, "once he agrees, it is"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_what_one_needs_to_know_is_on_the_paper(house: House, soup: str, layout: str) -> None:
    said = text_of(house.client("Bob").get(f"/recipes/{soup}/print?layout={layout}").text)
    for sentence in (
        *(
            "Tomato soup",
            "Made by Tuesday cooks",
            "Before you start",
            words.REMINDS["wash_hands"],
            words.REMINDS["hot"],
        ),
        *("You need", "Food", "Tomatoes", "2 tins", "Tools", "Big pot"),
        *("Step 1 of 3", "Do thing 1.", "90 minutes", "Be careful. The pot is hot.", "5 minutes"),
    ):
        assert sentence in re.sub(r" +", " ", said), sentence


def test_a_recipe_without_needs_says_nothing_of_them(house: House) -> None:
    bare = house.a_recipe("Toast", 1)
    said = text_of(house.client("Bob").get(f"/recipes/{bare}/print?layout=easy").text)
    assert not re.search("You need|Food|Tools|Before you start|Be careful|minute", said)


def test_a_board_begins_with_its_recipes_in_order(house: House, soup: str) -> None:
    toast, stew = house.a_recipe("Toast", 1), house.a_recipe("Stew", 1)
    board = house.a_board("Suppers", stew, soup, toast)
    said = text_of(house.client("Bob").get(f"/boards/{board}/print?layout=easy").text)
    titles = re.findall("Suppers|Stew|Tomato soup|Toast", said)
    assert titles == ["Suppers", *["Stew", "Tomato soup", "Toast"] * 2]
    with house.writing() as db:
        alice = house.person(db, "Alice")
        Recipes(alice).bin(alice.recipe(soup))
    assert "Tomato soup" not in house.client("Bob").get(f"/boards/{board}/print?layout=easy").text


def test_the_words_of_a_step_are_set_so_that_they_fit_on_a_page(house: House) -> None:
    recipe_id = house.a_recipe("Soup", 3)
    with house.writing() as db:
        short, many, long = house.person(db, "Alice").recipe(recipe_id).steps
        short.say("Cut.\nStir.")
        many.say("\n".join("a" * 250))
        long.say("Stir it well. " * 35)
    page = house.client("Bob").get(f"/recipes/{recipe_id}/print?layout=large").text
    assert "Cut.\nStir." in page
    assert " ".join("a" * 250) in page
    assert page.count("paper__step--long") == 2


def codes_lead(page: str) -> Iterator[str]:
    """What each code on a laminated sheet is said to open."""
    yield from re.findall(r'aria-label="(QR code of step \d+)"', page)


def test_only_a_laminated_sheet_has_codes_and_a_familys_says_until_when_they_work(house: House, soup: str) -> None:
    with house.writing() as db:
        alice, today = house.person(db, "Alice"), house.settings.today()
        ends = today + timedelta(days=3)
        key = Links(alice).make(alice.recipe(soup), name="Mum", ends=ends, today=today).key
    client = house.client("Bob")
    ours = client.get(f"/recipes/{soup}/print?layout=laminate").text
    theirs = client.get(f"/s/{key}/print?layout=laminate").text
    assert [*codes_lead(ours)] == [*codes_lead(theirs)] == [f"QR code of step {number}" for number in (1, 2, 3)]
    assert "The code works until" not in ours
    assert text_of(theirs).count(f"The code works until {ends.day} ") == 3
    assert [*codes_lead(client.get(f"/recipes/{soup}/print?layout=easy").text)] == []


@pytest.mark.parametrize("layout", ["", "huge", "<script>", "EASY"])
def test_without_a_layout_that_we_know_one_chooses(house: House, soup: str, layout: str) -> None:
    board = house.a_board("Suppers", soup)
    key, alone = house.a_link(board=board)[1], house.a_link(recipe=soup)[1]
    for address, of in (
        (f"/recipes/{soup}", f"/recipes/{soup}"),
        (f"/boards/{board}", f"/boards/{board}"),
        (f"/s/{key}", f"/s/{key}"),
        (f"/s/{key}/recipes/{soup}", f"/s/{key}/recipes/{soup}"),
        (f"/s/{alone}", f"/s/{alone}/recipes/{soup}"),
    ):
        page = house.client("Bob").get(f"{address}/print", params={"layout": layout})
        assert page.status_code == 200
        assert re.findall(r'class="pick" href="([^"]*)"', page.text) == [
            *(f"{of}/print?layout={each}" for each in LAYOUTS),
            f"{of}/booklet.pdf",
        ]


def test_what_is_empty_offers_no_paper(house: House) -> None:
    empty, board = house.a_recipe("Nothing yet", 0), house.a_board("Suppers")
    client = house.client("Bob")
    for address, says in (
        (f"/recipes/{empty}", "There are no steps yet."),
        (f"/boards/{board}", "There are no recipes yet."),
    ):
        page = client.get(f"{address}/print").text
        assert 'class="pick"' not in page
        assert says in page
        assert client.get(f"{address}/print?layout=laminate").status_code == 200


def test_a_locked_or_closed_link_prints_nothing(house: House, soup: str) -> None:
    locked, (link_id, key) = house.a_link(recipe=soup, name="Gran", word="Bluebell")[1], house.a_link(recipe=soup)
    family = house.client()
    assert family.get(f"/s/{key}/print?layout=easy").status_code == 200
    house.client("Alice").post(f"/links/{link_id}/close")
    never = family.get("/s/never-made")
    for under in ("print", f"recipes/{soup}/print"):
        for query in ("", *(f"?layout={layout}" for layout in LAYOUTS)):
            closed, asks = family.get(f"/s/{key}/{under}{query}"), family.get(f"/s/{locked}/{under}{query}").text
            assert (closed.status_code, closed.content) == (404, never.content)
            assert "Tomato" not in asks
            assert "Say the word" in asks


def test_a_photo_that_nobody_has_settled_is_not_printed_by_who_took_it(house: House) -> None:
    mine = house.a_recipe("Mine", 1, by="Bob", settled=False)
    bob = house.client("Bob")
    assert len(photos_of(bob.get(f"/recipes/{mine}").text)) == 1
    assert photos_of(bob.get(f"/recipes/{mine}/print?layout=easy").text) == set()
    with house.writing() as db:
        recipe = house.person(db, "Bob").recipe(mine)
        recipe.steps[0].photo.say(Answer.NO_ONE, by_id=recipe.maker_id)
    assert len(photos_of(bob.get(f"/recipes/{mine}/print?layout=easy").text)) == 1


def test_paper_gets_each_photo_in_one_size_whatever_the_screen(house: House, soup: str) -> None:
    client = house.client("Bob")
    for layout, size in (("easy", "card"), ("large", "card"), ("laminate", "step")):
        sheet = client.get(f"/recipes/{soup}/print?layout={layout}").text.split('class="paper__steps"')[1]
        assert re.findall(r'srcset="/photos/[\w-]+/(\w+) 640w"', sheet) == [size] * 3
        assert 'loading="lazy"' not in sheet
    assert client.get(re.findall(r'srcset="(\S+)', sheet)[0].replace(ADDRESS, "")).status_code == 200
