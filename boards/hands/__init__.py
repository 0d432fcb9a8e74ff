"""Hands: the one form of what somebody does with what they hold."""

from boards.database import Db, db_of
from boards.person import Person
from boards.right import Right


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
