"""Holders who may be the person on the desk under another spelling. Of one birth date: nobody browses by name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sqlalchemy import select

from uitpas2.cards.errors import HolderUnknown, NationalNumberMistyped
from uitpas2.cards.models import Holder
from uitpas2.cards.queries.national_numbers import holder_by_national_number
from uitpas2.cards.queries.people import scope
from uitpas2.cards.rules.likeness import is_like, is_like_typed
from uitpas2.database.work import Work

MOST_ALIKE = 10


def perhaps_same(
    work: Work, *, first_name: str, last_name: str, birth_date: date | None, national_number: str | None = None
) -> list[Holder]:
    """Holders in the actor's scope whom somebody should look at before registering this person.

    Born on the same day under a name that is alike, or with the same national number.
    """
    alike = _born_on(work, birth_date, lambda known: is_like(first_name, last_name, *known)) if birth_date else []
    same = _with_number(work, national_number)
    return [same, *(found for found in alike if found.id != same.id)] if same else alike


def similar_names(work: Work, *, name: str, birth_date: date) -> list[Holder]:
    """Holders in the actor's scope born on this day whose name may be what was typed with a slip in it."""
    return _born_on(work, birth_date, lambda known: is_like_typed(name, *known))


def _born_on(work: Work, day: date, fits: Callable[[tuple[str, str]], bool]) -> list[Holder]:
    rows = work.session.execute(
        select(Holder.id, Holder.first_name, Holder.last_name)
        .where(Holder.birth_date == day, scope(work))
        .order_by(Holder.last_name, Holder.first_name, Holder.id)
    )
    ids = [id for id, first_name, last_name in rows if fits((first_name, last_name))][:MOST_ALIKE]
    return [work.session.get_one(Holder, id) for id in ids]


def _with_number(work: Work, national_number: str | None) -> Holder | None:
    try:
        return holder_by_national_number(work, national_number) if national_number else None
    except (HolderUnknown, NationalNumberMistyped):
        return None
