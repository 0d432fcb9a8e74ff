"""Recipes: photo first, then everything that can be said about them."""

from collections.abc import Sequence

from fastapi import APIRouter
from starlette.responses import Response

from app import addresses, words
from app.asks_again import asks_again
from app.done import done, go
from app.door.form import Form
from app.given.found import ARecipe
from app.given.house import ComesFirst, Page
from app.given.person import AFrame, MayBin, MayMake, MayPin, MaySee
from app.given.photos import AForm, SavedPhotos, TakesPhotos
from app.pages.cook import CookPage
from app.pages.parts.cards import name_of, title_of
from app.pages.parts.frame import Undo
from app.pages.recipes import (
    EditRecipePage,
    NewRecipePage,
    RecipeBoardsPage,
    RecipePage,
    RecipesPage,
    RecipeStepsPage,
    cover_page,
    order_page,
)
from app.photos.next import after_photos
from app.photos.uploads import photos_needed, said_of
from boards.hands.album import Album
from boards.hands.boards import Boards
from boards.hands.recipes import Recipes
from boards.heart import hearts_of
from boards.recipe import Recipe, Step
from boards.shown import shown_recipe

router = APIRouter(prefix="/recipes")


@router.get("")
def index(me: MaySee, frame: AFrame, page: Page) -> Response:
    """Every recipe of the group."""
    return page(RecipesPage.of(me.recipes(), frame))


@router.get("/new")
def new(me: MayMake, frame: AFrame, page: Page, board: str = "") -> Response:
    """The form for a recipe, on a board if one is said."""
    return page(NewRecipePage.of(me.board(board) if board else None, frame))


@router.post("", dependencies=[TakesPhotos])
@asks_again(new)
def create(me: MayMake, form: AForm, saved: SavedPhotos) -> Response:
    """Make a recipe of photos, and pin it if a board is said."""
    pictures = photos_needed(saved, or_else=form.text("title"))
    upload = form.text("upload") or None
    recipe = Recipes(me).make(form.text("title"), upload=upload)
    sent = Recipes(me).add_steps(recipe, pictures, upload=upload, sent=saved.sent)
    saved.stand_in(sent)
    sent = Recipes(me).sent_together(sent, saved.sent)
    board = me.board(form.text("board")) if form.text("board") else None
    if board:
        Boards(me).pin(recipe, board)
    says = said_of(saved, words.steps_done(len(sent), len(recipe.steps)))
    is_new = len(sent) == len(recipe.steps)
    undo = Undo(f"{addresses.recipe(recipe.id)}/bin") if is_new else _undo_adding(recipe, sent)
    return done(me, after_photos(Album(me), recipe).to, says, undo, sent=saved.sent)


@router.get("/{recipe_id}")
def show(me: MaySee, recipe: ARecipe, frame: AFrame, page: Page, board: str = "") -> Response:
    """A recipe, come to from a board if one is said."""
    on = me.board_with(recipe, rather=board)
    return page(RecipePage.of(recipe, frame, on=on, hearts=hearts_of(recipe)))


@router.get("/{recipe_id}/cook")
def cook(me: MaySee, recipe: ARecipe, frame: AFrame, page: Page) -> Response:
    """A recipe to cook from, one step a screen."""
    return page(CookPage.of(shown_recipe(recipe, me.viewer), frame))


@router.get("/{recipe_id}/steps")
def steps(_me: MayMake, recipe: ARecipe, frame: AFrame, page: Page, before: str = "") -> Response:
    """The form for more photos, before a step if one is said, and the steps so far."""
    return page(RecipeStepsPage.of(recipe, frame, before=before))


@router.post("/{recipe_id}/steps", dependencies=[TakesPhotos])
@asks_again(steps)
def add_steps(me: MayMake, recipe: ARecipe, form: AForm, saved: SavedPhotos) -> Response:
    """Add a step for each photo, and go on if somebody has finished."""
    finished = form.text("finished")
    pictures = photos_needed(saved, or_else=finished)
    said, upload = form.text("words"), form.text("upload") or None
    sent = Recipes(me).add_steps(
        recipe, pictures, words=said, upload=upload, sent=saved.sent, before=form.text("before")
    )
    saved.stand_in(sent)
    sent = Recipes(me).sent_together(sent, saved.sent)
    added = Recipes(me).finish(recipe, seen=_seen(form)) if finished else []
    to, at = after_photos(Album(me), recipe)
    if not sent:
        return done(me, to, words.RECIPE_MORE_ADDED) if added else go(me, to, at=at)
    says = said_of(saved, words.steps_done(len(sent), len(recipe.steps)))
    told = f"{says}\n{words.RECIPE_MORE_ADDED}" if added else says
    return done(me, to, told, _undo_adding(recipe, sent), at=at, sent=saved.sent)


