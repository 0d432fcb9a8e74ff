"""The pages of one photo: who is in it, and who can see it."""

from dataclasses import dataclass
from typing import ClassVar

from app import addresses, words
from app.pages.parts.cards import title_of
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.parts.pick import Choice
from app.pages.parts.shot import Shot
from app.pages.parts.steps import turn_of
from app.pages.recipes import crumb
from boards.hands.album import Album
from boards.permission import Audience
from boards.photo import Answer, Photo
from boards.recipe import Recipe

PART = "recipes"

MINE = Crumb(words.MY_PHOTOS, "/me/photos")

SEEN_BY = {
    Audience.ME: (words.SEE_ME, "lock", words.SEE_ME_MEANS),
    Audience.GROUP: (words.SEE_GROUP, "people", words.SEE_GROUP_MEANS),
    Audience.FAMILY: (words.SEE_FAMILY, "home", words.SEE_FAMILY_MEANS),
}
"""What each audience is called, its picture, and what it means. Raise `WORDING` when these words change."""

ANSWERS = (
    (Answer.NO_ONE, words.ANSWER_NO_ONE, "plate", words.ANSWER_NO_ONE_MEANS),
    (Answer.ONLY_ME, words.ANSWER_ONLY_ME, "person", words.ANSWER_ONLY_ME_MEANS),
    (Answer.OTHERS, words.ANSWER_OTHERS, "people", words.ANSWER_OTHERS_MEANS),
    (Answer.UNSURE, words.ANSWER_UNSURE, "help", words.ANSWER_UNSURE_MEANS),
)


@dataclass(frozen=True, kw_only=True)
class WhoIsInItPage(HousePage):
    """Who is in this photo? `suggests` is what the computer thinks: it never decides, but a worker may look first."""

    template: ClassVar[str] = "photos/people.html"
    part: str = PART
    shot: Shot | None
    said: str
    suggests: tuple[str, ...]
    choices: tuple[Choice, ...]
    action: str
    version: str
    cover: str
    turn: str

    @classmethod
    def of(cls, photo: Photo, recipe: Recipe | None, frame: Frame) -> "WhoIsInItPage":
        """The page of a photo, and of the recipe that shows it."""
        return cls(
            heading=words.PHOTO_PEOPLE,
            frame=frame,
            trail=(crumb(recipe),) if recipe else (),
            shot=shot_of(photo, frame),
            said=_place(photo, recipe),
            suggests=_suggests(photo),
            choices=tuple(Choice(*answer) for answer in ANSWERS),
            action=f"{addresses.photo(photo.key)}/people",
            version=photo.version,
            cover=f"{addresses.photo(photo.key)}/cover",
            turn=turn_of(photo, frame.viewer),
        )


@dataclass(frozen=True, kw_only=True)
class WhoCanSeePage(HousePage):
    """Who can see this photo? Somebody chooses; the next page checks that it was clear."""

    template: ClassVar[str] = "photos/permission.html"
    shot: Shot | None
    facts: tuple[str, ...]
    choices: tuple[Choice, ...]
    action: str
    once_more: str
    to_mine: bool

    @classmethod
    def of(
        cls,
        photo: Photo,
        album: Album,
        frame: Frame,
        *,
        is_again: bool = False,
        to_mine: bool,
    ) -> "WhoCanSeePage":
        """The page of a photo of whoever looks. `is_again`: the check before didn't fit; `to_mine`: they came from
        the photos of them, and go back there.
        """
        hands = () if Audience.FAMILY in album.choices else (words.SEE_HANDS,)
        return cls(
            heading=words.SEE,
            frame=frame,
            trail=(MINE,),
            shot=shot_of(photo, frame),
            facts=(words.SEE_FAIR, words.SEE_ANY_DAY, *hands),
            choices=choices_of(album),
            action=f"{addresses.photo(photo.key)}/permission/check",
            once_more=words.SEE_ONCE_MORE if is_again else "",
            to_mine=to_mine,
        )


@dataclass(frozen=True, kw_only=True)
class CheckPage(HousePage):
    """Who will see this photo? The same pictures again: whoever taps what they chose has understood."""

    template: ClassVar[str] = "photos/check.html"
    shot: Shot | None
    choices: tuple[Choice, ...]
    chosen: str
    action: str
    version: str
    to_mine: bool

    @classmethod
    def of(cls, photo: Photo, chosen: Audience, album: Album, frame: Frame, *, to_mine: bool) -> "CheckPage":
        """The page for what somebody chose."""
        own = f"{addresses.photo(photo.key)}/permission"
        back = Crumb(words.SEE, own)
        return cls(
            heading=words.CHECK,
            frame=frame,
            trail=(back,),
            shot=shot_of(photo, frame),
            choices=choices_of(album),
            chosen=chosen,
            action=own if chosen is Audience.ME else frame.own(own),  # a no counts, whoever has come meanwhile
            version=photo.version,
            to_mine=to_mine,
        )


def choices_of(album: Album) -> tuple[Choice, ...]:
    """Whom somebody can choose between, in words and pictures."""
    return tuple(Choice(audience, *SEEN_BY[audience]) for audience in album.choices)


def shot_of(photo: Photo, frame: Frame) -> Shot | None:
    """A photo that a page is about, for whoever looks."""
    return Shot.of(photo.picture_for(frame.viewer), alt=words.PHOTO_LOOKED_AT)


def name_of_photo(recipe: Recipe | None) -> str:
    """What a photo of a recipe is called in a list."""
    return words.PHOTO_PAGE.format(title=title_of(recipe)) if recipe else words.PHOTO_PAGE_ALONE


def photo_in(recipe: Recipe | None, key: str) -> str:
    """Which photo something is about: its recipe and step, or what the recipe needs."""
    step = next((step for step in recipe.steps if step.photo_key == key), None) if recipe else None
    if recipe is None:
        return words.PHOTO_PAGE_ALONE
    return words.LINK_PHOTO_OF.format(number=step.number, title=title_of(recipe)) if step else name_of_photo(recipe)


def _suggests(photo: Photo) -> tuple[str, ...]:
    if not photo.found:
        return ()
    return words.counted(len(photo.found), words.PHOTO_FOUND, words.PHOTO_FOUND_MANY), words.PHOTO_FOUND_MEANS


def _place(photo: Photo, recipe: Recipe | None) -> str:
    keys = [each.key for each in recipe.photos] if recipe else []
    if photo.key not in keys:
        return ""
    return words.PHOTO_NUMBER.format(number=keys.index(photo.key) + 1, count=len(keys))
