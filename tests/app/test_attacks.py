"""What one client does to everybody else: a bystander's photo, page and change, calm and under each attack.

Each attack is made on a server process of its own, from the bystander's own address, as from the next bed on a ward.
"""

import io
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass

import httpx2 as httpx
import pytest
from PIL import Image

from app.door.cookies import Cookie
from boards.session import Session
from tests.conftest import PASSWORD, House
from tests.props.sending import FILE, PARTS, Wire
from tests.props.server import served

pytestmark = [pytest.mark.faults, pytest.mark.slow_passwords]

ROUNDS = 15
MOST = 3.0
"""How many times the calm figure a bystander may wait, at the median."""

TABLE: list[str] = []


def a_phone_photo() -> bytes:
    """A photo of some size, which is another one each time."""
    small = Image.frombytes("RGB", (40, 30), random.randbytes(3600))
    out = io.BytesIO()
    small.resize((1600, 1200)).save(out, "JPEG", quality=85)
    return out.getvalue()


@dataclass
class Kitchen:
    """A house served by a process of its own, with a board, a link to it, and somebody who only wants to cook."""

    house: House
    port: int
    board: str
    recipes: list[str]
    link: str

    def wire(self, who: str = "Alice") -> Wire:
        """A client of one of the cast that says what it likes."""
        wire = Wire(self.house, who)
        wire.port = self.port
        return wire

    def client(self, who: str | None) -> httpx.Client:
        """A browser of one of the cast, or of nobody."""
        cookies, forms = {}, {}
        if who:
            forms = {"opened_by": self.house.person_id(who)}
            with self.house.writing() as db:
                session = Session.begin(self.house.person(db, who), proved=True)
            cookies = {Cookie.SESSION.named(self.house.settings): session}
        return httpx.Client(base_url=f"http://127.0.0.1:{self.port}", cookies=cookies, params=forms, timeout=120)

    def bystander(self) -> dict[str, float]:
        """How long somebody in the other group waits for a photo, a page, a change and to sign in: medians in ms."""
        took: dict[str, list[float]] = {"photo": [], "page": [], "change": [], "sign-in": []}
        with self.client("Charlie") as charlie, self.client(None) as charlies_other:
            own = {"email": "charlie@example.org", "password": PASSWORD}
            for number in range(ROUNDS):
                asks: dict[str, Callable[[], httpx.Response]] = {
                    "photo": lambda: charlie.post("/recipes", files=[("photos", ("x.jpg", a_phone_photo()))]),
                    "page": lambda: charlie.get("/recipes"),
                    "change": lambda: charlie.post("/boards", data={"title": f"Ours {number}"}),  # noqa: B023
                    "sign-in": lambda: charlies_other.post("/sign-in", data=own),
                }
                for what, ask in asks.items():
                    began = time.perf_counter()
                    try:
                        answer = ask()
                    except httpx.TransportError:  # as a browser does, where a line that it kept was closed meanwhile
                        answer = ask()
                    took[what].append(time.perf_counter() - began)
                    assert answer.status_code in (200, 303), (what, answer.status_code)
        return {what: statistics.median(times) * 1000 for what, times in took.items()}


@pytest.fixture
def kitchen(request: pytest.FixtureRequest, house: House) -> Iterator[Kitchen]:
    """A kitchen with a board of eight recipes. Behind a proxy, attackers are where it says that they are."""
    settings = {"TRUSTED_PROXIES": "127.0.0.1"} if getattr(request, "param", "") else {}
    recipes = [house.a_recipe(f"Soup {number}", 3) for number in range(8)]
    board = house.a_board("Ours", *recipes)
    link = house.a_link(board=board)[1]
    with served(house, **settings) as (port, _):
        yield Kitchen(house, port, board, recipes, f"/s/{link}")


@pytest.fixture(scope="module", autouse=True)
def table(request: pytest.FixtureRequest) -> Iterator[None]:
    """Print both numbers of everything when all is measured."""
    yield
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        sys.stdout.write(
            "\n".join(("", "| attack | what | calm, ms | attacked, ms | times |", "|---|---|---|---|---|", *TABLE, ""))
        )


def measure(kitchen: Kitchen, name: str, attack: "AbstractContextManager[list[str]]") -> None:
    """Hold a bystander under attack against the same one in calm, in the same run."""
    kitchen.bystander()  # warm
    calm = kitchen.bystander()
    with attack as answers:
        under = kitchen.bystander()
    times = {what: under[what] / calm[what] for what in calm}
    name = f"{name} ({', '.join(answers)})" if answers else name
    TABLE.extend(f"| {name} | {what} | {calm[what]:.0f} | {under[what]:.0f} | {times[what]:.1f} |" for what in calm)
    assert max(times.values()) <= MOST, times


behind_a_proxy = pytest.mark.parametrize("kitchen", ["proxy"], indirect=True)


@contextmanager
def attacked(how: str, kitchen: Kitchen, count: int, *said: bytes) -> Iterator[list[str]]:
    """Somebody attacks from a process of their own; what they were answered is told when they stop.

    It leaves the processor to the server where both want it, as a machine elsewhere would.
    """
    answers: list[str] = []
    process = subprocess.Popen(
        ["nice", "-n", "19", sys.executable, "-m", "tests.props.attacker", how, str(kitchen.port), str(count), *said],
        stdout=subprocess.PIPE,
    )
    assert process.stdout
    try:
        assert process.stdout.readline() == b"READY\n"
        yield answers
        assert process.poll() is None, "the attack went on all the time"
    finally:
        process.terminate()
        answers.append(process.communicate()[0].decode().strip())


