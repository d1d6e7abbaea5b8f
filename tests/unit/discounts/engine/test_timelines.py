"""What holds when: on two axes, from a first day up to but not including the day after."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.unit.discounts.engine.material import chosen, dated, line, moment, parameter
from uitpas2.discounts.engine import NOTHING
from uitpas2.discounts.values.choosing import Choice
from uitpas2.discounts.values.kinds import Kind
from uitpas2.discounts.values.timelines import (
    change_days,
    held_on,
    known_moments,
    out_of_bounds,
    overlapping,
)

NEW_YEAR = date(2026, 1, 1)
DECREE = date(2028, 1, 1)
DAY = timedelta(days=1)
# From 2028 on at most 90 may be chosen, and 85 is usual.
DISCOUNT = parameter(dated(NEW_YEAR, 80, 75, 100), dated(DECREE, 85, 75, 90))
PARAMETERS = {"discount": DISCOUNT}


def value(choices: list[Choice], on: date, **more: object) -> int:
    return held_on(PARAMETERS, choices, on, **more)["discount"].value  # type: ignore[arg-type]


def test_the_value_of_the_rule_book_changes_on_the_day_itself() -> None:
    assert value([], DECREE - DAY) == 80
    assert value([], DECREE) == 85
    assert value([], NEW_YEAR - DAY) == 80  # before the first day there is: the first value


def test_a_choice_holds_on_its_first_day_and_no_longer_on_its_end() -> None:
    choice = chosen(90, date(2026, 9, 1), date(2027, 9, 1))

    held = {
        day: value([choice], day) for day in (choice.starts - DAY, choice.starts, date(2027, 8, 31), date(2027, 9, 1))
    }

    assert list(held.values()) == [80, 90, 90, 80]


def test_of_two_choices_the_one_that_started_last_counts_and_after_its_end_the_first_again() -> None:
    lasting = chosen(76, NEW_YEAR, id="a")
    between = chosen(77, date(2026, 6, 1), date(2026, 7, 1), id="b")

    held = [
        value(choices, day)
        for choices in ([lasting, between], [between, lasting])
        for day in (date(2026, 6, 15), date(2026, 7, 1))
    ]

    assert held == [77, 76, 77, 76]


def test_what_was_not_known_yet_did_not_hold_yet() -> None:
    first = chosen(76, NEW_YEAR, known=moment(2), id="a")
    corrected = chosen(77, NEW_YEAR, known=moment(20), id="b")
    on = date(2027, 1, 10)

    held = [value([first, corrected], on, known_on=moment(day)) for day in (1, 2, 19, 20)]

    assert held == [80, 76, 76, 77]
    assert value([first, corrected], on) == 77  # everything that is known now


def test_a_later_bound_narrows_an_earlier_choice_and_says_so() -> None:
    choice = chosen(100, NEW_YEAR)

    before, after = (held_on(PARAMETERS, [choice], day)["discount"] for day in (DECREE - DAY, DECREE))

    assert (before.value, before.narrowed, before.choice) == (100, False, choice)
    assert (after.value, after.narrowed, after.choice) == (90, True, choice)


def test_a_later_bound_narrows_exceptions_as_well() -> None:
    choice = Choice("discount", 90, (line(100, ripe=True), line(80, ripe=False)), NEW_YEAR)

    after = held_on(PARAMETERS, [choice], DECREE)["discount"]

    assert after.narrowed
    assert [one.value for one in after.used.lines] == [90, 80]


def test_with_lifted_bounds_a_choice_holds_as_it_was_made() -> None:
    held = held_on(PARAMETERS, [chosen(100, NEW_YEAR)], DECREE, lift_bounds=True)["discount"]

    assert (held.value, held.narrowed) == (100, False)


@pytest.mark.parametrize(
    ("given", "kept"),
    [(100, 150), (150, 150), (250, 250), (260, 250), (900, 450), (NOTHING, NOTHING)],
)
def test_bounds_keep_a_number_on_its_steps(given: int, kept: int) -> None:
    cap = parameter(dated(NEW_YEAR, NOTHING, 150, 450, may_be_none=True), key="cap", kind=Kind.CENTS, step=100)

    assert cap.inside(given, NEW_YEAR) == kept
    assert cap.allows(given, NEW_YEAR) is (given == kept)


def test_no_limit_is_narrowed_to_the_highest_where_it_is_not_allowed() -> None:
    assert DISCOUNT.inside(NOTHING, DECREE) == 90


def test_the_work_list_names_each_choice_that_a_bound_narrows_with_the_first_day() -> None:
    lasting, ended = chosen(100, NEW_YEAR, id="a"), chosen(100, NEW_YEAR, date(2027, 1, 1), id="b")
    inside, late = chosen(88, NEW_YEAR, id="c"), chosen(95, date(2028, 6, 1), id="d")
    choices = [lasting, ended, inside, late]

    found = list(out_of_bounds(PARAMETERS, choices, until=date(2030, 1, 1)))

    assert found == [(lasting, DECREE), (late, date(2028, 6, 1))]
    assert list(out_of_bounds(PARAMETERS, choices, until=DECREE - DAY)) == []


def test_two_choices_that_hold_at_once_are_found_and_neighbours_are_not() -> None:
    first, second = chosen(76, NEW_YEAR, date(2026, 7, 1)), chosen(77, date(2026, 6, 30))

    assert list(overlapping([second, first])) == [(first, second)]
    assert list(overlapping([first, chosen(77, date(2026, 7, 1))])) == []
    assert list(overlapping([chosen(76, NEW_YEAR), chosen(77, DECREE)])) == []  # lasts until the next one starts
    assert len(list(overlapping([chosen(76, NEW_YEAR), chosen(77, NEW_YEAR)]))) == 1


def test_the_days_of_change_are_the_starts_and_the_ends() -> None:
    choice = chosen(76, date(2026, 9, 1), date(2027, 9, 1), known=moment(5))

    assert change_days(PARAMETERS, [choice]) == [date.min, NEW_YEAR, date(2026, 9, 1), date(2027, 9, 1), DECREE]
    assert known_moments([choice, chosen(77, NEW_YEAR)]) == [moment(5)]
