"""From what a family was billed and what it paid to the lines of tax certificates.

Money that came in pays what is due oldest first, whatever bill it was sent for. Care is certified for the year in
which its last cent came in, once it took place: the law lets only care count that was paid in full. So everything
received is somewhere, to the cent: on the certificate of a year, on no certificate because it was not for care or the
child was too old, waiting until something is paid in full or takes place, or over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from uitpas2.billing.rules.tax import LINES, day_maximum
from uitpas2.kernel.money import ZERO, Euro, total


@dataclass(frozen=True, slots=True)
class Due:
    """One thing a family owes for, after credits. `took_place`: the child came, or it is over and nobody said no.

    `certifiable`: care of a child of an age that counts.
    """

    id: str
    holder_id: str
    day: date
    until: date
    days: int
    amount: Euro
    certifiable: bool
    took_place: bool


@dataclass(frozen=True, slots=True)
class Received:
    """Money that came in on a day, or went back (below zero)."""

    id: str
    day: date
    amount: Euro


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a payment that pays (a part of) one thing."""

    due: Due
    payment_id: str
    day: date
    amount: Euro


class Place(StrEnum):
    """Where a piece of what was received ended up."""

    CERTIFIED = "certified"
    NOT_CARE = "not-care"
    WAITING = "waiting"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Allotment:
    """What the payments of one family paid for. `over` is what is left, by the day it came in."""

    pieces: tuple[Piece, ...]
    over: tuple[tuple[date, Euro], ...]

    def paid_in_full(self) -> dict[str, date]:
        """The day on which the last cent came in, of all that is paid in full."""
        paid: dict[str, Euro] = {}
        last: dict[str, date] = {}
        for piece in self.pieces:
            paid[piece.due.id] = paid.get(piece.due.id, ZERO) + piece.amount
            last[piece.due.id] = max(piece.day, last.get(piece.due.id, piece.day))
        amounts = {piece.due.id: piece.due.amount for piece in self.pieces}
        return {id: last[id] for id, amount in amounts.items() if paid[id] == amount}

    def places(self, year: int) -> dict[Place, Euro]:
        """Where the money went that came in in a year; together it is all of it."""
        full = self.paid_in_full()
        found = dict.fromkeys(Place, ZERO)
        for piece in self.pieces:
            if piece.day.year == year:
                found[_place(piece.due, full)] += piece.amount
        for day, amount in self.over:
            if day.year == year:
                found[Place.OVER] += amount
        return found


def _place(due: Due, full: Mapping[str, date]) -> Place:
    if not due.certifiable:
        return Place.NOT_CARE
    return Place.CERTIFIED if due.id in full and due.took_place else Place.WAITING


def allot(dues: Iterable[Due], payments: Iterable[Received]) -> Allotment:
    """Let payments, oldest first, pay what is due, oldest first. Money that went back takes the latest that came in."""
    open_dues = [(due, due.amount) for due in sorted(dues, key=lambda due: (due.day, due.id)) if due.amount > ZERO]
    pieces: list[Piece] = []
    over: list[tuple[date, Euro]] = []
    place, left = 0, open_dues[0][1] if open_dues else ZERO
    for payment in _effective(payments):
        rest = payment.amount
        while rest > ZERO and place < len(open_dues):
            part = min(rest, left)
            pieces.append(Piece(open_dues[place][0], payment.id, payment.day, part))
            rest, left = rest - part, left - part
            if not left:
                place += 1
                left = open_dues[place][1] if place < len(open_dues) else ZERO
        if rest:
            over.append((payment.day, rest))
    return Allotment(tuple(pieces), tuple(over))


def _effective(payments: Iterable[Received]) -> list[Received]:
    """What stayed, by day. More can never have gone back than came in; if it did, nothing stayed."""
    stayed: list[Received] = []
    for payment in sorted(payments, key=lambda payment: (payment.day, payment.amount < ZERO, payment.id)):
        if payment.amount > ZERO:
            stayed.append(payment)
            continue
        back = -payment.amount
        while back > ZERO and stayed:
            latest = stayed.pop()
            if latest.amount > back:
                stayed.append(Received(latest.id, latest.day, latest.amount - back))
            back = max(ZERO, back - latest.amount)
    return stayed


@dataclass(frozen=True, slots=True)
class CertifiedLine:
    """One line of box II. `tariff` is None where no day went above the maximum: then one line is enough."""

    starts: date
    ends: date
    days: int
    tariff: Euro | None
    amount: Euro


def certified(allotment: Allotment, year: int) -> dict[str, list[list[CertifiedLine]]]:
    """The certificates of a year: by child, each a list of at most four lines."""
    full = allotment.paid_in_full()
    dues = {piece.due.id: piece.due for piece in allotment.pieces}
    counting: dict[str, list[Due]] = {}
    for id, due in sorted(dues.items()):
        if id in full and full[id].year == year and due.certifiable and due.took_place and due.days:
            counting.setdefault(due.holder_id, []).append(due)
    return {holder_id: _on_certificates(found, day_maximum(year)) for holder_id, found in sorted(counting.items())}


def _on_certificates(dues: Sequence[Due], maximum: Euro | None) -> list[list[CertifiedLine]]:
    days = _by_day(dues)
    if maximum is not None and all(_tariff(day) <= maximum for day in days):
        whole = CertifiedLine(
            min(day.day for day in days),
            max(day.until for day in days),
            sum(day.days for day in days),
            None,
            total(day.amount for day in days),
        )
        return [[whole]]
    tariffs: dict[Euro, list[Due]] = {}
    for day in days:
        tariffs.setdefault(_tariff(day), []).append(day)
    lines = [
        CertifiedLine(
            min(day.day for day in group),
            max(day.until for day in group),
            sum(day.days for day in group),
            tariff,
            total(day.amount for day in group),
        )
        for tariff, group in sorted(tariffs.items())
    ]
    return [lines[first : first + LINES] for first in range(0, len(lines), LINES)]


def _by_day(dues: Sequence[Due]) -> list[Due]:
    """Care before and after school is one day of care: its amounts stand together."""
    one_day: dict[date, Due] = {}
    longer = []
    for due in dues:
        if due.days > 1:
            longer.append(due)
            continue
        before = one_day.get(due.day)
        amount = due.amount + before.amount if before else due.amount
        one_day[due.day] = Due(due.id, due.holder_id, due.day, due.day, 1, amount, True, True)
    return [*one_day.values(), *longer]


def _tariff(due: Due) -> Euro:
    """The amount per day, to the nearest cent."""
    return Euro((2 * due.amount.cents + due.days) // (2 * due.days))
