"""Keeping a recipe on somebody's own device, for when there is no signal."""

from dataclasses import dataclass

from app import addresses
from app.pages.parts.frame import Page
from boards.recipe import Recipe
from boards.shown import Shared, ShownRecipe


@dataclass(frozen=True)
class Keeping:
    """What is kept of a recipe: the addresses of its page and of its cooking, and `also`, where the page stands too.

    `until` is the last day of a link, after which a device lets go of it by itself.
    """

    page: str
    cook: str
    also: str = ""
    until: str = ""

    @classmethod
    def of(cls, recipe: Recipe) -> "Keeping":
        """A recipe of the group, on the device of somebody who is signed in."""
        return cls(addresses.recipe(recipe.id), f"{addresses.recipe(recipe.id)}/cook")

    @classmethod
    def shared(cls, recipe: ShownRecipe, shown: Shared, key: str) -> "Keeping":
        """A recipe that a link shows. A link to one recipe shows it at its own address too."""
        page = addresses.shared_recipe(key, recipe.id)
        return cls(page, f"{page}/cook", addresses.shared(key) if shown.board is None else "", shown.ends.isoformat())


@dataclass(frozen=True, kw_only=True)
class KeepablePage(Page):
    """A page of what can be kept. A device that others use too keeps nothing."""

    keep: Keeping | None = None
