"""What a recipe needs, as it stands on a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from app import words
from app.pages.parts.shot import Shot, Shows
from app.pantry.drawings import drawing_for
from boards.recipe import Reminder
from boards.shown import ShownNeed, ShownRecipe


@dataclass(frozen=True)
class NeedCard:
    """One thing that is needed: all that is shown of it, and its photo as this page shows it."""

    shown: ShownNeed
    shot: Shot | None

    @classmethod
    def of(cls, need: ShownNeed, shows: Shows) -> "NeedCard":
        """The card of a need."""
        return cls(need, shows(need.picture, ""))

    @property
    def drawing(self) -> str:
        """The drawing that stands for it where no photo does, if there is one."""
        return drawing_for(self.shown.symbol)


def need_cards(needs: Sequence[ShownNeed], shows: Shows) -> tuple[NeedCard, ...]:
    """Things that are needed, for who reads them."""
    return tuple(NeedCard.of(need, shows) for need in needs)


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
    def of(cls, recipe: ShownRecipe, shows: Shows) -> "YouNeed":
        """What somebody sees of what a recipe needs."""
        return cls(
            tuple(ReminderLine.of(one) for one in recipe.reminders),
            need_cards(recipe.ingredients, shows),
            need_cards(recipe.tools, shows),
        )

    def __bool__(self) -> bool:
        return bool(self.reminders or self.ingredients or self.tools)


NOTHING = YouNeed()
