"""Numbering the combinations of whole-number columns, so that sums per combination are sums per number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

Column: TypeAlias = Any


def numbered(columns: Sequence[Column]) -> Column:
    """The combinations of these columns, numbered without gaps."""
    import numpy as np

    code, size = np.zeros(len(columns[0]), np.int64), 1
    for column in columns:
        place, values = _without_gaps(column)
        if values < 2:
            continue
        if size * values >= 2**62:
            code, size = _without_gaps(code)
        code, size = code * values + place, size * values
    return _without_gaps(code)[0]


def _without_gaps(column: Column) -> tuple[Column, int]:
    """The values of a column by their order, and how many there are. Values close together need no sorting."""
    import numpy as np

    if not len(column):
        return np.zeros(0, np.int64), 0
    from_zero = column.astype(np.int64) - int(column.min())
    span = int(from_zero.max()) + 1
    if span > max(1_000, 4 * len(column)):
        values, place = np.unique(from_zero, return_inverse=True)
        return place.astype(np.int64), len(values)
    there = np.zeros(span, np.int64)
    there[from_zero] = 1
    return (np.cumsum(there) - 1)[from_zero], int(there.sum())
