"""Equal choices, shown as pictures with words, or as radio buttons in a longer form."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Choice:
    """One of several equal choices: what it sends, its words, its picture, and what it means."""

    value: str
    text: str
    symbol: str
    means: str = ""
