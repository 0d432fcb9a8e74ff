"""Every table, so that one import makes them all known to the migrations."""

from sqlmodel import SQLModel

from boards.arrival import Arrival
from boards.attempt import Tries
from boards.badge import Badge
from boards.board import Board, Pin
from boards.change import Change
from boards.clock import Clock
from boards.group import Group, SetupCode
from boards.heart import Heart
from boards.invitation import Invitation
from boards.leaving import Leaving
from boards.link import Link
from boards.need import Need
from boards.note import Note
from boards.pair import Pair
from boards.passkey import Challenge, Passkey
from boards.permission import Permission
from boards.person import Person
from boards.photo import Photo, Successor
from boards.recipe import Recipe, Step
from boards.record import Record
from boards.session import Session
from boards.tablet import Tablet

TABLES = (
    Group,
    SetupCode,
    Person,
    Photo,
    Successor,
    Permission,
    Recipe,
    Step,
    Need,
    Board,
    Pin,
    Link,
    Heart,
    Session,
    Note,
    Badge,
    Tablet,
    Passkey,
    Challenge,
    Invitation,
    Tries,
    Record,
    Clock,
    Pair,
    Leaving,
    Arrival,
    Change,
)
METADATA = SQLModel.metadata
