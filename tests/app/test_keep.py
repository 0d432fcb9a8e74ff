"""What the server says to a device that keeps recipes: the worker's address, and on which pages it is offered."""

import re

from app.door.cookies import Cookie
from boards.hands.people import People
from boards.hands.tablets import Tablets
from tests.conftest import House


def offered(page: str) -> dict[str, str]:
    """What a page offers to keep."""
    found = re.search(r"<section class=\"keep\"([^>]*)>", page, re.DOTALL)
    return dict(re.findall(r'data-(keep|cook|also|until)="([^"]*)"', found[1])) if found else {}


def test_the_worker_is_asked_for_anew_each_time_and_may_see_every_page(house: House) -> None:
    answer = house.client().get("/keep.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert answer.headers["cache-control"] == "no-cache"
    assert answer.headers["service-worker-allowed"] == "/"
    assert "worker-src 'self'" in answer.headers["content-security-policy"]
    assert "/keep.js" not in house.client("Alice").get(f"/recipes/{house.a_recipe()}").text, "a tap registers it"


def test_a_page_offers_the_recipe_and_where_else_it_stands(house: House) -> None:
    recipe = house.a_recipe()
    today = house.settings.today().isoformat()
    on_board, alone = house.a_link(board=house.a_board("Ours", recipe))[1], house.a_link(recipe=recipe)[1]
    page, family = f"/recipes/{recipe}", house.client()
    assert offered(house.client("Bob").get(page).text) == {
        "keep": page,
        "cook": f"{page}/cook",
        "also": "",
        "until": "",
    }
    for key, also in ((on_board, ""), (alone, f"/s/{alone}")):
        under = f"/s/{key}{page}"
        assert offered(family.get(under).text) == {
            "keep": under,
            "cook": f"{under}/cook",
            "also": also,
            "until": today,
        }
    assert offered(family.get(f"/s/{alone}").text)["keep"] == f"/s/{alone}{page}"


def test_a_recipe_without_steps_is_not_offered(house: House) -> None:
    recipe = house.a_recipe(steps=1)
    shared = f"/s/{house.a_link(recipe=recipe)[1]}"
    with house.writing() as db:
        house.person(db, "Bob").recipe(recipe).steps[0].bin()
    assert offered(house.client("Bob").get(f"/recipes/{recipe}").text) == {}
    assert offered(house.client().get(shared).text) == {}


def test_a_device_that_others_use_too_is_offered_nothing(house: House) -> None:
    recipe = house.a_recipe()
    key = house.a_link(recipe=recipe)[1]
    with house.writing() as db:
        people = People(house.person(db, "Alice"))
        tablet_key, bob = Tablets(people.me).make("Kitchen"), house.person(db, "Bob").id
    tablet = house.client()
    tablet.cookies.set(Cookie.TABLET.named(house.settings), tablet_key)
    tablet.post(f"/who/{bob}")
    for address in (f"/recipes/{recipe}", f"/s/{key}", f"/s/{key}/recipes/{recipe}"):
        answer = tablet.get(address)
        assert answer.status_code == 200
        assert offered(answer.text) == {}, address
        assert "keep-recipe" not in answer.text
        assert answer.headers["cache-control"] == "no-store", "by this a worker knows that it keeps nothing here"


def test_the_page_for_when_there_is_no_signal_names_nobody(house: House) -> None:
    assert house.client("Alice").get("/kept").text == house.client().get("/kept").text
