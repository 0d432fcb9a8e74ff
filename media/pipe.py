"""What the workshop and a worker say to each other, over one socket.

    to a worker:    a task (JSON), a photo
    from a worker:  a head (JSON), a body      each after its length in 8 bytes

Not pickle: a decoder that a hostile file has taken over would then choose what runs in the web's process.
"""

import socket
import struct
import time
from typing import Final

from media.photo import MEGABYTES

_LENGTH: Final = struct.Struct("!Q")
_LONGEST: Final = 2 * MEGABYTES * 1_000_000
"""Bytes: twice what either side ever says. A length beyond it is a lie."""


def say(line: socket.socket, *parts: bytes) -> None:
    """Raises OSError: the other side is gone, or the socket's own time limit is over (TimeoutError)."""
    for part in parts:
        line.sendall(_LENGTH.pack(len(part)))
        line.sendall(part)


def hear(line: socket.socket, until: float | None = None) -> bytes:
    """One part. `until` is a moment of the monotonic clock, in seconds.

    Raises OSError (ConnectionResetError: the other side is gone; TimeoutError: it is late) or ValueError.
    """
    (length,) = _LENGTH.unpack(_exactly(line, _LENGTH.size, until))
    if length > _LONGEST:
        raise ValueError("too long")
    return _exactly(line, length, until)


def _exactly(line: socket.socket, length: int, until: float | None) -> bytes:
    heard = bytearray(length)
    rest = memoryview(heard)
    while rest:
        if until is not None:
            line.settimeout(max(until - time.monotonic(), 0.001))
        count = line.recv_into(rest)
        if count == 0:
            raise ConnectionResetError("hung up")
        rest = rest[count:]
    return bytes(heard)
