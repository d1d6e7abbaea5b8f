"""The life of a registration is a table, and nothing outside it happens."""

from itertools import product

import pytest

from uitpas2.registrations.rules import (
    END_WORDS,
    FIRST,
    LIFE,
    LIVE,
    STATUS_WORDS,
    Change,
    EndReason,
    RegistrationStatus,
)
from uitpas2.registrations.rules import after as after_change

S = RegistrationStatus

TABLE = {
    (S.REQUESTED, Change.GRANT): S.CONFIRMED,
    (S.REQUESTED, Change.QUEUE): S.WAITING,
    (S.REQUESTED, Change.CANCEL): S.CANCELLED,
    (S.WAITING, Change.OFFER): S.OFFERED,
    (S.WAITING, Change.CANCEL): S.CANCELLED,
    (S.OFFERED, Change.ACCEPT): S.CONFIRMED,
    (S.OFFERED, Change.EXPIRE): S.CANCELLED,
    (S.OFFERED, Change.CANCEL): S.CANCELLED,
    (S.CONFIRMED, Change.KEEP): S.OFFERED,
    (S.CONFIRMED, Change.CANCEL): S.CANCELLED,
}


@pytest.mark.parametrize(("status", "change"), list(product(S, Change)))
def test_what_can_become_of_a_registration(status: RegistrationStatus, change: Change) -> None:
    assert after_change(status, change) is TABLE.get((status, change))


def test_an_end_is_for_good_and_has_a_reason() -> None:
    ends = [step for step in LIFE.values() if step.after is S.CANCELLED]

    assert not any(S.CANCELLED in step.before for step in LIFE.values())
    assert all(step.reasons for step in ends)
    assert {reason for step in ends for reason in step.reasons} == set(EndReason)


def test_a_registration_begins_alive_and_everything_has_its_words() -> None:
    assert FIRST < LIVE
    assert set(STATUS_WORDS) == set(S)
    assert set(END_WORDS) == set(EndReason)
