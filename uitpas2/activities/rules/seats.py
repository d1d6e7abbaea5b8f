"""How many places a session has here, given what the source says and what we already gave away."""

from __future__ import annotations

from uitpas2.activities.rules.reading.results import SessionRead


def seats_of(read: SessionRead, taken: int) -> tuple[int | None, int]:
    """The capacity and the places taken elsewhere.

    `capacity` - `remaining` were given away by the source. Places taken here are never thrown out: when the source
    lowers its capacity below them, the session is simply full. Sold out means no place left, whatever the numbers.
    """
    stated = read.capacity if read.capacity is not None else read.remaining
    if stated is None:
        return (taken, 0) if read.sold_out else (None, 0)
    capacity = max(stated, taken)
    gone = 0 if read.capacity is None or read.remaining is None else read.capacity - read.remaining
    return capacity, capacity - taken if read.sold_out else min(gone, capacity - taken)
