"""How far a list is, what becomes of an activity in it, and what is wrong in words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from uitpas2.activities import errors
from uitpas2.activities.errors import entering, listing, planning
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.text import TranslatedText
from uitpas2.lists import errors as lists


class ListStatus(StrEnum):
    """READ: a preview, nothing of it is in the offer. FORGOTTEN: thrown away, or a day old."""

    READ = "read"
    WAITING = "waiting"
    DONE = "done"
    FORGOTTEN = "forgotten"


class EntryState(StrEnum):
    """What an activity of the list is; the last two are what became of it."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    WRONG = "wrong"
    ADDED = "added"
    UPDATED = "updated"


TO_DO = (EntryState.NEW, EntryState.CHANGED)

_PROBLEMS: dict[str, type[DomainError]] = {
    found.code: found
    for module in (errors, entering, planning, lists, listing)
    for found in vars(module).values()
    if isinstance(found, type) and issubclass(found, DomainError)
}


def problem_in_words(code: str, details: Mapping[str, Any]) -> TranslatedText:
    """What is the matter and what helps; a refusal that no cell foresaw says so."""
    return _PROBLEMS.get(code, listing.NotDoneHere).title.fill(**details)
