"""Who fits an activity, and how much of an age an organiser sees."""

from dataclasses import dataclass
from datetime import date

import pytest

from uitpas2.registrations.errors import AgeDoesNotFit, TooOld, TooYoung
from uitpas2.registrations.rules import age_band, why_age_does_not_fit

DAY = date(2026, 12, 2)


@dataclass
class Audience:
    age_from: int | None = 6
    age_to: int | None = 12
    born_from: date | None = None
    born_to: date | None = None


@pytest.mark.parametrize(
    ("birth_date", "reason"),
    [
        (date(2020, 12, 3), TooYoung),
        (date(2020, 12, 2), None),  # six on the day itself
        (date(2013, 12, 3), None),  # twelve until the day after
        (date(2013, 12, 2), TooOld),
        (None, AgeDoesNotFit),
    ],
)
def test_the_age_on_the_day_decides(birth_date: date | None, reason: type[AgeDoesNotFit] | None) -> None:
    found = why_age_does_not_fit(Audience(), birth_date, DAY)

    assert (type(found) if found else None) is reason


def test_the_reason_names_the_age_that_is_asked() -> None:
    reason = why_age_does_not_fit(Audience(age_from=16, age_to=None), date(2018, 3, 14), DAY)

    assert reason is not None
    assert "minstens 16 jaar" in reason.message.nl


def test_another_birth_year_is_a_reason_of_its_own() -> None:
    audience = Audience(age_from=None, age_to=None, born_from=date(2019, 1, 1))

    assert type(why_age_does_not_fit(audience, date(2018, 3, 14), DAY)) is AgeDoesNotFit


@pytest.mark.parametrize(
    ("birth_date", "band"),
    [(date(2018, 3, 14), "6–8"), (date(2017, 12, 2), "9–11"), (date(2026, 1, 1), "0–2"), (date(1990, 1, 1), "18+")],
)
def test_an_organiser_sees_a_span_of_ages(birth_date: date, band: str) -> None:
    assert age_band(birth_date, DAY) == band
