"""Every table, so that one import makes them all known to the migrations."""

from sqlmodel import SQLModel

from boards.board import Board, Pin
from boards.group import Group, SetupCode
from boards.link import Link
from boards.note import Note
from boards.person import Person
from boards.recipe import Recipe, Step
from boards.session import Session

TABLES = (Group, SetupCode, Person, Recipe, Step, Board, Pin, Link, Session, Note)
METADATA = SQLModel.metadata
