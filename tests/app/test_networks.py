"""What counts as one place: where requests come from, as limits count them."""

import pytest

from app.limits.network import network_named


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", id="two devices of a household"),
        pytest.param("203.0.113.7", "::ffff:203.0.113.7", id="an old address said in the new way"),
    ],
)
def test_whoever_has_many_addresses_is_one_place(one: str, other: str) -> None:
    assert network_named(one) == network_named(other)


@pytest.mark.parametrize(
    ("one", "other"), [("2001:db8:1:2::1", "2001:db8:1:3::1"), ("203.0.113.7", "203.0.113.8"), ("here", "there")]
)
def test_neighbours_are_not(one: str, other: str) -> None:
    assert network_named(one) != network_named(other)
