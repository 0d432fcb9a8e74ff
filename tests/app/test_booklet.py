"""Booklets: what a PDF must have for people with a screen reader, what may not be in it, and what failures cost."""

import asyncio
import io
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

import httpx2
import pikepdf
import pytest
from PIL import Image

from app import words
from app.booklet.bindery import (
    GROUPS_LINE,
    LINE,
    PREFIX,
    Asker,
    Bindery,
    Booklet,
    Limits,
    TooManyWait,
    Unmade,
    _Job,
)
from app.booklet.manuscript import Manuscript
from app.booklet.press import MANY, SIDE, side_for
from app.booklet.typeface import SIGN
from app.door.cookies import Cookie
from boards.group import Basis
from boards.hands.boards import Boards
from boards.hands.links import Links
from boards.hands.recipes import Recipes
from boards.hands.tablets import Tablets
from boards.need import Kind
from boards.permission import Audience, Explained, Saying
from boards.photo import Answer, Picture
from boards.recipe import Reminder
from boards.shown import Shown, shown_to
from media import CARD, Developed
from tests.conftest import House, a_photo
from tests.props.read_aloud import Said, read_aloud, words_on

TYPED = '#pagebreak() *b* _i_ $x^2$ @ref <label> `raw` // \\ "q" -- = /* #sys.version'


