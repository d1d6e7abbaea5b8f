"""An activity of the actor's own, back in the form in which it is entered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from uitpas2.activities.models import Activity, Price, Series, Session
from uitpas2.activities.queries.lookup import base_price, own_activity
from uitpas2.activities.queries.pricing import own_prices
from uitpas2.activities.rules import CalendarType, PriceCategory, SeriesKind
from uitpas2.activities.rules.access import Access
from uitpas2.activities.rules.calendar import WEEKDAYS
from uitpas2.activities.rules.entering import Entry, Tariff, Where
from uitpas2.activities.rules.planning import DatedTime, Plan, Rhythm, Stay, WeekHours, from_plain
from uitpas2.database.work import Work
from uitpas2.kernel.clock import BRUSSELS
from uitpas2.kernel.money import ZERO, Euro
from uitpas2.kernel.text import TranslatedText


def own_entry(work: Work, activity_id: str) -> Entry:
    """Everything that is typed about an own activity, its present prices among it. Raises ActivityUnknown."""
    activity = own_activity(work, activity_id)
    place, base = activity.place, base_price(activity)
    tariffs = [price for price in activity.prices if price is not base and price.category != PriceCategory.UITPAS]
    return Entry(
        name=activity.name.nl,
        product_class=activity.product_class,
        plan=from_plain(activity.pattern) if activity.pattern else _plan_seen(work, activity),
        price=base.amount if base else ZERO,
        tariffs=tuple(Tariff(price.name.nl, price.amount) for price in tariffs if not price.for_group),
        description=_nl(activity.description),
        theme=activity.theme,
        where=Where(place.name.nl, place.street, place.postal_code, place.city) if place else Where(),
        online_url=activity.online_url,
        age_from=activity.age_from,
        age_to=activity.age_to,
        born_from=activity.born_from,
        born_to=activity.born_to,
        class_from=activity.class_from,
        class_to=activity.class_to,
        children_only=activity.children_only,
        members_only=activity.members_only,
        meeting_place=_nl(activity.meeting_place),
        to_bring=_nl(activity.to_bring),
        access=tuple(Access(code) for code in activity.access if code in set(Access)),
        access_note=_nl(activity.access_note),
        spoken=tuple(activity.spoken),
    )


def _nl(text: TranslatedText | None) -> str:
    return text.nl if text else ""


def _plan_seen(work: Work, activity: Activity) -> Plan:
    """The plan of what was not entered here, read off its sessions and hours: closer than this nobody knows."""
    rows = select(Session).where(Session.activity_id == activity.id).order_by(Session.starts)
    sessions = work.session.scalars(rows).all()
    hours = tuple(_week(entry) for entry in activity.opening_hours)
    if activity.calendar_type is CalendarType.PERMANENT or not sessions:
        return Plan(Rhythm.ALWAYS, hours=hours)
    first, last = sessions[0], sessions[-1]
    places = Plan(Rhythm.DATES, capacity=first.capacity, kept=first.kept_for_partners)
    if activity.calendar_type is CalendarType.PERIODIC and hours:
        return replace(places, rhythm=Rhythm.WEEKLY, first=first.day, last=last.day, hours=hours)
    if first.series_id is not None:
        series = work.session.get_one(Series, first.series_id)
        if series.kind is SeriesKind.PERIOD:
            nights = any(one.overnight for one in sessions)
            return replace(
                places, rhythm=Rhythm.CAMP, stays=_stays(work, sessions), hours=(_hours(sessions),), nights=nights
            )
        lessons = [one for one in sessions if one.series_id == series.id]
        return replace(places, rhythm=Rhythm.COURSE, first=first.day, hours=(_hours(lessons),), lessons=len(lessons))
    prices = own_prices(work, activity.id)
    dates = (DatedTime(one.day, _clock(one.starts), _clock(one.ends), _amount(prices, one.id)) for one in sessions)
    return replace(places, dates=tuple(dates))


def _week(entry: Mapping[str, Any]) -> WeekHours:
    care = entry.get("childcare") or {}
    weekdays = tuple(WEEKDAYS.index(day) for day in entry["dayOfWeek"])
    return WeekHours(weekdays, entry["opens"], entry["closes"], care.get("start"), care.get("end"))


def _stays(work: Work, sessions: Sequence[Session]) -> tuple[Stay, ...]:
    prices = own_prices(work, sessions[0].activity_id)
    by_series: dict[str, list[Session]] = {}
    for one in sessions:
        by_series.setdefault(one.series_id or one.id, []).append(one)
    return tuple(Stay(own[0].day, own[-1].day, _amount(prices, key)) for key, own in by_series.items())


def _hours(sessions: Sequence[Session]) -> WeekHours:
    first = sessions[0]
    weekdays = tuple(sorted({one.day.weekday() for one in sessions}))
    return WeekHours(weekdays, _clock(first.starts), _clock(first.ends), first.care_from, first.care_to)


def _clock(moment: datetime) -> str:
    return f"{moment.astimezone(BRUSSELS):%H:%M}"


def _amount(prices: Mapping[str, Price], unit_id: str) -> Euro | None:
    price = prices.get(unit_id)
    return price.amount if price else None
