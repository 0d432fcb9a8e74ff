"""Hands: the one form of what somebody does with what they hold."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from boards.database import Db, db_of
from boards.person import Person
from boards.right import Right
from boards.told import Told

Was = TypeVar("Was")
"""What stood there, as the verb of a noun returns it."""


class Hands:
    """What one person sees and does about something: the boards in their hands, the recipes, the tablets.

    Each method that changes something asks its right of the one table, does it, and writes into the record what changes
    who can see or do something. Nothing outside the domain calls what changes a noun in any other way.
    """

    right = Right.SEE
    """What they must be allowed to see it at all."""

    def __init__(self, me: Person) -> None:
        me.must(self.right)
        self.me = me
        self.db: Db = db_of(me)

    def _tell(self, what: Told, tell: Callable[..., Was], told: Mapping[str, str], opened_on: str) -> Was:
        """Tell something by its own verb, over nobody else's words; return what stood there."""
        was = tell(**what.over(told, opened_on, by_id=self.me.id))
        what.told_by_id = self.me.id
        return was
