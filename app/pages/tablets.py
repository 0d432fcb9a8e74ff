"""The pages of a group's tablets, which only workers see."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from zoneinfo import ZoneInfo

from app import addresses, words
from app.pages.parts.confirm import ConfirmPage
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.people import ALL, PART
from boards.database import now
from boards.group import Group
from boards.tablet import Tablet

TABLETS = Crumb(words.TABLETS, "/tablets")


@dataclass(frozen=True)
class TabletRow:
    """A tablet in the list."""

    name: str
    state: str
    stop: str
    stop_about: str


@dataclass(frozen=True, kw_only=True)
class TabletsPage(HousePage):
    """The group's tablets, and making this device one. `opens` is whether a worker opens each session."""

    template: ClassVar[str] = "tablets/index.html"
    asks: ClassVar[tuple[str, ...]] = ("name",)
    part: str = PART
    rows: tuple[TabletRow, ...]
    here: str
    opens: bool
    is_open: bool
    name: str = ""

    @classmethod
    def of(
        cls,
        tablets: Sequence[Tablet],
        group: Group,
        frame: Frame,
        zone: ZoneInfo,
        *,
        here: Tablet | None,
    ) -> "TabletsPage":
        """The page of these tablets; `here` is the one that the page is looked at on."""
        return cls(
            heading=words.TABLETS,
            frame=frame,
            trail=(ALL,),
            rows=tuple(_row(tablet, zone) for tablet in tablets),
            here=words.TABLET_IS_HERE.format(name=here.name) if here and here in tablets else "",
            opens=group.opens_tablets,
            is_open=group.tablets_are_open(now()),
        )


def confirm_stop(tablet: Tablet, frame: Frame) -> ConfirmPage:
    """Asks whether a tablet is to be stopped: that can't be undone."""
    return ConfirmPage(
        heading=words.TABLET_STOP_ASK.format(name=tablet.name),
        frame=frame,
        trail=(ALL, TABLETS),
        facts=(words.TABLET_STOP_LEAD,),
        action=f"{addresses.tablet(tablet.id)}/stop",
        do=words.TABLET_STOP_DO,
        keep=words.TABLET_KEEP,
        back=TABLETS.href,
        part=PART,
    )


def _row(tablet: Tablet, zone: ZoneInfo) -> TabletRow:
    return TabletRow(
        tablet.name,
        words.TABLET_SEEN.format(day=words.day(tablet.seen_at.astimezone(zone))),
        f"{addresses.tablet(tablet.id)}/stop",
        words.TABLET_STOP_THING.format(what=tablet.name),
    )
