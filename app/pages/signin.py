"""The first start, and signing in as a worker."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from app import words
from app.pages.parts.frame import Errors, Page


@dataclass(frozen=True, kw_only=True)
class SetupPage(Page):
    """Names the group and its first worker. `typed` never holds the password."""

    template: ClassVar[str] = "signin/setup.html"
    heading: str = words.SETUP
    code: str
    group: str = ""
    name: str = ""
    email: str = ""
    example: bool = True

    @classmethod
    def again(cls, typed: Mapping[str, str], errors: Errors) -> "SetupPage":
        """The form with what was typed."""
        return cls(
            code=typed.get("code", ""),
            group=typed.get("group", ""),
            name=typed.get("name", ""),
            email=typed.get("email", ""),
            example="example" in typed,
            errors=errors,
        )


@dataclass(frozen=True, kw_only=True)
class SignInPage(Page):
    """A worker's passkey, or their email address and password. `asked_for` is the page to go to afterwards."""

    template: ClassVar[str] = "signin/new.html"
    heading: str = words.SIGN_IN
    email: str = ""
    asked_for: str = ""
    says: str = ""
