"""Every template shows a page from plain data, without a database."""

from dataclasses import fields, replace
from pathlib import Path

import pytest
from markupsafe import Markup

from app.copy.pages import Shelf, TakenCard, TakenElsewherePage, TakenPage, TakenRecipePage
from app.pages.badge import BadgeRefusedPage, ScanPage
from app.pages.badges import BadgeSheetPage, ChooseBadgesPage, PrintedBadge
from app.pages.badges import Choice as CardChoice
from app.pages.bin import BinPage, BinRow
from app.pages.boards import (
    BoardPage,
    BoardsPage,
    CoverChoice,
    CoverPage,
    EditBoardPage,
    NewBoardPage,
    OrderPage,
    PinsPage,
    Question,
)
from app.pages.booklets import BookletPage, Making, SharedBookletPage
from app.pages.bring import BringPage
from app.pages.cook import Cooking, CookPage, CookStep, SharedCookPage
from app.pages.group import HelpPage, RecordPage, RecordRow, SettingsPage
from app.pages.hearts import KindWords, SayThankYouPage, Thanks
from app.pages.invitations import JoinPage
from app.pages.keep import KeptPage
from app.pages.links import LinkPage, LinkRow, LinksPage, NewLinkPage, PhotoRow, RecipeRows
from app.pages.looks import Look, LooksPage, SharedLooksPage
from app.pages.masks import MaskPage, MaskRegion
from app.pages.me import MePage, PasskeyRow, PasswordPage
from app.pages.needs import (
    AmountPage,
    AmountTile,
    NeedPage,
    NeedPicturePage,
    NeedsPage,
    RemindersPage,
    Row,
)
from app.pages.needs import Tile as ThingTile
from app.pages.parts.cards import BoardCard, MoveRow, RecipeCard
from app.pages.parts.confirm import ConfirmPage
from app.pages.parts.family import Notice
from app.pages.parts.frame import Crumb, Errors, Frame, Meanwhile, Page, Told, Undo
from app.pages.parts.keep import Keeping
from app.pages.parts.needs import NOTHING, NeedCard, ReminderLine, YouNeed
from app.pages.parts.photo_form import PhotoForm
from app.pages.parts.pick import Choice
from app.pages.parts.preview import Preview
from app.pages.parts.shot import Shot
from app.pages.parts.steps import StepCard
from app.pages.parts.tiles import Tile
from app.pages.people import (
    AddMembersPage,
    AddWorkerPage,
    BadgePage,
    InvitationPage,
    LeavePage,
    NamePage,
    PeoplePage,
    PersonPage,
    PersonRow,
    PicturePage,
    SymbolChoice,
)
from app.pages.photos import CheckPage, WhoCanSeePage, WhoIsInItPage
from app.pages.photos_looked_at import AskPersonPage, DecidePage, InIt, PhotoPage, Seen
from app.pages.print import (
    CHOICES as WAYS,
)
from app.pages.print import (
    Paper,
    PaperRecipe,
    PaperStep,
    PrintPage,
    SharedPrintPage,
    SharedSheetPage,
    SheetPage,
)
from app.pages.problem import ClosedPage, ProblemPage
from app.pages.recipes import (
    BoardChoice,
    EditRecipePage,
    NewRecipePage,
    RecipeBoardsPage,
    RecipePage,
    RecipesPage,
    RecipeStepsPage,
)
from app.pages.review import ReviewPage, WaitingRow
from app.pages.shared import SharedBoardPage, SharedRecipePage, WordPage
from app.pages.signin import SetupPage, SignInPage
from app.pages.steps import StepPage, StepPhotoPage
from app.pages.tablets import TabletRow, TabletsPage
from app.pages.things import PhotoOfMe, PhotosOfPage, ThingsPage
from app.pages.who import IsThisYouPage, WhoPage
from app.render import TEMPLATES, html
from boards.looks import Colours, Light, Looks, Reads, Size, View
from boards.photo import Standing
from boards.shown import ShownNeed, ShownStep

TYPED = "<script>alert('x')</script> & \"quoted\" {{1234*5678}}"
"""What somebody typed, in every place where something typed can stand."""

AS_SHOWN = "&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &#34;quoted&#34; {{1234*5678}}"

