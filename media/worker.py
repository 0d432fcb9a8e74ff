"""The process that reads strangers' files: `python -m media.worker MEGABYTES SECONDS`, with its socket as
standard input.

It can use so much memory and time, write no file, and open few. It ends when the workshop hangs up, so none
is left over when the web's process is killed.
"""

import json
import os
import resource
import signal
import socket
import sys
import traceback
from typing import Final

from media.darkroom import develop, mask, turn
from media.finder import find
from media.intake import SECONDS, get_ready
from media.photo import PhotoProblem, Reason
from media.pipe import hear, say
from media.task import Task, Work

_FILES_OPEN: Final = 32


def main(megabytes: int, seconds: float) -> None:
    _limit(megabytes)
    get_ready(lambda wanted: _allow(min(wanted, seconds)))
    with socket.socket(fileno=os.dup(0)) as line:
        while True:
            try:
                task, content = hear(line), hear(line)
            except ConnectionResetError:
                return
            _allow(min(SECONDS, seconds))  # to look at its structure; then it says what it needs
            signal.setitimer(signal.ITIMER_REAL, seconds + 1)  # a clock of our own, where the workshop is gone or stuck
            say(line, *_answer(task, content))
            signal.setitimer(signal.ITIMER_REAL, 0)
            _allow(0)


def _answer(task: bytes, content: bytes) -> tuple[bytes, bytes]:
    """A head and a body. What nobody expected goes into the server's log, and this process is replaced."""
    try:
        return _done(Task.unpacked(task), content)
    except PhotoProblem as problem:
        return _told(reason=problem.reason)
    except MemoryError:
        return _told(reason=Reason.TOO_HARD)
    except BaseException:
        return _told(fault=traceback.format_exc())


def _done(task: Task, content: bytes) -> tuple[bytes, bytes]:
    match task.work:
        case Work.DEVELOP:
            return develop(content).packed()
        case Work.MASK:
            return mask(content, task.regions).packed()
        case Work.TURN:
            return turn(content, task.quarters).packed()
        case Work.FIND:
            return find(content).packed()


def _told(**head: str) -> tuple[bytes, bytes]:
    return json.dumps(head).encode(), b""


def _limit(megabytes: int) -> None:
    """The workshop alone decides when a worker stops: Ctrl-C and a group's SIGTERM reach every process at
    once.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    for what, most in (
        (resource.RLIMIT_AS, megabytes * 1_000_000),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, _FILES_OPEN),
    ):
        resource.setrlimit(what, (most, most))


def _allow(seconds: float) -> None:
    """From now on, so much time of a core."""
    signal.setitimer(signal.ITIMER_PROF, seconds)


if __name__ == "__main__":
    main(int(sys.argv[1]), float(sys.argv[2]))
