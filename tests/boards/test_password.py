"""What is kept of a password."""

import pytest

from boards.password import hashed, hashed_plainly


@pytest.mark.slow_passwords
def test_whoever_has_the_database_tries_each_password_with_as_much_work_as_is_advised() -> None:
    """RFC 9106, 4: argon2id in three rounds of 64 MB."""
    for kept in (hashed("apples under the table"), hashed_plainly("Bluebell")):
        assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
