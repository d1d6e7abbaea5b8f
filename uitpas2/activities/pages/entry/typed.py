"""An activity as its form holds it: for editing it, and for copying it to the next school year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from uitpas2.activities.rules.entering import Entry
from uitpas2.activities.rules.planning import Plan
from uitpas2.kernel.money import Euro


def typed_of(entry: Entry) -> dict[str, Any]:
    """The value of each field."""
    values: dict[str, Any] = {
        "name": entry.name,
        "product_class": entry.product_class.value,
        "description": entry.description,
        "theme": entry.theme,
        "price": _amount(entry.price),
        "place_name": entry.where.name,
        "street": entry.where.street,
        "postal_code": entry.where.postal_code,
        "city": entry.where.city,
        "online_url": entry.online_url,
        "meeting_place": entry.meeting_place,
        "to_bring": entry.to_bring,
        "access": [one.value for one in entry.access],
        "access_note": entry.access_note,
        "spoken": list(entry.spoken),
        "age_from": _text(entry.age_from),
        "age_to": _text(entry.age_to),
        "born_from": _text(entry.born_from),
        "born_to": _text(entry.born_to),
        "class_from": _text(entry.class_from),
        "class_to": _text(entry.class_to),
    }
    for name in ("children_only", "members_only"):
        if getattr(entry, name):
            values[name] = "true"
    tariffs = ({"tariff-name": one.name, "tariff-amount": _amount(one.amount)} for one in entry.tariffs)
    return values | _rows(tariffs) | _of_plan(entry.plan)


def _of_plan(plan: Plan) -> dict[str, Any]:
    values: dict[str, Any] = {
        "rhythm": plan.rhythm.value,
        "first": _text(plan.first),
        "last": _text(plan.last),
        "lessons": _text(plan.lessons),
        "every": str(plan.every),
        "season": plan.season.value,
        "capacity": _text(plan.capacity),
        "kept": str(plan.kept),
        "kept_days": str(plan.kept_days),
    }
    for name in ("on_public_holidays", "nights"):
        if getattr(plan, name):
            values[name] = "true"
    values |= _rows(
        {
            "weekdays": [str(number) for number in one.weekdays],
            "opens": one.opens,
            "closes": one.closes,
            "care_from": one.care_from or "",
            "care_to": one.care_to or "",
        }
        for one in plan.hours
    )
    values |= _rows(
        {"day": one.day.isoformat(), "opens": one.opens, "closes": one.closes, "own_price": _amount(one.price)}
        for one in plan.dates
    )
    values |= _rows(
        {"stay-first": _text(one.first), "stay-last": _text(one.last), "stay-price": _amount(one.price)}
        for one in plan.stays
    )
    values |= _rows(
        {"closed-first": _text(one.first), "closed-last": _text(one.last), "closed-reason": one.reason}
        for one in plan.closed
    )
    return values | _rows(
        {
            "other-first": _text(one.first),
            "other-last": _text(one.last),
            "other-opens": one.opens,
            "other-closes": one.closes,
            "other-reason": one.reason,
        }
        for one in plan.adjusted
    )


def _rows(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    return {f"{name}-{number}": value for number, row in enumerate(rows) for name, value in row.items()}


def _amount(price: Euro | None) -> str:
    """As people in Flanders type it."""
    return "" if price is None else str(price).replace(".", ",")


def _text(value: object) -> str:
    return "" if value is None else str(value)
