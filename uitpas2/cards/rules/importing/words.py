"""How far an import is, what becomes of a line, and what is wrong in words."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from uitpas2.accounts.errors import EmailUnreadable
from uitpas2.cards import errors
from uitpas2.cards.errors import importing
from uitpas2.kernel.errors import DomainError
from uitpas2.kernel.text import TranslatedText
from uitpas2.lists.errors import CellFormula, CellMissing, CellTooLong, CellUnreadable, DateUnreadable


class ImportStatus(StrEnum):
    """READ: a preview, nothing was registered. FORGOTTEN: thrown away or a day old, everything in it is gone."""

    READ = "read"
    WAITING = "waiting"
    IMPORTING = "importing"
    DONE = "done"
    FAILED = "failed"
    FORGOTTEN = "forgotten"


class RowState(StrEnum):
    """What a line is. PERHAPS: somebody alike is there, or on another line. The last two are what became of it."""

    NEW = "new"
    KNOWN = "known"
    CHANGED = "changed"
    PERHAPS = "perhaps"
    WRONG = "wrong"
    REGISTERED = "registered"
    UPDATED = "updated"


class RowChoice(StrEnum):
    """What a clerk wants for a line that is not plainly new."""

    LEAVE = "leave"
    TAKE_OVER = "take-over"
    SOMEBODY_ELSE = "somebody-else"


UNDER_WAY = frozenset({ImportStatus.WAITING, ImportStatus.IMPORTING})
NOT_DONE = frozenset({RowState.WRONG, RowState.PERHAPS})
CHOICES: Mapping[RowState, frozenset[RowChoice]] = {
    RowState.CHANGED: frozenset(RowChoice),
    RowState.PERHAPS: frozenset({RowChoice.LEAVE, RowChoice.SOMEBODY_ELSE}),
}

_OWN = [found for found in vars(importing).values() if isinstance(found, type) and issubclass(found, DomainError)]
_OF_OTHERS: list[type[DomainError]] = [
    errors.AlreadyRegistered,
    errors.BarredFromRegion,
    errors.BirthDateImpossible,
    errors.NationalNumberMistyped,
    errors.NationalNumberNotKept,
    errors.NationalNumberOfOther,
    errors.NumberMistyped,
    errors.OutsideRegion,
    errors.PlaceUnknown,
    EmailUnreadable,
    CellFormula,
    CellMissing,
    CellTooLong,
    CellUnreadable,
    DateUnreadable,
]
_PROBLEMS: dict[str, type[DomainError]] = {one.code: one for one in (*_OWN, *_OF_OTHERS)}


def problem_in_words(code: str, details: Mapping[str, Any]) -> TranslatedText:
    """What is the matter and what helps; a refusal that no cell foresaw says so."""
    return _PROBLEMS.get(code, importing.NotDoneHere).title.fill(**details)
