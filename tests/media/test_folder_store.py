"""What was kept is there; what failed left nothing."""

import os
import resource
import subprocess
import sys
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from media import SIZES, Developed, FolderStore, Missing, NoRoom, TooManyUnwanted, is_key

FILES = {"tile": b"t" * 400, "card": b"c" * 800, "step": b"s" * 1600, "full": b"f" * 2048}
PHOTO = Developed(2048, 1536, "#aabbcc", None, FILES)
AN_HOUR, NO_TIME = timedelta(hours=1), timedelta(seconds=-5)


@pytest.fixture
def store(tmp_path) -> FolderStore:
    return FolderStore(tmp_path / "photos")


def everything_in(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def test_a_kept_photo_opens_in_every_size(store):
    photo = store.keep(PHOTO)
    assert is_key(photo.key)
    assert (photo.width, photo.height, photo.tone) == (2048, 1536, "#aabbcc")
    assert photo.checksums == {size: (len(file), sha256(file).hexdigest()) for size, file in FILES.items()}
    assert {size: store.open(photo.key, size) for size in SIZES} == FILES
    assert {size: store.weight(photo.key, size) for size in SIZES} == {size: len(file) for size, file in FILES.items()}
    assert list(store.keys()) == [photo.key]


def test_every_photo_has_a_key_of_its_own_and_only_its_four_files(store, tmp_path):
    keys = {store.keep(PHOTO).key for _ in range(50)}
    assert len(keys) == 50
    assert set(store.keys()) == keys
    assert {path.name for path in tmp_path.rglob("*") if path.is_file()} == {size.filename for size in SIZES.values()}


def test_only_the_servers_own_account_can_read_the_photos(store, tmp_path):
    store.keep(PHOTO)
    for path in (tmp_path / "photos").rglob("*"):
        assert path.stat().st_mode & 0o077 == 0


def test_a_photo_that_is_not_there_is_missing(store):
    photo = store.keep(PHOTO)
    for key, size in (("A" * 22, "tile"), (photo.key, "huge"), (photo.key, "../tile"), (photo.key, "")):
        with pytest.raises(Missing):
            store.open(key, size)
        with pytest.raises(Missing):
            store.weight(key, size)


SHORT, WHOLE = "A" * 21, "A" * 22
NOT_KEYS = ["", ".", "..", "../../etc/passwd", "/etc/passwd", SHORT, WHOLE + "A", WHOLE + "\n", "../" + "A" * 19]
NOT_KEYS += [SHORT + "/", SHORT + "\0", SHORT + "é", ".new-" + "a" * 17, "../secret"]


@pytest.mark.parametrize("key", NOT_KEYS)
def test_a_key_that_is_no_key_never_reaches_the_disk(store, tmp_path, key):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "tile.webp").write_bytes(b"secret")
    assert not is_key(key)
    with pytest.raises(Missing):
        store.open(key, "tile")
    with pytest.raises(Missing):
        store.weight(key, "tile")
    store.remove(key)
    assert (tmp_path / "secret" / "tile.webp").exists()


def test_a_removed_photo_is_gone_and_removing_it_again_is_fine(store, tmp_path):
    photo, other = store.keep(PHOTO), store.keep(PHOTO)
    store.remove(photo.key)
    store.remove(photo.key)
    with pytest.raises(Missing):
        store.open(photo.key, "tile")
    assert list(store.keys()) == [other.key]
    assert not list((tmp_path / "photos").glob(".*"))


AUDITED = """
import os, sys
from pathlib import Path
from media import Developed, FolderStore

fsync = os.fsync

def told(event, arguments):
    if event in ("os.rename", "os.mkdir", "os.remove"):
        print(event, *arguments[:2], flush=True)

def told_fsync(file):
    print("os.fsync", os.readlink(f"/proc/self/fd/{file}"), flush=True)
    fsync(file)

store = FolderStore(Path(sys.argv[1]))
sys.addaudithook(told)
os.fsync = told_fsync
photo = store.keep(Developed(4, 4, "#000000", None, dict.fromkeys(("tile", "card", "step", "full"), b"x")))
print("kept", photo.key, flush=True)
store.remove(photo.key)
"""


def in_another_process(script: str, *arguments: object, **options: object) -> list[list[str]]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, cwd=root, **options)
    return [line.split() for line in done.stdout.splitlines()]


def test_a_photo_is_on_the_disk_before_it_appears_and_before_we_say_so(tmp_path):
    """Files, the folder that holds them, the new name, the folder that holds the name, and that one's name too."""
    root = tmp_path / "photos"
    calls = in_another_process(AUDITED, root)
    kept = next(place for place, call in enumerate(calls) if call[0] == "kept")
    key = calls[kept][1]
    renamed = calls.index(next(call for call in calls if call[0] == "os.rename"))
    passing, place = calls[renamed][1:3]
    synced = [call[1] for call in calls[:renamed] if call[0] == "os.fsync"]
    assert place == str(root / key[:2] / key)
    assert set(synced[:4]) == {f"{passing}/{size.filename}" for size in SIZES.values()}
    assert synced[4] == passing
    assert str(root) in synced[5:], "the new folder under which the photo lies has a name to lose as well"
    assert calls[renamed + 1 : kept] == [["os.fsync", str(root / key[:2])]]


