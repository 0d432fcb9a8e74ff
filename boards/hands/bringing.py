"""Recipes that a worker brings in from elsewhere. Nothing that was said of their photos there comes with them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from boards.board import Board
from boards.database import now
from boards.hands import Hands
from boards.hands.boards import Boards
from boards.hands.recipes import Recipes
from boards.need import Kind
from boards.photo import Photo, Picture
from boards.recipe import Recipe, Reminder
from boards.record import Did
from boards.right import Right


@dataclass(frozen=True)
class BroughtStep:
    """A step: the name of its photo in the file, if that came along, and what was said of it."""

    photo: str | None
    words: str = ""
    careful: str = ""
    timer: int | None = None


@dataclass(frozen=True)
class BroughtNeed:
    """Something that is needed, with the name of its photo in the file, or of a drawing."""

    words: str
    amount: str = ""
    symbol: str = ""
    photo: str | None = None


@dataclass(frozen=True)
class BroughtRecipe:
    """A recipe. `cover` is the name of the photo that stands for it."""

    title: str
    steps: tuple[BroughtStep, ...]
    cover: str | None = None
    reminders: tuple[Reminder, ...] = ()
    ingredients: tuple[BroughtNeed, ...] = ()
    tools: tuple[BroughtNeed, ...] = ()

    @property
    def photos(self) -> tuple[str, ...]:
        """The names of its photos, as often as each is shown."""
        all_of_it: tuple[BroughtStep | BroughtNeed, ...] = (*self.steps, *self.ingredients, *self.tools)
        return tuple(one.photo for one in all_of_it if one.photo)


@dataclass(frozen=True)
class BroughtBoard:
    """A board with the numbers of its recipes, in order and counted from 0."""

    title: str
    recipes: tuple[int, ...]


@dataclass(frozen=True)
class Parcel:
    """What a file would make, as values that keep to our bounds."""

    boards: tuple[BroughtBoard, ...]
    recipes: tuple[BroughtRecipe, ...]
    are_photos: bool = False
    """Whether it is photos alone: one recipe, whose steps stand in the order in which they were taken."""

    def in_order(self, names: Sequence[str]) -> "Parcel":
        """The same for photos alone, with those that could be read, in order."""
        return replace(self, recipes=(BroughtRecipe("", tuple(BroughtStep(name) for name in names)),))

    @property
    def photos(self) -> tuple[str, ...]:
        """The names of the photos in it, as often as each is shown."""
        return tuple(name for recipe in self.recipes for name in recipe.photos)


Pictures = Mapping[str, list[Picture]]
"""The pictures that were taken in, by the names of their photos: one for each time that it is shown. Each is taken out
by what shows it.
"""


@dataclass(frozen=True)
class Brought:
    """What was made."""

    recipes: list[Recipe]
    boards: list[Board]


class Bringing(Hands):
    """What comes from elsewhere, in the hands of a worker."""

    right = Right.ARRANGE

    def bring(self, parcel: Parcel, pictures: Pictures) -> Brought:
        """Make what is in a parcel. Nothing is finished: a worker looks at the photos first, and finishes it."""
        self.me.must(Right.ARRANGE)
        made = dict(reversed(list(self._recipes(parcel, pictures))))
        recipes = [made[number] for number in range(len(parcel.recipes))]
        boards = []
        for said in parcel.boards:
            board = Boards(self.me).make(said.title)
            for number in said.recipes:
                board.pin(recipes[number])
            self.db.flush()
            boards.append(board)
        self.me.did(Did.BROUGHT_IN)
        return Brought(recipes, boards)

    def throw_away(self, recipes: Collection[str], boards: Collection[str]) -> None:
        """Put what was just brought into the bin, by the ids."""
        self.me.must(Right.ARRANGE)
        for recipe_id in recipes:
            Recipes(self.me).bin(self.me.recipe(recipe_id))
        for board_id in boards:
            Boards(self.me).bin(self.me.board(board_id))

    def _recipes(self, parcel: Parcel, pictures: Pictures) -> Iterator[tuple[int, Recipe]]:
        """The last first: it is the oldest, and a group's recipes stand with the newest first."""
        began = now()
        for number, said in reversed(list(enumerate(parcel.recipes))):
            recipe = Recipes(self.me).make(said.title)
            recipe.made_at = began - timedelta(microseconds=number)
            self._fill(recipe, said, pictures)
            self.db.flush()
            yield number, recipe

    def _fill(self, recipe: Recipe, said: BroughtRecipe, pictures: Pictures) -> None:
        cover = None
        for one in said.steps:
            step = recipe.add_brought_step(_taken(pictures, one.photo), by_id=self.me.id)
            step.words, step.careful, step.timer = one.words, one.careful, one.timer
            cover = step if one.photo and one.photo == said.cover else cover
        if cover is not recipe.cover:
            recipe.choose_cover(cover)
        recipe.remind(said.reminders)
        for kind, those in ((Kind.INGREDIENT, said.ingredients), (Kind.TOOL, said.tools)):
            for thing in those:
                need = recipe.add_need(kind, thing.words, amount=thing.amount)
                picture = _taken(pictures, thing.photo)
                group, me = recipe.group_id, self.me.id
                need.show(thing.symbol, Photo.brought(picture, group_id=group, by_id=me) if picture else None)


def _taken(pictures: Pictures, name: str | None) -> Picture | None:
    left = pictures.get(name or "")
    return left.pop() if left else None
