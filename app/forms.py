"""What a form sent."""

import re
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import date

from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request

from boards.problems import Problem

MOST_FIELDS = 20
MOST_FIELD_BYTES = 64 * 1024
LONGEST_FILE_NAME = 1000

# PostgreSQL can't even look for NUL. The rest is what a lone surrogate looks like after the multipart parser has
# given up on UTF-8 and read it as Latin-1.
_BROKEN_TEXT = re.compile("\x00|\xed[\xa0-\xbf][\x80-\xbf]")


@dataclass(frozen=True)
class Form:
    """The fields of a form as they were typed, and its files. A field that wasn't sent is empty."""

    fields: Mapping[str, str] = field(default_factory=dict)
    files: tuple[UploadFile, ...] = ()

    def text(self, name: str) -> str:
        """What was typed into a field."""
        return self.fields.get(name, "")

    def number(self, name: str) -> int:
        """A place in a list, counted from 1. Raises Problem for anything else."""
        typed = self.text(name)
        if not (typed.isascii() and typed.isdigit() and len(typed) < 5):
            raise Problem("not_a_place", name)
        return int(typed)

    def day(self, name: str) -> date:
        """A day, as a date input sends it. Raises Problem for anything else."""
        try:
            return date.fromisoformat(self.text(name))
        except ValueError:
            raise Problem("not_a_day", name) from None


@asynccontextmanager
async def reading_form(request: Request, *, most_files: int = 0) -> AsyncIterator[Form]:
    """Read a request's form; its temporary files are gone when the block ends.

    Raises Problem for a body that isn't a whole form, or that has more or larger parts than asked for.
    """
    try:
        parsed = await request.form(max_files=most_files, max_fields=MOST_FIELDS, max_part_size=MOST_FIELD_BYTES)
    except (HTTPException, ClientDisconnect):
        raise Problem("form_unreadable") from None
    try:
        items = parsed.multi_items()
        fields = {name: _sound(name, value) for name, value in items if isinstance(value, str)}
        files = tuple(_named(value) for _, value in items if isinstance(value, UploadFile) and _chosen(value))
        yield Form(fields, files)
    finally:
        await parsed.close()


def _sound(name: str, value: str) -> str:
    if _BROKEN_TEXT.search(value):
        raise Problem("unkeepable", name)
    return value


def _chosen(file: UploadFile) -> bool:
    # A file input that nothing was chosen in sends an empty part without a name.
    return bool(file.filename or file.size)


def _named(file: UploadFile) -> UploadFile:
    if len(file.filename or "") > LONGEST_FILE_NAME:
        raise Problem("form_unreadable")
    return file
