"""How somebody likes a page to be: how large, how much of it, in which colours, and whether it is read to them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any, Self


class Size(StrEnum):
    """How large text is, as a share of what the device says, in percent."""

    USUAL = "100"
    LARGE = "125"
    LARGER = "150"
    LARGEST = "200"


class View(StrEnum):
    """What stands on boards and in recipes."""

    BOTH = "both"
    PICTURES = "pictures"
    LIST = "list"


class Colours(StrEnum):
    """How strong the colours are."""

    CALM = "calm"
    STRONG = "strong"


class Light(StrEnum):
    """Whether pages are light or dark."""

    DEVICE = "device"
    LIGHT = "light"
    DARK = "dark"


class Reads(StrEnum):
    """Whether each step is read aloud while somebody cooks."""

    NO = "no"
    YES = "yes"


@dataclass(frozen=True)
class Looks:
    """How somebody likes it. A member's are in their row and follow them to any tablet, a family's in their browser."""

    size: Size = Size.USUAL
    view: View = View.BOTH
    colours: Colours = Colours.CALM
    light: Light = Light.DEVICE
    reads: Reads = Reads.NO

    @classmethod
    def of(cls, said: str) -> Self:
        """What was kept, such as `150.list.calm.dark.no`. What can't be read is as usual."""
        parts = said.split(".")
        those = fields(cls)
        if len(parts) != len(those):
            return cls()
        return cls.chosen({each.name: part for each, part in zip(those, parts, strict=True)})

    @classmethod
    def chosen(cls, said: Mapping[str, str]) -> Self:
        """What was chosen in a form, by the names of the fields. What there isn't is as usual."""
        known: dict[str, Any] = {
            name: kind(said[name]) for name, kind in cls.kinds().items() if said.get(name) in list(kind)
        }
        return replace(cls(), **known)

    @classmethod
    def kinds(cls) -> dict[str, type[StrEnum]]:
        """What there is to choose from, by the names of the fields."""
        usual = cls()
        return {each.name: type(getattr(usual, each.name)) for each in fields(cls)}

    @property
    def said(self) -> dict[str, str]:
        """As a form sends it, by the names of the fields."""
        return {name: str(getattr(self, name)) for name in self.kinds()}

    @property
    def unusual(self) -> dict[str, str]:
        """What is other than usual, by the names of the fields."""
        usual = type(self)().said
        return {name: value for name, value in self.said.items() if value != usual[name]}

    def lists(self, asked: str = "") -> bool:
        """Whether recipes stand in a list: as was `asked` for, `list` or `cards`, or else as somebody likes it."""
        return asked == "list" or (asked != "cards" and self.view is View.LIST)

    def __str__(self) -> str:
        """As it is kept: one short word."""
        return ".".join(self.said.values())


USUAL = Looks()
"""How a page is for whoever has chosen nothing."""
