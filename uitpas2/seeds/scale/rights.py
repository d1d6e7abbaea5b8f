"""Rights that the rule book gave month by month: running, renewed, about to end, in their days of grace, and lapsed."""

from __future__ import annotations

from datetime import date
from typing import Any

from uitpas2.cards.models import RightGround, SocialRight
from uitpas2.cards.rules import FACTS_KEY, months_after, sealed_facts
from uitpas2.kernel.period import Period, age_on
from uitpas2.seeds.scale.chunk import Chunk, at_noon
from uitpas2.seeds.scale.households import Household, Person
from uitpas2.trail.services import note
from uitpas2.welfare.queries.deciding import Decided, decide_by
from uitpas2.welfare.rules import following


def add_rights(chunk: Chunk) -> None:
    key = chunk.work.keys.derive(FACTS_KEY)
    for home, person in chunk.homes:
        if home.ground is not None:
            _add_all_of(chunk, home, person, home.ground, key)


def _add_all_of(chunk: Chunk, home: Household, person: Person, ground: str, key: bytes) -> None:
    """The first right, and those that renewed it: asked for on the first day of the month before it ends."""
    day = months_after(chunk.work.today.replace(day=1), -home.right_since)
    latest: Period | None = None
    while day <= chunk.work.today and day >= chunk.day(home.registered):
        decided = _decided(chunk, home, person, ground, day)
        period = following(decided.period, latest) if decided.granted else None
        if period is None:
            return
        if latest is not None:
            before = chunk.rows[SocialRight][-1]
            before["grace_until"] = min(before["grace_until"], period.start)
        _add_one(chunk, home, person, ground, key, day, decided, period)
        if not home.renews:
            return
        assert period.end is not None
        latest, day = period, months_after(period.end.replace(day=1), -1)


def _decided(chunk: Chunk, home: Household, person: Person, ground: str, day: date) -> Decided:
    choices = chunk.flanders.choices(home.nis, day)
    given: dict[str, Any] = {"grounds": [ground], "proof_day": day}
    return decide_by(choices, given, age=age_on(person.birth_date, day), known_on=chunk.work.now)


def _add_one(
    chunk: Chunk,
    home: Household,
    person: Person,
    ground: str,
    key: bytes,
    day: date,
    decided: Decided,
    period: Period,
) -> None:
    assert period.end is not None
    id, holder_id = chunk.id(f"right {period.start}", person.place), chunk.id("holder", person.place)
    chunk.add(
        SocialRight,
        id=id,
        holder_id=holder_id,
        starts=period.start,
        ends=period.end,
        grace_until=decided.grace_until,
        municipality_nis=home.nis,
        granted_by=chunk.flanders.desk_of[home.nis],
        granted_at=at_noon(day),
        receipt=decided.open_receipt,
    )
    chunk.add(RightGround, right_id=id, ground=ground, sealed=sealed_facts(id, decided.receipt, key))
    days = {"starts": str(period.start), "ends": str(period.end)}
    note(chunk.work, "right.recorded", "holder", holder_id, right=id, **days)
