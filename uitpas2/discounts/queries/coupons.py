"""Who has which coupon: worked out from what an audience is, and not written down."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, tuple_

from uitpas2.accounts.models import Municipality, Organisation
from uitpas2.accounts.rules import OrganisationKind
from uitpas2.activities.models import Activity
from uitpas2.cards import queries as cards
from uitpas2.cards.models import Card, Holder, Membership, SocialRight
from uitpas2.cards.rules import CardStatus, HolderKind, MembershipStatus
from uitpas2.database.work import Work
from uitpas2.discounts.errors import CouponUnknown
from uitpas2.discounts.models import Coupon, CouponCount, CouponHolder, CouponUse, Sale, SaleShare
from uitpas2.discounts.rules import Payer
from uitpas2.discounts.rules.coupons import USABLE, Audience, CouponState, Reach, birth_years, years_before
from uitpas2.kernel.clock import brussels_day
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.kernel.period import Period, PeriodKind, calendar_period
from uitpas2.kernel.text import TranslatedText


@dataclass(frozen=True)
class HeldCoupon:
    """A coupon that a holder has, with what went of it in the period of `day`."""

    coupon: Coupon
    day: date
    used: int = 0
    spent: Euro = ZERO

    @property
    def period(self) -> Period:
        return calendar_period(self.coupon.uses_period, self.day)

    @property
    def uses_left(self) -> int:
        """How often it can still be used in this period, for a voucher once or never."""
        if self.coupon.is_voucher:
            return 1 if self.left else 0
        in_all = self.coupon.uses_in_all
        of_all = self.coupon.uses if in_all is None else in_all - self.coupon.used
        return max(0, min(self.coupon.uses - self.used, of_all))

    @property
    def left(self) -> Euro:
        """What is left of a voucher."""
        return self.coupon.most_spent - self.spent

    @property
    def is_gone(self) -> bool:
        """Everybody together used all there were."""
        return self.coupon.uses_in_all is not None and self.coupon.used >= self.coupon.uses_in_all

    @property
    def again_from(self) -> date | None:
        """From when it can be used again, once this period's uses are gone; None when that is never."""
        if self.coupon.uses_period is PeriodKind.ABSOLUTE or self.coupon.is_voucher or self.is_gone:
            return None
        again = self.period.end
        return again if again is not None and again < self.coupon.ends else None


def coupons_of_municipality(work: Work) -> Sequence[Coupon]:
    """What the actor's municipality made, newest first."""
    return work.session.scalars(
        select(Coupon)
        .where(Coupon.municipality_nis == work.actor.municipality_nis)
        .order_by(Coupon.made_at.desc(), Coupon.id)
    ).all()


def own_coupon(work: Work, coupon_id: str) -> Coupon:
    """A coupon of the actor's municipality. Raises CouponUnknown."""
    found = work.session.scalar(
        select(Coupon)
        .where(Coupon.id == coupon_id, Coupon.municipality_nis == work.actor.municipality_nis)
        .execution_options(populate_existing=True)
    )
    if found is None:
        raise CouponUnknown
    return found


def paid_for(work: Work, coupon: Coupon) -> Euro:
    """What a coupon cost its municipality until now: of a voucher what it paid, else the part of each price."""
    stands = CouponUse.coupon_id == coupon.id, Sale.cancelled_at.is_(None)
    if coupon.is_voucher:
        amount = func.sum(CouponUse.spent, type_=CouponUse.spent.type)
        return work.session.scalar(select(amount).join(Sale, Sale.id == CouponUse.sale_id).where(*stands)) or ZERO
    amount = func.sum(SaleShare.amount, type_=SaleShare.amount.type)
    part = select(amount).join(Sale, Sale.id == SaleShare.sale_id).join(CouponUse, CouponUse.sale_id == Sale.id)
    return work.session.scalar(part.where(SaleShare.payer == Payer.MUNICIPALITY, *stands)) or ZERO


