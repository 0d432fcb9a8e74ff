"""What a route may ask for. Whatever belongs to somebody is found through the person who asks."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial
from hmac import compare_digest
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.concurrency import run_in_threadpool

from app.attempt import Attempt
from app.booklet.answer import Bind
from app.cookies import Cookie
from app.covers import covered, places_told
from app.forms import Form, reading_form
from app.guard import SAFE
from app.inbox import Inbox
from app.pages.frame import Frame
from app.pages.preview import Preview
from app.receipts import Sending
from app.render import Render
from app.settings import Settings
from app.shared import WordNeeded, WordTry, word_cookie
from app.signin import CardRefused, FreshSignInNeeded, SignedIn, SignInNeeded, opened_by, tablet_of, who
from app.takeaway import TakeAway
from app.turns import FAMILIES_WAIT, Rank, asker_of, rank_of
from app.uploads import Kept, Uploads, taker_of, why_of
from boards.album import Album
from boards.belongings import Belongings
from boards.board import Board, Pin
from boards.card import Card
from boards.database import Database, now
from boards.database import Db as DbSession
from boards.heart import Heart
from boards.invitation import Invitation
from boards.key import Seed
from boards.likes import Likes
from boards.link import Link
from boards.need import Need
from boards.note import Note
from boards.passkey import Site
from boards.people import People
from boards.person import Person
from boards.photo import Photo, Picture
from boards.problems import NotAllowed, NotFound, Problem
from boards.recipe import Recipe, Step
from boards.review import Asking, Review
from boards.right import FRESH, Right
from boards.shown import Shared
from boards.tablet import Tablet
from media import FolderStore


async def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def _database(request: Request) -> Database:
    database: Database = request.app.state.database
    return database


async def _store(request: Request) -> FolderStore:
    store: FolderStore = request.app.state.store
    return store


async def _render(request: Request) -> Render:
    return Render(request)


async def _bind(request: Request) -> Bind:
    return Bind(request)


async def _take_away(request: Request) -> TakeAway:
    return TakeAway(request)


TheSettings = Annotated[Settings, Depends(_settings)]
TheDatabase = Annotated[Database, Depends(_database)]
Photos = Annotated[FolderStore, Depends(_store)]
Page = Annotated[Render, Depends(_render)]
ABooklet = Annotated[Bind, Depends(_bind)]
ACopy = Annotated[TakeAway, Depends(_take_away)]
Who = Annotated[SignedIn, Depends(who)]


async def _open_form(request: Request) -> AsyncIterator[Form]:
    async with reading_form(request) as form:
        yield form


OpenForm = Annotated[Form, Depends(_open_form, scope="function")]
"""The form of a page that needs no sign-in."""


async def _comes_first(request: Request) -> None:
    request.state.rank = Rank.FIRST


ComesFirst = Depends(_comes_first)
"""For routes that show less than before, that end a way in, and that sign in or out: no other change goes before."""


async def _form(request: Request, known: Who) -> AsyncIterator[Form]:
    if request.method in SAFE:
        yield Form()
        return
    most_photos = getattr(request.state, "most_photos", 0)
    if not most_photos:
        async with reading_form(request) as form:
            yield form
        return
    inbox: Inbox = request.app.state.inbox
    with inbox.sending(known.person_id, known.group_id, request.state.caller.make_room) as sending:
        async with reading_form(request, most_files=most_photos, counted=partial(inbox.received, sending)) as form:
            yield form


AForm = Annotated[Form, Depends(_form, scope="function")]
"""The form of somebody who is known: nothing of it was read before that."""


def takes_photos(request: Request, known: Who, database: TheDatabase) -> None:
    """Let a route's form carry photos: many for a recipe, one for something else, which is looked up before."""
    with database.reading() as db:
        person = known.person(db)
        need_id = request.path_params.get("need_id")
        if recipe_id := request.path_params.get("recipe_id"):
            recipe = person.recipe(recipe_id)
            if need_id:
                recipe.need(need_id)
        if step_id := request.path_params.get("step_id"):
            person.step(step_id)
        if person_id := request.path_params.get("person_id"):
            People(person).find(person_id)
    is_one = step_id or need_id or person_id
    request.state.most_photos = 1 if is_one else request.app.state.settings.upload_photos


