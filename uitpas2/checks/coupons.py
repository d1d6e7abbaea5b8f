"""Coupons and vouchers: what is counted of them is what was sold, and no more went of them than was given."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from sqlalchemy import func, select

from uitpas2.checks.finding import Finding
from uitpas2.database.work import Work
from uitpas2.discounts.models import Coupon, CouponCount, CouponUse, Sale, SaleShare
from uitpas2.discounts.rules import Payer
from uitpas2.discounts.rules.coupons import MANY, CouponKind
from uitpas2.kernel.money import ZERO, Euro

Key = tuple[str, str, date]  # coupon, holder, first day of the period
Went = tuple[int, Euro]  # how often, and how much of a voucher


def coupons_equal_sales(work: Work) -> Iterator[Finding]:
    """Counters of coupons are the uses in sales that stand; what was given of a voucher less what it paid is left."""
    sold, counted = _sold(work), _counted(work)
    for key in sorted(sold.keys() | counted.keys()):
        if sold.get(key, (0, ZERO)) != counted.get(key, (0, ZERO)):
            yield Finding(f"{key[0]}/{key[1]}", f"another use of this coupon is counted from {key[2]} than was sold")
    in_all: Counter[str] = Counter()
    for (coupon_id, _, _), (uses, _) in sold.items():
        in_all[coupon_id] += uses
    most: dict[str, Went] = {}
    for coupon in work.session.scalars(select(Coupon).order_by(Coupon.id).execution_options(populate_existing=True)):
        is_voucher = coupon.kind is CouponKind.VOUCHER
        most[coupon.id] = (MANY, Euro(coupon.value)) if is_voucher else (coupon.uses, ZERO)
        if coupon.used != in_all[coupon.id]:
            yield Finding(coupon.id, f"{coupon.used} uses of it are counted, {in_all[coupon.id]} were sold")
    for (coupon_id, holder_id, _), (uses, spent) in sorted(counted.items()):
        if uses > most[coupon_id][0] or spent > most[coupon_id][1]:
            yield Finding(f"{coupon_id}/{holder_id}", "more went of this coupon than was given")


def vouchers_are_claimed(work: Work) -> Iterator[Finding]:
    """What a voucher paid of a sale is within the part of the municipality, from which the organiser gets it back."""
    borne = func.coalesce(func.sum(SaleShare.amount, type_=SaleShare.amount.type), 0)
    rows = work.session.execute(
        select(CouponUse.sale_id)
        .outerjoin(SaleShare, (SaleShare.sale_id == CouponUse.sale_id) & (SaleShare.payer == Payer.MUNICIPALITY))
        .where(CouponUse.spent > 0)
        .group_by(CouponUse.sale_id, CouponUse.coupon_id, CouponUse.spent)
        .having(borne < CouponUse.spent)
        .order_by(CouponUse.sale_id)
    )
    for (sale_id,) in rows:
        yield Finding(sale_id, "a voucher paid more of this sale than its municipality bears")


def _sold(work: Work) -> dict[Key, Went]:
    rows = work.session.execute(
        select(
            CouponUse.coupon_id,
            CouponUse.holder_id,
            CouponUse.period_start,
            func.count(),
            func.sum(CouponUse.spent, type_=CouponUse.spent.type),
        )
        .join(Sale, Sale.id == CouponUse.sale_id)
        .where(Sale.cancelled_at.is_(None))
        .group_by(CouponUse.coupon_id, CouponUse.holder_id, CouponUse.period_start)
    )
    return {(coupon, holder, start): (uses, spent) for coupon, holder, start, uses, spent in rows}


def _counted(work: Work) -> dict[Key, Went]:
    rows = work.session.execute(
        select(
            CouponCount.coupon_id,
            CouponCount.holder_id,
            CouponCount.period_start,
            CouponCount.used,
            CouponCount.spent,
        )
    )
    return {(coupon, holder, start): (uses, spent) for coupon, holder, start, uses, spent in rows}
