"""What is said again after a restore: every kind of *no* holds, and what is as it was stays."""

from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from sqlmodel import select

from app.keeping.backup import copy_database
from app.keeping.journal import CHANGES, Journal, read_journal
from boards.badge import Badge
from boards.board import Board, Pin
from boards.change import Change
from boards.database import Database, Db, now
from boards.group import Basis
from boards.hands.album import Album
from boards.hands.boards import Boards
from boards.hands.links import Links
from boards.hands.people import People
from boards.hands.recipes import Recipes
from boards.hands.things import Things
from boards.heart import Heart
from boards.key import Seed
from boards.link import Link
from boards.passkey import Passkey
from boards.permission import Audience, Permission, Saying
from boards.person import Person
from boards.photo import Answer, Photo, Picture
from boards.recipe import Recipe
from boards.replay import Replayed, ask_everybody_anew, replay
from boards.right import Role
from boards.tablet import Tablet
from tests.boards.conftest import Cast, nobody_in, pictures


@pytest.fixture
def story(database: Database, cast: Cast, tmp_path: Path) -> "Story":
    return Story(database, cast, tmp_path)


class Story:
    """A group whose backup was made, and what happens afterwards."""

    def __init__(self, database: Database, cast: Cast, folder: Path) -> None:
        self.database, self.cast, self.folder = database, cast, folder
        self.journal = Journal(folder / "journal", database)
        db = cast.db
        cast.bob.group.basis = Basis.CONSENT
        self.sam = Person(group_id=cast.bob.group_id, name="Sam", role=Role.MEMBER, group=cast.bob.group)
        db.add(self.sam)
        self.soup = Recipes(cast.bob).make("Soup", pictures(3))
        db.flush()
        nobody_in(self.soup)
        self.photo = self.soup.steps[0].photo
        self.photo.show_people([self.sam.id], child=False, stranger=False, by_id=cast.alice.id)
        db.flush()
        self.photo.permit(self.sam.id, Saying(Audience.FAMILY, self.sam.id))
        self.board = Boards(cast.alice).make("Suppers")
        db.flush()
        self.board.pin(self.soup)
        self.link = Links(cast.alice).make(self.board, name="Mum", ends=date(2126, 1, 1), today=date(2125, 12, 20))
        db.flush()
        self.heart = Heart(group_id=cast.bob.group_id, recipe_id=self.soup.id, link_id=self.link.id, sender="Mum")
        self.heart.words, self.heart.shown_at = "Yum", now()
        self.badge = People(cast.alice).make_badges([self.sam], Seed.new())[0]
        self.tablet = Tablet(group_id=cast.bob.group_id, name="Kitchen", key_hash="k")
        cast.alice.email, cast.alice.password_hash = "alice@example.org", "old"
        db.add_all([self.heart, self.tablet])
        db.commit()
        self.copy = folder / "copy.db"
        copy_database(database, self.copy)

    def comes_back(self) -> tuple[Db, Replayed]:
        """What comes out of the backup, once what happened since is said again."""
        self.cast.db.commit()
        self.journal.follow()
        self.restored = Database(f"sqlite:///{self.copy}")
        db = Db(self.restored.engine)
        done = replay(db, read_journal(self.folder / "journal").rows)
        db.commit()
        return db, done


def stops(story: Story) -> None:
    Album(story.sam).stop(story.photo, story.sam)


def is_past(story: Story) -> None:
    story.photo.lapse(story.photo.permissions[0])


def is_masked(story: Story) -> None:
    Album(story.cast.alice).mask(story.photo, Picture("masked", 640, 480, "#aabbcc"), of=story.photo.key)


def is_deleted(story: Story) -> None:
    Things(story.sam, by=story.cast.alice).delete()


def a_newcomer_is_in_it(story: Story) -> None:
    pat = Person(group_id=story.sam.group_id, name="Pat", role=Role.MEMBER)
    story.cast.db.add(pat)
    story.cast.db.flush()
    story.photo.show_people([story.sam.id, pat.id], child=False, stranger=False, by_id=story.cast.alice.id)
    story.cast.db.flush()
    story.photo.permit(pat.id, Saying(Audience.ME, pat.id))


def another_is_in_it(story: Story) -> None:
    both = [story.sam.id, story.cast.bob.id]
    story.photo.show_people(both, child=False, stranger=False, by_id=story.cast.alice.id)


def group_rests_on_hands(story: Story) -> None:
    story.cast.bob.group.basis = Basis.HANDS


CLOSED = (stops, is_past, is_masked, is_deleted, a_newcomer_is_in_it, another_is_in_it, group_rests_on_hands)


@pytest.mark.parametrize("happens", [lambda _story: None, *CLOSED], ids=lambda one: one.__name__.strip("<>"))
def test_no_photo_comes_back_to_families(story: Story, happens: Callable[[Story], None]) -> None:
    key = story.photo.key
    happens(story)
    db, _ = story.comes_back()
    with closing(story.restored), closing(db):
        link = db.exec(select(Link)).one()
        assert link.shows(db).shows_photo(key) is (happens not in CLOSED)


def recipe_is_binned(story: Story) -> None:
    Recipes(story.cast.bob).bin(story.soup)


def is_unpinned(story: Story) -> None:
    story.cast.db.delete(story.cast.db.exec(select(Pin)).one())


def link_is_closed(story: Story) -> None:
    Links(story.cast.alice).close(story.link)


def board_is_binned(story: Story) -> None:
    Boards(story.cast.alice).bin(story.board)


