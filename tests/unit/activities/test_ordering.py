"""The order of the finder: steps, rounds of organisers, and a lot that is drawn anew each day."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice

import pytest

from uitpas2.activities.rules.ordering import (
    Entry,
    Places,
    age_fit,
    distance_steps,
    in_order,
    waiting_steps,
)

TODAY = date(2026, 11, 25)


def entry(organiser: str, number: int = 0, *, steps: int = 0, age: int = 0, days: int = 0) -> Entry:
    return Entry(
        steps, age, TODAY + timedelta(days=days), f"{organiser} {number:02}", f"{organiser}-{number}", organiser
    )


def organisers(entries: list[Entry], day: date = TODAY) -> list[str]:
    return [one.organiser for one in in_order(entries, day)]


@pytest.mark.parametrize(("km", "steps"), [(0, 0), (2, 0), (2.01, 1), (5, 1), (10, 2), (20, 3), (20.5, 4)])
def test_further_away_takes_more_steps(km: float, steps: int) -> None:
    assert distance_steps(km) == steps


@pytest.mark.parametrize(("days", "steps"), [(-3, 0), (0, 0), (6, 0), (7, 1), (27, 1), (28, 2), (90, 2), (91, 3)])
def test_a_longer_wait_takes_more_steps(days: int, steps: int) -> None:
    assert waiting_steps(TODAY, TODAY + timedelta(days=days)) == steps


@pytest.mark.parametrize(
    ("ages", "fit"),
    [((6, 9), 0), ((None, 5), 0), ((6, 12), 1), ((6, None), 1), ((None, None), 2), ((0, None), 2)],
)
def test_what_is_made_for_an_age_fits_better_than_what_is_for_everybody(
    ages: tuple[int | None, int | None], fit: int
) -> None:
    assert age_fit(*ages) == fit


def test_no_distance_or_wait_puts_what_is_full_before_what_has_a_place() -> None:
    furthest = distance_steps(1e9) + waiting_steps(TODAY, date.max)

    assert furthest < Places.FULL < Places.CALLED_OFF - furthest


def test_within_a_band_every_organiser_has_one_activity_before_any_has_two() -> None:
    entries = [entry("groot", number) for number in range(30)] + [entry("klein"), entry("nieuw")]

    order = organisers(entries)

    assert set(order[:3]) == {"groot", "klein", "nieuw"}
    assert order[3:] == ["groot"] * 29


def test_fewer_steps_go_before_any_turn() -> None:
    entries = [entry("ver", steps=1), *(entry("dichtbij", number) for number in range(3))]

    assert organisers(entries) == ["dichtbij", "dichtbij", "dichtbij", "ver"]


def test_of_as_many_steps_what_is_made_for_the_age_goes_before_any_turn() -> None:
    entries = [entry("a", age=1), entry("a", 1), entry("a", 2), entry("b", steps=1)]

    assert [one.id for one in in_order(entries, TODAY)] == ["a-1", "a-2", "a-0", "b-0"]


def test_of_one_organiser_what_is_first_goes_first_then_by_name() -> None:
    entries = [entry("a", 2, days=1), entry("a", 1, days=2), entry("a", 3, days=1)]

    assert [one.id for one in in_order(entries, TODAY)] == ["a-2", "a-3", "a-1"]


def test_the_order_does_not_depend_on_where_one_begins_and_holds_all_day() -> None:
    entries = [entry(f"club{number % 7}", number, steps=number % 3) for number in range(60)]

    whole = list(in_order(entries, TODAY))
    pages = [list(islice(in_order(reversed(entries), TODAY), first, first + 8)) for first in range(0, 60, 8)]

    assert [one for page in pages for one in page] == whole


def test_over_a_month_everybody_begins_about_as_often() -> None:
    clubs = [f"club{number}" for number in range(5)]
    entries = [entry(club, number) for club in clubs for number in range(1 + clubs.index(club) * 5)]

    firsts = [organisers(entries, TODAY + timedelta(days=day))[0] for day in range(200)]

    assert all(25 <= firsts.count(club) <= 55 for club in clubs)
