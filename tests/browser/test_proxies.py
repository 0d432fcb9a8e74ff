"""The proxies of docs/proxies, started for real in front of a real server: what they let through, and what they say."""

import datetime
import os
import re
import shutil
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx2 as httpx
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from playwright.sync_api import Browser, expect

from app.door.cookies import Cookie
from app.main import create_app
from app.settings import Settings
from boards.attempt import MOST_AT_ONE_ACCOUNT
from boards.group import Previews
from boards.session import Session
from media import Developed
from tests.conftest import PASSWORD, House, a_photo, free_port, on_a_socket

pytestmark = [pytest.mark.browser, pytest.mark.faults]

ROOT = Path(__file__).parent.parent.parent
NAME = "recipes.example"
PHOTOS = 60
"""As many as one sending may carry."""


@dataclass
class Proxied:
    """A house behind a proxy: where people open it, and which certificate it shows."""

    house: House
    address: str
    certificate: Path

    def client(self, *, at: str = "127.0.0.1", who: str = "") -> httpx.Client:
        """A browser at one of this machine's addresses, in which somebody is signed in or nobody."""
        trusted = ssl.create_default_context(cafile=str(self.certificate))
        transport = httpx.HTTPTransport(verify=trusted, local_address=at)
        # The name leads to this machine, and the proxy is asked for it all the same.
        client = httpx.Client(base_url=self.address, transport=Here(transport), timeout=300)
        if who:
            with self.house.writing() as db:
                cookie = Session.begin(self.house.person(db, who), proved=True)
            client.cookies.set(Cookie.SESSION.named(self.house.settings), cookie, domain=NAME)
        return client

    def person_id(self, name: str) -> str:
        """The id of one of the cast."""
        with self.house.database.reading() as db:
            return self.house.person(db, name).id


class Here(httpx.BaseTransport):
    """Finds the name on this machine, as a hosts file would."""

    def __init__(self, transport: httpx.HTTPTransport) -> None:
        self.transport = transport

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Send a request to this machine in the name of the other."""
        request.extensions["sni_hostname"] = NAME
        request.url = request.url.copy_with(host="127.0.0.1")
        return self.transport.handle_request(request)

    def close(self) -> None:
        """Close it."""
        self.transport.close()


def program(name: str) -> str:
    """Where a proxy's program is. Without it these tests are skipped, but not where they must run."""
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin")
    if path is None:
        assert os.environ.get("CI") != "true", f"there is no {name}, and here there must be one"
        pytest.skip(f"there is no {name} on this machine: install {name} to see its example work")
    return path


def certified(folder: Path) -> tuple[Path, Path]:
    """A certificate for the name, signed by itself, and its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name.from_rfc4514_string(f"CN={NAME}")
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    files = folder / "certificate.pem", folder / "certificate.key"
    files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    kind = serialization.PrivateFormat.PKCS8
    files[1].write_bytes(key.private_bytes(serialization.Encoding.PEM, kind, serialization.NoEncryption()))
    return files


def changed(example: str, changes: dict[str, str]) -> str:
    """An example with this machine's ports and files in it. What isn't there can't be changed."""
    written = (ROOT / "docs" / "proxies" / example).read_text("utf-8")
    for before, after in changes.items():
        assert before in written, f"{example} no longer says {before}"
        written = written.replace(before, after)
    return written


def nginx(folder: Path, port: int, behind: int, files: tuple[Path, Path], most: str) -> list[str]:
    """The command that starts nginx with the example."""
    (folder / "example.conf").write_text(
        changed(
            "nginx.conf",
            {
                "listen 80;": f"listen 127.0.0.1:{free_port()};",
                "listen 443 ssl;": f"listen 127.0.0.1:{port} ssl;",
                "/etc/ssl/recipes.example.pem": str(files[0]),
                "/etc/ssl/private/recipes.example.key": str(files[1]),
                "/var/log/nginx/error.log": str(folder / "error.log"),
                "127.0.0.1:8000": f"127.0.0.1:{behind}",
                "client_max_body_size 600m": f"client_max_body_size {most}" if most else "client_max_body_size 600m",
            },
        )
    )
    names = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"{name}_temp_path {folder / name};" for name in names)
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid {folder / 'pid'}; error_log stderr; events {{}}\n"
        f"http {{ {places} include {folder / 'example.conf'}; }}"
    )
    return [program("nginx"), "-e", "stderr", "-p", str(folder), "-c", str(folder / "nginx.conf")]


