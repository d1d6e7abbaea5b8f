"""When so much vanishes from a list at once that nobody should believe it without a human's yes."""

from __future__ import annotations

HANDFUL = 5
MOST_PERCENT = 20


def is_wave(*, known: int, vanished: int) -> bool:
    """More than a handful, and more than a fifth of what the source was known to list."""
    return vanished > HANDFUL and vanished * 100 > known * MOST_PERCENT
