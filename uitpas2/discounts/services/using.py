"""Coupons and vouchers in a sale: shown by the holder, taken in the sale's own transaction, given back with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import bindparam, delete, or_, select, update

from uitpas2.database.work import Work
from uitpas2.database.writes import happened, insert_many, insert_unless_there
from uitpas2.discounts import queries
from uitpas2.discounts.errors import (
    CouponNotCheaper,
    CouponNotHere,
    CouponRefused,
    CouponsGone,
    CouponUnknown,
    CouponUsedForNow,
    CouponUsedUp,
    VoucherNotUsable,
)
from uitpas2.discounts.models import Coupon, CouponCount, CouponUse, Sale
from uitpas2.discounts.queries.coupons import HeldCoupon, coupon_held, coupons_held
from uitpas2.discounts.rules import Decision, paid_by_voucher
from uitpas2.discounts.rules.coupons import USABLE, refusal_on
from uitpas2.discounts.services.quoting import Case, decide_case, look_up, tickets_used
from uitpas2.kernel.money import ZERO, Euro


@dataclass(frozen=True)
class Tariff:
    """What the holder pays with one coupon or voucher, and how often it can still be used for this."""

    coupon: Coupon
    holder_pays: Euro
    remaining: int


def coupon_tariffs(
    work: Work,
    *,
    activity_id: str,
    holder_id: str,
    price_id: str | None = None,
    session_id: str | None = None,
    coupon_id: str | None = None,
    siblings: int = 1,
) -> list[Tariff]:
    """Every coupon and voucher that makes this cheaper for the holder now, the cheapest first. Changes nothing.

    A coupon comes in the place of the holder's own price; it is used only when it is asked for. `coupon_id` asks what
    vouchers come to on top of that coupon. Raises what a quote raises, and a CouponRefused for that coupon.
    """
    case = look_up(work, activity_id, holder_id, price_id, session_id, siblings)
    used = tickets_used(work, case)
    base = with_shown(work, case, coupon_id, None)
    found = []
    for held in coupons_held(work, holder_id):
        if coupon_id is not None and not held.coupon.is_voucher:
            continue
        shown = _shown(work, base, held)
        if _refusal(base, held) is None and (tariff := _tariff(work, shown, held, used)):
            found.append(tariff)
    return sorted(found, key=lambda one: (one.holder_pays, one.coupon.name.nl, one.coupon.id))


def _tariff(work: Work, case: Case, held: HeldCoupon, used: int) -> Tariff | None:
    decision = decide_case(work, case, tickets_used=used)
    try:
        check_helps(work, case, decision)
    except CouponRefused:
        return None
    tickets_left = case.activity.ticket_limit - used if case.is_limited else held.uses_left
    return Tariff(held.coupon, decision.holder_pays, min(held.uses_left, tickets_left))


def with_shown(work: Work, case: Case, coupon_id: str | None, voucher_id: str | None) -> Case:
    """The case with what the holder shows. Raises CouponUnknown or the CouponRefused that says why not here or now."""
    if coupon_id is not None:
        case = _shown(work, case, _usable(work, case, coupon_id, is_voucher=False))
    if voucher_id is not None:
        case = _shown(work, case, _usable(work, case, voucher_id, is_voucher=True))
    return case


def _usable(work: Work, case: Case, coupon_id: str, *, is_voucher: bool) -> HeldCoupon:
    held = coupon_held(work, case.holder_id, coupon_id)
    if held.coupon.is_voucher is not is_voucher:
        raise CouponUnknown(field="coupon_id")
    if refusal := _refusal(case, held):
        raise refusal
    return held


def _refusal(case: Case, held: HeldCoupon) -> CouponRefused | None:
    """Why the holder cannot use this here now, by what stands on it and by what went of it."""
    coupon = held.coupon
    if held.coupon.is_voucher and coupon.municipality_nis != case.payer_nis:
        return VoucherNotUsable()  # a voucher is money of one municipality, the rest of this price another's
    return (
        refusal_on(held.day, state=coupon.state, starts=coupon.starts, ends=coupon.ends)
        or coupon.conditions.refusal(
            organiser_id=case.activity.organiser_id,
            activity_id=case.activity.id,
            theme=case.activity.theme,
            price=case.price.amount,
        )
        or _used_up(held)
    )


def _used_up(held: HeldCoupon) -> CouponRefused | None:
    if held.uses_left:
        return None
    if held.is_gone:
        return CouponsGone()
    return CouponUsedForNow(day=held.again_from) if held.again_from else CouponUsedUp()


def _shown(work: Work, case: Case, held: HeldCoupon) -> Case:
    if held.coupon.is_voucher:
        return replace(case, voucher=held)
    return replace(case, coupon=held, choices=queries.choices_in_force(work, held.coupon.municipality_nis, case.day))


def check_helps(work: Work, case: Case, decision: Decision) -> None:
    """Raises a CouponRefused when the rule book gives nothing for what is shown: then it is not used either."""
    if case.coupon is not None:
        if not decision.outcome.granted:
            raise CouponNotHere
        if decide_case(work, replace(case, voucher=None)).holder_pays >= decision.full_price:
            raise CouponNotCheaper
    if case.voucher is not None and not paid_by_voucher(decision):
        raise VoucherNotUsable


def take(work: Work, sale_id: str, case: Case, decision: Decision) -> None:
    """Use what was shown: decided here, in the write. Raises the CouponRefused of whoever was a moment too late.

    In the order in which `give_back` takes hold of them: a sale and a cancellation never wait for each other in a ring.
    """
    rows = []
    for held, spent in sorted(_uses(case, decision), key=lambda use: use[0].coupon.id):
        if not take_use(work, held, holder_id=case.holder_id, spent=spent):
            raise _used_up(coupon_held(work, case.holder_id, held.coupon.id)) or CouponUsedUp()
        rows.append(
            {
                "sale_id": sale_id,
                "coupon_id": held.coupon.id,
                "holder_id": case.holder_id,
                "period_start": held.period.start,
                "spent": spent,
            }
        )
    insert_many(work.session, CouponUse, rows)


def _uses(case: Case, decision: Decision) -> Iterator[tuple[HeldCoupon, Euro]]:
    if case.coupon is not None:
        yield case.coupon, ZERO
    if case.voucher is not None:
        yield case.voucher, paid_by_voucher(decision)


_TAKE_OF_ALL = (
    update(Coupon)
    .where(
        Coupon.id == bindparam("coupon"),
        Coupon.state.in_(USABLE),
        or_(Coupon.uses_in_all.is_(None), Coupon.used < Coupon.uses_in_all),
    )
    .values(used=Coupon.used + 1)
)
_COST = bindparam("cost", type_=CouponCount.spent.type)
_TAKE = (
    update(CouponCount)
    .where(
        CouponCount.coupon_id == bindparam("coupon"),
        CouponCount.holder_id == bindparam("holder"),
        CouponCount.period_start == bindparam("start"),
        CouponCount.used < bindparam("most_uses"),
        CouponCount.spent + _COST <= bindparam("most_spent", type_=CouponCount.spent.type),
    )
    .values(used=CouponCount.used + 1, spent=CouponCount.spent + _COST)
)


def take_use(work: Work, held: HeldCoupon, *, holder_id: str, spent: Euro) -> bool:
    """One use of a coupon by a holder, and what it costs of a voucher; False when so much is not left.

    Two conditional updates: of all that everybody has together, and of the holder's own.
    """
    coupon, start = held.coupon, held.period.start
    if not happened(work.session, _TAKE_OF_ALL, coupon=coupon.id):
        return False
    key = {"coupon_id": coupon.id, "holder_id": holder_id, "period_start": start}
    insert_unless_there(work.session, CouponCount, **key, used=0, spent=ZERO)
    return happened(
        work.session,
        _TAKE,
        coupon=coupon.id,
        holder=holder_id,
        start=start,
        most_uses=coupon.most_uses,
        most_spent=coupon.most_spent,
        cost=spent,
    )


def give_back(work: Work, sale_id: str) -> None:
    """What a sale used can be used again, and what a voucher paid stands on it again."""
    uses = select(CouponUse).where(CouponUse.sale_id == sale_id).order_by(CouponUse.coupon_id)
    for use in work.session.scalars(uses).all():
        _uncount(work, use)


def _uncount(work: Work, use: CouponUse) -> None:
    """One use less, in the order in which it was taken: first of everybody's, then of the holder's own."""
    happened(
        work.session, update(Coupon).where(Coupon.id == use.coupon_id, Coupon.used > 0).values(used=Coupon.used - 1)
    )
    happened(
        work.session,
        update(CouponCount)
        .where(
            CouponCount.coupon_id == use.coupon_id,
            CouponCount.holder_id == use.holder_id,
            CouponCount.period_start == use.period_start,
            CouponCount.used > 0,
            CouponCount.spent >= use.spent,
        )
        .values(used=CouponCount.used - 1, spent=CouponCount.spent - use.spent.cents),
    )


def forget_uses(work: Work, before: date) -> None:
    """Sales of before a day go: their uses go with them, also out of the counters. No coupon lasts that long."""
    old = (
        select(CouponUse)
        .join(Sale, Sale.id == CouponUse.sale_id)
        .where(Sale.day < before)
        .order_by(CouponUse.coupon_id, CouponUse.holder_id, CouponUse.period_start)
    )
    cancelled = select(Sale.id).where(Sale.day < before, Sale.cancelled_at.is_not(None))
    gone = set(work.session.scalars(cancelled))
    for use in work.session.scalars(old).all():
        if use.sale_id not in gone:
            _uncount(work, use)
        work.session.delete(use)
    work.session.flush()
    empty = delete(CouponCount).where(CouponCount.used == 0, CouponCount.period_start < before)
    work.session.execute(empty.execution_options(synchronize_session=False))
