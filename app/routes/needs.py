"""What a recipe needs: food and tools, their amounts and pictures, and what keeps people safe."""

from collections.abc import Collection

from fastapi import APIRouter
from starlette.responses import Response

from app import addresses, words
from app.asks_again import asks_again
from app.done import done, go
from app.given.found import ANeed, ARecipe
from app.given.house import ComesFirst, Page
from app.given.person import AFrame, MayBin, MayMake, MayRemind, Me
from app.given.photos import AForm, SavedPhotos, TakesPhotos
from app.pages.needs import (
    AmountPage,
    NeedPage,
    NeedPicturePage,
    NeedsPage,
    RemindersPage,
    address_of,
    anchor_of,
    list_of,
    standing_for,
)
from app.pages.parts.frame import Undo
from app.pantry.items import ITEMS, Item
from app.pantry.matching import picture_of, symbol_for
from app.photos.next import after_photo
from app.photos.uploads import photos_needed
from boards.hands.needs import Needs
from boards.hands.recipes import Recipes
from boards.need import Kind, Need
from boards.recipe import Recipe, Reminder

router = APIRouter(prefix="/recipes/{recipe_id}")

PICTURE = "/needs/{need_id}/picture"


@router.get("/needs")
def index(_me: MayMake, recipe: ARecipe, frame: AFrame, page: Page) -> Response:
    """What a recipe needs, and what there is to tap."""
    return page(NeedsPage.of(recipe, frame))


@router.post("/needs")
@asks_again(index)
def add(me: MayMake, recipe: ARecipe, form: AForm) -> Response:
    """Need something: what was tapped, or what was typed. What stands there already isn't added again."""
    tapped = ITEMS.get(form.text("symbol"))
    said = tapped.words if tapped else form.text("words")
    kind = _kind_of(tapped or picture_of(said), is_tool=bool(form.text("tool")))
    there = standing_for(tapped, recipe) if tapped else recipe.need_called(kind, said)
    if there:
        return go(me, list_of(recipe).href, at=anchor_of(there))
    need = Needs(me, recipe).add(kind, said, amount=form.text("amount"), symbol=symbol_for(said))
    return _done(me, recipe, need, words.NEED_ADDED, Undo(f"{address_of(need)}/bin"))


def _kind_of(item: Item | None, *, is_tool: bool) -> Kind:
    return Kind.TOOL if is_tool else item.shelf.kind if item else Kind.INGREDIENT


def _done(me: Me, recipe: Recipe, need: Need, says: str, undo: Undo) -> Response:
    """Back to the list, where it stands."""
    says = says.format(what=need.words, place=recipe.number_of(need))
    return done(me, list_of(recipe).href, says, undo, at=anchor_of(need))


@router.get("/needs/{need_id}")
def show(_me: MayMake, recipe: ARecipe, need: ANeed, frame: AFrame, page: Page) -> Response:
    """Something that a recipe needs, to change it."""
    return page(NeedPage.of(need, recipe, frame))


@router.post("/needs/{need_id}")
@asks_again(show)
def update(me: MayMake, recipe: ARecipe, need: ANeed, form: AForm) -> Response:
    """Tell what it is and all that goes with it. What isn't sent stays; a drawing that goes with the words follows."""
    was_ours = need.symbol == symbol_for(need.words)
    was = Needs(me, recipe).tell(need, opened_on=form.text("opened_on"), **form.over(need.told))
    undo = Undo(address_of(need), {**was, "opened_on": need.opened_on})
    if was_ours:
        Needs(me, recipe).draw(need, symbol_for(need.words))
    return _done(me, recipe, need, words.NEED_SAVED, undo)


@router.get("/needs/{need_id}/amount")
def amount(_me: MayMake, recipe: ARecipe, need: ANeed, frame: AFrame, page: Page, number: str = "") -> Response:
    """How much of it, without typing: a number, and then what it is measured with."""
    return page(AmountPage.of(need, recipe, frame, number=number))


@router.post("/needs/{need_id}/amount")
def measure(me: MayMake, recipe: ARecipe, need: ANeed, form: AForm) -> Response:
    """Say how much of it."""
    was = Needs(me, recipe).tell(need, **need.told | {"amount": form.text("amount")})
    undo = Undo(f"{address_of(need)}/amount", {"amount": was["amount"]})
    return _done(me, recipe, need, words.NEED_SAVED, undo)


