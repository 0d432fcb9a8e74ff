"""Boards: seeing them, making them, arranging them."""

from fastapi import APIRouter
from starlette.responses import Response

from app import addresses, words
from app.asks_again import asks_again
from app.done import done
from app.given.found import ABoard, APin
from app.given.house import ComesFirst, Page
from app.given.person import AFrame, MayArrange, MayPin, MaySee
from app.given.photos import AForm
from app.pages.boards import BoardPage, BoardsPage, CoverPage, EditBoardPage, NewBoardPage, OrderPage, PinsPage
from app.pages.parts.cards import title_of
from app.pages.parts.frame import Undo
from boards.hands.album import Album
from boards.hands.boards import Boards
from boards.hands.review import Review
from boards.heart import thanked_lately
from boards.right import Right

router = APIRouter()


@router.get("/")
def index(me: MaySee, frame: AFrame, page: Page) -> Response:
    """The group's boards, and what somebody was making."""
    looks_after = me.may(Right.LOOK_AFTER)
    waiting, thanked = (Review(me).waiting().count, None) if looks_after else (0, thanked_lately(me))
    questions = Album(me).questions()
    return page(
        BoardsPage.of(me.boards(), frame, me.unfinished(), questions=questions, waiting=waiting, thanked=thanked)
    )


@router.get("/boards/new")
def new(_me: MayArrange, frame: AFrame, page: Page) -> Response:
    """The form for a board."""
    return page(NewBoardPage.of(frame))


@router.post("/boards")
@asks_again(new)
def create(me: MayArrange, form: AForm) -> Response:
    """Make a board."""
    board = Boards(me).make(form.text("title"))
    undo = Undo(f"{addresses.board(board.id)}/bin")
    return done(me, addresses.board(board.id), words.BOARD_MADE.format(title=board.title), undo)


@router.get("/boards/order")
def order(me: MayArrange, frame: AFrame, page: Page) -> Response:
    """The boards, to put in order."""
    return page(OrderPage.of_boards(me.boards(), frame))


@router.post("/boards/order")
def reorder(me: MayArrange, form: AForm) -> Response:
    """Put a board at a place."""
    board, to = me.board(form.text("board")), form.number("to")
    was = Boards(me).move(board, to)
    undo = Undo("/boards/order", {"board": board.id, "to": str(was)})
    says = words.BOARD_MOVED.format(title=board.title, place=me.boards().index(board) + 1)
    return done(me, "/boards/order", says, undo, at=f"board-{board.id}")


@router.get("/boards/{board_id}")
def show(_me: MaySee, board: ABoard, frame: AFrame, page: Page, see: str = "") -> Response:
    """A board, as somebody likes it: `see=list` and `see=cards` ask for one of the two."""
    return page(BoardPage.of(board, frame, as_list=frame.looks.lists(see)))


@router.get("/boards/{board_id}/edit")
def edit(_me: MayArrange, board: ABoard, frame: AFrame, page: Page) -> Response:
    """A board's name."""
    return page(EditBoardPage.of(board, frame))


@router.post("/boards/{board_id}/edit")
@asks_again(edit)
def update(me: MayArrange, board: ABoard, form: AForm) -> Response:
    """Give a board a name."""
    was = Boards(me).name(board, form.text("title"), opened_on=form.text("opened_on"))
    undo = Undo(f"{addresses.board(board.id)}/edit", {"title": was, "opened_on": board.opened_on})
    return done(me, addresses.board(board.id), words.BOARD_NAMED.format(title=board.title), undo)


@router.get("/boards/{board_id}/cover")
def cover(_me: MayArrange, board: ABoard, frame: AFrame, page: Page) -> Response:
    """The recipes of a board, one of which is its cover."""
    return page(CoverPage.of_board(board, frame))


@router.post("/boards/{board_id}/cover")
def choose_cover(me: MayArrange, board: ABoard, form: AForm) -> Response:
    """Let a recipe stand for its board. No recipe is the first one."""
    recipe = board.find_recipe(form.text("recipe")) if form.text("recipe") else None
    was = Boards(me).choose_cover(board, recipe)
    says = words.BOARD_COVERED.format(title=title_of(recipe)) if recipe else words.BOARD_COVERED_FIRST
    return done(me, addresses.board(board.id), says, Undo(f"{addresses.board(board.id)}/cover", {"recipe": was or ""}))


