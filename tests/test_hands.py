"""What somebody changes goes through their hands, which ask the one table of rights."""

import ast
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from boards.hands import Hands

ROOT = Path(__file__).parent.parent

Function = ast.FunctionDef | ast.AsyncFunctionDef

ROOMS = ("app/given", "app/routes", "app/pages", "app/photos", "app/copy", "app/done.py")
"""Where somebody is known, and does something with what they hold."""

WITHOUT_HANDS = {
    "app/done.py": {"Note.tell", "Arrival.note"},  # it says what was done
    "app/copy/packing.py": {"file.tell", "file.close"},
    "app/photos/uploads.py": {"Photo.find(db, key).note_checksums"},  # of files
    "app/routes/invitations.py": {"invitation.use"},  # who holds a key isn't known before it is used
    "app/routes/hearts.py": {"send_heart"},  # a family
    # The first start, and signing in: there is nobody yet whose hands they would be.
    "app/routes/signin.py": {
        *("Person.first", "worker.did", "db.add", "db.delete"),
        *("Passkey.ask_any", "Passkey.signing_in", "count_question"),
    },
}
"""What is done by somebody who isn't known yet, or to nothing that anybody holds."""

IN_PLACE = {"append", "remove", "insert", "clear", "extend"}

ON_ROWS = {"add", "add_all", "delete", "merge"}

OURS = {"self", "cls", "response", "request", "sending", "saved"}
"""What a room may change itself: its own things, and the answer that it gives."""


def domain() -> list[Path]:
    """The files of the nouns, and of hands."""
    return sorted({*(ROOT / "boards").glob("*.py"), *(ROOT / "boards" / "hands").glob("*.py")})


