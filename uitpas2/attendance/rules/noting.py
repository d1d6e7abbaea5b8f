"""Coming and staying away: the closed list of what can be noted about a child in a session, and for which reasons.

Everything begins as expected. Whoever is on duty notes present, absent or excused; until the day is closed it can be
put right, and each step says why. What is not in the table does not happen.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

from uitpas2.kernel.text import TranslatedText
from uitpas2.registrations.rules import Attendance


class How(StrEnum):
    """By which way somebody noted it."""

    LIST = "list"
    CARD = "card"
    DOOR = "door"
    CARE = "care"
    CLOSING = "closing"


class MarkReason(StrEnum):
    """Why a state became another one."""

    ROLL_CALL = "roll-call"
    CARD = "card"
    DOOR = "door"
    CARE = "care"
    CAME_LATE = "came-late"
    TOLD_BEFORE = "told-before"
    CORRECTED = "corrected"
    NOT_SEEN = "not-seen"


class Heard(StrEnum):
    """What became of a mark: taken, nothing new, or overtaken by one that was made later on another telephone."""

    TAKEN = "taken"
    SAME = "same"
    OVERTAKEN = "overtaken"


_A, _R = Attendance, MarkReason
_SCANNED = frozenset({_R.CARD, _R.DOOR, _R.CARE})

STEPS: dict[tuple[Attendance, Attendance], frozenset[MarkReason]] = {
    (_A.EXPECTED, _A.ATTENDED): _SCANNED | {_R.ROLL_CALL},
    (_A.EXPECTED, _A.ABSENT): frozenset({_R.ROLL_CALL, _R.NOT_SEEN}),
    (_A.EXPECTED, _A.EXCUSED): frozenset({_R.TOLD_BEFORE}),
    (_A.ATTENDED, _A.EXPECTED): frozenset({_R.CORRECTED}),
    (_A.ATTENDED, _A.ABSENT): frozenset({_R.CORRECTED}),
    (_A.ABSENT, _A.ATTENDED): _SCANNED | {_R.CAME_LATE},
    (_A.ABSENT, _A.EXPECTED): frozenset({_R.CORRECTED}),
    (_A.ABSENT, _A.EXCUSED): frozenset({_R.TOLD_BEFORE}),
    (_A.EXCUSED, _A.ATTENDED): _SCANNED | {_R.CORRECTED},
    (_A.EXCUSED, _A.EXPECTED): frozenset({_R.CORRECTED}),
}

_BY_WAY: dict[How, MarkReason] = {
    How.CARD: _R.CARD,
    How.DOOR: _R.DOOR,
    How.CARE: _R.CARE,
    How.CLOSING: _R.NOT_SEEN,
}
# On the list one tap says it all; which reason it is follows from where it starts.
_BY_LIST = (_R.ROLL_CALL, _R.TOLD_BEFORE, _R.CAME_LATE, _R.CORRECTED)

STAYED_AWAY = frozenset({_A.ABSENT, _A.EXCUSED})


def reason_of(before: Attendance, after: Attendance, how: How) -> MarkReason | None:
    """Why this step is made in this way; None when the step does not exist."""
    possible = STEPS.get((before, after), frozenset())
    wanted = (_BY_WAY[how],) if how in _BY_WAY else _BY_LIST
    return next((reason for reason in wanted if reason in possible), None)


# A telephone without network sends its marks later; what its clock says is believed within these bounds.
BELIEVED = timedelta(hours=48)


def moment_of(said: datetime | None, now: datetime) -> datetime:
    """When a mark was made: what the telephone says, but never in the future and never more than two days ago."""
    return now if said is None else min(max(said, now - BELIEVED), now)


ATTENDANCE_WORDS: dict[Attendance, TranslatedText] = {
    _A.EXPECTED: TranslatedText(nl="Nog niet", fr="Pas encore", en="Not yet"),
    _A.ATTENDED: TranslatedText(nl="Aanwezig", fr="Présent", en="Present"),
    _A.ABSENT: TranslatedText(nl="Afwezig", fr="Absent", en="Absent"),
    _A.EXCUSED: TranslatedText(nl="Verwittigd", fr="Excusé", en="Told us"),
}
