"""What the example board holds: four recipes, with a picture for each step."""

import re
from dataclasses import dataclass
from pathlib import Path

from boards.recipe import Reminder

PICTURES = Path(__file__).parent / "pictures"


@dataclass(frozen=True)
class ExampleStep:
    """A few words. `careful` says what to be careful of; `timer` is in minutes."""

    words: str
    careful: str = ""
    timer: int | None = None


@dataclass(frozen=True)
class ExampleNeed:
    """Something that a recipe needs: the thing in the kitchen, how much of it, and other words if it has them."""

    thing: str
    amount: str = ""
    words: str = ""


@dataclass(frozen=True)
class ExampleRecipe:
    """A title, and steps. The picture of the last step is the finished dish."""

    title: str
    steps: tuple[ExampleStep, ...]
    needs: tuple[ExampleNeed, ...] = ()
    reminders: tuple[Reminder, ...] = ()

    @property
    def pictures(self) -> list[Path]:
        """The file of each step: WebP, 1600 by 1200 pixels. `make paint` paints them anew."""
        name = re.sub(r"\W", "-", self.title.lower())
        return [PICTURES / f"{name}-{number}.webp" for number in range(1, len(self.steps) + 1)]


TOMATO_SOUP = ExampleRecipe(
    "Tomato soup",
    (
        ExampleStep("Chop the tomatoes and the onion.", careful="The knife is sharp."),
        ExampleStep("Cook the onion until it is soft.", careful="The pan is hot.", timer=5),
        ExampleStep("Add the tomatoes. Let them cook.", timer=15),
        ExampleStep("Blend the soup until it is smooth."),
        ExampleStep("Eat it hot, with bread and basil."),
    ),
    needs=(
        ExampleNeed("tomato", "6", words="Tomatoes"),
        ExampleNeed("onion", "1"),
        ExampleNeed("oil", "2 spoons", words="Olive oil"),
        ExampleNeed("herbs", "1 handful", words="Basil"),
        ExampleNeed("bread", "4 slices"),
        ExampleNeed("knife"),
        ExampleNeed("chopping_board"),
        ExampleNeed("saucepan"),
        ExampleNeed("wooden_spoon"),
        ExampleNeed("blender"),
    ),
    reminders=(Reminder.WASH_HANDS, Reminder.HOT, Reminder.SHARP),
)

CHEESE_ON_TOAST = ExampleRecipe(
    "Cheese on toast",
    (
        ExampleStep("Grate the cheese."),
        ExampleStep("Put the cheese on the bread."),
        ExampleStep("Put it under the grill until it bubbles.", careful="The grill is hot.", timer=3),
        ExampleStep("Cut it in half. Eat it warm."),
    ),
    needs=(
        ExampleNeed("bread", "2 slices"),
        ExampleNeed("cheese", "1 handful"),
        ExampleNeed("tomato", "1"),
        ExampleNeed("grater"),
        ExampleNeed("baking_tray"),
        ExampleNeed("oven_gloves"),
        ExampleNeed("knife"),
        ExampleNeed("oven", "", words="Grill"),
    ),
    reminders=(Reminder.WASH_HANDS, Reminder.HOT),
)

FRUIT_SALAD = ExampleRecipe(
    "Fruit salad",
    (
        ExampleStep("Wash the fruit."),
        ExampleStep("Cut the fruit into pieces.", careful="The knife is sharp."),
        ExampleStep("Mix it in a big bowl."),
        ExampleStep("Eat it with yoghurt."),
    ),
    needs=(
        ExampleNeed("strawberry", "2 handfuls", words="Strawberries"),
        ExampleNeed("blueberry", "1 handful", words="Blueberries"),
        ExampleNeed("kiwi", "2"),
        ExampleNeed("grapes", "1 handful"),
        ExampleNeed("orange", "2", words="Oranges"),
        ExampleNeed("apple", "1"),
        ExampleNeed("yoghurt", "4 spoons"),
        ExampleNeed("knife"),
        ExampleNeed("chopping_board"),
        ExampleNeed("bowl", "", words="Big bowl"),
        ExampleNeed("spoon"),
    ),
    reminders=(Reminder.WASH_HANDS, Reminder.SHARP, Reminder.WASH_FOOD),
)

BANANA_PANCAKES = ExampleRecipe(
    "Banana pancakes",
    (
        ExampleStep("Mash the bananas."),
        ExampleStep("Mix in the eggs and the flour."),
        ExampleStep("Pour small circles into a hot pan.", careful="The pan is hot.", timer=2),
        ExampleStep("Turn them over when you see bubbles.", careful="The pan is hot.", timer=1),
        ExampleStep("Eat them with banana and berries."),
    ),
    needs=(
        ExampleNeed("banana", "2", words="Bananas"),
        ExampleNeed("egg", "2", words="Eggs"),
        ExampleNeed("flour", "4 spoons"),
        ExampleNeed("butter", "1 small spoon"),
        ExampleNeed("strawberry", "1 handful", words="Berries"),
        ExampleNeed("bowl"),
        ExampleNeed("fork"),
        ExampleNeed("frying_pan"),
        ExampleNeed("spatula"),
    ),
    reminders=(Reminder.WASH_HANDS, Reminder.HOT, Reminder.ALLERGIES),
)

RECIPES = (TOMATO_SOUP, CHEESE_ON_TOAST, FRUIT_SALAD, BANANA_PANCAKES)
