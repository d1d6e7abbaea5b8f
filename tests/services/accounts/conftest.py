"""Passwords are hashed cheaply here."""

from collections.abc import Iterator

import pytest

from uitpas2.accounts.passwords import quick_hashing


@pytest.fixture(autouse=True)
def _quick() -> Iterator[None]:
    with quick_hashing():
        yield
