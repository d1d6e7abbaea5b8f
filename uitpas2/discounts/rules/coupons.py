"""Coupons and vouchers: what they are, who gets them, how they stand, and where and when they can be used.

A coupon sets the price of one ticket. A voucher is an amount that pays the own part until it is used up. Both are given
to everybody who belongs to an audience; nobody's name is written down for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from uitpas2.discounts.errors import (
    CouponNotHere,
    CouponNotYet,
    CouponOver,
    CouponRefused,
    CouponWithdrawn,
    PriceTooLow,
)
from uitpas2.discounts.rulebook.codes import COUPON_AMOUNT, COUPON_PERCENT, COUPON_PRICE
from uitpas2.kernel.money import Euro

LONGEST_YEARS = 2
MANY = 2**31 - 1  # no limit, for a database that counts


class CouponKind(StrEnum):
    PRICE = "price"
    PERCENT = "percent"
    AMOUNT = "amount"
    VOUCHER = "voucher"


class CouponState(StrEnum):
    DRAFT = "draft"
    ACTIVE = "active"
    STOPPED = "stopped"
    WITHDRAWN = "withdrawn"


class CouponChange(StrEnum):
    START = "start"
    STOP = "stop"
    WITHDRAW = "withdraw"


class Audience(StrEnum):
    EVERYBODY = "everybody"
    ENTITLED = "entitled"
    GROUPS = "groups"
    NAMED = "named"


class Reach(StrEnum):
    """Who the audience is taken from: who lives in the municipality that gives it, or all members of its region."""

    MUNICIPALITY = "municipality"
    REGION = "region"


USABLE = frozenset({CouponState.ACTIVE, CouponState.STOPPED})

# From which state a change leads to which one; what is not here is refused.
CHANGES: Mapping[CouponChange, Mapping[CouponState, CouponState]] = {
    CouponChange.START: {CouponState.DRAFT: CouponState.ACTIVE},
    CouponChange.STOP: {CouponState.ACTIVE: CouponState.STOPPED},
    CouponChange.WITHDRAW: {
        CouponState.DRAFT: CouponState.WITHDRAWN,
        CouponState.ACTIVE: CouponState.WITHDRAWN,
        CouponState.STOPPED: CouponState.WITHDRAWN,
    },
}


def possible_changes(state: CouponState) -> list[CouponChange]:
    """What can be done with a coupon that stands like this."""
    return [change for change, ways in CHANGES.items() if state in ways]


# What a coupon is worth in the engine's own facts; a voucher is no coupon there.
_CODES = {
    CouponKind.PRICE: COUPON_PRICE,
    CouponKind.PERCENT: COUPON_PERCENT,
    CouponKind.AMOUNT: COUPON_AMOUNT,
}


def facts_of(kind: CouponKind, value: int) -> dict[str, int]:
    """The facts with which the rule book decides about this coupon; `value` is in cents or whole per cents."""
    return {"coupon": _CODES[kind], "coupon_value": value}


def is_possible_value(kind: CouponKind, value: int) -> bool:
    """A percentage goes from 1 to 100; an amount off or a voucher is something; a price of its own may be nothing."""
    if kind is CouponKind.PERCENT:
        return 1 <= value <= 100
    return value >= (0 if kind is CouponKind.PRICE else 1)


@dataclass(frozen=True)
class Conditions:
    """Where it can be used: each empty set means everywhere."""

    organisers: Collection[str] = ()
    activities: Collection[str] = ()
    themes: Collection[str] = ()
    price_from: Euro | None = None

    def refusal(self, *, organiser_id: str | None, activity_id: str, theme: str, price: Euro) -> CouponRefused | None:
        """Why it cannot be used for this activity at this price; None when it can."""
        wanted = ((self.organisers, organiser_id), (self.activities, activity_id), (self.themes, theme))
        if any(allowed and value not in allowed for allowed, value in wanted):
            return CouponNotHere()
        if self.price_from is not None and price < self.price_from:
            return PriceTooLow(amount=str(self.price_from).replace(".", ","))
        return None


def refusal_on(day: date, *, state: CouponState, starts: date, ends: date) -> CouponRefused | None:
    """Why a coupon that somebody has cannot be used on a day; `ends` is the first day on which it no longer holds."""
    if state is CouponState.WITHDRAWN:
        return CouponWithdrawn()
    if day < starts:
        return CouponNotYet(day=starts)
    if day >= ends:
        return CouponOver(day=ends - timedelta(days=1))
    return None


def years_before(day: date, years: int) -> date:
    """The last day on which somebody was born who has completed so many years on `day`."""
    year = day.year - years
    return date(year, 2, 28) if (day.month, day.day) == (2, 29) and not _is_leap(year) else day.replace(year=year)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


FEWEST_SHOWN = 5
STEP = 5
# Ages reached in the year, the first and the last. Who has the right is counted in whole groups that nobody can shift.
AGE_GROUPS = ((0, 11), (12, 17), (18, 25), (26, 64), (65, 150))


def shown_count(count: int) -> int | None:
    """How many people belong, as an officer sees it; None is fewer than five."""
    return count if count >= FEWEST_SHOWN else None


def shown_in_groups(counts: Iterable[int]) -> int | None:
    """The same of people with the right, by age group: each to the nearest five, and of a few nothing.

    Of numbers for exact ages two side by side would tell of whoever was born between: the first day of a coupon moves
    the ages by as little as a day.
    """
    told = [(count + STEP // 2) // STEP * STEP for count in counts if count >= FEWEST_SHOWN]
    return sum(told) if told else None


def tells_uses(audience: Audience, used: int) -> bool:
    """Whether an officer may see how often it was used and what it cost: a few uses tell who has the right."""
    return audience is not Audience.ENTITLED or used >= FEWEST_SHOWN


def birth_years(age_from: int | None, age_to: int | None, year: int) -> list[tuple[int, int]]:
    """The first and last year of birth of each age group of a year that lies wholly or partly between two ages."""
    lowest, highest = age_from or 0, AGE_GROUPS[-1][1] if age_to is None else age_to
    return [(year - last, year - first) for first, last in AGE_GROUPS if first <= highest and lowest <= last]


# Words that tell why somebody has a lower price, in the three languages; whatever parts two words became one space.
_TELLING = re.compile(
    r"\b(kansen(?!spel)\w*|kansarm\w*|\w*armoede\w*|arme? (gezin|kind|mens)\w*|soci(aal|ale) ?tarie\w*|mia"
    r"|korting wegens|leefloon\w*|verhoogde tegemoetkoming\w*|ocmw|schuldbemiddel\w*|minder ?begoed\w*|kwetsba\w*"
    r"|(laag|lage) ?inkomen\w*|tarifs? socia\w*|pauvre\w*|precari\w*|cpas|intervention majoree|revenu d.integration"
    r"|(bas|faibles?) revenus?|social ?tariff\w*|social ?rate\w*|poverty|poor|deprived|low.income)\b"
)


def telling_word(text: str) -> str:
    """The first word in a text that would tell why somebody pays less; empty when there is none."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    found = _TELLING.search(re.sub(r"[\W_]+", " ", plain))
    return found[0] if found else ""