def organisers_near(work: Work) -> Sequence[Organisation]:
    """The organisers of the municipalities in the actor's region, by name."""
    system = cards.own_card_system(work)
    near = [one.nis for one in cards.region_municipalities(work)] if system else [work.actor.municipality_nis]
    return work.session.scalars(
        select(Organisation)
        .where(Organisation.kind == OrganisationKind.ORGANISER, Organisation.municipality_nis.in_(near))
        .order_by(Organisation.name, Organisation.id)
    ).all()


def names_in(work: Work, coupons: Iterable[Coupon]) -> dict[str, str | TranslatedText]:
    """The names of the organisers and activities that coupons hold for, and of who gives them, by id."""
    found = list(coupons)
    organisers = {id_ for coupon in found for id_ in coupon.organiser_ids}
    activities = {id_ for coupon in found for id_ in coupon.activity_ids}
    givers = {coupon.municipality_nis for coupon in found}
    names: dict[str, str | TranslatedText] = {}
    of_organisers = select(Organisation.id, Organisation.name).where(Organisation.id.in_(organisers))
    of_activities = select(Activity.id, Activity.name).where(Activity.id.in_(activities))
    of_givers = select(Municipality.nis, Municipality.name).where(Municipality.nis.in_(givers))
    for wanted, question in ((organisers, of_organisers), (activities, of_activities), (givers, of_givers)):
        if wanted:
            names.update((row[0], row[1]) for row in work.session.execute(question))
    return names


def count_audience(work: Work, coupon: Coupon) -> int:
    """How many holders belong, also for a coupon that was not saved yet; of named ones how many are named."""
    return _count(work, belongs(coupon, work.now))


def count_in_groups(work: Work, coupon: Coupon) -> list[int]:
    """How many holders belong by age group, for each group that has to do with the ages of the coupon."""
    return [
        _count(work, _of_any_age(coupon, work.now) & Holder.birth_date.between(date(first, 1, 1), date(last, 12, 31)))
        for first, last in birth_years(coupon.age_from, coupon.age_to, work.today.year)
    ]


def _count(work: Work, condition: ColumnElement[bool]) -> int:
    return work.session.scalar(select(func.count()).select_from(Holder).where(condition)) or 0


def belongs(coupon: Coupon, now: datetime) -> ColumnElement[bool]:
    """The condition on holders that they have this coupon: the only place that decides it."""
    if coupon.audience is Audience.NAMED:
        named = exists().where(CouponHolder.coupon_id == coupon.id, CouponHolder.holder_id == Holder.id)
        return and_(Holder.erased_at.is_(None), named)
    return and_(_of_any_age(coupon, now), *_ages(coupon))


def _of_any_age(coupon: Coupon, now: datetime) -> ColumnElement[bool]:
    moment = coupon.counts_until or now
    kind = HolderKind.GROUP if coupon.audience is Audience.GROUPS else HolderKind.PERSON
    return and_(
        Holder.erased_at.is_(None),
        Holder.kind == kind,
        Holder.registered_at <= moment,
        *_where_they_live(coupon),
        *_rights(coupon, brussels_day(moment)),
    )


def _where_they_live(coupon: Coupon) -> Iterable[ColumnElement[bool]]:
    if coupon.reach is Reach.MUNICIPALITY:
        yield Holder.municipality_nis == coupon.municipality_nis
    else:
        yield exists().where(
            Membership.holder_id == Holder.id,
            Membership.card_system_id == coupon.card_system_id,
            Membership.status == MembershipStatus.ACTIVE,
        )


def _ages(coupon: Coupon) -> Iterable[ColumnElement[bool]]:
    if coupon.age_from is not None:
        yield Holder.birth_date <= years_before(coupon.starts, coupon.age_from)
    if coupon.age_to is not None:
        yield Holder.birth_date > years_before(coupon.starts, coupon.age_to + 1)


