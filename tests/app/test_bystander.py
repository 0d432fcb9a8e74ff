"""While somebody keeps the workshop busy, a photo of another group takes at most three times as long as in peace.

    make faults

prints what it takes in peace and meanwhile, in milliseconds.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace

import httpx2 as httpx
import pytest
from PIL import Image

from app.door.cookies import Cookie
from app.main import create_app
from app.settings import Settings
from benchmarks.pipeline import made_up_photo
from boards.session import Session
from media import Developed
from tests.conftest import House, free_port, on_a_socket
from tests.media.pictures import Item, coded, grid, heif, ispe, many_scans, png, saved

pytestmark = [pytest.mark.faults, pytest.mark.slow_passwords]

ROUNDS = 3
MOST = 3.0


@pytest.fixture(params=[1, 2])
def served(request: pytest.FixtureRequest, settings: Settings, developed: Developed) -> Iterator[House]:
    """A house on a real socket, with one photo process or two."""
    changed = settings.model_copy(update={"port": free_port(), "photo_processes": request.param})
    with on_a_socket(create_app(changed)) as app:
        yield House(app, developed)


def refused() -> list[bytes]:
    """What took 10 s each: 1,500 scans in 65 KB, eight in a request."""
    return [many_scans(1500)] * 8


def dear_jpegs() -> list[bytes]:
    """As many scans as are taken in."""
    return [many_scans(20, 8000, 6000)] * 8


def dear_pngs() -> list[bytes]:
    """48 megapixels of one colour in 16 bits, which is the longest way to unfold them."""
    return [png(8000, 6000, 16, 6, (b"\4" + bytes(8000 * 8)) * 6000)] * 8


def dear_grids() -> list[bytes]:
    """HEIC of 180 tiles, of one colour."""
    tile = coded(saved(Image.new("RGB", (512, 512), (120, 90, 60)), "HEIF"))
    whole = (ispe(7680, 6144), *tile.said[2:])
    return [heif(b"heic", Item(b"grid", whole, grid(15, 12, 7680, 6144), tuple(range(2, 182))), *[tile] * 180)] * 8


def lies() -> list[bytes]:
    """AVIF that says 64 pixels a side and has 4,096, four hundred times: its time ends first."""
    one = coded(saved(Image.new("RGB", (4096, 4096), (120, 90, 60)), "AVIF", speed=10))
    lying = replace(one, said=(one.said[0], ispe(64, 64), *one.said[2:]))
    whole = (ispe(1280, 1280), *one.said[2:])
    return [heif(b"avif", Item(b"grid", whole, grid(20, 20, 1280, 1280), tuple(range(2, 402))), *[lying] * 400)] * 3


def sixty_photos() -> list[bytes]:
    """What a group brings home from a day's cooking."""
    return [made_up_photo(seed=5)] * 60


@pytest.mark.parametrize("attack", [refused, dear_jpegs, dear_pngs, dear_grids, lies, sixty_photos])
def test_another_groups_photo_takes_at_most_three_times_as_long(
    served: House, attack: Callable[[], list[bytes]], capsys: pytest.CaptureFixture[str]
) -> None:
    photos, own = attack(), made_up_photo()

    async def story() -> tuple[float, float]:
        async with browser(served, "Charlie") as charlie, browser(served, "Alice") as alice:
            await took(charlie, own)
            calm = statistics.median([await took(charlie, own) for _ in range(ROUNDS)])
            stop = asyncio.Event()
            attacking = asyncio.create_task(until(stop, lambda: send(alice, photos)))
            await asyncio.sleep(1)
            meanwhile = statistics.median([await took(charlie, own) for _ in range(ROUNDS)])
            assert not attacking.done()
            stop.set()
            await attacking
            return calm, meanwhile

    calm, meanwhile = asyncio.run(story())
    name = f"{attack.__name__}, {served.settings.photo_processes} at once"
    with capsys.disabled():
        print(f"\n{name:24} {calm * 1000:6.0f} ms in peace {meanwhile * 1000:6.0f} ms meanwhile")  # noqa: T201
    assert meanwhile < calm * MOST


def browser(house: House, name: str) -> httpx.AsyncClient:
    with house.writing() as db:
        cookie = Session.begin(house.person(db, name), proved=True)
    return httpx.AsyncClient(
        base_url=f"http://127.0.0.1:{house.settings.port}",
        cookies={Cookie.SESSION.named(house.settings): cookie},
        params={"opened_by": house.person_id(name)},
        timeout=300,
        limits=httpx.Limits(max_connections=None),
    )


async def send(client: httpx.AsyncClient, photos: list[bytes]) -> int:
    files = [("photos", ("photo", photo, "image/jpeg")) for photo in photos]
    return (await client.post("/recipes", files=files)).status_code


async def took(client: httpx.AsyncClient, photo: bytes) -> float:
    """Seconds until a photo is taken in."""
    began = time.perf_counter()
    assert await send(client, [photo]) == 303
    return time.perf_counter() - began


async def until(stop: asyncio.Event, do: Callable[[], Awaitable[int]]) -> None:
    """Again and again, two at a time. The pause is for us: who sends them is in one process with the house."""

    async def one() -> None:
        while not stop.is_set():
            assert await do() in (303, 422, 503)
            await asyncio.sleep(0.5)

    await asyncio.gather(one(), one())
