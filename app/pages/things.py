"""What is somebody's own: the photos of them, and their things. The same pages serve a worker who helps them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from app import addresses, words
from app.pages.parts.confirm import ConfirmPage
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.parts.shot import Shot
from app.pages.people import ALL, crumb
from app.pages.photos import MINE
from app.pages.review import wished
from boards.hands.things import Things
from boards.permission import Audience, Permission, Viewer
from boards.person import Person
from boards.photo import Photo

NOW = {
    "": words.NOW_UNSAID,
    Audience.ME: words.NOW_ME,
    Audience.GROUP: words.NOW_GROUP,
    Audience.FAMILY: words.NOW_FAMILY,
}


@dataclass(frozen=True)
class PhotoOfMe:
    """A photo of somebody: who can see it now, and how to change that."""

    id: str
    shot: Shot | None
    name: str
    now: str
    ends: str
    change: str
    has_said: bool
    stop: str

    @classmethod
    def _said_no(cls, photo: Photo, frame: Frame, person: Person | None) -> "PhotoOfMe":
        """A photo that somebody said no to, and that they aren't in by what a worker said since."""
        return cls(
            id=f"photo-{photo.key}",
            shot=Shot.of(photo.picture_for(frame.viewer), alt=""),
            name=words.PHOTO_FROM.format(day=words.day(photo.made_at)),
            now=words.NOW_SAID_NO_OF.format(name=person.name) if person else words.NOW_SAID_NO,
            ends="" if person else words.NOW_SAID_NO_HELP,
            change="",
            has_said=True,
            stop=_stop(photo, person),
        )

    @classmethod
    def of(cls, photo: Photo, whose: Person, frame: Frame, *, is_helped: bool) -> "PhotoOfMe":
        """A photo in the list of somebody: of whoever looks, or of whom a worker helps."""
        own, person = addresses.photo(photo.key), whose if is_helped else None
        one = photo.permission_of(whose.id)
        if one is None:
            return cls._said_no(photo, frame, person)
        is_seen = one.holds(frame.viewer.at) and one.audience != Audience.ME
        again = words.ASK_AGAIN_ON.format(day=words.day(one.ask_again_at)) if one.ask_again_at and is_seen else ""
        return cls(
            id=f"photo-{photo.key}",
            shot=Shot.of(photo.picture_for(frame.viewer), alt=""),
            name=words.PHOTO_FROM.format(day=words.day(photo.made_at)),
            now=_now_of(photo, one, person, frame.viewer) if person else now_of(photo, one, frame.viewer),
            ends=again,
            change=addresses.in_photo(photo.key, person.id) if person else f"{own}/permission?mine=yes",
            has_said=one.holds(frame.viewer.at),
            stop=_stop(photo, person) if is_seen else "",
        )


@dataclass(frozen=True, kw_only=True)
class PhotosOfPage(HousePage):
    """The photos that somebody is in: who can see each, and the way to their other things."""

    template: ClassVar[str] = "me/photos.html"
    rows: tuple[PhotoOfMe, ...]
    lead: str
    none: str
    things: str
    things_say: str

    @classmethod
    def of_me(cls, me: Person, photos: Sequence[Photo], frame: Frame) -> "PhotosOfPage":
        """The page of whoever looks."""
        return cls(
            heading=words.MY_PHOTOS,
            frame=frame,
            part="mine",
            rows=tuple(PhotoOfMe.of(photo, me, frame, is_helped=False) for photo in photos),
            lead=words.MY_PHOTOS_LEAD,
            none=words.MY_PHOTOS_NONE,
            things="/me/things",
            things_say=words.THINGS,
        )

    @classmethod
    def of(cls, person: Person, photos: Sequence[Photo], frame: Frame) -> "PhotosOfPage":
        """The page of somebody whom a worker helps."""
        return cls(
            heading=words.PHOTOS_OF.format(name=person.name),
            frame=frame,
            part="people",
            trail=(ALL, crumb(person)),
            rows=tuple(PhotoOfMe.of(photo, person, frame, is_helped=True) for photo in photos),
            lead=words.PHOTOS_OF_LEAD.format(name=person.name),
            none=words.PHOTOS_OF_NONE.format(name=person.name),
            things=f"{addresses.person(person.id)}/things",
            things_say=words.THINGS_OF.format(name=person.name),
        )