def _rights(coupon: Coupon, day: date) -> Iterable[ColumnElement[bool]]:
    if coupon.audience is Audience.ENTITLED:
        yield exists().where(SocialRight.holder_id == Holder.id, cards.covers(day))


def holders_of_cards(
    work: Work, numbers: Iterable[str], card_system_id: int | None, *, living_in: str | None = None
) -> dict[str, str]:
    """The holders of working cards of a region by number; numbers of other cards are left out.

    `living_in` leaves out who lives in another municipality as well.
    """
    here = [Holder.municipality_nis == living_in] if living_in else []
    rows = work.session.execute(
        select(Card.number, Membership.holder_id)
        .join(Membership, Membership.id == Card.membership_id)
        .join(Holder, Holder.id == Membership.holder_id)
        .where(
            Card.number.in_(list(numbers)),
            Card.status == CardStatus.ACTIVE,
            Membership.card_system_id == card_system_id,
            Holder.erased_at.is_(None),
            *here,
        )
    )
    return dict(rows.all())


def coupons_held(work: Work, holder_id: str, *, also_over: bool = False) -> list[HeldCoupon]:
    """The coupons and vouchers that a holder can use today; `also_over` adds those to come, over or withdrawn.

    The caller has checked that the actor may see this holder.
    """
    home = work.session.execute(select(Holder.municipality_nis).where(Holder.id == holder_id)).scalar_one_or_none()
    systems = select(Membership.card_system_id).where(
        Membership.holder_id == holder_id, Membership.status == MembershipStatus.ACTIVE
    )
    near = or_(
        Coupon.municipality_nis == home,
        and_(Coupon.card_system_id.in_(systems), or_(Coupon.reach == Reach.REGION, Coupon.audience == Audience.NAMED)),
    )
    question = select(Coupon).where(near, Coupon.state != CouponState.DRAFT)
    if not also_over:
        question = question.where(Coupon.state.in_(USABLE), Coupon.starts <= work.today, Coupon.ends > work.today)
    fresh = question.order_by(Coupon.ends, Coupon.id).execution_options(populate_existing=True)
    found = work.session.scalars(fresh).all()
    return with_counts(work, holder_id, _of(work, holder_id, found))


def coupon_held(work: Work, holder_id: str, coupon_id: str) -> HeldCoupon:
    """A coupon that this holder has, however it stands. Raises CouponUnknown for a draft and for somebody else's."""
    coupon = work.session.scalar(select(Coupon).where(Coupon.id == coupon_id).execution_options(populate_existing=True))
    if coupon is None or coupon.state is CouponState.DRAFT or not _of(work, holder_id, [coupon]):
        raise CouponUnknown(field="coupon_id")
    return with_counts(work, holder_id, [coupon])[0]


def _of(work: Work, holder_id: str, coupons: Sequence[Coupon]) -> list[Coupon]:
    """Those of the coupons that the holder has: one question for all of them."""
    if not coupons:
        return []
    answers = work.session.execute(
        select(*(belongs(coupon, work.now) for coupon in coupons)).where(Holder.id == holder_id)
    ).one_or_none()
    return [coupon for coupon, has in zip(coupons, answers or (), strict=False) if has]


def with_counts(work: Work, holder_id: str, coupons: Sequence[Coupon]) -> list[HeldCoupon]:
    if not coupons:
        return []
    keys = {(coupon.id, calendar_period(coupon.uses_period, work.today).start): coupon for coupon in coupons}
    rows = work.session.execute(
        select(CouponCount.coupon_id, CouponCount.period_start, CouponCount.used, CouponCount.spent).where(
            CouponCount.holder_id == holder_id,
            tuple_(CouponCount.coupon_id, CouponCount.period_start).in_(list(keys)),
        )
    )
    went = {(coupon_id, start): (used, spent) for coupon_id, start, used, spent in rows}
    return [HeldCoupon(coupon, work.today, *went.get(key, (0, ZERO))) for key, coupon in keys.items()]
