"""Making a recipe: photos first, then everything that can be said about them."""

import io
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from PIL import Image
from sqlmodel import select
from starlette.testclient import TestClient

from app import words
from boards.photo import Answer
from boards.recipe import Recipe, Step
from media import MEGABYTES
from tests.app.consent import said
from tests.conftest import House, a_photo
from tests.media.pictures import saved, textured
from tests.props.sending import sent

EXIF, TAKEN, PART, ZONE = 0x8769, 0x9003, 0x9291, 0x9011


def taken_at(colour: str, at: datetime) -> bytes:
    """A phone's photo with the moment that it was taken, to the hundredth of a second."""
    exif = Image.Exif()
    exif.get_ifd(EXIF).update({TAKEN: at.strftime("%Y:%m:%d %H:%M:%S"), PART: at.strftime("%f")[:2]})
    out = io.BytesIO()
    Image.open(io.BytesIO(a_photo(colour))).save(out, "JPEG", exif=exif)
    return out.getvalue()


def made(house: House, client: TestClient, photos: Sequence[bytes], **fields: str) -> Recipe:
    """A recipe that was made by sending a form."""
    answer = client.post("/recipes", data=fields, files=sent(*photos))
    assert answer.status_code == 303, answer.text
    return recipe_at(house, answer.headers["location"])


def recipe_at(house: House, address: str) -> Recipe:
    """The recipe of an address, or of the photo that it asks about, as it is kept."""
    found = re.match(r"/(recipes|photos)/([\w-]+)", address)
    assert found
    with house.database.reading() as db:
        recipe_id = found[2]
        if found[1] == "photos":
            recipe_id = db.exec(select(Step.recipe_id).where(Step.photo_key == found[2])).one()
        recipe = db.get_one(Recipe, recipe_id)
        assert recipe.steps is not None
        return recipe


def said_of(client: TestClient, location: str, answer: str = "no_one") -> str:
    """Say who is in the photo that a page asks about, and return where one goes next."""
    return said(client, location.split("?")[0], answer=answer).headers["location"]


def tones(recipe: Recipe) -> list[str]:
    """What colour each step's photo mostly is: r, g or b."""
    channels = [(step.photo.tone[1:3], step.photo.tone[3:5], step.photo.tone[5:7]) for step in recipe.steps]
    return ["rgb"[max(range(3), key=lambda n, of=one: int(of[n], 16))] for one in channels]


RED, GREEN, BLUE = "#ff0000", "#00ff00", "#0000ff"


def test_many_photos_become_steps_in_the_order_in_which_they_were_taken(house: House) -> None:
    noon = datetime(2027, 6, 1, 12)  # noqa: DTZ001 - a camera's clock has no zone
    red, green, blue = (
        taken_at(colour, noon + timedelta(milliseconds=ms)) for colour, ms in ((RED, 0), (GREEN, 500), (BLUE, 900))
    )
    recipe = made(house, house.client("Bob"), [blue, red, green])
    assert tones(recipe) == ["r", "g", "b"]


def test_photos_without_a_time_stay_in_the_order_in_which_they_were_sent(house: House) -> None:
    recipe = made(house, house.client("Bob"), [a_photo(BLUE), a_photo(RED), a_photo(GREEN)])
    assert tones(recipe) == ["b", "r", "g"]


def test_one_unreadable_file_among_twelve_does_not_lose_the_other_eleven(house: House) -> None:
    photos = [a_photo() for _ in range(12)]
    photos[4] = b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    bob = house.client("Bob")
    answer = bob.post("/recipes", files=sent(*photos))
    page = bob.get(answer.headers["location"])
    assert len(recipe_at(house, answer.headers["location"]).steps) == 11
    assert "11 photos saved. You have done 11 steps." in page.text
    assert "<span>Photo 5: This is not a photo that we can open.</span>" in page.text


