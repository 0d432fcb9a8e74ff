"""The record: who did what and when, for everything that changes who can see or do something."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import StrEnum

from sqlmodel import Field, SQLModel, col, delete, select

from boards.clock import past
from boards.database import Db, new_id, now
from boards.text import TITLE

MOST_SHOWN = 50
"""How many entries stand on one page."""


class Did(StrEnum):
    """What somebody did."""

    GROUP_MADE = "group_made"
    SETTINGS_CHANGED = "settings_changed"
    MEMBER_ADDED = "member_added"
    WORKER_ADDED = "worker_added"
    MADE_WORKER = "made_worker"
    MADE_MEMBER = "made_member"
    LEFT = "left"
    LEFT_WITH_RECIPES = "left_with_recipes"
    CAME_BACK = "came_back"
    INVITED = "invited"
    JOINED = "joined"
    BADGE_MADE = "card_made"
    BADGE_STOPPED = "card_stopped"
    TABLET_MADE = "tablet_made"
    TABLET_STOPPED = "tablet_stopped"
    TABLETS_OPENED = "tablets_opened"
    TABLETS_CLOSED = "tablets_closed"
    PASSKEY_ADDED = "passkey_added"
    PASSKEY_REMOVED = "passkey_removed"
    PASSWORD_CHANGED = "password_changed"  # noqa: S105 - what was done
    SIGNED_IN = "signed_in"
    SIGNED_IN_BY_PASSKEY = "signed_in_by_passkey"
    SIGNED_IN_BY_TABLET = "signed_in_by_tablet"
    SIGNED_IN_BY_BADGE = "signed_in_by_card"
    SIGNED_OUT_EVERYWHERE = "signed_out_everywhere"
    TRIED_TOO_OFTEN = "tried_too_often"
    LINK_MADE = "link_made"
    LINK_CLOSED = "link_closed"
    SHOWN_TO_FAMILY = "shown_to_family"
    HIDDEN_FROM_FAMILY = "hidden_from_family"
    SAID_NO_ONE = "said_no_one"
    SAID_PEOPLE = "said_people"
    SAID_UNSURE = "said_unsure"
    PERMITTED_ME = "permitted_me"
    PERMITTED_GROUP = "permitted_group"
    PERMITTED_FAMILY = "permitted_family"
    DECISIONS_REACH = "decisions_reach"
    BEST_INTERESTS = "best_interests"
    STOPPED_SHOWING = "stopped_showing"
    WISHED = "wished"
    PERMISSION_PAST = "permission_past"
    MASKED = "covered"
    TURNED = "turned"
    THINGS_TAKEN = "things_taken"
    TAKEN_ELSEWHERE = "taken_elsewhere"
    BROUGHT_IN = "brought_in"
    THINGS_DELETED = "things_deleted"
    WORDS_SHOWN = "words_shown"
    WORDS_HIDDEN = "words_hidden"


class Record(SQLModel, table=True):
    """One entry. People stand in it by their id, so that whoever has left for good is named no more.

    `name` is a link's or a tablet's. Never a key that opens something, a word of a recipe or the address of a device.
    """

    id: str = Field(default_factory=new_id, primary_key=True)
    group_id: str = Field(foreign_key="group.id", index=True)
    at: datetime = Field(default_factory=now, index=True)
    did: str = Field(max_length=30)
    by_id: str | None = Field(default=None, foreign_key="person.id")
    whom_id: str | None = Field(default=None, foreign_key="person.id")
    name: str = Field(default="", max_length=TITLE)
    photo_key: str | None = Field(default=None, max_length=32, index=True)
    """Which photo it is about. It may be gone since."""

    @classmethod
    def of(cls, db: Db, group_id: str, *, before: datetime | None = None) -> Sequence["Record"]:
        """A group's entries, the newest first: as many as a page shows and one more, older than a moment."""
        mine = select(cls).where(cls.group_id == group_id)
        if before:
            mine = mine.where(col(cls.at) < before)
        return db.exec(mine.order_by(col(cls.at).desc(), col(cls.id)).limit(MOST_SHOWN + 1)).all()

    @classmethod
    def forget(cls, db: Db, *, kept: timedelta) -> None:
        """Remove the entries that are older than they are kept."""
        db.exec(delete(cls).where(past(cls.at, kept)))
