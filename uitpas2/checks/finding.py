"""What an invariant finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from uitpas2.database.work import Work


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be: the id of the thing, and what is the matter with it."""

    id: str
    what: str


Invariant = Callable[[Work], Iterator[Finding]]