@pytest.fixture
def bindery(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bindery:
    """The house's bindery, with a temporary folder of its own, in which nothing is left."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    bindery: Bindery = house.app.state.bindery
    return bindery


def left_in(folder: Path) -> list[Path]:
    """What is left of booklets in a temporary folder."""
    return list(folder.glob(f"{PREFIX}*"))


def opened(answer: httpx2.Response) -> pikepdf.Pdf:
    """The PDF of an answer."""
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    return pikepdf.open(io.BytesIO(answer.content))


def booklet(house: House, address: str, who: str | None = "Alice") -> pikepdf.Pdf:
    """The booklet at an address."""
    return opened(house.client(who).get(address))


def pictures(pdf: pikepdf.Pdf) -> set[str]:
    """The colours in the middle of the photos in a PDF."""
    streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Image"]
    photos = [Image.open(io.BytesIO(one.read_raw_bytes())) for one in streams if one.get("/Filter") == "/DCTDecode"]
    assert all(max(photo.size) <= SIDE for photo in photos)
    return {nearest(photo.getpixel((photo.width // 2, photo.height // 2))) for photo in photos}


COLOURS = {"red": (200, 40, 40), "green": (40, 160, 60), "blue": (40, 60, 200)}


def nearest(pixel: object) -> str:
    """The colour that a pixel is."""
    assert isinstance(pixel, tuple)
    return min(COLOURS, key=lambda name: sum(abs(a - b) for a, b in zip(COLOURS[name], pixel, strict=True)))


def coloured(house: House, colour: str) -> Picture:
    """A photo in the store, in a colour."""
    content = io.BytesIO()
    Image.open(io.BytesIO(a_photo("#%02x%02x%02x" % COLOURS[colour]))).save(content, "WEBP")  # noqa: UP031
    photo = house.store.keep(Developed(640, 480, "#808080", None, {CARD.name: content.getvalue()}))
    return Picture(photo.key, photo.width, photo.height, photo.tone)


@pytest.fixture
def supper(house: House) -> str:
    """Bob's recipe of three photos: nobody is in the red one, Bob in the others; families may see him in the green
    one, and the group alone in the blue one. The first and the last have words.
    """
    with house.writing() as db:
        alice, bob = house.person(db, "Alice"), house.person(db, "Bob")
        alice.group.basis = Basis.CONSENT
        recipe = Recipes(bob).make("Supper", [coloured(house, colour) for colour in COLOURS])
        first, second, last = recipe.steps
        first.say("Wash it.\nDry it.")
        first.warn("The pan is hot.")
        first.time(12)
        last.say("Eat it.")
        recipe.add_need(Kind.INGREDIENT, "Tomatoes", amount="2 tins", symbol="tomato")
        recipe.add_need(Kind.TOOL, "A pot")
        recipe.remind([Reminder.HOT])
        first.photo.say(Answer.NO_ONE, by_id=bob.id)
        for step, audience in ((second, Audience.FAMILY), (last, Audience.GROUP)):
            step.photo.say(Answer.ONLY_ME, by_id=bob.id)
            db.flush()
            step.photo.permit(bob.id, Saying(audience, bob.id, Explained.SCREEN))
        recipe.finish()
        return recipe.id


def a_board_of(house: House, *recipes: str) -> tuple[str, str, str]:
    """A board of recipes with a link to it; returns the board's id, the link's id and its key."""
    board = house.a_board("Our kitchen", *recipes)
    with house.writing() as db:
        alice, today = house.person(db, "Alice"), house.settings.today()
        link = Links(alice).make(alice.board(board), name="Mum", ends=today, today=today)
        return board, link.id, link.key


def test_a_booklet_is_made_for_people_with_a_screen_reader(house: House, bindery: Bindery, supper: str) -> None:
    board, _, _ = a_board_of(house, supper, house.a_recipe("Tomato soup", 2))
    pdf = booklet(house, f"/boards/{board}/booklet.pdf")
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.StructTreeRoot.K is not None
    assert (pdf.Root.Lang, pdf.Root.ViewerPreferences.DisplayDocTitle) == ("en-GB", True)
    with pdf.open_metadata() as about:
        assert (about["dc:title"], about["pdfuaid:part"]) == ("Our kitchen", "1")
    fonts = [
        one for one in pdf.objects if isinstance(one, pikepdf.Dictionary) and one.get("/Type") == "/FontDescriptor"
    ]
    assert fonts
    assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    assert any("AtkinsonHyperlegible" in str(font.FontName) for font in fonts)
    labels = pdf.Root.PageLabels.Nums
    assert len(labels) // 2 == len(pdf.pages) > 4


def test_a_board_says_where_each_recipe_begins_and_leads_there(house: House, bindery: Bindery, supper: str) -> None:
    board, _, _ = a_board_of(house, supper, house.a_recipe("Tomato soup", 2))
    pdf = booklet(house, f"/boards/{board}/booklet.pdf")
    with pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Supper", "Tomato soup"]
        assert [item.title for item in outline.root[1].children] == ["Step 1", "Step 2"]
    said = [one.words for one in read_aloud(pdf)]
    assert said[said.index("In this booklet") :][:5] == ["In this booklet", "Supper", "3", "Tomato soup", "5"]
    links = [link for link in pdf.pages[1].Annots if link.Subtype == "/Link"]
    assert len(links) == 2
    assert "Tomato soup" in [one.words for one in read_aloud(pdf) if one.tag == "/H1"]


def test_it_is_read_in_the_order_in_which_one_cooks(house: House, bindery: Bindery, supper: str) -> None:
    said = read_aloud(booklet(house, f"/recipes/{supper}/booklet.pdf"))
    start = said.index(Said("/H1", "Supper"))
    assert said[0] == Said("/P", "Tuesday cooks")
    assert said[1] == Said("/Title", "Supper")
    assert said[start + 1 :] == [
        Said("/H2", "You need"),
        Said("/P", words.REMINDS["hot"]),
        Said("/H3", "Food"),
        Said("/P", "Tomatoes"),
        Said("/P", "2 tins"),
        Said("/H3", words.TOOLS),
        Said("/P", "A pot"),
        Said("/H2", "Step 1"),
        Said("/P", "Wash it. Dry it."),
        Said("/P", words.CAREFUL),
        Said("/P", "The pan is hot."),
        Said("/P", words.TIMER_TAKES.format(count=12)),
        Said("/H2", "Step 2"),
        Said("/Figure", "", "Photo of step 2"),
        Said("/H2", "Step 3"),
        Said("/P", "This photo is not shown."),
        Said("/P", "Eat it."),
    ]


def test_what_may_not_leave_the_group_is_in_no_booklet(house: House, bindery: Bindery, supper: str) -> None:
    board, _, key = a_board_of(house, supper)
    for who in ("Alice", "Bob"):
        assert pictures(booklet(house, f"/recipes/{supper}/booklet.pdf", who)) == {"red", "green"}
        assert pictures(booklet(house, f"/boards/{board}/booklet.pdf", who)) == {"red", "green"}
    assert pictures(booklet(house, f"/s/{key}/booklet.pdf", None)) == {"red", "green"}
    assert pictures(booklet(house, f"/s/{key}/recipes/{supper}/booklet.pdf", None)) == {"red", "green"}


def test_a_photo_that_is_withdrawn_is_gone_from_the_next_booklet(house: House, bindery: Bindery, supper: str) -> None:
    _, _, key = a_board_of(house, supper)
    family, address = house.client(), f"/s/{key}/booklet.pdf"
    before = family.get(address)
    kept = {"If-None-Match": before.headers["etag"]}
    assert family.get(address, headers=kept).status_code == 304
    with house.writing() as db:
        bob = house.person(db, "Bob")
        bob.recipe(supper).steps[1].photo.permit(bob.id, Saying(Audience.ME, bob.id))
    after = family.get(address, headers=kept)
    assert pictures(opened(after)) == {"red"}
    assert after.headers["etag"] != before.headers["etag"]


@contextmanager
def while_it_is_made(bindery: Bindery, happens: Callable[[], None]) -> Iterator[None]:
    """Let something happen once, when the next booklet has just been made and nobody has it yet."""
    made, waits = bindery._made, [happens]

    def making(job: _Job) -> Booklet:
        booklet = made(job)
        if waits:
            waits.pop()()
        return booklet

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(bindery, "_made", making)
        yield
    assert not waits


@pytest.mark.parametrize("who", [None, "Alice"])
def test_a_no_that_comes_while_a_booklet_is_made_is_heard(
    house: House, bindery: Bindery, supper: str, who: str | None
) -> None:
    _, _, key = a_board_of(house, supper)
    address = f"/recipes/{supper}/booklet.pdf" if who else f"/s/{key}/booklet.pdf"
    bob = house.client("Bob")
    with house.database.reading() as db:
        photo = house.person(db, "Bob").recipe(supper).steps[1].photo_key

    def no() -> None:
        assert bob.post(f"/photos/{photo}/permission/stop").status_code == 303

    with while_it_is_made(bindery, no):
        assert pictures(booklet(house, address, who)) == {"red"}


def test_a_link_that_is_closed_while_its_booklet_is_made_gives_none(
    house: House, bindery: Bindery, supper: str
) -> None:
    _, link, key = a_board_of(house, supper)
    alice = house.client("Alice")

    def closed() -> None:
        assert alice.post(f"/links/{link}/close").status_code == 303

    with while_it_is_made(bindery, closed):
        answer = house.client().get(f"/s/{key}/booklet.pdf")
    assert answer.status_code == 404
    assert words.CLOSED in answer.text


def test_a_link_that_is_closed_gives_no_booklet(house: House, bindery: Bindery, supper: str) -> None:
    _, link, key = a_board_of(house, supper)
    family = house.client()
    kept = {"If-None-Match": family.get(f"/s/{key}/booklet.pdf").headers["etag"]}
    house.client("Alice").post(f"/links/{link}/close")
    never = family.get("/s/never-made")
    for address in (f"/s/{key}/booklet.pdf", f"/s/{key}/recipes/{supper}/booklet.pdf"):
        answer = family.get(address, headers=kept)
        assert (answer.status_code, answer.content) == (404, never.content)


def test_a_recipe_that_a_link_does_not_show_is_not_found(house: House, bindery: Bindery, supper: str) -> None:
    _, _, key = a_board_of(house, supper)
    other = house.a_recipe("Secret")
    assert house.client().get(f"/s/{key}/recipes/{other}/booklet.pdf").status_code == 404


def test_what_was_typed_is_never_taken_for_markup(house: House, bindery: Bindery) -> None:
    recipe = house.a_recipe(TYPED, 1)
    with house.writing() as db:
        house.person(db, "Alice").recipe(recipe).steps[0].say(f"{TYPED}\n{TYPED}")
    pdf = booklet(house, f"/recipes/{recipe}/booklet.pdf")
    said = [one.words for one in read_aloud(pdf)]
    assert said.count(TYPED) == 2
    assert f"{TYPED} {TYPED}" in said
    with pdf.open_metadata() as about:
        assert about["dc:title"] == TYPED


def test_welsh_urdu_and_pictures_among_letters_are_kept(house: House, bindery: Bindery) -> None:
    urdu, long = "پیاز کاٹیں", "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch"
    recipe = house.a_recipe("Cawl: ŵy, tŷ, môr", 1)
    with house.writing() as db:
        house.person(db, "Alice").recipe(recipe).steps[0].say(f"{urdu}\n🍅 Soup 👩‍🍳 {long}")
    said = " ".join(one.words for one in read_aloud(booklet(house, f"/recipes/{recipe}/booklet.pdf")))
    assert "Cawl: ŵy, tŷ, môr" in said
    assert "🍅" in said
    assert "Soup 👩‍🍳" in said
    assert long in said
    # A machine without a typeface for Urdu shows a sign in place of each letter that it lacks.
    assert all(letter in said for letter in urdu) or SIGN in said


def test_a_letter_that_no_typeface_has_costs_the_letter_and_not_the_booklet(house: House, bindery: Bindery) -> None:
    recipe = house.a_recipe("Soup \U0001d173\U000e0041 \u16a0\ua4f1 pot", 1)
    said = [one.words for one in read_aloud(booklet(house, f"/recipes/{recipe}/booklet.pdf"))]
    assert any(words.startswith("Soup ") and words.endswith(" pot") for words in said)


def test_a_drawing_is_credited_where_there_is_one(house: House, bindery: Bindery, supper: str) -> None:
    def credited(recipe: str) -> bool:
        said = [one.words for one in read_aloud(booklet(house, f"/recipes/{recipe}/booklet.pdf"))]
        return any("OpenMoji" in words for words in said)

    assert credited(supper)
    assert not credited(house.a_recipe("Soup", 1))


def test_a_board_without_recipes_and_a_recipe_without_steps_have_booklets(house: House, bindery: Bindery) -> None:
    empty, bare = house.a_board("Quick lunches"), house.a_recipe("Just a name", 0)
    assert "There are no recipes here yet." in said_at(house, f"/boards/{empty}/booklet.pdf")
    assert "There are no steps yet." in said_at(house, f"/recipes/{bare}/booklet.pdf")


def said_at(house: House, address: str) -> list[str]:
    """What the booklet at an address says."""
    return [one.words for one in read_aloud(booklet(house, address))]


def test_a_photo_whose_file_is_missing_leaves_its_step_and_its_words(house: House, bindery: Bindery) -> None:
    recipe = house.a_recipe("Soup", 2)
    with house.database.reading() as db:
        house.store.remove(house.person(db, "Alice").recipe(recipe).steps[0].photo_key)
    said = said_at(house, f"/recipes/{recipe}/booklet.pdf")
    assert said[said.index("Step 1") :][:3] == ["Step 1", "This photo is not shown.", "Do thing 1."]


def test_a_photo_whose_file_is_damaged_costs_no_more(house: House, bindery: Bindery, supper: str) -> None:
    with house.database.reading() as db:
        key = house.person(db, "Alice").recipe(supper).steps[0].photo_key
    file = next(house.settings.photos.glob(f"*/{key}/card.webp"))
    file.write_bytes(file.read_bytes()[:100])
    pdf = booklet(house, f"/recipes/{supper}/booklet.pdf")
    assert pictures(pdf) == {"green"}
    assert "Wash it. Dry it." in [one.words for one in read_aloud(pdf)]


def test_the_webs_process_does_not_load_the_press() -> None:
    asked = "import sys, app.main; print('typst' in sys.modules)"
    answer = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert answer.stdout.strip() == "False"


def test_no_step_is_cut_in_two(house: House, bindery: Bindery) -> None:
    recipe = house.a_recipe("Soup", 10)
    with house.writing() as db:
        for number, step in enumerate(house.person(db, "Alice").recipe(recipe).steps):
            step.say(f"Begin{number}. {'Stir it well. ' * 30} End{number}.")
    pdf = booklet(house, f"/recipes/{recipe}/booklet.pdf")
    pages = [words_on(page) for page in pdf.pages]
    for number in range(10):
        assert [f"Begin{number}." in page for page in pages] == [f"End{number}." in page for page in pages]
    drawn = [sum(str(one.operator) == "Do" for one in pikepdf.parse_content_stream(page)) for page in pdf.pages]
    assert sum(drawn) == 1 + 10, "the cover, and each photo once"


def test_the_file_is_shown_and_not_kept_by_others(house: House, bindery: Bindery, supper: str) -> None:
    bob = house.client("Bob")
    headers = bob.get(f"/recipes/{supper}/booklet.pdf").headers
    assert headers["content-disposition"] == 'inline; filename="booklet.pdf"'
    assert headers["cache-control"] == "private, no-cache"
    assert "content-encoding" not in headers
    head = bob.head(f"/recipes/{supper}/booklet.pdf")
    assert (head.content, head.headers["content-length"]) == (b"", headers["content-length"])
    with house.writing() as db:
        tablet = Tablets(house.person(db, "Alice")).make("Kitchen")
    bob.cookies.set(Cookie.TABLET.named(house.settings), tablet)
    assert bob.get(f"/recipes/{supper}/booklet.pdf").headers["cache-control"] == "no-store"


def test_nothing_is_left_in_the_temporary_folder(house: House, bindery: Bindery, supper: str, tmp_path: Path) -> None:
    booklet(house, f"/recipes/{supper}/booklet.pdf")
    assert left_in(tmp_path) == []
    bindery.limits = Limits(megabytes=50)
    assert house.client("Alice").get(f"/recipes/{house.a_recipe()}/booklet.pdf").status_code == 503
    assert left_in(tmp_path) == []


def test_what_a_crash_left_behind_is_swept_away(house: House, bindery: Bindery, supper: str, tmp_path: Path) -> None:
    old, new = tmp_path / f"{PREFIX}old", tmp_path / f"{PREFIX}new"
    for folder in (old, new):
        folder.mkdir()
        (folder / "photo.webp").write_bytes(b"x")
    long_ago = time.time() - 2 * 3600
    os.utime(old, (long_ago, long_ago))
    booklet(house, f"/recipes/{supper}/booklet.pdf")
    assert left_in(tmp_path) == [new]


@pytest.mark.parametrize("limits", [Limits(megabytes=50), Limits(seconds=0)], ids=["no memory", "no time"])
def test_a_press_that_breaks_is_told_in_words_and_tried_again_when_asked(
    house: House, bindery: Bindery, supper: str, limits: Limits
) -> None:
    bob, address = house.client("Bob"), f"/recipes/{supper}/booklet.pdf"
    usual, bindery.limits = bindery.limits, limits
    answer = bob.get(address)
    assert answer.status_code == 503
    assert "We could not make the booklet." in answer.text
    assert f'href="{address}"' in answer.text
    bindery.limits = usual
    assert opened(bob.get(address))


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[Path]:
    """A disk of so much room."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount the small disk that this fills")
    yield place
    subprocess.run(["umount", str(place)], check=True)


