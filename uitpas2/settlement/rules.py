"""A month of sales as the organiser's office reads it: what came in, what it bears itself, what it gets back.

A statement says nothing about who bought: no name, no time of day, and lines of one day in an order that has nothing
to do with the door. Whoever does the accounts sees amounts, and cannot lay them beside the list of who came in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from uitpas2.kernel.money import Euro, total
from uitpas2.kernel.period import Period, PeriodKind, calendar_period
from uitpas2.kernel.text import TranslatedText
from uitpas2.settlement.errors import MonthUnreadable


@dataclass(frozen=True, slots=True)
class Claim:
    """What one government gives back."""

    organisation_id: str
    name: str
    amount: Euro


@dataclass(frozen=True, slots=True)
class Line:
    """One sale on the day it was booked, or the reversal of one on the day it was cancelled (amounts below zero).

    `full_price` is always `paid` + `own_share` + what is claimed.
    """

    sale_id: str
    day: date
    activity: TranslatedText
    price_name: TranslatedText
    full_price: Euro
    paid: Euro
    own_share: Euro
    claims: tuple[Claim, ...]
    is_reversal: bool = False

    @property
    def number(self) -> str:
        """A short number to name the sale by."""
        return sale_number(self.sale_id)

    @property
    def claimed(self) -> Euro:
        return total(claim.amount for claim in self.claims)

    def reversed_on(self, day: date) -> Line:
        """The line that takes this one back."""
        back = tuple(Claim(claim.organisation_id, claim.name, -claim.amount) for claim in self.claims)
        return Line(
            sale_id=self.sale_id,
            day=day,
            activity=self.activity,
            price_name=self.price_name,
            full_price=-self.full_price,
            paid=-self.paid,
            own_share=-self.own_share,
            claims=back,
            is_reversal=True,
        )


def sale_number(sale_id: str) -> str:
    return sale_id[:8].upper()


@dataclass(frozen=True)
class Statement:
    """The lines of one month and their sums; everything adds up to the cent."""

    month: Period
    lines: Sequence[Line]

    @property
    def full_price(self) -> Euro:
        return total(line.full_price for line in self.lines)

    @property
    def paid(self) -> Euro:
        return total(line.paid for line in self.lines)

    @property
    def own_share(self) -> Euro:
        return total(line.own_share for line in self.lines)

    @property
    def claimed(self) -> Euro:
        return total(line.claimed for line in self.lines)

    @property
    def claims(self) -> list[Claim]:
        """What each government gives back for the month, by name."""
        return add_up_claims(claim for line in self.lines for claim in line.claims)


def add_up_claims(claims: Iterable[Claim]) -> list[Claim]:
    sums: dict[tuple[str, str], Euro] = {}
    for claim in claims:
        key = (claim.name, claim.organisation_id)
        sums[key] = sums.get(key, Euro(0)) + claim.amount
    return [Claim(organisation_id, name, amount) for (name, organisation_id), amount in sorted(sums.items())]


def arrange(lines: Iterable[Line]) -> list[Line]:
    """By day, activity and number of the sale. The number is random, so the order tells nothing about the door."""
    return sorted(lines, key=lambda line: (line.day, line.activity.nl, line.sale_id, line.is_reversal))


def month_of(day: date) -> Period:
    return calendar_period(PeriodKind.MONTH, day)


def month_before(month: Period) -> Period:
    return month_of(month.start - timedelta(days=1))


def read_month(text: str) -> Period:
    """The month somebody names: "2026-11". Raises MonthUnreadable for anything else."""
    found = re.fullmatch(r"(20\d\d)-(0[1-9]|1[0-2])", text)
    if found is None:
        raise MonthUnreadable(field="month")
    return month_of(date(int(found[1]), int(found[2]), 1))


def month_name(month: Period) -> str:
    """2026-11"""
    return month.start.strftime("%Y-%m")


@dataclass(frozen=True, slots=True)
class SpentAt:
    """What a government bore this year of the tickets of one organiser."""

    organisation_id: str
    name: str
    tickets: int
    amount: Euro


@dataclass(frozen=True)
class Spending:
    """A government's year: what it set aside, what it bore per organiser, and what the ledger says.

    `budget` is None when none was set. `ledger_left` is the balance of its budget account, with plus for what is left.
    """

    year: int
    budget: Euro | None
    spent: Euro
    per_organiser: Sequence[SpentAt]
    ledger_left: Euro

    @property
    def left(self) -> Euro:
        return (self.budget or Euro(0)) - self.spent

    @property
    def adds_up(self) -> bool:
        """Whether budget, sales and ledger tell the same story."""
        return total(line.amount for line in self.per_organiser) == self.spent and self.left == self.ledger_left
