"""Passkeys: a worker's device answers for them, after it has seen their finger, face or PIN."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Field, Relationship, SQLModel, col, delete, select
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from boards.clock import holding, holds
from boards.database import Db, db_of, new_id, now
from boards.key import hash_of, new_key
from boards.person import Person
from boards.problems import NotFound, Problem

PATIENCE = timedelta(minutes=5)
"""How long a question to a device waits for its answer."""

MOST = 20
"""Most passkeys of one person."""

CREDENTIAL = re.compile(r"[A-Za-z0-9_-]{1,1400}")
"""The id of a passkey as devices write it: up to 1023 bytes (WebAuthn, 5.8.3)."""

UNREADABLE = (WebAuthnException, ValueError, KeyError, TypeError, AttributeError, RecursionError)
"""What the library raises for an answer that isn't one."""


@dataclass(frozen=True)
class Site:
    """Where we are reached: the host name that passkeys hold to, and what every whole address of ours begins with."""

    host: str
    origin: str


class Challenge(SQLModel, table=True):
    """A question to a device: something random to sign, answered well once. The key to it stays in the browser."""

    id: str = Field(primary_key=True, max_length=64)
    asked: bytes
    made_at: datetime = Field(default_factory=now, index=True)

    @classmethod
    def keep(cls, db: Db, asked: bytes, *, of: str = "") -> str:
        """Keep what was asked `of` somebody, by their id, or of whoever answers; gives the key to it. Older ones go."""
        db.exec(delete(cls).where(~holding(cls.made_at, PATIENCE)))
        key = new_key()
        db.add(cls(id=_hidden(key, of), asked=asked))
        return key

    @classmethod
    def take(cls, db: Db, key: str, *, of: str = "") -> bytes:
        """What was asked; once it was answered well it is gone. Raises Problem when there is none, it is too old, or it
        was asked of somebody else: in another tab of the same browser another person may have signed in meanwhile.
        """
        challenge = db.get(cls, _hidden(key, of), with_for_update=True)
        if challenge is None or not holds(challenge.made_at, PATIENCE):
            raise Problem("passkey_refused", "passkey")
        db.delete(challenge)
        return challenge.asked