@pytest.mark.parametrize("kilobytes", [16, 60], ids=["for its photos", "for its pages"])
def test_a_full_disk_is_said_in_words(
    house: House, bindery: Bindery, supper: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kilobytes: int
) -> None:
    with small_disk(tmp_path / "disk", kilobytes) as disk:
        monkeypatch.setattr(tempfile, "tempdir", str(disk))
        answer = house.client("Bob").get(f"/recipes/{supper}/booklet.pdf")
        assert answer.status_code == 507
        assert "Nothing is lost." in answer.text
        assert list(disk.iterdir()) == []


@contextmanager
def held_up(bindery: Bindery) -> Iterator[None]:
    """Another booklet has its turn, and takes long."""
    goes_on, patience = threading.Event(), bindery.patience
    bindery.turns.submit(goes_on.wait)
    bindery.patience = 0.1
    try:
        yield
    finally:
        goes_on.set()
        bindery.patience = patience


def test_a_booklet_that_takes_long_says_how_far_it_is(house: House, bindery: Bindery, supper: str) -> None:
    _, _, key = a_board_of(house, supper)
    addresses = {f"/recipes/{supper}/booklet.pdf": "Bob", f"/s/{key}/booklet.pdf": None}
    with held_up(bindery):
        for address, who in addresses.items():
            answer = house.client(who).get(address)
            assert (answer.status_code, answer.headers["cache-control"]) == (202, "no-store")
            assert "We are making your booklet." in answer.text
            assert "Another booklet comes first." in answer.text
            assert f'href="{address}"' in answer.text
            assert 'http-equiv="refresh"' not in answer.text
    for address, who in addresses.items():
        assert opened(house.client(who).get(address))


