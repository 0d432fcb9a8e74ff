"""Something that happens in the middle of something else."""

from collections.abc import Callable

import pytest

from tests.conftest import House


def meanwhile(house: House, monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen, once, while the first photo of a file is packed."""
    opens = house.store.open

    def opens_later(key: str, size: str) -> bytes:
        monkeypatch.setattr(house.store, "open", opens)
        happens()
        return opens(key, size)

    monkeypatch.setattr(house.store, "open", opens_later)
