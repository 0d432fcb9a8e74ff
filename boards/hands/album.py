"""The photos of the group in the hands of somebody of it: saying who is in one, who may see it, and masking."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import col, select
from sqlmodel.sql.expression import SelectOfScalar

from boards.database import db_of
from boards.deletion import delete_for_good
from boards.hands import Hands
from boards.leaving import leave
from boards.permission import Audience, Permission, Saying, audiences
from boards.person import Person
from boards.photo import ANSWERS, Answer, Photo, Picture
from boards.problems import NotAllowed, NotFound, Problem, SaidMeanwhile
from boards.recipe import Recipe
from boards.record import Did
from boards.right import Right
from boards.showing import recipes_showing, show_instead

SAID = {
    Audience.ME: Did.PERMITTED_ME,
    Audience.GROUP: Did.PERMITTED_GROUP,
    Audience.FAMILY: Did.PERMITTED_FAMILY,
}
"""What stands in the record when somebody has said who may see a photo of them."""


class Album(Hands):
    """What one person sees and does about photos.

    `by_tap`: all that they did to come in was to tap a picture on a tablet. Somebody else could have done that, so it
    shows nobody more than before, and masks nothing that others have spoken about. What opens a photo rests on what a
    page showed of it (`Photo.version`); what closes it never waits for that.
    """

    def __init__(self, me: Person, *, by_tap: bool = False) -> None:
        super().__init__(me)
        self.by_tap = by_tap

    @property
    def choices(self) -> tuple[Audience, ...]:
        """Whom they can choose between."""
        return audiences(self.me.group.basis_of_photos)

    def of_me(self) -> Sequence[Photo]:
        """The photos that they are in or said no to, the newest first."""
        return photos_about(self.me)

    def questions(self) -> list[Photo]:
        """The photos of them about which a question waits."""
        at = self.me.viewer.at
        those = [(photo, photo.permission_of(self.me.id)) for photo in self.of_me()]
        return [photo for photo, one in those if one and one.waits(at) and not one.wish]

    def unanswered(self, recipe: Recipe) -> list[Photo]:
        """The photos of a recipe that they took, and of which nobody has said yet who is in them."""
        mine = (photo for photo in recipe.photos if photo.can_be_answered_by(self.me.id))
        return [photo for photo in mine if photo.answer == Answer.NOT_YET]

    def find_taken(self, key: str) -> Photo:
        """A photo of which they can say who is in it, since they took it. Raises NotFound, and SaidMeanwhile where
        somebody else has spoken.
        """
        photo = Photo.find(self.db, key)
        if photo.group_id != self.me.group_id or photo.maker_id != self.me.id or photo.removed_at:
            raise NotFound
        if not photo.can_be_answered_by(self.me.id):
            raise SaidMeanwhile
        return photo

    def find_of_me(self, key: str) -> Photo:
        """A photo that they are in, or said no to. Raises NotFound."""
        photo = Photo.find(self.db, key)
        if photo.group_id != self.me.group_id or not photo.is_about(self.me.id):
            raise NotFound
        return photo

    def find_to_stop(self, key: str) -> Photo:
        """A photo that they are in or were in: a no to it is never refused. Raises NotFound."""
        photo = Photo.find(self.db, key)
        if photo.group_id != self.me.group_id or not photo.may_be_stopped_by(self.me.id):
            raise NotFound
        return photo

    def answer(self, photo: Photo, answer: str, *, version: str) -> None:
        """Say who is in a photo. Raises Problem for no answer that there is, and SaidMeanwhile."""
        self.me.must(Right.MAKE)
        photo.must_be(version)
        if answer not in ANSWERS:
            raise Problem("not_answered", "answer")
        photo.say(Answer(answer), by_id=self.me.id, by_tap=self.by_tap)
        did = {Answer.NO_ONE: Did.SAID_NO_ONE, Answer.PEOPLE: Did.SAID_PEOPLE}
        self.me.did(did.get(Answer(photo.answer), Did.SAID_UNSURE), photo=photo)

    def take_back_answer(self, photo: Photo, *, version: str) -> None:
        """Say nothing yet about who is in a photo: the way back from an answer. Raises SaidMeanwhile."""
        self.me.must(Right.MAKE)
        photo.must_be(version)
        photo.say(Answer.NOT_YET, by_id=self.me.id, by_tap=self.by_tap)
        self.me.did(Did.SAID_UNSURE, photo=photo)

    def permit(self, photo: Photo, audience: str, *, version: str) -> bool:
        """Say who may see a photo of them; false where a worker asks them first, since a tap shows nobody more than
        before. Raises Problem for nobody who can be chosen, and SaidMeanwhile.
        """
        self.me.must(Right.OWN)
        chosen, before = chosen_audience(audience, self.choices), photo.permission_of(self.me.id)
        if chosen is Audience.ME:
            photo.stop(self.me.id, by_id=self.me.id)
        elif not (before and before.reaches(chosen, self.me.viewer.at)):
            return self._open(photo, chosen, version)
        else:
            photo.permit(self.me.id, self._no_more(before, chosen))
        self.me.did(SAID[chosen], whom=self.me, photo=photo)
        return True

    def _open(self, photo: Photo, chosen: Audience, version: str) -> bool:
        photo.must_be(version)
        if self.by_tap:
            photo.wish(self.me.id, chosen)
            self.me.did(Did.WISHED, whom=self.me, photo=photo)
        else:
            photo.permit(self.me.id, Saying(chosen, self.me.id))
            self.me.did(SAID[chosen], whom=self.me, photo=photo)
        return not self.by_tap

    def _no_more(self, before: Permission, chosen: Audience) -> Saying:
        """What they say where that shows them to nobody else. By a tap it holds for no longer than what was there, and
        what was decided for them stays a decision.
        """
        said = Saying(chosen, self.me.id)
        if not self.by_tap:
            return said
        return replace(said, until=before.ask_again_at, reason=before.reason, consulted=before.consulted)

    def stop(self, photo: Photo, person: Person) -> None:
        """Show a photo to nobody but those in it from now on: they, or a worker for them, have changed their mind.

        Raises NotFound for somebody who never was in it.
        """
        self.me.must(Right.OWN if person is self.me else Right.LOOK_AFTER)
        if person.group_id != self.me.group_id:
            raise NotFound
        photo.stop(person.id, by_id=self.me.id, helper_id=None if person is self.me else self.me.id)
        self.me.did(Did.STOPPED_SHOWING, whom=person, photo=photo)

    def find_to_mask(self, key: str) -> Photo:
        """A photo in which they can mask something: they took it, are in it, or look after it. Raises NotFound."""
        self.me.must(Right.MAKE)
        photo = self.me.photo_they_see(key)
        may = photo.maker_id == self.me.id or photo.permission_of(self.me.id) or self.me.may(Right.LOOK_AFTER)
        if not may or (self.by_tap and not photo.can_be_answered_by(self.me.id)):
            raise NotAllowed
        return photo

    def mask(self, photo: Photo, picture: Picture, *, of: str) -> Photo:
        """Put a picture in which something is masked in a photo's place, everywhere. What was said of it holds on.

        `of` is the key of the photo that it was made from: where something else has been masked since, it would show
        that again, so SaidMeanwhile is raised. The caller deletes the files of the photo that was there.
        """
        self.me.must(Right.MAKE)
        if photo.key != of:
            raise SaidMeanwhile
        masked = self._put_in_place_of(photo, photo.masked_by(picture), Did.MASKED)
        # A mask can leave nobody to look for: then nothing else says that it is settled.
        masked.is_new = masked.is_new and not masked.is_settled
        self.db.flush()
        return masked

    def find_to_turn(self, key: str) -> Photo:
        """A photo that they can turn: they took it or look after it. Raises NotFound and NotAllowed."""
        self.me.must(Right.MAKE)
        photo = self.me.photo_they_see(key)
        if not photo.can_be_turned_by(self.me.viewer):
            raise NotAllowed
        return photo

    def turn(self, photo: Photo, quarters: int, picture: Picture, *, of: str) -> Photo:
        """Put a picture that is turned in a photo's place, everywhere. What was said of it holds on.

        `of` is the key of the photo that it was made from: where something took that one's place, SaidMeanwhile is
        raised. The caller deletes the files of the photo that was there.
        """
        self.me.must(Right.MAKE)
        if photo.key != of:
            raise SaidMeanwhile
        return self._put_in_place_of(photo, photo.turned_by(quarters, picture), Did.TURNED)

    def _put_in_place_of(self, photo: Photo, anew: Photo, did: Did) -> Photo:
        was = photo.key
        self.db.add(anew)
        self.db.flush()
        show_instead(self.db, photo, anew)
        self.me.did(did, photo=anew)
        leave(self.db, [was])
        delete_for_good(self.db, Photo, select(Photo.key).where(col(Photo.key) == was))
        self.db.expire_all()
        return anew

    def recipe_of(self, photo: Photo) -> Recipe | None:
        """A recipe that shows a photo and lies in no bin, if there is one."""
        return recipes_showing(self.db, [photo.key]).get(photo.key)


def photos_of(person: Person) -> Sequence[Photo]:
    """The photos that somebody is in, the newest first."""
    holds = select(Permission.photo_key).where(Permission.person_id == person.id, col(Permission.ended_at).is_(None))
    return _newest_first(person, holds)


def photos_about(person: Person) -> Sequence[Photo]:
    """The photos that somebody is in or said no to, the newest first: they can always reach them."""
    spoke = select(Permission.photo_key).where(Permission.person_id == person.id)
    return [photo for photo in _newest_first(person, spoke) if photo.is_about(person.id)]


def _newest_first(person: Person, keys: SelectOfScalar[str]) -> Sequence[Photo]:
    theirs = select(Photo).where(col(Photo.key).in_(keys), col(Photo.removed_at).is_(None))
    return db_of(person).exec(theirs.order_by(col(Photo.made_at).desc(), col(Photo.key))).all()


def chosen_audience(said: str, choices: Sequence[Audience]) -> Audience:
    """One of the choices. Raises Problem for anything else."""
    if said not in choices:
        raise Problem("nobody_to_see", "audience")
    return Audience(said)
