"""A price that is measured instead of listed: so many units, at what the seller asks for one."""

from __future__ import annotations

from dataclasses import dataclass

from uitpas2.discounts.rulebook.codes import (
    UNIT_DAY,
    UNIT_HALF_DAY,
    UNIT_HALF_HOUR,
    UNIT_HOUR,
    UNIT_QUARTER,
)
from uitpas2.kernel.money import Euro
from uitpas2.kernel.text import TranslatedText

_CODES = {
    "quarter": UNIT_QUARTER,
    "half_hour": UNIT_HALF_HOUR,
    "hour": UNIT_HOUR,
    "half_day": UNIT_HALF_DAY,
    "day": UNIT_DAY,
}


@dataclass(frozen=True, slots=True)
class Measured:
    """`amount` is what everybody would pay for all `units` together, before any reduction. `id` names the tariff it was
    measured by and `name` is what the family reads on the sale; `unit` is a code of the rule book, such as "quarter".
    """

    id: str
    name: TranslatedText
    amount: Euro
    unit: str
    units: int

    @property
    def facts(self) -> dict[str, int]:
        """As the engine counts, for rules that go by the unit."""
        return {"unit": _CODES[self.unit], "units": self.units}
