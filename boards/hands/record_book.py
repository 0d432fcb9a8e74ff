"""The record, in the hands of a worker who reads it. Nobody writes in it by hand."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from boards.hands import Hands
from boards.person import Person
from boards.photo import Photo
from boards.recipe import Recipe
from boards.record import Record
from boards.right import Right
from boards.showing import recipes_showing


class RecordBook(Hands):
    """What a worker reads of the record. Members may not."""

    right = Right.READ_RECORD

    def entries(self, before: datetime | None = None) -> Sequence[Record]:
        """The entries from a moment back, the newest first."""
        return Record.of(self.db, self.me.group_id, before=before)

    def people(self) -> dict[str, Person]:
        """Everybody who can stand in it, by their id: those who have left, too."""
        everybody = self.db.exec(select(Person).where(Person.group_id == self.me.group_id)).all()
        return {person.id: person for person in everybody}

    def photos_in(self, entries: Sequence[Record]) -> dict[str, Recipe | None]:
        """The photos that some entries are about and that there still are, each with its recipe, by key."""
        keys = {entry.photo_key for entry in entries if entry.photo_key}
        there = select(Photo.key).where(col(Photo.key).in_(keys), Photo.group_id == self.me.group_id)
        found = self.db.exec(there.where(col(Photo.removed_at).is_(None))).all()
        recipes = recipes_showing(self.db, found)
        return {key: recipes.get(key) for key in found}
