"""What a person is told after they did something, with the way back. Kept a day, for Back and reload."""

from datetime import datetime, timedelta
from typing import Any

from sqlmodel import JSON, Field, SQLModel, delete

from boards.clock import holding
from boards.database import Db, db_of, new_id, now
from boards.person import Person

KEPT = timedelta(days=1)


class Note(SQLModel, table=True):
    """A sentence for one person, and a line for each thing that didn't work.

    `undo` is the way back as the web wrote it, if there is one.
    """

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    says: str
    undo: dict[str, Any] | None = Field(default=None, sa_type=JSON)
    made_at: datetime = Field(default_factory=now)

    @classmethod
    def tell(cls, person: Person, says: str, undo: dict[str, Any] | None = None) -> "Note":
        """Leave a note for a person."""
        note = cls(person_id=person.id, says=says, undo=undo)
        db_of(person).add(note)
        return note

    @classmethod
    def find(cls, person: Person, note_id: str) -> "Note | None":
        """A note for this person; nobody sees another's."""
        note = db_of(person).get(cls, note_id)
        return note if note and note.person_id == person.id else None

    @classmethod
    def forget(cls, db: Db) -> None:
        """Remove the notes of yesterday."""
        db.exec(delete(cls).where(~holding(cls.made_at, KEPT)))
