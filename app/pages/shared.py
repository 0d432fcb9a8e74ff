"""What a family sees. Made from what the link shows, and from nothing else."""

from dataclasses import dataclass
from typing import ClassVar

from app import addresses, words
from app.pages.parts.cards import RecipeCard, title_shown
from app.pages.parts.family import FamilyPage, Notice, SharedPage
from app.pages.parts.frame import Crumb
from app.pages.parts.keep import KeepablePage, Keeping
from app.pages.parts.machine_recipe import Said, machine_recipe
from app.pages.parts.needs import YouNeed
from app.pages.parts.preview import Preview
from app.pages.parts.shot import Shot, on_screen
from app.pages.parts.steps import StepCard, step_cards
from boards.shown import Shared, ShownRecipe


@dataclass(frozen=True, kw_only=True)
class SharedBoardPage(SharedPage):
    """A board's recipes, as cards or as a list."""

    template: ClassVar[str] = "shared/board.html"
    address: str
    cards: tuple[RecipeCard, ...]
    as_list: bool

    @classmethod
    def of(cls, shown: Shared, key: str, *, as_list: bool, preview: Preview | None) -> "SharedBoardPage":
        """The page of a link to a board."""
        return cls(
            heading=shown.board or "",
            tab=words.SHARED_TITLE_BOARD,
            notice=Notice.of(shown),
            address=addresses.shared(key),
            cards=tuple(_card(recipe, key) for recipe in shown.recipes),
            as_list=as_list,
            preview=preview,
        )


@dataclass(frozen=True, kw_only=True)
class SharedRecipePage(SharedPage, KeepablePage):
    """What a recipe needs, and its steps. The trail leads to its board, if the link is to one."""

    template: ClassVar[str] = "shared/recipe.html"
    trail: tuple[Crumb, ...]
    address: str
    thank: str
    needs: YouNeed
    steps: tuple[StepCard, ...]
    following: RecipeCard | None
    for_machines: Said

    @classmethod
    def of(
        cls, recipe: ShownRecipe, shown: Shared, key: str, *, origin: str, preview: Preview | None
    ) -> "SharedRecipePage":
        """The page of one recipe of a link, whose whole address begins with `origin`."""
        place = shown.recipes.index(recipe)
        following = shown.recipes[place + 1 : place + 2]
        shows = on_screen(addresses.shared(key))
        return cls(
            heading=title_shown(recipe),
            tab=words.SHARED_TITLE_RECIPE,
            notice=Notice.of(shown),
            trail=(Crumb(words.SHARED_BACK, addresses.shared(key)),) if shown.board is not None else (),
            address=addresses.shared_recipe(key, recipe.id),
            thank=f"{addresses.shared_recipe(key, recipe.id)}/hearts",
            needs=YouNeed.of(recipe, shows),
            steps=step_cards(recipe.steps, shows),
            following=_card(following[0], key) if following else None,
            keep=Keeping.shared(recipe, shown, key),
            for_machines=machine_recipe(
                recipe,
                shown.group,
                page=f"{origin}{addresses.shared_recipe(key, recipe.id)}",
                photo=lambda picture: f"{origin}{addresses.shared(key)}/photos/{picture.key}/full",
            ),
            preview=preview,
        )


@dataclass(frozen=True, kw_only=True)
class WordPage(FamilyPage):
    """Asks for the word of a link. It names nobody: whoever looks hasn't said it."""

    template: ClassVar[str] = "shared/word.html"
    heading: str = words.WORD
    tab: str = words.SHARED_TITLE_BOARD
    action: str

    @classmethod
    def of(cls, key: str) -> "WordPage":
        """The page of the link with a key."""
        return cls(action=f"{addresses.shared(key)}/word")


def _card(recipe: ShownRecipe, key: str) -> RecipeCard:
    shot = Shot.of(recipe.cover, under=addresses.shared(key))
    href = addresses.shared_recipe(key, recipe.id)
    title = title_shown(recipe)
    return RecipeCard(f"recipe-{recipe.id}", href, title, words.steps(len(recipe.steps)), shot)
