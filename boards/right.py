"""Who may do what: the one table. The checks, the help page and SECURITY.md are made from it."""

from enum import StrEnum
from types import MappingProxyType


class Role(StrEnum):
    """What somebody does in the group."""

    MEMBER = "member"
    WORKER = "worker"


LINK = "link"
"""Whoever holds a link: a family. It is not a role, since they are nobody's row."""


class Right(StrEnum):
    """Something that some may do, and others not. What a route needs bears its name: `MaySee`, `MayShare` …"""

    SEE_SHARED = "see_shared"
    SEE = "see"
    MAKE = "make"
    PIN = "pin"
    BIN = "bin"
    READ_HELP = "read_help"
    ARRANGE = "arrange"
    SEE_LINKS = "see_links"
    SHARE = "share"
    SEE_PEOPLE = "see_people"
    CHANGE_PEOPLE = "change_people"
    READ_RECORD = "read_record"
    CHANGE_SETTINGS = "change_settings"
    CHOOSE_WAYS_IN = "choose_ways_in"
    OWN = "own"
    LOOK_AFTER = "look_after"
    REVIEW = "review"
    HANDLE_THINGS = "handle_things"
    REMIND = "remind"


EVERYBODY = frozenset({Role.MEMBER, Role.WORKER})
WORKERS = frozenset({Role.WORKER})

MAY: MappingProxyType[Right, frozenset[str]] = MappingProxyType(
    {
        Right.SEE_SHARED: frozenset({LINK}),
        Right.SEE: EVERYBODY,
        Right.MAKE: EVERYBODY,
        Right.PIN: EVERYBODY,
        Right.BIN: EVERYBODY,
        Right.READ_HELP: EVERYBODY,
        Right.OWN: EVERYBODY,
        Right.ARRANGE: WORKERS,
        Right.SEE_LINKS: WORKERS,
        Right.SHARE: WORKERS,
        Right.LOOK_AFTER: WORKERS,
        Right.REVIEW: WORKERS,
        Right.HANDLE_THINGS: WORKERS,
        Right.REMIND: WORKERS,
        Right.SEE_PEOPLE: WORKERS,
        Right.CHANGE_PEOPLE: WORKERS,
        Right.READ_RECORD: WORKERS,
        Right.CHANGE_SETTINGS: WORKERS,
        Right.CHOOSE_WAYS_IN: WORKERS,
    }
)

FRESH = frozenset(
    {Right.SHARE, Right.REVIEW, Right.HANDLE_THINGS, Right.CHANGE_PEOPLE, Right.CHANGE_SETTINGS, Right.CHOOSE_WAYS_IN}
)
"""What needs a sign-in within the last while: it changes who can see or do something. Stopping never waits."""


def may(who: str, right: Right) -> bool:
    """Whether those of a role, or whoever holds a link, may do something."""
    return who in MAY[right]
