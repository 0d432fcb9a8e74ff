"""What a form sent."""

import errno
import re
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Mapping, Sequence
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import TypeVar

from python_multipart.multipart import parse_options_header
from starlette.datastructures import FormData, UploadFile
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request

from boards.problems import Problem
from media import NoRoom

MOST_FIELDS = 200
"""The most fields of a form: cards are made for everybody in a group at once."""
MOST_FIELD_BYTES = 64 * 1024
MOST_BYTES = 256 * 1024
"""The most that a form without photos may carry. One with photos may carry what the guard lets through."""

LONGEST_FILE_NAME = 1000

FIRST_DAY, LAST_DAY = date.min + timedelta(days=2), date.max - timedelta(days=2)

Choice = TypeVar("Choice", bound=StrEnum)

# PostgreSQL can't even look for NUL. The rest is what a lone surrogate looks like after the multipart parser has
# given up on UTF-8 and read it as Latin-1.
_BROKEN_TEXT = re.compile("\x00|[\ud800-\udfff]|\xed[\xa0-\xbf][\x80-\xbf]")


@dataclass(frozen=True)
class Form:
    """The fields of a form as they were typed, and its files. A field that wasn't sent is empty."""

    fields: Mapping[str, str] = field(default_factory=dict)
    """The last of each name; `texts` has them all."""
    items: tuple[tuple[str, str], ...] = ()
    files: tuple[UploadFile, ...] = ()

    @property
    def typed(self) -> Mapping[str, Sequence[str]]:
        """All that was typed, by the names of the fields."""
        return {name: self.texts(name) for name in self.fields}

    def text(self, name: str) -> str:
        """What was typed into a field."""
        return self.fields.get(name, "")

    def texts(self, name: str) -> list[str]:
        """What was chosen in several boxes of one name."""
        return [value for each, value in self.items if each == name]

    def over(self, told: Mapping[str, str]) -> dict[str, str]:
        """What stands there already, by the names of its fields, with what was typed in its place. A field that wasn't
        sent stays.
        """
        return {name: self.fields.get(name, was) for name, was in told.items()}

    def number(self, name: str) -> int:
        """A place in a list, counted from 1. Raises Problem for anything else."""
        typed = self.text(name)
        if not (typed.isascii() and typed.isdigit() and len(typed) < 5):
            raise Problem("not_a_place", name)
        return int(typed)

    def choice(self, name: str, kind: type[Choice], *, else_: Choice) -> Choice:
        """One of several choices; where nothing is chosen, or what there isn't, another one."""
        return next((one for one in kind if one == self.text(name)), else_)

    def day(self, name: str) -> date:
        """A day, as a date input sends it, and not so near an edge of the calendar that it has no midnight in some time
        zone: as far from today, one is as good as another. Raises Problem for anything else.
        """
        try:
            typed = date.fromisoformat(self.text(name))
        except ValueError:
            raise Problem("not_a_day", name) from None
        return min(max(typed, FIRST_DAY), LAST_DAY)


Stream = AsyncGenerator[bytes, None]


@asynccontextmanager
async def reading_form(
    request: Request, *, most_files: int = 0, counted: Callable[[Stream], Stream] = lambda stream: stream
) -> AsyncIterator[Form]:
    """Read a request's form; its temporary files are gone when the block ends. `counted` sees all that comes.

    Raises Problem for a body that isn't a whole form, or that has more or larger parts than asked for, and
    NoRoom when there is no place for its files.
    """
    try:
        parsed = await _parsed(request, most_files, counted)
    except (MultiPartException, ClientDisconnect):
        raise Problem("form_unreadable") from None
    except OSError as fault:
        if fault.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise NoRoom(str(fault)) from fault
    try:
        sent = parsed.multi_items()
        items = tuple((name, _sound(name, value)) for name, value in sent if isinstance(value, str))
        files = tuple(_named(value) for _, value in sent if isinstance(value, UploadFile) and _chosen(value))
        if len(files) > most_files:
            raise Problem("form_unreadable")
        yield Form(dict(items), items, files)
    finally:
        await parsed.close()


async def _parsed(request: Request, most_files: int, counted: Callable[[Stream], Stream]) -> FormData:
    kind, options = parse_options_header(request.headers.get("content-type"))
    # A browser sends UTF-8; other codecs can turn honest bytes into text that nobody can keep.
    if options.get(b"charset", b"utf-8").lower() not in (b"utf-8", b"utf8"):
        raise MultiPartException("not UTF-8")
    if not most_files and int(request.headers.get("content-length", "0")) > MOST_BYTES:
        raise MultiPartException("too long")
    body = request.stream() if most_files else _at_most(request.stream(), MOST_BYTES)
    async with aclosing(counted(body)) as stream:
        limits = {"max_fields": MOST_FIELDS, "max_part_size": MOST_FIELD_BYTES}
        if kind == b"multipart/form-data":
            # An input that nothing was chosen in comes as a file too; a page has two, and one of them is used.
            most = most_files and most_files + 1
            return await _WholeParser(request.headers, stream, max_files=most, **limits).parse()
        if kind == b"application/x-www-form-urlencoded":
            return await FormParser(request.headers, stream, **limits).parse()
        return FormData()


class _WholeParser(MultiPartParser):
    """Refuses a body that ends before its last boundary: what was cut off would be lost without a word."""

    is_whole = False

    def on_end(self) -> None:
        self.is_whole = True

    async def parse(self) -> FormData:
        self.stream = self._to_the_end(self.stream)
        return await super().parse()

    async def _to_the_end(self, stream: Stream) -> Stream:
        async for chunk in stream:
            yield chunk
        if not self.is_whole:
            raise MultiPartException("cut off")


async def _at_most(stream: Stream, most: int) -> Stream:
    async for chunk in stream:
        most -= len(chunk)
        if most < 0:
            raise MultiPartException("too long")
        yield chunk


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
