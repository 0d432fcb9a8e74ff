"""The server as its own command starts it, in a process of its own."""

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import httpx2 as httpx
from typer.testing import CliRunner, Result

from app.cli import cli
from tests.conftest import House, free_port

ROOT = Path(__file__).parent.parent.parent


@dataclass
class Server:
    """A server in a process of its own, and what it has said so far."""

    address: str
    said: list[str]
    process: subprocess.Popen[str]
    clients: list[httpx.Client] = field(default_factory=list)

    def client(self, *, follow_redirects: bool = False) -> httpx.Client:
        """A browser, closed when the server ends."""
        self.clients.append(httpx.Client(base_url=self.address, follow_redirects=follow_redirects, timeout=30))
        return self.clients[-1]

    def ready(self, seconds: float = 30) -> None:
        """Wait until it answers: it says that it has started before anybody can reach it."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.process.poll() is None:
            with suppress(httpx.TransportError):
                httpx.get(f"{self.address}/health")
                return
            time.sleep(0.05)
        raise AssertionError(f"it never answered, but said: {''.join(self.said)}")

    def heard(self, pattern: str, seconds: float = 30) -> str:
        """Wait until it says something."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.process.poll() is None:
            if found := re.search(pattern, "".join(self.said)):
                return found[0]
            time.sleep(0.05)
        raise AssertionError(f"it never said {pattern}, but: {''.join(self.said)}")


def command(data: Path, *words: str, **settings: str) -> Result:
    """What the operator's command says with some words, and its exit code. No process of its own is begun for it."""
    return CliRunner().invoke(cli, words, env={"RECIPE_BOARD_DATA": str(data), **settings})


@contextmanager
def serving(data: Path, *, command: Sequence[str] = ("serve",), **settings: str) -> Iterator[Server]:
    """`python -m app serve` with its data in a folder."""
    port = free_port()
    env = {"PATH": os.environ["PATH"], "RECIPE_BOARD_DATA": str(data), "RECIPE_BOARD_PORT": str(port)} | settings
    process = subprocess.Popen(
        [sys.executable, "-u", "-m", "app", *command],
        cwd=ROOT,
        env=env,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    server = Server(f"http://127.0.0.1:{port}", [], process)
    assert process.stdout
    listening = threading.Thread(target=lambda: server.said.extend(process.stdout or []))
    listening.start()
    try:
        yield server
    finally:
        for client in server.clients:
            client.close()
        process.send_signal(signal.SIGTERM)
        process.wait(30)
        listening.join()
        process.stdout.close()


@contextmanager
def served(house: House, **settings: str) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    """A server process of its own on a house's data; its port, and itself."""
    port = free_port()
    said = {"DATA": str(house.settings.data), "PORT": str(port), "PHOTO_PROCESSES": "1", **settings}
    process = subprocess.Popen(
        [sys.executable, "-m", "app", "serve"],
        env={**os.environ, **{f"RECIPE_BOARD_{name}": value for name, value in said.items()}},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            try:
                httpx.get(f"http://127.0.0.1:{port}/health")
                break
            except httpx.TransportError:
                time.sleep(0.1)
        yield port, process
    finally:
        process.kill()
        process.wait()
