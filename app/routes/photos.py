"""Photos, for those who may see them: who is in one, and who can see it."""

from datetime import UTC, datetime, time

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.responses import RedirectResponse, Response

from app import addresses, words
from app.asks_again import asks_again, errors_of
from app.done import done, go
from app.door.form import Form
from app.given.album import (
    AMaskedPhoto,
    AnAsking,
    APhotoAskedAbout,
    APhotoLookedAt,
    APhotoSeen,
    APhotoTaken,
    APhotoToMask,
    APhotoToStop,
    APhotoToTurn,
    ATurnedPhoto,
    TheAlbum,
    TheReview,
)
from app.given.house import ComesFirst, Db, Page, Photos, TheSettings
from app.given.link import AShown
from app.given.person import AFrame, MayLookAfter, MayMake, MayOwn, MayReview, MaySee
from app.given.photos import AForm
from app.house import House
from app.pages.masks import MaskPage
from app.pages.parts.frame import Undo
from app.pages.photos import CheckPage, WhoCanSeePage, WhoIsInItPage
from app.pages.photos_looked_at import AskPersonPage, DecidePage, PhotoPage
from app.pages.things import NOW, now_of
from app.photos.masks import regions_after, regions_told
from app.photos.next import Next, after_answer, after_mask, after_turn
from app.settings import Settings
from boards.hands.album import chosen_audience
from boards.permission import Audience
from boards.person import Person
from boards.photo import Photo
from boards.problems import NotFound, Problem
from media import SIZES, FolderStore, is_key

router = APIRouter()

SAW = {Audience.ME: words.SAW_ME, Audience.GROUP: words.SAW_GROUP, Audience.FAMILY: words.SAW_FAMILY}


@router.get("/photos/{photo}/people")
def people(_me: MayMake, album: TheAlbum, taken: APhotoTaken, frame: AFrame, page: Page) -> Response:
    """Is a person in this photo?"""
    return page(WhoIsInItPage.of(taken, album.recipe_of(taken), frame))


@router.post("/photos/{photo}/people")
@asks_again(people)
def answer(me: MayMake, album: TheAlbum, taken: APhotoTaken, form: AForm) -> Response:
    """Say who is in a photo that one took."""
    album.answer(taken, form.text("answer"), version=form.text("version"))
    if taken.permission_of(me.id):
        return go(me, f"{addresses.photo(taken.key)}/permission")
    to, at = after_answer(album, taken)
    says = says_of(taken)
    return done(me, to, says, Undo(f"{addresses.photo(taken.key)}/people/take-back", {"version": taken.version}), at=at)


def _saw(me: Person, of_me: Photo, chosen: Audience) -> str:
    one = of_me.permission_of(me.id)
    now = now_of(of_me, one, me.viewer) if one else ""
    return SAW[chosen] if now in ("", NOW[chosen]) else now


def says_of(taken: Photo) -> str:
    """What an answer leads to."""
    if taken.waits_for_families:
        return words.ANSWERED_WAITS_FAMILIES
    return words.ANSWERED_NO_ONE if taken.is_settled else words.ANSWERED_WAITS


@router.post("/photos/{photo}/people/take-back", dependencies=[ComesFirst])
def take_back_answer(me: MayMake, album: TheAlbum, taken: APhotoTaken, form: AForm) -> Response:
    """Say nothing yet about who is in a photo."""
    album.take_back_answer(taken, version=form.text("version"))
    return done(me, f"{addresses.photo(taken.key)}/people", words.ANSWER_TAKEN_BACK)


@router.get("/photos/{photo}/permission")
def permission(
    _me: MayOwn, album: TheAlbum, of_me: APhotoAskedAbout, frame: AFrame, page: Page, again: str = "", mine: str = ""
) -> Response:
    """Who can see this photo?"""
    return page(WhoCanSeePage.of(of_me, album, frame, is_again=bool(again), to_mine=bool(mine)))


