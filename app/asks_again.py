"""A form that is refused is the form that was opened: with what was typed, and what is wrong with it in words."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial, wraps
from inspect import signature
from typing import Any, NoReturn

from starlette.responses import Response

from app import words
from app.door.form import Form
from app.pages.parts.frame import Errors, Page
from boards.attempt import TooOften
from boards.database import Db, db_of
from boards.person import Person
from boards.problems import Conflict, NotAllowed, NotFound, Problem, SaidMeanwhile, Several, ToldMeanwhile

Route = Callable[..., Response]


class AskAgain(Exception):  # noqa: N818 - it is what the page does
    """The form's page once more, with what was typed and what is wrong with it."""

    def __init__(self, page: Page, status: int = 422) -> None:
        super().__init__()
        self.page = page
        self.status = status


def asks_again(show: Route) -> Callable[[Route], Route]:
    """Let a route's problem with its form be shown on the form's own page, with what was typed.

    `show` is the route that answers with that page. It is given what it asks for, as it is where its own address is
    asked for; what may stand in that address, as `?board=`, is taken from the form.
    """

    def around(route: Route) -> Route:
        theirs, ours = signature(show).parameters, signature(route).parameters
        besides = [each for name, each in theirs.items() if name not in {*ours, "page"} and each.default is each.empty]

        @wraps(route)
        def asking(**given: Any) -> Response:
            try:
                return route(**{name: given[name] for name in ours})
            except (NotFound, NotAllowed, Conflict):
                raise
            except Problem as problem:
                _db_of(given).rollback()
                form: Form = given.get("form", Form())
                ask = _ask
                if isinstance(problem, ToldMeanwhile):
                    ask = partial(_ask_beside, _name_of(_db_of(given), problem.by_id))
                said = {**form.fields, **given, "page": partial(ask, form, problem)}
                show(**{name: said[name] for name in theirs if name in said})
                raise  # that wasn't its page

        all_of_it = [each.replace(kind=each.KEYWORD_ONLY) for each in (*ours.values(), *besides)]
        asking.__signature__ = signature(route).replace(parameters=all_of_it)  # type: ignore[attr-defined]
        asking.asks_on = show  # type: ignore[attr-defined]
        return asking

    return around


def _ask(form: Form, problem: Problem, page: Page) -> NoReturn:
    raise AskAgain(page.with_typed(form.typed, errors_of(problem)), status_of(problem)) from None


def _ask_beside(name: str, _form: Form, told: ToldMeanwhile, page: Page) -> NoReturn:
    says = words.PROBLEMS[told.code].format(name=name)
    raise AskAgain(page.with_theirs(told.mine, told.theirs, says), status_of(told)) from None


def _name_of(db: Db, person_id: str | None) -> str:
    person = db.get(Person, person_id) if person_id else None
    return person.name if person and person.name else words.SOMEBODY


def errors_of(problem: Problem) -> Errors:
    """What is wrong, in words, by the field that it is about."""
    problems = problem.problems if isinstance(problem, Several) else (problem,)
    return Errors({one.field or "": sentence(one) for one in problems})


def sentence(problem: Problem) -> str:
    """A problem in words. An empty field is named by what belongs in it."""
    if problem.code == "empty":
        return words.NEEDED[problem.field or ""]
    return words.PROBLEMS[problem.code].format(**{blank: _in_words(about) for blank, about in problem.about.items()})


def _in_words(about: object) -> object:
    return words.lasting(about) if isinstance(about, timedelta) else about


def status_of(problem: Problem) -> int:
    """The status that tells a program what is wrong with a form."""
    return 429 if isinstance(problem, TooOften) else 409 if isinstance(problem, SaidMeanwhile | ToldMeanwhile) else 422


def _db_of(given: Any) -> Db:
    db: Db = given["db"] if "db" in given else db_of(given["me"])
    return db