def test_two_who_want_booklets_at_once_get_theirs(house: House, bindery: Bindery, supper: str) -> None:
    other = house.a_recipe("Tomato soup", 2)
    addresses = [f"/recipes/{recipe}/booklet.pdf" for recipe in (supper, other, supper)]
    with ThreadPoolExecutor(3) as threads:
        got = list(threads.map(lambda address: said_at(house, address)[1], addresses))
    assert got == ["Supper", "Tomato soup", "Supper"]


def versions(house: House, recipe: str, name: str, count: int) -> Iterator[None]:
    """A recipe whose name is another one each time."""
    for number in range(count):
        with house.writing() as db:
            house.person(db, "Bob").recipe(recipe).name(f"{name} {number}")
        yield


def test_a_line_that_is_too_long_is_told_so_and_nobody_elses_is_longer(house: House, bindery: Bindery) -> None:
    recipe, bob = house.a_recipe("Soup", 1), house.client("Bob")
    shared = f"/s/{house.a_link(recipe=recipe)[1]}/booklet.pdf"
    theirs, charlie = house.a_recipe("Fish", 0, by="Charlie"), house.client("Charlie")
    with held_up(bindery):
        bindery.patience = 0
        for who, asks in (("Bob", bob), ("Alice", house.client("Alice"))):
            for _ in versions(house, recipe, who, LINE):
                assert asks.get(f"/recipes/{recipe}/booklet.pdf").status_code == 202
        with house.writing() as db:
            house.person(db, "Bob").recipe(recipe).name("One soup more")
        answer = bob.get(f"/recipes/{recipe}/booklet.pdf")
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert "A lot is going on just now." in answer.text
        family = [house.client().get(shared).status_code for _ in versions(house, recipe, "Gran", LINE + 1)]
        assert family == [202] * LINE + [503]
        assert charlie.get(f"/recipes/{theirs}/booklet.pdf").status_code == 202
        bindery.turns.shutdown(wait=False, cancel_futures=True)  # nobody waits for them