def caddy(folder: Path, port: int, behind: int, files: tuple[Path, Path], most: str) -> list[str]:
    """The command that starts Caddy with the example."""
    (folder / "Caddyfile").write_text(
        changed(
            "Caddyfile",
            {
                "\n{\n": "\n{\n\tadmin off\n\tauto_https disable_redirects\n",
                "\nrecipes.example {": f"\n{NAME}:{port} {{\n\tbind 127.0.0.1\n\ttls {files[0]} {files[1]}",
                "127.0.0.1:8000": f"127.0.0.1:{behind}",
                "reverse_proxy": f"request_body {{\n\t\tmax_size {most}iB\n\t}}\n\treverse_proxy"
                if most
                else "reverse_proxy",
            },
        )
    )
    return [program("caddy"), "run", "--adapter", "caddyfile", "--config", str(folder / "Caddyfile")]


Starts = Callable[[Path, int, int, tuple[Path, Path], str], list[str]]


@contextmanager
def running(command: list[str], folder: Path, port: int) -> Iterator[None]:
    """A proxy that answers on its port. It keeps what it writes in the folder."""
    env = {"PATH": os.environ["PATH"], "HOME": str(folder), "XDG_DATA_HOME": str(folder)}
    said = folder / "said"
    with said.open("wb") as out:
        process = subprocess.Popen(command, env=env, stdout=out, stderr=subprocess.STDOUT)
        try:
            until = time.monotonic() + 20
            while True:
                assert process.poll() is None, said.read_text("utf-8")
                assert time.monotonic() < until, said.read_text("utf-8")
                try:
                    httpx.get(f"http://127.0.0.1:{port}/")
                    break
                except httpx.RemoteProtocolError:
                    break  # it wants TLS
                except httpx.TransportError:
                    time.sleep(0.1)
            yield
        finally:
            process.terminate()
            process.wait(20)


@pytest.fixture(params=[nginx, caddy], ids=["nginx", "caddy"])
def proxy(
    request: pytest.FixtureRequest, tmp_path: Path, empty_database: Path, developed: Developed
) -> Iterator[Callable[..., Proxied]]:
    """Puts a house behind a proxy, whose limit may be lower than in the example."""
    starts: Starts = request.param
    with ExitStack() as stack:

        def behind(*, most: str = "", public_url: bool = True, is_served: bool = True) -> Proxied:
            port, data = free_port(), tmp_path / "data"
            address = f"https://{NAME}:{port}"
            settings = Settings(
                data=data,
                port=free_port(),
                photo_processes=2,
                public_url=address if public_url else "",
                allowed_hosts=NAME,
                trusted_proxies="127.0.0.1",
            )
            settings.photos.mkdir(parents=True)
            shutil.copy(empty_database, data / "recipe-board.db")
            files = certified(tmp_path)
            command = starts(tmp_path, port, settings.port, files, most)
            app = create_app(settings)
            if is_served:
                stack.enter_context(on_a_socket(app))
            stack.enter_context(running(command, tmp_path, port))
            return Proxied(House(app, developed), address, files[0])

        yield behind


def test_sixty_photos_come_through_whole(proxy: Callable[..., Proxied]) -> None:
    proxied = proxy()
    photos = [a_photo(f"#40{number:02x}30", (1600, 1200)) + bytes(1_000_000) for number in range(PHOTOS)]
    with proxied.client(who="Bob") as client:
        sent = client.post(
            f"/recipes?opened_by={proxied.person_id('Bob')}",
            files=[("photos", (f"{number}.jpg", photo, "image/jpeg")) for number, photo in enumerate(photos)],
            headers={"Origin": proxied.address},
        )
        assert sent.status_code == 303, sent.text
        assert f"{PHOTOS} photos saved." in client.get(sent.headers["location"].split("#")[0]).text
        assert len(set(proxied.house.store.keys())) == PHOTOS
        with proxied.house.database.reading() as db:
            [recipe] = proxied.house.person(db, "Bob").recipes()
            assert len(recipe.steps) == PHOTOS
            step = recipe.steps[-1].photo_key
        assert client.get(f"/photos/{step}/step").headers["content-type"].startswith("image/")


