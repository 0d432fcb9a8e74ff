"""What is packed into one file: pages that open without a server, beside their photos."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

from app.pages.parts.frame import Page
from app.pages.parts.shot import Shot
from app.pantry.drawings import drawing_for
from app.pantry.items import NOTHING
from boards.photo import Picture
from boards.shown import ShownNeed, ShownRecipe

FIRST = "index.html"


@dataclass(frozen=True)
class File:
    """A file that was packed: its length in bytes, and its SHA-256 in hexadecimal digits."""

    length: int
    hash: str


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """What may leave the group with whoever takes it, and nothing else."""

    named: ClassVar[str]
    """The name of the file that it becomes. It names nobody: it stands in folders and lists of downloads."""

    recipes: tuple[ShownRecipe, ...]

    @property
    def pictures(self) -> Iterator[Picture]:
        """Every photo in it, some of them more than once."""
        for recipe in self.recipes:
            yield from recipe.pictures

    @property
    def photos(self) -> dict[str, str]:
        """The files of all photos in it, by their keys."""
        return {picture.key: file_of(picture) for picture in self.pictures}

    @property
    def drawings(self) -> set[str]:
        """The drawings that stand in it for what has no photo."""
        return {drawing_for(need.symbol, NOTHING) for need in self._needs() if need.picture is None}

    @property
    def pages(self) -> Iterator[tuple[str, Page]]:
        """Its pages, by the names of their files."""
        raise NotImplementedError

    def listing(self, _files: Mapping[str, File]) -> tuple[str, dict[str, Any]] | None:
        """What a program reads of it, with the name of that file, for the files that were packed. None for nothing."""
        return None

    def without(self, keys: Collection[str]) -> Self:
        """The same without some photos, whose files are missing."""
        return replace(self, recipes=tuple(recipe.without(keys) for recipe in self.recipes))

    def files(self) -> Iterator[tuple[str, ShownRecipe]]:
        """The recipes, by the names of the files of their pages."""
        for number, recipe in enumerate(self.recipes, start=1):
            yield f"recipe-{number}.html", recipe

    def _needs(self) -> Iterator[ShownNeed]:
        for recipe in self.recipes:
            yield from recipe.needs


def beside(picture: Picture | None, alt: str) -> Shot | None:
    """A picture that lies beside the pages, in one size. None where there is none to see."""
    return seen_beside(picture, alt) if picture else None


def seen_beside(picture: Picture, alt: str) -> Shot:
    """The same for a picture that is there. Who has the file may print it."""
    return Shot("", file_of(picture), picture.width, picture.height, picture.tone, alt)


def file_of(picture: Picture) -> str:
    """The name of a photo's file in it."""
    return f"photos/{picture.key}.jpg"
