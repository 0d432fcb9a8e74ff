"""A recipe for recipe apps: what is shown of it outside, as schema.org has it. https://schema.org/Recipe"""

from collections.abc import Callable, Iterator

from app import words
from app.pages.parts.cards import title_shown
from boards.photo import Picture
from boards.shown import ShownNeed, ShownRecipe, ShownStep

Said = dict[str, object]
"""An object of schema.org, to be written as JSON."""


def machine_recipe(recipe: ShownRecipe, group: str, *, page: str, photo: Callable[[Picture], str]) -> Said:
    """A recipe that is shown outside, made by a group. `page` is where its page is, and `photo` gives where a photo is.

    A photo that isn't shown isn't in it. `totalTime` is what its timers take together, in minutes.
    """
    minutes = sum(step.timer or 0 for step in recipe.steps)
    said: Said = {
        "@context": "https://schema.org",
        "@type": "Recipe",
        "name": title_shown(recipe),
        "url": page,
        "author": {"@type": "Organization", "name": group},
        "datePublished": recipe.made_on.date().isoformat(),
        "inLanguage": "en-GB",
        "recipeIngredient": [_line(need) for need in recipe.ingredients],
        "tool": [{"@type": "HowToTool", "name": _line(need)} for need in recipe.tools],
        "recipeInstructions": [_step(step, number, page, photo) for number, step in enumerate(recipe.steps, start=1)],
    }
    return said | dict(_image(recipe.cover, photo)) | ({"totalTime": f"PT{minutes}M"} if minutes else {})


def _step(step: ShownStep, number: int, page: str, photo: Callable[[Picture], str]) -> Said:
    text = step.words or words.STEP_NUMBER.format(number=number)
    if step.careful:
        # Whoever is read nothing but this is warned too.
        text = f"{text}\n{words.CAREFUL} {step.careful}"
    said: Said = {"@type": "HowToStep", "text": text, "url": f"{page}#step-{number}"}
    return said | dict(_image(step.picture, photo))


def _image(picture: Picture | None, photo: Callable[[Picture], str]) -> Iterator[tuple[str, str]]:
    if picture:
        yield "image", photo(picture)


def _line(need: ShownNeed) -> str:
    return f"{need.amount} {need.words}".strip()
