"""A worker that has been taken over may say anything, as slowly as it likes."""

import json
import socket
import struct
import threading
import time

import pytest

from media import Developed, PhotoProblem, Reason, Region, Workshop
from media.detection import Detection
from media.pipe import hear, say
from media.region import regions_told
from media.task import Task, Work
from tests.media.pictures import kitchen, saved

SMALL = saved(kitchen(64, 48), "JPEG")
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


@pytest.mark.parametrize("task", [Task(Work.DEVELOP), Task(Work.MASK, (Region(0.1, 0.2, 0.3, 0.4),)), Task(Work.FIND)])
def test_a_task_crosses_unchanged(task):
    assert Task.unpacked(task.packed()) == task


def test_what_was_found_crosses_unchanged():
    sent = Detection((Region(0, 0.2, 1, 0.4), Region(0.7, 0.1, 0.9, 0.3)), "no model")
    head, body = sent.packed()
    assert Detection.unpacked(json.loads(head), body) == sent


@pytest.mark.parametrize(
    "lie",
    [
        None,
        {},
        "[0, 0, 1, 1]",
        [[0, 0, 1]],
        [[0, 0, 1, 1, 1]],
        [[0, 0, 1, "1"]],
        [[0, 0, 1, True]],
        [[0, 0, 1, None]],
        [[0, 0, 1, float("nan")]],
        [[0, 0, 1, float("inf")]],
        [[0, 0, 1, 1.01]],
        [[-0.01, 0, 1, 1]],
        [[0, 0, 0, 1]],
        [[1, 0, 0.5, 1]],
        [[0, 0, 1, 10**400]],
        [[0, 0, 1, 1]] * 21,
    ],
)
def test_boxes_that_are_none_are_not_believed(lie):
    with pytest.raises(ValueError, match=r"."):
        regions_told(lie)


@pytest.mark.parametrize(
    ("lie", "body"), [({"regions": [[2]]}, b""), ({"blind": 7}, b""), ({"regions": None}, b""), ({}, b"x")]
)
def test_an_answer_that_tells_of_no_people_is_not_believed(lie, body):
    with pytest.raises(ValueError, match=r"."):
        Detection.unpacked({"regions": [], "blind": None} | lie, body)


NONSENSE = [b"[]", b"[" * 100_000, b"nonsense", b'{"reason": "tired"}', b'{"regions": [[0, 0, 1, 2]]}']
TAKEN_OVER = """
import sys

def register_heif_opener(**options):
    sys.modules["__main__"]._answer = lambda task, content: (HEAD, b"")
"""


@pytest.mark.parametrize("head", NONSENSE, ids=range(len(NONSENSE)))
def test_a_worker_that_talks_nonsense_is_not_asked_again(tmp_path, monkeypatch, head):
    """A broken library stands in for a hostile photo: it answers in the worker's place."""
    (tmp_path / "pi_heif.py").write_text(f"HEAD = {head!r}\n{TAKEN_OVER}")
    monkeypatch.syspath_prepend(tmp_path)
    workshop = Workshop(1)
    found = workshop.begin_find(SMALL).result()
    assert (found.regions, found.looked) == ((), False)
    assert workshop.workers() == []
    for begun in (workshop.begin(SMALL), workshop.begin_mask(SMALL, [Region(0, 0, 1, 1)])):
        with pytest.raises(PhotoProblem) as caught:
            begun.result()
        assert caught.value.reason is Reason.TOO_HARD
    assert workshop.workers() == []
    workshop.close()