def _seen(form: Form) -> list[str] | None:
    return form.text("seen").split() if "seen" in form.fields else None


def _undo_adding(recipe: Recipe, steps: Sequence[Step]) -> Undo:
    return Undo(f"{addresses.recipe(recipe.id)}/steps/bin", {"steps": " ".join(step.id for step in steps)})


@router.get("/{recipe_id}/edit")
def edit(_me: MayMake, recipe: ARecipe, frame: AFrame, page: Page) -> Response:
    """What can be changed about a recipe."""
    return page(EditRecipePage.of(recipe, frame))


@router.post("/{recipe_id}/edit")
@asks_again(edit)
def update(me: MayMake, recipe: ARecipe, form: AForm) -> Response:
    """Give a recipe a name."""
    was = Recipes(me).name(recipe, form.text("title"), opened_on=form.text("opened_on"))
    undo = Undo(f"{addresses.recipe(recipe.id)}/edit", {"title": was, "opened_on": recipe.opened_on})
    return done(me, addresses.recipe(recipe.id), words.RECIPE_NAMED.format(title=title_of(recipe)), undo)


@router.get("/{recipe_id}/order")
def order(_me: MayMake, recipe: ARecipe, frame: AFrame, page: Page) -> Response:
    """A recipe's steps, to put in order."""
    return page(order_page(recipe, frame))


@router.post("/{recipe_id}/order")
def move(me: MayMake, recipe: ARecipe, form: AForm) -> Response:
    """Put a step at a place."""
    step, to = recipe.step(form.text("step")), form.number("to")
    what, was = name_of(step), Recipes(me).move_step(step, to)
    undo = Undo(f"{addresses.recipe(recipe.id)}/order", {"step": step.id, "to": str(was)})
    says = words.STEP_MOVED.format(what=what, place=step.number)
    return done(me, f"{addresses.recipe(recipe.id)}/order", says, undo, at=f"step-{step.id}")


@router.get("/{recipe_id}/cover")
def cover(_me: MayMake, recipe: ARecipe, frame: AFrame, page: Page) -> Response:
    """The photos, one of which is the cover."""
    return page(cover_page(recipe, frame))


@router.post("/{recipe_id}/cover")
def choose_cover(me: MayMake, recipe: ARecipe, form: AForm) -> Response:
    """Let a step's photo stand for the recipe. No step is the last one."""
    step = recipe.step(form.text("step")) if form.text("step") else None
    was = Recipes(me).choose_cover(recipe, step)
    says = words.RECIPE_COVERED.format(number=step.number) if step else words.RECIPE_COVERED_LAST
    return done(
        me, addresses.recipe(recipe.id), says, Undo(f"{addresses.recipe(recipe.id)}/cover", {"step": was or ""})
    )


@router.get("/{recipe_id}/boards")
def boards(me: MayPin, recipe: ARecipe, frame: AFrame, page: Page) -> Response:
    """The group's boards, to put a recipe on them."""
    return page(RecipeBoardsPage.of(recipe, me.boards(), frame))


@router.post("/{recipe_id}/bin", dependencies=[ComesFirst])
def put_in_bin(me: MayBin, recipe: ARecipe) -> Response:
    """Put a recipe in the bin."""
    Recipes(me).bin(recipe)
    undo = Undo(f"{addresses.recipe(recipe.id)}/put-back")
    return done(me, "/recipes", words.RECIPE_BINNED.format(title=title_of(recipe)), undo)


@router.post("/{recipe_id}/put-back")
def put_back(me: MayBin, recipe_id: str) -> Response:
    """Take a recipe out of the bin."""
    recipe = me.binned_recipe(recipe_id)
    Recipes(me).put_back(recipe)
    undo = Undo(f"{addresses.recipe(recipe.id)}/bin")
    return done(me, addresses.recipe(recipe.id), words.RECIPE_BACK.format(title=title_of(recipe)), undo)


@router.post("/{recipe_id}/steps/bin", dependencies=[ComesFirst])
def put_steps_in_bin(me: MayBin, recipe: ARecipe, form: AForm) -> Response:
    """Put some steps in the bin: the way back from adding them."""
    Recipes(me).bin_steps([recipe.step(step_id) for step_id in form.text("steps").split()])
    return done(me, f"{addresses.recipe(recipe.id)}/steps", words.STEPS_BINNED)