TakesPhotos = Depends(takes_photos)


async def _kept(request: Request, form: AForm, known: Who) -> AsyncIterator[Kept]:
    uploads: Uploads = request.app.state.uploads
    sending = Sending.of(request)
    if form.files and not opened_by(request):
        raise Problem("opened_by_nobody", "photos")
    async with uploads.keep(form.files, taker_of(known)) as kept:
        sending.unread = tuple(unread.number for unread in kept.unread)
        yield kept
    # Only now has the route done all of it.
    sending.is_saved, sending.says = bool(form.files), tuple(why_of(kept))


KeptPhotos = Annotated[Kept, Depends(_kept, scope="function")]
"""The photos of the form, in the store. They are taken away again when the route refuses."""


async def _db(request: Request, database: TheDatabase) -> AsyncIterator[DbSession]:
    # Who waits does so here and not in the threads: those would all wait for a lock whose holder needs one of them.
    state, rank = request.app.state, rank_of(request)
    turns, opened = (
        (state.turns_to_read, database.reading) if request.method in SAFE else (state.turn_to_write, database.writing)
    )
    patience = FAMILIES_WAIT if rank is Rank.LATER else None
    async with turns.take(asker_of(request), rank, patience=patience):
        with opened() as db:
            yield db


Db = Annotated[DbSession, Depends(_db, scope="function")]
"""One transaction for the whole route."""


async def _attempt(request: Request, form: OpenForm, database: TheDatabase) -> Attempt:
    # Before the turn to write: checking a password takes long on purpose.
    return await Attempt.made(request, form, database)


AnAttempt = Annotated[Attempt, Depends(_attempt)]
"""What came of an email address and a password."""


@dataclass(frozen=True)
class Covered:
    """A picture in which something is covered, and the key of the photo that it was made from."""

    picture: Picture
    of: str


async def _covered(
    request: Request, form: AForm, known: Who, database: TheDatabase, photo: str
) -> AsyncIterator[Covered]:
    key = await run_in_threadpool(_key_to_cover, database, known, photo)
    places = places_told(form.texts("place"))
    if not places:
        raise Problem("no_cover", "left")
    async with covered(request.app.state.uploads, key, places, taker_of(known)) as picture:
        yield Covered(picture, key)


def _key_to_cover(database: Database, known: SignedIn, key: str) -> str:
    with database.reading() as db:
        return Album(known.person(db), by_tap=known.by_tap).find_to_cover(key).key


ACoveredPhoto = Annotated[Covered, Depends(_covered, scope="function")]
"""The photo of the address with the form's places covered, in the store. It is taken away when the route refuses.

Ask for it before anything that holds the write lock.
"""


def _me(request: Request, known: Who, _kept: KeptPhotos, db: Db) -> Person:
    # After the photos, so that nobody waits for a slow upload with the write lock in hand.
    return known.person(db) if request.method in SAFE else known.writer(db)


Me = Annotated[Person, Depends(_me)]


def _may(right: Right) -> Callable[..., Person]:
    """Whoever may do something, by the one table; some of it soon after they signed in alone."""

    def allowed(request: Request, known: Who, me: Me, settings: TheSettings) -> Person:
        me.must(right)
        # A form that was opened in time may be filled in at leisure.
        within = settings.fresh if request.method in SAFE else 2 * settings.fresh
        if right in FRESH and not known.is_fresh(within):
            raise FreshSignInNeeded
        return me

    return allowed


