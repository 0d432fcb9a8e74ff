"""What is one's own to choose: how one likes pages, and how a worker comes in."""

from boards.hands import Hands
from boards.looks import Looks
from boards.passkey import Passkey, Site
from boards.person import Person
from boards.problems import Problem
from boards.record import Did
from boards.right import Right
from boards.session import Session


class Oneself(Hands):
    """What somebody does about themselves."""

    def like(self, looks: Looks) -> Looks:
        """Like pages in another way, and return how they liked them before."""
        self.me.must(Right.SEE)
        was, self.me.looks = Looks.of(self.me.looks), str(looks)
        return was

    def change_password(self, email: str, typed: str) -> None:
        """Take another address and password. Raises Several."""
        self.me.must(Right.CHOOSE_WAYS_IN)
        taken = Person.addressed(self.db, email)
        if taken and taken is not self.me:
            raise Problem("email_taken", "email")
        self.me.choose_password(email, typed, about=self.me.group.name)
        self.me.did(Did.PASSWORD_CHANGED)

    def ask_passkey(self, site: Site) -> tuple[str, str]:
        """What to ask a device that is to hold a new passkey, as JSON, and the key to the question."""
        self.me.must(Right.CHOOSE_WAYS_IN)
        return Passkey.ask_new(self.me, site)

    def add_passkey(self, *, answer: str, question: str, site: Site) -> None:
        """Keep the passkey that a device made. Raises Problem when the answer isn't one to the question."""
        self.me.must(Right.CHOOSE_WAYS_IN)
        Passkey.add(self.me, answer=answer, question=question, site=site)
        self.me.did(Did.PASSKEY_ADDED)

    def remove_passkey(self, passkey_id: str) -> None:
        """Remove a passkey. Raises NotFound, and Problem when they could no longer come in."""
        self.me.must(Right.CHOOSE_WAYS_IN)
        Passkey.find(self.me, passkey_id).remove()
        self.me.did(Did.PASSKEY_REMOVED)

    def sign_out_everywhere(self) -> None:
        """Sign out on every device, this one included."""
        self.me.must(Right.CHOOSE_WAYS_IN)
        Session.end_all(self.me)
        self.me.did(Did.SIGNED_OUT_EVERYWHERE)
