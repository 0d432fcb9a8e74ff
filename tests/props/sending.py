"""What is sent to a house: forms, photos, and on a real socket exactly what a test wants."""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager

from app.door.cookies import Cookie
from boards.session import Session
from tests.conftest import House

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=b"
FILE = b'--b\r\nContent-Disposition: form-data; name="photos"; filename="x.jpg"\r\n\r\n'
A_MEGABYTE = 1_000_000


class Wire:
    """A client that says on a real socket exactly what a test wants."""

    def __init__(self, house: House, who: str) -> None:
        self.port = house.settings.port
        with house.writing() as db:
            self.cookie = f"{Cookie.SESSION.named(house.settings)}={Session.begin(house.person(db, who), proved=True)}"

    def said(self, path: str, *headers: str) -> bytes:
        """The head of a POST."""
        lines = (f"POST {path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {self.cookie}", *headers, "", "")
        return "\r\n".join(lines).encode()

    @contextmanager
    def opened(self) -> Iterator[socket.socket]:
        """A connection."""
        with closing(socket.create_connection(("127.0.0.1", self.port), timeout=10)) as connection:
            yield connection

    def answer(self, said: bytes) -> bytes:
        """What comes back, to the end of the connection."""
        with self.opened() as connection:
            connection.sendall(said)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(65536), b""))


def sent(*photos: bytes) -> list[tuple[str, tuple[str, bytes, str]]]:
    """Photos as a form sends them."""
    return [("photos", ("x.html", photo, "image/jpeg")) for photo in photos]
