"""The people of the group: adding them, changing them, letting them go. For workers."""

from fastapi import APIRouter, Request
from starlette.background import BackgroundTask
from starlette.responses import Response

from app import addresses, words
from app.asks_again import asks_again
from app.done import deleted, done, done_with_keys, go
from app.door.signin import sign_out
from app.given.house import ACopy, ComesFirst, Page, Photos, TheSettings, TheSite
from app.given.person import (
    AFrame,
    APerson,
    ASeed,
    MayChangePeople,
    MayHandleThings,
    MayLookAfter,
    MaySeePeople,
    TheirThings,
    ThePeople,
)
from app.given.photos import AForm, SavedPhotos, TakesPhotos, Who
from app.pages.parts.frame import Undo
from app.pages.people import (
    AddMembersPage,
    AddWorkerPage,
    BadgePage,
    InvitationPage,
    LeavePage,
    NamePage,
    PeoplePage,
    PersonPage,
    PicturePage,
    confirm_role,
)
from app.pages.things import PhotosOfPage, ThingsPage, confirm_delete
from app.pantry.drawings import SYMBOLS
from app.photos.uploads import photos_needed
from boards.database import db_of
from boards.hands.album import photos_about
from boards.problems import NotFound, Problem
from boards.right import Role

router = APIRouter(prefix="/people")


@router.get("")
def index(_me: MaySeePeople, people: ThePeople, frame: AFrame, page: Page, settings: TheSettings) -> Response:
    """Everybody in the group."""
    return page(PeoplePage.of(people, frame, settings.zone))


@router.get("/new")
def new(_me: MayChangePeople, frame: AFrame, page: Page) -> Response:
    """The form for members."""
    return page(AddMembersPage.of(frame))


@router.post("")
@asks_again(new)
def create(me: MayChangePeople, people: ThePeople, form: AForm) -> Response:
    """Add members, a name on each line."""
    added = people.add_members(form.text("names"), SYMBOLS)
    said = words.MEMBERS_ADDED_ONE if len(added) == 1 else words.MEMBERS_ADDED
    return done(me, "/people", said.format(name=added[0].name, count=len(people.members())))


@router.get("/workers/new")
def new_worker(_me: MayChangePeople, frame: AFrame, page: Page) -> Response:
    """The form for a worker."""
    return page(AddWorkerPage.of(frame))


@router.post("/workers")
@asks_again(new_worker)
def create_worker(request: Request, me: MayChangePeople, people: ThePeople, form: AForm, seed: ASeed) -> Response:
    """Add a worker and invite them."""
    person = people.add_worker(form.text("name"), SYMBOLS)
    people.invite(person, seed)
    says = words.INVITED.format(name=person.name)
    return done_with_keys(request, me, seed, f"{addresses.person(person.id)}/invitation", says)


@router.get("/{person_id}")
def show(
    _me: MaySeePeople, people: ThePeople, person: APerson, frame: AFrame, page: Page, settings: TheSettings
) -> Response:
    """One person."""
    return page(PersonPage.of(person, people.ways_in([person])[person.id], frame, settings.zone))


@router.get("/{person_id}/name")
def name(_me: MayChangePeople, person: APerson, frame: AFrame, page: Page) -> Response:
    """A person's name."""
    return page(NamePage.of(person, frame))


@router.post("/{person_id}/name")
@asks_again(name)
def rename(me: MayChangePeople, people: ThePeople, person: APerson, form: AForm) -> Response:
    """Give a person a name."""
    was = people.rename(person, form.text("name"))
    undo = Undo(f"{addresses.person(person.id)}/name", {"name": was})
    return done(me, addresses.person(person.id), words.PERSON_NAMED.format(name=person.name), undo)


@router.get("/{person_id}/picture")
def picture(_me: MayChangePeople, person: APerson, frame: AFrame, page: Page) -> Response:
    """The pictures that a person can have."""
    return page(PicturePage.of(person, frame))


@router.post("/{person_id}/picture", dependencies=[TakesPhotos])
@asks_again(picture)
def choose_picture(
    me: MayChangePeople, people: ThePeople, person: APerson, form: AForm, saved: SavedPhotos, store: Photos
) -> Response:
    """Let a drawing or a photo stand for a person. The photo that did before is gone."""
    symbol = form.text("symbol") if form.text("symbol") in SYMBOLS else ""
    pictures, before = photos_needed(saved, or_else=symbol), person.photo_key
    was = people.show_by_photo(person, pictures[0]) if pictures else people.show(person, symbol)
    undo = Undo(f"{addresses.person(person.id)}/picture", {"symbol": was}) if was else None
    response = done(me, addresses.person(person.id), words.PERSON_SHOWN.format(name=person.name), undo, sent=saved.sent)
    response.background = BackgroundTask(store.remove_each, [before] if before and before != person.photo_key else [])
    return response


@router.get("/{person_id}/card")
def badge(
    _me: MaySeePeople, people: ThePeople, person: APerson, frame: AFrame, page: Page, settings: TheSettings
) -> Response:
    """Whether a member has a badge."""
    return page(BadgePage.of(person, people.ways_in([person])[person.id].badge, frame, settings.zone))