@dataclass(frozen=True, kw_only=True)
class ThingsPage(HousePage):
    """Somebody's things: what there is, taking a copy, and deleting them. `ask_worker`: here only a worker may."""

    template: ClassVar[str] = "me/things.html"
    facts: tuple[str, ...]
    take: str
    take_says: str
    delete: str
    delete_says: str
    ask_worker: str

    @classmethod
    def of(cls, things: Things, frame: Frame, *, by_tap: bool) -> "ThingsPage":
        """The page of somebody's things."""
        person, is_mine = things.person, things.person is things.me
        under = "/me/things" if is_mine else f"{addresses.person(person.id)}/things"
        return cls(
            heading=words.THINGS if is_mine else words.THINGS_OF.format(name=person.name),
            frame=frame,
            part="mine" if is_mine else "people",
            trail=(MINE,) if is_mine else (ALL, crumb(person)),
            facts=_counted(things),
            take=frame.own(f"{under}/copy"),
            take_says=words.THINGS_TAKE if is_mine else words.THINGS_TAKE_OF.format(name=person.name),
            delete=f"{under}/delete",
            delete_says=words.THINGS_DELETE if is_mine else words.THINGS_DELETE_OF.format(name=person.name),
            ask_worker=words.THINGS_ASK_WORKER.format(name=frame.helper) if by_tap else "",
        )


def confirm_delete(things: Things, frame: Frame, *, backups_until: date) -> ConfirmPage:
    """Asks whether somebody's things are to be deleted for good."""
    person, is_mine = things.person, things.person is things.me
    under = "/me/things" if is_mine else f"{addresses.person(person.id)}/things"
    photos = words.THINGS_GO_PHOTOS if is_mine else words.THINGS_GO_PHOTOS_OF.format(name=person.name)
    return ConfirmPage(
        heading=words.THINGS_DELETE_ASK if is_mine else words.THINGS_DELETE_ASK_OF.format(name=person.name),
        frame=frame,
        trail=(Crumb(words.THINGS if is_mine else words.THINGS_OF.format(name=person.name), under),),
        facts=(
            *_counted(things),
            words.THINGS_GO_RECIPES,
            photos,
            words.THINGS_NO_UNDO,
            words.THINGS_BACKUPS.format(day=words.day(backups_until)),
        ),
        action=frame.own(f"{under}/delete"),
        do=words.THINGS_DELETE if is_mine else words.THINGS_DELETE_OF.format(name=person.name),
        keep=words.THINGS_KEEP,
        back=under,
        symbol="bin",
        is_equal=True,
        part="mine" if is_mine else "people",
    )


def _stop(photo: Photo, person: Person | None) -> str:
    own = addresses.photo(photo.key)
    return f"{addresses.in_photo(photo.key, person.id)}/stop" if person else f"{own}/permission/stop"


def _counted(things: Things) -> tuple[str, ...]:
    recipes, photos = len(things.recipes()), len(things.photos())
    if things.person is things.me:
        said = words.counted(recipes, words.THINGS_RECIPES_ONE, words.THINGS_RECIPES)
        return said, words.counted(photos, words.THINGS_PHOTOS_ONE, words.THINGS_PHOTOS)
    name = things.person.name
    return (
        words.counted(recipes, words.THINGS_OF_RECIPES_ONE, words.THINGS_OF_RECIPES, name=name),
        words.counted(photos, words.THINGS_OF_PHOTOS_ONE, words.THINGS_OF_PHOTOS, name=name),
    )


def _now_of(photo: Photo, one: Permission, person: Person, viewer: Viewer) -> str:
    if one.wish:
        return wished(person, one)[0]
    now = now_of(photo, one, viewer)
    about = {words.NOW_UNSAID: words.REVIEW_TO_ASK, words.NOW_ME: words.NOW_ME_OF}.get(now, now)
    return about.format(name=person.name)


def now_of(photo: Photo, one: Permission, viewer: Viewer) -> str:
    """Who can see a photo now, told to whom it shows."""
    if one.wish:
        return words.NOW_WISH
    if not one.holds(viewer.at):
        return words.NOW_UNSAID
    said = Audience(one.audience)
    group = Viewer(viewer.group_id, Audience.GROUP, viewer.basis, at=viewer.at)
    if said is Audience.ME or photo.is_shown_to({Audience.GROUP: group}.get(said, viewer.elsewhere)):
        return NOW[said]
    if photo.is_shown_to(group):
        return words.NOW_GROUP_ONLY
    return words.NOW_WAITS_OTHER if photo.is_settled else words.NOW_WAITS_WORKER
