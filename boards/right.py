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
    """Something that some may do, and others not."""

    SEE_SHARED = "see_shared"
    SEE = "see"
    MAKE = "make"
    PIN = "pin"
    BIN = "bin"
    HELP = "help"
    ARRANGE = "arrange"
    LINKS = "links"
    SHARE = "share"
    PEOPLE = "people"
    CHANGE_PEOPLE = "change_people"
    RECORD = "record"
    SETTINGS = "settings"
    WAYS_IN = "ways_in"
    OWN = "own"
    LOOK_AFTER = "look_after"
    REVIEW = "review"
    THINGS = "things"
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
        Right.HELP: EVERYBODY,
        Right.OWN: EVERYBODY,
        Right.ARRANGE: WORKERS,
        Right.LINKS: WORKERS,
        Right.SHARE: WORKERS,
        Right.LOOK_AFTER: WORKERS,
        Right.REVIEW: WORKERS,
        Right.THINGS: WORKERS,
        Right.REMIND: WORKERS,
        Right.PEOPLE: WORKERS,
        Right.CHANGE_PEOPLE: WORKERS,
        Right.RECORD: WORKERS,
        Right.SETTINGS: WORKERS,
        Right.WAYS_IN: WORKERS,
    }
)

FRESH = frozenset({Right.SHARE, Right.REVIEW, Right.THINGS, Right.CHANGE_PEOPLE, Right.SETTINGS, Right.WAYS_IN})
"""What needs a sign-in within the last while: it changes who can see or do something. Stopping never waits."""
