"""How far something is that takes a while, for an operator to see."""

import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import typer

Progress = Callable[[Sequence[Any]], Iterator[Any]]
"""Gives one thing after the other, and shows how far that is."""


def progress(label: str) -> Progress:
    """A bar beside a few words, where errors are written."""

    def shown(things: Sequence[Any]) -> Iterator[Any]:
        with typer.progressbar(things, label=label, file=sys.stderr) as bar:
            yield from bar

    return shown
