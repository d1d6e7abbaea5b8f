"""Other engines, where they happen to be installed; the platform needs neither."""

from __future__ import annotations

from collections.abc import Iterator


def measure_contenders(rows: int) -> Iterator[tuple[str, str]]:
    """What each does with a small part of the same rules. Says so where one is not installed."""
    yield from ()
