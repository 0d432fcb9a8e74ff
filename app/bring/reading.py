"""Which kind of file somebody has brought, and what it would make."""

from typing import BinaryIO

from app.bring.archive import Archive
from app.bring.own import read_own
from app.bring.photos import read_photos
from app.bring.schema import read_schema
from app.copy.elsewhere import LISTING
from boards.hands.bringing import Parcel


def read_file(file: BinaryIO) -> tuple[Parcel, Archive | None]:
    """What a file would make, and the zip in which its photos are, if it is one. Raises Unread."""
    file.seek(0)
    if file.read(2) != b"PK":
        return read_schema(file), None
    archive = Archive(file)
    is_ours = LISTING in archive.names
    return (read_own if is_ours else read_photos)(archive), archive
