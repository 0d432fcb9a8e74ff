"""PostgreSQL is away for a while: every request gets a page that says so, and all of it comes back by itself."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from boards.photo import photo_keys
from media import Developed
from tests.conftest import ADDRESS, PASSWORD, Browser, House, a_photo
from tests.props.databases import Postgres, postgres_server, within_reach


@pytest.fixture
def served(tmp_path: Path, developed: Developed) -> Iterator[tuple[House, Postgres]]:
    """A house on a PostgreSQL of its own."""
    with within_reach() as folder, postgres_server(folder) as postgres:
        settings = Settings(data=tmp_path / "data", database_url=postgres.migrated(), photo_processes=1)
        app = create_app(settings)
        with TestClient(app, base_url=ADDRESS) as client:
            app.state.portal = client.portal
            yield House(app, developed), postgres
        postgres.admin.dispose()


def test_every_kind_of_request_is_answered_while_it_is_away_and_it_comes_back(served: tuple[House, Postgres]) -> None:
    house, server = served
    recipe = house.a_recipe(steps=1)
    board = house.a_board("Suppers", recipe)
    _, key = house.a_link(recipe=recipe)
    [photo] = house.store.keys()
    cookies = house.client("Alice").cookies
    alice = Browser(house.app, ADDRESS, raise_server_exceptions=False, follow_redirects=False, cookies=cookies)
    alice.opened_by = house.person_id("Alice")
    files = [("photos", ("x.jpg", a_photo()))]
    asked = [
        *(("GET", page, {}) for page in ("/", f"/recipes/{recipe}", f"/boards/{board}", f"/photos/{photo}/full")),
        *(("GET", page, {}) for page in (f"/s/{key}", f"/s/{key}/photos/{photo}/card", f"/s/{key}/booklet.pdf")),
        *(("HEAD", page, {}) for page in ("/", f"/photos/{photo}/tile")),
        ("POST", "/boards", {"data": {"title": "Breakfasts"}}),
        ("POST", "/recipes", {"files": files, "data": {"upload": "once"}}),
        ("POST", f"/recipes/{recipe}/steps", {"files": files}),
        ("POST", f"/photos/{photo}/cover", {"data": {"place": "10,10,30,30"}}),
        ("POST", f"/s/{key}/recipes/{recipe}/hearts", {}),
        ("POST", "/sign-in", {"data": {"email": "alice@example.org", "password": PASSWORD}}),
        ("POST", "/sign-out", {}),
    ]
    with server.away():
        for method, address, sent in asked:
            answer = alice.request(method, address, **sent)
            assert answer.status_code == 503, (method, address)
            assert answer.headers["retry-after"], (method, address)
            if method != "HEAD":
                assert "We cannot get to the recipes just now." in answer.text, (method, address)
            if method == "GET" and not address.startswith("/s/"):
                assert f'href="{address}"' in answer.text, "a page can be tried again with one tap"
        assert alice.get("/health").status_code == 503
        assert alice.get("/robots.txt").status_code == 200
        assert set(house.store.keys()) == {photo}
    assert alice.get("/").status_code == 200
    assert alice.get(f"/s/{key}").status_code == 200
    assert alice.get("/health").status_code == 200
    assert alice.post("/recipes", files=files, data={"upload": "once"}).status_code == 303
    with house.database.reading() as db:
        assert photo_keys(db) == set(house.store.keys())


def test_a_server_that_restarts_between_two_requests_is_not_noticed(served: tuple[House, Postgres]) -> None:
    house, server = served
    alice = house.client("Alice")
    assert alice.get("/").status_code == 200
    with server.away():
        pass
    assert alice.post("/boards", data={"title": "Suppers"}).status_code == 303
    assert alice.get("/").status_code == 200
