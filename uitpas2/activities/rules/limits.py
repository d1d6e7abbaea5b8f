"""How often one holder may have a reduced ticket and check in, when nobody set it otherwise."""

from __future__ import annotations

from dataclasses import dataclass

from uitpas2.activities.rules.words import CalendarType, ProductClass
from uitpas2.kernel.period import PeriodKind


@dataclass(frozen=True, slots=True)
class Limits:
    """`tickets` per `ticket_period` and `checkins` per `checkin_period`, for one holder and one activity."""

    tickets: int
    ticket_period: PeriodKind
    checkins: int
    checkin_period: PeriodKind


def default_limits(calendar_type: CalendarType, product_class: ProductClass) -> Limits:
    """UiTPAS practice: once for what has dates, once a week for what is always there.

    Check-ins: once a day for single and multiple dates, once a week for periodic and permanent offer.
    After-school care is the exception: a child is there several days a week, so it counts by the day and is never
    limited per week (rule book, parameter care_frequency_limit).
    """
    if product_class is ProductClass.CARE:
        return Limits(1, PeriodKind.DAY, 1, PeriodKind.DAY)
    dated = calendar_type in {CalendarType.SINGLE, CalendarType.MULTIPLE}
    tickets_per = PeriodKind.WEEK if calendar_type is CalendarType.PERMANENT else PeriodKind.ABSOLUTE
    return Limits(1, tickets_per, 1, PeriodKind.DAY if dated else PeriodKind.WEEK)
