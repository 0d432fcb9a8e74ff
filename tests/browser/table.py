"""The accessibility table: address, who looks, and in which state. A new page joins by one line."""

from typing import NamedTuple


class Row(NamedTuple):
    """A page in a state. `send` presses the page's main button with the fields emptied, for its error."""

    address: str
    who: str | None = "Alice"
    state: str = "full"
    send: bool = False


TABLE = (
    Row("/"),
    Row("/", "Bob", "full, a member"),
    Row("/boards/new"),
    Row("/boards/new", state="error", send=True),
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
    Row("/recipes/{recipe}"),
    Row("/recipes/{bare}", state="no words"),
    Row("/recipes/{long}", state="a very long word"),
    Row("/recipes/{recipe}/steps"),
    Row("/recipes/{recipe}/edit"),
    Row("/recipes/{recipe}/order"),
    Row("/recipes/{recipe}/cover"),
    Row("/recipes/{recipe}/boards"),
    Row("/recipes/{recipe}/links"),
    Row("/steps/{step}"),
    Row("/steps/{step}/photo"),
    Row("/links"),
    Row("/links", "Charlie", "empty"),
    Row("/links/{link}"),
    Row("/links/{link}/close"),
    Row("/bin"),
    Row("/bin", "Charlie", "empty"),
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
    "/setup": "it needs a house without a group: tests/app/test_templates.py and test_starting.py",
    "/photos/{photo}/{size}": "a picture",
    "/s/{key}/photos/{photo}/{size}": "a picture",
    "/static/{filename}": "not a page",
    "/robots.txt": "not a page",
    "/health": "for a program",
}
"""Addresses that answer GET and are no row, each with the reason."""
