"""What is sent to a house: forms, photos, and on a real socket exactly what a test wants."""

import socket
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from app.door.cookies import Cookie
from boards.need import Kind
from boards.session import Session
from tests.conftest import House

FORM = "application/x-www-form-urlencoded"
PARTS = "multipart/form-data; boundary=b"
FILE = b'--b\r\nContent-Disposition: form-data; name="photos"; filename="x.jpg"\r\n\r\n'
A_MEGABYTE = 1_000_000


PHOTO_ROUTES = {
    "/recipes": "/recipes",
    "/recipes/{recipe_id}/steps": "/recipes/{recipe}/steps",
    "/recipes/{recipe_id}/needs/{need_id}/photo": "/recipes/{recipe}/needs/{need}/photo",
    "/steps/{step_id}/photo": "/steps/{step}/photo",
    "/people/{person_id}/picture": "/people/{bob}/picture",
}
"""Every route that takes photos, and an address of it in the kitchen of these tests."""


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


def kitchen_of(house: House) -> Callable[[str], str]:
    """A recipe with a step and something that it needs; fills its ids into an address."""
    recipe = house.a_recipe(steps=1)
    with house.writing() as db:
        alice = house.person(db, "Alice")
        need = alice.recipe(recipe).add_need(Kind.INGREDIENT, "Basil")
        db.flush()
        ids = {"recipe": recipe, "need": need.id, "step": alice.recipe(recipe).steps[0].id}
        ids["bob"] = house.person(db, "Bob").id
    return lambda address: address.format(**ids)
