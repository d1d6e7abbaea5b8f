"""What families were billed and paid, as the tax certificate needs it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from uitpas2.billing.models import Bill, BillLine, Payment
from uitpas2.billing.rules import LineKind
from uitpas2.billing.rules.certifying import Allotment, Due, Received, allot
from uitpas2.billing.rules.collecting import Family
from uitpas2.billing.rules.tax import counts_by_age
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.kernel.money import total


@dataclass(frozen=True, slots=True)
class Account:
    """One family at one organiser, with what its payments paid for."""

    family: Family
    allotment: Allotment


def accounts(
    work: Work, organiser_id: str, *, made_on: date, with_severe_disability: Collection[str] = ()
) -> list[Account]:
    """Every family that an organiser ever sent a bill, as everything stands on a day."""
    families, dues = _dues(work, organiser_id, made_on, with_severe_disability)
    received: dict[str, list[Received]] = {}
    rows = work.session.execute(
        select(Payment.id, Payment.day, Payment.amount, Bill.account_id, Bill.holder_id)
        .join(Bill, Bill.id == Payment.bill_id)
        .where(Bill.organiser_id == organiser_id, Payment.voided_at.is_(None))
        .order_by(Payment.day, Payment.id)
    )
    for row in rows:
        key = Family(row.account_id, row.holder_id).key
        received.setdefault(key, []).append(Received(row.id, row.day, row.amount))
    return [Account(families[key], allot(dues[key], received.get(key, ()))) for key in sorted(families)]


def _dues(
    work: Work, organiser_id: str, made_on: date, with_severe_disability: Collection[str]
) -> tuple[dict[str, Family], dict[str, list[Due]]]:
    rows = work.session.execute(
        select(BillLine, Bill.account_id, Bill.holder_id, Holder.birth_date)
        .join(Bill, Bill.id == BillLine.bill_id)
        .join(Holder, Holder.id == BillLine.holder_id)
        .where(Bill.organiser_id == organiser_id)
        .order_by(BillLine.day, BillLine.id)
    ).all()
    lines = {row.BillLine.id: row.BillLine for row in rows}
    chains: dict[str, list[BillLine]] = {}
    for line in lines.values():
        chains.setdefault(_root(line, lines), []).append(line)
    families: dict[str, Family] = {}
    dues: dict[str, list[Due]] = {}
    for row in rows:
        if row.BillLine.id not in chains:
            continue
        family = Family(row.account_id, row.holder_id)
        families.setdefault(family.key, family)
        severe = row.BillLine.holder_id in with_severe_disability
        due = _due(row.BillLine, chains[row.BillLine.id], row.birth_date, made_on, severe)
        dues.setdefault(family.key, []).append(due)
    return families, dues


def _root(line: BillLine, lines: dict[str, BillLine]) -> str:
    """The line with which it began: what corrects it, settles it or takes it back belongs to it."""
    while line.corrects_id in lines:
        line = lines[line.corrects_id]
    return line.id


def _due(root: BillLine, chain: list[BillLine], birth_date: date | None, made_on: date, severe: bool) -> Due:
    taken_back = {line.corrects_id for line in chain if line.kind is LineKind.CREDIT}
    came = [line for line in chain if line.kind is LineKind.SALE and line.id not in taken_back]
    shown = came[0] if came else root
    return Due(
        id=root.id,
        holder_id=root.holder_id,
        day=shown.day,
        until=shown.until,
        days=shown.days,
        amount=total(line.amount for line in chain),
        certifiable=root.is_care and counts_by_age(birth_date, shown.day, severe_disability=severe),
        took_place=shown.until < made_on,
    )