@pytest.mark.parametrize("happens", [recipe_is_binned, is_unpinned, link_is_closed, board_is_binned])
def test_nothing_that_was_taken_off_a_link_comes_back(story: Story, happens: Callable[[Story], None]) -> None:
    happens(story)
    db, _ = story.comes_back()
    with closing(story.restored), closing(db):
        link = db.exec(select(Link)).one()
        is_open = link.closed_at is None and link.shared.binned_at is None
        assert not is_open or not link.shows(db).recipes


def leaves(story: Story) -> None:
    People(story.cast.alice).let_go(story.sam, with_recipes=False)


def badge_is_stopped(story: Story) -> None:
    People(story.cast.alice).stop_badge(story.sam)


@pytest.mark.parametrize("happens", [leaves, badge_is_stopped])
def test_no_way_in_comes_back(story: Story, happens: Callable[[Story], None]) -> None:
    happens(story)
    story.tablet.stopped_at = now()
    story.cast.alice.email, story.cast.alice.password_hash = "new@example.org", "new"
    db, _ = story.comes_back()
    with closing(story.restored), closing(db):
        assert db.exec(select(Badge)).one().stopped_at
        assert db.exec(select(Tablet)).one().stopped_at
        alice = db.exec(select(Person).where(Person.name == "Alice")).one()
        assert (alice.email, alice.password_hash) == ("new@example.org", "new")
        sam = db.exec(select(Person).where(Person.name == "Sam")).one()
        assert sam.is_here is (happens is not leaves)


def test_kind_words_that_were_hidden_and_a_photo_that_stood_for_somebody_stay_away(story: Story) -> None:
    story.sam.photo_key = story.photo.key
    story.cast.db.commit()
    copy_database(story.database, story.copy)
    story.heart.hidden_at = now()
    story.sam.show("cat")
    db, _ = story.comes_back()
    with closing(story.restored), closing(db):
        assert db.exec(select(Heart)).one().hidden_at
        sam = db.exec(select(Person).where(Person.name == "Sam")).one()
        assert (sam.photo_key, sam.symbol) == (None, "cat")


def test_a_passkey_that_was_changed_or_removed_since_is_what_it_is_now(story: Story) -> None:
    alice, db = story.cast.alice, story.cast.db
    kept, removed = (
        Passkey(person_id=alice.id, credential_id=name, public_key=b"old\xff", sign_count=1) for name in "ab"
    )
    db.add_all([kept, removed])
    db.commit()
    copy_database(story.database, story.copy)
    kept.public_key = b"new\xfe"
    db.delete(removed)
    there, _ = story.comes_back()
    with closing(story.restored), closing(there):
        [passkey] = there.exec(select(Passkey)).all()
        assert (passkey.credential_id, passkey.public_key) == ("a", b"new\xfe")
    assert not story.journal.is_behind


def test_two_who_changed_places_with_their_addresses_keep_the_new_ones(story: Story) -> None:
    cast = story.cast
    cast.charlie.email = "charlie@example.org"
    cast.db.commit()
    copy_database(story.database, story.copy)
    cast.alice.email, cast.charlie.email = None, None
    cast.db.flush()
    cast.alice.email, cast.charlie.email = "charlie@example.org", "alice@example.org"
    db, _ = story.comes_back()
    with closing(story.restored), closing(db):
        said = {person.name: person.email for person in db.exec(select(Person)).all() if person.email}
        assert said == {"Alice": "charlie@example.org", "Charlie": "alice@example.org"}


def test_what_is_as_it_was_counts_as_unchanged_and_what_is_newer_stays_away(story: Story) -> None:
    story.journal.follow()
    Recipes(story.cast.bob).make("Stew", pictures(1, "q"))
    story.soup.title = "Tomato soup"
    db, done = story.comes_back()
    with closing(story.restored), closing(db):
        assert [recipe.title for recipe in db.exec(select(Recipe)).all()] == ["Tomato soup"]
        assert done == Replayed(changed=1, gone=0)
        assert not db.get(Photo, "q1")


def test_a_step_whose_photo_was_changed_since_lies_in_the_bin_with_the_old_one(story: Story) -> None:
    step = story.soup.steps[0]
    step.show(Picture("other", 640, 480, "#aabbcc"), by_id=story.cast.bob.id)
    db, _ = story.comes_back()
    with closing(story.restored), closing(db):
        [soup] = db.exec(select(Recipe)).all()
        assert [one.photo_key for one in soup.steps] == ["p2", "p3"]
        assert [one.photo_key for one in soup.all_steps if one.binned_at] == ["p1"]


def test_a_step_whose_photo_is_gone_stays_with_its_words(story: Story) -> None:
    story.soup.steps[0].words = "Cut."
    is_masked(story)
    db, _ = story.comes_back()
    with closing(story.restored), closing(db):
        first = db.exec(select(Recipe)).one().steps[0]
        assert (first.words, first.photo.removed_at is not None) == ("Cut.", True)


def test_without_a_journal_everybody_is_asked_and_every_link_is_closed(story: Story) -> None:
    db = story.cast.db
    ask_everybody_anew(db)
    db.flush()
    assert story.link.closed_at
    assert [one.audience for one in story.photo.permissions] == [""]
    assert all(photo.waits_for_worker or photo.answer != Answer.NO_ONE for photo in db.exec(select(Photo)).all())
    assert len(db.exec(select(Permission)).all()) == 3, "what was said stays as history"


def test_no_row_of_the_journal_is_read_twice(story: Story) -> None:
    story.comes_back()[0].close()
    story.restored.close()
    lines = (story.folder / "journal" / CHANGES).read_bytes().splitlines()
    story.journal.follow()
    assert (story.folder / "journal" / CHANGES).read_bytes().splitlines() == lines
    assert Change.newest(story.cast.db)
    assert story.cast.db.exec(select(Board)).one()
