"""How long a right may last, and how names are compared."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from uitpas2.cards.rules import (
    GROUND_LABELS,
    Ground,
    is_allowed_period,
    is_same_name,
    months_after,
    name_fits,
    usual_end,
    usual_start,
)

days = st.dates(date(2020, 1, 1), date(2060, 1, 1))


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


@settings(deadline=None)
@given(days)
def test_a_right_usually_runs_twelve_months_to_the_end_of_a_month(proof: date):
    starts = usual_start(proof)

    ends = usual_end(starts)

    assert starts.day == ends.day == 1
    assert is_allowed_period(starts, ends)
    assert not is_allowed_period(starts, ends + timedelta(days=1))
    assert not is_allowed_period(starts, starts)


@settings(deadline=None)
@given(days)
def test_a_start_within_a_month_never_costs_days(starts: date):
    assert is_allowed_period(starts, months_after(starts, 12))


def test_every_ground_has_a_label_in_three_languages():
    assert set(GROUND_LABELS) == set(Ground)
    assert all(label.is_complete() for label in GROUND_LABELS.values())


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