UNDO = Undo("/recipes/r/edit", {"title": TYPED})
FRAME = Frame(TYPED, TYPED, TYPED, is_worker=True, told=Told(TYPED, UNDO, but=(TYPED,)))
MEMBER = Frame("Tuesday cooks", "Bob", "Alice", is_worker=False, told=Told(TYPED, None, at="step-1"))
ON_TABLET = Frame(TYPED, TYPED, TYPED, is_worker=False, on_tablet=True, looks=Looks(view=View.LIST))
TRAIL = (Crumb(TYPED, "/"),)
WRONG = Errors(
    dict.fromkeys(
        (
            *("title", "words", "photos", "name", "email", "passkey", "answer", "people", "audience", "explained"),
            *("understood", "ends", "reason", "consulted", "word", "left", "amount", "careful", "timer", ""),
        ),
        TYPED,
    )
)
PHOTOS = PhotoForm("/recipes?opened_by=p", "u", "w", is_many=True)
PHOTO = PhotoForm("/steps/s/photo?opened_by=p", "u", "w")
SHOT = Shot("/photos/k/tile 400w", "/photos/k/full", 2048, 1536, "#aabbcc", TYPED)
BOARD = BoardCard("board-b", "/boards/b", TYPED, "3 recipes", (SHOT, SHOT, SHOT))
RECIPE = RecipeCard("recipe-r", "/recipes/r", TYPED, "2 steps", SHOT)
BARE = RecipeCard("recipe-e", "/recipes/e", TYPED, "0 steps", None)
SHOWN_STEP = ShownStep(None, TYPED, TYPED, 5)
STEP = StepCard(
    shown=SHOWN_STEP,
    id="step-1",
    number=1,
    count=2,
    shot=SHOT,
    href="/steps/s",
    ask="/photos/k/people",
    turn="/photos/k/turn",
)
BARE_STEP = StepCard(shown=ShownStep(None, ""), id="step-2", number=2, count=2, shot=None)
NEED = NeedCard(ShownNeed(TYPED, TYPED, "tomato", None), None)
PHOTO_NEED = NeedCard(ShownNeed(TYPED, "", "", None), SHOT)
BARE_NEED = NeedCard(ShownNeed(TYPED, "", "", None), None)
REMINDER = ReminderLine("hot", "flame", TYPED)
YOU_NEED = YouNeed((REMINDER,), (NEED, PHOTO_NEED), (BARE_NEED,))
TILES = (
    ThingTile("apple", TYPED, there="#need-n"),
    ThingTile("pear", TYPED, is_now=True),
)
KITCHEN = (("fruit", TYPED, TILES),)
DOWN = (("fruit", TYPED), ("type-it", TYPED))
MOVES = MoveRow.all([("pin-1", "1", TYPED, SHOT), ("pin-2", "2", TYPED, None)])
KEEPING = Keeping("/s/k/recipes/r", "/s/k/recipes/r/cook", "/s/k", "2027-06-30")
KIND_WORDS = KindWords(TYPED, TYPED, TYPED, TYPED, "/hearts/h/show", "/hearts/h/hide")
THANKS = Thanks("2 hearts", (KIND_WORDS,))
LINK = LinkRow("/links/l", TYPED, TYPED, "Open until 30 June", is_open=True, opened=TYPED, lock=TYPED)
PAST = LinkRow("/links/m", TYPED, TYPED, "Closed", is_open=False, opened=TYPED, lock="")
CHOICES = (Choice("me", TYPED, "person", TYPED), Choice("group", TYPED, "people"))
DAYS = {"ends": "2027-06-30", "first_day": "2027-06-01", "last_day": "2028-06-01"}
TAKEN = Shot("", "photos/k.jpg", 2048, 1536, "#aabbcc", TYPED)
TAKEN_RECIPE = TakenRecipePage(heading=TYPED, needs=YOU_NEED, steps=(STEP, BARE_STEP))
PREVIEW = Preview("https://x/s/k/photos/p/card", "image/webp", 800, 600)
NOTICE = Notice(TYPED, TYPED, "This page closes after 30 June.", TYPED)
DRAWN = Tile(TYPED, None, "apple", "/people/p")
SHOWN = Tile(TYPED, SHOT, "apple", "/people/q")
PERSON = PersonRow("p", DRAWN, TYPED)
COOK_STEPS = (CookStep(STEP, "need", "step-2"), CookStep(BARE_STEP, "step-1", "done"))
COOKING = Cooking("/recipes/r", "need", YOU_NEED, COOK_STEPS, SHOT)
NO_COOKING = Cooking("/recipes/r", "done", NOTHING, (), None)
QR = Markup("<svg></svg>")
LOOKS = Looks(Size.LARGEST, View.PICTURES, Colours.STRONG, Light.DARK, Reads.YES)
LIKINGS = (Look("size", TYPED, CHOICES, "me"),)
SHARED = {"heading": TYPED, "tab": "Shared", "notice": NOTICE, "looks": LOOKS, "change_looks": "/s/k/looks"}
HOUSE = {"heading": TYPED, "frame": FRAME, "trail": TRAIL}
STEP_PAGE = StepPage(
    **HOUSE,
    address="/steps/s",
    add_before="/recipes/r/steps?before=s",
    turn="/photos/k/turn",
    shot=SHOT,
    words=TYPED,
    careful=TYPED,
    timer=TYPED,
)
PAPER_STEPS = (PaperStep(STEP, QR), PaperStep(BARE_STEP))
ON_PAPER = PaperRecipe(TYPED, "2 steps", SHOT, YOU_NEED, PAPER_STEPS)
NOT_PREPARED = PaperRecipe(TYPED, "2 steps", None, NOTHING, PAPER_STEPS)
NO_STEPS = PaperRecipe(TYPED, "0 steps", None, NOTHING, ())

