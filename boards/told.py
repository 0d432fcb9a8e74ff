"""What is told of something in typed words: by whom it was last, and what two people type over each other."""

import hashlib
from collections.abc import Mapping

from sqlmodel import SQLModel

from boards.problems import ToldMeanwhile


class Told(SQLModel):
    """Something of which people tell in words, by the names of its fields and as they would type them."""

    told_by_id: str | None = None
    """The id of who told it last, where anybody has since it was made. They may have left since."""

    @property
    def told(self) -> dict[str, str]:
        """What is told of it now."""
        raise NotImplementedError

    @property
    def opened_on(self) -> str:
        """A mark of what is told of it now, for a form to say what it was opened on: a short hash of each field."""
        return " ".join(_mark(text) for text in self.told.values())

    def over(self, typed: Mapping[str, str], opened_on: str, *, by_id: str) -> dict[str, str]:
        """What is to be told of it, where a form that was opened on a mark sends these words for every field.

        A field that its sender left as it was stays as somebody else has changed it since. Raises ToldMeanwhile where
        both changed the same one. What one person types twice replaces itself, as does what comes without a mark.
        """
        now, marks = self.told, opened_on.split()
        if len(marks) != len(now):
            return dict(typed)
        opened = dict(zip(now, marks, strict=True))
        theirs = {name for name in now if _mark(now[name]) not in (opened[name], _mark(typed[name]))}
        left = {name for name in theirs if _mark(typed[name]) == opened[name]}
        kept = {name: now[name] if name in left else typed[name] for name in now}
        both = {name: now[name] for name in theirs - left}
        if both and self.told_by_id != by_id:
            raise ToldMeanwhile(self.told_by_id, mine=kept, theirs=both)
        return kept


def _mark(text: str) -> str:
    """How a browser breaks lines makes no other words."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:16]