def test_a_photo_is_gone_for_good_before_we_say_so(tmp_path):
    root = tmp_path / "photos"
    calls = in_another_process(AUDITED, root)
    removal = calls[next(place for place, call in enumerate(calls) if call[0] == "kept") + 1 :]
    assert [call[0] for call in removal[:3]] == ["os.rename", "os.fsync", "os.fsync"]
    assert all(len(name) == 2 for name in everything_in(root)), "more was left than the folder of a key's first letters"


KEEPS_UNTIL_FULL = """
import sys
from pathlib import Path
from media import Developed, FolderStore, NoRoom

store = FolderStore(Path(sys.argv[1]))
photo = Developed(4, 4, "#000000", None, dict.fromkeys(("tile", "card", "step", "full"), bytes(30_000)))
kept = []
try:
    while len(kept) < 100:
        kept.append(store.keep(photo).key)
except NoRoom:
    print("full", *kept)
"""


@pytest.fixture
def small_disk(tmp_path):
    """A disk of one megabyte."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount the small disk that this fills")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_told_and_leaves_nothing_half(small_disk):
    root = small_disk / "photos"
    ((word, *keys),) = in_another_process(KEEPS_UNTIL_FULL, root)
    assert word == "full"
    assert keys
    store = FolderStore(root)
    assert set(store.keys()) == set(keys)
    assert all(store.open(key, "full") == bytes(30_000) for key in keys)
    assert not list(root.glob(".*"))
    assert all(any(group.iterdir()) for group in root.iterdir()), "an empty folder was left"
    assert store.room() < 120_000


def test_a_full_disk_recovers_once_there_is_room(small_disk):
    root = small_disk / "photos"
    ((_, first, *_),) = in_another_process(KEEPS_UNTIL_FULL, root)
    store = FolderStore(root)
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="No space"):
        filler.write_bytes(bytes(1_000_000))
    with pytest.raises(NoRoom):
        store.keep(PHOTO)
    filler.unlink()
    store.remove(first)
    assert store.open(store.keep(PHOTO).key, "full") == FILES["full"]


def test_a_disk_that_fails_otherwise_is_loud_and_leaves_nothing_half(store, tmp_path):
    """A limit on the size of files stands in for a disk that takes a part and then refuses."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, hard))
    try:
        with pytest.raises(OSError, match="File too large"):
            store.keep(PHOTO)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert everything_in(tmp_path / "photos") == []


FULL_AT_THE_LAST_MOMENT = """
import errno, sys
from pathlib import Path
from media import Developed, FolderStore, NoRoom

def refused(event, arguments):
    if event == "os.rename":
        raise OSError(errno.EDQUOT, "Disk quota exceeded")

store = FolderStore(Path(sys.argv[1]))
sys.addaudithook(refused)
try:
    store.keep(Developed(4, 4, "#000000", None, dict.fromkeys(("tile", "card", "step", "full"), b"x")))
except NoRoom:
    print("full")
"""


def test_a_share_of_the_disk_used_up_at_the_last_moment_leaves_nothing(tmp_path):
    assert in_another_process(FULL_AT_THE_LAST_MOMENT, tmp_path / "photos") == [["full"]]
    assert everything_in(tmp_path / "photos") == []


def age(path: Path, hours: float = 2) -> None:
    then = path.stat().st_mtime - hours * 3600
    os.utime(path, (then, then))


def test_a_sweep_puts_what_nobody_wants_into_the_trash_once_it_is_old(store, tmp_path):
    wanted, orphan, fresh = (store.keep(PHOTO).key for _ in range(3))
    for key in (wanted, orphan):
        age(tmp_path / "photos" / key[:2] / key)
    assert store.sweep({wanted}, AN_HOUR).thrown == [orphan]
    assert set(store.keys()) == {wanted, fresh}
    assert list(store.thrown()) == [orphan]


def test_what_lies_in_the_trash_opens_and_comes_back_when_somebody_wants_it(store):
    photo = store.keep(PHOTO)
    store.sweep(set(), NO_TIME)
    assert {size: store.open(photo.key, size) for size in SIZES} == FILES
    assert store.has(photo.key)
    assert store.sweep({photo.key}, NO_TIME).brought_back == [photo.key]
    assert (list(store.keys()), list(store.thrown())) == ([photo.key], [])


