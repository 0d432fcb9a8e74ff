"""The address and port to serve on: taken before anything else is done, so that a taken one is said at once."""

import errno
import socket
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from app import words
from app.cli.opening import ends
from app.settings import PREFIX, Settings


@contextmanager
def listening(settings: Settings) -> Iterator[list[socket.socket]]:
    """Listen on every address that the host has, until a block ends. Who comes before we serve waits.

    It ends here where that can't be.
    """
    with ExitStack() as opened:
        try:
            sockets = [opened.enter_context(_listen(*one)) for one in _addresses(settings)]
        except OSError as fault:
            ends(_what_to_do(fault, settings))
        yield sockets


def _addresses(settings: Settings) -> list[tuple[int, tuple[str, int]]]:
    found = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    return list({(family, (str(where[0]), settings.port)) for family, _, _, _, where in found})


def _listen(family: int, where: tuple[str, int]) -> socket.socket:
    return socket.create_server(where, family=family)


def _what_to_do(fault: OSError, settings: Settings) -> str:
    if fault.errno == errno.EADDRINUSE:
        says, place, name = words.START_PORT_TAKEN, f"{settings.host}:{settings.port}", "PORT"
    elif fault.errno in (errno.EACCES, errno.EPERM):
        says, place, name = words.START_PORT_SHUT, f"{settings.host}:{settings.port}", "PORT"
    else:
        says, place, name = words.START_NO_HOST, settings.host, "HOST"
    return says.format(place=place, name=PREFIX + name)
