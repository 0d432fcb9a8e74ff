"""The example group of the demo: a worker, a full board, and a link to it."""

from datetime import timedelta

from fastapi import FastAPI

from app import words
from app.demo import EMAIL, PASSWORD
from app.example.board import ExampleBoard
from app.house import House
from app.pantry.drawings import SYMBOLS
from boards.hands.boards import Boards
from boards.hands.links import Links
from boards.hands.people import People
from boards.link import USUAL_DAYS
from boards.person import Person

MEMBERS = "Sam\nJo\nAisha\nTom\nMei"


async def example_group(app: FastAPI, house: House) -> None:
    """Fill an empty database with the example group."""
    async with app.router.lifespan_context(app):
        worker_id, board_id = _people(house)
        await ExampleBoard(house).fill(worker_id, board_id)


def _people(house: House) -> tuple[str, str]:
    with house.database.writing() as db:
        worker = Person.first(group="Tuesday cooks", name="Priya", email=EMAIL, password=PASSWORD)
        db.add(worker)
        db.flush()
        People(worker).add_members(MEMBERS, SYMBOLS)
        board, today = Boards(worker).make(words.EXAMPLE_BOARD), house.settings.today()
        Links(worker).make(board, name="Mum and Dad", ends=today + timedelta(days=USUAL_DAYS), today=today)
        db.commit()
        return worker.id, board.id
