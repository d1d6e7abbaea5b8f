"""Trying a draft on what was sold in the last twelve whole months."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import ColumnElement, Text, cast, or_, select

from uitpas2.cards.models import Holder
from uitpas2.cards.rules import HolderKind
from uitpas2.database.work import Work
from uitpas2.discounts.models import ChoiceProposal, Sale
from uitpas2.discounts.queries.choices import all_choices, as_choices, choices_of
from uitpas2.discounts.rules.protecting import Sold
from uitpas2.discounts.rules.rulebook import PRICE, rule_book
from uitpas2.discounts.rules.simulated import Simulation
from uitpas2.discounts.rules.simulating import Draft, simulate
from uitpas2.discounts.values.choosing import Choice
from uitpas2.discounts.values.kinds import ValueFault, from_stored
from uitpas2.discounts.values.numbers import as_day
from uitpas2.discounts.values.parameters import Fact
from uitpas2.kernel.clock import brussels_moment
from uitpas2.kernel.period import Period, age_on

ADULT = 18
MOST_KEPT = 100  # proposals of which the figures are kept in this process
_Key = tuple[str, date, tuple[str, ...]]
_WORKED_OUT: WeakKeyDictionary[Any, dict[_Key, Simulation | None]] = WeakKeyDictionary()


def simulate_own(work: Work, draft: Sequence[Choice]) -> Simulation | None:
    """What choices would have meant for the people of the actor's municipality; None when they bought nothing."""
    nis = work.actor.municipality_nis
    return None if nis is None else simulate_municipality(work, nis, draft)


def simulate_proposal(work: Work, proposal: ChoiceProposal) -> Simulation | None:
    """The same for a proposal of the actor's municipality, worked out once in a month for as long as nothing else is
    decided there: whoever opens its page again reads the same figures.
    """
    decided = tuple(sorted(one.id for one in choices_of(work, proposal.municipality_nis)))
    key = (proposal.id, simulated_period(work.today).start, decided)
    of_database = _WORKED_OUT.setdefault(work.session.get_bind(), {})
    if key not in of_database:
        if len(of_database) >= MOST_KEPT:
            of_database.clear()
        of_database[key] = simulate_own(work, as_choices(proposal))
    return of_database[key]


def simulate_municipality(work: Work, nis: str, draft: Sequence[Choice]) -> Simulation | None:
    """The same for any municipality, for who works on the machine itself."""
    period = simulated_period(work.today)
    sold = _sold(work, period, nis)
    return simulate(rule_book(), sold, {nis: choices_of(work, nis)}, Draft({nis: draft}), period)


def simulate_all(work: Work, draft: Draft) -> Simulation | None:
    """What a draft would have meant in all municipalities; None when nothing was sold."""
    period = simulated_period(work.today)
    return simulate(rule_book(), _sold(work, period), all_choices(work), draft, period)


def simulated_period(today: date) -> Period:
    """The twelve whole months before this one: with any other days the difference would be about a few people."""
    return Period(today.replace(year=today.year - 1, day=1), today.replace(day=1))


def _sold(work: Work, period: Period, nis: str | None = None) -> Sold:
    """What was sold in a period as columns, as it was known at its end. One question to the database.

    For one municipality: to those who live there now, as far as they did when they bought.
    """
    import numpy as np

    read = _Reader()
    groups: dict[str, int] = {}
    holders: dict[str, int] = {}
    births: list[tuple[date | None, bool]] = []
    columns: dict[str, list[int]] = {"group": [], "day": [], "holder": []}
    facts: list[Mapping[str, int]] = []
    for town, holder, text, birth, kind in work.session.execute(_question(period, nis)).yield_per(5_000):
        known = read.facts(text)
        if known is None:
            continue
        columns["group"].append(groups.setdefault(town, len(groups)))
        columns["holder"].append(holders.setdefault(holder, len(holders)))
        columns["day"].append(known["day"])
        facts.append(known)
        if len(births) < len(holders):
            births.append((birth, kind is HolderKind.PERSON))
    names = sorted({name for one in read.known.values() if one for name in one} - {"day"})
    defaults = {name: read.vocabulary[name].default for name in names}
    end = period.end or work.today
    return Sold(
        municipalities=list(groups),
        groups=np.array(columns["group"], np.int64),
        days=np.array(columns["day"], np.int64),
        holders=np.array(columns["holder"], np.int64),
        is_person=np.array([is_person for _, is_person in births], bool),
        is_child=np.array([birth is not None and age_on(birth, end) < ADULT for birth, _ in births], bool),
        facts={name: np.array([one.get(name, defaults[name]) for one in facts], np.int64) for name in names},
    )


def _question(period: Period, nis: str | None) -> Any:
    assert period.end is not None
    town: ColumnElement[str] = Sale.receipt["municipality_nis"].as_string()
    question = (
        select(town, Sale.holder_id, cast(Sale.receipt["facts"], Text), Holder.birth_date, Holder.kind)
        .join(Holder, Holder.id == Sale.holder_id)
        .where(
            Sale.day >= period.start,
            Sale.day < period.end,
            Sale.receipt["program"].as_string() == PRICE,
            or_(Sale.cancelled_at.is_(None), Sale.cancelled_at >= brussels_moment(period.end)),
        )
    )
    return question if nis is None else question.where(Holder.municipality_nis == nis, town == nis)


class _Reader:
    """Facts of receipts as the engine counts them. Many sales have the same facts: each text is read once."""

    def __init__(self) -> None:
        self.vocabulary: Mapping[str, Fact] = rule_book().vocabulary.facts
        self.known: dict[str, Mapping[str, int] | None] = {}

    def facts(self, text: str) -> Mapping[str, int] | None:
        if text not in self.known:
            self.known[text] = self._read(json.loads(text))
        return self.known[text]

    def _read(self, kept: Mapping[str, Any]) -> Mapping[str, int] | None:
        """None for the receipt of a rule book that counted with other facts: it cannot be decided again."""
        try:
            facts = {name: self._value(name, value) for name, value in kept.items()}
        except (KeyError, ValueFault):
            return None
        return facts if facts.get("day", as_day(date.max)) < as_day(date.max) else None

    def _value(self, name: str, value: Any) -> int:
        fact = self.vocabulary[name]
        return int(from_stored(fact.kind, value, fact.codes))
