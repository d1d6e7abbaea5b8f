"""Coupons as families read them, and the words with which every screen tells about one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from flask import render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from uitpas2.accounts.rules import Permission
from uitpas2.cards import queries as cards
from uitpas2.cards.models import Holder
from uitpas2.database.work import Work
from uitpas2.discounts.models import Coupon
from uitpas2.discounts.pages.blueprint import blueprint
from uitpas2.discounts.queries import coupons as queries
from uitpas2.discounts.queries.coupons import HeldCoupon
from uitpas2.discounts.rules.coupons import Audience, CouponKind, CouponState, Reach
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import PeriodKind
from uitpas2.kernel.text import TranslatedText
from uitpas2.web.context import reading
from uitpas2.web.guard import needs
from uitpas2.web.language import euro, in_words

Names = Mapping[str, str | TranslatedText]


@dataclass(frozen=True)
class HeldCoupons:
    """Everything of one holder: what can be used, what is to come or gone, and the names these tell of."""

    now: list[HeldCoupon] = field(default_factory=list)
    later: list[HeldCoupon] = field(default_factory=list)
    over: list[HeldCoupon] = field(default_factory=list)
    names: Names = field(default_factory=dict)


@blueprint.get("/family/coupons")
@needs(Permission.SEE_OWN_FAMILY)
def own_coupons() -> ResponseReturnValue:
    with reading() as work:
        members = [(holder, _held(work, holder)) for holder in cards.holders_of_guardian(work)]
    return render_template("discounts/own_coupons.html", members=members)


@blueprint.app_template_global()
def held_coupons(holder_id: str) -> HeldCoupons:
    """The coupons of a holder whom the reader may see: of the own family, or as a clerk. Raises HolderUnknown."""
    with reading() as work:
        return _held(work, cards.holder(work, holder_id))


def _held(work: Work, holder: Holder) -> HeldCoupons:
    found = queries.coupons_held(work, holder.id, also_over=True)
    shown = HeldCoupons(names=queries.names_in(work, [held.coupon for held in found]))
    for held in found:
        if held.coupon.state is CouponState.WITHDRAWN or held.coupon.ends <= held.day:
            shown.over.append(held)
        elif held.coupon.starts > held.day:
            shown.later.append(held)
        elif held.uses_left or held.again_from:
            shown.now.append(held)
        else:
            shown.over.append(held)
    return shown


@blueprint.app_template_global()
def last_day(ends: date) -> date:
    """The day before the first one on which something no longer holds."""
    return ends - timedelta(days=1)


@blueprint.app_template_global()
def coupon_stands(coupon: Coupon, today: date) -> str:
    """How a coupon stands on a day, in one or two words."""
    if coupon.state is not CouponState.WITHDRAWN and coupon.ends <= today:
        return str(_("over"))
    words = {
        CouponState.DRAFT: _("draft"),
        CouponState.ACTIVE: _("can be used") if coupon.starts <= today else _("started, holds later"),
        CouponState.STOPPED: _("stopped"),
        CouponState.WITHDRAWN: _("withdrawn"),
    }
    return str(words[coupon.state])


@blueprint.app_template_global()
def coupon_worth(coupon: Coupon) -> str:
    """What it gives, in one line."""
    amount = euro(Euro(coupon.value))
    match coupon.kind:
        case CouponKind.PRICE:
            return str(_("You pay %(amount)s.", amount=amount))
        case CouponKind.PERCENT:
            return str(_("%(number)s%% off the ordinary price.", number=coupon.value))
        case CouponKind.AMOUNT:
            return str(_("%(amount)s off the ordinary price.", amount=amount))
        case CouponKind.VOUCHER:
            return str(_("%(amount)s to pay your price with.", amount=amount))


@blueprint.app_template_global()
def coupon_where(coupon: Coupon, names: Names) -> list[str]:
    """Where it holds, a sentence for each condition; one sentence when there is none."""
    told = [_("For what you pay yourself at a reduced price or with a coupon.")] if coupon.is_voucher else []
    if coupon.organiser_ids:
        told.append(_("At %(organisers)s.", organisers=_listed(coupon.organiser_ids, names)))
    if coupon.activity_ids:
        told.append(_("For %(activities)s.", activities=_listed(coupon.activity_ids, names)))
    if coupon.themes:
        told.append(_("For the themes %(themes)s.", themes=", ".join(coupon.themes)))
    if coupon.price_from is not None:
        told.append(_("From a price of %(amount)s.", amount=euro(coupon.price_from)))
    if not (coupon.organiser_ids or coupon.activity_ids):
        told.append(_("At every organiser."))
    return [str(one) for one in told]


@blueprint.app_template_global()
def coupon_left(held: HeldCoupon) -> str:
    """What is left of it, or when it can be used again."""
    if held.coupon.is_voucher:
        if not held.left:
            return str(_("Nothing is left."))
        return str(_("%(left)s of %(amount)s is left.", left=euro(held.left), amount=euro(held.coupon.most_spent)))
    if not held.uses_left:
        return str(_("Used.") if not held.is_gone else _("All coupons of this kind have been used."))
    period = _this(held.coupon.uses_period)
    left = ngettext("%(num)d time left%(period)s.", "%(num)d times left%(period)s.", held.uses_left, period=period)
    return str(left)


def _this(period: PeriodKind) -> str:
    words = {
        PeriodKind.DAY: _("today"),
        PeriodKind.WEEK: _("this week"),
        PeriodKind.MONTH: _("this month"),
        PeriodKind.QUARTER: _("this quarter"),
        PeriodKind.YEAR: _("this year"),
    }
    return f" {words[period]}" if period in words else ""


@blueprint.app_template_global()
def coupon_often(coupon: Coupon) -> str:
    """How often each holder can use it, for the municipality."""
    if coupon.is_voucher:
        return str(_("Until the amount has been used."))
    words = {
        PeriodKind.DAY: ngettext("%(num)d time a day", "%(num)d times a day", coupon.uses),
        PeriodKind.WEEK: ngettext("%(num)d time a week", "%(num)d times a week", coupon.uses),
        PeriodKind.MONTH: ngettext("%(num)d time a month", "%(num)d times a month", coupon.uses),
        PeriodKind.QUARTER: ngettext("%(num)d time a quarter", "%(num)d times a quarter", coupon.uses),
        PeriodKind.YEAR: ngettext("%(num)d time a year", "%(num)d times a year", coupon.uses),
        PeriodKind.ABSOLUTE: ngettext("%(num)d time in all", "%(num)d times in all", coupon.uses),
    }
    return str(words[coupon.uses_period])


@blueprint.app_template_global()
def coupon_audience(coupon: Coupon) -> list[str]:
    """Who gets it, for the municipality that gives it and for nobody else."""
    who = {
        Audience.EVERYBODY: _("Everybody with a card"),
        Audience.ENTITLED: _("Who has the right to the reduced price"),
        Audience.GROUPS: _("Group passes"),
        Audience.NAMED: _("The cards on the list"),
    }
    told = [str(who[coupon.audience])]
    if coupon.audience is not Audience.NAMED:
        is_region = coupon.reach is Reach.REGION
        told.append(str(_("in the whole region") if is_region else _("who lives in the municipality")))
        told.append(str(_("also who registers later") if coupon.includes_new else _("not who registers later")))
    if coupon.age_from is not None:
        told.append(str(ngettext("from %(num)d year", "from %(num)d years", coupon.age_from)))
    if coupon.age_to is not None:
        told.append(
            str(ngettext("up to and including %(num)d year", "up to and including %(num)d years", coupon.age_to))
        )
    return told


def _listed(ids: list[str], names: Names) -> str:
    found = [names[one] for one in ids if one in names]
    return ", ".join(sorted(one if isinstance(one, str) else in_words(one) for one in found))
