"""How a worker signs in themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from zoneinfo import ZoneInfo

from app import words
from app.pages.parts.frame import Crumb, Frame, HousePage
from boards.passkey import Passkey
from boards.person import Person


@dataclass(frozen=True)
class PasskeyRow:
    """A passkey in the list."""

    name: str
    remove: str
    remove_about: str


@dataclass(frozen=True, kw_only=True)
class MePage(HousePage):
    """A worker's passkeys and password."""

    template: ClassVar[str] = "me/show.html"
    rows: tuple[PasskeyRow, ...]
    has_password: bool

    @classmethod
    def of(cls, me: Person, passkeys: Sequence[Passkey], frame: Frame, zone: ZoneInfo) -> "MePage":
        """The page of a worker."""
        return cls(
            heading=words.ME,
            frame=frame,
            rows=tuple(_row(passkey, zone) for passkey in passkeys),
            has_password=me.password_hash is not None,
        )


@dataclass(frozen=True, kw_only=True)
class PasswordPage(HousePage):
    """Another email address or password."""

    template: ClassVar[str] = "me/password.html"
    asks: ClassVar[tuple[str, ...]] = ("email",)
    action: str
    email: str

    @classmethod
    def of(cls, email: str, frame: Frame) -> "PasswordPage":
        """The form, with the address."""
        action = frame.own("/me/password")
        return cls(heading=words.ME_PASSWORD, frame=frame, trail=(Crumb(words.ME, "/me"),), action=action, email=email)


def _row(passkey: Passkey, zone: ZoneInfo) -> PasskeyRow:
    name = words.ME_PASSKEY_SINCE.format(day=words.day(passkey.made_at.astimezone(zone)))
    return PasskeyRow(name, f"/me/passkeys/{passkey.id}/remove", words.ME_PASSKEY_REMOVE_THING.format(what=name))