@router.get("/boards/{board_id}/order")
def order_recipes(_me: MayArrange, board: ABoard, frame: AFrame, page: Page) -> Response:
    """A board's recipes, to put in order."""
    return page(OrderPage.of_board(board, frame))


@router.post("/boards/{board_id}/order")
def move(me: MayArrange, board: ABoard, form: AForm) -> Response:
    """Put a recipe at a place on a board."""
    pin, to = board.find_pin(form.text("pin")), form.number("to")
    was = Boards(me).move_pin(board, pin, to)
    undo = Undo(f"{addresses.board(board.id)}/order", {"pin": pin.id, "to": str(was)})
    says = words.BOARD_MOVED.format(title=title_of(pin.recipe), place=board.pins.index(pin) + 1)
    return done(me, f"{addresses.board(board.id)}/order", says, undo, at=f"pin-{pin.id}")


@router.get("/boards/{board_id}/pins")
def pins(me: MayPin, board: ABoard, frame: AFrame, page: Page) -> Response:
    """The recipes that can be put on a board."""
    return page(PinsPage.of(board, me.recipes(), frame))


@router.post("/boards/{board_id}/pins")
def pin(me: MayPin, board: ABoard, form: AForm) -> Response:
    """Pin a recipe to a board, at the end unless a place is said. `more` stays on the page for the next one."""
    recipe = me.recipe(form.text("recipe"))
    new = {} if board.knows(recipe) else {"new": "yes"}
    pinned = Boards(me).pin(recipe, board, form.number("to") if form.text("to") else None)
    undo = Undo(f"{addresses.board(board.id)}/pins/{pinned.id}/remove", new)
    says = words.BOARD_PINNED.format(title=title_of(recipe), board=board.title)
    if form.text("more"):
        return done(me, f"{addresses.board(board.id)}/pins", says, undo)
    return done(me, addresses.board(board.id), says, undo, at=f"recipe-{recipe.id}")


@router.post("/boards/{board_id}/pins/{pin_id}/remove", dependencies=[ComesFirst])
def unpin(me: MayPin, board: ABoard, pin: APin, form: AForm) -> Response:
    """Take a recipe off a board."""
    recipe, was = pin.recipe, Boards(me).unpin(pin, board, was_new=bool(form.text("new")))
    undo = Undo(f"{addresses.board(board.id)}/pins", {"recipe": recipe.id, "to": str(was)})
    to = f"{addresses.board(board.id)}/order" if form.text("more") else addresses.board(board.id)
    return done(me, to, words.BOARD_UNPINNED.format(title=title_of(recipe)), undo)


@router.post("/boards/{board_id}/pins/{pin_id}/put-back")
def pin_again(me: MayPin, board: ABoard, pin_id: str) -> Response:
    """Put a recipe back on a board from which it was taken."""
    pin = board.find_pin(pin_id, binned=True)
    Boards(me).pin_again(pin, board)
    undo = Undo(f"{addresses.board(board.id)}/pins/{pin.id}/remove")
    says = words.BOARD_PINNED.format(title=title_of(pin.recipe), board=board.title)
    return done(me, addresses.board(board.id), says, undo, at=f"recipe-{pin.recipe_id}")


@router.post("/boards/{board_id}/bin", dependencies=[ComesFirst])
def put_in_bin(me: MayArrange, board: ABoard) -> Response:
    """Put a board in the bin."""
    Boards(me).bin(board)
    undo = Undo(f"{addresses.board(board.id)}/put-back")
    return done(me, "/", words.BOARD_BINNED.format(title=board.title), undo)


@router.post("/boards/{board_id}/put-back")
def put_back(me: MayArrange, board_id: str) -> Response:
    """Take a board out of the bin."""
    board = me.binned_board(board_id)
    Boards(me).put_back(board)
    undo = Undo(f"{addresses.board(board.id)}/bin")
    return done(me, addresses.board(board.id), words.BOARD_BACK.format(title=board.title), undo)
