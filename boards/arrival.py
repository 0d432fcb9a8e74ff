"""Photos that a device sends one by one: each has a mark, so that it arrives once, and a turn, so that it stands in
order.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import BigInteger, Field, SQLModel, UniqueConstraint, col, delete, select

from boards.clock import holding
from boards.database import Db, db_of, new_id, now
from boards.person import Person
from boards.recipe import Recipe, Step

MOST_MARK = 64
"""Most characters of a mark."""

MOST_TURN = 2**53 - 1
"""The last turn: the largest whole number that a browser counts with."""

KEPT = timedelta(days=180)
"""How long a photo is known again: a tablet may lie in a drawer before it hears that its photo is saved."""


@dataclass
class Sent:
    """A photo on its way: the mark that its device made for it, the key of its form, its turn among the others, and its
    number among those that were chosen with it.

    `step_id` is the step that was made of it, once there is one.
    """

    mark: str
    form: str
    turn: int
    number: int = 1
    step_id: str = ""


class Arrival(SQLModel, table=True):
    """A photo that has arrived, and where its device was led on to. It outlives what was made of the photo: who has
    thrown that away and sends the photo again makes nothing anew.
    """

    __table_args__ = (UniqueConstraint("person_id", "mark", name="arrival_once"),)

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    mark: str = Field(max_length=MOST_MARK)
    form: str = Field(max_length=MOST_MARK)
    turn: int = Field(sa_type=BigInteger)
    step_id: str = Field(default="", max_length=32, index=True)
    to: str
    made_at: datetime = Field(default_factory=now)

    @classmethod
    def of(cls, person: Person, mark: str) -> "Arrival | None":
        """The arrival of a photo that this person sent, if it has arrived."""
        theirs = select(cls).where(cls.person_id == person.id, cls.mark == mark)
        return db_of(person).exec(theirs).first()

    @classmethod
    def note(cls, person: Person, sent: Sent, to: str) -> None:
        """Note that a photo arrives, in the transaction that makes something of it."""
        db_of(person).add(
            cls(person_id=person.id, mark=sent.mark, form=sent.form, turn=sent.turn, step_id=sent.step_id, to=to)
        )

    @classmethod
    def forget(cls, db: Db) -> None:
        """Forget the photos that no device will send again."""
        db.exec(delete(cls).where(~holding(cls.made_at, KEPT)))


def stand_in_turn(person: Person, step: Step, sent: Sent) -> None:
    """Put a step that was just made before those that this person took after it, whichever photo arrived first."""
    sent.step_id = step.id
    turns = {arrival.step_id: arrival.turn for arrival in _arrivals(person, step.recipe)}
    later = next((one for one in step.recipe.steps if turns.get(one.id, 0) > sent.turn), None)
    if later and step.id not in turns:
        step.recipe.move(step, later.number)


def sent_together(person: Person, step: Step, sent: Sent) -> list[Step]:
    """The steps that were made of the photos of one form until now, in order."""
    ids = {arrival.step_id for arrival in _arrivals(person, step.recipe) if arrival.form == sent.form}
    return [one for one in step.recipe.steps if one.id in ids or one is step]


def _arrivals(person: Person, recipe: Recipe) -> list[Arrival]:
    ids = [step.id for step in recipe.steps]
    theirs = select(Arrival).where(Arrival.person_id == person.id, col(Arrival.step_id).in_(ids))
    return list(db_of(person).exec(theirs).all())