def test_the_trash_is_emptied_after_thirty_days_and_not_before(store, tmp_path):
    key, wanted = store.keep(PHOTO).key, store.keep(PHOTO).key
    store.sweep(set(), NO_TIME)
    lies = tmp_path / "photos" / ".trash"
    age(lies / key, hours=29 * 24)
    age(lies / wanted, hours=31 * 24)
    assert store.sweep({wanted}, NO_TIME).emptied == [], "a photo that somebody wants is never past its days"
    age(lies / key, hours=2 * 24)
    assert store.sweep({wanted}, NO_TIME, however_many=True).emptied == [], "who sweeps by hand deletes nothing"
    assert store.sweep({wanted}, NO_TIME).emptied == [key]
    assert list(store.thrown()) == []
    assert [path for path in everything_in(tmp_path / "photos") if key in path] == []


def test_what_is_removed_never_lies_in_the_trash(store, tmp_path):
    asked, thrown = store.keep(PHOTO).key, store.keep(PHOTO).key
    store.remove(asked)
    store.sweep(set(), NO_TIME)
    store.remove(thrown)
    assert (list(store.keys()), list(store.thrown())) == ([], [])
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def kept(store, count):
    return [store.keep(PHOTO).key for _ in range(count)]


def test_a_sweep_that_would_take_more_than_a_few_in_a_hundred_stops_before_it_moves_anything(store, tmp_path):
    keys = kept(store, 40)
    before = everything_in(tmp_path / "photos")
    with pytest.raises(TooManyUnwanted) as stopped:
        store.sweep(set(keys[:19]), NO_TIME)
    assert (stopped.value.unwanted, stopped.value.photos) == (21, 40)
    assert everything_in(tmp_path / "photos") == before
    assert len(store.sweep(set(keys[:19]), NO_TIME, however_many=True).thrown) == 21


def test_sweeps_one_after_another_take_no_more_than_one_alone(store):
    keys = kept(store, 40)
    assert len(store.sweep(set(keys[:20]), NO_TIME).thrown) == 20
    with pytest.raises(TooManyUnwanted):
        store.sweep(set(keys[:19]), NO_TIME)
    assert set(store.keys()) == set(keys[:20])


def test_three_in_a_hundred_go_also_where_that_is_more_than_a_few(store, monkeypatch):
    monkeypatch.setattr("media.store.FEW", 1)
    keys = kept(store, 100)
    with pytest.raises(TooManyUnwanted):
        store.sweep(set(keys[:96]), NO_TIME)
    assert len(store.sweep(set(keys[:97]), NO_TIME).thrown) == 3


def test_a_photo_takes_the_key_of_one_whose_files_are_lost(store, tmp_path):
    lost, new = kept(store, 2)
    (tmp_path / "photos" / lost[:2] / lost / "full.jpg").unlink()
    assert not store.has(lost)
    store.stand_in(new, lost)
    assert store.has(lost)
    assert list(store.keys()) == [lost]


def test_a_folder_bears_its_mark_and_a_mark_is_no_photo(store, tmp_path):
    assert store.mark == ""
    for mark in ("first", "second"):
        store.put_mark(mark)
        assert FolderStore(tmp_path / "photos").mark == mark
    store.sweep(set(), NO_TIME)
    assert everything_in(tmp_path / "photos") == [".mark"]


def test_a_sweep_removes_what_a_crash_left_half_way(store, tmp_path):
    for name in (".new-0123", ".gone-0123", ".new-4567"):
        (tmp_path / "photos" / name).mkdir()
        (tmp_path / "photos" / name / "tile.webp").write_bytes(b"half")
    age(tmp_path / "photos" / ".new-0123")
    age(tmp_path / "photos" / ".gone-0123")
    assert list(store.keys()) == []
    assert store.sweep(set(), AN_HOUR).thrown == []
    assert [path.name for path in (tmp_path / "photos").iterdir()] == [".new-4567"]


def test_a_sweep_leaves_alone_what_it_does_not_know(store, tmp_path):
    (tmp_path / "photos" / "README").write_text("our photos")
    (tmp_path / "photos" / "lost+found").mkdir()
    store.sweep(set(), NO_TIME)
    assert everything_in(tmp_path / "photos") == ["README", "lost+found"]


KEEPS_FOR_EVER = """
import sys
from pathlib import Path
from media import Developed, FolderStore

store = FolderStore(Path(sys.argv[1]))
photo = Developed(4, 4, "#000000", None, dict.fromkeys(("tile", "card", "step", "full"), bytes(9000)))
while True:
    print(store.keep(photo).key, flush=True)
"""


def test_a_server_killed_in_the_middle_leaves_whole_photos_only(tmp_path):
    command = [sys.executable, "-c", KEEPS_FOR_EVER, str(tmp_path / "photos")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[2]) as server:
        told = [server.stdout.readline().strip() for _ in range(20)]
        server.kill()
        told += server.stdout.read().split("\n")[:-1]
    store = FolderStore(tmp_path / "photos")
    assert set(told) <= set(store.keys())
    assert all(store.open(key, size) == bytes(9000) for key in set(told) for size in SIZES)
    store.sweep(set(told), NO_TIME)
    assert set(store.keys()) == set(told)
    assert not list((tmp_path / "photos").glob(".*"))
