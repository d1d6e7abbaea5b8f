"""However tickets fall around the edges of the calendar, nobody gets more of them than a period allows.

What falls in a period is counted twice: as the platform does, and by the clock of Flanders worked out by hand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from uitpas2.discounts.engine.running import Outcome
from uitpas2.discounts.rulebook.codes import OWN_PART_CAP_EFFECT_FREE
from uitpas2.discounts.rules.choices import PRICE, ChoicesInForce, in_force
from uitpas2.discounts.rules.rulebook import rule_book
from uitpas2.discounts.values.choosing import Choice
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.period import PeriodKind, calendar_period

EDGES = {
    "summer time begins": datetime(2026, 3, 29, 1, tzinfo=UTC),
    "summer time ends": datetime(2026, 10, 25, 1, tzinfo=UTC),
    "29 February": datetime(2028, 2, 28, 23, tzinfo=UTC),
    "the day after 29 February": datetime(2028, 2, 29, 23, tzinfo=UTC),
    "no 29 February": datetime(2027, 2, 28, 23, tzinfo=UTC),
    "ISO week 53 begins": datetime(2026, 12, 27, 23, tzinfo=UTC),
    "new year in ISO week 53": datetime(2026, 12, 31, 23, tzinfo=UTC),
    "ISO week 53 ends": datetime(2027, 1, 3, 23, tzinfo=UTC),
    "a school year begins": datetime(2026, 8, 31, 22, tzinfo=UTC),
}
SCHOOL_YEAR = date(2026, 9, 1)
DAY, WEEK = 24 * 60, 7 * 24 * 60
quiet = [HealthCheck.too_slow]


@some.composite
def moments(draw: some.DrawFn) -> list[datetime]:
    """Moments in a row around one edge, most of them within a day of it."""
    edge = EDGES[draw(some.sampled_from(sorted(EDGES)))]
    minutes = some.one_of(some.integers(-90, 90), some.integers(-DAY, DAY), some.integers(-2 * WEEK, 2 * WEEK))
    return sorted(edge + timedelta(minutes=minute) for minute in draw(some.lists(minutes, min_size=2, max_size=14)))


def last_sunday(year: int, month: int) -> int:
    """The day of the month, for a month of 31 days: by Zeller's congruence, so without a calendar."""
    k, j = year % 100, year // 100
    weekday = (31 + 13 * (month + 1) // 5 + k + k // 4 + j // 4 + 5 * j) % 7  # 0 is Saturday, 1 Sunday
    return 31 - (weekday - 1) % 7


def clock_in_flanders(moment: datetime) -> datetime:
    """European summer time: from the last Sunday of March to that of October, both at one o'clock universal time."""
    year = moment.year
    begins = datetime(year, 3, last_sunday(year, 3), 1, tzinfo=UTC)
    ends = datetime(year, 10, last_sunday(year, 10), 1, tzinfo=UTC)
    return moment + timedelta(hours=2 if begins <= moment < ends else 1)


NAMES: dict[PeriodKind, Callable[[datetime], str]] = {
    PeriodKind.DAY: lambda clock: clock.strftime("%Y-%j"),
    PeriodKind.WEEK: lambda clock: clock.strftime("%G-%V"),
    PeriodKind.MONTH: lambda clock: clock.strftime("%Y-%m"),
    PeriodKind.QUARTER: lambda clock: f"{clock.year} {(clock.month + 2) // 3}",
    PeriodKind.YEAR: lambda clock: clock.strftime("%Y"),
    PeriodKind.ABSOLUTE: lambda clock: "ever",
}


def name_of(kind: PeriodKind, moment: datetime) -> str:
    return NAMES[kind](clock_in_flanders(moment))


def chosen(day: date, *choices: Choice) -> ChoicesInForce:
    return in_force(rule_book(), nis="44021", name="Gent", on=day, choices=choices)


def decide(choices: ChoicesInForce, **facts: int) -> Outcome:
    usual = {name: fact.default for name, fact in rule_book().vocabulary.facts.items()}
    return choices.ready(PRICE).decide(usual | {"has_right": True, "price": 1000} | facts)


def period_of(kind: PeriodKind, moment: datetime) -> date:
    """The period that the platform counts in."""
    return calendar_period(kind, brussels_day(moment)).start


@settings(max_examples=600, deadline=None, suppress_health_check=quiet)
@given(moments(), some.sampled_from(PeriodKind), some.integers(1, 3))
def test_each_period_gives_the_tickets_it_allows_and_no_more(
    history: list[datetime], kind: PeriodKind, limit: int
) -> None:
    given_out, asked = sell(history, kind, limit, period_of)

    assert given_out == {name: min(limit, times) for name, times in asked.items()}


def sell(
    history: list[datetime], kind: PeriodKind, limit: int, count_in: Callable[[PeriodKind, datetime], date]
) -> tuple[dict[str, int], Counter[str]]:
    """Ask for a ticket at each moment; what was given out and asked for in each period, by the hand-made clock."""
    used: Counter[date] = Counter()
    given_out: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for moment in history:
        choices = chosen(brussels_day(moment))
        outcome = decide(choices, tickets_used=used[count_in(kind, moment)], activity_ticket_limit=limit)
        asked[name_of(kind, moment)] += 1
        assert outcome.failed in ("", "tickets_left")
        if outcome.granted:
            used[count_in(kind, moment)] += 1
            given_out[name_of(kind, moment)] += 1
    return dict(given_out), asked


def test_counting_by_the_days_of_universal_time_is_noticed() -> None:
    """The property above can fail: two tickets of one night in Flanders fall on two days elsewhere."""
    history = [datetime(2026, 8, 31, 23, tzinfo=UTC), datetime(2026, 9, 1, 1, tzinfo=UTC)]

    given_out, _ = sell(history, PeriodKind.DAY, 1, lambda kind, moment: calendar_period(kind, moment.date()).start)

    assert given_out == {"2026-244": 2}


@settings(max_examples=200, deadline=None, suppress_health_check=quiet)
@given(moments(), some.sampled_from(PeriodKind), some.integers(1, 3), some.integers(1, 3))
def test_a_limit_that_changes_with_the_school_year_is_kept_from_its_first_day(
    history: list[datetime], kind: PeriodKind, before: int, after: int
) -> None:
    choices = [
        Choice("tickets_per_activity", before, starts=date(2026, 1, 1), ends=SCHOOL_YEAR, id="1"),
        Choice("tickets_per_activity", after, starts=SCHOOL_YEAR, id="2"),
    ]
    used: Counter[date] = Counter()
    given_out: Counter[str] = Counter()
    for moment in history:
        clock = clock_in_flanders(moment)
        limit = after if (clock.year, clock.month) >= (2026, 9) else before

        outcome = decide(chosen(brussels_day(moment), *choices), tickets_used=used[period_of(kind, moment)])

        assert outcome.granted == (given_out[name_of(kind, moment)] < limit)
        if outcome.granted:
            used[period_of(kind, moment)] += 1
            given_out[name_of(kind, moment)] += 1


@settings(max_examples=200, deadline=None, suppress_health_check=quiet)
@given(moments(), some.lists(some.integers(1, 40_000), min_size=14, max_size=14), some.booleans(), some.data())
def test_no_year_gives_more_than_its_ceilings(
    history: list[datetime], prices: list[int], is_free_after: bool, data: some.DataObject
) -> None:
    interventions = data.draw(some.sampled_from((20_000, 25_000, 60_000)), "ceiling of the reductions")
    own_parts = data.draw(some.sampled_from((15_000, 16_000)), "ceiling of the own parts")
    choices = [
        Choice("intervention_cap", interventions, starts=date(2026, 1, 1)),
        Choice("own_part_cap", own_parts, starts=date(2026, 1, 1)),
        Choice("own_part_cap_effect", OWN_PART_CAP_EFFECT_FREE * is_free_after, starts=date(2026, 1, 1)),
    ]
    reduced: Counter[date] = Counter()
    paid: Counter[date] = Counter()
    reduced_by_hand: Counter[str] = Counter()
    paid_by_hand: Counter[str] = Counter()
    for moment, price in zip(history, prices, strict=False):
        year, by_hand = period_of(PeriodKind.YEAR, moment), name_of(PeriodKind.YEAR, moment)
        held = chosen(brussels_day(moment), *choices)

        outcome = decide(held, price=price, intervention_used=reduced[year], own_part_used=paid[year])

        if outcome.granted:
            assert is_free_after or paid_by_hand[by_hand] < own_parts
            reduced[year] += outcome.outputs["intervention"]
            paid[year] += outcome.outputs["holder_pays"]
            reduced_by_hand[by_hand] += outcome.outputs["intervention"]
            paid_by_hand[by_hand] += outcome.outputs["holder_pays"]
            assert outcome.outputs["cap_left"] == interventions - reduced_by_hand[by_hand]
    assert all(total <= interventions for total in reduced_by_hand.values())
    assert not is_free_after or all(total <= own_parts for total in paid_by_hand.values())


@settings(max_examples=100, deadline=None, suppress_health_check=quiet)
@given(moments(), some.integers(0, 3))
def test_a_group_gets_no_more_tickets_in_a_year_than_its_number(history: list[datetime], limit: int) -> None:
    choice = Choice("group_tickets_year", limit, starts=date(2026, 1, 1))
    used: Counter[date] = Counter()
    given_out: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    for moment in history:
        year, by_hand = period_of(PeriodKind.YEAR, moment), name_of(PeriodKind.YEAR, moment)
        outcome = decide(chosen(brussels_day(moment), choice), is_group=True, group_tickets_used=used[year])
        asked[by_hand] += 1
        if outcome.granted:
            used[year] += 1
            given_out[by_hand] += 1

    assert given_out == Counter({name: min(limit, times) for name, times in asked.items()})
