"""A worker that has been taken over may say anything, as slowly as it likes."""

import json
import socket
import struct
import threading
import time

import pytest

from media import Developed
from media.wire import hear, say

HEAD = {"width": 4, "height": 3, "tone": "#000000", "taken": None}
LENGTHS = {"tile": 1, "card": 1, "step": 1, "full": 1}


@pytest.fixture
def line():
    ours, theirs = socket.socketpair()
    with ours, theirs:
        yield ours, theirs


def test_what_one_side_says_the_other_hears(line):
    ours, theirs = line
    say(theirs, b"head", b"", b"body")
    assert [hear(ours) for _ in range(3)] == [b"head", b"", b"body"]


def test_an_answer_in_drops_is_given_up_in_time(line):
    ours, theirs = line
    stop = threading.Event()

    def drip():
        theirs.sendall(struct.pack("!Q", 1000))
        while not stop.wait(0.02):
            theirs.send(b"x")

    dripping = threading.Thread(target=drip)
    dripping.start()
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        hear(ours, until=began + 0.3)
    assert time.monotonic() - began < 1
    stop.set()
    dripping.join(timeout=5)


def test_a_length_beyond_reason_is_not_waited_for(line):
    ours, theirs = line
    theirs.sendall(struct.pack("!Q", 2**62))
    with pytest.raises(ValueError, match="too long"):
        hear(ours)


def test_a_side_that_hangs_up_is_noticed(line):
    ours, theirs = line
    theirs.sendall(struct.pack("!Q", 1000) + b"half")
    theirs.shutdown(socket.SHUT_WR)
    with pytest.raises(ConnectionResetError):
        hear(ours)


def test_a_developed_photo_crosses_unchanged():
    sent = Developed(4, 3, "#0a0b0c", None, {"tile": b"t", "card": b"ca", "step": b"ste", "full": b"full"})
    head, body = sent.packed()
    assert Developed.unpacked(json.loads(head), body) == sent


@pytest.mark.parametrize(
    "lie",
    [
        {"width": 0},
        {"width": 99_999},
        {"height": "3"},
        {"tone": "red;}</style>"},
        {"taken": "yesterday"},
        {"files": None},
        {"files": {"tile": 4}},
        {"files": LENGTHS | {"../x": 1}},
        {"files": LENGTHS | {"tile": -1, "card": 3}},
        {"files": LENGTHS | {"full": 2}},
    ],
)
def test_an_answer_that_is_no_photo_is_not_believed(lie):
    with pytest.raises(ValueError, match=r"."):
        Developed.unpacked(HEAD | {"files": LENGTHS} | lie, b"tcsf")
