"""Bills, what was paid of them, and certificates: what must be true whoever made them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, or_, select

from uitpas2.billing.models import Bill, BillCounter, BillLine, Certificate, CertificatePeriod, Payment
from uitpas2.billing.rules import LineKind, is_communication
from uitpas2.checks.finding import Finding
from uitpas2.database.work import Work
from uitpas2.discounts.models import Sale
from uitpas2.kernel.money import ZERO, Euro


def bills_add_up(work: Work) -> Iterator[Finding]:
    """A bill is the sum of its lines, its communication is one, and numbers run without gaps to the counter."""
    amount = func.coalesce(func.sum(BillLine.amount, type_=BillLine.amount.type), 0)
    wrong = select(Bill.id).outerjoin(BillLine, BillLine.bill_id == Bill.id).group_by(Bill.id, Bill.total)
    for bill_id in work.session.scalars(wrong.having(amount != Bill.total).order_by(Bill.id)):
        yield Finding(bill_id, "this bill is not the sum of its lines")
    for bill_id, communication in work.session.execute(select(Bill.id, Bill.communication).order_by(Bill.id)):
        if not is_communication(communication):
            yield Finding(bill_id, "the communication of this bill is none")
    given = select(Bill.organiser_id, Bill.year, func.count(), func.max(Bill.number)).group_by(
        Bill.organiser_id, Bill.year
    )
    counters = {(row.organiser_id, row.year): row.last for row in work.session.scalars(select(BillCounter))}
    for organiser_id, year, count, last in work.session.execute(given):
        if (count, last) != (counters.get((organiser_id, year)),) * 2:
            yield Finding(f"{organiser_id}/{year}", f"{count} bills have numbers up to {last}: there is a gap")


def sales_are_billed_once(work: Work) -> Iterator[Finding]:
    """No sale is on two bills or on the bill of another organiser, and a line says what the family pays for it."""
    sold = select(BillLine.sale_id, func.count()).where(BillLine.kind == LineKind.SALE).group_by(BillLine.sale_id)
    for sale_id, count in work.session.execute(sold.having(func.count() > 1)):
        yield Finding(str(sale_id), f"this sale is on {count} bills")
    advance = BillLine.__table__.alias("advance")
    rows = (
        select(BillLine.id)
        .join(Bill, Bill.id == BillLine.bill_id)
        .join(Sale, Sale.id == BillLine.sale_id)
        .outerjoin(advance, advance.c.id == BillLine.corrects_id)
        .where(
            BillLine.kind == LineKind.SALE,
            or_(
                Sale.organiser_id != Bill.organiser_id,
                Sale.holder_pays != BillLine.amount + func.coalesce(advance.c.amount, 0),
            ),
        )
        .order_by(BillLine.id)
    )
    for line_id in work.session.scalars(rows):
        yield Finding(line_id, "this line is not what the family pays for its sale")


def certificates_are_covered_by_payments(work: Work) -> Iterator[Finding]:
    """A certificate is the sum of its lines, and those of a family are no more than what it paid the organiser."""
    said = func.coalesce(func.sum(CertificatePeriod.amount, type_=CertificatePeriod.amount.type), 0)
    wrong = select(Certificate.id).outerjoin(CertificatePeriod).group_by(Certificate.id, Certificate.total)
    for certificate_id in work.session.scalars(wrong.having(said != Certificate.total)):
        yield Finding(certificate_id, "this certificate is not the sum of its lines")
    paid: Counter[tuple[str, str]] = Counter()
    payments = select(Bill.organiser_id, Bill.account_id, Bill.holder_id, Payment.amount)
    payments = payments.join(Payment, Payment.bill_id == Bill.id).where(Payment.voided_at.is_(None))
    for organiser_id, account_id, holder_id, amount in work.session.execute(payments):
        paid[organiser_id, account_id or f"household/{holder_id}"] += amount.cents
    certified: Counter[tuple[str, str]] = Counter()
    holding = select(Certificate).where(Certificate.replaced_by.is_(None))
    for one in work.session.scalars(holding):
        certified[one.organiser_id, one.account_id or f"household/{one.holder_id}"] += one.total.cents
    for (organiser_id, family), cents in sorted(certified.items()):
        if Euro(cents) > max(ZERO, Euro(paid[organiser_id, family])):
            yield Finding(f"{organiser_id}/{family}", "more is certified than this family paid")
