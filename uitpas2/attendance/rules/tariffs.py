"""What time in care comes to: started quarters or half hours, or a half or whole day. Amounts are the organiser's own.

Whole minutes count, on the clock that never jumps: when summer time ends, an hour more was really spent there. What
lies outside the opening hours is not billed, however late somebody noted that a child had gone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from uitpas2.kernel.money import ZERO, Euro
from uitpas2.kernel.text import TranslatedText


class CareUnit(StrEnum):
    """By what an organiser counts."""

    QUARTER = "quarter"
    HALF_HOUR = "half_hour"
    DAY = "day"


MINUTES = {CareUnit.QUARTER: 15, CareUnit.HALF_HOUR: 30}
HALF_DAY = "half_day"  # as the rule book calls it

Stretch = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Tariff:
    """The price of one unit; by the day also that of half a day, which is what lasts at most `half_day_minutes`."""

    unit: CareUnit
    price: Euro
    half_day_price: Euro | None = None
    half_day_minutes: int | None = None


@dataclass(frozen=True, slots=True)
class Bill:
    """What the stays of one child on one day come to, before any reduction. `unit` is a code of the rule book."""

    unit: str
    units: int
    minutes: int
    amount: Euro


def billed_minutes(stretch: Stretch, open_hours: Stretch) -> int:
    """The whole minutes of a stay within the opening hours. Seconds do not count: nobody pays for them."""
    came, left = (_to_the_minute(moment) for moment in stretch)
    opens, closes = (_to_the_minute(moment) for moment in open_hours)
    spent = min(left, closes) - max(came, opens)
    return max(0, spent // timedelta(minutes=1))


def bill_of(tariff: Tariff, stays: Sequence[Stretch], open_hours: Stretch) -> Bill:
    """The bill of one child's stays on one day. Each stay begins its own quarters; by the day they count together."""
    spent = [billed_minutes(stay, open_hours) for stay in stays]
    minutes = sum(spent)
    if tariff.unit is not CareUnit.DAY:
        size = MINUTES[tariff.unit]
        units = sum(-(-one // size) for one in spent)
        return Bill(tariff.unit.value, units, minutes, Euro(tariff.price.cents * units))
    if minutes == 0:
        return Bill(CareUnit.DAY.value, 0, 0, ZERO)
    if tariff.half_day_price is not None and minutes <= (tariff.half_day_minutes or 0):
        return Bill(HALF_DAY, 1, minutes, tariff.half_day_price)
    return Bill(CareUnit.DAY.value, 1, minutes, tariff.price)


def _to_the_minute(moment: datetime) -> datetime:
    return moment.replace(second=0, microsecond=0)


UNIT_WORDS: dict[CareUnit, TranslatedText] = {
    CareUnit.QUARTER: TranslatedText(
        nl="per begonnen kwartier", fr="par quart d’heure entamé", en="per started quarter"
    ),
    CareUnit.HALF_HOUR: TranslatedText(
        nl="per begonnen half uur", fr="par demi-heure entamée", en="per started half hour"
    ),
    CareUnit.DAY: TranslatedText(nl="per dag", fr="par jour", en="per day"),
}

# What stands on the sale: what was counted, for the family to check.
BILLED_WORDS: dict[str, TranslatedText] = {
    CareUnit.QUARTER.value: TranslatedText(
        nl="Opvang, begonnen kwartieren: {units}",
        fr="Accueil, quarts d’heure entamés : {units}",
        en="Care, started quarters: {units}",
    ),
    CareUnit.HALF_HOUR.value: TranslatedText(
        nl="Opvang, begonnen halve uren: {units}",
        fr="Accueil, demi-heures entamées : {units}",
        en="Care, started half hours: {units}",
    ),
    HALF_DAY: TranslatedText(nl="Opvang, een halve dag", fr="Accueil, une demi-journée", en="Care, half a day"),
    CareUnit.DAY.value: TranslatedText(nl="Opvang, een dag", fr="Accueil, une journée", en="Care, a day"),
}