@router.post("/{person_id}/card")
def make_badge(request: Request, me: MayChangePeople, people: ThePeople, person: APerson, seed: ASeed) -> Response:
    """Make a new badge for a member."""
    people.make_badges([person], seed)
    return done_with_keys(request, me, seed, "/cards/sheet", words.BADGES_MADE)


@router.post("/{person_id}/card/stop", dependencies=[ComesFirst])
def stop_badge(me: MaySeePeople, people: ThePeople, person: APerson) -> Response:
    """Stop a member's badge."""
    people.stop_badge(person)
    return done(me, f"{addresses.person(person.id)}/card", words.BADGE_STOPPED.format(name=person.name))


@router.get("/{person_id}/invitation")
def invitation(
    _me: MayChangePeople, people: ThePeople, person: APerson, frame: AFrame, page: Page, seed: ASeed, site: TheSite,
    settings: TheSettings,
) -> Response:  # fmt: skip
    """A worker's open invitation; its address shows in the browser that made it."""
    invitation = people.ways_in([person])[person.id].invitation
    if invitation is None:
        raise NotFound
    is_ours = seed.made(invitation.id, invitation.key_hash)
    url = f"{site.origin}/invitations/{seed.key_for(invitation.id)}" if is_ours else ""
    response = page(InvitationPage.of(invitation, frame, url=url, zone=settings.zone))
    response.headers["Cache-Control"] = "no-store"
    return response


@router.post("/{person_id}/invitation")
def invite(request: Request, me: MayChangePeople, people: ThePeople, person: APerson, seed: ASeed) -> Response:
    """Invite a worker anew."""
    people.invite(person, seed)
    says = words.INVITED.format(name=person.name)
    return done_with_keys(request, me, seed, f"{addresses.person(person.id)}/invitation", says)


@router.get("/{person_id}/photos")
def photos(_me: MayLookAfter, person: APerson, frame: AFrame, page: Page) -> Response:
    """The photos that somebody is in, and who can see each."""
    return page(PhotosOfPage.of(person, photos_about(person), frame))


@router.get("/{person_id}/things")
def things(_me: MayHandleThings, theirs: TheirThings, frame: AFrame, page: Page) -> Response:
    """What is somebody's own here."""
    return page(ThingsPage.of(theirs, frame, by_tap=False))


@router.post("/{person_id}/things/copy")
def take(_me: MayHandleThings, theirs: TheirThings, known: Who, copy: ACopy) -> Response:
    """A copy of somebody's things, to give to them."""
    return copy(theirs, known)


@router.get("/{person_id}/things/delete")
def confirm_delete_things(
    _me: MayHandleThings, theirs: TheirThings, frame: AFrame, page: Page, settings: TheSettings
) -> Response:
    """Whether to delete somebody's things."""
    return page(confirm_delete(theirs, frame, backups_until=settings.backups_until))


@router.post("/{person_id}/things/delete", dependencies=[ComesFirst])
def delete_things(theirs: TheirThings, me: MayHandleThings, store: Photos, settings: TheSettings) -> Response:
    """Delete somebody's things for good, since they asked for it."""
    day = words.day(settings.backups_until)
    says = words.THINGS_DELETED_OF.format(name=theirs.person.name, day=day)
    return deleted(theirs, me, store, addresses.person(theirs.person.id), says)


@router.get("/{person_id}/role")
def role(_me: MayChangePeople, person: APerson, frame: AFrame, page: Page) -> Response:
    """Whether to change somebody's role."""
    return page(confirm_role(person, frame))


@router.post("/{person_id}/role")
@asks_again(role)
def change_role(me: MayChangePeople, people: ThePeople, person: APerson, form: AForm) -> Response:
    """Make a member a worker, or a worker a member."""
    if form.text("role") not in tuple(Role):
        raise Problem("form_unreadable")
    people.change_role(person, Role(form.text("role")))
    said = words.ROLE_IS_WORKER if person.is_worker else words.ROLE_IS_MEMBER
    return done(me, addresses.person(person.id), said.format(name=person.name))


@router.get("/{person_id}/leave")
def leave(_me: MayChangePeople, people: ThePeople, person: APerson, frame: AFrame, page: Page) -> Response:
    """What becomes of somebody's recipes when they leave."""
    return page(LeavePage.of(person, len(people.recipes_of(person)), frame))


@router.post("/{person_id}/leave", dependencies=[ComesFirst])
@asks_again(leave)
def let_go(request: Request, me: MayChangePeople, people: ThePeople, person: APerson, form: AForm) -> Response:
    """Let somebody leave, with their recipes or without."""
    name, takes_recipes = person.name, form.text("recipes") == "take"
    people.let_go(person, with_recipes=takes_recipes)
    if person is me:
        response = go(me, "/sign-in?out=1")
        sign_out(db_of(me), request, response)
        db_of(me).commit()
        return response
    return done(me, "/people", (words.LEFT_WITH_RECIPES if takes_recipes else words.LEFT).format(name=name))


@router.post("/{person_id}/come-back")
def come_back(me: MayChangePeople, people: ThePeople, person_id: str) -> Response:
    """Let somebody come back."""
    person = people.take_back(person_id)
    said = words.CAME_BACK_WORKER if person.is_worker else words.CAME_BACK
    return done(me, addresses.person(person.id), said.format(name=person.name))
