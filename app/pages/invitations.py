"""What an invitation opens: choosing how to sign in."""

from dataclasses import dataclass
from typing import ClassVar

from app import words
from app.pages.parts.frame import Page
from boards.invitation import Invitation


@dataclass(frozen=True, kw_only=True)
class JoinPage(Page):
    """An invited worker chooses a passkey, or an email address and a password."""

    template: ClassVar[str] = "signin/join.html"
    asks: ClassVar[tuple[str, ...]] = ("email",)
    lead: str
    action: str
    email: str

    @classmethod
    def of(cls, invitation: Invitation, key: str) -> "JoinPage":
        """The page of an open invitation."""
        person = invitation.person
        return cls(
            heading=words.HELLO.format(name=person.name),
            lead=words.JOIN_LEAD.format(group=person.group.name),
            action=f"/invitations/{key}",
            email=person.email or "",
        )
