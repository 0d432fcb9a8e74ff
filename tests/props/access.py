"""What the addresses of the application ask for."""

from collections.abc import Iterator

from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from boards.right import Right
from tests.conftest import House

OPEN, TABLET, CARD, INVITATION = "open", "tablet", "card", "invitation"

NEEDS: dict[str, str | Right] = {
    "/setup": OPEN,
    "/sign-in": OPEN,
    "/sign-in/passkey": OPEN,
    "/sign-in/passkey/question": OPEN,
    "/sign-out": OPEN,
    "/health": OPEN,
    "/robots.txt": OPEN,
    "/static/{filename}": OPEN,
    "/keep.js": OPEN,
    "/kept": OPEN,
    "/card": OPEN,
    "/who": TABLET,
    "/who/{person_id}": TABLET,
    "/who/photos/{photo}/{size}": TABLET,
    "/card/{key}": CARD,
    "/card/{key}/photos/{photo}/{size}": CARD,
    "/invitations/{key}": INVITATION,
    "/invitations/{key}/passkey": INVITATION,
    "/invitations/{key}/passkey/question": INVITATION,
    "/s/{key}": Right.SEE_SHARED,
    "/s/{key}/recipes/{recipe_id}": Right.SEE_SHARED,
    "/s/{key}/recipes/{recipe_id}/cook": Right.SEE_SHARED,
    "/s/{key}/photos/{photo}/{size}": Right.SEE_SHARED,
    "/s/{key}/recipes/{recipe_id}/hearts": Right.SEE_SHARED,
    "/s/{key}/word": Right.SEE_SHARED,
    "/s/{key}/looks": Right.SEE_SHARED,
    "/s/{key}/likes": Right.SEE_SHARED,
    "/s/{key}/print": Right.SEE_SHARED,
    "/s/{key}/booklet.pdf": Right.SEE_SHARED,
    "/s/{key}/recipes/{recipe_id}/booklet.pdf": Right.SEE_SHARED,
    "/s/{key}/recipes/{recipe_id}/print": Right.SEE_SHARED,
    "/": Right.SEE,
    "/me/looks": Right.SEE,
    "/me/likes": Right.SEE,
    "/boards/{board_id}": Right.SEE,
    "/recipes/{recipe_id}": Right.SEE,
    "/recipes/{recipe_id}/cook": Right.SEE,
    "/photos/{photo}/{size}": Right.SEE,
    "/boards/{board_id}/print": Right.SEE,
    "/boards/{board_id}/booklet.pdf": Right.SEE,
    "/recipes/{recipe_id}/booklet.pdf": Right.SEE,
    "/recipes/{recipe_id}/print": Right.SEE,
    "/recipes/new": Right.MAKE,
    "GET /recipes": Right.SEE,
    "POST /recipes": Right.MAKE,
    "/recipes/{recipe_id}/steps": Right.MAKE,
    "/recipes/{recipe_id}/edit": Right.MAKE,
    "/recipes/{recipe_id}/order": Right.MAKE,
    "/recipes/{recipe_id}/cover": Right.MAKE,
    "/recipes/{recipe_id}/needs": Right.MAKE,
    "/recipes/{recipe_id}/needs/{need_id}": Right.MAKE,
    "/recipes/{recipe_id}/needs/{need_id}/amount": Right.MAKE,
    "/recipes/{recipe_id}/needs/{need_id}/picture": Right.MAKE,
    "/recipes/{recipe_id}/needs/{need_id}/photo": Right.MAKE,
    "/recipes/{recipe_id}/needs/{need_id}/picture-back": Right.MAKE,
    "/recipes/{recipe_id}/needs/{need_id}/order": Right.MAKE,
    "/steps/{step_id}": Right.MAKE,
    "/steps/{step_id}/photo": Right.MAKE,
    "/steps/{step_id}/photo-back": Right.MAKE,
    "/recipes/{recipe_id}/boards": Right.PIN,
    "/boards/{board_id}/pins": Right.PIN,
    "/boards/{board_id}/pins/{pin_id}/remove": Right.PIN,
    "/boards/{board_id}/pins/{pin_id}/put-back": Right.PIN,
    "/bin": Right.BIN,
    "/recipes/{recipe_id}/bin": Right.BIN,
    "/recipes/{recipe_id}/put-back": Right.BIN,
    "/recipes/{recipe_id}/steps/bin": Right.BIN,
    "/recipes/{recipe_id}/needs/{need_id}/bin": Right.BIN,
    "/recipes/{recipe_id}/needs/{need_id}/put-back": Right.BIN,
    "/steps/{step_id}/bin": Right.BIN,
    "/steps/{step_id}/put-back": Right.BIN,
    "/help": Right.READ_HELP,
    "/photos/{photo}/people": Right.MAKE,
    "/photos/{photo}/people/take-back": Right.MAKE,
    "/photos/{photo}/cover": Right.MAKE,
    "/photos/{photo}/turn": Right.MAKE,
    "/photos/{photo}/permission": Right.OWN,
    "/photos/{photo}/permission/check": Right.OWN,
    "/photos/{photo}/permission/stop": Right.OWN,
    "/me/photos": Right.OWN,
    "/me/things": Right.OWN,
    "/me/things/copy": Right.OWN,
    "/me/things/delete": Right.OWN,
    "/review": Right.LOOK_AFTER,
    "/hearts/{heart_id}/show": Right.LOOK_AFTER,
    "/hearts/{heart_id}/hide": Right.LOOK_AFTER,
    "GET /photos/{photo}": Right.LOOK_AFTER,
    "/photos/{photo}/people/{person_id}/later": Right.LOOK_AFTER,
    "/photos/{photo}/people/{person_id}/stop": Right.LOOK_AFTER,
    "/people/{person_id}/photos": Right.LOOK_AFTER,
    "POST /photos/{photo}": Right.REVIEW,
    "/photos/{photo}/people/{person_id}": Right.REVIEW,
    "/photos/{photo}/people/{person_id}/decision": Right.REVIEW,
    "/recipes/{recipe_id}/reminders": Right.REMIND,
    "/people/{person_id}/things": Right.HANDLE_THINGS,
    "/people/{person_id}/things/copy": Right.HANDLE_THINGS,
    "/people/{person_id}/things/delete": Right.HANDLE_THINGS,
    "/boards/new": Right.ARRANGE,
    "/boards": Right.ARRANGE,
    "/boards/order": Right.ARRANGE,
    "/boards/{board_id}/edit": Right.ARRANGE,
    "/boards/{board_id}/cover": Right.ARRANGE,
    "/boards/{board_id}/order": Right.ARRANGE,
    "/boards/{board_id}/bin": Right.ARRANGE,
    "/boards/{board_id}/put-back": Right.ARRANGE,
    "/links": Right.SEE_LINKS,
    "/links/{link_id}": Right.SEE_LINKS,
    "/links/{link_id}/close": Right.SEE_LINKS,
    "/boards/{board_id}/links": Right.SHARE,
    "/boards/{board_id}/elsewhere": Right.SHARE,
    "/recipes/{recipe_id}/elsewhere": Right.SHARE,
    "/elsewhere": Right.SHARE,
    "/bring-in": Right.ARRANGE,
    "/bring-in/undo": Right.ARRANGE,
    "/bring-in/{token}": Right.ARRANGE,
    "/recipes/{recipe_id}/links": Right.SHARE,
    "GET /people": Right.SEE_PEOPLE,
    "GET /people/{person_id}": Right.SEE_PEOPLE,
    "GET /people/{person_id}/card": Right.SEE_PEOPLE,
    "/people/{person_id}/card/stop": Right.SEE_PEOPLE,
    "GET /tablets": Right.SEE_PEOPLE,
    "/tablets/{tablet_id}/stop": Right.SEE_PEOPLE,
    "/tablets/open": Right.CHANGE_PEOPLE,
    "/tablets/close": Right.SEE_PEOPLE,
    "POST /people": Right.CHANGE_PEOPLE,
    "/people/new": Right.CHANGE_PEOPLE,
    "/people/workers": Right.CHANGE_PEOPLE,
    "/people/workers/new": Right.CHANGE_PEOPLE,
    "/people/{person_id}/name": Right.CHANGE_PEOPLE,
    "/people/{person_id}/picture": Right.CHANGE_PEOPLE,
    "/people/{person_id}/role": Right.CHANGE_PEOPLE,
    "/people/{person_id}/leave": Right.CHANGE_PEOPLE,
    "/people/{person_id}/come-back": Right.CHANGE_PEOPLE,
    "POST /people/{person_id}/card": Right.CHANGE_PEOPLE,
    "/people/{person_id}/invitation": Right.CHANGE_PEOPLE,
    "/cards": Right.CHANGE_PEOPLE,
    "/cards/sheet": Right.CHANGE_PEOPLE,
    "POST /tablets": Right.CHANGE_PEOPLE,
    "/record": Right.READ_RECORD,
    "/settings": Right.CHANGE_SETTINGS,
    "/me": Right.CHOOSE_WAYS_IN,
    "/me/password": Right.CHOOSE_WAYS_IN,
    "/me/passkeys": Right.CHOOSE_WAYS_IN,
    "/me/passkeys/question": Right.CHOOSE_WAYS_IN,
    "/me/passkeys/{passkey_id}/remove": Right.CHOOSE_WAYS_IN,
    "/me/sign-out": Right.CHOOSE_WAYS_IN,
}
"""What each address asks for; where GET and POST differ, each by its method."""


def needed(method: str, path: str) -> str | Right:
    """What a route asks for. Fails on one that the table doesn't know."""
    found = NEEDS.get(path) or NEEDS.get(f"{method} {path}")
    assert found, f"{method} {path} stands in no table"
    return found


def routes(house: House) -> list[tuple[str, str]]:
    """Every method and path that the application answers."""
    found = [
        (method, context.path or "")
        for context in iter_route_contexts(house.app.routes)
        for method in (context.methods or ())
    ]
    assert len(found) > 100
    return found


def met(dependant: Dependant) -> Iterator[object]:
    """What a route's needs are, in the order in which they are met."""
    for inner in dependant.dependencies:
        yield from met(inner)
        yield inner.call
