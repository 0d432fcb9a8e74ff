"""What holds for the whole group, in a worker's hands."""

from boards.group import Basis, Previews, Reach
from boards.hands import Hands
from boards.hands.review import ask_families_anew, narrow_decisions
from boards.record import Did
from boards.right import Right


class GroupSettings(Hands):
    """What a worker decides for the whole group. Members may not."""

    right = Right.CHANGE_SETTINGS

    def change(
        self,
        name: str,
        *,
        helper: str,
        opens_tablets: bool,
        basis: Basis,
        previews: Previews = Previews.NOTHING,
        decisions: Reach = Reach.GROUP,
    ) -> None:
        """Change what holds for the whole group. Raises Several."""
        self.me.must(Right.CHANGE_SETTINGS)
        group = self.me.group
        group.call(name, helper=helper)
        group.opens_tablets = opens_tablets
        if basis == Basis.CONSENT and group.basis != basis:
            ask_families_anew(group.id, self.db)
        was = group.decisions
        group.basis, group.previews, group.decisions = basis, previews, decisions
        if was != decisions:
            self.me.did(Did.DECISIONS_REACH, name=decisions)
        narrow_decisions(group, self.db)
        self.me.did(Did.SETTINGS_CHANGED)
