"""The pages of the group as a whole: its settings, its record, and who can do what in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote
from zoneinfo import ZoneInfo

from app import addresses, words
from app.pages.parts.frame import Crumb, Frame, HousePage
from app.pages.parts.pick import Choice
from app.pages.people import ALL, PART
from app.pages.photos import photo_in
from boards.group import Basis, Group, Previews, Reach
from boards.person import Person
from boards.recipe import Recipe
from boards.record import MOST_SHOWN, Did, Record
from boards.right import LINK, MAY, Role
from media import can_look

REACHING = (Did.BEST_INTERESTS, Did.DECISIONS_REACH)
"""What says in the record how far it opens a photo."""

SETTINGS = Crumb(words.SETTINGS, "/settings")

BASES = (
    Choice(Basis.HANDS, words.SETTINGS_BASIS_HANDS, "hands", words.SETTINGS_BASIS_HANDS_HINT),
    Choice(Basis.CONSENT, words.SETTINGS_BASIS_CONSENT, "people", words.SETTINGS_BASIS_CONSENT_HINT),
)

PREVIEWS = (
    Choice(Previews.NOTHING, words.SETTINGS_PREVIEWS_NOTHING, "hide", words.SETTINGS_PREVIEWS_NOTHING_HINT),
    Choice(Previews.FOOD, words.SETTINGS_PREVIEWS_FOOD, "pot", words.SETTINGS_PREVIEWS_FOOD_HINT),
)


DECISIONS = (
    Choice(Reach.NOBODY, words.SETTINGS_DECISIONS_NOBODY, "lock", words.SETTINGS_DECISIONS_NOBODY_HINT),
    Choice(Reach.GROUP, words.SETTINGS_DECISIONS_GROUP, "people", words.SETTINGS_DECISIONS_GROUP_HINT),
    Choice(Reach.FAMILY, words.SETTINGS_DECISIONS_FAMILY, "home", words.SETTINGS_DECISIONS_FAMILY_HINT),
)


@dataclass(frozen=True, kw_only=True)
class SettingsPage(HousePage):
    """What holds for the whole group. `finder` says whether the computer looks for people in photos."""

    template: ClassVar[str] = "group/settings.html"
    asks: ClassVar[tuple[str, ...]] = ("group", "helper", "opens", "basis", "decisions", "previews")
    part: str = PART
    group: str
    helper: str
    opens: bool
    basis: str
    choices: tuple[Choice, ...] = BASES
    finder: str
    decisions: str
    decision_choices: tuple[Choice, ...] = DECISIONS
    previews: str
    preview_choices: tuple[Choice, ...] = PREVIEWS

    @classmethod
    def of(cls, group: Group, frame: Frame) -> "SettingsPage":
        """The settings of a group as they are."""
        return cls(
            heading=words.SETTINGS,
            frame=frame,
            trail=(ALL,),
            group=group.name,
            helper=group.helper,
            opens=group.opens_tablets,
            basis=group.basis,
            finder=_finder(),
            decisions=group.decisions,
            previews=group.previews,
        )


@dataclass(frozen=True)
class RecordRow:
    """One entry: when, and what; where it is about a photo, which one and the way to it."""

    at: str
    says: str
    photo: str = ""
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class RecordPage(HousePage):
    """What happened, the newest first."""

    template: ClassVar[str] = "group/record.html"
    part: str = PART
    lead: str
    rows: tuple[RecordRow, ...]
    older: str
    is_newest: bool

    @classmethod
    def of(
        cls,
        entries: Sequence[Record],
        people: Mapping[str, Person],
        photos: Mapping[str, Recipe | None],
        frame: Frame,
        zone: ZoneInfo,
        *,
        days: int,
        is_newest: bool,
    ) -> "RecordPage":
        """The page of some entries: one more than it shows when there are older ones. `photos` are those that there
        still are, by key, with the recipe that shows each; `days` are how long it keeps.
        """
        shown = entries[:MOST_SHOWN]
        older = f"/record?before={quote(shown[-1].at.isoformat())}" if len(entries) > MOST_SHOWN else ""
        return cls(
            heading=words.RECORD,
            frame=frame,
            trail=(ALL, SETTINGS),
            lead=words.RECORD_LEAD.format(count=days),
            rows=tuple(_row(entry, people, photos, zone) for entry in shown),
            older=older,
            is_newest=is_newest,
        )


@dataclass(frozen=True, kw_only=True)
class HelpPage(HousePage):
    """Who to ask, and who can do what."""

    template: ClassVar[str] = "group/help.html"
    lead: str
    can: tuple[tuple[str, tuple[str, ...]], ...]

    @classmethod
    def of(cls, frame: Frame) -> "HelpPage":
        """The page for a group: its lists are the one table of rights."""
        kinds = ((words.HELP_MEMBERS, Role.MEMBER), (words.HELP_WORKERS, Role.WORKER), (words.HELP_LINKS, LINK))
        return cls(
            heading=words.HELP_PAGE,
            frame=frame,
            lead=words.HELP_LEAD.format(name=frame.helper),
            can=tuple((heading, rights_of(kind)) for heading, kind in kinds),
        )


def rights_of(kind: str) -> tuple[str, ...]:
    """What a member, a worker or a link may do, in words."""
    return tuple(words.RIGHTS[right] for right, those in MAY.items() if kind in those)


def rights_table() -> str:
    """The one table in Markdown, as SECURITY.md has it."""
    kinds = (Role.MEMBER, Role.WORKER, LINK)
    rows = [
        f"| {words.RIGHTS[right].rstrip('.')} | " + " | ".join("yes" if kind in those else "" for kind in kinds) + " |"
        for right, those in MAY.items()
    ]
    return "\n".join(["| | member | worker | link |", "| --- | --- | --- | --- |", *rows, ""])


def _finder() -> str:
    return words.SETTINGS_LOOKS if can_look() else words.SETTINGS_LOOKS_NOT


def _row(entry: Record, people: Mapping[str, Person], photos: Mapping[str, Recipe | None], zone: ZoneInfo) -> RecordRow:
    at = entry.at.astimezone(zone)
    who = _named(entry.by_id, people) if entry.by_id else words.OPERATOR
    whom = _named(entry.whom_id, people)
    name = words.REACHES.get(entry.name, entry.name) if entry.did in REACHING else entry.name
    says = words.WHAT_HAPPENED[entry.did].format(who=who, whom=whom, name=name)
    when, key = f"{words.day(at)}, {at:%H:%M}", entry.photo_key
    if key is None or key not in photos:
        return RecordRow(when, says, words.RECORD_PHOTO_GONE if key else "")
    return RecordRow(when, says, photo_in(photos[key], key), addresses.photo(key))


def _named(person_id: str | None, people: Mapping[str, Person]) -> str:
    person = people.get(person_id or "")
    return person.name if person and person.name else words.SOMEBODY
