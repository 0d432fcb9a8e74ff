"""One step: its photo, and all that is told of it."""

from fastapi import APIRouter
from starlette.responses import Response

from app import addresses, words
from app.asks_again import asks_again
from app.done import done
from app.given.found import AStep
from app.given.house import ComesFirst, Page
from app.given.person import AFrame, MayBin, MayMake
from app.given.photos import AForm, SavedPhotos, TakesPhotos
from app.pages.parts.cards import name_of
from app.pages.parts.frame import Undo
from app.pages.steps import StepPage, StepPhotoPage
from app.photos.uploads import photos_needed
from boards.hands.recipes import Recipes

router = APIRouter(prefix="/steps/{step_id}")


@router.get("")
def show(_me: MayMake, step: AStep, frame: AFrame, page: Page) -> Response:
    """A step, to change it."""
    return page(StepPage.of(step, frame))


@router.post("")
@asks_again(show)
def update(me: MayMake, step: AStep, form: AForm) -> Response:
    """Tell what is done in a step, and all that goes with it. What isn't sent stays."""
    was = Recipes(me).tell(step, opened_on=form.text("opened_on"), **form.over(step.told))
    undo = Undo(addresses.step(step.id), {**was, "opened_on": step.opened_on})
    says = words.STEP_SAID.format(number=step.number)
    return done(me, addresses.recipe(step.recipe_id), says, undo, at=f"step-{step.id}")


@router.get("/photo")
def photo(_me: MayMake, step: AStep, frame: AFrame, page: Page) -> Response:
    """The form for another photo."""
    return page(StepPhotoPage.of(step, frame))


@router.post("/photo", dependencies=[TakesPhotos])
@asks_again(photo)
def show_photo(me: MayMake, step: AStep, saved: SavedPhotos) -> Response:
    """Show another photo in a step."""
    before = Recipes(me).show_photo(step, photos_needed(saved)[0])
    undo = Undo(f"{addresses.step(step.id)}/photo-back", {"step": before.id})
    says = words.STEP_SHOWN.format(number=step.number)
    return done(me, addresses.recipe(step.recipe_id), says, undo, at=f"step-{step.id}", sent=saved.sent)


@router.post("/photo-back")
def photo_back(me: MayMake, step: AStep, form: AForm) -> Response:
    """Show the photo again that was there before."""
    before = me.binned_step(form.text("step"))
    Recipes(me).swap_photo(step, before)
    undo = Undo(f"{addresses.step(step.id)}/photo-back", {"step": before.id})
    says = words.STEP_PHOTO_BACK.format(number=step.number)
    return done(me, addresses.recipe(step.recipe_id), says, undo, at=f"step-{step.id}")


@router.post("/bin", dependencies=[ComesFirst])
def put_in_bin(me: MayBin, step: AStep) -> Response:
    """Put a step in the bin."""
    what, recipe_id = name_of(step), step.recipe_id
    Recipes(me).bin_steps([step])
    undo = Undo(f"{addresses.step(step.id)}/put-back")
    return done(me, addresses.recipe(recipe_id), words.STEP_BINNED.format(what=what), undo)


@router.post("/put-back")
def put_back(me: MayBin, step_id: str) -> Response:
    """Take a step out of the bin."""
    step = me.binned_step(step_id)
    Recipes(me).put_back_step(step)
    undo = Undo(f"{addresses.step(step.id)}/bin")
    says = words.STEP_BACK.format(what=name_of(step))
    return done(me, addresses.recipe(step.recipe_id), says, undo, at=f"step-{step.id}")
