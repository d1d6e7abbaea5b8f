"""The whole suite is a test of one promise: a national number that any test puts in stands in no log and in no table.

Every number that the platform reads during a test is remembered here; when the test ends, what was logged and what the
database holds is searched for it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine, select

from tests.together.traces import national_numbers_in
from uitpas2.cards.rules import NationalNumber
from uitpas2.database.base import Base

MOST = 300  # a test of the number itself makes thousands, and keeps none


@contextmanager
def numbers_read() -> Iterator[set[str]]:
    """The national numbers that are read meanwhile."""
    seen: set[str] = set()
    read = NationalNumber.__init__

    def remembering(self: NationalNumber, text: str) -> None:
        read(self, text)
        seen.add(self._digits)

    NationalNumber.__init__ = remembering  # type: ignore[method-assign]
    try:
        yield seen
    finally:
        NationalNumber.__init__ = read  # type: ignore[method-assign]


def numbers_in_tables(engine: Engine, numbers: set[str]) -> list[str]:
    """The tables in which one of these numbers can be read."""
    found = []
    with engine.connect() as connection:
        for table in Base.metadata.sorted_tables:
            rows = "\n".join(str([_text(value) for value in row]) for row in connection.execute(select(table)))
            if numbers_in(rows, numbers):
                found.append(table.name)
    return found


def numbers_in(text: str, numbers: set[str]) -> bool:
    return 0 < len(numbers) <= MOST and bool(national_numbers_in(text, sorted(numbers)))


def _text(value: object) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)
