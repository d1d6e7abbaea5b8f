"""Statements of the actor's organisation, and what the actor's municipality spent."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from uitpas2.accounts.models import Organisation
from uitpas2.activities.models import Activity
from uitpas2.database.work import Work
from uitpas2.discounts.errors import SaleUnknown
from uitpas2.discounts.models import Sale, SaleShare
from uitpas2.discounts.rules import Payer
from uitpas2.kernel.clock import brussels_day, brussels_moment
from uitpas2.kernel.money import ZERO, total
from uitpas2.kernel.period import Period
from uitpas2.kernel.text import TranslatedText
from uitpas2.ledger import queries as ledger
from uitpas2.ledger.rules import AccountKind
from uitpas2.settlement.errors import NoOrganisation
from uitpas2.settlement.rules import Claim, Line, Spending, SpentAt, Statement, arrange

_GOVERNMENTS = {Payer.MUNICIPALITY, Payer.FLANDERS}


def statement(work: Work, month: Period) -> Statement:
    """The month of the actor's organisation: its sales on the day they were sold, and what was cancelled then.

    A sale of October that is cancelled in November stays in October and is taken back in November, as in the ledger:
    a month that is over does not change any more.
    """
    assert month.end is not None
    organiser_id = _own_organisation(work)
    starts, ends = brussels_moment(month.start), brussels_moment(month.end)
    sold = (Sale.day >= month.start) & (Sale.day < month.end)
    cancelled = (Sale.cancelled_at >= starts) & (Sale.cancelled_at < ends)
    rows = work.session.execute(
        select(Sale, Activity.name)
        .join(Activity, Activity.id == Sale.activity_id)
        .options(selectinload(Sale.shares))
        .where(Sale.organiser_id == organiser_id, or_(sold, cancelled))
    ).all()
    governments = _names(work, {share.organisation_id for sale, _ in rows for share in sale.shares})
    lines = (line for sale, name in rows for line in _lines(sale, name, governments) if line.day in month)
    return Statement(month, arrange(lines))


def lines_of_sale(work: Work, sale_id: str) -> list[Line]:
    """A sale of the actor's organisation: as it was booked and, if it was cancelled, how it was taken back.

    Raises SaleUnknown, also for a sale of somebody else.
    """
    row = work.session.execute(
        select(Sale, Activity.name)
        .join(Activity, Activity.id == Sale.activity_id)
        .where(Sale.id == sale_id, Sale.organiser_id == _own_organisation(work))
    ).one_or_none()
    if row is None:
        raise SaleUnknown
    sale, name = row
    return list(_lines(sale, name, _names(work, {share.organisation_id for share in sale.shares})))


def spending(work: Work, year: int) -> Spending:
    """What the actor's municipality bore in a calendar year, per organiser, largest amount first."""
    organisation_id = _own_organisation(work)
    amount = func.sum(SaleShare.amount, type_=SaleShare.amount.type)
    rows = work.session.execute(
        select(Sale.organiser_id, Organisation.name, func.count(), amount)
        .join(SaleShare, SaleShare.sale_id == Sale.id)
        .join(Organisation, Organisation.id == Sale.organiser_id)
        .where(
            SaleShare.organisation_id == organisation_id,
            SaleShare.payer.in_(_GOVERNMENTS),
            Sale.day >= date(year, 1, 1),
            Sale.day < date(year + 1, 1, 1),
            Sale.cancelled_at.is_(None),
        )
        .group_by(Sale.organiser_id, Organisation.name)
        .order_by(amount.desc(), Organisation.name)
    )
    per_organiser = [SpentAt(*row) for row in rows.all()]
    budget = ledger.budget(work, organisation_id, year)
    return Spending(
        year=year,
        budget=budget.total if budget and budget.total else None,
        spent=budget.spent if budget else total(line.amount for line in per_organiser),
        per_organiser=per_organiser,
        ledger_left=-ledger.balance(work, AccountKind.BUDGET, organisation_id, year=year),
    )


def _own_organisation(work: Work) -> str:
    if work.actor.organisation_id is None:
        raise NoOrganisation
    return work.actor.organisation_id


def _names(work: Work, organisation_ids: set[str | None]) -> dict[str | None, str]:
    rows = work.session.execute(select(Organisation.id, Organisation.name).where(Organisation.id.in_(organisation_ids)))
    return dict(rows.all())


def _lines(sale: Sale, activity: TranslatedText, governments: dict[str | None, str]) -> Iterator[Line]:
    shares = {share.payer: share.amount for share in sale.shares}
    booked = Line(
        sale_id=sale.id,
        day=sale.day,
        activity=activity,
        price_name=sale.price_name,
        full_price=sale.full_price,
        paid=shares.get(Payer.HOLDER, ZERO),
        own_share=shares.get(Payer.ORGANISER, ZERO),
        claims=tuple(
            Claim(share.organisation_id or "", governments.get(share.organisation_id, ""), share.amount)
            for share in sale.shares
            if share.payer in _GOVERNMENTS and share.amount
        ),
    )
    yield booked
    if sale.cancelled_at is not None:
        yield booked.reversed_on(brussels_day(sale.cancelled_at))