class Passkey(SQLModel, table=True):
    """A public key of a worker's device. The private one never leaves the device."""

    id: str = Field(default_factory=new_id, primary_key=True)
    person_id: str = Field(foreign_key="person.id", index=True)
    credential_id: str = Field(unique=True)
    public_key: bytes
    sign_count: int
    made_at: datetime = Field(default_factory=now)
    used_at: datetime | None = None

    person: Person = Relationship(sa_relationship_kwargs={"lazy": "joined"})

    @classmethod
    def of(cls, person: Person) -> list["Passkey"]:
        """A person's passkeys, the oldest first."""
        theirs = select(cls).where(cls.person_id == person.id).order_by(col(cls.made_at))
        return list(db_of(person).exec(theirs).all())

    @classmethod
    def holders(cls, people: Sequence[Person]) -> set[str]:
        """The ids of those among some people who have a passkey."""
        if not people:
            return set()
        theirs = col(cls.person_id).in_([person.id for person in people])
        return set(db_of(people[0]).exec(select(cls.person_id).where(theirs)).all())

    @classmethod
    def ask_new(cls, person: Person, site: Site) -> tuple[str, str]:
        """What to ask a device that is to hold a new passkey, as JSON, and the key to the question."""
        known = [
            PublicKeyCredentialDescriptor(id=base64url_to_bytes(passkey.credential_id)) for passkey in cls.of(person)
        ]
        options = generate_registration_options(
            rp_id=site.host,
            rp_name=person.group.name,
            user_id=person.id.encode(),
            user_name=person.email or person.name,
            user_display_name=person.name,
            exclude_credentials=known,
            authenticator_selection=AuthenticatorSelectionCriteria(
                resident_key=ResidentKeyRequirement.REQUIRED, user_verification=UserVerificationRequirement.REQUIRED
            ),
        )
        return options_to_json(options), Challenge.keep(db_of(person), options.challenge, of=person.id)

    @classmethod
    def add(cls, person: Person, *, answer: str, question: str, site: Site) -> "Passkey":
        """Keep the passkey that a device made. Raises Problem when the answer isn't one to the question."""
        db = db_of(person)
        asked = Challenge.take(db, question, of=person.id)
        try:
            made = verify_registration_response(
                credential=answer,
                expected_challenge=asked,
                expected_rp_id=site.host,
                expected_origin=site.origin,
                require_user_verification=True,
            )
        except UNREADABLE:
            raise Problem("passkey_refused", "passkey") from None
        credential_id = bytes_to_base64url(made.credential_id)
        if len(cls.of(person)) >= MOST or db.exec(select(cls).where(col(cls.credential_id) == credential_id)).first():
            raise Problem("passkey_refused", "passkey")
        passkey = cls(
            person_id=person.id,
            credential_id=credential_id,
            public_key=made.credential_public_key,
            sign_count=made.sign_count,
        )
        db.add(passkey)
        return passkey

    @classmethod
    def ask_any(cls, db: Db, site: Site) -> tuple[str, str]:
        """What to ask a device that may hold a passkey, whoever it belongs to, and the key to the question."""
        options = generate_authentication_options(
            rp_id=site.host, user_verification=UserVerificationRequirement.REQUIRED
        )
        return options_to_json(options), Challenge.keep(db, options.challenge)

    @classmethod
    def signing_in(cls, db: Db, *, answer: str, question: str, site: Site) -> Person:
        """The worker whose device answered. Raises Problem for every other answer."""
        asked = Challenge.take(db, question)
        passkey = cls._under_lock(db, _credential_id(answer))
        if passkey is None or not passkey.person.is_worker:
            raise Problem("passkey_refused", "passkey")
        try:
            proof = verify_authentication_response(
                credential=answer,
                expected_challenge=asked,
                expected_rp_id=site.host,
                expected_origin=site.origin,
                credential_public_key=passkey.public_key,
                credential_current_sign_count=passkey.sign_count,
                require_user_verification=True,
            )
        except UNREADABLE:
            raise Problem("passkey_refused", "passkey") from None
        passkey.sign_count, passkey.used_at = proof.new_sign_count, now()
        return passkey.person

    @classmethod
    def _under_lock(cls, db: Db, credential_id: str) -> "Passkey | None":
        found = db.exec(select(cls).where(col(cls.credential_id) == credential_id)).first()
        if found is None:
            return None
        own_id = found.id
        found.person.wait_for_turn()
        return db.get(cls, own_id)  # somebody may have ended it a moment ago

    def remove(self) -> None:
        """Remove it. Raises Problem when its owner could no longer come in."""
        person = self.person
        if not person.password_hash and len(Passkey.of(person)) == 1:
            raise Problem("last_passkey", "passkey")
        db_of(self).delete(self)

    @classmethod
    def end_all(cls, person: Person) -> None:
        """Remove every passkey of a person."""
        db_of(person).exec(delete(cls).where(col(cls.person_id) == person.id))

    @classmethod
    def find(cls, person: Person, passkey_id: str) -> "Passkey":
        """One of a person's passkeys. Raises NotFound."""
        passkey = db_of(person).get(cls, passkey_id)
        if passkey is None or passkey.person_id != person.id:
            raise NotFound
        return passkey


def _hidden(key: str, of: str) -> str:
    return hash_of(f"{key} {of}")


def _credential_id(answer: str) -> str:
    try:
        said: Any = json.loads(answer)
    except (ValueError, RecursionError):
        return ""
    found = said.get("id") if isinstance(said, dict) else None
    return found if isinstance(found, str) and CREDENTIAL.fullmatch(found) else ""