def test_photos_over_the_proxys_limit_stay_and_the_page_says_so(
    proxy: Callable[..., Proxied], chromium: Callable[..., Browser], tmp_path: Path
) -> None:
    proxied = proxy(most="1M")
    files = [tmp_path / f"{number}.jpg" for number in range(3)]
    for file, more in zip(files, (300_000, 3_000_000, 400_000), strict=True):
        file.write_bytes(a_photo() + bytes(more))
    browser = chromium(f"--host-resolver-rules=MAP {NAME} 127.0.0.1")
    context = browser.new_context(viewport={"width": 360, "height": 740}, ignore_https_errors=True)
    context.set_default_timeout(30_000)
    with proxied.house.writing() as db:
        cookie = Session.begin(proxied.house.person(db, "Bob"), proved=True)
    name = Cookie.SESSION.named(proxied.house.settings)
    context.add_cookies([{"name": name, "value": cookie, "url": proxied.address, "secure": True}])
    page = context.new_page()
    page.goto(f"{proxied.address}/recipes/new")
    page.get_by_label("Use photos I have").set_input_files(files)
    # nginx says that it is too much. Debian's Caddy shuts the line in the middle and says no more than that.
    stuck = page.get_by_text("Your photos are not saved yet. They are still here.")
    leave = page.get_by_role("button", name="Leave this photo out")
    for _ in range(3):
        expect(stuck).to_be_visible()
        if leave.is_visible():
            break
        page.get_by_role("button", name="Try again").click()
        page.get_by_text("Please wait.").wait_for(state="detached")
    says = re.compile(
        "This photo is too big to send. Choose a smaller one.|They did not get through.|The Wi-Fi stopped"
    )
    expect(page.get_by_text(says)).to_be_visible()
    expect(page.locator(".choose__waiting img")).to_have_count(2)
    leave.click()
    page.get_by_role("heading", name="Who is in this photo?").wait_for()
    with proxied.house.database.reading() as db:
        [recipe] = proxied.house.person(db, "Bob").recipes()
        assert len(recipe.steps) == 2
    browser.close()


def test_cookies_are_for_https_and_other_sites_are_refused(proxy: Callable[..., Proxied]) -> None:
    proxied = proxy()
    known = {"email": "alice@example.org", "password": PASSWORD}
    with proxied.client() as client:
        answer = client.post("/sign-in", data=known, headers={"Origin": proxied.address})
        elsewhere = client.post("/sign-in", data=known, headers={"Origin": "https://evil.example"})
    assert answer.status_code == 303, answer.text
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith("__Host-session=")
    assert "; secure" in cookie.lower()
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert elsewhere.status_code == 403


def test_the_name_and_the_scheme_that_people_open_reach_the_product(proxy: Callable[..., Proxied]) -> None:
    proxied = proxy(public_url=False)
    house = proxied.house
    recipe = house.a_recipe()
    with house.writing() as db:
        house.person(db, "Alice").group.previews = Previews.FOOD
    _, key = house.a_link(recipe=recipe)
    with proxied.client() as client:
        page = client.get(f"/s/{key}").text
        elsewhere = client.get("/sign-in", headers={"Host": "evil.example"}).text
    assert f'<meta property="og:image" content="{proxied.address}/s/{key}/' in page
    assert "Sign in" not in elsewhere


def test_attempts_count_by_where_they_come_from_and_nobody_can_say_otherwise(proxy: Callable[..., Proxied]) -> None:
    proxied = proxy()

    def attempt(client: httpx.Client, number: int) -> int:
        said = {"X-Forwarded-For": f"10.0.0.{number}", "X-Real-IP": f"10.0.0.{number}"}
        typed = {"email": "alice@example.org", "password": "wrong"}
        return client.post("/sign-in", data=typed, headers=said | {"Origin": proxied.address}).status_code

    with proxied.client(at="127.0.0.2") as guesser, proxied.client(at="127.0.0.3") as other:
        answers = [attempt(guesser, number) for number in range(MOST_AT_ONE_ACCOUNT + 1)]
        assert answers == [*[422] * MOST_AT_ONE_ACCOUNT, 429]
        assert attempt(other, 0) == 422


def test_no_key_is_written_anywhere_even_when_nothing_is_behind(proxy: Callable[..., Proxied], tmp_path: Path) -> None:
    proxied, key = proxy(is_served=False), "AAAAAAAAAAAAAAAAAAAAAA"
    with proxied.client() as client:
        assert client.get(f"/s/{key}").status_code == 502
    written = [file for file in tmp_path.rglob("*") if file.is_file() and key in file.read_text("utf-8", "replace")]
    assert written == []
