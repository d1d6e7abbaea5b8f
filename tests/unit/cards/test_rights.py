"""How a right stands on a day, how its facts are sealed, and how names are compared."""

from datetime import date, timedelta

import pytest
from cryptography.exceptions import InvalidTag

from uitpas2.cards.rules import (
    POSSIBLE_CHANGES,
    STATES_IN_WORDS,
    RightChange,
    RightState,
    is_allowed_period,
    is_ground_code,
    is_same_name,
    months_after,
    name_fits,
    opened_facts,
    sealed_facts,
    state_on,
)
from uitpas2.kernel.period import Period

STARTS, ENDS, GRACE_UNTIL = date(2026, 11, 1), date(2027, 11, 1), date(2027, 12, 1)
A_DAY = timedelta(days=1)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (STARTS - A_DAY, RightState.COMING),
        (STARTS, RightState.HOLDS),
        (ENDS - A_DAY, RightState.HOLDS),
        (ENDS, RightState.IN_GRACE),
        (GRACE_UNTIL - A_DAY, RightState.IN_GRACE),
        (GRACE_UNTIL, RightState.LAPSED),
    ],
)
def test_the_calendar_says_how_a_right_stands(day: date, expected: RightState):
    assert state_on(day, starts=STARTS, ends=ENDS, grace_until=GRACE_UNTIL, ended_on=None, suspended=[]) is expected


def test_without_grace_a_right_is_over_on_its_end():
    assert state_on(ENDS, starts=STARTS, ends=ENDS, grace_until=None, ended_on=None, suspended=[]) is RightState.LAPSED


def test_a_suspension_counts_for_its_days_and_an_end_for_ever():
    suspended = [Period(date(2027, 1, 10), date(2027, 1, 20)), Period(date(2027, 3, 1), None)]

    def state(day: date, ended_on: date | None = None) -> RightState:
        return state_on(day, starts=STARTS, ends=ENDS, grace_until=GRACE_UNTIL, ended_on=ended_on, suspended=suspended)

    assert state(date(2027, 1, 9)) is RightState.HOLDS
    assert state(date(2027, 1, 19)) is RightState.SUSPENDED
    assert state(date(2027, 1, 20)) is RightState.HOLDS
    assert state(date(2027, 6, 1)) is RightState.SUSPENDED
    assert state(date(2027, 6, 1), ended_on=date(2027, 5, 1)) is RightState.ENDED
    assert state(GRACE_UNTIL) is RightState.LAPSED


# The whole table a second time: a change that slips into the rules by mistake differs from it.
CHANGES_OF_A_RIGHT = """
            suspend  resume  end
coming      -        -       yes
holds       yes      -       yes
suspended   -        yes     yes
in-grace    -        -       yes
lapsed      -        -       -
ended       -        -       -
"""


def test_the_changes_of_a_right_are_this_table():
    changes, *rows = [line.split() for line in CHANGES_OF_A_RIGHT.strip().splitlines()]

    wanted = {row[0]: {change for change, cell in zip(changes, row[1:], strict=True) if cell == "yes"} for row in rows}
    found = {state.value: {change.value for change in POSSIBLE_CHANGES[state]} for state in RightState}

    assert found == wanted
    assert set(changes) == set(RightChange)


def test_every_state_has_its_changes_and_its_words():
    assert set(POSSIBLE_CHANGES) == set(STATES_IN_WORDS) == set(RightState)
    assert all(words.is_complete() for words in STATES_IN_WORDS.values())


def test_facts_open_with_the_right_key_for_the_right_they_belong_to_only():
    facts = {"facts": {"grounds": ["living_wage"], "income": 1_850_000}}
    key, other = b"k" * 32, b"x" * 32

    sealed = sealed_facts("right-1", facts, key)

    assert opened_facts("right-1", sealed, key) == facts
    assert b"living_wage" not in sealed
    for right_id, wrong in (("right-2", key), ("right-1", other)):
        with pytest.raises(InvalidTag):
            opened_facts(right_id, sealed, wrong)


@pytest.mark.parametrize(
    ("text", "is_code"), [("living_wage", True), ("household", True), ("", False), ("Seems poor", False), ("a", False)]
)
def test_a_ground_is_a_code(text: str, is_code: bool):
    assert is_ground_code(text) is is_code


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 11, 1), 12, date(2027, 11, 1)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
    ],
)
def test_months_are_counted_on_the_calendar(day: date, months: int, expected: date):
    assert months_after(day, months) == expected


@pytest.mark.parametrize(
    ("ends", "allowed"),
    [(STARTS, False), (STARTS + A_DAY, True), (date(2029, 11, 1), True), (date(2029, 11, 2), False)],
)
def test_a_period_is_a_day_to_three_years(ends: date, allowed: bool):
    assert is_allowed_period(STARTS, ends) is allowed


@pytest.mark.parametrize("typed", ["", "noor", "Peeters", "peeters no", "NOOR PEETERS", "noor-peet"])
def test_part_of_a_name_finds_it(typed: str):
    assert name_fits(typed, "Noor", "Peeters")


@pytest.mark.parametrize(
    ("typed", "last_name"),
    [("desmet", "De Smet"), ("de smet", "De Smet"), ("ozturk", "Öztürk"), ("vanden", "Van den Broeck")],
)
def test_spaces_and_accents_do_not_hide_a_name(typed: str, last_name: str):
    assert name_fits(typed, "Émile", last_name)


@pytest.mark.parametrize("typed", ["oor", "janssens", "noor janssens"])
def test_another_name_does_not(typed: str):
    assert not name_fits(typed, "Noor", "Peeters")


def test_the_same_name_in_other_letters_is_the_same():
    assert is_same_name("Émile", "De Smet", "emile", "Desmet")
    assert not is_same_name("Émile", "De Smet", "Emiel", "De Smet")
