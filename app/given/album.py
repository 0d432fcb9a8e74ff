"""Photos in the hands of whoever took them, is in them, or looks after them."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from app.door.guard import SAFE
from app.door.signin import SignedIn
from app.given.house import TheDatabase
from app.given.person import Me
from app.given.photos import AForm, LedOn, Who
from app.house import House
from app.photos.masks import masked, regions_told
from app.photos.turns import BACK, Lying, turned
from app.photos.uploads import taker_of
from boards.database import Database
from boards.hands.album import Album
from boards.hands.review import Asking, Review
from boards.heart import Heart
from boards.photo import Photo, Picture
from boards.problems import Problem


@dataclass(frozen=True)
class Masked:
    """A picture in which something is masked, and the key of the photo that it was made from."""

    picture: Picture
    of: str


async def _masked(
    request: Request, form: AForm, known: Who, database: TheDatabase, photo: str
) -> AsyncIterator[Masked]:
    key = await run_in_threadpool(_key_to_mask, database, known, photo)
    regions = regions_told(form.texts("place"))
    if not regions:
        raise Problem("no_mask", "left")
    async with masked(House.of(request).uploads, key, regions, taker_of(known)) as picture:
        yield Masked(picture, key)


def _key_to_mask(database: Database, known: SignedIn, key: str) -> str:
    with database.reading() as db:
        return Album(known.person(db), by_tap=known.by_tap).find_to_mask(key).key


AMaskedPhoto = Annotated[Masked, Depends(_masked, scope="function")]
"""The photo of the address with the form's regions masked, in the store. It is taken away when the route refuses.

Ask for it before anything that holds the write lock.
"""


@dataclass(frozen=True)
class Turned:
    """A picture that is turned by some quarters, and the key of the photo that it was made from. There is no picture
    where the photo of an older page was turned or masked since: tapped twice, it is turned once.
    """

    picture: Picture | None
    quarters: int
    of: str


async def _turned(
    request: Request, form: AForm, known: Who, database: TheDatabase, photo: str
) -> AsyncIterator[Turned]:
    lying = await run_in_threadpool(_photo_lying, database, known, photo)
    quarters = BACK if form.text("back") else 1
    if lying.key != photo:
        yield Turned(None, quarters, photo)
        return
    async with turned(House.of(request).uploads, lying, quarters, taker_of(known)) as picture:
        yield Turned(picture, quarters, photo)


def _photo_lying(database: Database, known: SignedIn, key: str) -> Lying:
    with database.reading() as db:
        return Lying.of(Album(known.person(db), by_tap=known.by_tap).find_to_turn(key))


ATurnedPhoto = Annotated[Turned, Depends(_turned, scope="function")]
"""The photo of the address turned, in the store. Ask for it before anything that holds the write lock."""


def _album(me: Me, known: Who) -> Album:
    return Album(me, by_tap=known.by_tap)


TheAlbum = Annotated[Album, Depends(_album)]


class ReplacedBy(LedOn):
    """The address of a photo whose place another one took: whoever may see that is led on to it."""


def _now_here(request: Request, photo: Photo, key: str) -> Photo:
    """A photo that was looked up by a key. What a form of an older page says is about the photo all the same."""
    if photo.key != key and request.method in SAFE:
        path = request.url.path.replace(key, photo.key, 1)
        raise ReplacedBy(f"{path}?{request.url.query}" if request.url.query else path)
    return photo


def _photo_taken(request: Request, album: TheAlbum, photo: str) -> Photo:
    return _now_here(request, album.find_taken(photo), photo)


def _photo_to_stop(request: Request, album: TheAlbum, photo: str) -> Photo:
    return _now_here(request, album.find_to_stop(photo), photo)


def _photo_to_mask(request: Request, album: TheAlbum, photo: str) -> Photo:
    return _now_here(request, album.find_to_mask(photo), photo)


def _photo_to_turn(request: Request, album: TheAlbum, photo: str) -> Photo:
    return _now_here(request, album.find_to_turn(photo), photo)


def _photo_seen(request: Request, me: Me, photo: str) -> Photo:
    return _now_here(request, me.photo_they_see(photo), photo)


APhotoSeen = Annotated[Photo, Depends(_photo_seen)]
"""A photo that whoever asks may see."""


APhotoTaken = Annotated[Photo, Depends(_photo_taken)]
"""A photo that whoever asks took, and can still say who is in it."""


class NotInIt(LedOn):
    """A question about a photo, for somebody who said no to it and isn't in it by what a worker said since."""


def _photo_asked_about(request: Request, album: TheAlbum, photo: str) -> Photo:
    of_me = _now_here(request, album.find_of_me(photo), photo)
    if of_me.permission_of(album.me.id) is None:
        raise NotInIt(f"/me/photos#photo-{of_me.key}")
    return of_me


APhotoAskedAbout = Annotated[Photo, Depends(_photo_asked_about)]
"""A photo that whoever asks is in now. Who only said no to it is led to what holds."""


APhotoToStop = Annotated[Photo, Depends(_photo_to_stop)]
"""A photo that whoever asks is in or was in, to say who sees it: their page may be a moment old."""


APhotoToMask = Annotated[Photo, Depends(_photo_to_mask)]
APhotoToTurn = Annotated[Photo, Depends(_photo_to_turn)]


def _review(me: Me) -> Review:
    return Review(me)


TheReview = Annotated[Review, Depends(_review)]
"""What waits, in the hands of a worker."""


def _heart(review: TheReview, heart_id: str) -> Heart:
    return review.hearts.find(heart_id)


AHeart = Annotated[Heart, Depends(_heart)]
"""A heart that came with words, in the hands of a worker."""


def _photo_looked_at(request: Request, review: TheReview, photo: str) -> Photo:
    return _now_here(request, review.find(photo), photo)


APhotoLookedAt = Annotated[Photo, Depends(_photo_looked_at)]
"""A photo in the hands of a worker."""


def _asking(request: Request, review: TheReview, photo: str, person_id: str) -> Asking:
    asking = review.asking(photo, person_id)
    _now_here(request, asking.photo, photo)
    return asking


AnAsking = Annotated[Asking, Depends(_asking)]
"""Somebody in a photo, and what they said."""