@router.get("/photos/{photo}/permission/check")
def check(
    _me: MayOwn, album: TheAlbum, of_me: APhotoAskedAbout, frame: AFrame, page: Page, audience: str = "", mine: str = ""
) -> Response:
    """Who will see this photo?"""
    if audience not in album.choices:
        return RedirectResponse(f"{addresses.photo(of_me.key)}/permission", 303)
    return page(CheckPage.of(of_me, Audience(audience), album, frame, to_mine=bool(mine)))


@router.post("/photos/{photo}/permission", dependencies=[ComesFirst])
@asks_again(permission)
def permit(me: MayOwn, album: TheAlbum, of_me: APhotoToStop, form: AForm) -> Response:
    """Say who can see a photo of oneself, if the check before it fits."""
    chosen, mine = chosen_audience(form.text("audience"), album.choices), bool(form.text("mine"))
    if form.text("understood") != chosen:
        return go(me, f"{addresses.photo(of_me.key)}/permission?again=1{'&mine=yes' if mine else ''}")
    is_so = album.permit(of_me, chosen, version=form.text("version"))
    to, at = Next("/me/photos", f"photo-{of_me.key}") if mine else after_answer(album, of_me)
    return done(me, to, _saw(me, of_me, chosen) if is_so else words.SAW_WISH, at=at)


@router.post("/photos/{photo}/permission/stop", dependencies=[ComesFirst])
def stop(me: MayOwn, album: TheAlbum, of_me: APhotoToStop) -> Response:
    """Show a photo of oneself to nobody else any more."""
    album.stop(of_me, me)
    return done(me, "/me/photos", words.STOPPED_SHOWING, at=f"photo-{of_me.key}")


@router.get("/photos/{photo}/cover")
def mask(request: Request, _me: MayMake, to_mask: APhotoToMask, frame: AFrame, page: Page) -> Response:
    """The regions of a photo to mask. The page carries them along; nothing is kept before they are sent."""
    said = request.query_params
    try:
        regions = regions_after(said, to_mask.found)
    except Problem as problem:
        so_far = MaskPage.of(to_mask, regions_told(said.getlist("place")), frame)
        typed = {name: said.getlist(name) for name in said}
        return page(so_far.with_typed(typed, errors_of(problem)), 422)
    return page(MaskPage.of(to_mask, regions, frame))


@router.post("/photos/{photo}/cover", dependencies=[ComesFirst])
def burn_mask(masked: AMaskedPhoto, me: MayMake, album: TheAlbum, to_mask: APhotoToMask, photos: Photos) -> Response:
    """Mask the regions for good: the photo that was there is gone in every size."""
    was, anew = to_mask.key, album.mask(to_mask, masked.picture, of=masked.of)
    response = done(me, after_mask(anew, me), words.HIDDEN)
    response.background = BackgroundTask(photos.remove_each, [was])
    return response


@router.post("/photos/{photo}/turn")
def turn(turned: ATurnedPhoto, me: MayMake, album: TheAlbum, to_turn: APhotoToTurn, form: AForm) -> Response:
    """Turn a photo by a quarter, or back by one. What is sent twice turns it once."""
    then = form.text("then")
    if turned.picture is None or turned.of != to_turn.key:
        return done(me, after_turn(album, to_turn, then), words.TURNED_BEFORE)
    anew = album.turn(to_turn, turned.quarters, turned.picture, of=turned.of)
    undo = Undo(f"{addresses.photo(anew.key)}/turn", {"back": "" if form.text("back") else "yes", "then": then})
    return done(me, after_turn(album, anew, then), words.TURNED, undo)


@router.get("/photos/{photo}")
def show_page(
    _me: MayLookAfter, review: TheReview, album: TheAlbum, looked_at: APhotoLookedAt, frame: AFrame, page: Page
) -> Response:
    """One photo, for a worker."""
    return page(PhotoPage.of(looked_at, review, album.recipe_of(looked_at), frame))


@router.post("/photos/{photo}")
@asks_again(show_page)
def show_people(me: MayReview, review: TheReview, album: TheAlbum, looked_at: APhotoLookedAt, form: AForm) -> Response:
    """Say who is in a photo, having looked at it."""
    nobody, those = bool(form.text("nobody")), form.texts("people")
    child, stranger = bool(form.text("child")), bool(form.text("stranger"))
    if nobody is bool(those or child or stranger):
        raise Problem("somebody_is_in_it" if nobody else "not_answered", "people")
    review.show_people(looked_at, those, version=form.text("version"), child=child, stranger=stranger)
    return done(me, addresses.photo(looked_at.key), words.IN_IT_NOBODY_SAVED if nobody else words.IN_IT_SAVED)


