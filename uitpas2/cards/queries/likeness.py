"""Holders who may be the person on the desk under another spelling. Of one birth date: nobody browses by name."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date

from sqlalchemy import select

from uitpas2.cards.errors import HolderUnknown, NationalNumberMistyped
from uitpas2.cards.models import Holder
from uitpas2.cards.queries.national_numbers import holder_by_national_number
from uitpas2.cards.queries.people import scope
from uitpas2.cards.rules.duplicates import NamedPerson, days_to_compare, likeness
from uitpas2.cards.rules.likeness import is_like_typed
from uitpas2.database.work import Work

MOST_ALIKE = 10


def perhaps_same(
    work: Work, *, first_name: str, last_name: str, birth_date: date | None, national_number: str | None = None
) -> list[Holder]:
    """Holders in the actor's scope whom somebody should look at before registering this person.

    Named and born alike by the rule of `duplicates`, or with the same national number: that one first.
    """
    person = NamedPerson(first_name, last_name, birth_date)
    days = days_to_compare(birth_date) if birth_date else frozenset()
    alike = _born_on(work, days, lambda known: likeness(person, known) is not None)
    same = _with_number(work, national_number)
    return [same, *(found for found in alike if found.id != same.id)] if same else alike


def similar_names(work: Work, *, name: str, birth_date: date) -> list[Holder]:
    """Holders in the actor's scope born on this day whose name may be what was typed with a slip in it."""
    return _born_on(work, {birth_date}, lambda known: is_like_typed(name, known.first_name, known.last_name))


def _born_on(work: Work, days: Collection[date], fits: Callable[[NamedPerson], bool]) -> list[Holder]:
    rows = work.session.execute(
        select(Holder.id, Holder.first_name, Holder.last_name, Holder.birth_date)
        .where(Holder.birth_date.in_(days), scope(work))
        .order_by(Holder.last_name, Holder.first_name, Holder.id)
    )
    ids = [id for id, first, last, day in rows if fits(NamedPerson(first, last, day))][:MOST_ALIKE]
    return [work.session.get_one(Holder, id) for id in ids]


def _with_number(work: Work, national_number: str | None) -> Holder | None:
    try:
        return holder_by_national_number(work, national_number) if national_number else None
    except (HolderUnknown, NationalNumberMistyped):
        return None
