"""Bringing recipes in from elsewhere: a file, then what is in it, and then the recipes."""

from fastapi import APIRouter
from starlette.responses import RedirectResponse, Response

from app import words
from app.asks_again import asks_again
from app.done import done
from app.given.bring import ABringing, APutFile, Bringing, TakesAFile, WhatWaits
from app.given.house import Page
from app.given.person import AFrame, MayArrange
from app.given.photos import AForm
from app.pages.bring import BringPage, look_page
from app.pages.parts.frame import Undo
from boards.hands import bringing

LOST = (words.BRING_LOST_ONE, words.BRING_LOST)
"""What is said of photos that can't be read, whose steps have words."""

LEFT = (words.BRING_LEFT_ONE, words.BRING_LEFT)
"""The same of photos alone."""

router = APIRouter(prefix="/bring-in")


@router.get("")
def new(_me: MayArrange, frame: AFrame, page: Page) -> Response:
    """Which file?"""
    return page(BringPage.of(frame))


@router.post("", dependencies=[TakesAFile])
@asks_again(new)
def put(put: APutFile, me: MayArrange, form: AForm) -> Response:
    """Let a file wait, and say what is in it."""
    return RedirectResponse(f"/bring-in/{put.or_problem()}", 303)


@router.post("/undo")
def undo(me: MayArrange, form: AForm) -> Response:
    """Put what was just brought in into the bin."""
    bringing.Bringing(me).throw_away(form.text("recipes").split(), form.text("boards").split())
    return done(me, "/recipes", words.BRING_UNDONE)


@router.get("/{token}")
def look(parcel: WhatWaits, _me: MayArrange, frame: AFrame, page: Page, token: str) -> Response:
    """What is in a file, before anything is made."""
    return page(look_page(parcel, token, frame))


@router.post("/{token}")
def bring(what: ABringing, me: MayArrange) -> Response:
    """Make the recipes of a file, once."""
    brought = bringing.Bringing(me).bring(what.parcel, what.pictures)
    ids = {"recipes": [one.id for one in brought.recipes], "boards": [one.id for one in brought.boards]}
    back = Undo("/bring-in/undo", {kind: " ".join(those) for kind, those in ids.items()})
    return done(me, "/recipes", _says(what), back, sent=what.sent)


def _says(what: Bringing) -> str:
    said = [words.counted(len(what.parcel.recipes), words.BRING_DONE_ONE, words.BRING_DONE)]
    if what.lost:
        said.append(words.counted(what.lost, *(LEFT if what.parcel.are_photos else LOST)))
    return "\n".join(said)
