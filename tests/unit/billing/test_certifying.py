"""What families paid, to the cent, on tax certificates or somewhere else."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from uitpas2.billing.rules.certifying import Due, Place, Received, allot, certified
from uitpas2.billing.rules.tax import counts_by_age, day_maximum
from uitpas2.kernel.money import ZERO, Euro, total

START = date(2024, 1, 1)
DAYS = st.integers(0, 800).map(lambda number: START + timedelta(days=number))


def due(
    id: str, day: date, cents: int, *, child: str = "noor", days: int = 1, care: bool = True, took: bool = True
) -> Due:
    until = day + timedelta(days=max(days - 1, 0))
    return Due(id, child, day, until, days, Euro(cents), care, took)


@st.composite
def dues(draw: st.DrawFn) -> list[Due]:
    count = draw(st.integers(0, 25))
    return [
        due(
            f"due-{number:02d}",
            draw(DAYS),
            draw(st.integers(0, 4000)),
            child=draw(st.sampled_from(["noor", "sam"])),
            days=draw(st.integers(0, 5)),
            care=draw(st.booleans()),
            took=draw(st.booleans()),
        )
        for number in range(count)
    ]


@st.composite
def payments(draw: st.DrawFn) -> list[Received]:
    """What comes in, and now and then some of it goes back; never more than came in."""
    found: list[Received] = []
    inside = 0
    for number, day in enumerate(sorted(draw(st.lists(DAYS, max_size=15)))):
        cents = draw(st.integers(-inside, 6000))
        if cents:
            inside += cents
            found.append(Received(f"payment-{number:02d}", day, Euro(cents)))
    return found


@settings(max_examples=80, deadline=None)
@given(dues(), payments())
def test_certificates_and_what_is_on_none_equal_what_was_paid_to_the_cent(
    owed: list[Due], paid: list[Received]
) -> None:
    allotment = allot(owed, paid)

    places = {place: total(allotment.places(year)[place] for year in range(2024, 2028)) for place in Place}
    sheets = [certified(allotment, year) for year in range(2024, 2028)]
    on_paper = total(line.amount for one in sheets for child in one.values() for sheet in child for line in sheet)
    without_days = total(
        piece.amount
        for piece in allotment.pieces
        if piece.due.certifiable
        and piece.due.took_place
        and not piece.due.days
        and piece.due.id in allotment.paid_in_full()
    )

    lines = [line for one in sheets for child in one.values() for sheet in child for line in sheet]
    assert total(places.values()) == total(payment.amount for payment in paid)
    assert on_paper + without_days == places[Place.CERTIFIED]
    assert total(piece.amount for piece in allotment.pieces) <= total(one.amount for one in owed)
    assert all(line.amount > ZERO and line.days > 0 for line in lines)
    assert all(len(sheet) <= 4 for one in sheets for child in one.values() for sheet in child)


def test_the_oldest_day_is_paid_first_and_counts_in_the_year_of_its_last_cent() -> None:
    owed = [due("b", date(2024, 12, 18), 1000), due("a", date(2024, 12, 4), 1000), due("c", date(2025, 1, 8), 1000)]
    paid = [Received("1", date(2024, 12, 20), Euro(1500)), Received("2", date(2025, 1, 15), Euro(1000))]

    allotment = allot(owed, paid)

    assert total(line.amount for line in certified(allotment, 2024)["noor"][0]) == Euro(1000)
    assert total(line.amount for line in certified(allotment, 2025)["noor"][0]) == Euro(1000)
    assert allotment.places(2024) == {
        Place.CERTIFIED: Euro(1500),
        Place.NOT_CARE: ZERO,
        Place.WAITING: ZERO,
        Place.OVER: ZERO,
    }
    assert allotment.places(2025)[Place.WAITING] == Euro(500)


def test_below_the_maximum_of_a_day_one_line_is_enough() -> None:
    owed = [due(f"{n}", date(2024, 3, n), 500) for n in range(1, 11)]

    ((line,),) = certified(allot(owed, [Received("1", date(2024, 4, 2), Euro(5000))]), 2024)["noor"]

    assert (line.starts, line.ends, line.days, line.tariff, line.amount) == (
        date(2024, 3, 1),
        date(2024, 3, 10),
        10,
        None,
        Euro(5000),
    )


def test_once_a_day_goes_above_it_each_tariff_has_its_line_and_a_fifth_goes_on_a_second_certificate() -> None:
    camp = due("camp", date(2024, 7, 1), 10_000, days=5)
    owed = [camp, *(due(f"{n}", date(2024, 3, n), 100 * n) for n in range(1, 5))]

    sheets = certified(allot(owed, [Received("1", date(2024, 8, 1), Euro(11_000))]), 2024)["noor"]

    assert [len(sheet) for sheet in sheets] == [4, 1]
    assert (sheets[1][0].days, sheets[1][0].tariff, sheets[1][0].amount) == (5, Euro(2000), Euro(10_000))


def test_care_before_and_after_school_is_one_day() -> None:
    owed = [due("morning", date(2024, 3, 1), 300), due("evening", date(2024, 3, 1), 400)]

    ((line,),) = certified(allot(owed, [Received("1", date(2024, 4, 2), Euro(700))]), 2024)["noor"]

    assert (line.days, line.amount) == (1, Euro(700))


def test_of_a_year_of_which_we_know_no_maximum_each_tariff_has_its_line() -> None:
    owed = [due("a", date(2026, 3, 1), 300), due("b", date(2026, 3, 2), 400), due("c", date(2026, 3, 3), 300)]

    (lines,) = certified(allot(owed, [Received("1", date(2026, 4, 2), Euro(1000))]), 2026)["noor"]

    assert day_maximum(2026) is None
    assert [(line.tariff, line.days, line.amount) for line in lines] == [
        (Euro(300), 2, Euro(600)),
        (Euro(400), 1, Euro(400)),
    ]


def test_care_counts_until_the_day_before_the_fourteenth_birthday() -> None:
    assert counts_by_age(date(2010, 6, 15), date(2024, 6, 14))
    assert not counts_by_age(date(2010, 6, 15), date(2024, 6, 15))
    assert counts_by_age(date(2010, 6, 15), date(2024, 6, 15), severe_disability=True)
    assert not counts_by_age(date(2003, 6, 15), date(2024, 6, 15), severe_disability=True)
    assert counts_by_age(date(2008, 2, 29), date(2022, 2, 28))
    assert not counts_by_age(None, date(2024, 6, 14))