@router.get("/photos/{photo}/people/{person_id}")
def ask(_me: MayReview, asking: AnAsking, frame: AFrame, page: Page, settings: TheSettings) -> Response:
    """The form for what somebody says."""
    return page(AskPersonPage.of(asking, frame, settings.zone))


@router.post("/photos/{photo}/people/{person_id}", dependencies=[ComesFirst])
@asks_again(ask)
def write_down(me: MayReview, review: TheReview, asking: AnAsking, form: AForm, settings: TheSettings) -> Response:
    """Write down what somebody said."""
    review.write_down(
        asking,
        form.text("audience"),
        version=form.text("version"),
        explained=form.text("explained"),
        understood=bool(form.text("understood")),
        until=_until(form, settings),
    )
    return done(me, addresses.photo(asking.photo.key), words.ASK_SAVED.format(name=asking.person.name))


@router.post("/photos/{photo}/people/{person_id}/later")
def ask_later(me: MayLookAfter, review: TheReview, asking: AnAsking) -> Response:
    """Let a question wait until somebody comes in."""
    review.ask(asking)
    return done(me, addresses.photo(asking.photo.key), words.ASK_LATER_DONE.format(name=asking.person.name))


@router.post("/photos/{photo}/people/{person_id}/stop", dependencies=[ComesFirst])
def stop_for(me: MayLookAfter, review: TheReview, album: TheAlbum, photo: str, person_id: str) -> Response:
    """Show a photo to nobody but who is in it, since somebody in it changed their mind."""
    about, person = review.find_to_stop(photo, person_id)
    album.stop(about, person)
    return done(me, addresses.photo(about.key), words.STOPPED_SHOWING)


@router.get("/photos/{photo}/people/{person_id}/decision")
def decision(_me: MayReview, asking: AnAsking, frame: AFrame, page: Page, settings: TheSettings) -> Response:
    """The form for a decision in somebody's best interests."""
    return page(DecidePage.of(asking, frame, settings.zone))


@router.post("/photos/{photo}/people/{person_id}/decision", dependencies=[ComesFirst])
@asks_again(decision)
def decide(me: MayReview, review: TheReview, asking: AnAsking, form: AForm, settings: TheSettings) -> Response:
    """Write down a decision in somebody's best interests."""
    review.decide(
        asking,
        form.text("audience"),
        version=form.text("version"),
        reason=form.text("reason"),
        consulted=form.text("consulted"),
        until=_until(form, settings),
    )
    return done(me, addresses.photo(asking.photo.key), words.DECIDED.format(name=asking.person.name))


def _until(form: Form, settings: Settings) -> datetime:
    return datetime.combine(form.day("ends"), time(), settings.zone).astimezone(UTC)


@router.get("/photos/{photo}/{size}")
def show(request: Request, _me: MaySee, seen: APhotoSeen, photos: Photos, size: str) -> Response:
    """A photo of the group."""
    return photo_answer(request, photos, seen, size)


@router.get("/s/{key}/photos/{photo}/{size}")
def show_shared(request: Request, shown: AShown, db: Db, photos: Photos, photo: str, size: str) -> Response:
    """A photo that a link shows."""
    if not shown.shows_photo(photo):
        raise NotFound
    return photo_answer(request, photos, Photo.find(db, photo), size)


def photo_answer(request: Request, photos: FolderStore, photo: Photo, size: str) -> Response:
    """A photo's bytes, or 304 when the browser has them. Under its key and size a photo never changes. What isn't as
    long as what was kept is never sent. Raises Damaged.
    """
    if size not in SIZES or not is_key(photo.key):
        raise NotFound
    etag = f'"{photo.key}-{size}"'
    if etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers={"ETag": etag})
    content = House.of(request).damage.opened(photos, photo, size)
    return Response(content, media_type=SIZES[size].content_type, headers={"ETag": etag})
