"""The accessibility table: address, who looks, and in which state. A new page joins by one line."""

from typing import NamedTuple


class Row(NamedTuple):
    """A page in a state. `send` sends the page's form with the fields emptied, for its error; `before` is a page of
    the house in which nobody has started.
    """

    address: str
    who: str | None = "Alice"
    state: str = "full"
    send: bool = False
    before: bool = False

    def __str__(self) -> str:
        return f"{self.address} {self.who} {self.state}"


TABLE = (
    Row("/"),
    Row("/", "Bob", "full, a member"),
    Row("/boards/new"),
    Row("/boards/new", state="error", send=True),
    Row("/boards/new", "Bob", "not allowed"),
    Row("/boards/order"),
    Row("/boards/{board}"),
    Row("/boards/{board}?see=list", state="list"),
    Row("/boards/{board}", "Bob", "full, a member"),
    Row("/boards/{empty}", state="empty"),
    Row("/boards/{board}/edit"),
    Row("/boards/{board}/edit", state="error", send=True),
    Row("/boards/{board}/cover"),
    Row("/boards/{board}/order"),
    Row("/boards/{board}/pins", state="empty"),
    Row("/boards/{empty}/pins"),
    Row("/boards/{board}/links"),
    Row("/boards/{board}/links", state="error", send=True),
    Row("/recipes"),
    Row("/recipes", "Charlie", "empty"),
    Row("/recipes/new"),
    Row("/recipes/new?board={board}", state="for a board"),
    Row("/recipes/new", state="error", send=True),
    Row("/recipes/{recipe}"),
    Row("/recipes/{bare}", state="no words"),
    Row("/recipes/{long}", state="a very long word"),
    Row("/recipes/{recipe}", "Bob", "full, a member"),
    Row("/recipes/{recipe}/steps"),
    Row("/recipes/{recipe}/steps", state="error", send=True),
    Row("/recipes/{recipe}/edit"),
    Row("/recipes/{recipe}/order"),
    Row("/recipes/{recipe}/cover"),
    Row("/recipes/{recipe}/boards"),
    Row("/recipes/{recipe}/links"),
    Row("/recipes/{recipe}/links", state="error", send=True),
    Row("/steps/{step}"),
    Row("/steps/{step}/photo"),
    Row("/steps/{step}/photo", state="error", send=True),
    Row("/links"),
    Row("/links", "Charlie", "empty"),
    Row("/links/{link}"),
    Row("/links/{link}/close"),
    Row("/bin"),
    Row("/bin", "Charlie", "empty"),
    Row("/setup?code={code}", None, "empty", before=True),
    Row("/setup?code={code}", None, "error", send=True, before=True),
    Row("/sign-in", None),
    Row("/sign-in", None, "error", send=True),
    Row("/nothing-here", None, "not found"),
    Row("/s/{key}", None),
    Row("/s/{key}?see=list", None, "list"),
    Row("/s/{empty_key}", None, "empty"),
    Row("/s/{recipe_key}", None, "one recipe"),
    Row("/s/{key}/recipes/{recipe}", None),
    Row("/s/never-made", None, "closed"),
)

SEEN_ELSEWHERE = {
    "/photos/{photo}/{size}": "a picture",
    "/s/{key}/photos/{photo}/{size}": "a picture",
    "/static/{filename}": "not a page",
    "/robots.txt": "not a page",
    "/health": "for a program",
}
"""Addresses that answer GET and are no row, each with the reason."""