Arranger = Annotated[Person, Depends(_may(Right.ARRANGE))]
LinkKeeper = Annotated[Person, Depends(_may(Right.LINKS))]
Sharer = Annotated[Person, Depends(_may(Right.SHARE))]
SafetyKeeper = Annotated[Person, Depends(_may(Right.REMIND))]
RecordReader = Annotated[Person, Depends(_may(Right.RECORD))]
GroupChanger = Annotated[Person, Depends(_may(Right.SETTINGS))]
WayChooser = Annotated[Person, Depends(_may(Right.WAYS_IN))]


def _people(me: Annotated[Person, Depends(_may(Right.PEOPLE))]) -> People:
    return People(me)


def _people_to_change(me: Annotated[Person, Depends(_may(Right.CHANGE_PEOPLE))]) -> People:
    return People(me)


ThePeople = Annotated[People, Depends(_people)]
PeopleToChange = Annotated[People, Depends(_people_to_change)]
"""The people of the group, in the hands of a worker who may change them."""


def _board(me: Me, board_id: str) -> Board:
    return me.board(board_id)


def _pin(board: Annotated[Board, Depends(_board)], pin_id: str) -> Pin:
    return board.find_pin(pin_id)


def _recipe(me: Me, recipe_id: str) -> Recipe:
    return me.recipe(recipe_id)


def _step(me: Me, step_id: str) -> Step:
    return me.step(step_id)


def _need(recipe: Annotated[Recipe, Depends(_recipe)], need_id: str) -> Need:
    return recipe.need(need_id)


def _link(me: Me, link_id: str) -> Link:
    return me.link(link_id)


def _tablet(request: Request, db: Db) -> Tablet:
    tablet = tablet_of(request, db)
    if tablet is None:
        raise SignInNeeded
    return tablet


ATablet = Annotated[Tablet, Depends(_tablet)]
"""The tablet that this browser is. Where it is none, or has been stopped, the sign-in page is shown."""


def _tablet_there(people: ThePeople, tablet_id: str) -> Tablet:
    return people.tablet(tablet_id)


def _person(people: ThePeople, person_id: str) -> Person:
    return people.find(person_id)


def _card(request: Request, key: str, db: Db) -> Card:
    try:
        tablet = tablet_of(request, db)
        card = Card.find(db, key, group_id=tablet.group_id if tablet else None)
    except NotFound:
        raise CardRefused from None
    # On a tablet a card opens what a tap does, and when a tap does. One that was stopped opens nothing.
    if Cookie.TABLET.of(request) and not (tablet and tablet.is_open(now())):
        raise CardRefused
    return card


def _invitation(key: str, db: Db) -> Invitation:
    return Invitation.find(db, key)


def _seed(request: Request) -> Seed:
    return Seed(Cookie.SEED.of(request)) if Cookie.SEED.of(request) else Seed.new()


def _site(request: Request, settings: TheSettings) -> Site:
    origin = settings.public_url or str(request.base_url).rstrip("/")
    return Site(urlsplit(origin).hostname or "", origin)


def _album(me: Me, known: Who) -> Album:
    return Album(me, by_tap=known.by_tap)


TheAlbum = Annotated[Album, Depends(_album)]


class ReplacedBy(NotFound):
    """The address of a photo whose place another one took: whoever may see that is led on to it."""

    def __init__(self, key: str) -> None:
        super().__init__()
        self.key = key


def _now_here(request: Request, photo: Photo, key: str) -> Photo:
    """A photo that was looked up by a key. What a form of an older page says is about the photo all the same."""
    if photo.key != key and request.method in SAFE:
        raise ReplacedBy(photo.key)
    return photo


def _photo_taken(request: Request, album: TheAlbum, photo: str) -> Photo:
    return _now_here(request, album.find_taken(photo), photo)


def _photo_of_me(request: Request, album: TheAlbum, photo: str) -> Photo:
    return _now_here(request, album.find_of_me(photo), photo)


def _photo_to_cover(request: Request, album: TheAlbum, photo: str) -> Photo:
    return _now_here(request, album.find_to_cover(photo), photo)


