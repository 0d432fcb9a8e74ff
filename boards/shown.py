"""What is shown of a board or a recipe to somebody now. It is answered here, and nowhere else.

Every medium carries these values whole: the group's pages and a family's, cooking, paper, booklets, recipe apps and the
copy to take away. A new field of a step or a need stands here, and in the templates that show it. Whether a photo may
be seen at all is asked of the photo.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Self, TypeVar

from boards.board import Board
from boards.group import Group, Previews
from boards.need import Kind, Need
from boards.permission import Viewer
from boards.photo import Picture
from boards.problems import NotFound
from boards.recipe import Recipe, Reminder, Step


@dataclass(frozen=True)
class ShownNeed:
    """Something that is needed. Without a picture, the drawing `symbol` stands for it; both may be missing."""

    words: str
    amount: str
    symbol: str
    picture: Picture | None


@dataclass(frozen=True)
class ShownStep:
    """A step as somebody sees it. Without a picture, somebody in it hasn't agreed that they do.

    `careful` says what to be careful of; `timer` is in minutes.
    """

    picture: Picture | None
    words: str
    careful: str = ""
    timer: int | None = None

    @property
    def says_something(self) -> bool:
        """Whether there is anything to read or to listen to."""
        return bool(self.words or self.careful or self.timer)


Pictured = TypeVar("Pictured", ShownNeed, ShownStep)


@dataclass(frozen=True)
class ShownRecipe:
    """A recipe as somebody sees it. `title` is empty when it has none; `number` and `made_on` then name it.

    `food` is the picture nearest to the dish in which nobody is: it stands in previews.
    """

    id: str
    title: str
    number: int
    made_on: datetime
    cover: Picture | None
    steps: tuple[ShownStep, ...]
    ingredients: tuple[ShownNeed, ...] = ()
    tools: tuple[ShownNeed, ...] = ()
    reminders: tuple[Reminder, ...] = ()
    food: Picture | None = None

    @property
    def needs(self) -> tuple[ShownNeed, ...]:
        """All that it needs."""
        return (*self.ingredients, *self.tools)

    @property
    def pictures(self) -> list[Picture]:
        """Every photo that is shown of it."""
        all_of_it: tuple[ShownStep | ShownNeed, ...] = (*self.steps, *self.needs)
        return [one.picture for one in all_of_it if one.picture]

    def without(self, keys: Collection[str]) -> Self:
        """The same without some photos, by their keys: the cover is then the last that is left."""

        def left(one: Pictured) -> Pictured:
            return replace(one, picture=None) if one.picture and one.picture.key in keys else one

        steps = tuple(left(step) for step in self.steps)
        last = next((step.picture for step in reversed(steps) if step.picture), None)
        return replace(
            self,
            cover=last if self.cover and self.cover.key in keys else self.cover,
            steps=steps,
            ingredients=tuple(left(need) for need in self.ingredients),
            tools=tuple(left(need) for need in self.tools),
            food=None if self.food and self.food.key in keys else self.food,
        )


@dataclass(frozen=True)
class Shown:
    """Everything that somebody sees now, and nothing else. `board` is the board's title, if it is one."""

    group: str
    board: str | None
    recipes: tuple[ShownRecipe, ...]

    def recipe(self, recipe_id: str) -> ShownRecipe:
        """One of the recipes that it shows. Raises NotFound for any other."""
        for recipe in self.recipes:
            if recipe.id == recipe_id:
                return recipe
        raise NotFound

    def only(self, recipe_id: str) -> Self:
        """The same with one of its recipes alone. Raises NotFound for any other."""
        return replace(self, board=None, recipes=(self.recipe(recipe_id),))

    def shows_photo(self, key: str) -> bool:
        """Whether a photo is on one of its pages."""
        return any(picture.key == key for recipe in self.recipes for picture in recipe.pictures)


@dataclass(frozen=True)
class Shared(Shown):
    """Everything that a link shows now. Each family page is made from this alone."""

    ends: date
    previews: Previews = Previews.NOTHING

    @property
    def food(self) -> Picture | None:
        """The photo that stands for it in a chat: of the first recipe that has one in which nobody is, if any does."""
        if self.previews != Previews.FOOD:
            return None
        return next((recipe.food for recipe in self.recipes if recipe.food), None)


def recipes_of(what: Board | Recipe) -> list[Recipe]:
    """The recipes that a board or a recipe shows."""
    return what.recipes if isinstance(what, Board) else [what]


def shown_to(viewer: Viewer, what: Board | Recipe, group: Group) -> Shown:
    """What somebody sees of a board or a recipe now."""
    board = what.title if isinstance(what, Board) else None
    recipes = (recipe for recipe in recipes_of(what) if recipe.is_shown_to(viewer))
    return Shown(group.name, board, tuple(shown_recipe(recipe, viewer) for recipe in recipes))


def shown_recipe(recipe: Recipe, viewer: Viewer) -> ShownRecipe:
    """What somebody sees of a recipe now."""
    return ShownRecipe(
        recipe.id,
        recipe.title,
        recipe.number,
        recipe.made_at,
        recipe.cover_for(viewer),
        tuple(shown_step(step, viewer) for step in recipe.steps_for(viewer)),
        tuple(shown_need(need, viewer) for need in recipe.needs_of(Kind.INGREDIENT)),
        tuple(shown_need(need, viewer) for need in recipe.needs_of(Kind.TOOL)),
        tuple(Reminder(one) for one in recipe.reminders),
        recipe.food_for(viewer),
    )


def shown_step(step: Step, viewer: Viewer) -> ShownStep:
    """What somebody sees of a step now."""
    return ShownStep(step.photo.picture_for(viewer), step.words, step.careful, step.timer)


def shown_need(need: Need, viewer: Viewer) -> ShownNeed:
    """What somebody sees now of something that a recipe needs."""
    return ShownNeed(need.words, need.amount, need.symbol, need.picture_for(viewer))
