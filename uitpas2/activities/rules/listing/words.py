"""How far a list is, and what becomes of an activity in it."""

from __future__ import annotations

from enum import StrEnum


class ListStatus(StrEnum):
    """READ: a preview, nothing was kept of it in the offer. FORGOTTEN: thrown away, or a day old."""

    READ = "read"
    DONE = "done"
    FORGOTTEN = "forgotten"


class EntryState(StrEnum):
    """What an activity of the list is: unknown here, there with other data, there as it is, or not right."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"
