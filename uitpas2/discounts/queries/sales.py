"""Reading sales, and telling why they cost what they cost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from uitpas2.database.work import Work
from uitpas2.discounts.errors import SaleUnknown
from uitpas2.discounts.models import Sale
from uitpas2.discounts.rules import Decision, ExplainedStep, receipt_of, retell
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import Period, PeriodKind, calendar_period


def sales_of_organiser(
    work: Work,
    *,
    period: Period | None = None,
    client_reference: str | None = None,
    activity_id: str | None = None,
    limit: int = 50,
    offset: int = 0,
) -> Sequence[Sale]:
    """Sales of the actor's organisation with their shares, newest first, cancelled ones included."""
    question = _sales().where(Sale.organiser_id == work.actor.organisation_id)
    if period is not None:
        question = question.where(Sale.day >= period.start)
        if period.end is not None:
            question = question.where(Sale.day < period.end)
    if client_reference is not None:
        question = question.where(Sale.client_reference == client_reference)
    if activity_id is not None:
        question = question.where(Sale.activity_id == activity_id)
    return work.session.scalars(question.order_by(Sale.at.desc(), Sale.id).limit(limit).offset(offset)).all()


def count_sales(work: Work, *, client_reference: str | None = None) -> int:
    """How many sales the actor's organisation has, or has with this client reference."""
    question = select(func.count()).select_from(Sale).where(Sale.organiser_id == work.actor.organisation_id)
    if client_reference is not None:
        question = question.where(Sale.client_reference == client_reference)
    return work.session.scalar(question) or 0


def sale_of_organiser(work: Work, sale_id: str) -> Sale:
    """A sale of the actor's organisation. Raises SaleUnknown for every other."""
    found = work.session.scalar(_sales().where(Sale.id == sale_id, Sale.organiser_id == work.actor.organisation_id))
    if found is None:
        raise SaleUnknown
    return found


@dataclass(frozen=True)
class Year:
    """What somebody bought at a reduced price in a calendar year: how often, what they paid, what others paid."""

    tickets: int
    own_part: Euro
    intervention: Euro


def reduced_this_year(work: Work, holder_id: str) -> Year:
    """The holder's reduced sales of this Brussels calendar year that were not cancelled."""
    year = calendar_period(PeriodKind.YEAR, work.today)
    row = work.session.execute(
        select(
            func.count(),
            func.coalesce(func.sum(Sale.holder_pays), 0).label("own"),
            func.coalesce(func.sum(Sale.full_price), 0).label("full"),
        ).where(
            Sale.holder_id == holder_id,
            Sale.day >= year.start,
            Sale.day < year.end,
            Sale.cancelled_at.is_(None),
            Sale.holder_pays < Sale.full_price,
        )
    ).one()
    own, full = (int(one.cents if isinstance(one, Euro) else one) for one in (row.own, row.full))
    return Year(row[0], Euro(own), Euro(full - own))


@dataclass(frozen=True)
class Explained:
    """A price that is told like that of a sale: its receipt, the full price, and why."""

    receipt: dict[str, Any]
    full_price: Euro
    steps: list[ExplainedStep]


def explain(sale: Sale, language: str) -> list[ExplainedStep]:
    """Why this price: the steps of the sale's receipt as sentences in a language."""
    return retell(sale.receipt, language)


def explain_decision(decision: Decision, *, known_on: datetime, language: str) -> Explained:
    """The same for a price that was asked and not paid yet."""
    receipt = receipt_of(decision, known_on=known_on)
    return Explained(receipt, decision.full_price, retell(receipt, language))


def _sales() -> Select[Sale]:
    return select(Sale).options(selectinload(Sale.shares))
