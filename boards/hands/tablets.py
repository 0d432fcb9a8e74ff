"""The tablets of a group, in a worker's hands: making a device one, opening them, stopping one."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import col, select

from boards.hands import Hands
from boards.problems import NotFound
from boards.record import Did
from boards.right import Right
from boards.tablet import Tablet


class Tablets(Hands):
    """What a worker sees and does about the group's tablets. Members may not."""

    right = Right.SEE_PEOPLE

    def working(self) -> Sequence[Tablet]:
        """The group's tablets that aren't stopped, the newest first."""
        ours = select(Tablet).where(Tablet.group_id == self.me.group_id, col(Tablet.stopped_at).is_(None))
        return self.db.exec(ours.order_by(col(Tablet.made_at).desc())).all()

    def find(self, tablet_id: str) -> Tablet:
        """One of the group's tablets that isn't stopped. Raises NotFound."""
        tablet = self.db.get(Tablet, tablet_id)
        if tablet is None or tablet.group_id != self.me.group_id or tablet.stopped_at:
            raise NotFound
        return tablet

    def make(self, name: str) -> str:
        """Make a device a tablet of the group, and return the key for its cookie."""
        self.me.must(Right.CHANGE_PEOPLE)
        tablet, key = Tablet.named(name, group_id=self.me.group_id)
        self.db.add(tablet)
        self.me.did(Did.TABLET_MADE, name=tablet.name)
        return key

    def stop(self, tablet: Tablet) -> None:
        """Stop a tablet for good, and sign out whoever is on it."""
        self.me.must(Right.SEE_PEOPLE)
        tablet.stop()
        self.me.did(Did.TABLET_STOPPED, name=tablet.name)

    def open(self, until: datetime) -> None:
        """Let members sign in on the group's tablets until a moment."""
        self.me.must(Right.CHANGE_PEOPLE)
        self.me.group.tablets_open_until = until
        self.me.did(Did.TABLETS_OPENED)

    def close(self) -> None:
        """Let nobody else sign in on the group's tablets until they are opened again."""
        self.me.must(Right.SEE_PEOPLE)
        self.me.group.tablets_open_until = None
        self.me.did(Did.TABLETS_CLOSED)
