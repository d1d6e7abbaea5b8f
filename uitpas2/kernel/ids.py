"""Makers of identifiers: random for the world, counting for tests."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable

IdMaker = Callable[[], str]


def random_ids() -> str:
    """An identifier that cannot be guessed from another one."""
    return str(uuid.uuid4())


def seeded_ids(seed: int) -> IdMaker:
    """The same row of random-looking identifiers each time: for demo data that must come out alike."""
    source = random.Random(seed)  # noqa: S311  meant to be foreseeable
    return lambda: str(uuid.UUID(int=source.getrandbits(128), version=4))
