"""The first start, and signing in as a worker."""

from dataclasses import dataclass
from typing import ClassVar

from app import words
from app.pages.parts.frame import Page


@dataclass(frozen=True, kw_only=True)
class SetupPage(Page):
    """Names the group and its first worker."""

    template: ClassVar[str] = "signin/setup.html"
    asks: ClassVar[tuple[str, ...]] = ("group", "name", "email", "example")
    heading: str = words.SETUP
    code: str
    group: str = ""
    name: str = ""
    email: str = ""
    example: bool = True


@dataclass(frozen=True, kw_only=True)
class SignInPage(Page):
    """A worker's passkey, or their email address and password. `asked_for` is the page to go to afterwards."""

    template: ClassVar[str] = "signin/new.html"
    asks: ClassVar[tuple[str, ...]] = ("email",)
    heading: str = words.SIGN_IN
    email: str = ""
    asked_for: str = ""
    says: str = ""
