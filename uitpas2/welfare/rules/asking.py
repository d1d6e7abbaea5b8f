"""Asking a government source: what is asked, what it may answer, and when it is asked again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from uitpas2.cards.rules import NationalNumber

MOST_ATTEMPTS = 12
AT_ONCE = 50
_LONGEST_WAIT = timedelta(hours=12)


class CheckState(StrEnum):
    """How a question about one person stands."""

    WAITING = "waiting"
    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"  # the source does not know this person
    GIVEN_UP = "given-up"


@dataclass(frozen=True, slots=True)
class Asked:
    """One adult or child. `reference` comes back in the answer and means nothing outside this question."""

    reference: str
    national_number: NationalNumber


@dataclass(frozen=True, slots=True)
class Answered:
    """All that a source tells about one person, and all that is kept of it. `last_day` is of a yes, if it has one."""

    reference: str
    state: CheckState
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class SourceAnswer:
    """The name of the source and its answers, one for each person it was asked about."""

    source: str
    people: Mapping[str, Answered]


class AnswerUnreadable(ValueError):
    """What came back is no answer; it is treated as no answer at all."""


def question(people: Sequence[Asked]) -> dict[str, Any]:
    """The body that is sent."""
    return {
        "people": [
            {"reference": one.reference, "national_number": one.national_number.for_government()} for one in people
        ]
    }


def read_answer(body: Any, people: Sequence[Asked]) -> SourceAnswer:
    """The answer about exactly these people; whatever else it tells is dropped. Raises AnswerUnreadable."""
    try:
        told = {one["reference"]: one for one in body["people"]}
        answers = {one.reference: _read(one.reference, told[one.reference]) for one in people}
        return SourceAnswer(str(body["source"])[:60], answers)
    except (KeyError, TypeError, ValueError) as error:
        raise AnswerUnreadable(type(error).__name__) from None


def _read(reference: str, told: Mapping[str, Any]) -> Answered:
    if told["known"] is False:
        return Answered(reference, CheckState.UNKNOWN)
    if told["entitled"] is False:
        return Answered(reference, CheckState.NO)
    if told["entitled"] is not True:
        raise ValueError("neither yes nor no")
    last_day = told.get("valid_until")
    return Answered(reference, CheckState.YES, date.fromisoformat(last_day) if last_day else None)


def wait_after(attempts: int) -> timedelta:
    """How long until the next try: two minutes, then each time twice as long, half a day at most."""
    return min(timedelta(minutes=2 ** min(attempts, 12)), _LONGEST_WAIT)