def test_a_group_has_a_line_of_its_own_and_groups_take_turns(house: House, tmp_path: Path) -> None:
    with house.database.reading() as db:
        alice = house.person(db, "Alice")
        shown = Shown(shown_to(alice.viewer, Boards(alice).make("Ours"), alice.group).group, "Ours", ())
    one = Manuscript.of(shown, date(2026, 11, 24))
    made: list[str] = []
    bindery, goes_on = Bindery(house.store, patience=0), threading.Event()
    bindery.turns.submit(goes_on.wait)

    def make(job: _Job) -> Booklet:
        made.append(job.manuscript.title)
        raise Unmade(job.manuscript.title)

    bindery._made = make  # type: ignore[method-assign]

    def ask(group: str, who: str, number: int) -> None:
        asyncio.run(bindery.ask(replace(one, title=f"{group}{who}{number}"), Asker(group, who)))

    for who in "abcd":
        for number in range(LINE):
            ask("A", who, number)
    for number in range(GROUPS_LINE // LINE):
        with pytest.raises(TooManyWait):
            ask("A", "e", number)
    ask("B", "f", 0)
    ask("B", "f", 1)
    goes_on.set()
    bindery.turns.shutdown()
    bindery.close()
    assert made[:6] == ["Aa0", "Bf0", "Ab0", "Bf1", "Ac0", "Ad0"]


def test_while_one_waits_for_a_booklet_others_are_served(house: House, bindery: Bindery, supper: str) -> None:
    with held_up(bindery):
        bindery.patience = 1
        with ThreadPoolExecutor(12) as threads:
            waiting = [threads.submit(house.client("Bob").get, f"/recipes/{supper}/booklet.pdf") for _ in range(12)]
            time.sleep(0.3)
            started = time.monotonic()
            assert house.client("Alice").get(f"/recipes/{supper}").status_code == 200
            assert time.monotonic() - started < 0.6
            assert {one.result().status_code for one in waiting} == {202}


def test_the_same_content_is_the_same_booklet_and_any_other_is_not(house: House, supper: str) -> None:
    with house.database.reading() as db:
        alice = house.person(db, "Alice")
        recipe = alice.recipe(supper)
        day = date(2026, 11, 24)
        for_paper = shown_to(alice.viewer.elsewhere, recipe, alice.group)
        for_eyes = shown_to(alice.viewer, recipe, alice.group)
    one = Manuscript.of(for_paper, day)
    assert one.key == Manuscript.of(for_paper, day).key
    keys = {one.key, Manuscript.of(for_eyes, day).key, Manuscript.of(for_paper, date(2026, 11, 25)).key}
    board = Shown(for_paper.group, "Supper", for_paper.recipes)
    assert len(keys | {Manuscript.of(board, day).key}) == 4


def test_very_many_photos_are_smaller_so_that_all_of_them_fit() -> None:
    assert side_for(1) == side_for(MANY) == SIDE
    assert side_for(4 * MANY) == SIDE // 2
