"""What a recipe needs, as it stands on a page."""

from dataclasses import dataclass

from app import words
from app.pages.parts.shot import Shot
from app.pantry.drawings import DRAWINGS
from boards.recipe import Reminder
from boards.shown import ShownNeed, ShownRecipe


@dataclass(frozen=True)
class NeedCard:
    """One thing that is needed: its word, how much of it, and a photo or else a drawing's asset, if there is one."""

    words: str
    amount: str
    shot: Shot | None
    drawing: str

    @classmethod
    def of(cls, need: ShownNeed, *, under: str = "") -> "NeedCard":
        """The card of a need, with its photo under an address."""
        drawing = f"drawing-{need.symbol}" if need.symbol in DRAWINGS else ""
        return cls(need.words, need.amount, Shot.of(need.picture, under=under), drawing)


REMINDER_ICONS = {
    Reminder.WASH_HANDS: "tap",
    Reminder.HOT: "flame",
    Reminder.SHARP: "knife",
    Reminder.RAW_MEAT: "meat",
    Reminder.WASH_FOOD: "leaf",
    Reminder.ALLERGIES: "warning",
    Reminder.HELP: "help",
}


@dataclass(frozen=True)
class ReminderLine:
    """A safety reminder: its icon, and what it says."""

    value: str
    symbol: str
    says: str

    @classmethod
    def of(cls, reminder: Reminder) -> "ReminderLine":
        """The line of a reminder."""
        return cls(reminder, REMINDER_ICONS[reminder], words.REMINDS[reminder])


@dataclass(frozen=True)
class YouNeed:
    """What stands above the steps: what to think of, the food and the tools."""

    reminders: tuple[ReminderLine, ...] = ()
    ingredients: tuple[NeedCard, ...] = ()
    tools: tuple[NeedCard, ...] = ()

    @classmethod
    def of(cls, recipe: ShownRecipe, *, under: str = "") -> "YouNeed":
        """What somebody sees of what a recipe needs, with its photos under an address."""
        return cls(
            tuple(ReminderLine.of(one) for one in recipe.reminders),
            tuple(NeedCard.of(one, under=under) for one in recipe.ingredients),
            tuple(NeedCard.of(one, under=under) for one in recipe.tools),
        )

    def __bool__(self) -> bool:
        return bool(self.reminders or self.ingredients or self.tools)


NOTHING = YouNeed()
