"""What the application works with while it runs, as one value. It is put together in `main.py`."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.requests import HTTPConnection

if TYPE_CHECKING:  # it names what the rooms hold, and imports none of them
    from app.booklet.bindery import Bindery
    from app.bring.waiting import Waiting
    from app.door.prover import Prover
    from app.door.tally import Tally
    from app.keeping.damage import Damage
    from app.keeping.journal import Journal
    from app.limits.inbox import Inbox
    from app.limits.turns import Turns
    from app.photos.uploads import Uploads
    from app.settings import Settings
    from boards.database import Database
    from media import FolderStore, Workshop


@dataclass
class House:
    """The settings, the database and the photos; and, once it is open, who works in it and whose turn it is."""

    settings: "Settings"
    database: "Database"
    store: "FolderStore"
    damage: "Damage"
    waiting: "Waiting"
    journal: "Journal"

    turn_to_write: "Turns" = field(init=False)
    turns_to_read: "Turns" = field(init=False)
    turns_to_pack: "Turns" = field(init=False)
    prover: "Prover" = field(init=False)
    workshop: "Workshop" = field(init=False)
    uploads: "Uploads" = field(init=False)
    inbox: "Inbox" = field(init=False)
    bindery: "Bindery" = field(init=False)
    tally: "Tally" = field(init=False)

    @classmethod
    def of(cls, request: HTTPConnection) -> "House":
        """The house that a request came to."""
        house: House = request.app.state
        return house