def asking(path: str, *, cookie: str = "", form: str = "", place: str = "") -> bytes:
    """A whole request. The proxy says that it comes from a place."""
    method = "POST" if form else "GET"
    kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(form)}\r\n" if form else ""
    where = f"X-Forwarded-For: {place}\r\n" if place else ""
    return f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {cookie}\r\n{where}{kind}\r\n{form}".encode()


def test_slow_uploads(kitchen: Kitchen) -> None:
    head = kitchen.wire().said("/recipes", f"Content-Type: {PARTS}", "Content-Length: 90000000")
    measure(kitchen, "60 uploads of one person that stand nearly still", attacked("stands", kitchen, 60, head + FILE))


def test_standing_forms(kitchen: Kitchen) -> None:
    wire = kitchen.wire()
    wire.cookie = "none=none"
    head = wire.said("/sign-in", "Content-Type: application/x-www-form-urlencoded", "Content-Length: 9000")
    measure(kitchen, "1,100 forms that stand nearly still", attacked("stands", kitchen, 1100, head))


def test_slow_heads(kitchen: Kitchen) -> None:
    head = b"GET / HTTP/1.1\r\nX: "
    measure(kitchen, "1,100 heads that stand nearly still", attacked("stands", kitchen, 1100, head))


@pytest.mark.parametrize("count", [10, 60])
def test_connections_on_one_link(kitchen: Kitchen, count: int) -> None:
    measure(kitchen, f"{count} connections on one link", attacked("asks", kitchen, count, asking(kitchen.link)))


def test_hearts(kitchen: Kitchen) -> None:
    heart = asking(f"{kitchen.link}/recipes/{kitchen.recipes[0]}/hearts", form="words=")
    measure(kitchen, "hearts from 20 connections", attacked("asks", kitchen, 20, heart))


def test_many_booklets(kitchen: Kitchen) -> None:
    cookie = kitchen.wire("Bob").cookie
    recipes = [kitchen.house.a_recipe(f"Stew {number}", 1) for number in range(60)]
    booklets = [asking(f"/recipes/{recipe}/booklet.pdf", cookie=cookie) for recipe in recipes]
    random.shuffle(booklets)
    measure(kitchen, "60 booklets from 30 connections", attacked("asks", kitchen, 30, *booklets))


def test_hearts_from_twenty_links(kitchen: Kitchen) -> None:
    links = [kitchen.house.a_link(board=kitchen.board)[1] for _ in range(20)]
    hearts = [asking(f"/s/{link}/recipes/{kitchen.recipes[0]}/hearts", form="words=") for link in links]
    measure(kitchen, "hearts from 40 connections on 20 links", attacked("asks", kitchen, 40, *hearts))


@behind_a_proxy
@pytest.mark.parametrize("places", [1, 30])
def test_passwords(kitchen: Kitchen, places: int) -> None:
    form = "email=#NOW#@example.org&password=wrong+horse+battery"
    tries = [asking("/sign-in", form=form, place=f"10.0.0.{1 + number % places}") for number in range(30)]
    measure(kitchen, f"passwords from 30 connections at {places} places", attacked("asks", kitchen, 30, *tries))


@behind_a_proxy
def test_words_for_links(kitchen: Kitchen) -> None:
    links = [kitchen.house.a_link(board=kitchen.board, word="marmalade")[1] for _ in range(30)]
    tries = [asking(f"/s/{link}/word", form="word=wrong", place=f"10.0.0.{n}") for n, link in enumerate(links)]
    measure(kitchen, "words for 30 links from 30 places", attacked("asks", kitchen, 30, *tries))


def test_changes(kitchen: Kitchen) -> None:
    cookie = kitchen.wire("Bob").cookie
    change = asking(f"/recipes/{kitchen.recipes[0]}/edit", cookie=cookie, form="title=Soup+#NOW#")
    measure(kitchen, "changes by one member over 20 connections", attacked("asks", kitchen, 20, change))


def test_copies(kitchen: Kitchen) -> None:
    kitchen.house.a_recipe("Feast", 60, by="Bob")
    copy = asking("/me/things/copy", cookie=kitchen.wire("Bob").cookie, form="x=")
    measure(kitchen, "copies of 60 photos over 10 connections", attacked("asks", kitchen, 10, copy))


def test_booklets_of_a_large_board(kitchen: Kitchen) -> None:
    feast = [kitchen.house.a_recipe(f"Stew {number}", 6) for number in range(40)]
    boards = [kitchen.house.a_board(f"Feast {number}", *random.sample(feast, 40)) for number in range(20)]
    cookie = kitchen.wire("Bob").cookie
    booklets = [asking(f"/boards/{board}/booklet.pdf", cookie=cookie) for board in boards]
    measure(kitchen, "booklets of boards of 40 recipes", attacked("asks", kitchen, 20, *booklets))


def test_a_large_board(kitchen: Kitchen) -> None:
    board = kitchen.house.a_board("All", *[kitchen.house.a_recipe(f"Stew {number}", 6) for number in range(150)])
    cookie = kitchen.wire("Bob").cookie
    measure(
        kitchen,
        "a board of 150 recipes over 20 connections",
        attacked("asks", kitchen, 20, asking(f"/boards/{board}", cookie=cookie)),
    )
