"""Coupons and vouchers, who has them by name, how often they were used, and in which sale."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from uitpas2.database.base import Base, Id
from uitpas2.database.types import Choice
from uitpas2.discounts.rules.coupons import MANY, Audience, Conditions, CouponKind, CouponState, Reach
from uitpas2.kernel.money import Euro
from uitpas2.kernel.period import PeriodKind
from uitpas2.kernel.text import TranslatedText


class Coupon(Base):
    """What a municipality gives to an audience, and pays for; `ends` is the first day on which it no longer holds.

    `value` is in cents, or in whole per cents for a percentage; of a voucher it is what each holder gets. Who has it
    is worked out when it is used: everybody who belonged to the audience at `counts_until`, or belongs now as long as
    that is empty. Ages are those of the first day. `used` counts uses by everybody together, and only moves by
    conditional updates.
    """

    __tablename__ = "coupons"
    __table_args__ = (
        CheckConstraint("ends > starts", name="ends_after_start"),
        CheckConstraint("used >= 0 AND (uses_in_all IS NULL OR used <= uses_in_all)", name="not_beyond"),
        Index("ix_coupons_municipality", "municipality_nis", "state"),
        Index("ix_coupons_region", "card_system_id", "state"),
    )

    id: Mapped[str] = mapped_column(Id, primary_key=True)
    municipality_nis: Mapped[str] = mapped_column(ForeignKey("municipalities.nis"))
    card_system_id: Mapped[int | None] = mapped_column(ForeignKey("card_systems.id"))
    kind: Mapped[CouponKind] = mapped_column(Choice(CouponKind))
    value: Mapped[int]
    name: Mapped[TranslatedText]
    description: Mapped[TranslatedText]
    starts: Mapped[date]
    ends: Mapped[date]
    organiser_ids: Mapped[list[Any]] = mapped_column(default=list)
    activity_ids: Mapped[list[Any]] = mapped_column(default=list)
    themes: Mapped[list[Any]] = mapped_column(default=list)
    price_from: Mapped[Euro | None]
    audience: Mapped[Audience] = mapped_column(Choice(Audience))
    reach: Mapped[Reach] = mapped_column(Choice(Reach))
    age_from: Mapped[int | None]
    age_to: Mapped[int | None]
    includes_new: Mapped[bool]
    uses: Mapped[int]
    uses_period: Mapped[PeriodKind] = mapped_column(Choice(PeriodKind))
    uses_in_all: Mapped[int | None]
    used: Mapped[int] = mapped_column(default=0)
    state: Mapped[CouponState] = mapped_column(Choice(CouponState), default=CouponState.DRAFT)
    counts_until: Mapped[datetime | None]
    made_by: Mapped[str] = mapped_column(String(80))
    made_at: Mapped[datetime]

    @property
    def is_voucher(self) -> bool:
        return self.kind is CouponKind.VOUCHER

    @property
    def conditions(self) -> Conditions:
        return Conditions(self.organiser_ids, self.activity_ids, self.themes, self.price_from)

    @property
    def most_uses(self) -> int:
        """How often one holder may use it in a period; a voucher until it is empty."""
        return MANY if self.is_voucher else self.uses

    @property
    def most_spent(self) -> Euro:
        """How much of it one holder may spend: of a coupon nothing, it is no money."""
        return Euro(self.value if self.is_voucher else 0)


class CouponHolder(Base):
    """Somebody to whom a coupon was given by the number of a card."""

    __tablename__ = "coupon_holders"

    coupon_id: Mapped[str] = mapped_column(ForeignKey("coupons.id"), primary_key=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), primary_key=True, index=True)


class CouponCount(Base):
    """How often a holder used a coupon in one calendar period, and how much of a voucher went.

    Moved by conditional updates only.
    """

    __tablename__ = "coupon_counts"
    __table_args__ = (CheckConstraint("used >= 0 AND spent >= 0", name="not_negative"),)

    coupon_id: Mapped[str] = mapped_column(ForeignKey("coupons.id"), primary_key=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), primary_key=True, index=True)
    period_start: Mapped[date] = mapped_column(primary_key=True)
    used: Mapped[int]
    spent: Mapped[Euro]


class CouponUse(Base):
    """A coupon or voucher used in a sale, with what a voucher paid of it. It counts until the sale is cancelled."""

    __tablename__ = "coupon_uses"

    sale_id: Mapped[str] = mapped_column(ForeignKey("sales.id"), primary_key=True)
    coupon_id: Mapped[str] = mapped_column(ForeignKey("coupons.id"), primary_key=True, index=True)
    holder_id: Mapped[str] = mapped_column(ForeignKey("holders.id"), index=True)
    period_start: Mapped[date]
    spent: Mapped[Euro]
