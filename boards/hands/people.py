"""The people of a group, in a worker's hands: who they are, and how they come in."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select, update

from boards.badge import Badge
from boards.bin import KEPT
from boards.clock import count_from_now, is_past, past
from boards.database import Db, now
from boards.deletion import forget_photos
from boards.hands import Hands
from boards.hands.recipes import Recipes
from boards.hands.review import stop_showing_all
from boards.invitation import Invitation
from boards.key import Seed
from boards.passkey import Passkey
from boards.permission import Audience, Explained, Permission, Saying
from boards.person import Person
from boards.photo import Answer, Photo, Picture
from boards.problems import NotFound, Problem
from boards.recipe import Recipe
from boards.record import Did
from boards.right import Right, Role
from boards.session import Session
from boards.text import needed_line

MOST_AT_ONCE = 30
"""Most people who are added at once."""


@dataclass(frozen=True)
class WaysIn:
    """How somebody comes in today: a member with a badge, a worker with a passkey, a password or an invitation."""

    badge: Badge | None = None
    has_passkey: bool = False
    has_password: bool = False
    invitation: Invitation | None = None


class People(Hands):
    """What a worker sees and does about the people of the group. Members may not."""

    right = Right.SEE_PEOPLE

    def here(self) -> Sequence[Person]:
        """Who belongs to the group today, in the order of the alphabet."""
        return self._of(col(Person.left_at).is_(None))

    def members(self) -> list[Person]:
        """The members who are here."""
        return [person for person in self.here() if not person.is_worker]

    def gone(self) -> Sequence[Person]:
        """Who has left and can still come back."""
        return self._of(~past(Person.left_at, KEPT))

    def find(self, person_id: str) -> Person:
        """Somebody who is here. Raises NotFound."""
        person = self._mine(person_id)
        if not person.is_here:
            raise NotFound
        return person

    def ways_in(self, people: Sequence[Person]) -> dict[str, WaysIn]:
        """How each of some people comes in, by their id."""
        badges = {badge.person_id: badge for badge in Badge.working(people)}
        holders = Passkey.holders(people)
        invitations = {invitation.person_id: invitation for invitation in Invitation.open_to(people)}
        return {
            person.id: WaysIn(
                badges.get(person.id),
                person.id in holders,
                person.password_hash is not None,
                invitations.get(person.id),
            )
            for person in people
        }

    def recipes_of(self, person: Person) -> Sequence[Recipe]:
        """The recipes that somebody made and that aren't in the bin."""
        theirs = select(Recipe).where(Recipe.maker_id == person.id, col(Recipe.binned_at).is_(None))
        return self.db.exec(theirs).all()

    def add_members(self, names: str, symbols: Sequence[str]) -> list[Person]:
        """Add a member for each line. Each gets a drawing of their own while there are any. Raises Problem."""
        self.me.must(Right.CHANGE_PEOPLE)
        typed = [name for name in names.splitlines() if name.strip()]
        if not typed:
            raise Problem("empty", "names")
        if len(typed) > MOST_AT_ONCE:
            raise Problem("too_many_people", "names", most=MOST_AT_ONCE)
        names_kept = [needed_line(name, "names") for name in typed]
        there = self.members()
        known = {person.name.casefold() for person in there}
        added: list[Person] = []
        for name in names_kept:
            if name.casefold() in known:
                raise Problem("name_taken", "names", name=name)
            known.add(name.casefold())
            person = Person(group_id=self.me.group_id, name=name, role=Role.MEMBER)
            person.show(_free(symbols, [*there, *added]))
            added.append(person)
        self.db.add_all(added)
        self.db.flush()
        for person in added:
            self.me.did(Did.MEMBER_ADDED, whom=person)
        return added

    def add_worker(self, name: str, symbols: Sequence[str]) -> Person:
        """Add a worker, who needs an invitation to come in."""
        self.me.must(Right.CHANGE_PEOPLE)
        person = Person(group_id=self.me.group_id, name=needed_line(name, "name"), role=Role.WORKER)
        person.show(_free(symbols, self.here()))
        self.db.add(person)
        self.db.flush()
        self.me.did(Did.WORKER_ADDED, whom=person)
        return person

    def rename(self, person: Person, name: str) -> str:
        """Give somebody a name, and return the one that they had."""
        self.me.must(Right.CHANGE_PEOPLE)
        was = person.be_called(name)
        if self.me.group.helper == was:
            self.me.group.helper = person.name
        return was

    def show(self, person: Person, symbol: str) -> str:
        """Let a drawing stand for somebody. Returns the drawing that did before; empty for a photo."""
        self.me.must(Right.CHANGE_PEOPLE)
        was = self._put_away(person)
        person.show(symbol)
        return was

    def show_by_photo(self, person: Person, picture: Picture) -> str:
        """Let a photo of somebody stand for them in the group, since they said so when a worker asked them.

        Returns the drawing that did before; empty for a photo.
        """
        self.me.must(Right.CHANGE_PEOPLE)
        was = self._put_away(person)
        photo = Photo.of(picture, group_id=person.group_id, maker_id=self.me.id)
        self.db.add(photo)
        self.db.flush()
        photo.say(Answer.ONLY_ME, by_id=person.id)
        photo.answered_by_id = self.me.id
        self.db.flush()
        photo.permit(person.id, Saying(Audience.GROUP, self.me.id, Explained.WORDS, helper_id=self.me.id))
        person.show(person.symbol, photo)
        self.me.did(Did.PERMITTED_GROUP, whom=person, photo=photo)
        return was

    def _put_away(self, person: Person) -> str:
        """Forget the photo that stood for somebody, for good; returns the drawing that did, empty for a photo.

        The caller deletes the photo's files.
        """
        if person.photo is None:
            return person.symbol
        person.show(person.symbol)
        self.db.flush()
        forget_photos(self.db)
        self.db.expire_all()
        return ""

    def invite(self, person: Person, seed: Seed) -> Invitation:
        """Let a worker choose anew how they sign in. What they have works until they do."""
        self.me.must(Right.CHANGE_PEOPLE)
        if not person.is_worker:
            raise NotFound
        self.me.did(Did.INVITED, whom=person)
        return Invitation.make(person, seed, by=self.me)

    def change_role(self, person: Person, role: Role) -> None:
        """Make a member a worker, or a worker a member. They are signed out, and what they came in by is gone."""
        self.me.must(Right.CHANGE_PEOPLE)
        if person.role == role:
            return
        if role == Role.MEMBER:
            self._must_not_be_last(person)
        self._shut_out(person)
        person.role = role
        self.me.did(Did.MADE_WORKER if role == Role.WORKER else Did.MADE_MEMBER, whom=person)

    def let_go(self, person: Person, *, with_recipes: bool) -> None:
        """Let somebody leave. Their recipes stay, or go into the bin with them."""
        self.me.must(Right.CHANGE_PEOPLE)
        self._must_not_be_last(person)
        self._shut_out(person)
        if with_recipes:
            for recipe in self.recipes_of(person):
                Recipes(self.me).bin(recipe)
        if self.me.group.helper == person.name:
            self.me.group.helper = next(other.name for other in self.here() if other.is_worker and other is not person)
        stop_showing_all(person, by=self.me)
        person.left_at = now()
        self.me.did(Did.LEFT_WITH_RECIPES if with_recipes else Did.LEFT, whom=person)

    def take_back(self, person_id: str) -> Person:
        """Let somebody come back who left no longer ago than the bin keeps things. They need a new way in."""
        self.me.must(Right.CHANGE_PEOPLE)
        person = self._mine(person_id)
        if person.left_at is None or is_past(person.left_at, KEPT):
            raise NotFound
        person.left_at = None
        self.me.did(Did.CAME_BACK, whom=person)
        return person

    def make_badges(self, people: Sequence[Person], seed: Seed) -> list[Badge]:
        """New badges for some members. Those that they had stop."""
        self.me.must(Right.CHANGE_PEOPLE)
        if not people:
            raise Problem("nobody_chosen", "people")
        if any(person.is_worker for person in people):
            raise NotFound
        for person in people:
            self.me.did(Did.BADGE_MADE, whom=person)
        return [Badge.make(person, seed) for person in people]

    def stop_badge(self, person: Person) -> None:
        """Stop a member's badge, and sign out whoever came in with it."""
        self.me.must(Right.SEE_PEOPLE)
        if Badge.stop_all(person):
            self.me.did(Did.BADGE_STOPPED, whom=person)

    def _of(self, which: object) -> Sequence[Person]:
        ours = select(Person).where(Person.group_id == self.me.group_id, which)  # type: ignore[arg-type]
        return sorted(self.db.exec(ours).all(), key=lambda person: person.name.casefold())

    def _mine(self, person_id: str) -> Person:
        person = self.db.get(Person, person_id)
        if person is None or person.group_id != self.me.group_id:
            raise NotFound
        return person

    def _shut_out(self, person: Person) -> None:
        Session.end_all(person)
        Badge.stop_all(person)
        Invitation.end(person)
        Passkey.end_all(person)
        person.email, person.password_hash = None, None

    def _must_not_be_last(self, person: Person) -> None:
        """A group without a worker who can sign in could never be helped again."""
        if not person.is_worker:
            return
        others = [other for other in self.here() if other.is_worker and other is not person]
        if not any(ways.has_password or ways.has_passkey for ways in self.ways_in(others).values()):
            raise Problem("last_worker", "role")


def forget_people(db: Db) -> None:
    """Forget who can't come back any more: their row stays for the recipes that stayed, and names nobody. What a
    worker wrote down when they decided something for them goes too.
    """
    count_from_now(db, Person, Person.left_at)
    for person in db.exec(select(Person).where(past(Person.left_at, KEPT), Person.name != "")).all():
        person.name = person.looks = ""
        person.show("")
        about = update(Permission).where(col(Permission.person_id) == person.id)
        db.exec(about.values(reason="", consulted=""))


def _free(symbols: Sequence[str], people: Sequence[Person]) -> str:
    taken = [person.symbol for person in people]
    return min(symbols, key=taken.count) if symbols else ""
