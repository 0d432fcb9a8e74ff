"""The file of *Take it elsewhere*, read again. Whoever brings it may have changed it: each value is looked at."""

import hashlib
import json
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from app.bring.archive import Archive
from app.bring.unread import Unread, Why
from app.copy.elsewhere import FORMAT, LISTING
from app.pantry.drawings import drawing_for
from boards.hands.bringing import BroughtBoard, BroughtNeed, BroughtRecipe, BroughtStep, Parcel
from boards.need import AMOUNT
from boards.recipe import LONGEST_TIMER, MOST_NEEDS, MOST_STEPS, Reminder
from boards.text import TITLE, WORDS, tame_line, tame_lines

MOST_LISTING = 8_000_000
"""Bytes."""

MOST_RECIPES = 500
MOST_BOARDS = 100
MOST_PHOTOS = 2000

AName = Annotated[str, StringConstraints(max_length=200)]
AText = Annotated[str, StringConstraints(max_length=5000)]
APhoto = Annotated[str, StringConstraints(pattern=r"^photos/[A-Za-z0-9_-]{22}\.jpg$")] | None


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class _File(_Strict):
    length: int
    hash: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class _Step(_Strict):
    photo: APhoto
    words: AText
    careful: AText
    timer: Annotated[int, Field(ge=1, le=LONGEST_TIMER)] | None


class _Need(_Strict):
    words: AText
    amount: AText
    symbol: AText
    photo: APhoto


class _Recipe(_Strict):
    page: AName
    title: AText
    made_on: AName
    cover: APhoto
    reminders: Annotated[list[AName], Field(max_length=len(Reminder))]
    ingredients: Annotated[list[_Need], Field(max_length=MOST_NEEDS)]
    tools: Annotated[list[_Need], Field(max_length=MOST_NEEDS)]
    steps: Annotated[list[_Step], Field(max_length=MOST_STEPS)]


class _Board(_Strict):
    title: AText
    recipes: Annotated[list[AName], Field(max_length=MOST_RECIPES)]


class _Listing(_Strict):
    format: int
    group: AText
    taken: AName
    boards: Annotated[list[_Board], Field(max_length=MOST_BOARDS)]
    recipes: Annotated[list[_Recipe], Field(max_length=MOST_RECIPES)]
    files: dict[AName, _File]


def read_own(archive: Archive) -> Parcel:
    """What a file of ours would make. Every photo in it is compared with what the listing says. Raises Unread."""
    listing = _listing(archive)
    pages = [recipe.page for recipe in listing.recipes]
    if not pages:
        raise Unread(Why.NOTHING)
    pinned = [board.recipes for board in listing.boards]
    if any(len(set(those)) < len(those) or not set(those) <= set(pages) for those in (pages, *pinned)):
        raise Unread(Why.DAMAGED)
    if any(len(recipe.ingredients) + len(recipe.tools) > MOST_NEEDS for recipe in listing.recipes):
        raise Unread(Why.TOO_MANY)
    parcel = Parcel(
        tuple(BroughtBoard(_named(board.title), tuple(map(pages.index, board.recipes))) for board in listing.boards),
        tuple(_recipe(recipe) for recipe in listing.recipes),
    )
    if len(parcel.photos) > MOST_PHOTOS:
        raise Unread(Why.TOO_MANY)
    for name in {*parcel.photos, *(recipe.cover for recipe in listing.recipes if recipe.cover)}:
        _compare(archive.read(name), listing.files.get(name))
    return parcel


def _listing(archive: Archive) -> _Listing:
    if LISTING not in archive.names:
        raise Unread(Why.NOT_OURS)
    if archive.length(LISTING) > MOST_LISTING:
        raise Unread(Why.TOO_LARGE)
    try:
        said: Any = json.loads(archive.read(LISTING).decode("utf-8"))
        if isinstance(said, dict) and isinstance(said.get("format"), int) and said["format"] > FORMAT:
            raise Unread(Why.NEWER)
        listing = _Listing.model_validate(said)
    except (ValidationError, ValueError, RecursionError) as fault:
        raise Unread(Why.DAMAGED) from fault
    if listing.format != FORMAT:
        raise Unread(Why.DAMAGED)
    return listing


def _compare(content: bytes, said: _File | None) -> None:
    if said is None or (len(content), hashlib.sha256(content).hexdigest()) != (said.length, said.hash):
        raise Unread(Why.DAMAGED)


def _recipe(said: _Recipe) -> BroughtRecipe:
    return BroughtRecipe(
        title=tame_line(said.title, TITLE),
        cover=said.cover,
        reminders=tuple(one for one in Reminder if one.value in said.reminders),
        ingredients=tuple(_need(need) for need in said.ingredients),
        tools=tuple(_need(need) for need in said.tools),
        steps=tuple(
            BroughtStep(step.photo, tame_lines(step.words, WORDS), tame_line(step.careful, TITLE), step.timer)
            for step in said.steps
        ),
    )


def _need(said: _Need) -> BroughtNeed:
    return BroughtNeed(_named(said.words), tame_line(said.amount, AMOUNT), drawing_for(said.symbol), said.photo)


def _named(said: str) -> str:
    """A line that may not be empty."""
    named = tame_line(said, TITLE)
    if not named:
        raise Unread(Why.DAMAGED)
    return named
