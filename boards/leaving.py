"""Photos whose rows were deleted on purpose, and whose files must go, too: nobody may find them in a trash."""

from collections.abc import Collection

from sqlalchemy import insert
from sqlmodel import Field, SQLModel, col, delete, select
from sqlmodel.sql.expression import SelectOfScalar

from boards.database import Db


class Leaving(SQLModel, table=True):
    """A photo that was deleted, masked, turned or emptied out of the bin.

    Whoever deletes it removes its files a moment later. Where that is never reached (the power fails, the answer of a
    COMMIT is lost), this row remembers it.
    """

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=32, index=True)

    @classmethod
    def all(cls, db: Db) -> set[str]:
        """The keys of the photos whose files must go."""
        return set(db.exec(select(cls.key)).all())

    @classmethod
    def have_left(cls, db: Db, keys: Collection[str]) -> None:
        """Their files are gone. The caller commits."""
        db.exec(delete(cls).where(col(cls.key).in_(keys)))


def leave(db: Db, keys: Collection[str]) -> None:
    """Let the files of photos go for good, in the transaction that deletes them."""
    db.add_all(Leaving(key=key) for key in keys)


def leave_all(db: Db, keys: SelectOfScalar[str]) -> None:
    """The same for those that a question finds."""
    db.execute(insert(Leaving).from_select(["key"], keys))