def test_a_photo_that_lost_its_end_is_saved_and_its_sender_is_told(house: House) -> None:
    torn = saved(textured(640, 480), "JPEG")
    bob = house.client("Bob")
    answer = bob.post("/recipes", files=sent(a_photo(), torn[: len(torn) // 2]))
    page = bob.get(answer.headers["location"])
    assert len(recipe_at(house, answer.headers["location"]).steps) == 2
    assert "<span>Photo 2: A part of this photo is missing." in page.text


def test_when_no_file_can_be_read_nothing_is_made_and_the_page_says_why(house: House) -> None:
    bob = house.client("Bob")
    answer = bob.post("/recipes", files=sent(b"no", b""))
    assert answer.status_code == 422
    assert "Nothing was saved. Photo 1: This is not a photo that we can open." in answer.text
    assert "Photo 2: There is nothing in this file." in answer.text
    assert "There are no recipes yet." in bob.get("/recipes").text
    assert list(house.store.keys()) == []


def test_a_photo_over_the_cap_is_refused_in_words(house: House) -> None:
    answer = house.client("Bob").post("/recipes", files=sent(b"\xff\xd8" + bytes(MEGABYTES * 1_000_000)))
    assert answer.status_code == 422
    assert "This photo is too big." in answer.text


def test_no_photo_at_all_asks_for_one(house: House) -> None:
    answer = house.client("Bob").post("/recipes", files=[("photos", ("", b"", "application/octet-stream"))])
    assert answer.status_code == 422
    assert "Choose a photo first." in answer.text


def test_a_recipe_without_a_title_has_a_friendly_one(house: House) -> None:
    bob = house.client("Bob")
    recipe = made(house, bob, [a_photo()])
    assert re.search(r"<h1>Recipe 1 from \d+ [A-Z][a-z]+</h1>", bob.get(f"/recipes/{recipe.id}").text)


def test_a_recipe_made_on_a_board_is_there_at_once(house: House) -> None:
    board = house.a_board("Suppers")
    bob = house.client("Bob")
    made(house, bob, [a_photo()], title="Leek soup", board=board)
    assert "Leek soup" in bob.get(f"/boards/{board}").text


def test_photos_sent_twice_are_one_recipe_and_one_set_of_steps(house: House) -> None:
    bob = house.client("Bob")
    first = made(house, bob, [a_photo()], upload="once")
    again = made(house, bob, [a_photo()], upload="once")
    assert again.id == first.id
    for _ in range(2):
        bob.post(f"/recipes/{first.id}/steps", data={"upload": "twice"}, files=sent(a_photo(), a_photo()))
    assert len(recipe_at(house, f"/recipes/{first.id}").steps) == 3


def test_after_back_another_photo_is_not_lost(house: House) -> None:
    bob = house.client("Bob")
    first = made(house, bob, [a_photo(RED)], upload="form")
    again = made(house, bob, [a_photo(RED), a_photo(GREEN)], upload="form")
    assert again.id == first.id
    assert tones(again) == ["r", "g"]


def test_who_has_finished_loses_no_photo_that_was_chosen_and_goes_on(house: House) -> None:
    bob, recipe, board = house.client("Bob"), house.a_recipe(steps=1), house.a_board("Suppers")
    answer = bob.post(f"/recipes/{recipe}/steps", data={"finished": "yes"}, files=sent(a_photo(), a_photo()))
    question = answer.headers["location"]
    assert "2 photos saved. You have done 3 steps." in bob.get(question).text
    another = said_of(bob, question)
    assert words.PHOTO_PEOPLE in bob.get(another).text
    assert said_of(bob, another).startswith(f"/recipes/{recipe}/boards?note=")
    bob.post(f"/boards/{board}/pins", data={"recipe": recipe})
    answer = bob.post(f"/recipes/{recipe}/steps", data={"finished": "yes"}, files=[("photos", ("", b""))])
    assert answer.headers["location"] == f"/boards/{board}#recipe-{recipe}"
    assert len(recipe_at(house, f"/recipes/{recipe}").steps) == 3


@pytest.mark.parametrize("page", ["/recipes/{recipe}", "/recipes/{recipe}/steps"])
def test_who_finishes_on_an_old_page_finishes_no_steps_that_somebody_else_has_added_since(
    house: House, page: str
) -> None:
    recipe, bob, alice = house.a_recipe(steps=1, by="Bob"), house.client("Bob"), house.client("Alice")
    family, key = house.client(), house.a_link(board=house.a_board("Suppers", recipe))[1]
    steps, page = f"/recipes/{recipe}/steps", page.format(recipe=recipe)
    bob.post(steps, files=sent(a_photo(BLUE)))
    old = seen_on(bob, page)
    alice.post(steps, files=sent(a_photo(GREEN)))
    answer = bob.post(steps, data={"finished": "yes", "seen": old}, files=sent(a_photo(RED)))
    assert words.RECIPE_MORE_ADDED in bob.get(answer.headers["location"]).text
    nobody_in(house, recipe)
    assert shown_steps(family, key, recipe) == 3, "what Bob saw, and what he sent just now"
    assert words.RECIPE_MORE_UNFINISHED in bob.get(f"/recipes/{recipe}").text
    bob.post(steps, data={"finished": "yes", "seen": seen_on(bob, page)})
    assert shown_steps(family, key, recipe) == 4
    assert words.RECIPE_MORE_UNFINISHED not in bob.get(f"/recipes/{recipe}").text


def seen_on(client: TestClient, page: str) -> str:
    """What a page carries along: the steps that whoever finishes it has seen."""
    carried = re.search(r'name="seen" value="([^"]+)"', client.get(page).text)
    assert carried
    return carried[1]


def nobody_in(house: House, recipe_id: str) -> None:
    """Nobody is in the photos of a recipe."""
    with house.writing() as db:
        for step in house.person(db, "Bob").recipe(recipe_id).steps:
            step.photo.say(Answer.NO_ONE, by_id=step.photo.maker_id or "")


def shown_steps(family: TestClient, key: str, recipe_id: str) -> int:
    """How many steps of a recipe a family sees."""
    return family.get(f"/s/{key}/recipes/{recipe_id}").text.count('id="step-')


def test_the_way_back_from_a_recipe_leads_to_the_board_that_it_was_opened_from(house: House) -> None:
    recipe = house.a_recipe()
    first, second = house.a_board("First", recipe), house.a_board("Second", recipe)
    bob = house.client("Bob")
    for board, title in ((first, "First"), (second, "Second")):
        card = re.search(r'<h2 class="card__title"><a href="([^"]+)"', bob.get(f"/boards/{board}").text)
        assert card
        way = re.search(r'<nav class="trail".*?</nav>', bob.get(card[1]).text, re.DOTALL)
        assert way
        assert f'href="/boards/{board}"' in way[0]
        assert title in way[0]


def test_everything_that_is_missing_in_a_form_is_said_at_once(house: House) -> None:
    recipe = house.a_recipe()
    answer = house.client("Alice").post(f"/recipes/{recipe}/links", data={"name": "", "ends": "2020-01-01"})
    assert answer.status_code == 422
    assert answer.text.count("Type a name.") == answer.text.count("Choose today or a later day.") == 2


def test_steps_that_were_forgotten_come_before_another(house: House) -> None:
    bob = house.client("Bob")
    recipe = made(house, bob, [a_photo(RED), a_photo(GREEN)])
    first, last = [step.id for step in recipe.steps]
    form = re.search(r'href="(/recipes/[^"]+before=[^"]+)"', bob.get(f"/steps/{last}").text)
    assert form
    page = bob.get(form[1])
    assert "Add steps before step 2" in page.text
    assert f'name="before" value="{last}"' in page.text
    sending = {"before": last, "upload": "forgotten"}
    for _ in range(2):
        answer = bob.post(f"/recipes/{recipe.id}/steps", data=sending, files=sent(a_photo(), a_photo((9, 9, 9))))
        steps = [step.id for step in recipe_at(house, f"/recipes/{recipe.id}").steps]
        assert answer.status_code == 303
        assert [steps[0], steps[3], len(steps)] == [first, last, 4]


def test_steps_before_one_that_is_gone_come_last(house: House) -> None:
    bob = house.client("Bob")
    recipe = made(house, bob, [a_photo(RED), a_photo(GREEN)])
    first, last = [step.id for step in recipe.steps]
    bob.post(f"/steps/{first}/bin")
    assert "Add steps before" not in bob.get(f"/recipes/{recipe.id}/steps?before={first}").text
    bob.post(f"/recipes/{recipe.id}/steps", data={"before": first}, files=sent(a_photo()))
    assert recipe_at(house, f"/recipes/{recipe.id}").steps[0].id == last


def test_words_sent_with_a_photo_stand_in_its_step(house: House) -> None:
    bob, recipe = house.client("Bob"), house.a_recipe(steps=1)
    bob.post(f"/recipes/{recipe}/steps", data={"words": "Grate the cheese."}, files=sent(a_photo()))
    page = bob.get(f"/recipes/{recipe}").text
    assert '<p class="step__says">Grate the cheese.</p>' in page
    assert "Step 2 of 2" in page


def test_words_sent_with_several_photos_stand_with_the_first(house: House) -> None:
    recipe, alice = house.a_recipe(steps=1, words=False), house.client("Alice")
    photos = sent(a_photo(RED), a_photo(GREEN))
    assert alice.post(f"/recipes/{recipe}/steps", data={"words": "Chop."}, files=photos).status_code == 303
    assert [step.words for step in recipe_at(house, f"/recipes/{recipe}").steps] == ["", "Chop.", ""]


def test_a_page_knows_how_large_its_photos_are(house: House) -> None:
    bob = house.client("Bob")
    recipe = made(house, bob, [a_photo(size=(640, 480))])
    page = bob.get(f"/recipes/{recipe.id}").text
    image = re.search(r'<img src="([^"]+)" width="(\d+)" height="(\d+)"', page)
    assert image
    picture = Image.open(io.BytesIO(bob.get(image[1]).content))
    assert picture.size == (int(image[2]), int(image[3])) == (640, 480)


def follow_undo(client: TestClient, answer_location: str) -> str:
    """Press Undo on the page that an answer leads to, and return the page after it."""
    page = client.get(answer_location.split("#")[0]).text
    form = re.search(r'<div class="told".*?<form method="post" action="([^"]+)">(.*?)</form>', page, re.DOTALL)
    assert form, page
    hidden = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form[2])
    answer = client.post(form[1], data=dict(hidden))
    assert answer.status_code == 303, answer.text
    return client.get(answer.headers["location"].split("#")[0]).text


def snapshot(client: TestClient, *addresses: str) -> list[str]:
    """Pages without what changes by itself."""
    pages = [client.get(address).text for address in addresses]
    return [re.sub(r'name="upload" value="[^"]*"', "", page) for page in pages]


@pytest.mark.parametrize(
    ("action", "fields"),
    [
        ("/recipes/{recipe}/edit", {"title": "Another name"}),
        ("/recipes/{recipe}/order", {"step": "{step}", "to": "3"}),
        ("/recipes/{recipe}/cover", {"step": "{step}"}),
        ("/recipes/{recipe}/bin", {}),
        ("/steps/{step}", {"words": "Other words"}),
        ("/steps/{step}/bin", {}),
        ("/boards/{board}/edit", {"title": "Another name"}),
        ("/boards/{board}/cover", {"recipe": "{other}"}),
        ("/boards/{board}/order", {"pin": "{pin}", "to": "2"}),
        ("/boards/{board}/pins/{pin}/remove", {}),
        ("/boards/{board}/pins", {"recipe": "{free}"}),
        ("/boards/{board}/bin", {}),
        ("/boards/order", {"board": "{board}", "to": "2"}),
    ],
)
def test_whatever_was_done_undo_brings_it_back(house: House, action: str, fields: dict[str, str]) -> None:
    recipe, other, free = house.a_recipe("Soup", 3), house.a_recipe("Stew", 1), house.a_recipe("Pie", 1)
    board, _ = house.a_board("Suppers", recipe, other), house.a_board("Quick", other)
    alice = house.client("Alice")
    with house.database.reading() as db:
        known = house.person(db, "Alice")
        ids = {
            "recipe": recipe,
            "free": free,
            "other": other,
            "board": board,
            "step": known.recipe(recipe).steps[0].id,
            "pin": known.board(board).pins[0].id,
        }
    pages = ("/", f"/boards/{board}", f"/recipes/{recipe}", f"/recipes/{recipe}/order", "/bin")
    before = snapshot(alice, *pages)
    answer = alice.post(action.format(**ids), data={name: value.format(**ids) for name, value in fields.items()})
    assert answer.status_code == 303, answer.text
    assert [alice.get(page).text for page in pages] != before
    follow_undo(alice, answer.headers["location"])
    assert snapshot(alice, *pages) == before


def test_added_photos_can_be_undone_and_lie_in_the_bin(house: House) -> None:
    bob, recipe = house.client("Bob"), house.a_recipe(steps=1)
    answer = bob.post(f"/recipes/{recipe}/steps", files=sent(a_photo(), a_photo()))
    follow_undo(bob, answer.headers["location"])
    assert len(recipe_at(house, f"/recipes/{recipe}").steps) == 1
    assert bob.get("/bin").text.count("/put-back") == 2


def test_a_step_can_have_its_old_photo_again(house: House) -> None:
    bob, recipe_id = house.client("Bob"), house.a_recipe(steps=1)
    step = recipe_at(house, f"/recipes/{recipe_id}").steps[0]
    answer = bob.post(f"/steps/{step.id}/photo", files=sent(a_photo(BLUE)))
    assert recipe_at(house, f"/recipes/{recipe_id}").steps[0].photo_key != step.photo_key
    follow_undo(bob, answer.headers["location"])
    assert recipe_at(house, f"/recipes/{recipe_id}").steps[0].photo_key == step.photo_key


def test_what_was_said_after_a_change_is_for_that_person_alone(house: House) -> None:
    recipe = house.a_recipe()
    address = house.client("Bob").post(f"/recipes/{recipe}/edit", data={"title": "Bob's"}).headers["location"]
    assert "The recipe is now called" in house.client("Bob").get(address).text
    assert "The recipe is now called" not in house.client("Alice").get(address).text


def test_what_was_typed_is_kept_when_it_is_refused(house: House) -> None:
    alice, typed = house.client("Alice"), "x" * 81
    answer = alice.post("/boards", data={"title": typed})
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    assert "Use fewer words here." in answer.text
    assert "<title>Error: " in answer.text


def test_a_missing_file_shows_a_neutral_picture_and_is_reported(house: House, caplog: pytest.LogCaptureFixture) -> None:
    recipe = house.a_recipe(steps=1)
    key = recipe_at(house, f"/recipes/{recipe}").steps[0].photo_key
    house.store.remove(key)
    answer = house.client("Bob").get(f"/photos/{key}/card")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("image/svg+xml")
    assert "missing or damaged" in caplog.text
    assert len(recipe_at(house, f"/recipes/{recipe}").steps) == 1
