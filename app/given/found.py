"""What an address names, found through the person who asks."""

from typing import Annotated

from fastapi import Depends

from app.given.person import Me
from boards.board import Board, Pin
from boards.hands.links import Links
from boards.link import Link
from boards.need import Need
from boards.recipe import Recipe, Step


def _board(me: Me, board_id: str) -> Board:
    return me.board(board_id)


def _pin(board: Annotated[Board, Depends(_board)], pin_id: str) -> Pin:
    return board.find_pin(pin_id)


def _recipe(me: Me, recipe_id: str) -> Recipe:
    return me.recipe(recipe_id)


def _step(me: Me, step_id: str) -> Step:
    return me.step(step_id)


def _need(recipe: Annotated[Recipe, Depends(_recipe)], need_id: str) -> Need:
    return recipe.need(need_id)


def _link(me: Me, link_id: str) -> Link:
    return Links(me).find(link_id)


ABoard = Annotated[Board, Depends(_board)]
APin = Annotated[Pin, Depends(_pin)]
ARecipe = Annotated[Recipe, Depends(_recipe)]
AStep = Annotated[Step, Depends(_step)]
ANeed = Annotated[Need, Depends(_need)]
"""Something that the recipe of the address needs."""


ALink = Annotated[Link, Depends(_link)]
