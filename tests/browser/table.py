"""The accessibility table: address, who looks, and in which state. A new page joins by one line."""

from typing import NamedTuple

TABLET = "the tablet"
"""The group's tablet, on which nobody is signed in."""

CHARLIES_TABLET = "Charlie's tablet"
ERINS_TABLET = "Erin's tablet"

ON_TABLET = "Bob on the tablet"
MAKER = "Alice who made it"
"""Alice in the browser that made the cards and the invitation, which alone can show them."""


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
    Row("/", "Sam", "something to go on with"),
    Row("/", ON_TABLET),
    Row("/recipes/{recipe}/steps", ON_TABLET),
    Row("/recipes/{recipe}/steps", ON_TABLET, "error", send=True),
    Row("/people"),
    Row("/people", "Charlie", "empty"),
    Row("/people", "Bob", "not allowed"),
    Row("/people/new"),
    Row("/people/new", state="error", send=True),
    Row("/people/workers/new"),
    Row("/people/workers/new", state="error", send=True),
    Row("/people/{bob}"),
    Row("/people/{dora}", state="a worker"),
    Row("/people/{bob}/name"),
    Row("/people/{bob}/name", state="error", send=True),
    Row("/people/{bob}/picture"),
    Row("/people/{bob}/picture", state="error", send=True),
    Row("/people/{bob}/card"),
    Row("/people/{sam}/card", state="no card"),
    Row("/people/{bob}/role"),
    Row("/people/{dora}/role", state="a worker"),
    Row("/people/{sam}/leave"),
    Row("/people/{bob}/leave", state="no recipes"),
    Row("/people/{dora}/invitation"),
    Row("/people/{dora}/invitation", MAKER, "with its address"),
    Row("/cards"),
    Row("/cards", state="error", send=True),
    Row("/cards", "Charlie", "empty"),
    Row("/cards/sheet", MAKER),
    Row("/cards/sheet", state="empty"),
    Row("/tablets"),
    Row("/tablets", state="error", send=True),
    Row("/tablets", "Erin", "closed"),
    Row("/tablets/{tablet}/stop"),
    Row("/me"),
    Row("/me", "Charlie", "no passkeys"),
    Row("/me/password"),
    Row("/me/password", state="error", send=True),
    Row("/settings"),
    Row("/settings", state="error", send=True),
    Row("/record"),
    Row("/record?before=2026-01-01T00:00:00%2B00:00", state="nothing older"),
    Row("/help"),
    Row("/help", "Bob", "full, a member"),
    Row("/recipes/{lunch}", "Bob", "photos to say something about"),
    Row("/recipes/{lunch}", "Sam", "photos that are not shown"),
    Row("/recipes/{lunch}/links", state="something waits"),
    Row("/photos/{unsaid}/people", "Bob"),
    Row("/photos/{of_bob}/permission", "Bob"),
    Row("/photos/{of_bob}/permission?again=1", "Bob", "once more"),
    Row("/photos/{of_bob}/permission/check?audience=group", "Bob"),
    Row("/photos/{unsaid}/cover", "Bob"),
    Row("/photos/{unsaid}/cover?place=10,10,20,20", "Bob", "a cover"),
    Row("/photos/{unsaid}/cover", "Bob", "error", send=True),
    Row("/photos/{waiting}"),
    Row("/photos/{of_bob}", state="somebody is in it"),
    Row("/photos/{of_bob}/people/{bob}"),
    Row("/photos/{of_bob}/people/{bob}", state="error", send=True),
    Row("/photos/{of_bob}/people/{bob}/decision"),
    Row("/photos/{of_bob}/people/{bob}/decision", state="error", send=True),
    Row("/review"),
    Row("/review", "Charlie", "empty"),
    Row("/me/photos", "Bob"),
    Row("/me/photos", state="empty"),
    Row("/me/things", "Bob"),
    Row("/me/things", ON_TABLET, "with a worker only"),
    Row("/me/things/delete", "Bob"),
    Row("/people/{bob}/photos"),
    Row("/people/{bob}/things"),
    Row("/people/{bob}/things/delete"),
    Row("/who", TABLET),
    Row("/who?finished=1", TABLET, "after somebody"),
    Row("/who", CHARLIES_TABLET, "empty"),
    Row("/who", ERINS_TABLET, "closed"),
    Row("/who/{bob}", TABLET),
    Row("/card", None),
    Row("/card/{card_key}", None),
    Row("/card/never-made", None, "refused"),
    Row("/invitations/{invitation_key}", None),
    Row("/invitations/{invitation_key}", None, "error", send=True),
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
    Row("/s/{locked_key}", None, "asks for a word"),
    Row("/s/{locked_key}", None, "error", send=True),
    Row("/s/never-made", None, "closed"),
)

USUAL = [
    *{row.address.split("?")[0]: row for row in reversed(TABLE) if not row.send}.values(),
    next(row for row in TABLE if row.send),
]
"""A row for each address, and an error: in its usual state a page has the controls and words of its other states."""

SEEN_ELSEWHERE = {
    "/photos/{photo}/{size}": "a picture",
    "/who/photos/{photo}/{size}": "a picture",
    "/card/{key}/photos/{photo}/{size}": "a picture",
    "/s/{key}/photos/{photo}/{size}": "a picture",
    "/boards/{board_id}/booklet.pdf": "a file; the page while it is made passes by, and test_booklet holds it up",
    "/recipes/{recipe_id}/booklet.pdf": "a file, as a board's",
    "/s/{key}/booklet.pdf": "a file, as a board's",
    "/s/{key}/recipes/{recipe_id}/booklet.pdf": "a file, as a board's",
    "/static/{filename}": "not a page",
    "/robots.txt": "not a page",
    "/health": "for a program",
}
"""Addresses that answer GET and are no row, each with the reason."""
