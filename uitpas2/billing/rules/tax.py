"""What federal law says about the certificate 281.86 for childcare, with where it says so.

Ages and the condition that care was paid: Income Tax Code 1992, article 145/35. The model certificate and how to fill
it in: Royal Decree implementing that code, article 63/18/8, and circular 2022/C/104 of the Federal Public Service
Finance. Practice for schools and care: pro.katholiekonderwijs.vlaanderen/fiscaal-attest-voor-kinderopvang.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from uitpas2.kernel.money import Euro

AGE = 14  # care up to the day before this birthday
AGE_WITH_SEVERE_DISABILITY = 21
LINES = 4  # periods that fit on one certificate

SOURCE_SCHOOLS = "https://pro.katholiekonderwijs.vlaanderen/fiscaal-attest-voor-kinderopvang/wettelijk-kader"
SOURCE_ACCOUNTANTS = (
    "https://www.dfw-accountants.be/nieuws/verhoogde-belastingvermindering-voor-kosten-van-kinderopvang"
)
SOURCE_SECONDARY = "https://kinderopvanglappelein.nl/blog/post/23452"


@dataclass(frozen=True, slots=True)
class DayMaximum:
    """The highest amount per day and child that counts for the tax reduction, for what was paid in a year."""

    year: int
    amount: Euro
    source: str


MAXIMA = (
    DayMaximum(2020, Euro(1300), SOURCE_ACCOUNTANTS),
    DayMaximum(2021, Euro(1370), SOURCE_ACCOUNTANTS),
    DayMaximum(2022, Euro(1440), SOURCE_SCHOOLS),
    DayMaximum(
        2023, Euro(1570), "https://pro.katholiekonderwijs.vlaanderen/fiscaal-attest-voor-kinderopvang/voor-iedereen"
    ),
    DayMaximum(2024, Euro(1640), SOURCE_SECONDARY),
)
# Of later years we found no amount in a source we can name. Then every tariff gets a line of its own: that is right
# whatever the maximum is, and only takes more lines.


def day_maximum(year: int) -> Euro | None:
    """The maximum of a year of payment; None where we do not know it."""
    return next((one.amount for one in MAXIMA if one.year == year), None)


def counts_by_age(birth_date: date | None, day: date, *, severe_disability: bool = False) -> bool:
    """Whether care that began on this day counts for the tax reduction. Of a child without a birth date it does not."""
    if birth_date is None:
        return False
    limit = AGE_WITH_SEVERE_DISABILITY if severe_disability else AGE
    try:
        birthday = birth_date.replace(year=birth_date.year + limit)
    except ValueError:  # born on 29 February
        birthday = date(birth_date.year + limit, 3, 1)
    return day < birthday