@router.get(PICTURE)
def picture(_me: MayMake, recipe: ARecipe, need: ANeed, frame: AFrame, page: Page) -> Response:
    """The pictures that it can have."""
    return page(NeedPicturePage.of(need, recipe, frame))


@router.post(PICTURE)
def choose_picture(me: MayMake, recipe: ARecipe, need: ANeed, form: AForm) -> Response:
    """Let a drawing stand for it, or none."""
    was, symbol = need.symbol, form.text("symbol")
    before = Needs(me, recipe).show(need, symbol if symbol in ITEMS else "")
    return _done(me, recipe, need, words.NEED_SHOWN, _back_to(need, before, was))


@router.post("/needs/{need_id}/photo", dependencies=[TakesPhotos])
@asks_again(picture)
def show_photo(me: MayMake, recipe: ARecipe, need: ANeed, saved: SavedPhotos) -> Response:
    """Let a photo stand for it, and ask who is in it."""
    before = Needs(me, recipe).show(need, need.symbol, photos_needed(saved)[0])
    says = words.NEED_SHOWN.format(what=need.words)
    return done(me, after_photo(need).to, says, _back_to(need, before, need.symbol), sent=saved.sent)


def _back_to(need: Need, before: Need | None, symbol: str) -> Undo:
    """The way back to the photo that stood there, or else to the drawing."""
    if before:
        return Undo(f"{address_of(need)}/picture-back", {"need": before.id})
    return Undo(f"{address_of(need)}/picture", {"symbol": symbol})


@router.post("/needs/{need_id}/picture-back")
def picture_back(me: MayMake, recipe: ARecipe, need: ANeed, form: AForm) -> Response:
    """Show the picture again that was there before."""
    before = recipe.need(form.text("need"), binned=True)
    Needs(me, recipe).swap_picture(need, before)
    undo = Undo(f"{address_of(need)}/picture-back", {"need": before.id})
    return _done(me, recipe, need, words.NEED_SHOWN_BACK, undo)


@router.post("/needs/{need_id}/order")
def move(me: MayMake, recipe: ARecipe, need: ANeed, form: AForm) -> Response:
    """Put it at a place on the list."""
    was = Needs(me, recipe).move(need, form.number("to"))
    return _done(me, recipe, need, words.NEED_MOVED, Undo(f"{address_of(need)}/order", {"to": str(was)}))


@router.post("/needs/{need_id}/bin", dependencies=[ComesFirst])
def take_off(me: MayBin, recipe: ARecipe, need: ANeed) -> Response:
    """Take it off the list."""
    Needs(me, recipe).take_off(need)
    says = words.NEED_TAKEN_OFF.format(what=need.words)
    return done(me, list_of(recipe).href, says, Undo(f"{address_of(need)}/put-back"))


@router.post("/needs/{need_id}/put-back")
def put_back(me: MayBin, recipe: ARecipe, need_id: str) -> Response:
    """Put it back on the list."""
    need = recipe.need(need_id, binned=True)
    Needs(me, recipe).put_back(need)
    return _done(me, recipe, need, words.NEED_BACK, Undo(f"{address_of(need)}/bin"))


@router.get("/reminders")
def reminders(_me: MayRemind, recipe: ARecipe, frame: AFrame, page: Page) -> Response:
    """What keeps people safe while they cook, to tick."""
    return page(RemindersPage.of(recipe, frame))


@router.post("/reminders")
def remind(me: MayRemind, recipe: ARecipe, form: AForm) -> Response:
    """Put these reminders on a recipe, and no others."""
    was = Recipes(me).remind(recipe, _chosen(" ".join(form.texts("reminders")).split()))
    undo = Undo(f"{addresses.recipe(recipe.id)}/reminders", {"reminders": " ".join(was)})
    return done(me, addresses.recipe(recipe.id), words.REMINDERS_SAVED, undo)


def _chosen(said: Collection[str]) -> list[Reminder]:
    return [one for one in Reminder if one in said]
