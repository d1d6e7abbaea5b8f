"""Who fits an activity, and how much of an age an organiser sees."""

from dataclasses import dataclass
from datetime import date

import pytest

from uitpas2.registrations.errors import AgeDoesNotFit, TooOld, TooYoung
from uitpas2.registrations.errors.registering import BornTooEarly, BornTooLate, ClassDoesNotFit
from uitpas2.registrations.rules import age_band, why_age_does_not_fit

DAY = date(2026, 12, 2)


@dataclass
class Audience:
    age_from: int | None = 6
    age_to: int | None = 12
    born_from: date | None = None
    born_to: date | None = None
    class_from: int | None = None
    class_to: int | None = None


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


@pytest.mark.parametrize(
    ("asked", "reason", "words"),
    [
        ({"born_from": date(2019, 1, 1)}, BornTooEarly, "op 01/01/2019 of later"),
        ({"born_to": date(2017, 12, 31)}, BornTooLate, "op 31/12/2017 of vroeger"),
        ({"class_from": -3, "class_to": -1}, ClassDoesNotFit, "de 1ste kleuterklas tot en met de 3de kleuterklas"),
        ({"class_from": 4}, ClassDoesNotFit, "vanaf het 4de leerjaar"),
        ({"class_from": 3, "class_to": 3}, type(None), ""),
    ],
)
def test_a_birth_date_or_a_class_is_a_reason_of_its_own(asked, reason, words) -> None:
    audience = Audience(age_from=None, age_to=None, **asked)

    found = why_age_does_not_fit(audience, date(2018, 3, 14), DAY)

    assert type(found) is reason
    assert found is None or words in found.message.nl


@pytest.mark.parametrize(
    ("birth_date", "band"),
    [(date(2018, 3, 14), "6–8"), (date(2017, 12, 2), "9–11"), (date(2026, 1, 1), "0–2"), (date(1990, 1, 1), "18+")],
)
def test_an_organiser_sees_a_span_of_ages(birth_date: date, band: str) -> None:
    assert age_band(birth_date, DAY) == band
