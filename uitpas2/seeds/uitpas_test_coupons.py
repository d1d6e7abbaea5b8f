"""The coupons of the UiTPAS test dataset, for the holders to whom it says they were granted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import select

from uitpas2.accounts.models import Municipality
from uitpas2.cards.models import CardSystemMunicipality
from uitpas2.database.work import Work
from uitpas2.database.writes import insert_unless_there
from uitpas2.discounts.models import Coupon, CouponHolder
from uitpas2.discounts.rules.coupons import Audience, CouponKind, CouponState, Reach
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import PeriodKind
from uitpas2.kernel.text import TranslatedText

KINDS = {"FIXED_PRICE": CouponKind.PRICE, "PERCENTAGE_OFF": CouponKind.PERCENT, "AMOUNT_OFF": CouponKind.AMOUNT}


def make_coupon(work: Work, item: dict[str, Any], starts: date, ends: date) -> bool:
    """One coupon under the file's own id, given by the largest municipality of its region."""
    if work.session.get(Coupon, item["id"]) is not None:
        return False
    kind, value = KINDS[item["discount"]["type"]], item["discount"]["value"]
    limit = item["limitPerHolder"]
    work.session.add(
        Coupon(
            id=item["id"],
            municipality_nis=_largest_of(work, item["cardSystemId"]),
            card_system_id=item["cardSystemId"],
            kind=kind,
            value=int(value) if kind is CouponKind.PERCENT else Euro.from_json_number(value).cents,
            name=TranslatedText(nl=item["name"]),
            description=TranslatedText(nl=""),
            starts=starts,
            ends=ends,
            audience=Audience.NAMED,
            reach=Reach.REGION,
            includes_new=False,
            uses=limit["volume"],
            uses_period=PeriodKind(limit["periodType"].lower()),
            state=CouponState.ACTIVE,
            made_by="seed",
            made_at=work.now,
        )
    )
    work.session.flush()
    return True


def give_coupons(work: Work, holders: Iterable[dict[str, Any]]) -> None:
    """The coupons that the file says somebody has."""
    for holder in holders:
        for granted in holder.get("grantedCoupons", ()):
            insert_unless_there(work.session, CouponHolder, coupon_id=granted["couponId"], holder_id=holder["id"])


def _largest_of(work: Work, card_system_id: int) -> str:
    return work.session.scalars(
        select(Municipality.nis)
        .join(CardSystemMunicipality, CardSystemMunicipality.municipality_nis == Municipality.nis)
        .where(CardSystemMunicipality.card_system_id == card_system_id)
        .order_by(Municipality.population.desc())
        .limit(1)
    ).one()
