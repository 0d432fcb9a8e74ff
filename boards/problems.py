"""What the domain refuses. Codes, not sentences: the sentences stand in the catalogue of the web."""

from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import Any


class Problem(Exception):  # noqa: N818 - "problem" is the word that people see
    """Something that a person asked for and can't have.

    `code` names the sentence in the catalogue, `field` the part of the form that it is about,
    and `about` fills the sentence's blanks.
    """

    def __init__(self, code: str, field: str | None = None, **about: object) -> None:
        super().__init__(code)
        self.code = code
        self.field = field
        self.about = about


class Several(Problem):
    """More than one thing is wrong with what was typed."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("several")
        flat = (one.problems if isinstance(one, Several) else (one,) for one in problems)
        self.problems: tuple[Problem, ...] = tuple(chain.from_iterable(flat))


def together(**checks: Callable[[], Any]) -> dict[str, Any]:
    """What each check gives, by its name. Raises Several with everything that is wrong, and not only the first."""
    given, problems = {}, []
    for name, check in checks.items():
        try:
            given[name] = check()
        except Problem as problem:
            problems.append(problem)
    if problems:
        raise Several(problems)
    return given


class NotFound(Problem):
    """It isn't there, or it isn't yours: the two are never told apart."""

    def __init__(self) -> None:
        super().__init__("not_found")


class NotAllowed(Problem):
    """It is there, and this person's role may not do this."""

    def __init__(self) -> None:
        super().__init__("not_allowed")


class Conflict(Problem):
    """Somebody else changed it first."""


class SaidMeanwhile(Problem):
    """What somebody decided rests on what no longer holds: somebody has said something about the photo since."""

    def __init__(self) -> None:
        super().__init__("said_meanwhile")


class ToldMeanwhile(Problem):
    """Somebody else has typed other words over the same ones since a form was opened.

    `mine` are the words of every field as whoever is told this would have them; `theirs` those that stand there now,
    of the fields that both changed. `by_id` is who typed them, if anybody knows.
    """

    def __init__(self, by_id: str | None, *, mine: Mapping[str, str], theirs: Mapping[str, str]) -> None:
        super().__init__("told_meanwhile")
        self.by_id = by_id
        self.mine = mine
        self.theirs = theirs
