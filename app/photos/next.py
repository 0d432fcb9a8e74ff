"""Where somebody goes next while they are asked about their photos: to the next question, then on with the recipe."""

from typing import NamedTuple

from app import addresses
from boards.hands.album import Album
from boards.need import Need
from boards.person import Person
from boards.photo import Photo
from boards.recipe import Recipe
from boards.right import Right


class Next(NamedTuple):
    """A page, and the id of an element on it; empty for the page as a whole."""

    to: str
    at: str = ""


def after_photos(album: Album, recipe: Recipe) -> Next:
    """After photos were saved: to the first that nobody has said anything of, or on with the recipe."""
    if waiting := album.unanswered(recipe):
        return Next(f"{addresses.photo(waiting[0].key)}/people")
    if recipe.finished_at is None:
        return Next(f"{addresses.recipe(recipe.id)}/steps")
    # Who has finished sees the recipe on its board, or chooses one.
    board = album.me.board_with(recipe)
    return (
        Next(addresses.board(board.id), f"recipe-{recipe.id}")
        if board
        else Next(f"{addresses.recipe(recipe.id)}/boards")
    )


def after_mask(photo: Photo, me: Person) -> str:
    """After something was masked: to the photo for a worker, else on with the question, or to the photos of them."""
    if me.may(Right.LOOK_AFTER):
        return addresses.photo(photo.key)
    return f"{addresses.photo(photo.key)}/people" if photo.can_be_answered_by(me.id) else "/me/photos"


def after_turn(album: Album, photo: Photo, then: str) -> str:
    """After a photo was turned: back to the page of its step, or of all steps, or to the photo."""
    recipe = album.recipe_of(photo)
    step = next((step for step in recipe.steps if step.photo_key == photo.key), None) if recipe else None
    if step and then == "steps":
        return f"{addresses.recipe(step.recipe_id)}/steps"
    return addresses.step(step.id) if step and then == "step" else after_mask(photo, album.me)


def after_photo(need: Need) -> Next:
    """After a photo of something that is needed was saved: who is in it?"""
    return Next(f"{addresses.photo(need.photo_key)}/people")


def after_answer(album: Album, photo: Photo) -> Next:
    """After somebody said something about a photo: on with its recipe if they took it, else to the photos of them."""
    recipe = album.recipe_of(photo)
    if recipe is None or photo.maker_id != album.me.id:
        return Next("/me/photos")
    # A photo of something that is needed was taken on the way through the list.
    need = recipe.need_showing(photo)
    return Next(f"{addresses.recipe(recipe.id)}/needs", f"need-{need.id}") if need else after_photos(album, recipe)
