"""What a link gives to whoever holds it."""

from hmac import compare_digest
from typing import Annotated

from fastapi import Depends, Request

from app import addresses
from app.door.attempt import Attempt
from app.door.cookies import Cookie
from app.door.guard import SAFE
from app.door.word import Word, WordNeeded, word_cookie
from app.given.house import Db, OpenForm, Photos, TheSettings, TheSite
from app.limits.network import network_of
from app.limits.turns import asker_of
from app.pages.parts.preview import Preview
from boards.database import now
from boards.link import Link
from boards.looks import Looks
from boards.shown import Shared


def _link_held(request: Request, key: str, db: Db, settings: TheSettings) -> Link:
    link = Link.find(db, key, now(), settings.zone)
    request.state.group = link.group_id
    if request.method in SAFE:
        return link
    # Whoever closes it or bins what it shows may be first.
    link.wait_for_turn()
    return Link.find(db, key, now(), settings.zone)


ALinkHeld = Annotated[Link, Depends(_link_held)]
"""The open link with the key of the address."""


async def _word(request: Request, form: OpenForm, settings: TheSettings, key: str) -> Attempt[str]:
    # Before the turn to write: checking a word takes long on purpose.
    network, asker = network_of(request), asker_of(request)
    word = Word(typed=form.text("word"), key=key, zone=settings.zone, network=network, asker=asker)
    return await Attempt.made(request, word)


AWord = Annotated[Attempt[str], Depends(_word)]
"""What came of a word that was typed for a link."""


def _shown(request: Request, link: ALinkHeld, db: Db) -> Shared:
    if link.is_locked and not compare_digest(word_cookie(request, link).encode(), link.proof.encode()):
        raise WordNeeded
    return link.shows(db)


AShown = Annotated[Shared, Depends(_shown)]
"""What the link with this key shows now."""


async def _their_looks(request: Request) -> Looks:
    return Looks.of(Cookie.LOOKS.of(request))


TheirLooks = Annotated[Looks, Depends(_their_looks)]
"""How whoever opens links in this browser likes pages."""


def _preview(request: Request, shown: AShown, photos: Photos, site: TheSite, key: str) -> Preview | None:
    recipe_id = request.path_params.get("recipe_id")
    seen = shown.only(recipe_id) if recipe_id else shown
    return Preview.of(seen.food, photos, at=f"{site.origin}{addresses.shared(key)}")


APreview = Annotated[Preview | None, Depends(_preview)]
"""The photo that stands in a chat for what an address under a link shows, if the group wants one."""
