"""Links: letting a family see a board or a recipe, and closing that again. For workers."""

from fastapi import APIRouter
from starlette.responses import Response

from app import addresses, words
from app.asks_again import asks_again
from app.done import done
from app.door.form import Form
from app.given.found import ABoard, ALink, ARecipe
from app.given.house import ComesFirst, Page, TheSettings, TheSite
from app.given.person import AFrame, MaySeeLinks, MayShare
from app.given.photos import AForm
from app.pages.links import LinkPage, LinksPage, NewLinkPage, confirm_close
from app.pages.parts.frame import Frame
from app.settings import Settings
from boards.board import Board
from boards.database import now
from boards.hands.links import Links
from boards.hands.people import People
from boards.person import Person
from boards.recipe import Recipe

router = APIRouter()


@router.get("/links")
def index(me: MaySeeLinks, frame: AFrame, page: Page, settings: TheSettings) -> Response:
    """Every link of the group."""
    return page(LinksPage.of(Links(me).all(), frame, now(), settings.zone))


def _new_page(what: Board | Recipe, me: Person, frame: Frame, settings: Settings) -> NewLinkPage:
    people = {person.id: person for person in People(me).here()}
    return NewLinkPage.of(what, Links(me).all(), people, frame, at=now(), zone=settings.zone)


def _made(what: Board | Recipe, me: Person, form: Form, settings: Settings) -> Response:
    ends, today = form.day("ends"), settings.today()
    link = Links(me).make(what, name=form.text("name"), ends=ends, today=today, word=form.text("word"))
    return done(me, addresses.link(link.id), words.LINK_MADE.format(name=link.name))


@router.get("/boards/{board_id}/links")
def new_for_board(me: MayShare, board: ABoard, frame: AFrame, page: Page, settings: TheSettings) -> Response:
    """The form for a link to a board."""
    return page(_new_page(board, me, frame, settings))


@router.post("/boards/{board_id}/links")
@asks_again(new_for_board)
def create_for_board(me: MayShare, board: ABoard, form: AForm, settings: TheSettings) -> Response:
    """Make a link to a board."""
    return _made(board, me, form, settings)


@router.get("/recipes/{recipe_id}/links")
def new_for_recipe(me: MayShare, recipe: ARecipe, frame: AFrame, page: Page, settings: TheSettings) -> Response:
    """The form for a link to a recipe."""
    return page(_new_page(recipe, me, frame, settings))


@router.post("/recipes/{recipe_id}/links")
@asks_again(new_for_recipe)
def create_for_recipe(me: MayShare, recipe: ARecipe, form: AForm, settings: TheSettings) -> Response:
    """Make a link to a recipe."""
    return _made(recipe, me, form, settings)


@router.get("/links/{link_id}")
def show(_me: MaySeeLinks, link: ALink, frame: AFrame, page: Page, settings: TheSettings, site: TheSite) -> Response:
    """A link's address and QR code."""
    url = f"{site.origin}{addresses.shared(link.key)}"
    return page(LinkPage.of(link, frame, url=url, at=now(), zone=settings.zone))


@router.get("/links/{link_id}/close")
def ask(_me: MaySeeLinks, link: ALink, frame: AFrame, page: Page) -> Response:
    """Whether to close a link."""
    return page(confirm_close(link, frame))


@router.post("/links/{link_id}/close", dependencies=[ComesFirst])
def close(me: MaySeeLinks, link: ALink) -> Response:
    """Close a link for good."""
    Links(me).close(link)
    return done(me, "/links", words.LINK_WAS_CLOSED.format(name=link.name))
