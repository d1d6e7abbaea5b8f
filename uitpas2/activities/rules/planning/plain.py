"""A plan as plain values, for `Activity.pattern`, and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from uitpas2.activities.rules.planning.plans import (
    ClosedDays,
    DatedTime,
    OtherHours,
    Plan,
    Rhythm,
    Season,
    Stay,
    WeekHours,
)
from uitpas2.kernel.money import Euro


def as_plain(plan: Plan) -> dict[str, Any]:
    """Days are ISO texts, amounts whole cents."""
    return {
        "rhythm": plan.rhythm.value,
        "dates": [
            {"day": one.day.isoformat(), "opens": one.opens, "closes": one.closes, "cents": _cents(one.price)}
            for one in plan.dates
        ],
        "stays": [
            {"first": one.first.isoformat(), "last": one.last.isoformat(), "cents": _cents(one.price)}
            for one in plan.stays
        ],
        "hours": [
            {
                "weekdays": list(one.weekdays),
                "opens": one.opens,
                "closes": one.closes,
                "care_from": one.care_from,
                "care_to": one.care_to,
            }
            for one in plan.hours
        ],
        "first": plan.first and plan.first.isoformat(),
        "last": plan.last and plan.last.isoformat(),
        "lessons": plan.lessons,
        "every": plan.every,
        "season": plan.season.value,
        "on_public_holidays": plan.on_public_holidays,
        "closed": [
            {"first": one.first.isoformat(), "last": one.last.isoformat(), "reason": one.reason} for one in plan.closed
        ],
        "adjusted": [
            {
                "first": one.first.isoformat(),
                "last": one.last.isoformat(),
                "opens": one.opens,
                "closes": one.closes,
                "reason": one.reason,
            }
            for one in plan.adjusted
        ],
        "nights": plan.nights,
        "capacity": plan.capacity,
        "kept": plan.kept,
        "kept_days": plan.kept_days,
    }


def from_plain(values: Mapping[str, Any]) -> Plan:
    """What `as_plain` made. Raises KeyError or ValueError for anything else."""
    return Plan(
        rhythm=Rhythm(values["rhythm"]),
        dates=tuple(
            DatedTime(date.fromisoformat(one["day"]), one["opens"], one["closes"], _euro(one["cents"]))
            for one in values["dates"]
        ),
        stays=tuple(
            Stay(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]), _euro(one["cents"]))
            for one in values["stays"]
        ),
        hours=tuple(
            WeekHours(tuple(one["weekdays"]), one["opens"], one["closes"], one["care_from"], one["care_to"])
            for one in values["hours"]
        ),
        first=_day(values["first"]),
        last=_day(values["last"]),
        lessons=values["lessons"],
        every=values["every"],
        season=Season(values["season"]),
        on_public_holidays=values["on_public_holidays"],
        closed=tuple(
            ClosedDays(date.fromisoformat(one["first"]), date.fromisoformat(one["last"]), one["reason"])
            for one in values["closed"]
        ),
        adjusted=tuple(
            OtherHours(
                date.fromisoformat(one["first"]),
                date.fromisoformat(one["last"]),
                one["opens"],
                one["closes"],
                one["reason"],
            )
            for one in values["adjusted"]
        ),
        nights=values["nights"],
        capacity=values["capacity"],
        kept=values["kept"],
        kept_days=values["kept_days"],
    )


def _cents(price: Euro | None) -> int | None:
    return None if price is None else price.cents


def _euro(cents: int | None) -> Euro | None:
    return None if cents is None else Euro(cents)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)
