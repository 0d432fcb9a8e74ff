"""What an invitation opens: choosing how to sign in."""

from dataclasses import dataclass
from typing import ClassVar

from app import words
from app.pages.parts.frame import NO_ERRORS, Errors, Page
from boards.invitation import Invitation


@dataclass(frozen=True, kw_only=True)
class JoinPage(Page):
    """An invited worker chooses a passkey, or an email address and a password."""

    template: ClassVar[str] = "signin/join.html"
    lead: str
    action: str
    email: str

    @classmethod
    def of(cls, invitation: Invitation, key: str, *, email: str = "", errors: Errors = NO_ERRORS) -> "JoinPage":
        """The page of an open invitation."""
        person = invitation.person
        return cls(
            heading=words.HELLO.format(name=person.name),
            lead=words.JOIN_LEAD.format(group=person.group.name),
            action=f"/invitations/{key}",
            email=email or person.email or "",
            errors=errors,
        )