PAGES: list[Page] = [
    BoardsPage(**HOUSE, cards=(BOARD, BoardCard("board-c", "/boards/c", TYPED, "0 recipes", ()))),
    BoardsPage(
        **HOUSE, cards=(), go_on=RECIPE, question=Question(TYPED, TYPED, "/q"), review=Question(TYPED, TYPED, "/r")
    ),
    BoardsPage(heading=TYPED, frame=ON_TABLET, cards=(), go_on=BARE, thanks=Question(TYPED, TYPED, "/q", "heart")),
    BoardPage(**HOUSE, address="/boards/b", cards=(RECIPE, BARE), as_list=False),
    BoardPage(**HOUSE, address="/boards/b", cards=(RECIPE,), as_list=True),
    BoardPage(heading="Ours", frame=MEMBER, address="/boards/b", cards=(), as_list=False),
    NewBoardPage(**HOUSE, title=TYPED, errors=WRONG),
    EditBoardPage(**HOUSE, address="/boards/b", title=TYPED, recipes=2),
    CoverPage(
        **HOUSE,
        action="/c",
        field="step",
        lead=TYPED,
        choices=(CoverChoice("r", TYPED, SHOT, is_now=True), CoverChoice("s", TYPED, SHOT, is_now=False)),
        back=TRAIL[0],
    ),
    OrderPage(**HOUSE, action="/o", field="pin", lead="", rows=MOVES, back=TRAIL[0], takes_off=True, cover="/c"),
    PinsPage(**HOUSE, address="/boards/b", cards=(("r", RECIPE), ("e", BARE)), back=TRAIL[0]),
    PinsPage(**HOUSE, address="/boards/b", cards=(), back=TRAIL[0]),
    RecipesPage(**HOUSE, cards=(RECIPE, BARE)),
    RecipesPage(**HOUSE, cards=()),
    RecipePage(
        **HOUSE,
        needs=YOU_NEED,
        address="/recipes/r",
        steps=(STEP, BARE_STEP),
        is_on_a_board=True,
        unfinished="",
        seen="",
        thanks=THANKS,
        keep=KEEPING,
    ),
    RecipePage(
        heading="Soup",
        frame=MEMBER,
        needs=NOTHING,
        address="/recipes/r",
        steps=(STEP,),
        is_on_a_board=False,
        unfinished=TYPED,
        seen="s t",
        thanks=Thanks("1 heart", ()),
    ),
    RecipePage(**HOUSE, needs=NOTHING, address="/recipes/r", steps=(), is_on_a_board=False, unfinished="", seen=""),
    CookPage(**HOUSE, cooking=COOKING),
    CookPage(heading=TYPED, frame=ON_TABLET, cooking=NO_COOKING),
    NewRecipePage(**HOUSE, board="b", photos=PHOTOS, errors=WRONG),
    RecipeStepsPage(**HOUSE, address="/recipes/r", steps=(STEP,), photos=PHOTOS, seen="s", before="", errors=WRONG),
    EditRecipePage(**HOUSE, address="/recipes/r", title=TYPED, steps=2, errors=WRONG),
    RecipeBoardsPage(
        **HOUSE,
        address="/recipes/r",
        recipe="r",
        lead=TYPED,
        choices=(BoardChoice(BOARD, "/boards/b/pins", ""), BoardChoice(BOARD, "/boards/b/pins", "p")),
    ),
    RecipeBoardsPage(**HOUSE, address="/recipes/r", recipe="r", lead=TYPED, choices=()),
    replace(STEP_PAGE, errors=WRONG),
    replace(STEP_PAGE, meanwhile=Meanwhile(TYPED, ((TYPED, TYPED), (TYPED, "")))),
    NeedsPage(
        **HOUSE,
        address="/recipes/r/needs",
        kinds=((TYPED, (Row("need-n", NEED, "/recipes/r/needs/n", TYPED), Row("need-m", PHOTO_NEED, "/x", TYPED))),),
        shelves=KITCHEN,
        ways=DOWN,
        words=TYPED,
        amount=TYPED,
        tool=True,
        back="/recipes/r",
        errors=WRONG,
    ),
    NeedPage(**HOUSE, address="/recipes/r/needs/n", card=NEED, words=TYPED, amount=TYPED, up=1, down=3, errors=WRONG),
    AmountPage(
        **HOUSE,
        address="/x",
        lead=TYPED,
        then=TYPED,
        tiles=(AmountTile("", "2", href="/x?number=2"), AmountTile("2 cups", "2 cups", "of-cup")),
        other_number="/x",
        has_amount=True,
        type_it="/y#amount",
    ),
    NeedPicturePage(
        **HOUSE,
        address="/x",
        card=BARE_NEED,
        lead=TYPED,
        best=TILES,
        shelves=KITCHEN,
        ways=DOWN,
        photos=PHOTO,
        errors=WRONG,
    ),
    RemindersPage(**HOUSE, address="/x", choices=((REMINDER, True), (REMINDER, False))),
    StepPhotoPage(**HOUSE, lead=TYPED, photos=PHOTO, errors=WRONG),
    LinksPage(**HOUSE, rows=(LINK, PAST)),
    LinksPage(**HOUSE, rows=()),
    NewLinkPage(
        **HOUSE,
        action="/boards/b/links",
        lead=TYPED,
        photos="6 photos",
        waits=TYPED,
        recipes=(
            RecipeRows(
                TYPED, "", (PhotoRow(SHOT, TYPED, TYPED, Standing.SEEN, TYPED, "check", (TYPED,), "/photos/k"),)
            ),
        ),
        unfinished="/recipes/r",
        name=TYPED,
        word=TYPED,
        not_share="/boards/b",
        **DAYS,
        rows=(LINK, PAST),
        errors=WRONG,
    ),
    NewLinkPage(
        **HOUSE,
        action="/boards/b/links",
        lead=TYPED,
        photos="6 photos",
        waits="",
        recipes=(
            RecipeRows(TYPED, TYPED, (PhotoRow(None, TYPED, TYPED, Standing.KEPT, TYPED, "hide", (), "/photos/k"),)),
        ),
        unfinished="",
        name=TYPED,
        word=TYPED,
        not_share="/boards/b",
        **DAYS,
        rows=(),
        errors=WRONG,
    ),
    LinkPage(
        **HOUSE, row=LINK, address="https://x/s/k", qr=Markup("<svg></svg>"), qr_alt=TYPED, close="/links/l/close"
    ),
    LinkPage(
        **HOUSE, row=PAST, address="https://x/s/k", qr=Markup("<svg></svg>"), qr_alt=TYPED, close="/links/l/close"
    ),
    PrintPage(
        **HOUSE, lead=TYPED, address="/recipes/r", choices=WAYS, is_recipe=True, elsewhere="/recipes/r/elsewhere"
    ),
    PrintPage(**HOUSE, lead=TYPED, address="/boards/b", choices=(), is_recipe=False, elsewhere=""),
    SheetPage(**HOUSE, tab=TYPED, paper=Paper("laminate", TYPED, TYPED, "", "", (ON_PAPER, NOT_PREPARED, NO_STEPS))),
    SheetPage(**HOUSE, tab=TYPED, paper=Paper("easy", TYPED, TYPED, "", "", ())),
    SharedPrintPage(**SHARED, trail=TRAIL, lead=TYPED, address="/s/k", choices=WAYS, is_recipe=False),
    SharedPrintPage(**SHARED, trail=(), lead=TYPED, address="/s/k/recipes/r", choices=(), is_recipe=True),
    SharedSheetPage(**SHARED, trail=TRAIL, paper=Paper("large", "", TYPED, TYPED, TYPED, (ON_PAPER,))),
    SharedBoardPage(**SHARED, address="/s/k", cards=(RECIPE, BARE), as_list=False, preview=PREVIEW),
    SharedBoardPage(**SHARED, address="/s/k", cards=(), as_list=True),
    SharedLooksPage(**SHARED, trail=TRAIL, likings=LIKINGS, is_saved=True),
    SharedLooksPage(**SHARED, trail=TRAIL, likings=LIKINGS, is_saved=False),
    SharedCookPage(**SHARED, trail=TRAIL, cooking=COOKING, thank="/s/k/recipes/r/hearts"),
    SharedCookPage(**SHARED, trail=TRAIL, cooking=NO_COOKING, thank=""),
    SharedRecipePage(
        **SHARED,
        trail=TRAIL,
        address="/s/k/recipes/r",
        thank="/s/k/recipes/r/hearts",
        needs=YOU_NEED,
        steps=(STEP,),
        following=RECIPE,
        keep=KEEPING,
        for_machines={"name": TYPED},
    ),
    SharedRecipePage(
        **SHARED,
        trail=(),
        address="/s/k/recipes/r",
        thank="/s/k/recipes/r/hearts",
        needs=NOTHING,
        steps=(),
        following=None,
        for_machines={},
    ),
    SayThankYouPage(
        **SHARED, trail=TRAIL, about=TYPED, shot=SHOT, action="/h", words=TYPED, sent=Told(TYPED), errors=WRONG
    ),
    SayThankYouPage(**SHARED, trail=TRAIL, about=TYPED, shot=None, action="/h", words="", sent=None),
    ClosedPage(),
    KeptPage(),
    ProblemPage(heading=TYPED, lead=TYPED),
    ConfirmPage(
        **HOUSE, facts=(TYPED,), action="/x", do=TYPED, keep=TYPED, back="/y", fields={"role": TYPED}, part="people"
    ),
    PeoplePage(**HOUSE, members=(PERSON,), workers=(PersonRow("q", SHOWN, TYPED),), gone=(PERSON,)),
    PeoplePage(**HOUSE, members=(), workers=(PERSON,), gone=()),
    AddMembersPage(**HOUSE, names=TYPED, errors=Errors({"names": TYPED})),
    AddWorkerPage(**HOUSE, name=TYPED, errors=WRONG),
    PersonPage(**HOUSE, address="/people/p", tile=DRAWN, facts=(TYPED,), photos=TYPED, is_worker=False),
    PersonPage(**HOUSE, address="/people/p", tile=SHOWN, facts=(TYPED,), photos=TYPED, is_worker=True),
    NamePage(**HOUSE, action="/people/p/name", name=TYPED, errors=WRONG),
    PicturePage(
        **HOUSE,
        action="/people/p/picture",
        lead=TYPED,
        photo_lead=TYPED,
        photos=PHOTO,
        choices=(SymbolChoice("apple", TYPED, is_now=True),),
        errors=WRONG,
    ),
    BadgePage(**HOUSE, action="/people/p/card", says=TYPED, works=True),
    BadgePage(**HOUSE, action="/people/p/card", says=TYPED, works=False),
    LeavePage(**HOUSE, facts=(TYPED,), action="/x", has_recipes=True, leaves=TYPED, stays=TYPED, back="/y"),
    LeavePage(**HOUSE, facts=(TYPED,), action="/x", has_recipes=False, leaves=TYPED, stays=TYPED, back="/y"),
    InvitationPage(**HOUSE, send=TYPED, once=TYPED, address="https://x/i/k", qr=QR, qr_alt=TYPED, again="/x"),
    InvitationPage(**HOUSE, send=TYPED, once=TYPED, address="", qr=Markup(), qr_alt=TYPED, again="/x"),
    ChooseBadgesPage(
        **HOUSE, choices=(CardChoice("p", DRAWN, TYPED),), people=("p",), errors=Errors({"people": TYPED})
    ),
    ChooseBadgesPage(**HOUSE, choices=()),
    BadgeSheetPage(**HOUSE, badges=(PrintedBadge(DRAWN, TYPED, QR, TYPED), PrintedBadge(SHOWN, TYPED, QR, TYPED))),
    BadgeSheetPage(**HOUSE, badges=()),
    TabletsPage(
        **HOUSE,
        rows=(TabletRow(TYPED, TYPED, "/tablets/t/stop", TYPED),),
        here="",
        opens=True,
        is_open=True,
        name=TYPED,
        errors=WRONG,
    ),
    TabletsPage(**HOUSE, rows=(), here=TYPED, opens=False, is_open=True, name=""),
    MePage(**HOUSE, rows=(PasskeyRow(TYPED, "/me/passkeys/k/remove", TYPED),), has_password=True, errors=WRONG),
    MePage(**HOUSE, rows=(), has_password=False),
    LooksPage(**HOUSE, likings=LIKINGS),
    PasswordPage(**HOUSE, action="/me/password", email=TYPED, errors=WRONG),
    BringPage(**HOUSE, action="/bring-in", errors=WRONG),
    SettingsPage(
        **HOUSE,
        group=TYPED,
        helper=TYPED,
        opens=True,
        basis="consent",
        finder=TYPED,
        decisions="group",
        previews="food",
        errors=WRONG,
    ),
    RecordPage(
        **HOUSE,
        lead=TYPED,
        rows=(
            RecordRow("30 June, 12:00", TYPED),
            RecordRow("30 June, 12:00", TYPED, TYPED, "/photos/k"),
            RecordRow("30 June, 12:00", TYPED, TYPED),
        ),
        older="/record?before=x",
        is_newest=False,
    ),
    RecordPage(**HOUSE, lead=TYPED, rows=(), older="", is_newest=True),
    HelpPage(**HOUSE, lead=TYPED, can=((TYPED, (TYPED,)),)),
    JoinPage(heading=TYPED, lead=TYPED, action="/invitations/k", email=TYPED, errors=WRONG),
    WhoPage(group=TYPED, helper=TYPED, is_open=True, has_finished=True, tiles=(DRAWN, SHOWN)),
    WhoPage(group=TYPED, helper=TYPED, is_open=True, has_finished=False, tiles=()),
    WhoPage(group=TYPED, helper=TYPED, is_open=False, has_finished=False, tiles=()),
    IsThisYouPage(heading=TYPED, tile=SHOWN, action="/card/k", not_me="/card", helper=TYPED),
    ScanPage(),
    BadgeRefusedPage(),
    SetupPage(code=TYPED, group=TYPED, name=TYPED, email=TYPED, errors=WRONG),
    SignInPage(email=TYPED, asked_for="/", says=TYPED, errors=WRONG),
    BinPage(
        **HOUSE,
        kinds=((TYPED, (BinRow(TYPED, SHOT, "/recipes/r/put-back"), BinRow(TYPED, None, "/x", "tomato"))),),
    ),
    BinPage(**HOUSE, kinds=()),
    WhoIsInItPage(
        **HOUSE,
        shot=SHOT,
        said=TYPED,
        suggests=(TYPED, TYPED),
        choices=CHOICES,
        action="/photos/k/people",
        version="v",
        cover="/photos/k/cover",
        turn="/photos/k/turn",
        errors=WRONG,
    ),
    WhoCanSeePage(**HOUSE, shot=SHOT, facts=(TYPED,), choices=CHOICES, action="/x", once_more=TYPED, to_mine=True),
    WhoCanSeePage(**HOUSE, shot=None, facts=(TYPED,), choices=CHOICES, action="/x", once_more="", to_mine=False),
    CheckPage(**HOUSE, shot=SHOT, choices=CHOICES, chosen="group", action="/x", version="v", to_mine=True),
    PhotosOfPage(
        **HOUSE,
        rows=(
            PhotoOfMe("photo-k", SHOT, TYPED, TYPED, TYPED, "/photos/k/permission", has_said=True, stop="/x"),
            PhotoOfMe("photo-l", None, TYPED, TYPED, "", "/photos/l/permission", has_said=False, stop=""),
            PhotoOfMe("photo-m", None, TYPED, TYPED, TYPED, "", has_said=True, stop="/y"),
        ),
        lead=TYPED,
        none=TYPED,
        things="/me/things",
        things_say=TYPED,
    ),
    PhotosOfPage(**HOUSE, rows=(), lead=TYPED, none=TYPED, things="/me/things", things_say=TYPED),
    ThingsPage(**HOUSE, facts=(TYPED,), take="/x", take_says=TYPED, delete="/y", delete_says=TYPED, ask_worker=""),
    ThingsPage(**HOUSE, facts=(TYPED,), take="/x", take_says=TYPED, delete="/y", delete_says=TYPED, ask_worker=TYPED),
    ReviewPage(**HOUSE, kinds=((TYPED, (WaitingRow(SHOT, TYPED, (TYPED,), "/photos/k"),)),)),
    ReviewPage(**HOUSE, kinds=()),
    ReviewPage(**HOUSE, kinds=(), kind_words=(KIND_WORDS,)),
    PhotoPage(
        **HOUSE,
        shot=SHOT,
        facts=(TYPED,),
        choices=(InIt("p", DRAWN), InIt("q", SHOWN)),
        people=("p",),
        version="v",
        child=True,
        stranger=False,
        sees=(TYPED,),
        asked=(Seen((TYPED,), "/photos/k/people/p", TYPED),),
        action="/photos/k",
        cover="/photos/k/cover",
        turn="/photos/k/turn",
        errors=WRONG,
    ),
    AskPersonPage(
        **HOUSE,
        **DAYS,
        version="v",
        shot=SHOT,
        lead=TYPED,
        facts=(TYPED,),
        choices=CHOICES,
        audience="me",
        ways=CHOICES,
        explained="me",
        understood=TYPED,
        action="/x",
        later_hint=TYPED,
        decide=TYPED,
        stop="/y",
        errors=WRONG,
    ),
    DecidePage(
        **HOUSE,
        **DAYS,
        version="v",
        shot=SHOT,
        facts=(TYPED,),
        choices=CHOICES,
        audience="",
        reason_label=TYPED,
        reason_hint=TYPED,
        reason=TYPED,
        consulted=TYPED,
        action="/x",
        errors=WRONG,
    ),
    MaskPage(
        **HOUSE,
        shot=SHOT,
        regions=(MaskRegion("1,2,3,4", "1", "2", "3", "4"),),
        found=(MaskRegion("5,6,7,8", "5", "6", "7", "8"),),
        count=TYPED,
        left=TYPED,
        top="",
        width="",
        height="",
        action="/photos/k/cover",
        errors=WRONG,
    ),
    BookletPage(**HOUSE, address="/boards/b/booklet.pdf", making=Making(TYPED, 3, 7)),
    SharedBookletPage(**SHARED, trail=TRAIL, address="/s/k/booklet.pdf", making=Making(TYPED, 3, 7)),
    WordPage(heading=TYPED, action="/s/k/word", errors=WRONG),
    TakenPage(
        heading=TYPED,
        lead=TYPED,
        cards=(TakenCard("recipe-1.html", TYPED, TAKEN), TakenCard("recipe-2.html", TYPED, None)),
        photos_heading=TYPED,
        photos=(TAKEN,),
        credits=TYPED,
    ),
    TAKEN_RECIPE,
    TakenElsewherePage(
        heading=TYPED,
        lead=TYPED,
        shelves=(
            Shelf(TYPED, (TakenCard("recipe-1.html", TYPED, TAKEN),)),
            Shelf("", (TakenCard("recipe-2.html", TYPED, None),)),
            Shelf(TYPED, ()),
        ),
        credits=TYPED,
    ),
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.template)
def test_a_page_of_plain_data_is_shown(page: Page) -> None:
    shown = html(page)
    assert shown.startswith("<!doctype html>")
    assert shown.count("<h1>") == 1
    assert "<script>" not in shown
    assert "7006652" not in shown


@pytest.mark.parametrize("page", [page for page in PAGES if page.heading == TYPED], ids=lambda page: page.template)
def test_what_was_typed_is_shown_as_typed(page: Page) -> None:
    assert f"<h1>{AS_SHOWN}</h1>" in html(page)


def test_no_template_is_forgotten() -> None:
    whole = {str(file.relative_to(TEMPLATES)) for file in TEMPLATES.rglob("*.html")}
    parts = {name for name in whole if name.startswith(("layouts/", "macros/"))}
    assert {page.template for page in PAGES} == whole - parts


def test_every_value_of_a_page_reaches_its_template() -> None:
    said = "".join(Path(file).read_text("utf-8") for file in TEMPLATES.rglob("*.html"))
    unused = {
        f"{type(page).__name__}.{field.name}"
        for page in PAGES
        for field in fields(page)
        if f"page.{field.name}" not in said
    }
    assert unused == set()
