"""Addresses of pages, each made here. They are printed on paper and kept in messages, so they outlive releases.

Ids are those of rows, a photo's is its key.
"""


def board(board_id: str) -> str:
    """A board."""
    return f"/boards/{board_id}"


def recipe(recipe_id: str) -> str:
    """A recipe."""
    return f"/recipes/{recipe_id}"


def step(step_id: str) -> str:
    """A step of a recipe."""
    return f"/steps/{step_id}"


def need(recipe_id: str, need_id: str) -> str:
    """Something that a recipe needs."""
    return f"{recipe(recipe_id)}/needs/{need_id}"


def photo(key: str | None) -> str:
    """A photo, as a worker looks at it. Below it stand the pages of whoever took it, or is in it."""
    return f"/photos/{key}"


def in_photo(key: str, person_id: str) -> str:
    """Somebody in a photo."""
    return f"{photo(key)}/people/{person_id}"


def person(person_id: str) -> str:
    """Somebody of the group."""
    return f"/people/{person_id}"


def link(link_id: str) -> str:
    """A link, as a worker looks at it."""
    return f"/links/{link_id}"


def tablet(tablet_id: str) -> str:
    """A tablet of the group."""
    return f"/tablets/{tablet_id}"


def shared(key: str) -> str:
    """What a link with this key shows a family."""
    return f"/s/{key}"


def shared_recipe(key: str, recipe_id: str) -> str:
    """A recipe under a link."""
    return f"{shared(key)}/recipes/{recipe_id}"


def is_shared(path: str) -> bool:
    """Whether an address lies under a link: a family's page, not the group's."""
    return path.startswith("/s/")
