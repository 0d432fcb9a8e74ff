"""The example board in a group: its pictures taken in like any photo, and pinned."""

import asyncio
from collections.abc import Sequence
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from app.example.recipes import RECIPES, ExampleRecipe
from app.house import House
from app.pantry.items import ITEMS
from boards.hands.recipes import Recipes
from boards.person import Person
from boards.photo import Picture
from boards.recipe import Recipe
from media import Taker


class ExampleBoard:
    """Fills a board with recipes whose pictures we painted."""

    def __init__(self, house: House) -> None:
        self.house = house

    async def fill(self, worker_id: str, board_id: str) -> None:
        """Add recipe after recipe: each is there as soon as its pictures are."""
        for example in RECIPES:
            pictures = await asyncio.gather(*(self._take(file, Taker(board_id)) for file in example.pictures))
            try:
                async with self.house.turn_to_write.take(worker_id):
                    await run_in_threadpool(self._add, worker_id, board_id, example, pictures)
            except Exception as fault:
                await self.house.uploads.let_go([picture.key for picture in pictures], after=fault)
                raise

    async def _take(self, file: Path, taker: Taker) -> Picture:
        picture, _ = await self.house.uploads.take(await run_in_threadpool(file.read_bytes), taker)
        return picture

    def _add(self, worker_id: str, board_id: str, example: ExampleRecipe, pictures: Sequence[Picture]) -> None:
        with self.house.database.writing() as db:
            worker = db.get_one(Person, worker_id)
            recipe = Recipes(worker).make(example.title, pictures)
            for step, shown in zip(recipe.steps, example.steps, strict=True):
                step.say(shown.words)
                step.warn(shown.careful)
                step.time(shown.timer)
                # We painted it: there are hands in it at the most, whatever the computer finds.
                step.photo.show_people([], child=False, stranger=False, by_id=worker.id)
            recipe.finish()
            _say_needs(recipe, example)
            Recipes(worker).remind(recipe, example.reminders)
            worker.board(board_id).pin(recipe)
            db.commit()


def _say_needs(recipe: Recipe, example: ExampleRecipe) -> None:
    for need in example.needs:
        kind = ITEMS[need.thing].shelf.kind
        recipe.add_need(kind, need.words or ITEMS[need.thing].words, amount=need.amount, symbol=need.thing)
