"""The cast and the house that every test starts from.

Alice is a worker and Bob a member of Tuesday cooks. Charlie is a worker of another group, and must be refused.
"""

import io
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from argon2 import PasswordHasher
from fastapi.testclient import TestClient
from PIL import Image, ImageDraw
from sqlmodel import select

from app.cli.serving import server_config
from app.door.cookies import Cookie
from app.main import RecipeBoard, create_app
from app.settings import Settings
from boards import password
from boards.board import Board
from boards.database import Database, Db
from boards.group import Group
from boards.hands.boards import Boards
from boards.hands.links import Links
from boards.hands.people import People
from boards.hands.recipes import Recipes
from boards.key import Seed
from boards.link import Link
from boards.password import hashed
from boards.person import Person
from boards.photo import Answer, Picture
from boards.recipe import Recipe
from boards.right import Role
from boards.session import Session
from media import Developed, Workshop
from tests.props.databases import BOTH, Postgres, migrated_file, postgres_server, within_reach

PASSWORD = "correct horse battery"
ADDRESS = "http://127.0.0.1"

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Hashes a password in no time."""

NOBODY = QUICK.hash("nobody has this password")


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated database file without a row, to copy."""
    return migrated_file(tmp_path_factory.mktemp("database"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL server, started by the first test that asks for it."""
    with within_reach() as folder, postgres_server(folder) as server:
        yield server


@pytest.fixture(scope="session")
def developed() -> Developed:
    """One small photo as the workshop gives it back."""
    workshop = Workshop(1)
    try:
        return workshop.begin(a_photo()).result()
    finally:
        workshop.close()


def a_photo(colour: str = "#c8642b", size: tuple[int, int] = (640, 480), *, form: str = "JPEG") -> bytes:
    """A photo of a round dish, in a colour that tells it from another."""
    picture = Image.new("RGB", size, "#efe6d6")
    ImageDraw.Draw(picture).ellipse((size[0] // 8, size[1] // 8, size[0] * 7 // 8, size[1] * 7 // 8), fill=colour)
    out = io.BytesIO()
    picture.save(out, form, quality=90)
    return out.getvalue()


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def on_a_socket(app: RecipeBoard) -> Iterator[RecipeBoard]:
    """Serve an application on its settings' port, in a thread, as its own command would."""
    server = uvicorn.Server(server_config(app))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    # A kernel keeps up to 33 MB for a reader that is behind, which looks to a sender as if we had read them.
    for bound in server.servers[0].sockets:
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 256 * 1024)
    try:
        yield app
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(autouse=True)
def quick_passwords(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Passwords and words of links are checked in no time, but for tests marked `slow_passwords`."""
    if request.node.get_closest_marker("slow_passwords") is None:
        monkeypatch.setattr(password, "_hasher", QUICK)
        monkeypatch.setattr(password, "_NOBODY", NOBODY)


def hashed_password() -> str:
    """The cast's password as it is kept."""
    return _hashed_by(password._hasher)


@cache
def _hashed_by(_hasher: PasswordHasher) -> str:
    return hashed(PASSWORD)


def a_worker(group: Group, name: str) -> Person:
    """A worker who signs in with the cast's password."""
    email = f"{name.lower()}@example.org"
    return Person(group_id=group.id, name=name, role=Role.WORKER, email=email, password_hash=hashed_password())


class Browser(TestClient):
    """A browser in which somebody may be signed in. Its forms with photos say who opened them."""

    opened_by = ""

    def post(self, url: str, *, files: object = None, **given: Any) -> Any:  # type: ignore[override]
        """Send a form."""
        if files and self.opened_by and "opened_by" not in url:
            url += f"?opened_by={self.opened_by}"
        return super().post(url, files=files, **given)  # type: ignore[arg-type]


class House:
    """A running application with the cast in it, and what tests do with it again and again."""

    def __init__(self, app: RecipeBoard, developed: Developed) -> None:
        self.app = app
        self.settings: Settings = app.state.settings
        self.database: Database = app.state.database
        self.store = app.state.store
        self.developed = developed
        with self.writing() as db:
            ours, theirs = Group.named("Tuesday cooks", helper="Alice"), Group.named("Friday cooks", helper="Charlie")
            alice, charlie = a_worker(ours, "Alice"), a_worker(theirs, "Charlie")
            bob = Person(group_id=ours.id, name="Bob", role=Role.MEMBER)
            db.add_all([ours, theirs, alice, bob, charlie])

    @contextmanager
    def writing(self) -> Iterator[Db]:
        """A transaction that is kept."""
        with self.database.writing() as db:
            yield db
            db.commit()

    def person(self, db: Db, name: str) -> Person:
        """One of the cast."""
        return db.exec(select(Person).where(Person.name == name)).one()

    def client(self, name: str | None = None) -> Browser:
        """A browser in which one of the cast is signed in, or nobody."""
        client = Browser(self.app, base_url=ADDRESS, follow_redirects=False)
        if name:
            with self.writing() as db:
                person = self.person(db, name)
                client.opened_by, cookie = person.id, Session.begin(person, proved=True)
            client.cookies.set(Cookie.SESSION.named(self.settings), cookie)
        return client

    def person_id(self, name: str) -> str:
        """The id of one of the cast."""
        with self.database.reading() as db:
            return self.person(db, name).id

    def a_badge(self, name: str = "Bob") -> str:
        """A card for a member; its key."""
        seed = Seed.new()
        with self.writing() as db:
            badge = People(self.person(db, "Alice")).make_badges([self.person(db, name)], seed)[0]
            return seed.key_for(badge.id)

    def a_picture(self) -> Picture:
        """A photo in the store, as a step carries it."""
        photo = self.store.keep(self.developed)
        return Picture(photo.key, photo.width, photo.height, photo.tone, checksums=photo.checksums)

    def a_recipe(
        self,
        title: str = "Tomato soup",
        steps: int = 2,
        *,
        by: str = "Alice",
        words: bool = True,
        settled: bool = True,
        finished: bool = True,
    ) -> str:
        """A recipe with photo steps. It is finished and nobody is in its photos, unless that is not so yet; returns its
        id.
        """
        with self.writing() as db:
            recipe = Recipes(self.person(db, by)).make(title, [self.a_picture() for _ in range(steps)])
            for number, step in enumerate(recipe.steps, start=1):
                step.say(f"Do thing {number}." if words else "")
                if settled:
                    step.photo.say(Answer.NO_ONE, by_id=recipe.maker_id)
            if settled and finished:
                recipe.finish()
            return recipe.id

    def a_board(self, title: str = "Our kitchen", *recipe_ids: str, by: str = "Alice") -> str:
        """A board with recipes pinned to it; returns its id."""
        with self.writing() as db:
            person = self.person(db, by)
            board = Boards(person).make(title)
            for recipe_id in recipe_ids:
                board.pin(person.recipe(recipe_id))
            return board.id

    def a_link(
        self, *, board: str = "", recipe: str = "", name: str = "Mum and Dad", by: str = "Alice", word: str = ""
    ) -> tuple[str, str]:
        """An open link to a board or a recipe; returns its id and key."""
        with self.writing() as db:
            person, today = self.person(db, by), self.settings.today()
            what: Board | Recipe = person.board(board) if board else person.recipe(recipe)
            link = Links(person).make(what, name=name, ends=today, today=today, word=word)
            return link.id, link.key

    def row(self, kind: type[Link | Board | Recipe], row_id: str) -> Link | Board | Recipe:
        """A row as it is kept now."""
        with self.database.reading() as db:
            return db.get_one(kind, row_id)


@pytest.fixture
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """Settings of a house of its own. A test says `on_both_databases` to be run on PostgreSQL too."""
    url = request.getfixturevalue("postgres").migrated() if getattr(request, "param", "") == "postgresql" else ""
    settings = Settings(data=tmp_path / "data", database_url=url, photo_processes=1)
    settings.photos.mkdir(parents=True)
    if not url:
        shutil.copy(request.getfixturevalue("empty_database"), settings.data / "recipe-board.db")
    return settings


on_both_databases = pytest.mark.parametrize("settings", BOTH, indirect=True)
"""Runs a test's house on each database."""


@pytest.fixture
def app(settings: Settings) -> Iterator[RecipeBoard]:
    """The application, started, with no group in it yet."""
    app = create_app(settings)

    with TestClient(app, base_url=ADDRESS) as client:
        assert client.portal
        app.state.portal = client.portal  # the loop that the application's locks belong to
        app.state.bindery.patience = 60  # a booklet is waited for, however busy the machine is
        yield app


@pytest.fixture
def house(app: RecipeBoard, developed: Developed) -> House:
    """The application with the cast in it."""
    return House(app, developed)


@pytest.fixture
def listening(settings: Settings, developed: Developed) -> Iterator[House]:
    """A house on a real socket."""
    with on_a_socket(create_app(settings.model_copy(update={"port": free_port()}))) as app:
        yield House(app, developed)