def parsed(file: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(file.read_text("utf-8"))


def calls(function: ast.AST) -> Iterator[tuple[str, str]]:
    """What is called in a function: on what, and the name; on nothing where it is a function."""
    for node in ast.walk(function):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield ast.unparse(node.func.value), node.func.attr
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield "", node.func.id


def assigned(function: ast.AST) -> Iterator[str]:
    """On what attributes are assigned in a function."""
    for node in ast.walk(function):
        targets = node.targets if isinstance(node, ast.Assign) else []
        targets = [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else targets
        yield from (
            ast.unparse(part.value)
            for target in targets
            for part in ast.walk(target)
            if isinstance(part, ast.Attribute) and isinstance(part.ctx, ast.Store)
        )


def changes_itself(function: Function) -> bool:
    """Whether a function of the domain changes something with its own lines."""
    return any(assigned(function)) or any(
        name in ("delete", "update", "insert", "setattr")
        if not on
        else (name in IN_PLACE and "." in on) or (name in ON_ROWS and on.removeprefix("self.").startswith("db"))
        for on, name in calls(function)
    )


@dataclass(frozen=True)
class Domain:
    """What changes something in the domain, by its name: methods of nouns, those of their classes, and functions."""

    nouns: frozenset[str]
    methods: frozenset[str]
    of_classes: frozenset[str]
    functions: frozenset[str]

    def changes(self, on: str, name: str) -> bool:
        """Whether a call may change something, for all that its name says."""
        return name in self.methods or f"{on}.{name}" in self.of_classes if on else name in self.functions

    @classmethod
    def read(cls) -> "Domain":
        """Read it from the code, so that a new verb of a noun counts at once."""
        known: dict[tuple[str, str], Function] = {}
        nouns, modules = set(), {file.stem for file in domain()}
        for file in domain():
            for node in parsed(file).body:
                if isinstance(node, ast.FunctionDef):
                    known["", node.name] = node
                elif isinstance(node, ast.ClassDef) and any(word.arg == "table" for word in node.keywords):
                    nouns.add(node.name)
                    known |= {(node.name, one.name): one for one in node.body if is_method(one)}
        found = {name for name, function in known.items() if changes_itself(function)}
        inside = {"self", "cls", *nouns, *modules}
        while more := {
            key
            for key, function in known.items()
            if key not in found and any(reaches(on, name, inside, found) for on, name in calls(function))
        }:
            found |= more
        public = {key for key in found if not key[1].startswith("_")}
        of_classes = {key for key in public if is_of_class(known[key])}
        return cls(
            frozenset(nouns),
            frozenset(name for noun, name in public - of_classes if noun),
            frozenset(f"{noun}.{name}" for noun, name in of_classes),
            frozenset(name for noun, name in public if not noun),
        )


def is_method(node: ast.stmt) -> bool:
    """Whether a line of a class is a method that is called."""
    if not isinstance(node, ast.FunctionDef):
        return False
    return not any(ast.unparse(mark) == "property" for mark in node.decorator_list)


def is_of_class(function: Function) -> bool:
    """Whether a method is called on its class."""
    return any(ast.unparse(mark) == "classmethod" for mark in function.decorator_list)


def reaches(on: str, name: str, inside: set[str], found: set[tuple[str, str]]) -> bool:
    """Whether a call reaches something that is known to change something."""
    if not on:
        return ("", name) in found
    return on in inside and any(name == one for _, one in found)


DOMAIN = Domain.read()

HANDS = {
    node.name: node
    for file in domain()
    for node in parsed(file).body
    if isinstance(node, ast.ClassDef) and any(ast.unparse(base) == "Hands" for base in node.bases)
}


def is_no_noun(on: str, given: dict[str, Any]) -> bool:
    """Whether something is called on hands, made on the spot or given, or on what is known to be no noun."""
    expression = ast.parse(on, mode="eval").body
    is_part = isinstance(expression, ast.Attribute) and on != "review.hearts"
    while isinstance(expression, ast.Attribute):
        expression = expression.value
    root = ast.unparse(expression.func if isinstance(expression, ast.Call) else expression)
    kind: Any = given.get(root)
    kind = getattr(kind, "__origin__", kind)
    if not isinstance(kind, type):
        return root in OURS
    return kind.__name__ not in DOMAIN.nouns and not (is_part and issubclass(kind, Hands))


def functions_of(module: ast.Module) -> Iterator[Function]:
    """The functions of a module and the methods of its classes."""
    for node in module.body:
        if isinstance(node, Function):
            yield node
        elif isinstance(node, ast.ClassDef):
            yield from (one for one in node.body if isinstance(one, Function))


def round_them(file: Path, names: dict[str, Any]) -> dict[str, str]:
    """What is changed in a file of the web without hands, and in which function. `names` are those that it knows."""
    found = {}
    for function in functions_of(parsed(file)):
        given = names | {
            one.arg: names.get(ast.unparse(one.annotation)) for one in function.args.args if one.annotation
        }
        called = [
            f"{on}.{name}" if on else name
            for on, name in calls(function)
            if (name in ON_ROWS and on == "db")
            or (DOMAIN.changes(on, name) and (on in DOMAIN.nouns or not on or not is_no_noun(on, given)))
        ]
        changed = [f"{on}.… =" for on in assigned(function) if on.split(".")[0] not in OURS]
        found |= dict.fromkeys((*called, *changed), function.name)
    return found


def files() -> list[Path]:
    """The files of the rooms in which somebody is known."""
    found = [file for room in ROOMS for file in ((ROOT / room).rglob("*.py") if "." not in room else [ROOT / room])]
    return sorted(found)


@pytest.mark.parametrize("file", files(), ids=lambda file: str(file.relative_to(ROOT)))
def test_nothing_is_changed_without_hands(file: Path) -> None:
    module = importlib.import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
    found = round_them(file, vars(module))
    allowed = WITHOUT_HANDS.get(str(file.relative_to(ROOT)), set())
    assert {what: where for what, where in found.items() if what not in allowed} == {}
    assert allowed - set(found) == set(), "it isn't done any more"


def test_the_verbs_of_the_nouns_are_known() -> None:
    assert {"Recipe", "Step", "Need", "Board", "Photo", "Link"} <= DOMAIN.nouns
    assert {
        "finish",
        "add_steps",
        "bin",
        "put_back",
        "pin",
        "unpin",
        "show",
        "call",
        "permit",
        "move",
    } <= DOMAIN.methods
    assert not {"picture_for", "is_open", "step", "find_pin", "version"} & DOMAIN.methods


@pytest.mark.parametrize(
    "line",
    [
        "recipe.finish()",
        "board.pin(recipe)",
        "me.choose_password('', '')",
        "need.symbol = ''",
        "db.delete(recipe)",
        "Needs(me, recipe).recipe.finish()",
        "me.recipe('').finish()",
        "Step.showing(None, recipe=recipe, place=1)",
    ],
)
def test_a_verb_without_hands_is_seen(tmp_path: Path, line: str) -> None:
    file = tmp_path / "recipes.py"
    file.write_text(f"def finish(me: MayMake, recipe: ARecipe, board: ABoard, need: ANeed, db: Db):\n    {line}\n")
    assert len(round_them(file, vars(importlib.import_module("app.routes.needs")))) == 1


def verbs() -> Iterator[tuple[str, Function]]:
    """The methods of hands that change something."""
    for name, hands in HANDS.items():
        for one in hands.body:
            if is_method(one) and isinstance(one, ast.FunctionDef) and not one.name.startswith("_"):
                reached = any(
                    called == "did" or (on != "super()" and DOMAIN.changes(on, called)) for on, called in calls(one)
                )
                if changes_itself(one) or reached:
                    yield f"{name}.{one.name}", one


@pytest.mark.parametrize(("name", "verb"), [pytest.param(*one, id=one[0]) for one in verbs()])
def test_a_verb_asks_its_right_first(name: str, verb: Function) -> None:
    body = [line for line in verb.body if not (isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant))]
    assert ast.unparse(body[0]).startswith("self.me.must("), name


def test_the_verbs_of_hands_are_known() -> None:
    assert {"Boards.pin", "Recipes.finish", "Links.close", "Photo"} - {name for name, _ in verbs()} == {"Photo"}
    assert len(HANDS) == 15
