"""Saying thank you: the page on which a family does it, and what the group sees of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from app import addresses, words
from app.pages.parts.cards import title_of, title_shown
from app.pages.parts.family import Notice, SharedPage
from app.pages.parts.frame import Crumb, Told
from app.pages.parts.shot import Shot
from boards.heart import Heart
from boards.recipe import Recipe
from boards.shown import Shared, ShownRecipe

MOST_SHOWN = 10
"""Most kind words on the page of a recipe: the newest."""

SENT = {"heart": words.HEART_SENT, "words": words.HEART_WORDS_SENT}
"""What to say after something was sent. A family has no notes: an address chooses between these, and says no more."""


@dataclass(frozen=True, kw_only=True)
class SayThankYouPage(SharedPage):
    """One heart at a tap, or a few kind words. `sent` says that something is on its way."""

    template: ClassVar[str] = "shared/hearts.html"
    asks: ClassVar[tuple[str, ...]] = ("words",)
    trail: tuple[Crumb, ...]
    about: str
    shot: Shot | None
    action: str
    words: str = ""
    sent: Told | None

    @classmethod
    def of(
        cls,
        recipe: ShownRecipe,
        shown: Shared,
        key: str,
        *,
        sent: str = "",
    ) -> "SayThankYouPage":
        """The page for a recipe of a link: empty, or after something was sent."""
        title, address = title_shown(recipe), addresses.shared_recipe(key, recipe.id)
        return cls(
            heading=words.HEART_SEND,
            tab=words.SHARED_TITLE_RECIPE,
            notice=Notice.of(shown),
            trail=(Crumb(title, address),),
            about=words.HEART_FOR.format(title=title),
            shot=Shot.of(recipe.cover, under=addresses.shared(key)),
            action=f"{address}/hearts",
            sent=Told(SENT[sent]) if sent in SENT else None,
        )


@dataclass(frozen=True)
class KindWords:
    """Words that came with a heart, and from whom. Where they can be kept back or shown, `hide` and `show` say how."""

    says: str
    sender: str
    whose: str
    about: str
    show: str
    hide: str

    @classmethod
    def of(cls, heart: Heart, about: str = "") -> "KindWords":
        """The words of a heart for a recipe."""
        return cls(
            heart.words,
            words.HEART_FROM.format(name=heart.sender),
            words.HEART_WORDS_OF.format(name=heart.sender),
            about,
            f"/hearts/{heart.id}/show",
            f"/hearts/{heart.id}/hide",
        )

    @classmethod
    def waiting(cls, hearts: Sequence[Heart], recipes: Mapping[str, Recipe]) -> "tuple[KindWords, ...]":
        """The words that a worker reads first."""
        return tuple(
            cls.of(heart, words.HEART_FOR.format(title=title_of(recipes[heart.recipe_id]))) for heart in hearts
        )


@dataclass(frozen=True)
class Thanks:
    """The hearts of a recipe: how many, and the words that the group may see."""

    count: str
    words: tuple[KindWords, ...]

    @classmethod
    def of(cls, hearts: Sequence[Heart]) -> "Thanks | None":
        """The thanks for a recipe, if there are any."""
        if not hearts:
            return None
        shown = [KindWords.of(heart) for heart in hearts if heart.says]
        return cls(words.counted(len(hearts), words.HEARTS_ONE, words.HEARTS), tuple(shown[:MOST_SHOWN]))
