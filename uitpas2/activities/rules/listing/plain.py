"""What a list says of an activity, as plain values, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from uitpas2.activities.rules.entering import Entry, Where
from uitpas2.activities.rules.listing.columns import Column
from uitpas2.activities.rules.planning import as_plain, from_plain
from uitpas2.activities.rules.words import ProductClass
from uitpas2.kernel.money import Euro

# Which plain values each column stands for, to tell what changed.
_PLAN_PARTS = {"capacity": Column.CAPACITY, "kept": Column.KEPT}
_PLAIN = {
    "name": Column.NAME,
    "kind": Column.KIND,
    "cents": Column.PRICE,
    "age_from": Column.AGE_FROM,
    "age_to": Column.AGE_TO,
    "place": Column.PLACE,
    "street": Column.STREET,
    "postal_code": Column.POSTAL_CODE,
    "city": Column.CITY,
    "theme": Column.THEME,
    "description": Column.DESCRIPTION,
    "meeting_place": Column.MEETING_PLACE,
    "to_bring": Column.TO_BRING,
}


def entry_as_plain(entry: Entry) -> dict[str, Any]:
    """Amounts in whole cents, days as ISO texts."""
    return {
        "name": entry.name,
        "kind": entry.product_class.value,
        "children_only": entry.children_only,
        "cents": entry.price.cents,
        "age_from": entry.age_from,
        "age_to": entry.age_to,
        "place": entry.where.name,
        "street": entry.where.street,
        "postal_code": entry.where.postal_code,
        "city": entry.where.city,
        "theme": entry.theme,
        "description": entry.description,
        "meeting_place": entry.meeting_place,
        "to_bring": entry.to_bring,
        "plan": as_plain(entry.plan),
    }


def entry_from_plain(values: Mapping[str, Any]) -> Entry:
    """What `entry_as_plain` made. Raises KeyError or ValueError for anything else."""
    return Entry(
        name=values["name"],
        product_class=ProductClass(values["kind"]),
        plan=from_plain(values["plan"]),
        price=Euro(values["cents"]),
        description=values["description"],
        theme=values["theme"],
        where=Where(values["place"], values["street"], values["postal_code"], values["city"]),
        age_from=values["age_from"],
        age_to=values["age_to"],
        children_only=values["children_only"],
        meeting_place=values["meeting_place"],
        to_bring=values["to_bring"],
    )


def differing(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Column]:
    """The columns in which two lists say something else of the same activity."""
    found = [column for name, column in _PLAIN.items() if old.get(name) != new.get(name)]
    before, after = old.get("plan", {}), new.get("plan", {})
    found += [column for name, column in _PLAN_PARTS.items() if before.get(name) != after.get(name)]
    times = {name for name in {*before, *after} - set(_PLAN_PARTS) if before.get(name) != after.get(name)}
    if times:
        found.append(Column.DAY)
    return sorted(found, key=list(Column).index)
