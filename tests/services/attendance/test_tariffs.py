"""What time in care costs is never below nothing, nor what nobody asks."""

from datetime import date

import pytest

from tests.factories.billing import care
from uitpas2.attendance.errors.care import TariffNotPossible
from uitpas2.attendance.rules import CareUnit, Tariff
from uitpas2.attendance.services import set_tariff
from uitpas2.database.work import Work
from uitpas2.kernel.money import Euro


@pytest.mark.parametrize(
    ("terms", "field"),
    [
        (Tariff(CareUnit.QUARTER, Euro(-50)), "price"),
        (Tariff(CareUnit.QUARTER, Euro(10**14)), "price"),
        (Tariff(CareUnit.DAY, Euro(500), Euro(-1), 120), "half_day_price"),
    ],
)
def test_an_amount_that_cannot_be_is_refused_beside_its_field(work: Work, terms: Tariff, field: str) -> None:
    activity_id = care().care.id

    with pytest.raises(TariffNotPossible) as refusal:
        set_tariff(work, activity_id, starts=date(2027, 1, 1), terms=terms, decision="Besluit van 22 juni 2026")

    assert refusal.value.field == field