def _photo_seen(request: Request, me: Me, photo: str) -> Photo:
    return _now_here(request, me.photo_they_see(photo), photo)


APhotoSeen = Annotated[Photo, Depends(_photo_seen)]
"""A photo that whoever asks may see."""


APhotoTaken = Annotated[Photo, Depends(_photo_taken)]
"""A photo that whoever asks took, and can still say who is in it."""
APhotoOfMe = Annotated[Photo, Depends(_photo_of_me)]
"""A photo that whoever asks is in."""
APhotoToCover = Annotated[Photo, Depends(_photo_to_cover)]


def _my_things(known: Who, me: Me) -> Belongings:
    # A picture on a tablet can be tapped by somebody else.
    if known.by_tap:
        raise NotAllowed
    return Belongings(me, by=me)


def _their_things(me: Annotated[Person, Depends(_may(Right.THINGS))], person_id: str) -> Belongings:
    return Belongings(People(me).find(person_id), by=me)


MyThings = Annotated[Belongings, Depends(_my_things)]
"""What is theirs, for who has shown a card, a passkey or a password."""
TheirThings = Annotated[Belongings, Depends(_their_things)]
"""Somebody's things, in the hands of a worker whom they asked."""


def _review(me: Annotated[Person, Depends(_may(Right.LOOK_AFTER))]) -> Review:
    return Review(me)


def _review_to_change(me: Annotated[Person, Depends(_may(Right.REVIEW))]) -> Review:
    return Review(me)


TheReview = Annotated[Review, Depends(_review)]
ReviewToChange = Annotated[Review, Depends(_review_to_change)]
"""What waits, in the hands of a worker who may change it."""


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


ATabletThere = Annotated[Tablet, Depends(_tablet_there)]
APerson = Annotated[Person, Depends(_person)]
ACard = Annotated[Card, Depends(_card)]
AnInvitation = Annotated[Invitation, Depends(_invitation)]
ASeed = Annotated[Seed, Depends(_seed)]
TheSite = Annotated[Site, Depends(_site)]
ABoard = Annotated[Board, Depends(_board)]
APin = Annotated[Pin, Depends(_pin)]
ARecipe = Annotated[Recipe, Depends(_recipe)]
AStep = Annotated[Step, Depends(_step)]
ANeed = Annotated[Need, Depends(_need)]
"""Something that the recipe of the address needs."""
ALink = Annotated[Link, Depends(_link)]


def _frame(me: Me, note: str = "", at: str = "") -> Frame:
    return Frame.around(me, Note.find(me, note) if note else None, at=at)


AFrame = Annotated[Frame, Depends(_frame)]
"""What stands around a page: whose group it is, who to ask, and what just happened."""


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


async def _word_try(request: Request, form: OpenForm, key: str) -> WordTry:
    # Before the turn to write: checking a word takes long on purpose.
    return await WordTry.made(request, key, form.text("word"))


AWordTry = Annotated[WordTry, Depends(_word_try)]
"""What came of a word that was typed for a link."""


def _shown(request: Request, link: ALinkHeld, db: Db) -> Shared:
    if link.is_locked and not compare_digest(word_cookie(request, link).encode(), link.proof.encode()):
        raise WordNeeded
    return link.shows(db)


AShown = Annotated[Shared, Depends(_shown)]
"""What the link with this key shows now."""


async def _their_likes(request: Request) -> Likes:
    return Likes.of(Cookie.LIKES.of(request))


TheirLikes = Annotated[Likes, Depends(_their_likes)]
"""How whoever opens links in this browser likes pages."""


def _preview(request: Request, shown: AShown, photos: Photos, site: TheSite, key: str) -> Preview | None:
    recipe_id = request.path_params.get("recipe_id")
    seen = shown.only(recipe_id) if recipe_id else shown
    return Preview.of(seen.food, photos, at=f"{site.origin}/s/{key}")


APreview = Annotated[Preview | None, Depends(_preview)]
"""The photo that stands in a chat for what an address under a link shows, if the group wants one."""
